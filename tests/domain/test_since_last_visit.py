from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given as forall
from hypothesis import strategies as st

from hoofbeat.domain.labs import Measured
from hoofbeat.domain.medicines import MedicineEvent
from hoofbeat.domain.records import AppointmentKind, AppointmentState, DosePhase, MedicineState, Progress
from hoofbeat.domain.since_last_visit import (
    Span,
    When,
    appointments_since,
    doses_since,
    medicines_since,
    results_since,
    since,
)
from hoofbeat.domain.values import PartialDate
from tests.made_up import appointment, day, given, medication, phase, result, sample

TODAY = date(2026, 3, 3)
START = date(2026, 1, 12)
SPAN = Span(START, TODAY)


@pytest.mark.parametrize(
    ("on", "was_added", "expected"),
    [
        ("2026-01-12", False, When(day("2026-01-12"))),
        ("2026-03-03", False, When(day("2026-03-03"))),
        ("2026-01-11", False, None),
        ("2026-03-04", True, None),
        ("2026-01-03", True, When(day("2026-01-03"), was_added=True)),
        ("2026-01", False, When(day("2026-01"), is_day_doubtful=True)),
        ("2026-02", False, When(day("2026-02"))),
        ("2026", False, When(day("2026"), is_day_doubtful=True)),
        (None, False, None),
        (None, True, When(None, was_added=True)),
    ],
)
def test_a_row_counts_if_it_happened_or_was_added_since(on: str | None, was_added: bool, expected: When | None) -> None:
    known = None if on is None else day(on)
    assert since(known, start=START, today=TODAY, was_added=was_added) == expected


@forall(st.dates(date(2025, 1, 1), date(2026, 12, 31)), st.sampled_from([4, 7, 10]))
def test_in_doubt_a_partly_known_date_counts(on: date, length: int) -> None:
    known = PartialDate.parse(on.isoformat()[:length])
    counts = since(known, start=START, today=TODAY) is not None
    if START <= on <= TODAY:
        assert counts
    if length == 10:
        assert counts == (START <= on <= TODAY)


def test_medicines_started_stopped_and_changed_come_in_this_order() -> None:
    changed, stopped = (
        medication("A", started_on="2024-01-01"),
        medication("B", state=MedicineState.STOPPED, stopped_on="2026-02-01"),
    )
    started = medication("C", started_on="2026-02-02")
    phases: dict[str, list[DosePhase]] = {
        changed.id: [phase(changed, from_on="2024-01-01"), phase(changed, from_on="2026-02-10")]
    }
    rows = medicines_since(SPAN, [changed, stopped, started], phases)
    assert [(row.change.medication.name, row.change.event) for row in rows] == [
        ("C", MedicineEvent.STARTED),
        ("B", MedicineEvent.STOPPED),
        ("A", MedicineEvent.CHANGED),
    ]


def test_a_medicine_added_since_counts_with_its_old_date() -> None:
    medicine = medication("A", started_on="2024-01-01")
    (row,) = medicines_since(Span(START, TODAY, added={medicine.id}), [medicine], {})
    assert row.when == When(day("2024-01-01"), was_added=True)


def test_a_medicine_marked_as_stopped_since_counts_without_a_date() -> None:
    medicine = medication("A", started_on="2024-01-01", state=MedicineState.STOPPED)
    assert medicines_since(SPAN, [medicine], {}) == []
    (row,) = medicines_since(Span(START, TODAY, stopped={medicine.id}), [medicine], {})
    assert row.change.event is MedicineEvent.STOPPED


def test_results_are_counted_by_sample_and_only_received_ones() -> None:
    new, old = sample("2026-02-24"), sample("2025-12-24")
    rows = [Measured(result(new), new), Measured(result(new, state=Progress.AWAITED), new), Measured(result(old), old)]
    (found,) = results_since(SPAN, rows)
    assert found.sample == new
    assert found.results == (rows[0],)


def test_results_of_an_old_sample_that_were_added_since_count_one_by_one() -> None:
    old = sample("2025-12-24")
    late, early = Measured(result(old), old), Measured(result(old), old)
    (found,) = results_since(Span(START, TODAY, added={late.result.id}), [early, late])
    assert found.results == (late,)
    assert found.when.was_added


def test_appointments_held_leave_out_planned_and_cancelled_ones() -> None:
    scan = appointment("2026-02-10", kind=AppointmentKind.SCAN)
    rows = [scan, appointment("2026-02-11", state=AppointmentState.CANCELLED), appointment("2026-03-20")]
    assert [each.appointment for each in appointments_since(SPAN, rows)] == [scan]
    assert appointments_since(SPAN, rows, without={scan.id}) == []


def test_doses_given_are_counted_by_medicine_newest_first() -> None:
    medicine = medication()
    doses = [given("2026-01-09", medicine), given("2026-02-06", medicine), given("2026-03-02", medicine)]
    (found,) = doses_since(SPAN, [medicine, medication("other")], {medicine.id: doses})
    assert found.doses == (doses[2], doses[1])
    assert found.when == When(day("2026-03-02"))

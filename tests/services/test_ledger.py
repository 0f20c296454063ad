"""The ledger says what was given, how many days lie between, and what is planned; and counts what is taken as needed."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from pathlib import Path

import pytest

from hoofbeat.domain.records import (
    AppointmentKind,
    AppointmentState,
    GivenState,
    Medication,
    MedicineState,
    MedicineUse,
    Schedule,
)
from hoofbeat.services import journals
from hoofbeat.services.journals import Journal
from hoofbeat.services.ledger import LedgerRow, ledger, ledger_ids, ledger_rows
from tests.made_up import appointment, every_days, given, medication, phase
from tests.store.filled import keep

TODAY = date(2026, 3, 3)


@pytest.fixture
def journal(tmp_path: Path) -> Iterator[Journal]:
    journal = journals.create(path=tmp_path / "j.hoofbeat", name="Maria")
    yield journal
    journal.close()


def rows(journal: Journal, medication_id: str = "") -> Sequence[LedgerRow]:
    return ledger_rows(journal, dose_ids=ledger_ids(journal, medication_id=medication_id))


def injection(name: str = "Lanreotide", **values: object) -> Medication:
    return medication(name, use=MedicineUse.INJECTION, **values)


def test_each_dose_stands_with_the_days_since_the_one_before_the_newest_first(journal: Journal) -> None:
    medicine = injection()
    keep(
        journal,
        medicine,
        given("2026-01-09", medicine, amount="120", unit="mg"),
        given("2025-12-12T09:00", medicine, amount="90", unit="mg"),
        given("2026-02-08", medicine, amount="120", unit="mg"),
    )
    found = rows(journal)
    assert [(str(row.dose.given_at), str(row.dose.amount), row.days_since) for row in found] == [
        ("2026-02-08", "120", 30),
        ("2026-01-09", "120", 28),
        ("2025-12-12T09:00", "90", None),
    ]


def test_days_are_not_counted_from_or_to_a_day_that_is_not_known(journal: Journal) -> None:
    medicine = injection()
    keep(journal, medicine, *(given(on, medicine) for on in ("2025-12-01", "2026-01", "2026-02-08")))
    assert [row.days_since for row in rows(journal)] == [None, None, None]


def test_two_doses_of_one_day_lie_no_day_apart_and_one_not_given_is_passed_over(journal: Journal) -> None:
    medicine = injection()
    missed = given("2026-01-20", medicine, state=GivenState.NOT_GIVEN)
    keep(journal, medicine, *(given(on, medicine) for on in ("2026-01-10", "2026-02-08", "2026-02-08")), missed)
    assert [row.days_since for row in rows(journal)] == [0, 29, None]


def test_days_are_counted_within_one_medicine(journal: Journal) -> None:
    one, other = injection(), injection("Octreotide")
    keep(journal, one, other, given("2026-01-01", one), given("2026-01-20", other), given("2026-01-29", one))
    assert [row.days_since for row in rows(journal)] == [28, None, None]
    assert [row.medication.name for row in rows(journal, other.id)] == ["Octreotide"]


def test_what_was_not_given_and_what_is_swallowed_are_no_rows(journal: Journal) -> None:
    one, capsule = injection(), medication("Creon")
    missed = given("2026-02-06", one, state=GivenState.NOT_GIVEN, why_not="Clinic closed")
    keep(journal, one, capsule, missed, given("2026-02-06", capsule))
    assert rows(journal) == []


def test_a_stopped_medicine_keeps_its_rows_and_plans_nothing(journal: Journal) -> None:
    medicine = injection(state=MedicineState.STOPPED)
    keep(journal, medicine, every_days(28, medicine, from_on="2026-01-01"), given("2026-01-01", medicine))
    found = ledger(journal, today=TODAY)
    assert (len(rows(journal)), found.ahead, found.medicines) == (1, (), (medicine,))


def test_the_next_day_stands_with_the_day_to_order_by(journal: Journal) -> None:
    medicine = injection()
    keep(
        journal,
        medicine,
        every_days(28, medicine, from_on="2025-01-01", order_days_before=14),
        given("2026-02-06", medicine),
    )
    (ahead,) = ledger(journal, today=TODAY).ahead
    assert (ahead.next_on, ahead.order_by, ahead.unmarked) == (date(2026, 3, 6), date(2026, 2, 20), None)


def test_the_next_scan_and_treatment_are_the_first_that_are_still_to_come(journal: Journal) -> None:
    scan = appointment("2026-04-02T08:00", kind=AppointmentKind.SCAN)
    infusion = appointment("2026-03-20", kind=AppointmentKind.INFUSION)
    keep(
        journal,
        scan,
        infusion,
        appointment("2026-03-04", kind=AppointmentKind.SCAN, state=AppointmentState.CANCELLED),
        appointment("2026-02-01", kind=AppointmentKind.OPERATION),
        appointment("2026-03-05", kind=AppointmentKind.VISIT),
    )
    found = ledger(journal, today=TODAY)
    assert (found.scan, found.treatment) == (scan, infusion)


def test_what_is_taken_as_needed_is_counted_by_week_and_month(journal: Journal) -> None:
    needed = medication("Loperamide", use=MedicineUse.AS_NEEDED)
    dates = ("2026-03-02", "2026-03-03", "2026-02-28", "2026-02-10")
    plan = phase(needed, schedule=Schedule.AS_NEEDED)
    keep(journal, needed, plan, *(given(on, needed) for on in dates))
    (count,) = ledger(journal, today=TODAY).needed
    assert [each.count for each in count.weeks] == [0, 0, 1, 0, 1, 2]
    assert [each.count for each in count.months][-2:] == [2, 2]

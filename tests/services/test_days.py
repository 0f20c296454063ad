"""A day as its page shows it: planned doses in their places, ticked one by one, each tick a change that Undo takes back."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, time, timedelta
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import given as over
from hypothesis import settings
from hypothesis import strategies as st

from hoofbeat.domain.errors import RecordNotFoundError
from hoofbeat.domain.medicines import day_doses, mark_of
from hoofbeat.domain.records import (
    Administration,
    DayPart,
    GivenState,
    MedicineState,
    MedicineUse,
    Schedule,
)
from hoofbeat.domain.values import WallTime
from hoofbeat.services import days, history, journals
from hoofbeat.services.days import DayView
from hoofbeat.services.journals import Journal
from tests.made_up import day as partial_day
from tests.made_up import every_days, given, medication, phase
from tests.store.filled import keep

TODAY = date(2026, 3, 3)


@pytest.fixture
def journal(tmp_path: Path) -> Iterator[Journal]:
    journal = journals.create(path=tmp_path / "j.hoofbeat", name="Maria")
    yield journal
    journal.close()


def today(journal: Journal) -> DayView:
    return days.day_view(journal, day=TODAY, today=TODAY)


def marks(journal: Journal) -> list[Administration]:
    with journal.reading() as stored:
        return list(stored.list(Administration))


def tick(journal: Journal, number: int, day: date = TODAY) -> None:
    view = days.day_view(journal, day=day, today=TODAY)
    days.tick(journal, day=day, today=TODAY, key=view.doses[number].key)


def test_a_tick_records_the_amount_and_the_part_of_the_day_and_undo_takes_it_back(journal: Journal) -> None:
    creon = medication("Creon")
    keep(journal, creon, phase(creon, schedule=Schedule.DAILY, unit="capsules", morning=2, evening=3))
    tick(journal, 1)
    (mark,) = marks(journal)
    assert (mark.amount, mark.unit, mark.part_of_day) == (Decimal(3), "capsules", DayPart.EVENING)
    assert mark.given_at == WallTime(partial_day("2026-03-03"))
    assert [each.is_given for each in today(journal).doses] == [False, True]
    history.undo(journal)
    assert [each.is_given for each in today(journal).doses] == [False, False]


def test_a_second_tick_of_the_same_dose_adds_nothing(journal: Journal) -> None:
    creon = medication("Creon")
    keep(journal, creon, phase(creon, schedule=Schedule.DAILY, morning=2))
    key = today(journal).doses[0].key
    assert days.tick(journal, day=TODAY, today=TODAY, key=key) is not None
    assert days.tick(journal, day=TODAY, today=TODAY, key=key) is None
    assert len(marks(journal)) == 1


def test_a_tick_on_a_plan_that_was_changed_meanwhile_is_refused(journal: Journal) -> None:
    creon = medication("Creon")
    keep(journal, creon, phase(creon, schedule=Schedule.DAILY, morning=2, from_on="2026-01-01"))
    key = today(journal).doses[0].key
    keep(journal, phase(creon, schedule=Schedule.DAILY, morning=1, from_on="2026-03-03"))
    with pytest.raises(RecordNotFoundError):
        days.tick(journal, day=TODAY, today=TODAY, key=key)
    assert marks(journal) == []


def test_ticked_yesterday_keeps_the_dose_of_yesterday(journal: Journal) -> None:
    creon = medication("Creon")
    keep(
        journal,
        creon,
        phase(creon, schedule=Schedule.DAILY, unit="mg", morning=40, from_on="2026-01-01"),
        phase(creon, schedule=Schedule.DAILY, unit="mg", morning=20, from_on="2026-03-03"),
    )
    tick(journal, 0, TODAY - timedelta(days=1))
    assert [(each.amount, str(each.given_at)) for each in marks(journal)] == [(Decimal(40), "2026-03-02")]


def test_an_injection_stays_on_its_day_once_it_is_ticked_and_counts_on_from_there(journal: Journal) -> None:
    medicine = medication(use=MedicineUse.INJECTION)
    keep(
        journal,
        medicine,
        every_days(28, medicine, amount=120, unit="mg", from_on="2025-01-01"),
        given("2026-02-03", medicine, amount=120, unit="mg"),
    )
    tick(journal, 0)
    assert [each.is_given for each in today(journal).doses] == [True]
    (later,) = days.day_view(journal, day=date(2026, 3, 31), today=TODAY).doses
    assert not later.is_given


def test_doses_at_clock_times_are_ticked_each_for_itself(journal: Journal) -> None:
    medicine = medication("Octreotide")
    dose = phase(medicine, schedule=Schedule.DAILY, amount=100, unit="micrograms", at_times="06:00, 08:00, 22:00")
    keep(journal, medicine, dose)
    tick(journal, 1)
    assert [each.is_given for each in today(journal).doses] == [False, True, False]
    (mark,) = marks(journal)
    assert (mark.given_at.at, mark.part_of_day) == (time(8), DayPart.MORNING)


def test_two_of_a_strength_are_kept_as_counted_and_never_multiplied(journal: Journal) -> None:
    medicine = medication("Omeprazole")
    keep(journal, medicine, phase(medicine, schedule=Schedule.DAILY, amount=20, unit="mg", morning=2, bedtime=1))
    tick(journal, 0)
    tick(journal, 1)
    assert sorted((str(each.amount), each.unit) for each in marks(journal)) == [("2", "× 20 mg"), ("20", "mg")]


def test_a_dose_marked_as_not_given_has_its_mark_and_no_tick(journal: Journal) -> None:
    medicine = medication(use=MedicineUse.INJECTION)
    why = given("2026-03-03", medicine, state=GivenState.NOT_GIVEN, why_not="Clinic closed", planned_on="2026-03-03")
    keep(journal, medicine, every_days(28, medicine, from_on="2026-03-03"), why)
    (dose,) = today(journal).doses
    assert (dose.is_given, dose.mark) == (False, why)


def test_what_was_taken_beyond_the_plan_stands_beside_it(journal: Journal) -> None:
    needed = medication("Loperamide", use=MedicineUse.AS_NEEDED)
    keep(journal, needed, phase(needed, schedule=Schedule.AS_NEEDED, amount=2, unit="mg"))
    days.take_as_needed(journal, medication_id=needed.id, at=WallTime(partial_day("2026-03-03"), time(10, 42)))
    view = today(journal)
    assert (view.doses, [each.medication for each in view.needed]) == ((), [needed])
    assert [(str(each.dose.amount), each.dose.unit, each.dose.given_at.at) for each in view.beside] == [
        ("2", "mg", time(10, 42))
    ]


def test_a_stopped_medicine_is_planned_up_to_its_stop(journal: Journal) -> None:
    medicine = medication("Creon", state=MedicineState.STOPPED, stopped_on="2026-03-02", started_on="2026-01-01")
    keep(journal, medicine, phase(medicine, schedule=Schedule.DAILY, morning=2, from_on="2026-01-01"))
    week = days.days_view(journal, first=date(2026, 2, 28), today=TODAY)
    assert [len(each.doses) for each in week] == [1, 1, 0, 0, 0, 0, 0]


@settings(max_examples=40)
@over(
    every=st.sampled_from([2, 3, 7, 28]),
    offset=st.integers(-20, 20),
    ticked=st.sets(st.integers(-20, 20), max_size=6),
)
def test_ticking_a_planned_dose_marks_that_one_and_moves_none_of_its_day(
    every: int, offset: int, ticked: set[int]
) -> None:
    medicine = medication(use=MedicineUse.INJECTION)
    phases = [every_days(every, medicine, amount=1, unit="mg", from_on="2026-01-01")]
    marked = [given(str(TODAY + timedelta(days=each)), medicine) for each in ticked if each <= 0]
    on = TODAY + timedelta(days=offset)
    before, _ = day_doses(medicine, phases, marked, day=on, today=TODAY)
    for dose in [each for each in before if each.mark is None]:
        mark = mark_of(dose, day=on, mark_id=f"new {dose.key}")
        after, beside = day_doses(medicine, phases, [*marked, mark], day=on, today=TODAY)
        assert [each.key for each in after] == [each.key for each in before]
        assert next(each for each in after if each.key == dose.key).mark == mark
        assert beside == ()

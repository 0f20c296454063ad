"""Doses on the Medicines page: typed, changed, corrected, lowered in steps, and what goes on beside what."""

from __future__ import annotations

from decimal import Decimal

import pytest

from hoofbeat.domain.records import Administration, DosePhase, Medication, MedicineState, Schedule
from hoofbeat.domain.values import PartialDate
from hoofbeat.services import records
from hoofbeat.ui.forms import Form
from hoofbeat.ui.pages.medicines.page import MedicinesPage
from hoofbeat.ui.pages.medicines.phase_line import PhaseLine
from tests.made_up import given, medication, phase
from tests.ui.driver import Driver
from tests.ui.pages.care import add, fill, in_order, injection, plain, press, seen, stored


@pytest.fixture
def page(empty: Driver) -> MedicinesPage:
    found: MedicinesPage = empty.go("medicines")
    return found


@pytest.fixture
def medicine(empty: Driver) -> Medication:
    made = medication("Octreotide")
    dose = phase(made, amount=100, unit="mcg", schedule=Schedule.DAILY, times_per_day=3, from_on="2026-01-01")
    add(empty, made, dose)
    return made


def spans(empty: Driver) -> list[str]:
    return sorted(f"{each.schedule.value}: {each.from_on} {each.until_on}" for each in stored(empty, DosePhase))


def test_a_dose_as_needed_takes_the_place_of_the_one_of_now_and_says_so(
    empty: Driver, page: MedicinesPage, medicine: Medication
) -> None:
    empty.click("Change: Octreotide")
    fill(page.inner, "dose", schedule="as needed")
    assert "It takes the place of: 100 micrograms 3 times a day." in seen(empty, page)
    empty.click("Save")
    assert spans(empty) == ["as needed: 2026-03-03 None", "daily: 2026-01-01 None"]


def test_a_dose_as_needed_may_stand_beside_the_one_of_now(
    empty: Driver, page: MedicinesPage, medicine: Medication
) -> None:
    empty.click("Change: Octreotide")
    fill(page.inner, "dose", schedule="as needed")
    empty.click("The current dose goes on beside it")
    assert "The current dose goes on: 100 micrograms 3 times a day." in seen(empty, page)
    empty.click("Save")
    assert spans(empty) == ["as needed: 2026-03-03 None", "daily: 2026-01-01 None", "daily: 2026-03-03 None"]
    words = seen(empty, page)
    assert "100 micrograms 3 times a day" in words
    assert "100 micrograms as needed" in words
    empty.click("Undo")
    assert spans(empty) == ["daily: 2026-01-01 None"]


def test_whether_the_dose_of_now_goes_on_is_asked_only_beside_one_of_another_kind(
    empty: Driver, page: MedicinesPage, medicine: Medication
) -> None:
    empty.click("Change: Octreotide")
    assert "The current dose goes on beside it" not in empty.buttons()
    fill(page.inner, "dose", schedule="as needed")
    assert "The current dose goes on beside it" in empty.buttons()
    empty.click("The current dose goes on beside it")
    fill(page.inner, "dose", schedule="daily", times_per_day="2")
    empty.click("Save")
    assert spans(empty) == ["daily: 2026-01-01 None", "daily: 2026-03-03 None"]


def test_after_steps_that_end_no_dose_is_written_down(empty: Driver, page: MedicinesPage, medicine: Medication) -> None:
    empty.click("Change: Octreotide")
    empty.click("Several steps at once")
    fill(page.inner, "steps", from_on="4|March|2026", dose_1="50 mcg daily", days_1="7")
    assert "After that no dose is written down." in seen(empty, page)
    empty.click("Save")
    assert spans(empty) == ["daily: 2026-01-01 2026-03-03", "daily: 2026-03-04 2026-03-10"]


def test_what_is_wrong_in_the_dose_is_said_at_its_field_and_nothing_is_saved(
    empty: Driver, page: MedicinesPage
) -> None:
    empty.click("Add medicine")
    empty.type("Somatuline")
    fill(page.inner, "dose", amount="120", unit="mg", schedule="every days")
    empty.click("Save")
    assert "Please fill in “Every how many”." in empty.buttons()
    assert stored(empty, Medication) == []
    fill(page.inner, "dose", every="28")
    empty.click("Save")
    assert [each.every for each in stored(empty, DosePhase)] == [28]


def test_a_part_of_the_day_needs_its_amount(empty: Driver, page: MedicinesPage) -> None:
    empty.click("Add medicine")
    empty.type("Creon")
    fill(page.inner, "dose", schedule="daily")
    empty.button("Morning").click()
    empty.click("Save")
    assert "Please fill in “Amount”." in empty.buttons()


def test_what_a_rhythm_does_not_use_is_not_kept(empty: Driver, page: MedicinesPage) -> None:
    empty.click("Add medicine")
    empty.type("Vitamin D")
    fill(page.inner, "dose", amount="1", unit="drop", schedule="every days", every="3")
    fill(page.inner, "dose", schedule="daily")
    empty.click("Save")
    (dose,) = stored(empty, DosePhase)
    assert (dose.schedule, dose.every) == (Schedule.DAILY, None)


def test_amounts_that_differ_through_the_day_are_typed_as_numbers(empty: Driver, page: MedicinesPage) -> None:
    empty.click("Add medicine")
    empty.type("Creon")
    fill(page.inner, "dose", amount="2", unit="capsules", schedule="daily")
    empty.button("Morning").click()
    empty.button("The amounts differ through the day").click()
    fill(page.inner, "dose", midday="3")
    empty.click("Save")
    (dose,) = stored(empty, DosePhase)
    assert (dose.amount, dose.morning, dose.midday) == (None, Decimal(2), Decimal(3))


def test_changing_a_dose_adds_to_the_past_and_never_rewrites_it(empty: Driver, page: MedicinesPage) -> None:
    medicine = injection(empty)
    add(empty, given("2026-02-20", medicine, amount=120, unit="mg"))
    empty.click("Change: Somatuline")
    fill(page.inner, "dose", from_on="20|March|2026", amount="90", every="21", reason="as Dr Lee said")
    words = seen(empty, page)
    assert "Now: 120 mg every 28 days" in words
    assert "From 20 March 2026: 90 mg every 21 days. Reason: as Dr Lee said" in words
    assert "Next: 20 March, 10 April and 1 May 2026." in words
    empty.click("Save")
    old, new = stored(empty, DosePhase)
    assert (old.amount, old.until_on) == (Decimal(120), None)
    assert (new.amount, new.every, new.from_on) == (Decimal(90), 21, PartialDate(2026, 3, 20))


def test_the_past_of_a_medicine_shows_each_dose_with_its_time(empty: Driver, page: MedicinesPage) -> None:
    medicine = medication("Omeprazole")
    first = phase(medicine, amount=40, unit="mg", schedule=Schedule.DAILY, from_on="2025-01")
    second = phase(medicine, amount=20, unit="mg", schedule=Schedule.DAILY, from_on="2026-02-01", reason="as heard")
    add(empty, medicine, first, second)
    empty.click("History: Omeprazole")
    words = seen(empty, page)
    assert in_order(words, "20 mg every day", "Since 1 February 2026", "Reason: as heard", "40 mg every day")
    assert "January 2025 to 31 January 2026" in words


def test_a_slip_in_a_dose_is_mended_and_a_dose_given_deleted_with_undo(empty: Driver, page: MedicinesPage) -> None:
    medicine = injection(empty)
    add(empty, given("2026-02-06", medicine, amount=120, unit="mg"))
    empty.click("History: Somatuline")
    press(empty, page, "Edit: 120 mg every 28 days")
    fill(page.inner, "dose", amount="60")
    empty.click("Save")
    assert [each.amount for each in stored(empty, DosePhase)] == [Decimal(60)]
    assert page.words == "Somatuline"
    press(empty, page, "Edit: 6 February 2026")
    empty.click("Delete")
    assert stored(empty, Administration) == []
    empty.click("Undo")
    assert len(stored(empty, Administration)) == 1


def test_the_next_dose_is_moved_by_hand_and_given_back_to_its_rhythm(empty: Driver, page: MedicinesPage) -> None:
    medicine = injection(empty)
    add(empty, given("2026-02-06", medicine, amount=120, unit="mg"))
    empty.click("Move the next dose: Somatuline")
    assert "Planned for 6 March 2026. Counted from the last one given." in seen(empty, page)
    fill(page.in_place, "medicine", moved_to="|March|2026")
    empty.click("Move the next dose", page.in_place)
    assert "Please give the whole date of “Next dose moved to”: day, month and year." in empty.buttons()
    fill(page.in_place, "medicine", moved_to="9|March|2026")
    empty.click("Move the next dose", page.in_place)
    assert "Next: 9 March, 6 April and 4 May 2026. Moved by hand; the rhythm goes on from there." in seen(empty, page)
    empty.click("Back to the rhythm: Somatuline")
    assert "Next: 6 March, 3 April and 1 May 2026. Counted from the last one given." in seen(empty, page)
    empty.click("Undo")
    assert "Next: 9 March" in seen(empty, page)


def test_a_dose_lowered_in_steps_is_entered_at_once(empty: Driver, page: MedicinesPage) -> None:
    medicine = medication("Prednisone")
    add(empty, medicine, phase(medicine, amount=50, unit="mg", schedule=Schedule.DAILY, from_on="2026-01-01"))
    empty.click("Change: Prednisone")
    empty.click("Several steps at once")
    fill(page.inner, "steps", from_on="4|March|2026", dose_1="40 mg daily", dose_2="20 mg daily", days_2="7")
    empty.click("Save")
    assert "Please fill in “Days of step 1”." in empty.buttons()
    fill(page.inner, "steps", days_1="7", dose_3="half a tablet at night")
    assert in_order(
        seen(empty, page),
        "4 to 10 March 2026: 40 mg every day",
        "11 to 17 March 2026: 20 mg every day",
        "From 18 March 2026: 0.5 tablets at bedtime",
    )
    empty.click("Save")
    assert [(str(each.from_on), str(each.until_on)) for each in stored(empty, DosePhase)][1:] == [
        ("2026-03-04", "2026-03-10"),
        ("2026-03-11", "2026-03-17"),
        ("2026-03-18", "None"),
    ]
    empty.click("Undo")
    assert len(stored(empty, DosePhase)) == 1


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ({"amount": "0"}, "“Amount” needs to be more than 0."),
        ({"amount": "-5"}, "“Amount” needs to be more than 0."),
        ({"every": "0"}, "“Every how many” needs to be 1 or more."),
        ({"every": "10000"}, "“Every how many” needs to be 365 or less."),
        ({"from_on": "31|February|2026"}, "February 2026 has 28 days, so there is no 31 February."),
        ({"until_on": "1|January|2020"}, "“Until” lies before the start. Please check both dates."),
        ({"at_times": "25:00"}, "“25:00” is not a time"),
        ({"from_on": "10|January|2025"}, "Another dose holds on these days already, from 10 January 2025."),
    ],
)
def test_what_cannot_be_is_said_at_its_field_and_stays_as_it_was_typed(
    empty: Driver, page: MedicinesPage, typed: dict[str, str], said: str
) -> None:
    injection(empty)
    empty.click("Change: Somatuline")
    fill(page.inner, "dose", from_on="20|March|2026", amount="90", every="21")
    fill(page.inner, "dose", **typed)
    empty.click("Save")
    assert said in seen(empty, page)
    assert isinstance(page.inner, Form)
    fields = page.inner._parts["dose"]
    assert {name: fields.editor(name).typed() for name in typed} == typed
    assert len(stored(empty, DosePhase)) == 1


def test_the_doses_are_drawn_as_a_line_that_says_what_the_list_says(empty: Driver, page: MedicinesPage) -> None:
    medicine = medication("Omeprazole")
    first = phase(medicine, amount=40, unit="mg", schedule=Schedule.DAILY, from_on="2025-03-03")
    second = phase(medicine, amount=20, unit="mg", schedule=Schedule.DAILY, from_on="2026-02-01")
    add(empty, medicine, first, second)
    empty.click("History: Omeprazole")
    drawn = page.findChild(PhaseLine)
    assert drawn is not None
    assert [plain(each.words) for each in drawn.stretches] == ["40 mg every day", "20 mg every day"]
    assert (drawn.stretches[0].begins, drawn.stretches[-1].ends) == (0, 1)
    assert drawn.stretches[0].ends == pytest.approx(drawn.stretches[1].begins)
    assert "3 March 2025 to 31 January 2026: 40 mg every day" in plain(drawn.accessibleName())


def test_taking_it_again_asks_for_the_dose_also_where_only_the_state_was_corrected(
    empty: Driver, page: MedicinesPage, medicine: Medication
) -> None:
    stopped = medicine.replaced(state=MedicineState.STOPPED, stopped_on=PartialDate.parse("2026-02-01"))
    empty.controller.surroundings.tasks.change(lambda journal, _author: records.correct(journal, record=stopped))
    empty.settle()
    page.show_record(medicine.id)
    empty.settle()
    empty.click("It is taken now")
    assert page.words == "Change the dose of Octreotide"

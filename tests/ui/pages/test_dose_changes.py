"""Changing a dose on the Medicines page: what takes the place of what, what goes on beside it, and steps that end."""

from __future__ import annotations

import pytest

from hoofbeat.domain.records import DosePhase, Medication, Schedule
from hoofbeat.ui.pages.medicines.page import MedicinesPage
from tests.made_up import medication, phase
from tests.ui.driver import Driver
from tests.ui.pages.care import add, fill, seen, stored


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

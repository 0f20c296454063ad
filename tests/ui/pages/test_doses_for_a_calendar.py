"""Doses saved as a calendar for a phone: three months of alarms that say nothing about health unless chosen."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from PySide6.QtWidgets import QCheckBox, QFileDialog

from hoofbeat.domain.records import MedicineUse, Schedule
from tests.made_up import every_days, given, medication, phase
from tests.ui.driver import Driver
from tests.ui.pages.care import add, nameless, seen

if TYPE_CHECKING:
    from hoofbeat.domain.records import Medication

NEUTRAL = "Hoofbeat: you have something planned"


@pytest.fixture
def creon(empty: Driver, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Medication:
    medicine, other = medication("Creon"), medication("Vitamin B12")
    lanreotide = medication("Somatuline", use=MedicineUse.INJECTION)
    add(empty, medicine, phase(medicine, schedule=Schedule.DAILY, unit="capsules", morning=2, evening=3))
    add(empty, other, phase(other, schedule=Schedule.DAILY, unit="tablet", morning=1))
    add(empty, lanreotide, every_days(28, lanreotide, amount=120, unit="mg", from_on="2026-02-03"))
    add(empty, given("2026-02-03", lanreotide))
    asked = str(tmp_path / "doses.ics")
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_args: (asked, ""))
    empty.click("Doses for a calendar", empty.go("medicines"))
    return medicine


def events(path: Path) -> list[Any]:
    from icalendar import Calendar

    return list(Calendar.from_ical(path.read_bytes()).walk("VEVENT"))


def save(empty: Driver, tmp_path: Path) -> list[Any]:
    empty.click("Save doses for a calendar…", empty.window.page)
    return events(tmp_path / "doses.ics")


def test_it_holds_each_moment_of_three_months_once_and_names_nothing(
    empty: Driver, creon: Medication, tmp_path: Path
) -> None:
    found = save(empty, tmp_path)
    days = [each for each in found if not isinstance(each.decoded("dtstart"), datetime)]
    moments = [each.decoded("dtstart") for each in found if each not in days]
    assert len(moments) == len(set(moments)) == 92 * 2
    assert {each.time() for each in moments} == {time(8), time(18)}
    assert [each.decoded("dtstart") for each in days] == [
        date(2026, 3, 3) + timedelta(days=28 * each) for each in range(4)
    ]
    text = (tmp_path / "doses.ics").read_text()
    assert not any(canary in text for canary in ("Creon", "Vitamin", "Somatuline", "capsule", "120"))
    assert {str(each["summary"]) for each in found} == {NEUTRAL}
    assert {str(each["class"]) for each in found} == {"PRIVATE"}
    alarms = {alarm.decoded("trigger") for each in found for alarm in each.walk("VALARM")}
    assert alarms == {timedelta(), timedelta(hours=9)}
    assert len({str(each["uid"]) for each in found}) == len(found)
    assert "Saved 188 entries for three months" in seen(empty)


def test_it_names_them_where_that_was_chosen_and_leaves_out_what_was_not(
    empty: Driver, creon: Medication, tmp_path: Path
) -> None:
    page = empty.window.page
    for box in page.findChildren(QCheckBox):
        if box.accessibleName() in ("Name the medicines and amounts", "Somatuline"):
            box.click()
    found = save(empty, tmp_path)
    summaries = {str(each["summary"]).replace("\N{NO-BREAK SPACE}", " ") for each in found}
    assert summaries == {"Creon, 2 capsules; Vitamin B12, 1 tablet", "Creon, 3 capsules"}


def test_nothing_ticked_is_nothing_to_save(empty: Driver, creon: Medication) -> None:
    page = empty.window.page
    assert nameless(page) == []
    for box in page.findChildren(QCheckBox):
        if box.isChecked():
            box.click()
    assert not empty.button("Save doses for a calendar…").isEnabled()


def test_the_parts_of_the_day_stand_where_they_were_set(empty: Driver, creon: Medication, tmp_path: Path) -> None:
    surroundings = empty.controller.surroundings
    surroundings.change_settings(surroundings.settings().replaced(morning_at=time(6, 15)))
    found = [each.decoded("dtstart") for each in save(empty, tmp_path)]
    assert {each.time() for each in found if isinstance(each, datetime)} == {time(6, 15), time(18)}

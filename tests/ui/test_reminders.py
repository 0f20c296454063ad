"""Reminders while the window runs: once each, nothing about health unless chosen, and the window itself where there is no desktop for them."""

from __future__ import annotations

import logging
from datetime import timedelta

import pytest
from PySide6.QtWidgets import QCheckBox, QComboBox, QLineEdit

from hoofbeat.domain.records import AppointmentKind, Schedule
from hoofbeat.domain.reminders import PART_TIMES
from hoofbeat.ui.notifying import DesktopNotifier
from tests.made_up import appointment, medication, phase
from tests.ui.driver import Driver
from tests.ui.pages.care import add, plain, seen

NEUTRAL = "Hoofbeat: you have something planned"
CANARIES = ("Creon", "Dr Lee", "capsules", "Visit", "Maria")


class Heard:
    """Stands in for the desktop."""

    def __init__(self, *, is_there: bool = True) -> None:
        self.said: list[tuple[str, str]] = []
        self._is_there = is_there

    def notify(self, summary: str, body: str) -> bool:
        """Keep what is said."""
        if self._is_there:
            self.said.append((plain(summary), plain(body)))
        return self._is_there


def listen(empty: Driver, *, is_there: bool = True, **chosen: object) -> Heard:
    heard = Heard(is_there=is_there)
    controller = empty.controller
    controller.reminders._notifier = heard
    controller.change_settings(controller.surroundings.settings().replaced(is_reminding=True, **chosen))
    empty.settle()
    return heard


def let_pass(empty: Driver, minutes: int) -> None:
    """Let the clock go on, and look at it."""
    surroundings = empty.controller.surroundings
    now = surroundings.now() + timedelta(minutes=minutes)
    surroundings.now = lambda: now
    empty.controller.reminders.look()
    empty.settle()


def plan(empty: Driver, *, is_reminding: bool = True) -> None:
    creon = medication("Creon", is_reminding=is_reminding)
    add(empty, creon, phase(creon, schedule=Schedule.DAILY, unit="capsules", midday=2))
    visit = appointment("2026-03-03T15:00", kind=AppointmentKind.VISIT, with_whom="Dr Lee", zone="Europe/Vienna")
    add(empty, visit)


def test_each_thing_is_said_once_and_without_a_word_on_health(empty: Driver) -> None:
    heard = listen(empty)
    plan(empty)
    for _ in range(6 * 10):
        let_pass(empty, 6)
    assert heard.said == [(NEUTRAL, "")] * 2
    assert not any(canary in text for said in heard.said for text in said for canary in CANARIES)


def test_the_time_before_is_as_chosen(empty: Driver) -> None:
    heard = listen(empty, minutes_before_dose=60)
    plan(empty)
    let_pass(empty, 47)
    assert heard.said == []
    let_pass(empty, 2)
    assert heard.said == [(NEUTRAL, "")]


def test_a_part_of_the_day_stands_where_it_was_set(empty: Driver) -> None:
    page = empty.go("settings")
    line = page.findChild(QLineEdit, "midday_at")
    assert plain(line.text()) in ("12:30pm", "12:30")
    line.setText("tea time")
    line.editingFinished.emit()
    assert "“tea time” is not a time we can read" in seen(empty, page)
    assert line.text() == "tea time"
    line.setText("11.15")
    line.editingFinished.emit()
    assert plain(line.text()) in ("11:15am", "11:15")
    assert "is not a time" not in seen(empty, page)
    heard = listen(empty)
    plan(empty)
    let_pass(empty, 32)
    assert heard.said == []
    let_pass(empty, 2)
    assert heard.said == [(NEUTRAL, "")]


def test_where_nobody_set_a_time_the_parts_of_the_day_stand_as_everywhere(empty: Driver) -> None:
    assert dict(empty.controller.surroundings.part_times) == dict(PART_TIMES)


def test_details_are_said_where_they_were_chosen_and_not_while_the_window_hides(empty: Driver) -> None:
    heard = listen(empty, reminds_in_detail=True)
    plan(empty)
    let_pass(empty, 110)
    assert heard.said == [(NEUTRAL, "Creon, 2 capsules")]
    empty.controller.session.lock()
    empty.settle()
    let_pass(empty, 60)
    assert all(not body for _, body in heard.said[1:])


def test_what_is_marked_meanwhile_is_not_reminded_of(empty: Driver) -> None:
    heard = listen(empty)
    plan(empty)
    empty.go("medicines")
    empty.click("Today", empty.window.page)
    box = next(each for each in empty.window.page.findChildren(QCheckBox) if each.isVisible())
    box.click()
    empty.settle()
    let_pass(empty, 115)
    assert heard.said == []


@pytest.mark.parametrize(("is_on", "asks"), [(False, True), (True, False)])
def test_nothing_is_said_unless_reminders_are_on_and_the_medicine_asks(empty: Driver, is_on: bool, asks: bool) -> None:
    heard = listen(empty, minutes_before_appointment=0)
    plan(empty, is_reminding=asks)
    if not is_on:
        controller = empty.controller
        controller.change_settings(controller.surroundings.settings().replaced(is_reminding=False))
    let_pass(empty, 115)
    assert heard.said == []


def test_without_a_desktop_for_it_the_window_says_it(empty: Driver) -> None:
    listen(empty, is_there=False)
    plan(empty)
    let_pass(empty, 110)
    assert "Creon, 2 capsules" in seen(empty)


def test_closing_says_that_reminders_stop_where_one_was_to_come(empty: Driver) -> None:
    heard = listen(empty)
    plan(empty)
    empty.window.close()
    assert heard.said == [("Hoofbeat is closed. Reminders stop until you open it again.", "")]


def test_closing_without_reminders_says_nothing(empty: Driver) -> None:
    heard = Heard()
    empty.controller.reminders._notifier = heard
    plan(empty)
    empty.window.close()
    assert heard.said == []


def test_reminders_are_chosen_on_the_settings_page(empty: Driver) -> None:
    page = empty.go("settings")
    assert "Closing it stops the reminders" in seen(empty, page)
    detail = page.findChild(QCheckBox, "reminds_in_detail")
    assert not detail.isVisible()
    page.findChild(QCheckBox, "is_reminding").click()
    assert detail.isVisible()
    detail.click()
    before = page.findChild(QComboBox, "minutes_before_dose")
    before.setCurrentIndex(before.findData(30))
    before.activated.emit(before.currentIndex())
    chosen = empty.controller.surroundings.settings()
    assert (chosen.is_reminding, chosen.reminds_in_detail, chosen.minutes_before_dose) == (True, True, 30)


def test_no_word_of_a_reminder_is_logged(empty: Driver, caplog: pytest.LogCaptureFixture) -> None:
    with caplog.at_level(logging.DEBUG):
        listen(empty, reminds_in_detail=True)
        plan(empty)
        let_pass(empty, 110)
    assert not any(canary in caplog.text for canary in CANARIES)


def test_a_desktop_without_the_service_is_told_by_its_answer(qapp: object) -> None:
    assert DesktopNotifier().notify(NEUTRAL, "") is False

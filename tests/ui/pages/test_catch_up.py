"""The ten-minute catch-up in a real window: by the keyboard, skipped, left, gone on with."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLineEdit

from hoofbeat.domain.catch_up import Step
from hoofbeat.domain.records import Appointment, AppointmentState, Question
from tests.made_up import appointment, medication
from tests.ui.driver import Driver
from tests.ui.pages.care import add, nameless, press, seen, stored


def asked(page: Any) -> Step | None:
    step: Step | None = page.step
    return step


def test_each_step_is_answered_or_skipped_by_the_keyboard(empty: Driver) -> None:
    add(empty, appointment("2026-02-01T10:00", kind="scan"), appointment("2026-03-04T10:30", with_whom="Dr Lee"))
    empty.go("home")
    press(empty, empty.window.page, "Ten-minute catch-up")
    page = empty.window.page
    assert "Did these take place?" in seen(empty, page)
    assert nameless(page) == []
    press(empty, page, "It took place")
    assert AppointmentState.DONE in {each.state for each in stored(empty, Appointment)}
    assert "Any new result on paper?" in seen(empty, page)
    empty.press(Qt.Key.Key_Return)
    empty.settle()
    assert "How has it been since the last visit?" in seen(empty, page)
    empty.type("Tired, but walking.")
    press(empty, page, "Done, next")
    assert {each.since_last_visit for each in stored(empty, Appointment)} == {"", "Tired, but walking."}
    assert "What do you want to ask?" in seen(empty, page)
    press(empty, page, "Skip")
    assert "That is all for now." in seen(empty, page)


def test_it_goes_on_where_it_was_left_and_asks_again_for_what_was_skipped(empty: Driver) -> None:
    add(empty, medication("Creon"), medication("Omeprazole"), appointment("2026-03-04T10:30"))
    page = empty.go("catch_up")
    assert asked(page) is Step.MEDICINES
    press(empty, page, "All as before")
    assert asked(page) is Step.RESULTS
    press(empty, page, "Skip")
    assert asked(page) is Step.OWN_WORDS
    empty.type("As ever")
    press(empty, page, "Stop here, go on later")
    assert empty.window.page_key == "home"
    press(empty, empty.window.page, "Ten-minute catch-up")
    assert asked(page) is Step.RESULTS


def test_a_question_added_on_the_way_stays_on_the_step(empty: Driver) -> None:
    add(empty, appointment("2026-03-04T10:30"))
    page = empty.go("catch_up")
    for _ in range(2):
        press(empty, page, "Skip")
    assert asked(page) is Step.QUESTIONS
    page.findChild(QLineEdit, "new question").setFocus()
    empty.type("Can I travel?")
    empty.press(Qt.Key.Key_Return)
    empty.settle()
    assert [each.text for each in stored(empty, Question)] == ["Can I travel?"]
    assert asked(page) is Step.QUESTIONS
    assert "Can I travel?" in seen(empty, page)


def test_it_begins_at_the_next_visit_too_and_at_no_later_one(empty: Driver) -> None:
    later = appointment("2026-04-04T10:30", with_whom="Dr Novak")
    coming = appointment("2026-03-04T10:30", with_whom="Dr Lee")
    add(empty, later, coming)
    page = empty.go("appointments")
    page.show_record(later.id)
    empty.settle()
    assert "Ten-minute catch-up" not in empty.buttons(page)
    page.show_record(coming.id)
    empty.settle()
    empty.click("Ten-minute catch-up", page)
    assert empty.window.page_key == "catch_up"
    assert asked(empty.window.page) is Step.RESULTS

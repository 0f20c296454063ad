"""The three people whom Home is for, at 200 % text and by the keyboard alone: somebody new, a patient the day before, a caregiver."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtWidgets import QAbstractButton, QApplication, QLabel, QWidget
from pytestqt.qtbot import QtBot

from hoofbeat.domain.records import Appointment, Medication, Note, Question
from hoofbeat.settings import Settings
from tests.ui.driver import Driver
from tests.ui.pages.care import plain, seen, stored

LARGEST = 200
MOST_STOPS = 120


@pytest.fixture
def window(qtbot: QtBot, qapp: QApplication, tmp_path: Path) -> Iterator[Driver]:
    made = Driver(qtbot, qapp, tmp_path / "journal.hoofbeat", Settings(text_size=LARGEST))
    made.window.resize(1024, 640)
    made.show()
    yield made
    made.controller.surroundings.appearance.choose_text_size(100)
    made.close()


def tab_to(driver: Driver, name: str) -> QWidget:
    """Press Tab until what has the keyboard is called so, as far as a person would go."""
    for _ in range(MOST_STOPS):
        focused = QApplication.focusWidget()
        if focused is not None and plain(focused.accessibleName()).startswith(name):
            return focused
        driver.window.focusNextPrevChild(True)
    raise AssertionError(f"Tab never came to {name!r}")


def choose(driver: Driver, name: str) -> None:
    """Tab to something and press it."""
    stop = tab_to(driver, name)
    driver.press(Qt.Key.Key_Space if not isinstance(stop, QAbstractButton) or stop.isCheckable() else Qt.Key.Key_Return)
    driver.settle()


def write(driver: Driver, name: str, text: str) -> None:
    """Tab to a line and type into it."""
    tab_to(driver, name)
    driver.type(text)


def cut_texts(driver: Driver) -> list[str]:
    QApplication.sendPostedEvents(None, QEvent.Type.LayoutRequest)
    labels = [each for each in driver.window.page.findChildren(QLabel) if each.isVisible() and each.wordWrap()]
    return [each.text() for each in labels if each.height() < each.heightForWidth(each.width()) - 1]


def test_somebody_new_writes_down_a_first_thing_and_the_welcome_shrinks(window: Driver) -> None:
    choose(window, "Just open Hoofbeat")
    assert "Welcome. Your records stay on this computer." in seen(window)
    choose(window, "Add a medicine")
    write(window, "Name as on the label", "Creon")
    choose(window, "Save")
    assert [each.name for each in stored(window, Medication)] == ["Creon"]
    window.controller.show_page("home")
    window.settle()
    words = seen(window)
    assert "Welcome." not in words
    assert "A medicine: written down" in words
    assert "Whom to call" in words
    assert cut_texts(window) == []
    choose(window, "Put this list away")
    assert "To begin with" not in seen(window)
    choose(window, "Undo")
    assert "To begin with" in seen(window)


def test_the_day_before_a_visit(window: Driver) -> None:
    window.create_sample()
    words = seen(window)
    for expected in ("Tomorrow", "Dr Lee", "room 12", "Phone 555 0100", "To bring", "Since the last visit"):
        assert expected in words
    assert "ng/mL" not in words
    assert cut_texts(window) == []
    choose(window, "Packed: scan disc")
    assert {each.packed for each in stored(window, Appointment)} == {"", "scan disc"}
    focused: Any = QApplication.focusWidget()
    assert focused.accessibleName() == "Packed: scan disc"
    write(window, "A question for this visit", "Can I travel?")
    window.press(Qt.Key.Key_Return)
    window.settle()
    assert "Can I travel?" in [each.text for each in stored(window, Question)]
    choose(window, "See: Since the last visit")
    assert "Changed Omeprazole" in seen(window)
    assert "ng/mL" not in seen(window)
    choose(window, "Back to where you were")
    assert window.window.page_key == "appointments"
    window.controller.show_page("home")
    window.settle()
    choose(window, "See my questions")
    assert "Can I travel?" in seen(window)


def test_a_caregiver_prepares_a_summary(window: Driver) -> None:
    window.create_sample()
    window.controller.write_as("Ana (daughter)")
    window.settle()
    words = seen(window)
    for expected in ("Records of Maria Gomez", "You are writing as Ana (daughter).", "Prepare a summary"):
        assert expected in words + "\n".join(window.buttons())
    choose(window, "Add a note for Maria")
    write(window, "What you want to keep", "Slept well")
    choose(window, "Save")
    made = stored(window, Note)[-1]
    assert made.text == "Slept well"
    window.controller.show_page("home")
    window.settle()
    assert "5 notes" in seen(window)
    choose(window, "Prepare a summary")
    assert window.window.page_key == "share"

"""The page of one visit, before it and after it, at 200 % text and by the keyboard alone."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from hoofbeat.domain.records import Appointment, AppointmentState, NextStep, Question
from hoofbeat.settings import Settings
from tests.journeys.test_home_cases import LARGEST, choose, cut_texts, tab_to, write
from tests.made_up import appointment
from tests.ui.driver import Driver
from tests.ui.pages.care import add, seen, stored


@pytest.fixture
def window(qtbot: QtBot, qapp: QApplication, tmp_path: Path) -> Iterator[Driver]:
    made = Driver(qtbot, qapp, tmp_path / "journal.hoofbeat", Settings(text_size=LARGEST))
    made.window.resize(820, 640)
    made.show()
    made.create()
    yield made
    made.controller.surroundings.appearance.choose_text_size(100)
    made.close()


def asked(window: Driver) -> list[str]:
    return [each.text for each in sorted(stored(window, Question), key=lambda each: each.rank or 0)]


def test_a_visit_is_prepared_and_written_down_without_a_mouse(window: Driver) -> None:
    add(window, appointment("2026-03-04T10:30", with_whom="Dr Lee", place="City Hospital"))
    window.go("appointments")
    choose(window, "Open: Wednesday 4 March")
    assert cut_texts(window) == []
    for text in ("How long between my scans?", "Who do I call at the weekend?"):
        write(window, "Add a question", text)
        window.press(Qt.Key.Key_Return)
        window.settle()
    choose(window, "Move up: Who do I call")
    assert asked(window) == ["Who do I call at the weekend?", "How long between my scans?"]
    write(window, "Add something to bring", "scan disc")
    window.press(Qt.Key.Key_Return)
    window.settle()
    choose(window, "scan disc")
    write(window, "What was said", "Go on as before.")
    choose(window, "Save: After the visit")
    write(window, "Add a next step", "Ring for the scan")
    window.press(Qt.Key.Key_Return)
    window.settle()
    choose(window, "Mark as done")
    (visit,) = stored(window, Appointment)
    assert (visit.packed, visit.what_was_said, visit.state) == ("scan disc", "Go on as before.", AppointmentState.DONE)
    assert [each.text for each in stored(window, NextStep)] == ["Ring for the scan"]
    assert "Ring for the scan" in seen(window)
    assert cut_texts(window) == []
    tab_to(window, "Back to planned")

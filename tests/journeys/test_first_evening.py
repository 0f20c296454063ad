"""A caregiver's first evening in the window: from the first start to the sheet, a damaged file, and the copy that brings it back."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from hoofbeat.domain.records import Appointment, Question, Result
from tests.journeys.test_evening_before import read_back
from tests.ui.driver import Driver
from tests.ui.pages.care import fill, stored
from tests.ui.pages.share.sharing import Sharing

QUESTIONS = ("How long between my scans?", "Can I have the injection at home?", "Who do I call at the weekend?")


def a_report(path: Path) -> Path:
    """Write what a hospital hands out: one laboratory result as a FHIR bundle."""
    result: dict[str, Any] = {
        "resourceType": "Observation",
        "id": "cga",
        "status": "final",
        "category": [{"coding": [{"code": "laboratory"}]}],
        "code": {"coding": [{"system": "http://loinc.org", "code": "9811-1"}], "text": "Chromogranin A"},
        "effectiveDateTime": "2026-02-24",
        "valueQuantity": {"value": 120, "unit": "ng/mL"},
        "referenceRange": [{"low": {"value": 0, "unit": "ng/mL"}, "high": {"value": 93, "unit": "ng/mL"}}],
    }
    path.write_text(json.dumps({"resourceType": "Bundle", "type": "collection", "entry": [{"resource": result}]}))
    return path


def begin(driver: Driver) -> None:
    driver.click("Just open Hoofbeat")
    driver.settle()


def bring_in(driver: Driver, file: Path) -> None:
    driver.window.show_page("import", lambda page: page.preview([file]))
    driver.settle()
    driver.click(next(words for words in driver.buttons() if words.startswith("Add ") and words.endswith("records")))


def add_appointment(driver: Driver) -> None:
    page = driver.go("appointments")
    page.add()
    fill(page.inner, "record", starts_at="4|3|2026@10:30", with_whom="Dr Lee", place="City Hospital, room 12")
    driver.click("Save")
    (made,) = stored(driver, Appointment)
    page.show_record(made.id)
    driver.settle()


def ask(driver: Driver, *questions: str) -> None:
    page = driver.window.page
    for text in questions:
        page.add()
        driver.type(text)
        driver.press(Qt.Key.Key_Return)
        driver.settle()


def test_the_first_evening(qtbot: QtBot, qapp: QApplication, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    journal, sheet = tmp_path / "journal.hoofbeat", tmp_path / "visit.pdf"
    window = Driver(qtbot, qapp, journal)
    window.show()
    begin(window)

    bring_in(window, a_report(tmp_path / "from-the-hospital.json"))
    window.go("results")
    assert "1 test" in window.words()
    window.controller.run_command("undo")
    window.settle()
    assert stored(window, Result) == []
    window.controller.run_command("redo")
    window.settle()
    assert [each.value_text for each in stored(window, Result)] == ["120"]

    add_appointment(window)
    ask(window, *QUESTIONS)
    assert [each.text for each in stored(window, Question)] == list(QUESTIONS)

    Sharing(window, qtbot).save(monkeypatch, sheet)
    words = read_back(sheet)
    for expected in (*QUESTIONS, "Dr Lee", "Chromogranin A", "120 ng/mL", "0 to 93"):
        assert expected in words

    window.go("settings")
    window.click("Make a copy now")
    window.settle()
    window.close()

    whole = journal.read_bytes()
    journal.write_bytes(whole[:4096] + bytes(len(whole) - 4096))
    again = Driver(qtbot, qapp, journal)
    again.show()
    again.settle()
    assert "Your record did not open" in again.words()
    with qtbot.waitSignal(again.controller.session.opened, timeout=20_000):
        again.click(next(words for words in again.buttons() if words.startswith("Bring back the copy of")))
    again.settle()
    assert [each.text for each in stored(again, Question)] == list(QUESTIONS)
    assert [each.value_text for each in stored(again, Result)] == ["120"]
    again.close()

"""Find in a real window: own records and the reference in one list, by the keyboard, and always current."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from hoofbeat.domain.records import Medication, Note, NoteId
from hoofbeat.services.records import new_id
from tests.made_up import team_member
from tests.ui.driver import Driver
from tests.ui.pages.care import add, nameless, seen, stored


def find(driver: Driver, text: str) -> Any:
    driver.controller.run_command("find")
    driver.settle()
    page: Any = driver.window.page
    page.line.setText(text)
    driver.press(Qt.Key.Key_Return)
    driver.settle()
    return page


def lines(page: Any) -> list[str]:
    return [page.list.item(row).text() for row in range(page.list.count())]


def test_a_medicine_a_test_by_its_synonym_a_person_and_a_topic_stand_in_one_list(filled: Driver) -> None:
    page = find(filled, "cga")
    assert lines(page)[:2] == ["Tests with results", "Chromogranin A"]
    assert "In Learn" in lines(page)
    assert any(line.startswith("Somatuline") for line in lines(find(filled, "lanreo")))
    add(filled, team_member("Nurse Priyanka", phones="555 0111"))
    assert "Nurse Priyanka\n555 0111" in lines(find(filled, "priyanka"))
    assert any("Dizzy for half an hour" in line for line in lines(find(filled, "juice dizzy")))


def test_it_goes_by_the_keyboard_from_the_line_to_the_record_and_back(filled: Driver) -> None:
    filled.go("medicines")
    page = find(filled, "lanreotide")
    assert QApplication.focusWidget() is page.line
    filled.press(Qt.Key.Key_Down)
    focused: Any = QApplication.focusWidget()
    assert focused is page.list
    assert page.list.item(page.list.currentRow()).text().startswith("Somatuline")
    filled.press(Qt.Key.Key_Up)
    assert QApplication.focusWidget() is page.line
    page.on_back()
    assert filled.window.page_key == "medicines"
    find(filled, "dizzy juice")
    filled.press(Qt.Key.Key_Return)
    filled.settle()
    assert filled.window.page_key == "timeline"
    assert filled.window.page.inner is not None


def test_what_is_added_corrected_or_removed_is_found_as_it_is_now(empty: Driver) -> None:
    page = find(empty, "zanzibar")
    assert "Nothing found for" in seen(empty, page) or lines(page)[0] == "In Learn"
    add(empty, Note(id=NoteId(new_id()), text="A trip to Zanzibar"))
    assert lines(find(empty, "zanzibar"))[:2] == ["Notes", "A trip to Zanzibar\ndate not known"]
    empty.controller.run_command("undo")
    empty.settle()
    assert "Notes" not in lines(find(empty, "zanzibar"))


def test_a_passage_of_the_reference_opens_in_learn(empty: Driver) -> None:
    page = find(empty, "gastrinoma")
    assert lines(page)[0] == "In Learn"
    page.list.open_first()
    empty.settle()
    assert empty.window.page_key == "learn"


def test_everything_has_a_name_and_nothing_of_a_closed_record_stays(filled: Driver) -> None:
    page = find(filled, "creon")
    assert nameless(page) == []
    assert stored(filled, Medication)
    filled.tasks.journal_closed.emit()
    assert lines(page) == []
    assert page.finder()._index is None

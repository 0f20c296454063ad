"""Taking the record along: each form is saved where one says, and a copy for somebody else is made in three steps."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFileDialog, QLineEdit

from hoofbeat.domain.records import Kind
from hoofbeat.services.journals import open_journal
from tests.ui.driver import Driver


@pytest.fixture
def page(filled: Driver) -> Any:
    return filled.go("export")


def choosing(monkeypatch: pytest.MonkeyPatch, path: Path | None) -> None:
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_given: ("" if path is None else str(path), ""))


def test_everything_is_saved_in_one_file_under_the_name_that_was_chosen(
    filled: Driver, page: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    choosing(monkeypatch, tmp_path / "all")
    filled.click("Save: Everything in one file", page)
    document = json.loads((tmp_path / "all.json").read_bytes())
    assert document["records"]["people"][0]["name"] == "Maria Gomez"
    assert "Saved in all" in filled.words(page).replace("\u200b", "")


@pytest.mark.parametrize(
    "case",
    [
        ("A summary for other programs", "s.fhir.json", "Saved in s.fhir.json."),
        ("Tables for a spreadsheet", "tables", f"Saved {len(Kind) + 1} tables in tables."),
        ("Appointments for a calendar", "a.ics", "appointment"),
    ],
)
def test_each_form_is_saved(
    filled: Driver, page: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, case: tuple[str, str, str]
) -> None:
    title, name, said = case
    choosing(monkeypatch, tmp_path / name)
    filled.click(f"Save: {title}", page)
    assert (tmp_path / name).exists()
    assert said in filled.words(page).replace("\u200b", "")


def test_what_cannot_be_saved_is_said_and_the_page_stays(
    filled: Driver, page: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    choosing(monkeypatch, tmp_path / "gone" / "all.json")
    filled.click("Save: Everything in one file", page)
    assert "There is no folder gone." in filled.words()
    assert "Save: Everything in one file" in [
        each.accessibleName() for each in page.findChildren(type(filled.button("Hand over a copy…")))
    ]


def test_cancelling_the_question_saves_nothing(
    filled: Driver, page: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    choosing(monkeypatch, None)
    filled.click("Save: Tables for a spreadsheet", page)
    assert list(tmp_path.glob("*.csv")) == []


def test_a_copy_is_handed_over_in_three_steps_by_keyboard(
    filled: Driver, page: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    filled.click("Hand over a copy…", page)
    filled.click("Choose the place and make the copy…", page)
    assert "Please type a passphrase" in filled.words(page)
    filled.click("Suggest one", page)
    passphrase = page.inner.findChild(QLineEdit).text()
    choosing(monkeypatch, tmp_path / "for-ana")
    filled.press(Qt.Key.Key_Return)
    filled.settle()
    assert "3. Done." in filled.words(page)
    assert passphrase in filled.words(page)
    with open_journal(tmp_path / "for-ana.hoofbeat", passphrase=passphrase) as copy, copy.reading() as stored:
        from hoofbeat.domain.records import Person

        assert [person.name for person in stored.list(Person)] == ["Maria Gomez"]

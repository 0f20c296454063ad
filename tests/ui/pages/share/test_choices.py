"""What is on the sheet, and what is not."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QSizeF
from PySide6.QtWidgets import QCheckBox, QLineEdit
from pytestqt.qtbot import QtBot

from hoofbeat.domain.records import Medication
from hoofbeat.domain.sheets.kinds import Section
from hoofbeat.services import records
from hoofbeat.settings import PaperChoice
from tests.reports.paper import letters, texts
from tests.ui.driver import MOMENT, Driver
from tests.ui.pages.share.sharing import Sharing, pdf_size


def make_sensitive(driver: Driver, record_type: type[Any]) -> Any:
    def act(journal: Any, _author: str) -> Any:
        with journal.reading() as stored:
            found = next(stored.list(record_type))
        return records.correct(journal, record=found.replaced(is_sensitive=True))

    record = driver.read(lambda journal: _first(journal, record_type))
    driver.tasks.change(act)
    driver.settle()
    return record


def _first(journal: Any, record_type: type[Any]) -> Any:
    with journal.reading() as stored:
        return next(stored.list(record_type))


def test_the_sheet_is_for_the_next_visit_and_lists_its_questions_first(sharing: Sharing) -> None:
    assert sharing.box("For which visit").currentText() == "Next: Dr Lee, 4 March 2026"
    assert sharing.box("What changed since").currentText() == "The last visit, 12 October 2025"
    assert "How long between my scans?" in sharing.text
    assert "Page 1 of 2" in sharing.driver.words(sharing.page)
    assert "Left out" not in sharing.driver.words(sharing.page)


def test_a_section_taken_off_is_nowhere_in_the_file_and_is_said(
    sharing: Sharing, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    assert "Chromogranin A" in sharing.text
    sharing.tick(Section.RESULTS)
    assert "Chromogranin A" not in sharing.text
    assert "Left out by choice: results." in sharing.driver.words(sharing.page)
    sharing.save(monkeypatch, tmp_path / "sheet.pdf")
    saved = (tmp_path / "sheet.pdf").read_bytes()
    assert letters("Chromogranin A") not in letters("".join(texts(saved)))
    assert b"Chromogranin" not in saved


def test_what_was_taken_off_stays_off_the_next_time(sharing: Sharing, qtbot: QtBot) -> None:
    sharing.tick(Section.TUMOR)
    driver = sharing.driver
    with qtbot.waitSignal(driver.tasks.journal_closed, timeout=20_000):
        driver.controller.session.close(then=driver.controller.session.begin)
    driver.settle()
    sharing.wait()
    assert not sharing.page.options.tick_of(Section.TUMOR).isChecked()
    assert "MY TUMOR" not in sharing.text


def test_a_record_kept_off_sheets_is_named_and_a_tick_puts_it_on(sharing: Sharing) -> None:
    medicine = make_sensitive(sharing.driver, Medication)
    sharing.wait()
    assert f"MEDICINES NOW\n- {medicine.name}" not in sharing.text
    assert "Left out by choice: part of medicines" in sharing.driver.words(sharing.page)
    tick = next(each for each in sharing.page.findChildren(QCheckBox) if medicine.name in each.text())
    assert tick.text().startswith("Medicine: ")
    assert not tick.isChecked()
    tick.click()
    sharing.wait()
    assert f"MEDICINES NOW\n- {medicine.name}" in sharing.text


def test_a_sheet_that_holds_nothing_of_the_record_asks_for_none_of_it(sharing: Sharing) -> None:
    medicine = make_sensitive(sharing.driver, Medication)
    sharing.wait()
    for name, is_asked in (("A topic to read", False), ("Visit sheet", True), ("Lab log", False)):
        sharing.choose("Which sheet", name)
        ticks = [each for each in sharing.page.findChildren(QCheckBox) if medicine.name in each.text()]
        assert [each.isVisible() for each in ticks] == [is_asked]


def test_changes_can_be_listed_since_another_day(sharing: Sharing) -> None:
    assert "since last visit" in sharing.text.lower()
    assert "19 Oct 2025" in sharing.text
    sharing.choose("What changed since", "The last 3 months")
    assert "19 Oct 2025. 5 new results" not in sharing.text
    sharing.choose("What changed since", "Another day")
    day, month, year = (
        next(each for each in sharing.page.findChildren(QLineEdit) if each.accessibleName() == f"Since, {part}")
        for part in ("day", "month", "year")
    )
    for line, text in ((day, "1"), (month, "October"), (year, "2025")):
        line.setFocus()
        sharing.driver.type(text)
    sharing.wait()
    assert sharing.page.options.wanted().request.since is not None
    assert "19 Oct 2025. 5 new results" in sharing.text


def test_a_day_still_to_come_is_not_taken(sharing: Sharing) -> None:
    sharing.choose("What changed since", "Another day")
    year = next(each for each in sharing.page.findChildren(QLineEdit) if each.accessibleName() == "Since, year")
    year.setFocus()
    sharing.driver.type(f"{MOMENT.year + 1}")
    assert "This day is still to come. Please check." in sharing.driver.words(sharing.page)
    assert sharing.page.options.wanted().request.since is None


def test_the_name_of_who_prepares_it_is_printed_as_it_is_typed(sharing: Sharing) -> None:
    name = next(each for each in sharing.page.findChildren(QLineEdit) if each.accessibleName() == "Prepared by")
    name.setFocus()
    sharing.driver.type("Łucja (daughter)")
    sharing.bot.waitUntil(lambda: "by Łucja (daughter)." in sharing.text, timeout=20_000)


def test_the_paper_chosen_is_kept_for_this_computer(sharing: Sharing) -> None:
    sharing.driver.button("Paper: Letter", sharing.page).click()
    sharing.wait()
    assert sharing.driver.controller.surroundings.settings().paper is PaperChoice.LETTER
    size = QSizeF(*pdf_size(sharing.pdf))
    assert (size.width(), size.height()) == (612, 792)


def test_who_writes_is_who_prepares_it_until_another_name_is_typed(sharing: Sharing) -> None:
    sharing.driver.controller.write_as("Ana (daughter)")
    sharing.wait()
    assert "by Ana (daughter)." in sharing.text
    name = next(each for each in sharing.page.findChildren(QLineEdit) if each.accessibleName() == "Prepared by")
    name.setFocus()
    name.selectAll()
    sharing.driver.type("Luis")
    sharing.bot.waitUntil(lambda: "by Luis." in sharing.text, timeout=20_000)
    sharing.driver.controller.write_as("Ana")
    sharing.wait()
    assert "by Luis." in sharing.text


def test_another_sheet_is_chosen_with_its_own_sections(sharing: Sharing) -> None:
    sharing.choose("Which sheet", "Family copy")
    assert sharing.text.startswith("Family copy")
    assert not sharing.page.options.tick_of(Section.TUMOR).isChecked()
    assert sharing.page.options.tick_of(Section.CHARTS).isHidden()
    assert "Left out by choice: my tumor." in sharing.driver.words(sharing.page)


def test_for_whom_it_is_stands_on_the_sheet(sharing: Sharing) -> None:
    line = next(each for each in sharing.page.findChildren(QLineEdit) if each.accessibleName() == "For whom")
    line.setFocus()
    sharing.driver.type("Dr Novak")
    sharing.bot.waitUntil(lambda: "Visit sheet for Dr Novak, prepared" in sharing.text, timeout=20_000)


def test_results_are_chosen_by_test_and_by_time(sharing: Sharing) -> None:
    sharing.choose("Which sheet", "Results")
    assert "GASTRIN" in sharing.text
    for name in ("All tests", "Glucose"):
        next(each for each in sharing.page.findChildren(QCheckBox) if each.text() == name).click()
        sharing.wait()
    assert "GLUCOSE" in sharing.text
    assert "GASTRIN" not in sharing.text
    year = next(each for each in sharing.page.findChildren(QLineEdit) if each.accessibleName() == "From, year")
    year.setFocus()
    sharing.driver.type("2026")
    sharing.bot.waitUntil(lambda: "2025" not in sharing.text.split("GLUCOSE")[1], timeout=20_000)
    assert "Left out by choice: other tests and results of other times." in sharing.text


def test_large_print_has_more_pages_and_the_same_words(sharing: Sharing) -> None:
    before, words = len(texts(sharing.pdf)), sharing.text
    sharing.driver.button("Letters: Large print", sharing.page).click()
    sharing.wait()
    assert len(texts(sharing.pdf)) > before
    assert sharing.text == words


def test_choices_are_kept_under_a_name_used_again_and_taken_away(sharing: Sharing) -> None:
    driver = sharing.driver
    sharing.choose("Which sheet", "Family copy")
    sharing.tick(Section.TEAM)
    driver.click("Keep these choices…", sharing.page)
    driver.type("Ana")
    driver.click("Keep", sharing.page)
    driver.settle()
    sharing.choose("Which sheet", "Visit sheet")
    sharing.choose("Your saved choices", "Ana")
    driver.settle()
    sharing.wait()
    assert sharing.text.startswith("Family copy")
    assert "WHOM TO CALL" not in sharing.text
    driver.click("Remove", sharing.page)
    driver.settle()
    assert sharing.box("Your saved choices").count() == 1
    driver.click("Undo")
    driver.settle()
    assert sharing.box("Your saved choices").count() == 2


def test_a_topic_of_the_reference_is_chosen_shown_and_saved_like_a_sheet(
    sharing: Sharing, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    make_sensitive(sharing.driver, Medication)
    sharing.wait()
    kept_off = sharing.page.options._kept_off
    assert kept_off.isVisible()
    sharing.choose("Which sheet", "A topic to read")
    assert not kept_off.isVisible()
    sharing.choose("Which topic", "Gastrinoma")
    assert "A gastrinoma is a tumor" in sharing.text
    assert "Maria Gomez" not in sharing.text
    assert not sharing.box("For which visit").isVisible()
    _, start, _ = sharing.save(monkeypatch, tmp_path / "topic.pdf")
    assert Path(start).name == "topic-2026-03-03.pdf"
    assert "Gastrinoma" in texts((tmp_path / "topic.pdf").read_bytes())[0]
    sharing.choose("Which sheet", "Visit sheet")
    assert not sharing.box("Which topic").isVisible()
    assert kept_off.isVisible()
    assert "Maria Gomez" in sharing.text


def test_words_that_are_typed_narrow_the_timeline(sharing: Sharing) -> None:
    sharing.choose("Which sheet", "Timeline")
    (line,) = [
        each
        for each in sharing.page.findChildren(QLineEdit)
        if each.accessibleName() == "Only entries with these words"
    ]
    line.setFocus()
    sharing.driver.type("scan")
    sharing.bot.waitUntil(lambda: "with the words “scan”" in sharing.text, timeout=20_000)
    assert sharing.page.options.wanted().request.words == ("scan",)

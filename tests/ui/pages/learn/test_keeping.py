"""What a person takes from a text: copies, bookmarks, notes, questions, pages; and what leads out of the program is only shown."""

from __future__ import annotations

from pathlib import Path

import pypdfium2
import pytest
from PySide6.QtCore import Qt, QUrl
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication, QFileDialog, QPlainTextEdit

from hoofbeat.domain.records import Question
from hoofbeat.services import reading
from hoofbeat.ui.pages.learn.page import LearnPage
from hoofbeat.ui.pages.learn.places import Place, View
from tests.ui.driver import Driver
from tests.ui.pages.care import stored
from tests.ui.pages.learn.reading import follow, open_topic, shown


def test_phone_numbers_are_copied_and_said(empty: Driver, page: LearnPage) -> None:
    open_topic(empty, page, "support-contacts")
    follow(empty, page, "copy:1-800-227-2345")
    assert QGuiApplication.clipboard().text() == "1-800-227-2345"
    assert "Copied: 1-800-227-2345" in empty.words()


def test_a_link_out_of_the_program_is_shown_and_never_opened(
    empty: Driver, page: LearnPage, monkeypatch: pytest.MonkeyPatch
) -> None:
    from PySide6.QtGui import QDesktopServices

    opened: list[QUrl] = []
    monkeypatch.setattr(QDesktopServices, "openUrl", opened.append)
    page.follow("https://www.cancer.gov/x?y=1")
    empty.settle()
    assert "This link leaves the program" in empty.words(page.panels.popover)
    empty.click("Copy the address", page.panels.popover)
    assert QGuiApplication.clipboard().text() == "https://www.cancer.gov/x?y=1"
    assert opened == []


def test_a_passage_is_bookmarked_listed_and_let_go_with_undo(empty: Driver, page: LearnPage) -> None:
    open_topic(empty, page, "gastrinoma")
    follow(empty, page, "keep:gas-02")
    empty.click("Bookmark this passage", page.panels.popover)
    assert "Bookmarked" in shown(page)
    page.go(Place(View.KEPT))
    empty.settle()
    assert "What gastrin does" in shown(page)
    follow(empty, page, "keep:gastrinoma#gas-02")
    empty.click("Remove the bookmark", page.panels.popover)
    assert "Keep the passages that you want to find again" in shown(page)
    empty.click("Undo")
    assert "What gastrin does" in shown(page)


def test_a_note_is_kept_even_when_the_panel_is_only_closed(empty: Driver, page: LearnPage) -> None:
    open_topic(empty, page, "gastrinoma")
    follow(empty, page, "keep:gas-02")
    empty.click("Write a note", page.panels.popover)
    assert isinstance(QApplication.focusWidget(), QPlainTextEdit)
    empty.type("Ask about <b>acid</b>")
    empty.press(Qt.Key.Key_Escape)
    empty.settle()
    assert "Your note\nAsk about <b>acid</b>" in shown(page)
    kept = empty.read(reading.list_kept)
    assert kept["gastrinoma#gas-02"].note == "Ask about <b>acid</b>"


def test_a_passage_becomes_a_question_about_its_topic(empty: Driver, page: LearnPage) -> None:
    open_topic(empty, page, "gastrinoma")
    follow(empty, page, "keep:gas-02")
    empty.click("Add a question for my visit", page.panels.popover)
    empty.click("Add to my questions", page.panels.popover)
    (question,) = stored(empty, Question)
    assert question.text == "What does this mean for me: Gastrinoma: What gastrin does?"
    assert question.about == "topic:gastrinoma#gas-02"


def test_a_passage_is_copied_with_its_source(empty: Driver, page: LearnPage) -> None:
    open_topic(empty, page, "gastrinoma")
    follow(empty, page, "keep:gas-02")
    empty.click("Copy with its source", page.panels.popover)
    copied = QGuiApplication.clipboard().text()
    assert copied.startswith("Gastrinoma: What gastrin does\n\nGastrin is a hormone")
    assert copied.endswith("Source: National Cancer Institute, PDQ patient summary, updated 7 October 2022\n")


def test_topics_are_saved_as_pdf(
    empty: Driver, page: LearnPage, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    target = tmp_path / "gastrinoma.pdf"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_args: (str(target), ""))
    open_topic(empty, page, "gastrinoma")
    page.print_page()
    empty.settle()
    assert page.inner is not None
    assert page.inner.chosen() == ["gastrinoma"]  # type: ignore[attr-defined]  # the choice of topics
    page.inner.choose(["gastrinoma", "vipoma"])  # type: ignore[attr-defined]  # the same
    empty.click("Save as PDF…")
    empty.settle()
    document = pypdfium2.PdfDocument(target.read_bytes())
    try:
        text = "".join(each.get_textpage().get_text_bounded() for each in document)
    finally:
        document.close()
    assert "Gastrinoma" in text
    assert "VIPoma" in text


def test_nothing_of_a_record_stays_when_it_is_locked(empty: Driver, page: LearnPage) -> None:
    open_topic(empty, page, "gastrinoma")
    empty.tasks.close_journal(lambda journal: journal.close(), then=lambda _nothing: None)
    empty._bot.waitUntil(lambda: not shown(page), timeout=5_000)
    assert page.trail.current is None
    empty.open()

"""The sheet as it will lie on paper, and always the newest."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QImage
from pytestqt.qtbot import QtBot

from hoofbeat.domain.records import AppointmentId
from hoofbeat.domain.sheets.kinds import Section
from hoofbeat.services import questions, records
from hoofbeat.ui.pages.share.making import Made
from tests import made_up
from tests.reports.paper import letters, texts
from tests.ui.driver import Driver
from tests.ui.pages.share.sharing import Sharing, picture_of


def test_the_preview_is_the_very_pdf_that_is_saved(
    sharing: Sharing, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    sharing.save(monkeypatch, tmp_path / "sheet.pdf")
    saved = (tmp_path / "sheet.pdf").read_bytes()
    shown = sharing.page.preview.paper.picture.toImage()
    assert shown.convertToFormat(QImage.Format.Format_RGB32) == picture_of(saved, 0, shown.width())
    assert letters("How long between my scans?") in letters(texts(saved)[0])


def test_pages_are_turned_by_buttons_and_by_keys(sharing: Sharing) -> None:
    paper = sharing.page.preview.paper
    first = paper.picture.toImage()
    sharing.driver.button("Next page", sharing.page).click()
    sharing.wait()
    assert paper.accessibleName() == "Preview, page 2 of 2"
    assert paper.picture.toImage() != first
    assert not sharing.driver.button("Next page", sharing.page).isEnabled()
    paper.setFocus()
    sharing.driver.press(Qt.Key.Key_PageUp)
    sharing.wait()
    assert paper.accessibleName() == "Preview, page 1 of 2"
    paper.verticalScrollBar().setValue(paper.verticalScrollBar().maximum())
    sharing.driver.press(Qt.Key.Key_PageDown)
    sharing.wait()
    assert paper.accessibleName() == "Preview, page 2 of 2"


def test_the_preview_fits_the_width_the_whole_page_or_a_percentage(sharing: Sharing) -> None:
    paper = sharing.page.preview.paper
    assert not paper.horizontalScrollBar().isVisible()
    sharing.choose("Size of the preview", "Whole page")
    sharing.bot.waitUntil(lambda: not paper.verticalScrollBar().isVisible())
    assert not paper.horizontalScrollBar().isVisible()
    sharing.choose("Size of the preview", "100 %")
    assert paper.picture.width() == pytest.approx(210 / 25.4 * 96, abs=1)


def test_of_many_choices_made_quickly_only_the_last_is_shown(sharing: Sharing, monkeypatch: pytest.MonkeyPatch) -> None:
    made: list[Made] = []
    show = sharing.page.preview.show_made

    def listen(each: Made) -> None:
        made.append(each)
        show(each)

    monkeypatch.setattr(sharing.page.preview, "show_made", listen)
    for section in (Section.RESULTS, Section.TEAM, Section.TUMOR, Section.TEAM):
        sharing.page.options.tick_of(section).click()
    sharing.wait()
    assert [each.sheet.left_out for each in made] == [("my tumor", "results")]


def test_the_sheet_follows_the_record(sharing: Sharing) -> None:
    visit = AppointmentId(sharing.page.options.visit or "")

    def add_question(journal: Any, author: str) -> Any:
        return questions.add(journal, text="May I fly to Ñusta?", appointment=visit, author=author)

    sharing.driver.tasks.change(add_question)
    sharing.wait()
    assert "May I fly to Ñusta?" in sharing.text


def test_a_locked_record_leaves_nothing_on_the_page(driver: Driver, qtbot: QtBot) -> None:
    driver.create(name="Maria Gomez", passphrase="a long passphrase")  # noqa: S106  # a test's own
    driver.tasks.change(
        lambda journal, author: records.add(journal, record=made_up.medication("Secretin"), author=author)
    )
    driver.settle()
    page = driver.go("share")
    qtbot.waitUntil(lambda: page.is_shown, timeout=20_000)
    with qtbot.waitSignal(driver.controller.session.locked, timeout=20_000):
        driver.controller.session.lock()
    assert page._made is None
    assert page.preview.words.toPlainText() == ""
    assert page.preview.paper.picture.isNull()

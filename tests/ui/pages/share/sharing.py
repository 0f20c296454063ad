"""The Share page of a window, with what a person does on it."""

from __future__ import annotations

from pathlib import Path

import pypdfium2
import pytest
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QComboBox, QFileDialog
from pytestqt.qtbot import QtBot

from hoofbeat.domain.sheets.kinds import Section
from hoofbeat.ui.pages.share.page import SharePage
from tests.ui.driver import Driver

Answer = tuple[str, str]


class Sharing:
    """The Share page of a window, with what a person does on it."""

    def __init__(self, driver: Driver, bot: QtBot) -> None:
        self.driver = driver
        self.bot = bot
        self.page: SharePage = driver.go("share")
        self.wait()

    def wait(self) -> None:
        self.driver.settle()
        self.bot.waitUntil(lambda: self.page.is_shown, timeout=20_000)

    def tick(self, section: Section) -> None:
        self.page.options.tick_of(section).click()
        self.wait()

    def choose(self, name: str, words: str) -> None:
        box = self.box(name)
        index = next(number for number in range(box.count()) if words in box.itemText(number))
        box.setCurrentIndex(index)
        box.activated.emit(index)
        self.wait()

    def box(self, name: str) -> QComboBox:
        return next(each for each in self.page.findChildren(QComboBox) if each.accessibleName() == name)

    @property
    def text(self) -> str:
        return self.page.preview.words.toPlainText()

    @property
    def pdf(self) -> bytes:
        made = self.page._made
        assert made is not None
        return made.pdf

    def save(self, monkeypatch: pytest.MonkeyPatch, path: Path, button: str = "Save as PDF…") -> list[str]:
        """Save under a name, and return what the dialog was given."""
        asked: list[str] = []

        def answer(_parent: object, title: str, start: str, kinds: str) -> Answer:
            asked.extend((title, start, kinds))
            return str(path), kinds

        monkeypatch.setattr(QFileDialog, "getSaveFileName", answer)
        self.driver.click(button, self.page)
        self.driver.settle()
        return asked


def picture_of(pdf: bytes, page: int, width: int) -> QImage:
    document = pypdfium2.PdfDocument(pdf)
    try:
        drawn = document[page]
        bitmap = drawn.render(scale=(width - 0.01) / drawn.get_width(), prefer_bgrx=True)
        drawn.close()
        image = QImage(bitmap.buffer, bitmap.width, bitmap.height, bitmap.stride, QImage.Format.Format_RGB32).copy()
        bitmap.close()
        return image
    finally:
        document.close()


def pdf_size(pdf: bytes) -> tuple[float, float]:
    document = pypdfium2.PdfDocument(pdf)
    try:
        width, height = document.get_page_size(0)
        return float(width), float(height)
    finally:
        document.close()

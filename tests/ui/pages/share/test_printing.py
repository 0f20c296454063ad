"""Printing a sheet: page by page, in the size of the paper, at the resolution of the printer."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pypdfium2
import pytest
from PySide6.QtGui import QImage
from PySide6.QtPrintSupport import QPrinter

from hoofbeat.settings import PaperChoice
from hoofbeat.ui.pages.share import leaving
from hoofbeat.ui.printing import MOST_DOTS_COLOR, MOST_DOTS_GREY, new_printer, pages_to_print
from tests.ui.pages.share.sharing import Sharing, picture_of


def print_to(monkeypatch: pytest.MonkeyPatch, path: Path, **chosen: Any) -> None:
    """Answer the system's dialog by a file to print to."""

    def answer(printer: QPrinter, _parent: object) -> bool:
        printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
        printer.setOutputFileName(str(path))
        if "pages" in chosen:
            printer.setFromTo(*chosen["pages"])
        if "resolution" in chosen:
            printer.setResolution(chosen["resolution"])
        return bool(chosen.get("yes", True))

    monkeypatch.setattr(leaving, "ask_in_dialog", answer)


def page_sizes(path: Path) -> list[tuple[int, int]]:
    document = pypdfium2.PdfDocument(path.read_bytes())
    try:
        return [tuple(round(side) for side in document.get_page_size(number)) for number in range(len(document))]
    finally:
        document.close()


def test_printing_sends_every_page_in_the_size_of_the_paper(
    sharing: Sharing, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    print_to(monkeypatch, tmp_path / "printed.pdf", resolution=150)
    sharing.driver.button("Print…", sharing.page).click()
    sharing.bot.waitUntil(lambda: "2 pages went to the printer." in sharing.driver.words(), timeout=20_000)
    assert page_sizes(tmp_path / "printed.pdf") == [(595, 842), (595, 842)]
    printed, shown = (picture_of(pdf, 0, 300) for pdf in ((tmp_path / "printed.pdf").read_bytes(), sharing.pdf))
    assert ink(printed) == pytest.approx(ink(shown), abs=1)


def ink(image: QImage) -> tuple[int, int, int, int]:
    """Where the first and the last ink is: left, top, right, bottom."""
    grey = image.convertToFormat(QImage.Format.Format_Grayscale8)
    dark = [
        (x, y) for y in range(grey.height()) for x in range(grey.width()) if grey.pixelColor(x, y).lightness() < 160
    ]
    across, down = [x for x, _ in dark], [y for _, y in dark]
    return min(across), min(down), max(across), max(down)


def test_only_the_pages_asked_for_are_printed(
    sharing: Sharing, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    print_to(monkeypatch, tmp_path / "printed.pdf", pages=(2, 2), resolution=100)
    sharing.driver.window.print_page()
    sharing.bot.waitUntil(lambda: "1 page went to the printer." in sharing.driver.words(), timeout=20_000)
    assert len(page_sizes(tmp_path / "printed.pdf")) == 1


def test_a_printing_taken_back_in_the_dialog_prints_nothing(
    sharing: Sharing, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    print_to(monkeypatch, tmp_path / "printed.pdf", yes=False)
    sharing.driver.click("Print…", sharing.page)
    assert not (tmp_path / "printed.pdf").exists()


@pytest.mark.qt_log_ignore("QPainter::begin")
def test_a_printer_that_refuses_is_told_in_one_sentence(
    sharing: Sharing, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    print_to(monkeypatch, tmp_path / "no such folder" / "printed.pdf", resolution=100)
    sharing.driver.button("Print…", sharing.page).click()
    sharing.bot.waitUntil(lambda: "The printer did not take the sheet." in sharing.driver.words(), timeout=20_000)


def test_a_fine_printer_gets_no_more_dots_than_memory_is_good_for(
    sharing: Sharing, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    asked: list[Any] = []
    draw = sharing.page.draftsman.draw

    def listen(pdf: bytes, drawing: Any, **more: Any) -> None:
        asked.append(drawing)
        draw(pdf, drawing, **more)

    monkeypatch.setattr(sharing.page.draftsman, "draw", listen)
    print_to(monkeypatch, tmp_path / "printed.pdf", resolution=1200, pages=(1, 1))
    sharing.page.print_sheet()
    sharing.bot.waitUntil(lambda: "1 page went to the printer." in sharing.driver.words(), timeout=20_000)
    assert [(each.dots_per_inch, each.is_grey) for each in asked if each.is_grey] == [(MOST_DOTS_GREY, True)]
    assert MOST_DOTS_COLOR == 300


def test_pages_come_in_the_order_of_the_printer(qapp: object) -> None:
    printer = new_printer(PaperChoice.A4, title="Visit sheet", is_grey=True)
    assert pages_to_print(printer, 3) == [0, 1, 2]
    printer.setPageOrder(QPrinter.PageOrder.LastPageFirst)
    assert pages_to_print(printer, 3) == [2, 1, 0]
    printer.setFromTo(2, 9)
    assert pages_to_print(printer, 3) == [2, 1]

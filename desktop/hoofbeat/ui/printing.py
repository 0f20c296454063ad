"""Prints a PDF of ours: the system's dialog, then page by page, each drawn at the printer's own resolution."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QMarginsF, QObject, QRect, QSize, QSizeF, Qt, Signal
from PySide6.QtGui import QImage, QPageLayout, QPageSize, QPainter
from PySide6.QtWidgets import QWidget

from hoofbeat.settings import PaperChoice
from hoofbeat.ui.preview import Draftsman, Drawing

if TYPE_CHECKING:
    from PySide6.QtPrintSupport import QPrinter

MOST_DOTS_GREY = 600
MOST_DOTS_COLOR = 300
"""A page of A4 is then 35 MB in memory, whether grey or in color."""
_PAPERS = {PaperChoice.A4: QPageSize.PageSizeId.A4, PaperChoice.LETTER: QPageSize.PageSizeId.Letter}


class PrinterRefusedError(Exception):
    """The printer did not take the pages."""


class PrintRun(QObject):
    """One printing. Signals: `finished` with how many pages were printed; `failed` with an error."""

    finished = Signal(int)
    failed = Signal(object)

    def __init__(self, draftsman: Draftsman, pdf: bytes, printer: QPrinter, parent: QObject) -> None:
        super().__init__(parent)
        self._draftsman = draftsman
        self._pdf = pdf
        self._printer = printer
        self._painter = QPainter()
        self._pages: list[int] = []
        self._printed = 0

    def begin(self) -> None:
        """Measure the pages, then print them one after the other."""
        self._draftsman.measure(self._pdf, then=self._on_measured, failed=self._fail)

    def give_up(self) -> None:
        """Print no more of it, if it is still under way."""
        if self._painter.isActive():
            self._printer.abort()
            self._painter.end()

    def _on_measured(self, sizes: Sequence[QSizeF]) -> None:
        self._pages = pages_to_print(self._printer, len(sizes))
        if not self._painter.begin(self._printer):
            self._fail(PrinterRefusedError())
            return
        self._draw_next()

    def _draw_next(self) -> None:
        drawing = Drawing(self._pages[self._printed], *_resolution(self._printer))
        self._draftsman.draw(self._pdf, drawing, then=self._on_drawn, failed=self._fail)

    def _on_drawn(self, image: QImage) -> None:
        if self._printed and not self._printer.newPage():
            self._fail(PrinterRefusedError())
            return
        sheet = self._printer.pageLayout().fullRectPixels(self._printer.resolution())
        self._painter.drawImage(_placed(image.size(), sheet), image)
        self._printed += 1
        if self._printed < len(self._pages):
            self._draw_next()
        elif self._painter.end():
            self.finished.emit(self._printed)
        else:
            self.failed.emit(PrinterRefusedError())

    def _fail(self, error: Exception) -> None:
        self.give_up()
        self.failed.emit(error)


def new_printer(paper: PaperChoice, *, title: str, is_grey: bool) -> QPrinter:
    """Return a printer set to this paper, and to greys where the pages have no colors; the pages have their own margins."""
    from PySide6.QtPrintSupport import QPrinter

    printer = QPrinter(QPrinter.PrinterMode.HighResolution)
    printer.setDocName(title)
    printer.setFullPage(True)
    printer.setColorMode(QPrinter.ColorMode.GrayScale if is_grey else QPrinter.ColorMode.Color)
    layout = QPageLayout(QPageSize(_PAPERS[paper]), QPageLayout.Orientation.Portrait, QMarginsF())
    printer.setPageLayout(layout)
    return printer


def ask_in_dialog(printer: QPrinter, parent: QWidget) -> bool:
    """Ask by the system's dialog; tell whether to print."""
    from PySide6.QtPrintSupport import QAbstractPrintDialog, QPrintDialog

    dialog = QPrintDialog(printer, parent)
    dialog.setOption(QAbstractPrintDialog.PrintDialogOption.PrintSelection, on=False)
    return bool(dialog.exec())


def pages_to_print(printer: QPrinter, count: int) -> list[int]:
    """Return the numbers from 0 of the pages that were asked for, in the order in which they are printed."""
    from PySide6.QtPrintSupport import QPrinter

    first, last = printer.fromPage() or 1, printer.toPage() or count
    asked = list(range(first - 1, min(last, count))) or list(range(count))
    is_reversed = printer.pageOrder() == QPrinter.PageOrder.LastPageFirst
    return asked[::-1] if is_reversed else asked


def _resolution(printer: QPrinter) -> tuple[float, bool]:
    """Return the dots per inch to draw at, and whether in greys."""
    from PySide6.QtPrintSupport import QPrinter

    is_grey = printer.colorMode() == QPrinter.ColorMode.GrayScale
    return min(printer.resolution(), MOST_DOTS_GREY if is_grey else MOST_DOTS_COLOR), is_grey


def _placed(drawn: QSize, sheet: QRect) -> QRect:
    """Return where a page stands on the printer's paper: whole, and in the middle where that has another shape."""
    placed = QRect(sheet.topLeft(), drawn.scaled(sheet.size(), Qt.AspectRatioMode.KeepAspectRatio))
    placed.moveCenter(sheet.center())
    return placed

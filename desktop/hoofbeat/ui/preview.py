"""Draws the pages of a PDF, for the preview and for printing. All of PDFium runs on one thread, and is known only here."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Sequence
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING, Any, TypeVar

from PySide6.QtCore import QObject, QSizeF, Qt, Signal
from PySide6.QtGui import QImage

from hoofbeat.ui.tasks import is_alive
from hoofbeat.ui.workers import Worker

if TYPE_CHECKING:
    from pypdfium2 import PdfDocument, PdfPage
else:
    PdfDocument = PdfPage = Any

T = TypeVar("T")
Then = Callable[[T], object]
Failed = Callable[[Exception], object]

POINTS_PER_INCH = 72


@dataclass(frozen=True, slots=True)
class Drawing:
    """Which page to draw (the first is 0), how large in dots per inch, and whether in greys only."""

    page: int
    dots_per_inch: float
    is_grey: bool = False


class Draftsman(QObject):
    """Draws pages on a thread that lives from the first drawing until `close`. Answers come on the main thread."""

    _delivered = Signal(object)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._worker: Worker | None = None
        self._tickets: dict[Hashable, int] = {}
        self._open = _OpenDocument()
        self._delivered.connect(self._on_delivered, Qt.ConnectionType.QueuedConnection)

    def measure(
        self, pdf: bytes, *, then: Then[Sequence[QSizeF]], failed: Failed, view: Hashable | None = None
    ) -> None:
        """Tell how large each page is, in points."""
        self._submit(partial(self._open.sizes, pdf), then, failed, view)

    def draw(
        self, pdf: bytes, drawing: Drawing, *, then: Then[QImage], failed: Failed, view: Hashable | None = None
    ) -> None:
        """Draw a page. A newer drawing for the same view discards the older one, begun or not."""
        self._submit(partial(self._open.draw, pdf, drawing), then, failed, view)

    def forget(self) -> None:
        """Let go of the PDF, and of what was to be drawn."""
        for view in self._tickets:
            self._tickets[view] += 1
        if self._worker is not None:
            self._worker.submit(self._open.close)

    def close(self) -> None:
        """End the thread, after the drawing under way."""
        self.forget()
        if self._worker is not None:
            self._worker.stop()
            self._worker.join()
            self._worker = None

    def _submit(
        self, work: Callable[[], T], then: Callable[[T], object], failed: Failed, view: Hashable | None
    ) -> None:
        ticket = 0
        if view is not None:
            ticket = self._tickets[view] = self._tickets.get(view, 0) + 1

        def is_wanted() -> bool:
            return view is None or self._tickets[view] == ticket

        def do() -> None:
            if not is_wanted():
                return
            try:
                answer = work()
            except Exception as error:  # noqa: BLE001  # it is delivered, and told there
                self._delivered.emit((is_wanted, failed, error))
            else:
                self._delivered.emit((is_wanted, then, answer))

        if self._worker is None:
            self._worker = Worker("drawing")
            self._worker.start()
        self._worker.submit(do)

    def _on_delivered(self, delivery: tuple[Callable[[], bool], Callable[[Any], object], Any]) -> None:
        is_wanted, receive, answer = delivery
        if is_wanted() and is_alive(receive):
            receive(answer)


class _OpenDocument:
    """The PDF that was drawn last, open; used on the drawing thread only."""

    def __init__(self) -> None:
        self._pdf = b""
        self._document: PdfDocument | None = None

    def sizes(self, pdf: bytes) -> Sequence[QSizeF]:
        document = self._document_of(pdf)
        return [QSizeF(*document.get_page_size(index)) for index in range(len(document))]

    def draw(self, pdf: bytes, drawing: Drawing) -> QImage:
        page: PdfPage = self._document_of(pdf)[drawing.page]
        try:
            return _image(page, drawing)
        finally:
            page.close()

    def close(self) -> None:
        # Here and not by the garbage collector, which would call PDFium from any thread.
        if self._document is not None:
            self._document.close()
        self._document, self._pdf = None, b""

    def _document_of(self, pdf: bytes) -> PdfDocument:
        if self._document is None or self._pdf is not pdf:
            from pypdfium2 import PdfDocument

            self.close()
            self._document, self._pdf = PdfDocument(pdf), pdf
        return self._document


def _image(page: PdfPage, drawing: Drawing) -> QImage:
    bitmap = page.render(
        scale=drawing.dots_per_inch / POINTS_PER_INCH, grayscale=drawing.is_grey, prefer_bgrx=not drawing.is_grey
    )
    form = QImage.Format.Format_Grayscale8 if drawing.is_grey else QImage.Format.Format_RGB32
    try:
        return QImage(bitmap.buffer, bitmap.width, bitmap.height, bitmap.stride, form).copy()
    finally:
        bitmap.close()


def dots_to_fit(points: float, pixels: int) -> float:
    """Return the dots per inch at which a side of a page takes at most so many pixels."""
    # A drawing's sides are rounded up; a sliver less keeps them within.
    return max(pixels - 0.01, 1.0) * POINTS_PER_INCH / points

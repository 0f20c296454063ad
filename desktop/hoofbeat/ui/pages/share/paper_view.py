"""One page of the sheet as it will lie on paper, drawn from the very PDF, as wide as there is room or as one chooses."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QMargins, QSize, QSizeF, Qt, QTimer, Signal
from PySide6.QtGui import QImage, QKeyEvent, QPixmap, QResizeEvent
from PySide6.QtWidgets import QFrame, QScrollArea, QVBoxLayout, QWidget
from typing_extensions import override

from hoofbeat.ui.preview import Draftsman, Drawing, dots_to_fit
from hoofbeat.ui.theme import SPACE
from hoofbeat.ui.widgets.parts import label
from hoofbeat.wording.translation import tr

FIT_WIDTH, FIT_PAGE = 0, -1
"""Zooms that follow the room there is; any other is a percentage of the size on paper."""
_SETTLE_MILLISECONDS = 60
_SCREEN_DOTS_PER_INCH = 96
_MARGINS = QMargins(SPACE["m"], SPACE["m"], SPACE["m"], SPACE["m"])
_LOWEST = 240
_HAIRLINE = 1
"""Width of the line around the page, which the style sheet draws."""


class PaperView(QScrollArea):
    """Signals: `page_shown` with the page's number from 0 and how many there are; `turned` by -1 or 1; `failed` with an error."""

    page_shown = Signal(int, int)
    turned = Signal(int)
    failed = Signal(object)

    def __init__(self, draftsman: Draftsman) -> None:
        super().__init__()
        self._draftsman = draftsman
        self._pdf = b""
        self._sizes: Sequence[QSizeF] = ()
        self._page = 0
        self._zoom = FIT_WIDTH
        self._grows = False
        self._is_drawn = False
        self._paper = label("", wraps=False)
        self._paper.setProperty("look", "paper")
        self._settling = QTimer(self, singleShot=True, interval=_SETTLE_MILLISECONDS)
        self._settling.timeout.connect(self._draw)
        self._frame()

    @property
    def page(self) -> int:
        """The number of the page that is shown, from 0."""
        return self._page

    @property
    def count(self) -> int:
        """How many pages there are."""
        return len(self._sizes)

    @property
    def picture(self) -> QPixmap:
        """The page as it is drawn."""
        return self._paper.pixmap()

    @property
    def is_drawn(self) -> bool:
        """Tell whether the picture is of the newest PDF, page and size."""
        return self._is_drawn

    def show_pdf(self, pdf: bytes) -> None:
        """Show another PDF, on the same page where it has that many."""
        self._pdf = pdf
        self._is_drawn = False
        self._draftsman.measure(pdf, then=self._on_measured, failed=self.failed.emit, view="sizes")

    def clear(self) -> None:
        """Show nothing, and keep nothing."""
        self._settling.stop()
        self._pdf, self._sizes, self._page = b"", (), 0
        self._paper.clear()
        self._is_drawn = False
        self._paper.setFixedSize(0, 0)
        self._draftsman.forget()

    def show_page(self, page: int) -> None:
        """Show another page, from its top."""
        self._page = min(max(page, 0), max(self.count - 1, 0))
        self.verticalScrollBar().setValue(0)
        self._draw()

    def set_zoom(self, zoom: int) -> None:
        """Show the page in this size: FIT_WIDTH, FIT_PAGE or a percentage."""
        self._zoom = zoom
        self._draw()

    def grow(self, grows: bool) -> None:
        """Be as high as the page, because what is around scrolls; or scroll by itself."""
        self._grows = grows
        policy = Qt.ScrollBarPolicy.ScrollBarAlwaysOff if grows else Qt.ScrollBarPolicy.ScrollBarAsNeeded
        self.setVerticalScrollBarPolicy(policy)
        self._fit_height()
        self._settling.start()

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if event.oldSize().width() != event.size().width() or self._zoom == FIT_PAGE:
            self._settling.start()

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        bar = self.verticalScrollBar()
        if event.key() == Qt.Key.Key_PageDown and bar.value() == bar.maximum():
            self.turned.emit(1)
        elif event.key() == Qt.Key.Key_PageUp and bar.value() == bar.minimum():
            self.turned.emit(-1)
        else:
            super().keyPressEvent(event)

    def _frame(self) -> None:
        holder = QWidget()
        holder.setObjectName("desk")
        inside = QVBoxLayout(holder)
        inside.setContentsMargins(_MARGINS)
        inside.addWidget(self._paper, 0, Qt.AlignmentFlag.AlignHCenter | Qt.AlignmentFlag.AlignTop)
        inside.addStretch(1)
        self.setObjectName("desk")
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setWidgetResizable(True)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setWidget(holder)
        self._say()

    def _on_measured(self, sizes: Sequence[QSizeF]) -> None:
        self._sizes = sizes
        self._page = min(self._page, len(sizes) - 1)
        self._draw()

    def _draw(self) -> None:
        self._settling.stop()
        self._is_drawn = False
        if not self._sizes:
            return
        sharpness = self.devicePixelRatioF()
        dots = self._dots_per_inch(self._sizes[self._page]) * sharpness
        drawing = Drawing(self._page, dots)
        self._draftsman.draw(self._pdf, drawing, then=self._on_drawn, failed=self.failed.emit, view="preview")

    def _on_drawn(self, image: QImage) -> None:
        pixmap = QPixmap.fromImage(image)
        pixmap.setDevicePixelRatio(self.devicePixelRatioF())
        self._paper.setPixmap(pixmap)
        self._is_drawn = True
        self._paper.setFixedSize(pixmap.deviceIndependentSize().toSize() + QSize(2, 2) * _HAIRLINE)
        self._fit_height()
        self._say()
        self.page_shown.emit(self._page, self.count)

    def _dots_per_inch(self, size: QSizeF) -> float:
        if self._zoom > 0:
            return _SCREEN_DOTS_PER_INCH * self._zoom / 100
        room = self.maximumViewportSize().shrunkBy(_MARGINS) - QSize(2, 2) * _HAIRLINE
        # Kept free also where the page is short enough, so that it is as wide with and without the bar.
        bar = 0 if self._grows or self._zoom == FIT_PAGE else self.verticalScrollBar().sizeHint().width()
        by_width = dots_to_fit(size.width(), room.width() - bar)
        by_height = dots_to_fit(size.height(), room.height())
        return by_width if self._zoom == FIT_WIDTH else min(by_width, by_height)

    def _fit_height(self) -> None:
        wanted = self._paper.height() + _MARGINS.top() + _MARGINS.bottom() if self._grows else 0
        self.setMinimumHeight(max(wanted, _LOWEST))

    def _say(self) -> None:
        name = tr("Preview, page {number} of {count}").format(number=self._page + 1, count=self.count)
        self.setAccessibleName(name if self.count else tr("Preview"))
        self.setAccessibleDescription(tr("A picture of the paper. “As text” reads it."))
        self._paper.setAccessibleName(self.accessibleName())

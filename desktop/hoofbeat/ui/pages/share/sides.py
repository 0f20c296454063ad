"""Puts the choices beside the preview, each scrolling by itself, or above it in one column where there is little room."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QScrollArea, QWidget
from typing_extensions import override

from hoofbeat.ui.appearance import Appearance
from hoofbeat.ui.pages.share.options import Options
from hoofbeat.ui.pages.share.preview_pane import PreviewPane
from hoofbeat.ui.theme import SPACE
from hoofbeat.ui.widgets.parts import column

OPTIONS_WIDTH = 310
NARROWEST_PREVIEW = 340


class Sides(QWidget):
    """The two sides of the page."""

    def __init__(self, appearance: Appearance, options: Options, preview: PreviewPane) -> None:
        super().__init__()
        self._appearance = appearance
        self._options = options
        self._preview = preview
        self._is_column: bool | None = None
        self._card = QFrame()
        self._card.setProperty("look", "card")
        inside = column(spacing="")
        inside.addWidget(options)
        self._card.setLayout(inside)
        self._scroll = QScrollArea()
        self._scroll.setWidgetResizable(True)
        self._scroll.setFrameShape(QFrame.Shape.NoFrame)
        self._scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        holder = QWidget()
        self._column = column(spacing="l")
        self._column.addWidget(self._card)
        holder.setLayout(self._column)
        self._scroll.setWidget(holder)
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(0, 0, 0, 0)
        self._row.setSpacing(SPACE["l"])
        self._row.addWidget(self._scroll)
        self._row.addWidget(preview, 1)
        appearance.changed.connect(self._arrange)

    def show_side(self, side: QWidget) -> None:
        """Scroll to one of the two, where they stand in one column."""
        if self._is_column:
            self._scroll.verticalScrollBar().setValue(side.y())

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._arrange()

    def _arrange(self) -> None:
        beside = self._appearance.scaled(OPTIONS_WIDTH)
        is_column = self.width() < beside + SPACE["l"] + self._appearance.scaled(NARROWEST_PREVIEW)
        self._scroll.setMinimumWidth(0 if is_column else beside)
        self._scroll.setMaximumWidth(16_777_215 if is_column else beside)
        if is_column != self._is_column:
            self._is_column = is_column
            (self._column if is_column else self._row).addWidget(self._preview, 1)
            self._preview.grow(is_column)
            self._options.arrange(columns=2 if is_column else 1)

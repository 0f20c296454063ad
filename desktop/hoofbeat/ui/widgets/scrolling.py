"""One column that scrolls, no wider than a line is easy to read."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QScrollArea, QVBoxLayout, QWidget

from hoofbeat.ui.appearance import Appearance
from hoofbeat.ui.theme import LONGEST_LINE, SPACE
from hoofbeat.ui.widgets.parts import column


class ScrollingColumn(QScrollArea):
    """Fill `content`."""

    def __init__(self, appearance: Appearance) -> None:
        super().__init__()
        self._appearance = appearance
        self.content: QVBoxLayout = column(spacing="l")
        self.content.setContentsMargins(2, 2, SPACE["m"], SPACE["l"])
        self._holder = QWidget()
        self._holder.setObjectName("page_body")
        self._holder.setLayout(self.content)
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setWidget(self._holder)
        appearance.changed.connect(self._fit)
        self._fit()

    def _fit(self) -> None:
        self._holder.setMaximumWidth(self._appearance.scaled(LONGEST_LINE))

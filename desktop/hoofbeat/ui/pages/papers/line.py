"""A line of the list of papers: what it is, what is known of it, and what can be done, beside it or below where there is little room."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QWidget
from typing_extensions import override

from hoofbeat.ui.theme import SPACE
from hoofbeat.ui.widgets.flow import FlowLayout
from hoofbeat.ui.widgets.parts import column, label, row

_WORDS_SHARE = 0.45
"""Share of the width that the words need beside the buttons."""
_NARROWEST = 240


class PaperLine(QWidget):
    """The words and the buttons of one paper."""

    def __init__(self, title: str, details: Sequence[str], acts: Sequence[QWidget]) -> None:
        super().__init__()
        words = column(spacing="")
        words.setSpacing(2)
        words.addWidget(label(title, "label"))
        for detail in details:
            words.addWidget(label(detail, "quiet"))
        self._acts = acts
        self._beside = row(spacing="xs")
        self._below = QWidget()
        self._flow = FlowLayout(self._below, spacing="xs")
        self._is_below: bool | None = None
        self._whole = QBoxLayout(QBoxLayout.Direction.LeftToRight, self)
        self._whole.setContentsMargins(0, 0, 0, 0)
        self._whole.setSpacing(SPACE["m"])
        self._whole.addLayout(words, 1)
        self._whole.addLayout(self._beside)
        self._whole.setAlignment(self._beside, Qt.AlignmentFlag.AlignTop)
        self._whole.addWidget(self._below)
        self._lay_out(is_below=False)

    @override
    def minimumSizeHint(self) -> QSize:
        """Let the line be as narrow as the page: the buttons give way."""
        return QSize(_NARROWEST, super().minimumSizeHint().height())

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        needed = sum(each.sizeHint().width() + SPACE["xs"] for each in self._acts)
        self._lay_out(is_below=needed > event.size().width() * (1 - _WORDS_SHARE))

    def _lay_out(self, *, is_below: bool) -> None:
        if is_below == self._is_below:
            return
        self._is_below = is_below
        focused = next((act for act in self._acts if act.hasFocus()), None)
        for act in self._acts:
            (self._flow if is_below else self._beside).addWidget(act)
        for one, following in pairwise(self._acts):
            QWidget.setTabOrder(one, following)
        if focused is not None:
            focused.setFocus()
        self._below.setVisible(is_below)
        direction = QBoxLayout.Direction.TopToBottom if is_below else QBoxLayout.Direction.LeftToRight
        self._whole.setDirection(direction)
        self._whole.setSpacing(SPACE["xs"] if is_below else SPACE["m"])

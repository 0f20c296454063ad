"""A box to tick whose words may be long: they wrap, and a click on them ticks the box too."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtGui import QMouseEvent
from PySide6.QtWidgets import QCheckBox, QWidget
from typing_extensions import override

from hoofbeat.ui.widgets.flow import FlowLayout
from hoofbeat.ui.widgets.parts import Label, column, label, row

_FEW_LETTERS = 36


class _Words(Label):
    """Words that stand for a box."""

    def __init__(self, text: str, box: QCheckBox) -> None:
        super().__init__()
        self.setText(text)
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setWordWrap(True)
        self._box = box

    @override
    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        if self._box.isEnabled() and self.rect().contains(event.position().toPoint()):
            self._box.click()


def tick_line(box: QCheckBox, text: str, details: str = "") -> QWidget:
    """Put words beside a box that has none of its own, and what is said of them below."""
    words = column(spacing="")
    words.addWidget(_Words(text, box))
    if details:
        words.addWidget(label(details, "quiet"))
    words.addStretch(1)
    box.ensurePolished()
    words.setContentsMargins(0, max(box.sizeHint().height() - box.fontMetrics().height(), 0) // 2, 0, 0)
    inside = row(box, words)
    inside.setAlignment(box, Qt.AlignmentFlag.AlignTop)
    inside.setStretch(1, 1)
    made = QWidget()
    made.setLayout(inside)
    return made


def tick_lines(ticks: Sequence[tuple[QCheckBox, str]]) -> QWidget:
    """Put ticks with few words beside each other, and those with many below each other."""
    made = QWidget()
    if any(len(text) > _FEW_LETTERS for _, text in ticks):
        below = column(spacing="")
        for box, text in ticks:
            below.addWidget(tick_line(box, text))
        made.setLayout(below)
        return made
    beside = FlowLayout(made, spacing="m")
    for box, text in ticks:
        box.setText(text.replace("&", "&&"))
        beside.addWidget(box)
    return made

"""What a page shows while it has nothing to show: what it is for, one button, one example."""

from __future__ import annotations

from PySide6.QtCore import QEvent
from PySide6.QtWidgets import QSizePolicy, QWidget
from typing_extensions import override

from hoofbeat.ui.icons import Icons
from hoofbeat.ui.theme import SPACE
from hoofbeat.ui.widgets.parts import Clicked, button, column, label, row

_MOST = 100
"""Share of the width that the words take, as far as they need it, beside the one that is left free."""

_LONGEST_LINE = 64
"""Letters of a line of the words, about."""


class EmptyState(QWidget):
    """A picture, a sentence, a button, an example."""

    def __init__(
        self,
        icons: Icons,
        *,
        icon: str,
        text: str,
        example: str,
        act_text: str = "",
        act: Clicked | None = None,
        beside: QWidget | None = None,
    ) -> None:
        super().__init__()
        picture = label("", wraps=False)
        icons.put(picture, icon, "accent", pixels=44)
        picture.setAccessibleName("")
        words, sample = label(text), label(example, "small")
        middle = QWidget()
        inside = column(spacing="m")
        inside.setContentsMargins(SPACE["l"], SPACE["l"], SPACE["l"], SPACE["xl"])
        inside.addWidget(picture)
        inside.addWidget(words)
        inside.addWidget(sample)
        if act is not None:
            self.button = button(act_text, act, look="primary", icon="add", icons=icons)
            inside.addLayout(row(self.button, beside, None) if beside is not None else row(self.button, None))
        inside.addStretch(1)
        middle.setLayout(inside)
        self._middle = middle
        middle.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        outside = column(spacing="")
        line = row(middle, None, spacing="")
        line.setStretch(0, _MOST)
        outside.addLayout(line)
        outside.addStretch(1)
        self.setLayout(outside)
        self._fit()

    @override
    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() is QEvent.Type.FontChange:
            self._fit()

    def _fit(self) -> None:
        self._middle.setMaximumWidth(self.fontMetrics().averageCharWidth() * _LONGEST_LINE + 2 * SPACE["l"])

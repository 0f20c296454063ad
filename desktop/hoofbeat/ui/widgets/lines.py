"""A line of a card: what it is, what is known, and what can be done about it."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QWidget
from typing_extensions import override

from hoofbeat.ui.icons import Icons
from hoofbeat.ui.theme import SPACE
from hoofbeat.ui.widgets.parts import Clicked, button, column, label, row

TERM_CHARACTERS = 24
_WIDEST_TERM = 0.34
_NARROWEST = 240


class Line(QWidget):
    """A term beside its text; the text may have a quieter second line. Acts stand at the end."""

    def __init__(self, term: str, text: str, detail: str = "", *, is_quiet: bool = False) -> None:
        super().__init__()
        self._term = term
        name = label(term, "label")
        self._name = name
        self._texts = texts = column(spacing="")
        texts.addWidget(label(text, "quiet" if is_quiet else ""))
        if detail:
            texts.addWidget(label(detail, "small"))
        texts.addStretch(1)
        name.setAlignment(Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignLeft)
        self._row: QHBoxLayout = row(name, texts, spacing="m")
        self._row.setStretch(1, 1)
        self._row.setContentsMargins(0, SPACE["xs"], 0, SPACE["xs"])
        self.setLayout(self._row)

    def add_act(self, text: str, clicked: Clicked, *, icon: str = "", icons: Icons | None = None) -> None:
        """Offer something to do about the line; its spoken name says which line."""
        made = button(text, clicked, look="quiet", icon=icon, icons=icons)
        made.setAccessibleName(f"{text}: {self._term}")
        drop = (made.sizeHint().height() - self._name.fontMetrics().height()) // 2
        self._name.setContentsMargins(0, drop, 0, 0)
        self._texts.setContentsMargins(0, drop, 0, 0)
        self._row.addWidget(made, 0, Qt.AlignmentFlag.AlignTop)

    @override
    def minimumSizeHint(self) -> QSize:
        """Let the line be as narrow as the page: the term gives way."""
        return QSize(_NARROWEST, super().minimumSizeHint().height())

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        wanted = self._name.fontMetrics().averageCharWidth() * TERM_CHARACTERS
        self._name.setFixedWidth(min(wanted, round(event.size().width() * _WIDEST_TERM)))
        super().resizeEvent(event)

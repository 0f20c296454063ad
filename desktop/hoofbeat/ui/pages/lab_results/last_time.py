"""What the laboratory printed last time, offered below a form: it is entered by one act, and never by itself."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QWidget

from hoofbeat.ui.widgets.announce import announce
from hoofbeat.ui.widgets.parts import button, column, label
from hoofbeat.wording.result_entry import last_time_words, taken_as_last_time_words
from hoofbeat.wording.translation import tr


class LastTimeOffer(QWidget):
    """A sentence, and the button that takes what it names. Signal: `taken` when the person wants it."""

    taken = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._said = label("", "small")
        self._take = button(tr("Take the grey text (Ctrl+Space)"), self.taken.emit, look="edge")
        inside = column(spacing="xs")
        inside.setContentsMargins(0, 0, 0, 0)
        inside.addWidget(self._said)
        inside.addWidget(self._take, 0, Qt.AlignmentFlag.AlignLeft)
        self.setLayout(inside)
        self.hide()

    @property
    def said(self) -> str:
        """What is said now."""
        return self._said.text()

    def show_parts(self, parts: Sequence[str]) -> None:
        """Offer these texts, or nothing."""
        words = last_time_words(parts)
        self._say(words)
        self._take.setVisible(bool(words))
        self.setVisible(bool(words))

    def show_taken(self, parts: Sequence[str]) -> None:
        """Say that these texts were taken over."""
        self._say(taken_as_last_time_words(parts))
        self._take.hide()

    def _say(self, words: str) -> None:
        if words != self._said.text():
            self._said.setText(words)
            self._take.setAccessibleDescription(words)
            announce(self, words)

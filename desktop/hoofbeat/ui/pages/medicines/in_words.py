"""A quiet frame that says in words what a form comes to, as the person types."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtWidgets import QFrame

from hoofbeat.ui.widgets.parts import column, label
from hoofbeat.wording.translation import tr


class InWords(QFrame):
    """Shows sentences, one a line; it hides where there is nothing to say."""

    def __init__(self) -> None:
        super().__init__()
        self.setProperty("look", "soft")
        self._words = label("")
        self._words.setAccessibleName(tr("In words"))
        inside = column(spacing="xs", margin="m")
        inside.addWidget(label(tr("In words"), "section"))
        inside.addWidget(self._words)
        self.setLayout(inside)

    def say(self, sentences: Sequence[str]) -> None:
        """Say these sentences."""
        self._words.setText("\n".join(sentences))
        self.setVisible(bool(sentences))

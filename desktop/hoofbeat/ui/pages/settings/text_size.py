"""Smaller and larger text, with the size between them."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from hoofbeat.settings import LARGEST_TEXT, SMALLEST_TEXT
from hoofbeat.ui.appearance import Appearance
from hoofbeat.ui.widgets.parts import icon_button, label, row
from hoofbeat.wording.translation import tr


class TextSizeChoice(QWidget):
    """Two buttons and the percentage."""

    def __init__(self, appearance: Appearance) -> None:
        super().__init__()
        self._appearance = appearance
        self._smaller = icon_button(tr("Smaller text"), "minus", appearance.icons, appearance.shrink_text)
        self._larger = icon_button(tr("Larger text"), "add", appearance.icons, appearance.enlarge_text)
        self._shown = label("", wraps=False)
        self._shown.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.setLayout(row(self._smaller, self._shown, self._larger))
        appearance.changed.connect(self._show)
        self._show()

    def _show(self) -> None:
        size = self._appearance.text_size
        self._shown.setText(tr("{percent} %").format(percent=size))
        self._shown.setMinimumWidth(self._shown.fontMetrics().horizontalAdvance("200 %") + 12)
        self._smaller.setEnabled(size > SMALLEST_TEXT)
        self._larger.setEnabled(size < LARGEST_TEXT)

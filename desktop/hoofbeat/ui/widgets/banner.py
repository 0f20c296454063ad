"""Notices that stay at the top of the page until what they say is over."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QFrame, QPushButton, QSizePolicy, QWidget
from typing_extensions import override

from hoofbeat.ui.appearance import Appearance
from hoofbeat.ui.theme import SPACE
from hoofbeat.ui.widgets.parts import Clicked, button, label, row

_STRIPE_PIXELS = 14


class Notice(QFrame):
    """A sentence with an icon and, where there is something to do, buttons."""

    def __init__(self, text: str, appearance: Appearance, *, look: str = "notice", icon: str = "info") -> None:
        super().__init__()
        self.setProperty("look", look)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        self.text = label(text)
        sign = label("", wraps=False)
        appearance.icons.put(sign, icon, f"on_{look}")
        sign.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Preferred)
        self._row = row(sign, self.text, spacing="s")
        self._row.setStretch(1, 1)
        self._row.setContentsMargins(SPACE["m"], SPACE["s"], SPACE["m"], SPACE["s"])
        self.setLayout(self._row)

    def add_button(self, text: str, clicked: Clicked) -> QPushButton:
        """Offer something to do about it."""
        made = button(text, clicked)
        self.add_widget(made)
        return made

    def add_widget(self, widget: QWidget) -> None:
        """Put something at the end of the line."""
        self._row.addWidget(widget)


class StripedBanner(QFrame):
    """The banner over everything made up: striped, so that nobody takes it for a real record."""

    def __init__(self, text: str, appearance: Appearance) -> None:
        super().__init__()
        self._appearance = appearance
        self.text = label(text, "label", wraps=False)
        self.text.setObjectName("striped_text")
        self.text.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        inside = row(None, self.text, None)
        inside.setContentsMargins(0, 3, 0, 3)
        self.setLayout(inside)
        appearance.changed.connect(self._color)
        self._color()

    def _color(self) -> None:
        colors = self._appearance.theme.colors
        self.text.setStyleSheet(
            f"background: {colors['notice']}; color: {colors['on_notice']}; padding: 2px 14px; border-radius: 6px;"
        )

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.fillRect(self.rect(), self._appearance.theme.color("notice"))
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(QColor(self._appearance.theme.color("stripe")), _STRIPE_PIXELS))
        height = self.height()
        for x in range(-height, self.width() + height, 2 * _STRIPE_PIXELS + 6):
            painter.drawLine(x, height + _STRIPE_PIXELS, x + height + 2 * _STRIPE_PIXELS, -_STRIPE_PIXELS)
        painter.end()

"""The ring around whatever has the keyboard, the same everywhere and never hidden by the widget itself."""

from __future__ import annotations

from PySide6.QtCore import QRectF
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QApplication, QFocusFrame, QMainWindow, QMenu, QMenuBar, QScrollArea, QWidget
from typing_extensions import override

from hoofbeat.ui.appearance import Appearance

_WIDTH = 2
_RADIUS = 9.0


class FocusRing(QFocusFrame):
    """Follows the focus of one window; Qt keeps it where the widget goes."""

    def __init__(self, window: QMainWindow, appearance: Appearance) -> None:
        super().__init__(window)
        self._window = window
        self._appearance = appearance
        application = QApplication.instance()
        if isinstance(application, QApplication):
            application.focusChanged.connect(self._on_focus_changed)

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(self._appearance.theme.color("focus"), _WIDTH))
        inset = _WIDTH / 2
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(inset, inset, -inset, -inset), _RADIUS, _RADIUS)
        painter.end()

    def _on_focus_changed(self, _old: QWidget | None, new: QWidget | None) -> None:
        is_ours = new is not None and new.window() is self._window
        is_bar = isinstance(new, QMenu | QMenuBar | QScrollArea | QMainWindow)
        self.setWidget(new if is_ours and not is_bar else None)  # type: ignore[arg-type]  # None takes the ring away

"""The ring around whatever has the keyboard, the same everywhere and never hidden by the widget itself."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QObject, QRectF, QTimer
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import (
    QApplication,
    QFocusFrame,
    QMainWindow,
    QMenu,
    QMenuBar,
    QProxyStyle,
    QScrollArea,
    QStyle,
    QStyleHintReturn,
    QStyleOption,
    QWidget,
)
from shiboken6 import isValid
from typing_extensions import override

from hoofbeat.ui.appearance import Appearance

_WIDTH = 2
_GAP = 1
_RADIUS = 10.0
_MOVING = (QEvent.Type.Move, QEvent.Type.Resize, QEvent.Type.Show)


class RingStyle(QProxyStyle):
    """Gives the ring its room, and lets it be painted whole: Qt's own mask would cut its corners."""

    @override
    def styleHint(
        self,
        hint: QStyle.StyleHint,
        option: QStyleOption | None = None,
        widget: QWidget | None = None,
        returnData: QStyleHintReturn | None = None,
    ) -> int:
        if hint is QStyle.StyleHint.SH_FocusFrame_Mask:
            return 0
        if hint is QStyle.StyleHint.SH_FocusFrame_AboveWidget:
            return 1
        return super().styleHint(hint, option, widget, returnData)

    @override
    def pixelMetric(
        self, metric: QStyle.PixelMetric, option: QStyleOption | None = None, widget: QWidget | None = None
    ) -> int:
        if metric in (QStyle.PixelMetric.PM_FocusFrameHMargin, QStyle.PixelMetric.PM_FocusFrameVMargin):
            return _WIDTH + _GAP
        return super().pixelMetric(metric, option, widget)


class FocusRing(QFocusFrame):
    """Follows the focus of one window; Qt keeps it where the widget goes."""

    def __init__(self, window: QMainWindow, appearance: Appearance) -> None:
        super().__init__(window)
        self._window = window
        self._appearance = appearance
        self._watched: Sequence[QWidget] = ()
        self._style = RingStyle("Fusion")
        self.setStyle(self._style)
        application = QApplication.instance()
        if isinstance(application, QApplication):
            application.focusChanged.connect(self._on_focus_changed)
            self._on_focus_changed(None, application.focusWidget())

    @override
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if self._watched and event.type() in _MOVING:
            QTimer.singleShot(0, self, self._show_again)
        return super().eventFilter(watched, event)

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
        self._watch(())
        self.setWidget(new if is_ours and not is_bar else None)  # type: ignore[arg-type]  # None takes the ring away
        if new is not None and self.widget() is new and self.isHidden():
            self._watch(_with_ancestors(new))

    def _watch(self, widgets: Sequence[QWidget]) -> None:
        """Look at what moves these, while the ring is out of sight: Qt never shows one again that it hid at the start."""
        for each in self._watched:
            if isValid(each):
                each.removeEventFilter(self)
        self._watched = widgets
        for each in widgets:
            each.installEventFilter(self)

    def _show_again(self) -> None:
        if not self._watched or not self.isHidden():
            return
        ringed, watched = self.widget(), self._watched
        self._watch(())  # first: Qt follows the widget by the same filter, which it sets anew below
        self.setWidget(None)  # type: ignore[arg-type]  # None takes the ring away
        self.setWidget(ringed)
        if self.isHidden():
            self._watch(watched)


def _with_ancestors(widget: QWidget) -> Sequence[QWidget]:
    found: list[QWidget] = []
    each: QWidget | None = widget
    while each is not None and not each.isWindow():
        found.append(each)
        each = each.parentWidget()
    return found

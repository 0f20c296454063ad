"""The icons, drawn in one colour each and tinted by role when the theme is known."""

from __future__ import annotations

from functools import cache, partial

from PySide6.QtCore import QByteArray, QRectF, QSize, Qt
from PySide6.QtGui import QIcon, QPainter, QPixmap
from PySide6.QtSvg import QSvgRenderer
from PySide6.QtWidgets import QAbstractButton, QApplication, QLabel

from hoofbeat import paths
from hoofbeat.ui.theme import Theme

_NAME, _ROLE, _CHECKED_ROLE, _PIXELS = "icon_name", "icon_role", "icon_checked_role", "icon_pixels"
_SHARPNESS = 2
ICON_PIXELS = 18
_ROOM = 6


def icon_pixmap(name: str, color: str, pixels: int = ICON_PIXELS, *, room: int = 0) -> QPixmap:
    """Draw an icon in a colour, sharp on dense screens too, with room to the right of it before a text."""
    pixmap = QPixmap((pixels + room) * _SHARPNESS, pixels * _SHARPNESS)
    pixmap.fill(Qt.GlobalColor.transparent)
    painter = QPainter(pixmap)
    QSvgRenderer(QByteArray(_drawing(name).replace("currentColor", color).encode())).render(
        painter, QRectF(0, 0, pixels * _SHARPNESS, pixels * _SHARPNESS)
    )
    painter.end()
    pixmap.setDevicePixelRatio(_SHARPNESS)
    return pixmap


@cache
def _drawing(name: str) -> str:
    return paths.resource("icons", f"{name}.svg").read_text(encoding="utf-8")


class Icons:
    """Gives widgets their icons and tints them anew when the theme changes."""

    def __init__(self, theme: Theme, scale: float = 1.0) -> None:
        self._theme = theme
        self._scale = scale

    def put(
        self,
        widget: QAbstractButton | QLabel,
        name: str,
        role: str = "icon",
        checked_role: str = "",
        pixels: int = ICON_PIXELS,
    ) -> None:
        """Show an icon on a button or in a label, in the colour of a role (another one while checked)."""
        widget.setProperty(_PIXELS, pixels)
        widget.setProperty(_NAME, name)
        widget.setProperty(_ROLE, role)
        widget.setProperty(_CHECKED_ROLE, checked_role or role)
        self._tint(widget)

    def draw_again(self, widget: QAbstractButton | QLabel) -> None:
        """Draw the icon of a widget whose text came or went: it needs room beside a text only."""
        self._tint(widget)

    def icon(self, name: str, role: str = "icon") -> QIcon:
        """Return an icon in the colour of a role as it is now, for menus."""
        return QIcon(icon_pixmap(name, self._theme.colors[role]))

    def follow(self, theme: Theme, scale: float) -> None:
        """Draw every icon anew, in the colours of this theme and at this scale."""
        self._theme = theme
        self._scale = scale
        for widget in QApplication.allWidgets():
            if isinstance(widget, QAbstractButton | QLabel) and widget.property(_NAME):
                self._tint(widget)

    def _tint(self, widget: QAbstractButton | QLabel) -> None:
        pixels = round(widget.property(_PIXELS) * self._scale)
        if isinstance(widget, QLabel):
            widget.setPixmap(icon_pixmap(widget.property(_NAME), self._theme.colors[widget.property(_ROLE)], pixels))
            return
        room = _ROOM if widget.text() else 0
        draw = partial(icon_pixmap, widget.property(_NAME), pixels=pixels, room=room)
        icon = QIcon(draw(self._theme.colors[widget.property(_ROLE)]))
        icon.addPixmap(draw(self._theme.colors[widget.property(_CHECKED_ROLE)]), QIcon.Mode.Normal, QIcon.State.On)
        icon.addPixmap(draw(self._theme.colors["faint_text"]), QIcon.Mode.Disabled)
        widget.setIcon(icon)
        widget.setIconSize(QSize(pixels + room, pixels))

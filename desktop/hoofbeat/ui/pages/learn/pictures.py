"""The illustrations of the reference, drawn at the width of the text, in the colours of the theme."""

from __future__ import annotations

import json
from functools import cache
from types import MappingProxyType

from PySide6.QtCore import QByteArray, QRectF, QSize
from PySide6.QtGui import QImage, QPainter
from PySide6.QtSvg import QSvgRenderer

from hoofbeat import paths
from hoofbeat.ui.appearance import FAMILY


def picture_size(name: str, width: int) -> QSize:
    """Return how large a picture is when it is so wide."""
    drawn = _drawn_size(name)
    return QSize(width, round(drawn.height() * width / drawn.width()))


def draw_picture(name: str, width: int, *, is_dark: bool, ratio: float) -> QImage:
    """Draw a picture of this width for a screen with so many dots to a pixel. Any thread may."""
    size = picture_size(name, width)
    image = QImage(size * ratio, QImage.Format.Format_ARGB32_Premultiplied)
    image.fill(0)
    painter = QPainter(image)
    QSvgRenderer(QByteArray(_drawing(name, is_dark=is_dark).encode())).render(painter, QRectF(image.rect()))
    painter.end()
    image.setDevicePixelRatio(ratio)
    return image


@cache
def _drawing(name: str, *, is_dark: bool) -> str:
    """Return the drawing with our letters, every colour exchanged for the theme's."""
    text = paths.resource("illustrations", f"{name}.svg").read_text(encoding="utf-8")
    for colors in _palette().values():
        text = text.replace(colors["light"], colors["dark" if is_dark else "light"])
    return text.replace('font-family="sans-serif"', f'font-family="{FAMILY}"')


@cache
def _drawn_size(name: str) -> QSize:
    return QSvgRenderer(QByteArray(_drawing(name, is_dark=False).encode())).defaultSize()


@cache
def _palette() -> MappingProxyType[str, dict[str, str]]:
    return MappingProxyType(json.loads(paths.resource("illustrations", "palette.json").read_bytes()))

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
from hoofbeat.ui.theme import Theme


def picture_size(name: str, width: int) -> QSize:
    """Return how large a picture is when it is so wide."""
    drawn = _drawn_size(name)
    return QSize(width, round(drawn.height() * width / drawn.width()))


def draw_picture(name: str, width: int, *, theme: Theme, ratio: float) -> QImage:
    """Draw a picture of this width for a screen with so many dots to a pixel. Any thread may."""
    size = picture_size(name, width)
    image = QImage(size * ratio, QImage.Format.Format_ARGB32_Premultiplied)
    image.fill(0)
    painter = QPainter(image)
    QSvgRenderer(QByteArray(_drawing(name, theme).encode())).render(painter, QRectF(image.rect()))
    painter.end()
    image.setDevicePixelRatio(ratio)
    return image


def _drawing(name: str, theme: Theme) -> str:
    """Return the drawing with our letters, every color exchanged for the theme's; its paper is that of the text."""
    text = _source(name)
    for role, colors in _palette().items():
        wanted = theme.colors["surface"] if role == "paper" else colors["dark" if theme.is_dark else "light"]
        text = text.replace(colors["light"], wanted)
    return text.replace('font-family="sans-serif"', f'font-family="{FAMILY}"').replace('"bold"', '"600"')


@cache
def _source(name: str) -> str:
    return paths.resource("illustrations", f"{name}.svg").read_text(encoding="utf-8")


@cache
def _drawn_size(name: str) -> QSize:
    return QSvgRenderer(QByteArray(_source(name).encode())).defaultSize()


@cache
def _palette() -> MappingProxyType[str, dict[str, str]]:
    return MappingProxyType(json.loads(paths.resource("illustrations", "palette.json").read_bytes()))

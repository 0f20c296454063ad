"""A chart as a picture that may leave the program: on white whatever the theme, with its title, and nothing marked as sensitive."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QPointF, QRect, QSize
from PySide6.QtGui import QImage, QPainter, Qt
from PySide6.QtSvg import QSvgGenerator

from hoofbeat.domain.trend import Chart
from hoofbeat.domain.trend.layout import preferred_height
from hoofbeat.domain.trend.sharing import without_sensitive
from hoofbeat.ui.appearance import Appearance
from hoofbeat.ui.theme import read_theme
from hoofbeat.ui.widgets.chart.drawn import Drawn
from hoofbeat.ui.widgets.chart.painter import ChartPainter, chart_measure
from hoofbeat.wording.charts import picture_words

_SHARPNESS = 2.0
_NARROWEST, _WIDEST = 640, 1100
_MARGIN = 24


class ChartPicture:
    """One chart to be saved or copied. `left_out` is how many results it does not show because they are marked as sensitive."""

    def __init__(self, drawn: Drawn, title: str, appearance: Appearance, width: int) -> None:
        strip = [row for row in drawn.strip if not row.is_sensitive]
        shared = replace(drawn, lines=without_sensitive(drawn.lines), strip=strip)
        self.left_out = _count(drawn) - _count(shared)
        self._title = title
        self._measure = chart_measure(appearance)
        height = preferred_height(shared.lines, shared.strip, self._measure)
        wide = max(_NARROWEST, min(width, _WIDEST))
        self.chart: Chart = shared.laid_out(wide, height, self._measure)
        above, below = 2.2 * self._measure.line_height, 2.0 * self._measure.line_height
        self._top = _MARGIN + above
        self._size = QSize(wide + 2 * _MARGIN, round(self._top + height + below + _MARGIN))

    def image(self) -> QImage:
        """Return the picture in dots, twice as fine as the screen."""
        image = QImage(self._size * _SHARPNESS, QImage.Format.Format_RGB32)
        image.setDevicePixelRatio(_SHARPNESS)
        image.fill(read_theme("light").color("surface"))
        painter = QPainter(image)
        self._paint(painter)
        painter.end()
        return image

    def png(self) -> bytes:
        """Return the picture as a PNG file."""
        kept = QByteArray()
        buffer = QBuffer(kept)
        buffer.open(QIODevice.OpenModeFlag.WriteOnly)
        self.image().save(buffer, "PNG")  # type: ignore[call-overload]  # Qt takes the format as text
        return bytes(kept.data())

    def svg(self) -> bytes:
        """Return the picture as an SVG file, which stays sharp at any size."""
        kept = QByteArray()
        buffer = QBuffer(kept)
        generator = QSvgGenerator()
        generator.setOutputDevice(buffer)
        generator.setSize(self._size)
        generator.setViewBox(QRect(0, 0, self._size.width(), self._size.height()))
        generator.setTitle("")
        generator.setDescription("")
        painter = QPainter(generator)
        painter.fillRect(QRect(0, 0, self._size.width(), self._size.height()), read_theme("light").color("surface"))
        self._paint(painter)
        painter.end()
        return bytes(kept.data())

    def _paint(self, painter: QPainter) -> None:
        theme, em = read_theme("light"), self._measure.line_height
        painter.setFont(self._measure.strong)
        painter.setPen(theme.color("text"))
        painter.drawText(QPointF(_MARGIN, _MARGIN + self._measure.ascent), self._title)
        painter.save()
        painter.translate(_MARGIN, self._top)
        ChartPainter(painter, self.chart, self._measure, theme).paint()
        painter.restore()
        painter.setFont(self._measure.plain)
        painter.setPen(theme.color("quiet_text"))
        foot = QRect(
            _MARGIN, round(self._size.height() - _MARGIN - em), self._size.width() - 2 * _MARGIN, round(em) + 1
        )
        painter.drawText(foot, Qt.AlignmentFlag.AlignLeft, picture_words())


def _count(drawn: Drawn) -> int:
    return sum(len(line.series.points) for line in drawn.lines)

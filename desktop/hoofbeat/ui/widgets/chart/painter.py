"""Paints a chart that was laid out (domain/trend.py) in the colours of a theme. Nothing is decided here but strokes."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache
from itertools import pairwise

from PySide6.QtCore import QLineF, QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QPainter, QPainterPath, QPen, QPolygonF

from hoofbeat.domain.lettering import Box, Label
from hoofbeat.domain.trend import Bar, Chart, Lane, Mark, Panel, PlacedLine, Point, strokes_of
from hoofbeat.domain.trend.looks import Dash, Look, Shape, corners_of
from hoofbeat.ui.appearance import FALLBACK_FAMILY, FAMILY, Appearance
from hoofbeat.ui.theme import TYPE, Theme

LINE_COLORS = ("chart_1", "chart_2", "chart_3", "chart_4", "text")
"""The roles of the colours of lines, in the order of `Look.color`."""

_LINE_WIDTH = 0.11
_DENSE_LINE_WIDTH = 0.07
_DENSE = 0.2
_HALO = 0.06
_SIGN = 0.5


_RANGE_STRENGTH = 0.3


def range_color(theme: Theme) -> QColor:
    """Return the grey of printed ranges: the colour of lines, faint enough that values stand out on it."""
    line, surface = theme.color("line"), theme.color("surface")
    mixed = (
        round(one * _RANGE_STRENGTH + other * (1 - _RANGE_STRENGTH))
        for one, other in zip(line.getRgb()[:3], surface.getRgb()[:3], strict=True)  # type: ignore[index]  # a tuple of four
    )
    return QColor(*mixed)


class FontMeasure:
    """Measures text in the two cuts that a chart is written in. Lengths are in pixels."""

    def __init__(self, font: QFont) -> None:
        self.plain = QFont(font)
        self.strong = QFont(font)
        self.strong.setWeight(QFont.Weight.DemiBold)
        self._plain, self._strong = QFontMetricsF(self.plain), QFontMetricsF(self.strong)
        self._widths: dict[tuple[str, bool], float] = {}

    @property
    def line_height(self) -> float:
        """The height of a line."""
        return self._plain.height()

    @property
    def ascent(self) -> float:
        """How far the first line's baseline is below its top."""
        return self._plain.ascent()

    def width(self, text: str, *, is_strong: bool = False) -> float:
        """Return how wide a text is."""
        key = (text, is_strong)
        if key not in self._widths:
            self._widths[key] = (self._strong if is_strong else self._plain).horizontalAdvance(text)
        return self._widths[key]


def chart_measure(appearance: Appearance) -> FontMeasure:
    """Return the measure of small text at the size in use."""
    font = QFont([FAMILY, FALLBACK_FAMILY])
    font.setPointSizeF(appearance.body_points * TYPE["small"])
    return FontMeasure(font)


class Lettering:
    """Writes labels where a layout put them."""

    def __init__(self, painter: QPainter, measure: FontMeasure, theme: Theme) -> None:
        self._painter = painter
        self._measure = measure
        self._theme = theme

    def write(self, labels: Iterable[Label | None], role: str) -> None:
        """Write labels in the colour of a role."""
        self._painter.setPen(self._theme.color(role))
        for each in labels:
            if each is not None:
                self._painter.setFont(self._measure.strong if each.is_strong else self._measure.plain)
                self._painter.drawText(QPointF(each.box.left, each.box.top + self._measure.ascent), each.text)


class ChartPainter:
    """Paints one chart with one painter."""

    def __init__(self, painter: QPainter, chart: Chart, measure: FontMeasure, theme: Theme) -> None:
        self._painter = painter
        self._chart = chart
        self._em = measure.line_height
        self._theme = theme
        self._letters = Lettering(painter, measure, theme)
        self._is_dense = chart.marker_radius < _DENSE * self._em
        self._stroke = max(1.0, (_DENSE_LINE_WIDTH if self._is_dense else _LINE_WIDTH) * self._em)

    def paint(self, focused: Point | None = None) -> None:
        """Paint it all, the later over the earlier."""
        if self._chart.is_empty:
            return
        self._painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        self._paint_grid()
        for lane in self._chart.lanes:
            self._paint_lane(lane)
        for panel in self._chart.panels:
            self._paint_ranges(panel)
        for panel in self._chart.panels:
            self._paint_leaders(panel)
            for line in panel.lines:
                self._paint_joins(line)
            for line in panel.lines:
                self._paint_points(line)
            self._paint_names(panel)
        if focused is not None:
            self._paint_focus(focused)

    def _hairline(self, role: str, width: float = 1.0) -> QPen:
        return QPen(self._theme.color(role), width)

    def _paint_grid(self) -> None:
        chart, painter = self._chart, self._painter
        painter.setRenderHint(QPainter.RenderHint.Antialiasing, on=False)
        painter.setPen(self._hairline("hairline"))
        painter.drawLines(
            [
                QLineF(panel.area.left, tick.at, panel.area.right, tick.at)
                for panel in chart.panels
                for tick in panel.ticks
            ]
        )
        top = min((panel.area.top for panel in chart.panels), default=chart.plot.bottom)
        painter.drawLines([QLineF(tick.at, top, tick.at, chart.plot.bottom) for tick in chart.ticks])
        painter.setPen(self._hairline("line"))
        painter.drawLines([_bottom(panel.area) for panel in chart.panels[:-1]] + [_bottom(chart.plot)])
        painter.drawLines(
            [QLineF(tick.at, chart.plot.bottom, tick.at, chart.plot.bottom + self._em * 0.25) for tick in chart.ticks]
        )
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        ticks = [tick for panel in chart.panels for tick in panel.ticks] + list(chart.ticks)
        self._letters.write((tick.label for tick in ticks), "quiet_text")
        self._letters.write((tick.below for tick in ticks), "quiet_text")
        self._letters.write((panel.unit for panel in chart.panels), "quiet_text")

    def _paint_lane(self, lane: Lane) -> None:
        for bar in lane.bars:
            self._paint_bar(bar, lane.track)
        self._letters.write((bar.label for bar in lane.bars), "text")
        self._letters.write((lane.name,), "quiet_text")
        self._paint_days(lane)

    def _paint_bar(self, bar: Bar, track: Box) -> None:
        """Paint a span: closed where it starts or ends, open where it runs on, dotted where that is not known to the day."""
        painter = self._painter
        sure = QRectF(bar.sure_left, track.top, bar.sure_right - bar.sure_left, track.height)
        painter.fillRect(sure, self._theme.color("accent_soft"))
        painter.setPen(
            QPen(self._theme.color("line"), 1.0, Qt.PenStyle.SolidLine if bar.is_sure else Qt.PenStyle.DotLine)
        )
        painter.drawLines([QLineF(*edge) for edge in bar.edges(track)])

    def _paint_days(self, lane: Lane) -> None:
        """Mark each dose given by a small wedge that points at the lower edge of the track."""
        self._painter.setPen(Qt.PenStyle.NoPen)
        self._painter.setBrush(self._theme.color("icon"))
        half, low = self._em * 0.16, lane.track.bottom + self._em * 0.36
        for x in lane.days:
            self._painter.drawPolygon(
                QPolygonF(
                    [QPointF(x, lane.track.bottom + self._em * 0.08), QPointF(x + half, low), QPointF(x - half, low)]
                )
            )

    def _paint_ranges(self, panel: Panel) -> None:
        """Paint each point's own range: a pale bar behind it, with a cap at each end that the laboratory printed."""
        half = max(0.5, self._chart.marker_radius * 0.8)
        ranges = [(point.x, point.range) for line in panel.lines for point in line.points if point.range]
        fill = range_color(self._theme)
        self._painter.setRenderHint(QPainter.RenderHint.Antialiasing, on=False)
        self._painter.setPen(Qt.PenStyle.NoPen)
        self._painter.setBrush(fill)
        self._painter.drawRects([QRectF(x - half, each.top, 2 * half, each.bottom - each.top) for x, each in ranges])
        caps = [QLineF(x - half, each.top, x + half, each.top) for x, each in ranges if each.has_top_end]
        caps += [QLineF(x - half, each.bottom, x + half, each.bottom) for x, each in ranges if each.has_bottom_end]
        self._painter.setPen(self._hairline("line"))
        self._painter.drawLines(caps)
        self._painter.setRenderHint(QPainter.RenderHint.Antialiasing)

    def _color(self, look: Look) -> QColor:
        return self._theme.color(LINE_COLORS[look.color])

    def _paint_joins(self, line: PlacedLine) -> None:
        """Paint the joins as single lines: a wide polyline of many points takes a hundred times as long."""
        pen = QPen(self._color(line.look), self._stroke)
        pen.setCapStyle(Qt.PenCapStyle.FlatCap)
        if line.look.dash is not Dash.SOLID:
            pen.setDashPattern(list(line.look.dash.value))
        self._painter.setPen(pen)
        points = line.points
        self._painter.drawLines(
            [QLineF(points[one].x, points[one].y, points[two].x, points[two].y) for one, two in line.joins]
        )

    def _paint_points(self, line: PlacedLine) -> None:
        color, radius = self._color(line.look), self._chart.marker_radius
        outline = QPen(color, self._stroke)
        self._painter.setPen(outline)
        length = self._em * _SIGN
        self._painter.drawLines([QLineF(*each) for point in line.points for each in strokes_of(point, radius, length)])
        shape, surface = marker_path(line.look.shape, radius), self._theme.color("surface")
        halo = QPen(Qt.PenStyle.NoPen) if self._is_dense else QPen(surface, max(1.0, self._em * _HALO))
        self._paint_markers(shape, (point for point in line.points if point.mark is Mark.VALUE), halo, color)
        self._paint_markers(shape, (point for point in line.points if point.mark is not Mark.VALUE), outline, surface)

    def _paint_markers(self, shape: QPainterPath, points: Iterable[Point], pen: QPen, fill: QColor) -> None:
        self._painter.setPen(pen)
        self._painter.setBrush(fill)
        for point in points:
            self._painter.drawPath(shape.translated(point.x, point.y))

    def _paint_leaders(self, panel: Panel) -> None:
        self._painter.setPen(QPen(self._theme.color("line"), 1.0, Qt.PenStyle.DotLine))
        ways = [line.end.leader for line in panel.lines if line.end]
        self._painter.drawLines([QLineF(*one, *two) for way in ways for one, two in pairwise(way)])

    def _paint_names(self, panel: Panel) -> None:
        radius = self._em * 0.26
        for line in panel.lines:
            if line.end and line.end.marker:
                self._painter.setPen(Qt.PenStyle.NoPen)
                self._painter.setBrush(self._color(line.look))
                self._painter.drawPath(marker_path(line.look.shape, radius).translated(*line.end.marker))
        self._letters.write((text for line in panel.lines if line.end for text in line.end.texts), "text")
        self._letters.write((*panel.words, panel.more), "quiet_text")

    def _paint_focus(self, point: Point) -> None:
        self._painter.setBrush(Qt.BrushStyle.NoBrush)
        self._painter.setPen(QPen(self._theme.color("focus"), max(2.0, self._em * 0.12)))
        around = max(self._chart.marker_radius * 2, self._em * 0.5)
        self._painter.drawEllipse(QPointF(point.x, point.y), around, around)


def _bottom(area: Box) -> QLineF:
    return QLineF(area.left, area.bottom, area.right, area.bottom)


@cache
def marker_path(shape: Shape, radius: float) -> QPainterPath:
    """Return a marker around the origin."""
    path = QPainterPath()
    corners = corners_of(shape, radius)
    if corners:
        path.addPolygon(QPolygonF([QPointF(*corner) for corner in corners]))
        path.closeSubpath()
    else:
        path.addEllipse(QPointF(0, 0), radius, radius)
    return path

"""Draws a chart that was laid out (domain/trend.py) as vectors for a sheet. Lengths are in points.

Lines differ in shape and dash as well as in colour, so that a sheet printed in black and white tells them apart.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise

from reportlab.graphics.shapes import Circle, Drawing, Group, Path, Polygon, Rect, String
from reportlab.lib.colors import Color, HexColor, black, white

from hoofbeat.domain.labs import UNITS_AS_WRITTEN, KnowsUnits
from hoofbeat.domain.lettering import Label
from hoofbeat.domain.trend import (
    Across,
    Bar,
    Chart,
    Lane,
    Mark,
    Panel,
    PlacedLine,
    Point,
    StripRow,
    Stroke,
    strokes_of,
)
from hoofbeat.domain.trend import Line as ChartLine
from hoofbeat.domain.trend.layout import lay_out, preferred_height
from hoofbeat.domain.trend.looks import Shape, corners_of
from hoofbeat.domain.values import Period
from hoofbeat.reports.text import Piece, Span, line_width, set_lines
from hoofbeat.reports.theme import INK, QUIET, RULE, Face, Fonts, Style
from hoofbeat.wording.charts import TickWords

LINE_COLORS = (HexColor("#0072B2"), HexColor("#D55E00"), HexColor("#009E73"), HexColor("#CC79A7"), black)
"""Blue, vermillion, green and purple of Okabe and Ito, which keep 3 to 1 on white, and black; in the order of `Look.color`."""

_LEADING = 1.26
_BASELINE = 0.98
_GRID = Color(0.88, 0.88, 0.88)
_RANGE = Color(0.85, 0.85, 0.85)
_BAR = Color(0.93, 0.93, 0.93)
_RULE = Color(RULE * 0.75, RULE * 0.75, RULE * 0.75)

# In heights of a line of text.
_SIGN = 0.5
_LINE_WIDTH = 0.1
_DENSE_LINE_WIDTH = 0.05
_DENSE = 0.2


class SheetMeasure:
    """Measures text in the fonts of sheets; what the family lacks is set in the second font, as everywhere on a sheet."""

    def __init__(self, fonts: Fonts, size: float) -> None:
        self._fonts = fonts
        self.size = size
        self._set: dict[tuple[str, bool, float], tuple[Piece, ...]] = {}

    @property
    def line_height(self) -> float:
        """The height of a line."""
        return self.size * _LEADING

    def width(self, text: str, *, is_strong: bool = False) -> float:
        """Return how wide a text is."""
        return line_width(self.pieces(text, is_strong=is_strong))

    def pieces(self, text: str, *, is_strong: bool, grey: float = INK) -> tuple[Piece, ...]:
        """Return a text as it is set on one line."""
        key = (text, is_strong, grey)
        if key not in self._set:
            style = Style(Face.STRONG if is_strong else Face.REGULAR, self.size, grey)
            self._set[key] = tuple(
                piece for line in set_lines([Span(text, style)], math.inf, self._fonts) for piece in line
            )
        return self._set[key]


def chart_drawing(
    lines: Sequence[ChartLine],
    *,
    width: float,
    fonts: Fonts,
    size: float = 10.0,
    height: float | None = None,
    strip: Sequence[StripRow] = (),
    period: Period | None = None,
    across: Across = Across.DATES,
    units: KnowsUnits = UNITS_AS_WRITTEN,
) -> Drawing:
    """Draw lines of results at a width; the height follows from what there is to draw unless it is given."""
    measure = SheetMeasure(fonts, size)
    chart = lay_out(
        lines,
        width=width,
        height=preferred_height(lines, strip, measure) if height is None else height,
        measure=measure,
        words=TickWords(),
        strip=strip,
        period=period,
        across=across,
        units=units,
    )
    return _Artist(chart, measure).draw()


@dataclass(frozen=True, slots=True)
class _Ink:
    """How a closed shape is drawn."""

    fill: Color
    edge: Color | None = None
    width: float = 0.0


class _Artist:
    """Draws one chart. The layout counts y from the top, a drawing from the bottom."""

    def __init__(self, chart: Chart, measure: SheetMeasure) -> None:
        self._chart = chart
        self._measure = measure
        self._em = measure.line_height
        is_dense = chart.marker_radius < _DENSE * self._em
        self._stroke = (_DENSE_LINE_WIDTH if is_dense else _LINE_WIDTH) * self._em
        self._halo = 0.0 if is_dense else 0.06 * self._em
        self._shapes = Group()

    def draw(self) -> Drawing:
        """Draw it all, the later over the earlier."""
        if not self._chart.is_empty:
            self._draw_grid()
            for lane in self._chart.lanes:
                self._draw_lane(lane)
            for panel in self._chart.panels:
                self._draw_ranges(panel)
            for panel in self._chart.panels:
                self._draw_panel(panel)
        drawing = Drawing(self._chart.area.width, self._chart.area.height)
        drawing.add(self._shapes)
        return drawing

    def _y(self, y: float) -> float:
        return self._chart.area.height - y

    def _lines(self, strokes: Iterable[Stroke], color: Color, width: float, dash: Sequence[float] = ()) -> None:
        """Draw straight lines of one look as one path."""
        path = Path(fillColor=None, strokeColor=color, strokeWidth=width, strokeDashArray=list(dash) or None)
        for x1, y1, x2, y2 in strokes:
            path.moveTo(x1, self._y(y1))
            path.lineTo(x2, self._y(y2))
        if path.operators:
            self._shapes.add(path)

    def _box(self, left: float, top: float, right: float, bottom: float, color: Color) -> None:
        self._shapes.add(
            Rect(left, self._y(bottom), right - left, bottom - top, fillColor=color, strokeColor=None, strokeWidth=0)
        )

    def _write(self, labels: Iterable[Label | None], grey: float = QUIET) -> None:
        for each in labels:
            if each is None:
                continue
            x, baseline = each.box.left, self._y(each.box.top + _BASELINE * self._measure.size)
            for piece in self._measure.pieces(each.text, is_strong=each.is_strong, grey=grey):
                fill = Color(grey, grey, grey)
                self._shapes.add(
                    String(
                        x, baseline, piece.text, fontName=piece.face.value, fontSize=piece.style.size, fillColor=fill
                    )
                )
                x += piece.width

    def _draw_grid(self) -> None:
        chart = self._chart
        levels = ((panel.area, tick.at) for panel in chart.panels for tick in panel.ticks)
        self._lines(((area.left, y, area.right, y) for area, y in levels), _GRID, 0.5)
        top, bottom = min(panel.area.top for panel in chart.panels), chart.plot.bottom
        self._lines(((tick.at, top, tick.at, bottom) for tick in chart.ticks), _GRID, 0.5)
        self._lines(((tick.at, bottom, tick.at, bottom + self._em * 0.25) for tick in chart.ticks), _RULE, 0.6)
        areas = (*(panel.area for panel in chart.panels[:-1]), chart.plot)
        self._lines(((area.left, area.bottom, area.right, area.bottom) for area in areas), _RULE, 0.6)
        ticks = [*(tick for panel in chart.panels for tick in panel.ticks), *chart.ticks]
        self._write(text for tick in ticks for text in (tick.label, tick.below))
        self._write((panel.unit for panel in chart.panels), INK)

    def _draw_lane(self, lane: Lane) -> None:
        for bar in lane.bars:
            self._draw_bar(bar, lane)
        self._write((lane.name,))
        self._write((bar.label for bar in lane.bars), INK)
        half, low = self._em * 0.16, lane.track.bottom + self._em * 0.36
        for x in lane.days:
            corners = ((x, lane.track.bottom + self._em * 0.08), (x + half, low), (x - half, low))
            self._polygon(corners, _Ink(Color(QUIET, QUIET, QUIET)))

    def _draw_bar(self, bar: Bar, lane: Lane) -> None:
        self._box(bar.sure_left, lane.track.top, bar.sure_right, lane.track.bottom, _BAR)
        self._lines(bar.edges(lane.track), _RULE, 0.6, () if bar.is_sure else (1.0, 1.5))

    def _draw_ranges(self, panel: Panel) -> None:
        """Draw each point's own range: a pale bar behind it, with a cap at each end that the laboratory printed."""
        half = max(0.4, self._chart.marker_radius * 0.8)
        points = [(point.x, point.range) for line in panel.lines for point in line.points if point.range]
        for x, printed in points:
            self._box(x - half, printed.top, x + half, printed.bottom, _RANGE)
        caps = [(x, printed.top) for x, printed in points if printed.has_top_end]
        caps += [(x, printed.bottom) for x, printed in points if printed.has_bottom_end]
        self._lines(((x - half, y, x + half, y) for x, y in caps), _RULE, 0.6)

    def _draw_panel(self, panel: Panel) -> None:
        ways = (pairwise(line.end.leader) for line in panel.lines if line.end)
        self._lines(((*one, *two) for way in ways for one, two in way), _RULE, 0.5, (0.8, 1.6))
        for line in panel.lines:
            self._draw_joins(line)
        for line in panel.lines:
            self._draw_points(line)
            if line.end and line.end.marker:
                self._marker(line.look.shape, line.end.marker, 0.26 * self._em, _Ink(LINE_COLORS[line.look.color]))
        self._write((text for line in panel.lines if line.end for text in line.end.texts), INK)
        self._write((*panel.words, panel.more))

    def _draw_joins(self, line: PlacedLine) -> None:
        dash = [length * self._stroke for length in line.look.dash.value]
        joins = ((line.points[one], line.points[two]) for one, two in line.joins)
        strokes = ((one.x, one.y, two.x, two.y) for one, two in joins)
        self._lines(strokes, LINE_COLORS[line.look.color], self._stroke, dash)

    def _draw_points(self, line: PlacedLine) -> None:
        color, radius = LINE_COLORS[line.look.color], self._chart.marker_radius
        length = self._em * _SIGN
        strokes = (stroke for point in line.points for stroke in strokes_of(point, radius, length))
        self._lines(strokes, color, self._stroke)
        for point in line.points:
            self._draw_point(line, point, color, radius)

    def _draw_point(self, line: PlacedLine, point: Point, color: Color, radius: float) -> None:
        filled = _Ink(color, white if self._halo else None, self._halo)
        is_open = point.mark is not Mark.VALUE
        self._marker(
            line.look.shape, (point.x, point.y), radius, _Ink(white, color, self._stroke) if is_open else filled
        )

    def _marker(self, shape: Shape, at: tuple[float, float], radius: float, ink: _Ink) -> None:
        x, y = at
        corners = corners_of(shape, radius)
        if corners:
            self._polygon([(x + dx, y + dy) for dx, dy in corners], ink)
        else:
            self._shapes.add(
                Circle(x, self._y(y), radius, fillColor=ink.fill, strokeColor=ink.edge, strokeWidth=ink.width)
            )

    def _polygon(self, corners: Iterable[tuple[float, float]], ink: _Ink) -> None:
        flat = [number for x, y in corners for number in (x, self._y(y))]
        self._shapes.add(Polygon(flat, fillColor=ink.fill, strokeColor=ink.edge, strokeWidth=ink.width))

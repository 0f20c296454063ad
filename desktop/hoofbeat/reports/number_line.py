"""Draws a number line that was laid out (domain/number_line.py) as vectors for a sheet. Lengths are in points."""

from __future__ import annotations

from reportlab.graphics.shapes import Circle, Drawing, Line, Rect, String
from reportlab.lib.colors import Color

from hoofbeat.domain.labs import UNITS_AS_WRITTEN, KnowsUnits
from hoofbeat.domain.lettering import Label
from hoofbeat.domain.number_line import NumberLine, lay_out_number_line
from hoofbeat.domain.records import Result
from hoofbeat.domain.trend import Mark, Stroke
from hoofbeat.reports.chart import SheetMeasure
from hoofbeat.reports.theme import INK, QUIET, Fonts

_TRACK = Color(0.93, 0.93, 0.93)
_BAND = Color(0.74, 0.74, 0.74)
_EDGE = Color(0.45, 0.45, 0.45)
_INK, _QUIET = Color(INK, INK, INK), Color(QUIET, QUIET, QUIET)
_BASELINE = 0.98
_SIGN = 0.55
"""How far the sign of "less than" or "more than" reaches, in heights of a line."""


def number_line_drawing(
    result: Result,
    *,
    width: float,
    fonts: Fonts,
    size: float = 10.0,
    caption: str = "",
    units: KnowsUnits = UNITS_AS_WRITTEN,
) -> Drawing | None:
    """Draw a result on its line; None where it has no number or no printed range."""
    measure = SheetMeasure(fonts, size)
    placed = lay_out_number_line(result, width=width, measure=measure, caption=caption, units=units)
    return None if placed is None else _Artist(placed, measure).draw()


class _Artist:
    """Draws one line. The layout counts y from the top, a drawing from the bottom."""

    def __init__(self, placed: NumberLine, measure: SheetMeasure) -> None:
        self._placed = placed
        self._measure = measure
        self._drawing = Drawing(placed.area.width, placed.area.height)

    def draw(self) -> Drawing:
        """Draw it all, the later over the earlier."""
        placed = self._placed
        for box, color in ((placed.track, _TRACK), (placed.band.box, _BAND)):
            shape = Rect(box.left, self._y(box.bottom), box.width, box.height, fillColor=color, strokeColor=None)
            self._drawing.add(shape)
        self._draw_ends()
        self._draw_value()
        self._write(placed.value, _INK)
        for each in placed.numbers:
            self._write(each, _INK)
        if placed.caption is not None:
            self._write(placed.caption, _QUIET)
        return self._drawing

    def _y(self, y: float) -> float:
        return self._placed.area.height - y

    def _draw_ends(self) -> None:
        """Close the range at the ends that the laboratory printed."""
        band = self._placed.band
        ends = [band.box.left] * band.has_low_end + [band.box.right] * band.has_high_end
        for x in ends:
            self._stroke((x, band.box.top, x, band.box.bottom), 0.8, _EDGE)

    def _draw_value(self) -> None:
        """Draw the value as a dot; one of which only a limit is known as an open dot with a stroke to where it may lie."""
        placed, radius = self._placed, self._placed.track.height * 0.42
        is_open = placed.mark is not Mark.VALUE
        if is_open:
            reach = self._measure.line_height * _SIGN * (-1 if placed.mark is Mark.AT_MOST else 1)
            self._stroke((placed.x, placed.track.middle, placed.x + reach, placed.track.middle), 1.4, _INK)
        fill = Color(1, 1, 1) if is_open else _INK
        dot = Circle(placed.x, self._y(placed.track.middle), radius, fillColor=fill, strokeColor=_INK, strokeWidth=1.2)
        self._drawing.add(dot)

    def _stroke(self, stroke: Stroke, width: float, color: Color) -> None:
        x1, y1, x2, y2 = stroke
        self._drawing.add(Line(x1, self._y(y1), x2, self._y(y2), strokeColor=color, strokeWidth=width))

    def _write(self, label: Label, color: Color) -> None:
        x, baseline = label.box.left, self._y(label.box.top + _BASELINE * self._measure.size)
        for piece in self._measure.pieces(label.text, is_strong=label.is_strong):
            shape = String(
                x, baseline, piece.text, fontName=piece.face.value, fontSize=piece.style.size, fillColor=color
            )
            self._drawing.add(shape)
            x += piece.width

"""Charts of results: what is to be drawn, how it is laid out as plain data, and how one goes through it."""

from hoofbeat.domain.trend.chart import (
    Bar,
    Chart,
    EndLabel,
    Lane,
    Panel,
    PlacedLine,
    Point,
    RangeBar,
    Stroke,
    Tick,
    moment_number,
    strokes_of,
)
from hoofbeat.domain.trend.courses import Span, StripRow, strip_row
from hoofbeat.domain.trend.lines import Across, Line, curves_of, lines_of
from hoofbeat.domain.trend.marks import Mark, is_drawable, mark_of, printed_limits

__all__ = [
    "Across",
    "Bar",
    "Chart",
    "EndLabel",
    "Lane",
    "Line",
    "Mark",
    "Panel",
    "PlacedLine",
    "Point",
    "RangeBar",
    "Span",
    "StripRow",
    "Stroke",
    "Tick",
    "curves_of",
    "is_drawable",
    "lines_of",
    "mark_of",
    "moment_number",
    "printed_limits",
    "strip_row",
    "strokes_of",
]

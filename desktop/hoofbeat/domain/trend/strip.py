"""The strip below a chart: which medicines ran when, for the eye alone; no conclusion is drawn from it."""

from __future__ import annotations

from collections.abc import Sequence

from hoofbeat.domain.lettering import Box, Label, MeasuresText, clamped, fitted, label
from hoofbeat.domain.trend.chart import Bar, Chart, Lane, moment_number
from hoofbeat.domain.trend.courses import Span, StripRow
from hoofbeat.domain.values import PartialDate

# Lengths in heights of a line of text.
_ABOVE = 0.6
_NAME = 1.05
_TRACK = 1.1
_BELOW = 0.55
_PAD = 0.35


def strip_height(strip: Sequence[StripRow], measure: MeasuresText) -> float:
    """Return the room that the strip takes."""
    return (_ABOVE + len(strip) * (_NAME + _TRACK + _BELOW)) * measure.line_height if strip else 0.0


def lanes_of(strip: Sequence[StripRow], chart: Chart, top: float, measure: MeasuresText) -> tuple[Lane, ...]:
    """Place the rows of the strip below the panels."""
    em = measure.line_height
    lanes = []
    for number, row in enumerate(strip):
        name_top = top + (_ABOVE + number * (_NAME + _TRACK + _BELOW)) * em
        track = Box(chart.plot.left, name_top + _NAME * em, chart.plot.width, _TRACK * em)
        name = fitted(row.name, chart.area.right - track.left, measure)
        lanes.append(
            Lane(
                name=label(name, track.left, name_top, measure),
                track=track,
                bars=tuple(bar for span in row.spans if (bar := _bar(span, chart, track, measure)) is not None),
                days=_given(row.days, chart),
            )
        )
    return tuple(lanes)


def _x(chart: Chart, number: float) -> float:
    return chart.plot.left + (number - chart.first) / (chart.last - chart.first) * chart.plot.width


def _bar(span: Span, chart: Chart, track: Box, measure: MeasuresText) -> Bar | None:
    """Place a span, cut at the ends of the plot. A partly known end is sure only on the far side of its period."""
    start = (chart.first, chart.first) if span.start is None else _stretch(span.start)
    end = (chart.last, chart.last) if span.end is None else _stretch(span.end)
    if start[0] >= chart.last or end[1] <= chart.first or end[1] < start[0]:
        return None
    left, sure_left, sure_right, right = (
        clamped(_x(chart, number), track.left, track.right) for number in (*start, *end)
    )
    if sure_right < sure_left:
        sure_left = sure_right = (sure_left + sure_right) / 2
    return Bar(
        left,
        sure_left,
        sure_right,
        right,
        starts=span.start is not None and start[0] >= chart.first,
        ends=span.end is not None and end[1] <= chart.last and not span.goes_on,
        label=_label(span.label, left, right, track, measure),
    )


def _stretch(day: PartialDate) -> tuple[float, float]:
    """Return the first and the last moment that the start or the end of a span may be."""
    first, last = moment_number(day, None)
    return (first, first) if day.is_exact else (first, last)


def _label(text: str, left: float, right: float, track: Box, measure: MeasuresText) -> Label | None:
    """Write what fits in whole: half an amount would be another amount."""
    pad = _PAD * measure.line_height
    if not text or measure.width(text) > right - left - 2 * pad:
        return None
    return label(text, left + pad, track.middle - measure.line_height / 2, measure)


def _given(days: Sequence[PartialDate], chart: Chart) -> tuple[float, ...]:
    """Return where doses were given; one whose day is not known has no place of its own and is left to the table."""
    numbers = sorted(sum(moment_number(day, None)) / 2 for day in days if day.is_exact)
    return tuple(_x(chart, number) for number in numbers if chart.first <= number <= chart.last)

"""Going through a chart: from point to point, to another line, to the point near a place; and showing more or less time."""

from __future__ import annotations

from datetime import date

from hoofbeat.domain.records import ResultId
from hoofbeat.domain.ticks import FIRST_DAY, LAST_DAY
from hoofbeat.domain.trend.chart import Chart, PlacedLine, Point
from hoofbeat.domain.trend.lines import Across
from hoofbeat.domain.values import PartialDate, Period

SHORTEST_DAYS = 14
"""One cannot look closer than this."""


def point_of(chart: Chart, result: ResultId | None) -> Point | None:
    """Return the point of a result, where it is shown."""
    return next((point for point in chart.points if point.row.result.id == result), None)


def step(chart: Chart, result: ResultId | None, count: int) -> Point | None:
    """Return a later point of the same line, or an earlier one where the count is below 0; the line's end ends the way."""
    line, place = _place(chart, result)
    return None if line is None else line.points[min(max(place + count, 0), len(line.points) - 1)]


def step_line(chart: Chart, result: ResultId | None, count: int) -> Point | None:
    """Return the point nearest in time on a line further down, or up where the count is below 0."""
    lines = list(chart.lines)
    line, place = _place(chart, result)
    if line is None:
        return None
    here = line.points[max(place, 0)]
    target = lines[min(max(lines.index(line) + count, 0), len(lines) - 1)]
    return here if target is line else min(target.points, key=lambda point: abs(point.x - here.x))


def line_end(chart: Chart, result: ResultId | None, *, is_last: bool) -> Point | None:
    """Return the first or the last point of the same line."""
    line, _ = _place(chart, result)
    return None if line is None else line.points[-1 if is_last else 0]


def _place(chart: Chart, result: ResultId | None) -> tuple[PlacedLine | None, int]:
    """Return the line and the place in it; whoever stands nowhere stands before the first point of all."""
    for line in chart.lines:
        for place, point in enumerate(line.points):
            if point.row.result.id == result:
                return line, place
    return next(chart.lines, None), -1


def point_near(chart: Chart, x: float, y: float, reach: float) -> Point | None:
    """Return the point nearest to a place, within a reach counted along both axes."""
    found = min(chart.points, key=lambda point: abs(point.x - x) + abs(point.y - y), default=None)
    return found if found is not None and abs(found.x - x) + abs(found.y - y) <= reach else None


def zoomed(chart: Chart, whole: Chart, factor: float, around: Point | None) -> Period | None:
    """Return so many times the time shown, around a point or the middle; None where that is all the time there is."""
    days = max(SHORTEST_DAYS, (chart.last - chart.first) * factor)
    if chart.across is not Across.DATES or days >= whole.last - whole.first:
        return None
    middle = (chart.first + chart.last) / 2 if around is None else chart.day_at(around.x)
    return _period(middle - days / 2, days, whole)


def moved(chart: Chart, whole: Chart, days: float) -> Period:
    """Return the time shown moved by some days, no further than there are results."""
    return _period(chart.first + days, chart.last - chart.first, whole)


def last_years(count: int, today: date) -> Period:
    """Return the time from so many years ago until now; results dated later still belong to it."""
    try:
        start = today.replace(year=today.year - count)
    except ValueError:  # 29 February
        start = date(today.year - count, 3, 1)
    return Period(PartialDate.of(start), None)


def _period(first: float, days: float, whole: Chart) -> Period:
    first = max(whole.first, min(first, whole.last - days))
    return Period(_day(first), _day(first + days - 1))


def _day(number: float) -> PartialDate:
    return PartialDate.of(date.fromordinal(max(FIRST_DAY, min(LAST_DAY, int(number)))))

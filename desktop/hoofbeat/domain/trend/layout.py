"""Lays a chart of results out: panels by unit, axes, points with their ranges, joins within a series, names, the strip below."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from itertools import pairwise

from hoofbeat.domain.labs import UNITS_AS_WRITTEN, KnowsUnits, Measured
from hoofbeat.domain.lettering import Box, Label, MeasuresText, fitted, label
from hoofbeat.domain.ticks import FIRST_DAY, LAST_DAY, ValueAxis, value_axis
from hoofbeat.domain.trend.axis import SaysTicks, across_ticks
from hoofbeat.domain.trend.chart import Chart, Panel, PlacedLine, Point, RangeBar, Tick, moment_number
from hoofbeat.domain.trend.courses import StripRow
from hoofbeat.domain.trend.lines import Across, Line
from hoofbeat.domain.trend.looks import look_of
from hoofbeat.domain.trend.marks import Mark, is_drawable, mark_of, printed_limits
from hoofbeat.domain.trend.names import name_column, with_names
from hoofbeat.domain.trend.strip import lanes_of, strip_height
from hoofbeat.domain.values import Period

_FARTHEST_RANGE = 10
"""A limit of a range this many times beyond every value would press all values flat: its bar runs off the panel instead."""

_SHORTEST_DAYS = 30
_SHORTEST_MINUTES = 10
_ROOM_AT_THE_ENDS = 0.025

# Lengths in heights of a line of text.
_PANEL_LINES = 11.0
_EMPTY_LINES = 4.0
_GAP = 0.5
_INSET = 0.8
_AROUND_VALUES = 4.2
_STEP = 1.5
_TICK_LINES = 2.6
_MARKER = 0.26
_SMALLEST_MARKER = 0.08


@dataclass(frozen=True, slots=True)
class _Placed:
    """A result with the stretch of days (or the minute) that it lies in, its number and its range where an axis can hold them."""

    row: Measured
    first: float
    last: float
    value: Decimal | None
    limits: tuple[Decimal | None, Decimal | None]

    @property
    def middle(self) -> float:
        return (self.first + self.last) / 2


@dataclass(frozen=True, slots=True)
class _Shown:
    """A line with those of its results that lie in the period."""

    line: Line
    index: int
    rows: tuple[_Placed, ...]


def lay_out(
    lines: Sequence[Line],
    *,
    width: float,
    height: float,
    measure: MeasuresText,
    words: SaysTicks,
    strip: Sequence[StripRow] = (),
    period: Period | None = None,
    across: Across = Across.DATES,
    units: KnowsUnits = UNITS_AS_WRITTEN,
) -> Chart:
    """Lay out lines in an area of this size; `period` shows the results of that time alone."""
    everything = [_placed_rows(line, index, across, units) for index, line in enumerate(lines)]
    bounds = _bounds(everything, period, across)
    shown = [each for each in (_in_bounds(each, bounds) for each in everything) if each.rows]
    groups = _by_panel(shown)
    drawing = _Drawing(measure, words, bounds, across, Box(0, 0, width, height))
    return replace(
        drawing.chart(groups, strip if across is Across.DATES else ()),
        undated=tuple((line, row) for line in lines for row in line.series.points if _stretch(row, across) is None),
        earlier=sum(bounds.has_before(row) for each in everything for row in each.rows),
        later=sum(bounds.has_after(row) for each in everything for row in each.rows),
    )


def preferred_height(lines: Sequence[Line], strip: Sequence[StripRow], measure: MeasuresText) -> float:
    """Return the height at which a chart of these lines reads well."""
    if not lines:
        return _EMPTY_LINES * measure.line_height
    groups = _by_panel([_Shown(line, index, ()) for index, line in enumerate(lines)])
    panels = sum(max(_PANEL_LINES, 2.2 * len(group)) + 1 + 2 * _GAP for group in groups)
    return (panels + _TICK_LINES) * measure.line_height + strip_height(strip, measure)


def _stretch(row: Measured, across: Across) -> tuple[float, float] | None:
    if across is Across.MINUTES:
        return None if row.result.minute is None else (float(row.result.minute), float(row.result.minute))
    return None if row.sample.taken_on is None else moment_number(row.sample.taken_on, row.sample.taken_at)


def _placed_rows(line: Line, index: int, across: Across, units: KnowsUnits) -> _Shown:
    stretches = ((row, _stretch(row, across)) for row in line.series.points)
    rows = [_placed(row, stretch, units) for row, stretch in stretches if stretch is not None]
    return _Shown(line, index, tuple(sorted(rows, key=lambda each: (each.middle, each.first))))


def _placed(row: Measured, stretch: tuple[float, float], units: KnowsUnits) -> _Placed:
    value = row.result.value
    return _Placed(row, *stretch, value if is_drawable(value) else None, printed_limits(row.result, units))


@dataclass(frozen=True, slots=True)
class _Bounds:
    """What the axis across reaches over; the last number is the end of the last day."""

    first: float
    last: float

    def has_before(self, row: _Placed) -> bool:
        return row.last <= self.first and row.first < self.first

    def has_after(self, row: _Placed) -> bool:
        return row.first >= self.last

    def has(self, row: _Placed) -> bool:
        return not (self.has_before(row) or self.has_after(row))


def _bounds(shown: Iterable[_Shown], period: Period | None, across: Across) -> _Bounds:
    """Return what the axis across reaches over: the period where given, else all results with a little room at both ends."""
    rows = [row for each in shown for row in each.rows]
    shortest = _SHORTEST_DAYS if across is Across.DATES else _SHORTEST_MINUTES
    first = min((row.first for row in rows), default=0.0 if across is Across.MINUTES else float(FIRST_DAY))
    last = max((row.last for row in rows), default=first)
    room = max((last - first) * _ROOM_AT_THE_ENDS, (shortest - (last - first)) / 2)
    first, last = first - room, last + room
    if across is Across.MINUTES:
        return _Bounds(first, last)
    if period is not None:
        first = first if period.start is None else float(period.start.first.toordinal())
        last = last if period.end is None else float(period.end.last.toordinal() + 1)
    first = max(float(FIRST_DAY), min(first, LAST_DAY - 1.0))
    return _Bounds(first, max(min(last, LAST_DAY + 1.0), first + 1))


def _in_bounds(shown: _Shown, bounds: _Bounds) -> _Shown:
    return replace(shown, rows=tuple(row for row in shown.rows if bounds.has(row)))


def _by_panel(shown: Iterable[_Shown]) -> list[list[_Shown]]:
    """Group lines that may share an axis of values: the same test in the same unit."""
    groups: dict[tuple[str, str], list[_Shown]] = {}
    for each in shown:
        groups.setdefault((each.line.series.key.test, each.line.series.key.unit), []).append(each)
    return list(groups.values())


@dataclass(frozen=True, slots=True)
class _Drawing:
    """What every part of one layout needs to know."""

    measure: MeasuresText
    words: SaysTicks
    bounds: _Bounds
    across: Across
    area: Box

    def chart(self, groups: Sequence[Sequence[_Shown]], strip: Sequence[StripRow]) -> Chart:
        em = self.measure.line_height
        strip_room = strip_height(strip, self.measure)
        room = max(0.0, self.area.height - _TICK_LINES * em - strip_room)
        axes = [self._value_axis(group, room / len(groups)) for group in groups]
        left = max((self._tick_width(axis) for axis in axes if axis), default=0.0) + _GAP * em
        names = [each.line.name for group in groups for each in group]
        right = max(left + em, self.area.width - name_column(names, self.area.width, self.measure))
        plot = Box(left, 0, right - left, self.area.height - _TICK_LINES * em)
        radius = self._marker_radius(groups, plot.width)
        chart = Chart(self.area, plot, self.across, self.bounds.first, self.bounds.last, radius)
        if not groups:
            return chart
        panels = tuple(
            self._panel(group, axis, self._panel_area(plot, number, room / len(groups)), radius)
            for number, (group, axis) in enumerate(zip(groups, axes, strict=True))
        )
        ticks = across_ticks(chart, self.words, self.measure)
        return replace(chart, panels=panels, ticks=ticks, lanes=lanes_of(strip, chart, room, self.measure))

    def _tick_width(self, axis: ValueAxis) -> float:
        return max(self.measure.width(axis.text_of(tick)) for tick in axis.ticks)

    def _marker_radius(self, groups: Sequence[Sequence[_Shown]], width: float) -> float:
        """Return a radius that leaves the points of the fullest line some room."""
        most = max((len(each.rows) for group in groups for each in group), default=1)
        em = self.measure.line_height
        return max(_SMALLEST_MARKER * em, min(_MARKER * em, 0.45 * width / max(1, most)))

    def _panel_area(self, plot: Box, number: int, height: float) -> Box:
        """Return where the values of a panel lie: below its unit, above the next panel."""
        em = self.measure.line_height
        top = number * height + em * (1 + _GAP)
        return Box(plot.left, top, plot.width, max(em, height - em * (1 + 2 * _GAP)))

    def _value_axis(self, group: Sequence[_Shown], height: float) -> ValueAxis | None:
        values = [row.value for each in group for row in each.rows if row.value is not None]
        if not values:
            return None
        farthest = max(abs(value) for value in values) * _FARTHEST_RANGE
        limits = [limit for each in group for row in each.rows for limit in row.limits if limit is not None]
        values += [limit for limit in limits if not farthest or abs(limit) <= farthest]
        low, high = min(values), max(values)
        if 0 <= low <= high / 2:
            low = Decimal(0)
        elif low <= high < 0 and high >= low / 2:
            high = Decimal(0)
        em = self.measure.line_height
        return value_axis(low, high, int((height - _AROUND_VALUES * em) / (_STEP * em)))

    def _panel(self, group: Sequence[_Shown], axis: ValueAxis | None, area: Box, radius: float) -> Panel:
        em = self.measure.line_height
        lane = em if any(row.value is None for each in group for row in each.rows) else 0.0
        frame = Box(area.left, area.top, area.width, max(1.0, area.height - lane))
        words_y = frame.bottom + lane / 2 if lane else None
        place = _Place(self, frame, min(radius + em * _INSET, frame.height / 4), axis, words_y)
        lines = tuple(place.line(each) for each in group)
        unit = fitted(group[0].line.unit, self.area.width - area.left, self.measure, is_strong=True)
        panel = Panel(
            unit=label(unit, area.left, area.top - em * (1 + _GAP / 2), self.measure, is_strong=True),
            area=area,
            ticks=place.ticks(),
            lines=lines,
            words_y=words_y,
            words=_words(lines, area, words_y, self.measure),
        )
        return with_names(panel, self.area, radius, self.measure)


@dataclass(frozen=True, slots=True)
class _Place:
    """Knows where days and values of one panel stand."""

    drawing: _Drawing
    area: Box
    inset: float
    axis: ValueAxis | None
    words_y: float | None

    def _x(self, number: float) -> float:
        bounds = self.drawing.bounds
        return self.area.left + (number - bounds.first) / (bounds.last - bounds.first) * self.area.width

    def _y(self, value: Decimal) -> float:
        fraction = self.axis.fraction(value) if self.axis else 0.0
        return self.area.bottom - self.inset - fraction * (self.area.height - 2 * self.inset)

    def ticks(self) -> tuple[Tick, ...]:
        """Return the ticks of the value axis, their labels right-aligned beside it."""
        if self.axis is None:
            return ()
        measure = self.drawing.measure
        right = self.area.left - measure.line_height * _GAP
        found = []
        for value in self.axis.ticks:
            text, y = self.axis.text_of(value), self._y(value)
            at = label(text, right - measure.width(text), y - measure.line_height / 2, measure)
            found.append(Tick(y, at))
        return tuple(found)

    def line(self, shown: _Shown) -> PlacedLine:
        """Place the points of a line and find out which of them may be joined."""
        points = tuple(self._point(row, shown.index) for row in shown.rows)
        return PlacedLine(shown.line, shown.index, look_of(shown.index), points, _joins(shown.rows))

    def _point(self, placed: _Placed, index: int) -> Point:
        left, right = max(self._x(placed.first), self.area.left), min(self._x(placed.last), self.area.right)
        x = (left + right) / 2
        on = placed.row.sample.taken_on
        if self.drawing.across is Across.MINUTES or on is None or on.is_exact:
            left = right = x
        mark = mark_of(placed.row.result)
        if placed.value is None:
            return Point(placed.row, index, x, self.words_y or self.area.bottom, left, right, mark)
        return Point(placed.row, index, x, self._y(placed.value), left, right, mark, self._range(*placed.limits))

    def _range(self, low: Decimal | None, high: Decimal | None) -> RangeBar | None:
        if self.axis is None or (low is None and high is None):
            return None
        if (low is not None and low > self.axis.high) or (high is not None and high < self.axis.low):
            return None
        has_low, has_high = low is not None and low >= self.axis.low, high is not None and high <= self.axis.high
        bottom = self._y(low) if low is not None and has_low else self.area.bottom
        top = self._y(high) if high is not None and has_high else self.area.top
        return RangeBar(top, bottom, has_high, has_low)


def _words(lines: Iterable[PlacedLine], area: Box, y: float | None, measure: MeasuresText) -> tuple[Label, ...]:
    """Write what results without a number say beside their markers, each in whole and only where there is room."""
    if y is None:
        return ()
    em = measure.line_height
    points = sorted(
        (point for line in lines for point in line.points if point.mark is Mark.WORDS), key=lambda each: each.x
    )
    found: list[Label] = []
    reached = area.left
    for point, following in zip(points, [*points[1:], None], strict=True):
        end = area.right if following is None else following.left - em * _GAP
        said = label(point.row.result.value_text.strip(), max(point.right, point.x) + em * _GAP, y - em / 2, measure)
        if said.box.right > end:
            said = label(said.text, point.left - em * _GAP - said.box.width, said.box.top, measure)
        if said.text and reached <= said.box.left and said.box.right <= end:
            found.append(said)
        reached = max(point.right + em * _GAP, said.box.right + em * _GAP if said in found else reached)
    return tuple(found)


def _joins(rows: Sequence[_Placed]) -> tuple[tuple[int, int], ...]:
    """Return the neighbours that a line may join: both have numbers, and which of them came first is certain.

    A partly known date that may lie among others stands alone, and the line passes it by.
    """
    loose = _loose(rows)
    chain = [index for index in range(len(rows)) if index not in loose]
    return tuple(
        (one, two)
        for one, two in pairwise(chain)
        if rows[one].value is not None and rows[two].value is not None and _is_before(rows[one], rows[two])
    )


def _is_before(one: _Placed, two: _Placed) -> bool:
    return one.last <= two.first and one.middle < two.middle


def _loose(rows: Sequence[_Placed]) -> set[int]:
    """Return the results whose day is not known and may lie among others of the line."""
    by_start = sorted(range(len(rows)), key=lambda index: rows[index].first)
    loose: set[int] = set()
    reached = float("-inf")
    for position, index in enumerate(by_start):
        row = rows[index]
        following = rows[by_start[position + 1]].first if position + 1 < len(by_start) else float("inf")
        if row.last - row.first > 1 and (reached > row.first or following < row.last):
            loose.add(index)
        reached = max(reached, row.last)
    return loose

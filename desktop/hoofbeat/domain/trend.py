"""What a chart of results is made of, as plain data that the window and the sheets paint alike.

A line is one series and nothing else: results of another laboratory, method, specimen or unit are another line, and another unit
has a panel of its own. Lengths are in the units of whoever measures the text (pixels, points); y grows downwards.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date, time
from decimal import Decimal
from enum import Enum
from types import MappingProxyType
from typing import Protocol, TypeGuard

from hoofbeat.domain.labs import UNITS_AS_WRITTEN, KnowsUnits, Measured, Series, SeriesKey, is_range_in_unit, series_key
from hoofbeat.domain.lettering import Box, Label
from hoofbeat.domain.records import Administration, DosePhase, GivenState, Result, SampleId
from hoofbeat.domain.trend_looks import Look
from hoofbeat.domain.values import PartialDate


class Across(Enum):
    """What lies across a chart: the days of a record, or the minutes of a test with several samples."""

    DATES = "dates"
    MINUTES = "minutes"


@dataclass(frozen=True, slots=True)
class Line:
    """A series to draw, the name that stands at its end, and its unit as shown above its panel."""

    series: Series
    name: str
    unit: str


def lines_of(series: Iterable[Series], name_of: Callable[[Series], str]) -> tuple[Line, ...]:
    """Make one line of each series; the unit is the newest result's, as printed."""
    return tuple(Line(each, name_of(each), each.latest.result.unit) for each in series)


def curves_of(rows: Iterable[Measured], units: KnowsUnits = UNITS_AS_WRITTEN) -> list[Series]:
    """Sort the timed values of dynamic tests into curves in the order of minutes; values of two samples never share one."""
    found: dict[tuple[SeriesKey, SampleId], list[Measured]] = {}
    for row in rows:
        if row.result.minute is not None and not row.is_awaited:
            key = replace(series_key(row, units), minute=None)
            found.setdefault((key, row.sample.id), []).append(row)
    return [Series(key, tuple(sorted(points, key=_minute))) for (key, _), points in found.items()]


def _minute(row: Measured) -> int:
    return row.result.minute or 0


@dataclass(frozen=True, slots=True)
class Span:
    """A stretch of time with a label, such as a dose that was taken; an end that is None is open.

    One that `goes_on` had not ended by its end: that is only as far as one can tell.
    """

    start: PartialDate | None
    end: PartialDate | None
    label: str = ""
    goes_on: bool = False


@dataclass(frozen=True, slots=True)
class StripRow:
    """What ran beside the results: one medicine with its dose phases and the days on which it was given.

    A sensitive one is seen in the window alone.
    """

    name: str
    spans: tuple[Span, ...] = ()
    days: tuple[PartialDate, ...] = ()
    is_sensitive: bool = False


def strip_row(
    name: str,
    phases: Iterable[DosePhase],
    given: Iterable[Administration],
    *,
    label_of: Callable[[DosePhase], str],
    stopped_on: PartialDate | None = None,
    today: date,
) -> StripRow:
    """Make the row of one medicine. A phase without an end ran until the next one began, or the medicine was stopped, or today."""
    begun = [phase for phase in phases if phase.from_on is None or phase.from_on.first <= today]
    labels: dict[tuple[PartialDate | None, PartialDate | None], list[str]] = {}
    for phase in sorted(begun, key=lambda each: str(each.from_on or "")):
        end = phase.until_on or _following_start(phase, begun) or stopped_on
        labels.setdefault((phase.from_on, end), []).append(label_of(phase))
    spans = (_span(start, end, ", ".join(filter(None, texts)), today) for (start, end), texts in labels.items())
    return StripRow(name, tuple(spans), tuple(dose.given_at.on for dose in given if dose.state is GivenState.GIVEN))


def _following_start(phase: DosePhase, phases: Iterable[DosePhase]) -> PartialDate | None:
    """Return when the next phase began; two that begin together go on together."""
    own = phase.from_on
    starts = [each.from_on for each in phases if each.from_on and (own is None or each.from_on.first > own.last)]
    return min(starts, key=lambda start: start.first, default=None)


def _span(start: PartialDate | None, end: PartialDate | None, label: str, today: date) -> Span:
    goes_on = end is None or end.first > today
    return Span(start, PartialDate.of(today) if goes_on else end, label, goes_on)


class SaysTicks(Protocol):
    """Whoever says dates and minutes in the language of the person."""

    def year(self, day: date, /) -> str:
        """Say the year of a day."""
        ...

    def month(self, day: date, /) -> str:
        """Say the month of a day; the year stands below it."""
        ...

    def day(self, day: date, /) -> str:
        """Say day and month; the year stands below them."""
        ...

    def minutes(self, count: int, /) -> str:
        """Say a number of minutes."""
        ...

    def hours(self, count: int, /) -> str:
        """Say a number of hours."""
        ...


class Mark(Enum):
    """How a result is marked."""

    VALUE = "value"
    AT_MOST = "at most"
    AT_LEAST = "at least"
    UNSURE = "unsure"
    WORDS = "words"


_MARKS: Mapping[str, Mark] = MappingProxyType(
    {"": Mark.VALUE, "<": Mark.AT_MOST, "<=": Mark.AT_MOST, ">": Mark.AT_LEAST, ">=": Mark.AT_LEAST}
)
_FARTHEST_EXPONENT = 1000


def mark_of(result: Result) -> Mark:
    """Return how a result is marked; one without a number that an axis can hold stands among the words."""
    return _MARKS.get(result.comparator, Mark.UNSURE) if is_drawable(result.value) else Mark.WORDS


def is_drawable(number: Decimal | None) -> TypeGuard[Decimal]:
    """Tell whether a number has a place on an axis; one with a thousand zeros is a slip."""
    return number is not None and number.is_finite() and (not number or abs(number.adjusted()) <= _FARTHEST_EXPONENT)


def printed_limits(result: Result, units: KnowsUnits = UNITS_AS_WRITTEN) -> tuple[Decimal | None, Decimal | None]:
    """Return the ends of the range printed beside a result where they may stand on its axis: the same unit, low before high."""
    low, high = result.range_low, result.range_high
    if (low is None and high is None) or not is_range_in_unit(result, units):
        return None, None
    if low is not None and high is not None and low > high:
        return None, None
    return (low, high) if _may_stand(low) and _may_stand(high) else (None, None)


def _may_stand(limit: Decimal | None) -> bool:
    return limit is None or is_drawable(limit)


@dataclass(frozen=True, slots=True)
class RangeBar:
    """The range that the laboratory printed beside one result; an end that is None runs off the panel."""

    top: float
    bottom: float
    has_top_end: bool
    has_bottom_end: bool


@dataclass(frozen=True, slots=True)
class Point:
    """A result in its place. `left` and `right` differ from `x` where the day is not known: it lies between them."""

    row: Measured
    line: int
    x: float
    y: float
    left: float
    right: float
    mark: Mark
    range: RangeBar | None = None

    @property
    def is_wide(self) -> bool:
        """Tell whether the day is not known."""
        return self.right > self.left


Stroke = tuple[float, float, float, float]
"""A straight line from x, y to x, y."""


def strokes_of(point: Point, radius: float, length: float) -> Iterator[Stroke]:
    """Yield what is drawn beside a marker: the stretch of a partly known date; a tick down for "<5", up for ">5"."""
    if point.is_wide:
        yield point.left, point.y, point.right, point.y
        yield point.left, point.y - radius, point.left, point.y + radius
        yield point.right, point.y - radius, point.right, point.y + radius
    if point.mark is Mark.AT_MOST:
        yield point.x, point.y + radius, point.x, point.y + radius + length
    if point.mark is Mark.AT_LEAST:
        yield point.x, point.y - radius, point.x, point.y - radius - length


@dataclass(frozen=True, slots=True)
class EndLabel:
    """The name at the end of a line. In the column it has a marker, and a way from the last point where that is elsewhere."""

    texts: tuple[Label, ...]
    marker: tuple[float, float] | None = None
    leader: tuple[tuple[float, float], ...] = ()


@dataclass(frozen=True, slots=True)
class PlacedLine:
    """A line in its place. `joins` are the pairs of its own points, by index, between which it is drawn."""

    line: Line
    index: int
    look: Look
    points: tuple[Point, ...]
    joins: tuple[tuple[int, int], ...]
    end: EndLabel | None = None


@dataclass(frozen=True, slots=True)
class Tick:
    """A tick of an axis with its label and, on the date axis, the year below it where it is new."""

    at: float
    label: Label | None = None
    below: Label | None = None


@dataclass(frozen=True, slots=True)
class Panel:
    """The lines of one test and unit over one axis of values.

    `words_y` is the height at which results without a number stand, `words` what they say, as far as there is room.
    """

    unit: Label
    area: Box
    ticks: tuple[Tick, ...]
    lines: tuple[PlacedLine, ...]
    words_y: float | None = None
    words: tuple[Label, ...] = ()
    more: Label | None = None


@dataclass(frozen=True, slots=True)
class Bar:
    """A span in its place. Between `left` and `sure_left`, and `sure_right` and `right`, it may have run or not.

    Where it does not start or end there, it runs on beyond the plot, or beyond today.
    """

    left: float
    sure_left: float
    sure_right: float
    right: float
    starts: bool
    ends: bool
    label: Label | None = None

    @property
    def is_sure(self) -> bool:
        """Tell whether both ends are known to the day."""
        return self.sure_left <= self.left and self.sure_right >= self.right

    def edges(self, track: Box) -> Iterator[Stroke]:
        """Yield the outline: closed where the span starts or ends, open where it runs on."""
        yield self.left, track.top, self.right, track.top
        yield self.left, track.bottom, self.right, track.bottom
        if self.starts:
            yield self.left, track.top, self.left, track.bottom
        if self.ends:
            yield self.right, track.top, self.right, track.bottom


@dataclass(frozen=True, slots=True)
class Lane:
    """A row of the strip in its place: its name, the track of its bars, and the middle of each day that a dose was given."""

    name: Label
    track: Box
    bars: tuple[Bar, ...]
    days: tuple[float, ...]


@dataclass(frozen=True, slots=True)
class Chart:
    """A chart laid out. `undated` results have no place on it; `earlier` and `later` ones lie outside the period."""

    area: Box
    plot: Box
    across: Across
    first: float
    last: float
    marker_radius: float
    panels: tuple[Panel, ...] = ()
    lanes: tuple[Lane, ...] = ()
    ticks: tuple[Tick, ...] = ()
    undated: tuple[tuple[Line, Measured], ...] = ()
    earlier: int = 0
    later: int = 0

    @property
    def lines(self) -> Iterator[PlacedLine]:
        """All lines, from the upper panel to the lower."""
        return (line for panel in self.panels for line in panel.lines)

    @property
    def points(self) -> Iterator[Point]:
        """All points, line after line."""
        return (point for line in self.lines for point in line.points)

    @property
    def is_empty(self) -> bool:
        """Tell whether there is nothing to draw."""
        return not self.panels

    def day_at(self, x: float) -> float:
        """Return the day number (or the minute) that stands at x."""
        return self.first + (x - self.plot.left) / self.plot.width * (self.last - self.first)

    @property
    def labels(self) -> Iterator[Label]:
        """Every text of the chart."""
        for panel in self.panels:
            yield from (panel.unit, *panel.words)
            yield from (text for line in panel.lines if line.end for text in line.end.texts)
            yield from (panel.more,) if panel.more else ()
            yield from _labels_of(panel.ticks)
        for lane in self.lanes:
            yield lane.name
            yield from (bar.label for bar in lane.bars if bar.label)
        yield from _labels_of(self.ticks)


def _labels_of(ticks: Iterable[Tick]) -> Iterator[Label]:
    for tick in ticks:
        yield from (text for text in (tick.label, tick.below) if text is not None)


def moment_number(on: PartialDate, at: time | None) -> tuple[float, float]:
    """Return the stretch of day numbers in which a moment lies: no length where the time is known too."""
    if at is not None and on.is_exact:
        number = on.first.toordinal() + (at.hour + at.minute / 60) / 24
        return number, number
    return float(on.first.toordinal()), float(on.last.toordinal() + 1)

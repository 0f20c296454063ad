"""A chart that was laid out, as plain data that the window and the sheets paint alike.

Lengths are in the units of whoever measures the text (pixels, points); y grows downwards.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import time

from hoofbeat.domain.labs import Measured
from hoofbeat.domain.lettering import Box, Label
from hoofbeat.domain.trend.lines import Across, Line
from hoofbeat.domain.trend.looks import Look
from hoofbeat.domain.trend.marks import Mark
from hoofbeat.domain.values import PartialDate


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

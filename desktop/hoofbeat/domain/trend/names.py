"""The names at the ends of the lines: beside the last point where there is room, else in a column at the right, moved apart."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass, replace

from hoofbeat.domain.lettering import Box, Label, MeasuresText, clamped, label, moved_apart, wrapped
from hoofbeat.domain.trend.chart import EndLabel, Panel, PlacedLine, Point

_WIDEST = 0.28
"""Share of the width that the column of names may take."""

# Lengths in heights of a line of text.
_MARKER = 0.35
_MARKER_ROOM = 0.9
_APART = 0.7
_BETWEEN = 0.3
_EDGE = 0.3


def name_column(names: Sequence[str], width: float, measure: MeasuresText) -> float:
    """Return how wide the column of names is, marker and gaps included."""
    widest = max((measure.width(name, is_strong=True) for name in names), default=0.0)
    return min(widest + 1, _WIDEST * width) + (_APART + _MARKER_ROOM + _EDGE) * measure.line_height


@dataclass(frozen=True, slots=True)
class _Name:
    """A name broken into lines, before it has a place."""

    line: PlacedLine
    texts: tuple[str, ...]
    width: float
    height: float

    @property
    def last(self) -> Point:
        return max(self.line.points, key=lambda point: point.right)


def with_names(panel: Panel, area: Box, radius: float, measure: MeasuresText) -> Panel:
    """Return the panel with a name at the end of each line; where too many lines end, a count says how many go without."""
    em = measure.line_height
    column = panel.area.right + _APART * em
    width = area.right - column - (_MARKER_ROOM + _EDGE) * em
    names = [_name(line, width, measure) for line in panel.lines]
    obstacles = _Obstacles(panel.lines, radius)
    ends: dict[int, EndLabel] = {}
    waiting: list[_Name] = []
    for name in names:
        end = _beside(name, panel.area, obstacles, radius, measure)
        if end is None:
            waiting.append(name)
        else:
            ends[name.line.index] = end
    shown, left_out = _that_fit(waiting, panel.area, em)
    tops = moved_apart(
        [name.last.y - name.height / 2 for name in shown],
        [name.height + _BETWEEN * em for name in shown],
        panel.area.top - em / 2,
        panel.area.bottom + (0 if left_out else em / 2),
    )
    for name, top in zip(shown, tops, strict=True):
        ends[name.line.index] = _in_column(name, column, top, panel.area.right, measure)
    more = label(f"+{left_out}", column, panel.area.bottom - em / 2, measure) if left_out else None
    return replace(panel, lines=tuple(replace(line, end=ends.get(line.index)) for line in panel.lines), more=more)


def _name(line: PlacedLine, width: float, measure: MeasuresText) -> _Name:
    texts = wrapped(line.line.name, width, measure, is_strong=True)
    widest = max((measure.width(text, is_strong=True) for text in texts), default=0.0)
    return _Name(line, texts, widest, len(texts) * measure.line_height)


def _that_fit(names: Sequence[_Name], area: Box, em: float) -> tuple[list[_Name], int]:
    """Return the names that the column has room for; where there is too little, each takes one line only."""
    room = area.height + em
    if sum(name.height + _BETWEEN * em for name in names) > room:
        names = [replace(name, texts=name.texts[:1], height=em * min(1, len(name.texts))) for name in names]
    count = min(len(names), int(room / (em * (1 + _BETWEEN))))
    if count < len(names):
        count = max(0, count - 1)
    return list(names[:count]), len(names) - count


class _Obstacles:
    """What a name beside a line's end must not cover: markers, joins, and names placed before."""

    def __init__(self, lines: Sequence[PlacedLine], radius: float) -> None:
        self._radius = radius
        self._lines = lines
        self._xs = [[point.x for point in line.points] for line in lines]
        self._widest = max((point.right - point.left for line in lines for point in line.points), default=0.0)
        self.boxes: list[Box] = []

    def meet(self, box: Box) -> bool:
        """Tell whether the box covers any of them."""
        return any(box.overlaps(other) for other in self.boxes) or any(
            self._meets(box, line, xs) for line, xs in zip(self._lines, self._xs, strict=True)
        )

    def _meets(self, box: Box, line: PlacedLine, xs: list[float]) -> bool:
        reach = self._radius + self._widest / 2
        near = line.points[bisect_left(xs, box.left - reach) : bisect_right(xs, box.right + reach)]
        if any(self._covers(box, point) for point in near):
            return True
        return any(
            line.points[one].x < box.right and line.points[two].x > box.left and _cuts(line, one, two, box)
            for one, two in line.joins
        )

    def _covers(self, box: Box, point: Point) -> bool:
        left, right = min(point.left, point.x - self._radius), max(point.right, point.x + self._radius)
        return box.overlaps(Box(left, point.y - self._radius, right - left, 2 * self._radius))


def _cuts(line: PlacedLine, one: int, two: int, box: Box) -> bool:
    """Tell whether a join runs through the box, by the heights at which it passes the box's sides."""
    start, end = line.points[one], line.points[two]
    run = end.x - start.x
    heights = [
        start.y + (end.y - start.y) * (clamped(x, start.x, end.x) - start.x) / run if run else start.y
        for x in (box.left, box.right)
    ]
    return min(heights) < box.bottom and max(heights) > box.top


def _beside(name: _Name, area: Box, obstacles: _Obstacles, radius: float, measure: MeasuresText) -> EndLabel | None:
    """Place a name right beside the last point where that lies well inside the plot and nothing is in the way."""
    em, last = measure.line_height, name.last
    left = max(last.right, last.x + radius) + _BETWEEN * em
    width = name.width + _EDGE * em
    if left + width > area.right or not name.texts:
        return None
    for top in (last.y - name.height / 2, last.y - name.height, last.y):
        box = Box(left, top, width, name.height)
        if area.top <= box.top and box.bottom <= area.bottom and not obstacles.meet(box):
            obstacles.boxes.append(box)
            return EndLabel(_texts(name, left, top, measure))
    return None


def _in_column(name: _Name, column: float, top: float, edge: float, measure: MeasuresText) -> EndLabel:
    """Place a name in the column, with a way from the last point where they are not side by side."""
    em, last = measure.line_height, name.last
    y = top + min(name.height, em) / 2
    is_near = edge - last.right <= 1.5 * em and abs(y - last.y) <= em / 2
    way = ((last.right, last.y), (edge, last.y), (column - _BETWEEN * em / 2, y))
    texts = _texts(name, column + _MARKER_ROOM * em, top, measure)
    return EndLabel(texts, (column + _MARKER * em, y), () if is_near else way)


def _texts(name: _Name, left: float, top: float, measure: MeasuresText) -> tuple[Label, ...]:
    return tuple(
        label(text, left, top + number * measure.line_height, measure, is_strong=True)
        for number, text in enumerate(name.texts)
    )

"""Words on a drawing: where they stand, cut or broken to fit a width, and moved apart so that none covers another."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Protocol

ELLIPSIS = "…"


class MeasuresText(Protocol):
    """Whoever knows the font that the words will be drawn in. Lengths are in the units of the drawing."""

    @property
    def line_height(self) -> float:
        """The height of a line of text; every other length of a drawing grows with it."""
        ...

    def width(self, text: str, *, is_strong: bool = False) -> float:
        """Return how wide a text is."""
        ...


@dataclass(frozen=True, slots=True)
class Box:
    """A rectangle; its top is above its bottom, and y grows downwards."""

    left: float
    top: float
    width: float
    height: float

    @property
    def right(self) -> float:
        """The right edge."""
        return self.left + self.width

    @property
    def bottom(self) -> float:
        """The lower edge."""
        return self.top + self.height

    @property
    def middle(self) -> float:
        """The height half-way down."""
        return self.top + self.height / 2

    def overlaps(self, other: Box) -> bool:
        """Tell whether the two share more than an edge."""
        is_beside = self.right <= other.left or other.right <= self.left
        is_apart = self.bottom <= other.top or other.bottom <= self.top
        return not (is_beside or is_apart)

    def holds(self, other: Box, *, slack: float = 0.01) -> bool:
        """Tell whether the other lies inside."""
        return (
            self.left - slack <= other.left
            and other.right <= self.right + slack
            and self.top - slack <= other.top
            and other.bottom <= self.bottom + slack
        )


@dataclass(frozen=True, slots=True)
class Label:
    """One line of text and the box that it fills."""

    text: str
    box: Box
    is_strong: bool = False


def label(text: str, left: float, top: float, measure: MeasuresText, *, is_strong: bool = False) -> Label:
    """Place a line of text by its upper left corner."""
    return Label(text, Box(left, top, measure.width(text, is_strong=is_strong), measure.line_height), is_strong)


def centred(text: str, x: float, top: float, within: Box, measure: MeasuresText, *, is_strong: bool = False) -> Label:
    """Place a line of text around x, moved sideways as far as it takes to stay within the box."""
    width = measure.width(text, is_strong=is_strong)
    left = clamped(x - width / 2, within.left, within.right - width)
    return Label(text, Box(left, top, width, measure.line_height), is_strong)


def clamped(value: float, lowest: float, highest: float) -> float:
    """Return the value, or the end that it lies beyond; where the ends cross, the first."""
    return max(lowest, min(value, highest))


def fitted(text: str, width: float, measure: MeasuresText, *, is_strong: bool = False) -> str:
    """Return the text, cut with an ellipsis where it is wider than this; nothing where not even that fits."""
    if measure.width(text, is_strong=is_strong) <= width:
        return text
    shortest, longest = 0, len(text)
    while shortest < longest:
        middle = (shortest + longest + 1) // 2
        if measure.width(_cut(text, middle), is_strong=is_strong) <= width:
            shortest = middle
        else:
            longest = middle - 1
    return _cut(text, shortest) if shortest else ""


def _cut(text: str, length: int) -> str:
    return text[:length].rstrip(" ,.-") + ELLIPSIS


def wrapped(
    text: str, width: float, measure: MeasuresText, *, is_strong: bool = False, most_lines: int = 3
) -> tuple[str, ...]:
    """Break a text at its spaces into lines no wider than this; what does not fit is cut with an ellipsis."""
    lines: list[str] = []
    words = [word for word in text.split(" ") if word]
    while words and len(lines) < most_lines - 1:
        count = 1
        while count < len(words) and measure.width(" ".join(words[: count + 1]), is_strong=is_strong) <= width:
            count += 1
        lines.append(" ".join(words[:count]))
        words = words[count:]
    if words:
        lines.append(" ".join(words))
    fitting = (fitted(line, width, measure, is_strong=is_strong) for line in lines)
    return tuple(line for line in fitting if line)


def moved_apart(tops: Sequence[float], heights: Sequence[float], first: float, last: float) -> list[float]:
    """Move boxes of one column apart, as little as it takes, between two heights; they keep their order.

    Boxes that are pressed together share the way: the group stands around the middle of where its boxes wanted to be.
    """
    groups: list[_Group] = []
    for index in sorted(range(len(tops)), key=lambda each: tops[each]):
        group = _Group([index], tops[index], heights[index]).kept(first, last)
        while groups and groups[-1].top + groups[-1].height > group.top:
            group = groups.pop().joined(group, tops, heights).kept(first, last)
        groups.append(group)
    moved = list(tops)
    for group in groups:
        top = group.top
        for index in group.indexes:
            moved[index] = top
            top += heights[index]
    return moved


@dataclass(frozen=True, slots=True)
class _Group:
    """Boxes that touch."""

    indexes: list[int]
    top: float
    height: float

    def kept(self, first: float, last: float) -> _Group:
        return _Group(self.indexes, clamped(self.top, first, last - self.height), self.height)

    def joined(self, lower: _Group, tops: Sequence[float], heights: Sequence[float]) -> _Group:
        indexes = [*self.indexes, *lower.indexes]
        wanted, offset = 0.0, 0.0
        for index in indexes:
            wanted += tops[index] - offset
            offset += heights[index]
        return _Group(indexes, wanted / len(indexes), offset)


def without_overlaps(labels: Iterable[Label], gap: float) -> Iterator[Label]:
    """Yield the labels of one row from left to right, leaving out each that would touch the one before it."""
    reached: float | None = None
    for each in labels:
        if reached is None or each.box.left >= reached + gap:
            reached = each.box.right
            yield each


def is_apart(boxes: Iterable[Box], gap: float) -> bool:
    """Tell whether boxes of one row, from left to right, keep at least this distance."""
    return all(before.right + gap <= after.left for before, after in pairwise(boxes))

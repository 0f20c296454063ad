"""One result on a grey number line with the range that its own laboratory printed, laid out as plain data."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from hoofbeat.domain.labs import UNITS_AS_WRITTEN, KnowsUnits
from hoofbeat.domain.lettering import Box, Label, MeasuresText, centred, clamped, label
from hoofbeat.domain.records import Result
from hoofbeat.domain.ticks import ValueAxis, value_axis
from hoofbeat.domain.trend import Mark, is_drawable, mark_of, printed_limits

_MOST_STEPS = 8
_ROOM = Decimal("0.35")
"""Room beside the range, as a share of it, so that one sees where it ends."""

_ROOM_BEYOND = Decimal("0.05")
"""Room beside a value far outside, as a share of the line."""

_NARROWEST_BAND = 3.0

# Lengths in heights of a line of text.
_TRACK = 0.6
_GAP = 0.35
_END = 0.6


@dataclass(frozen=True, slots=True)
class Band:
    """The printed range on the line; an end that is None in the range runs on to the end of the line."""

    box: Box
    has_low_end: bool
    has_high_end: bool


@dataclass(frozen=True, slots=True)
class NumberLine:
    """A number line in its place: the track from end to end, the range on it, the value's marker, and what is written."""

    area: Box
    track: Box
    band: Band
    x: float
    mark: Mark
    value: Label
    numbers: tuple[Label, ...]
    caption: Label | None = None

    @property
    def labels(self) -> tuple[Label, ...]:
        """Every text of the line."""
        return (self.value, *self.numbers, *((self.caption,) if self.caption else ()))


def number_line_height(measure: MeasuresText) -> float:
    """Return the height that a number line takes."""
    return measure.line_height * (2 + _TRACK + 2 * _GAP)


def lay_out_number_line(
    result: Result,
    *,
    width: float,
    measure: MeasuresText,
    caption: str = "",
    units: KnowsUnits = UNITS_AS_WRITTEN,
) -> NumberLine | None:
    """Lay out a result; None without a number or a printed range, or where the two cannot stand on one line.

    `caption` names the range and is written where it has room.
    """
    low, high = printed_limits(result, units)
    if not is_drawable(result.value) or (low is None and high is None):
        return None
    em = measure.line_height
    area = Box(0, 0, width, number_line_height(measure))
    track = Box(_END * em, em * (1 + _GAP), width - 2 * _END * em, _TRACK * em)
    written = result.value_text.strip() or str(result.value)
    if not _has_room([written, *_texts(low, high)], track, measure):
        return None
    scale = _Scale(_axis(result.value, low, high), track)
    band, x = scale.band(low, high), scale.x(result.value)
    value = centred(written, x, 0, area, measure, is_strong=True)
    numbers = _numbers(scale, low, high, area, measure)
    return NumberLine(
        area=area,
        track=track,
        band=band,
        x=x,
        mark=mark_of(result),
        value=value,
        numbers=numbers,
        caption=_caption(caption, band, numbers, area, measure),
    )


def _texts(*limits: Decimal | None) -> list[str]:
    return [str(limit) for limit in limits if limit is not None]


def _has_room(texts: Sequence[str], track: Box, measure: MeasuresText) -> bool:
    """Tell whether the texts fit side by side: a number is never cut."""
    gaps = 2 * _GAP * measure.line_height * len(texts)
    return sum(measure.width(text, is_strong=True) for text in texts) + gaps <= track.width


@dataclass(frozen=True, slots=True)
class _Scale:
    """Knows where numbers stand on the track."""

    axis: ValueAxis
    track: Box

    def x(self, number: Decimal) -> float:
        return self.track.left + self.axis.fraction(number) * self.track.width

    def band(self, low: Decimal | None, high: Decimal | None) -> Band:
        left = self.track.left if low is None else self.x(low)
        right = self.track.right if high is None else self.x(high)
        if right - left < _NARROWEST_BAND:
            left = clamped((left + right - _NARROWEST_BAND) / 2, self.track.left, self.track.right - _NARROWEST_BAND)
            right = left + _NARROWEST_BAND
        box = Box(left, self.track.top, right - left, self.track.height)
        return Band(box, low is not None, high is not None)


def _axis(value: Decimal, low: Decimal | None, high: Decimal | None) -> ValueAxis:
    """Return an axis with round ends that shows the range, some room beside it, and the value however far outside."""
    known = [number for number in (value, low, high) if number is not None]
    limits = [number for number in (low, high) if number is not None]
    breadth = max(limits) - min(limits) if len(limits) > 1 else abs(limits[0])
    room = (breadth or abs(value) or Decimal(1)) * _ROOM
    first, last = min(value, min(limits) - room), max(value, max(limits) + room)
    beyond = (last - first) * _ROOM_BEYOND
    first, last = min(first, value - beyond), max(last, value + beyond)
    is_one_sided = len(limits) == 1
    if min(known) >= 0 and (is_one_sided or first < breadth * _ROOM):
        first = Decimal(0)
    elif max(known) <= 0 and is_one_sided:
        last = Decimal(0)
    return value_axis(first, last, _MOST_STEPS)


def _numbers(
    scale: _Scale, low: Decimal | None, high: Decimal | None, area: Box, measure: MeasuresText
) -> tuple[Label, ...]:
    """Write the limits of the range as received, side by side where they touch; and the ends of the line where there is room."""
    top = scale.track.bottom + _GAP * measure.line_height
    gap = measure.line_height * _GAP * 2
    limits = [centred(str(limit), scale.x(limit), top, area, measure) for limit in (low, high) if limit is not None]
    if len(limits) > 1:
        limits = _side_by_side(limits, area, gap, measure)
    axis = scale.axis
    ends = [
        centred(axis.text_of(end), scale.x(end), top, area, measure)
        for end in (axis.low, axis.high)
        if end not in (low, high)
    ]
    free = [end for end in ends if not any(_widened(end.box, gap).overlaps(limit.box) for limit in limits)]
    return tuple(sorted([*limits, *free], key=lambda each: each.box.left))


def _side_by_side(labels: Sequence[Label], area: Box, gap: float, measure: MeasuresText) -> list[Label]:
    """Move two labels apart around their middle where they would touch."""
    one, two = labels
    over = one.box.right + gap - two.box.left
    if over <= 0:
        return [one, two]
    whole = one.box.width + gap + two.box.width
    left = clamped(one.box.left - over / 2, area.left, area.right - whole)
    return [
        label(one.text, left, one.box.top, measure),
        label(two.text, left + one.box.width + gap, two.box.top, measure),
    ]


def _widened(box: Box, gap: float) -> Box:
    return Box(box.left - gap, box.top, box.width + 2 * gap, box.height)


def _caption(text: str, band: Band, numbers: Sequence[Label], area: Box, measure: MeasuresText) -> Label | None:
    """Write what the band is below its middle, where it has room between the numbers."""
    if not text or measure.width(text) > band.box.width:
        return None
    top = band.box.bottom + _GAP * measure.line_height
    made = centred(text, band.box.left + band.box.width / 2, top, area, measure)
    gap = measure.line_height * _GAP
    return None if any(_widened(number.box, gap).overlaps(made.box) for number in numbers) else made

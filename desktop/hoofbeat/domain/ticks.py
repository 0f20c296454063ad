"""Where an axis has its ticks: round numbers for values, round years, months and days for dates, round minutes."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import Enum
from types import MappingProxyType

FIRST_DAY, LAST_DAY = date.min.toordinal(), date.max.toordinal()
MINUTES_PER_HOUR = 60

FEWEST_STEPS = 2
"""An axis across zero has a step on either side."""

_TOO_CLOSE = Decimal("1e-9")
_A_LITTLE_MORE = Decimal("1.01")
_TENS_OF_STEPS = (Decimal(1), Decimal(2), Decimal(5), Decimal(10))
_LONGEST_PLAIN_EXPONENT = 7


@dataclass(frozen=True, slots=True)
class ValueAxis:
    """A scale of values whose ends and steps are round numbers. It reckons in Decimal, so that its labels are exact."""

    low: Decimal
    high: Decimal
    step: Decimal

    def fraction(self, value: Decimal) -> float:
        """Return how far up the axis a value stands: 0 at the low end, 1 at the high one."""
        return float((value - self.low) / (self.high - self.low))

    @property
    def ticks(self) -> tuple[Decimal, ...]:
        """The values that have a tick, both ends among them."""
        count = int((self.high - self.low) / self.step)
        return tuple(self.low + self.step * index for index in range(count + 1))

    def text_of(self, tick: Decimal) -> str:
        """Write a tick with as many decimals as the step has."""
        is_long = max(abs(self.low), abs(self.high)).adjusted() >= _LONGEST_PLAIN_EXPONENT
        if is_long or self.step.adjusted() < -_LONGEST_PLAIN_EXPONENT:
            return f"{tick.normalize():e}".replace("e+", "e") if tick else "0"
        decimals = max(0, -int(self.step.normalize().as_tuple().exponent))
        return f"{tick:.{decimals}f}"


def value_axis(low: Decimal, high: Decimal, most_steps: int) -> ValueAxis:
    """Return the axis of round numbers that holds both values, in at most so many steps (two or more)."""
    most_steps = max(FEWEST_STEPS, most_steps)
    if high - low <= max(abs(low), abs(high)) * _TOO_CLOSE:
        low, high = min(low, Decimal(0)), max(high, Decimal(0))
    if low == high:
        high = Decimal(1)
    step = _step_above((high - low) / most_steps)
    while True:
        axis = ValueAxis(_floor(low, step), _ceiling(high, step), step)
        if (axis.high - axis.low) / step <= most_steps:
            return axis
        step = _step_above(step * _A_LITTLE_MORE)


def _step_above(least: Decimal) -> Decimal:
    """Return the smallest of 1, 2, 5 times a power of ten that is not below this."""
    power = Decimal(1).scaleb(least.adjusted())
    return next(step * power for step in _TENS_OF_STEPS if step * power >= least)


def _floor(value: Decimal, step: Decimal) -> Decimal:
    below = value - value % step
    return below - step if below > value else below


def _ceiling(value: Decimal, step: Decimal) -> Decimal:
    return -_floor(-value, step)


class Calendar(Enum):
    """What the ticks of a date axis count."""

    DAYS = "days"
    MONTHS = "months"
    YEARS = "years"


@dataclass(frozen=True, slots=True)
class DateStep:
    """The distance of two ticks of a date axis."""

    counts: Calendar
    every: int

    def between(self, first: float, last: float) -> Iterator[date]:
        """Yield the days that have a tick; the ends are day numbers (date.toordinal)."""
        start = date.fromordinal(max(FIRST_DAY, min(LAST_DAY, int(first))))
        day: date | None = self._first_from(start)
        while day is not None and day.toordinal() <= last:
            if day.toordinal() >= first:
                yield day
            day = self._after(day)

    @property
    def about_days(self) -> float:
        """About how many days lie between two ticks."""
        return _DAYS_OF[self.counts] * self.every

    def _first_from(self, day: date) -> date:
        if self.counts is Calendar.DAYS:
            number = day.toordinal() - (day.toordinal() - 1) % self.every
            return date.fromordinal(max(FIRST_DAY, number))
        if self.counts is Calendar.MONTHS:
            return day.replace(month=day.month - (day.month - 1) % self.every, day=1)
        return date(max(1, day.year - day.year % self.every), 1, 1)

    def _after(self, day: date) -> date | None:
        try:
            if self.counts is Calendar.DAYS:
                return date.fromordinal(day.toordinal() + self.every)
            if self.counts is Calendar.MONTHS:
                months = day.month - 1 + self.every
                return date(day.year + months // 12, months % 12 + 1, 1)
            return date(day.year - day.year % self.every + self.every, 1, 1)
        except (ValueError, OverflowError):  # the calendar ends
            return None


_DAYS_OF: Mapping[Calendar, float] = MappingProxyType(
    {Calendar.DAYS: 1, Calendar.MONTHS: 30.44, Calendar.YEARS: 365.25}
)

DATE_STEPS = (
    *(DateStep(Calendar.DAYS, every) for every in (1, 2, 7, 14)),
    *(DateStep(Calendar.MONTHS, every) for every in (1, 2, 3, 6)),
    *(DateStep(Calendar.YEARS, every) for every in (1, 2, 5, 10, 20, 50, 100, 500, 1000)),
)
"""The distances that a date axis may have, the finest first."""

MINUTE_STEPS = (1, 2, 5, 10, 15, 30, 60, 120, 180, 360, 720, 1440, 2880)
"""The distances that a minute axis may have; from an hour on its labels are in hours."""


def minutes_between(first: float, last: float, every: int) -> Iterator[int]:
    """Yield the minutes that have a tick."""
    minute = -int(-first // every) * every
    while minute <= last:
        yield minute
        minute += every

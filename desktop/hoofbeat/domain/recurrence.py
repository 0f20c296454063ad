"""On which days something repeats, as RFC 5545 words it: a rule, and its moments between two days, never more than are asked for."""

from __future__ import annotations

import calendar
from collections import deque
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from enum import Enum
from itertools import count as counting
from itertools import islice
from typing import Final

MOST_MOMENTS: Final = 60
"""Moments of one rule that become appointments."""
HORIZON: Final = timedelta(days=731)
"""How far from a day moments are looked for: two years."""
LARGEST_COUNT: Final = 1_000
"""Moments that a rule may ask for; one that asks for more is not meant for appointments."""


class Frequency(Enum):
    """The period that a rule counts in."""

    DAILY = "DAILY"
    WEEKLY = "WEEKLY"
    MONTHLY = "MONTHLY"
    YEARLY = "YEARLY"


@dataclass(frozen=True, slots=True)
class Weekday:
    """A day of the week, Monday 0; `place` picks one of a month or year: 1 the first, -1 the last, 0 each."""

    day: int
    place: int = 0


@dataclass(frozen=True, slots=True)
class Rule:
    """A repetition. `until` is the last moment that may be one, on the same clock as the first; parts left empty say nothing."""

    frequency: Frequency
    interval: int = 1
    count: int | None = None
    until: datetime | None = None
    months: frozenset[int] = frozenset()
    month_days: frozenset[int] = frozenset()
    year_days: frozenset[int] = frozenset()
    weekdays: frozenset[Weekday] = frozenset()
    places: frozenset[int] = frozenset()
    week_start: int = 0


@dataclass(frozen=True, slots=True)
class Moments:
    """The moments of a rule that are kept, in order; `is_whole` tells whether the rule has no others."""

    kept: tuple[datetime, ...]
    is_whole: bool


def moments_near(rule: Rule, start: datetime, *, today: date, most: int = MOST_MOMENTS) -> Moments:
    """Return the first moment, those from today on within two years, and so many of the latest before as there is room for.

    Of a rule that ended before today, the two years are those before its end.
    """
    anchor = today if rule.until is None else min(today, rule.until.date())
    last = max(start.date(), anchor) + HORIZON
    earliest = start.date() if rule.count is not None else max(start.date(), anchor - HORIZON)
    past: deque[datetime] = deque(maxlen=most)
    ahead: list[datetime] = []
    seen = 0
    for moment in between(rule, start, earliest=earliest, last=last):
        seen += 1
        if moment.date() < today:
            past.append(moment)
        else:
            ahead.append(moment)
            if len(ahead) > most:
                break
    room = max(most - len(ahead), 0)
    latest = list(past)[len(past) - min(room, len(past)) :]
    kept = [*latest, *ahead[:most]]
    if start not in kept:
        full = len(kept) == most
        kept = [start, *(kept[1:] if full and room else kept[: most - 1])]
    ends_in_reach = rule.count == seen or (rule.until is not None and rule.until.date() <= last)
    return Moments(tuple(kept), ends_in_reach and earliest == start.date() and len(kept) == seen)


def between(rule: Rule, start: datetime, *, earliest: date, last: date) -> Iterator[datetime]:
    """Yield the moments between two days, both included; the start is the first of them, whether or not it fits the rule."""
    found = _all(rule, start, earliest=earliest if rule.count is None else start.date(), last=last)
    for moment in found if rule.count is None else islice(found, rule.count):
        if moment.date() >= earliest:
            yield moment


def _all(rule: Rule, start: datetime, *, earliest: date, last: date) -> Iterator[datetime]:
    """Yield moments in order from about `earliest` on; the days of whole periods are looked at, so that there is always an end."""
    full = _with_its_defaults(rule, start.date())
    if start.date() <= last:
        yield start
    for number in counting(_first_period(rule, start.date(), earliest)):
        days = _days_of_period(full, start.date(), number)
        if days is None or days[0] > last:
            return
        for day in _picked([day for day in days if _fits(full, day)], rule.places):
            moment = datetime.combine(day, start.time())
            if rule.until is not None and moment > rule.until:
                return
            if moment > start and day <= last:
                yield moment


def _with_its_defaults(rule: Rule, start: date) -> Rule:
    """Fill in what a rule leaves to its first day: every month on its day, every week on its weekday."""
    if rule.month_days or rule.year_days or rule.weekdays or rule.frequency is Frequency.DAILY:
        return rule
    if rule.frequency is Frequency.WEEKLY:
        return replace(rule, weekdays=frozenset({Weekday(start.weekday())}))
    if rule.frequency is Frequency.MONTHLY:
        return replace(rule, month_days=frozenset({start.day}))
    return replace(rule, months=rule.months or frozenset({start.month}), month_days=frozenset({start.day}))


def _first_period(rule: Rule, start: date, earliest: date) -> int:
    """Return the number of a period that does not lie after `earliest`."""
    if earliest <= start:
        return 0
    periods = {
        Frequency.DAILY: (earliest - start).days,
        Frequency.WEEKLY: (earliest - start).days // 7,
        Frequency.MONTHLY: 12 * (earliest.year - start.year) + earliest.month - start.month,
        Frequency.YEARLY: earliest.year - start.year,
    }
    return max(periods[rule.frequency] // rule.interval - 1, 0)


def _days_of_period(rule: Rule, start: date, number: int) -> list[date] | None:
    """Return the days of a period, the first one being that of the start; None beyond the calendar."""
    steps = number * rule.interval
    try:
        if rule.frequency is Frequency.DAILY:
            return [start + timedelta(days=steps)]
        if rule.frequency is Frequency.WEEKLY:
            first = start - timedelta(days=(start.weekday() - rule.week_start) % 7) + timedelta(weeks=steps)
            return [first + timedelta(days=day) for day in range(7)]
        if rule.frequency is Frequency.MONTHLY:
            years, month = divmod(start.month - 1 + steps, 12)
            return _month(start.year + years, month + 1)
        months = sorted(rule.months) or range(1, 13)
        return [day for month in months for day in _month(start.year + steps, month)]
    except (OverflowError, ValueError):
        return None


def _month(year: int, month: int) -> list[date]:
    if year > date.max.year:
        raise OverflowError
    return [date(year, month, day) for day in range(1, calendar.monthrange(year, month)[1] + 1)]


def _fits(rule: Rule, day: date) -> bool:
    return (
        (not rule.months or day.month in rule.months)
        and (not rule.month_days or _is_one(day.day, calendar.monthrange(day.year, day.month)[1], rule.month_days))
        and (not rule.year_days or _is_one(day.timetuple().tm_yday, _length_of_year(day), rule.year_days))
        and (not rule.weekdays or any(_is_weekday(rule, day, each) for each in rule.weekdays))
    )


def _is_weekday(rule: Rule, day: date, wanted: Weekday) -> bool:
    if day.weekday() != wanted.day:
        return False
    if not wanted.place:
        return True
    if rule.frequency is Frequency.YEARLY and not rule.months:
        number, length = day.timetuple().tm_yday, _length_of_year(day)
    else:
        number, length = day.day, calendar.monthrange(day.year, day.month)[1]
    return wanted.place in ((number - 1) // 7 + 1, -((length - number) // 7 + 1))


def _is_one(number: int, length: int, wanted: frozenset[int]) -> bool:
    """Tell whether a day is wanted by its number from the beginning, or by its negative one from the end."""
    return number in wanted or number - length - 1 in wanted


def _length_of_year(day: date) -> int:
    return 366 if calendar.isleap(day.year) else 365


def _picked(days: list[date], places: frozenset[int]) -> list[date]:
    if not places:
        return days
    return [day for number, day in enumerate(days, 1) if number in places or number - len(days) - 1 in places]

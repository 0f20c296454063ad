"""The days of a rhythm: every so many hours, days or weeks, days of the week or the month, cycles, once. No zone, no clock change."""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Callable, Iterator, Mapping
from datetime import date, datetime, time, timedelta
from types import MappingProxyType

from hoofbeat.domain.records import DosePhase, Schedule
from hoofbeat.domain.values import PartialDate, Period

_ONE_DAY = timedelta(days=1)
_LAST_YEAR = 9_000

WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
_SHORTEST_WEEKDAY = 3


def weekdays_of(text: str) -> tuple[int, ...]:
    """Return the days of the week named in a text, Monday as 0; none when a word is no day of the week."""
    found = set()
    for word in re.split(r"[\s,;/&]+|\band\b", text.lower()):
        if not word:
            continue
        fitting = [index for index, name in enumerate(WEEKDAYS) if name.startswith(word.rstrip("."))]
        if len(word.rstrip(".")) < _SHORTEST_WEEKDAY or not fitting:
            return ()
        found.add(fitting[0])
    return tuple(sorted(found))


def step_of(phase: DosePhase) -> timedelta | None:
    """Return how far the doses of a phase lie apart; None where the calendar tells its days."""
    if not phase.every:
        return None
    units = {Schedule.EVERY_HOURS: "hours", Schedule.EVERY_DAYS: "days", Schedule.EVERY_WEEKS: "weeks"}
    unit = units.get(phase.schedule)
    return None if unit is None else timedelta(**{unit: phase.every})


def every(step: timedelta, first: date, *, from_day: date | None = None) -> Iterator[date]:
    """Yield the days of a rhythm of wall-clock time, each day once; those before `from_day` are left out."""
    moment = first if isinstance(first, datetime) else datetime.combine(first, time.min)
    if from_day is not None and moment.date() < from_day:
        moment += -((moment - datetime.combine(from_day, time.min)) // step) * step
    shown = None
    while moment.year < _LAST_YEAR:
        if moment.date() != shown:
            shown = moment.date()
            yield shown
        moment += step


def _days_from(start: date) -> Iterator[date]:
    day = start
    while day.year < _LAST_YEAR:
        yield day
        day += _ONE_DAY


def _daily(_phase: DosePhase, start: date) -> Iterator[date]:
    return _days_from(start)


def _on_weekdays(phase: DosePhase, start: date) -> Iterator[date]:
    wanted = weekdays_of(phase.days_of_week)
    return (day for day in _days_from(start) if day.weekday() in wanted) if wanted else iter(())


def _on_day_of_month(phase: DosePhase, start: date) -> Iterator[date]:
    """Yield that day of each month; a month that is too short gives its last day."""
    wanted = phase.day_of_month
    if not wanted:
        return iter(())
    return (day for day in _days_from(start) if day.day == min(wanted, monthrange(day.year, day.month)[1]))


def _in_cycles(phase: DosePhase, start: date) -> Iterator[date]:
    first, on, off = exact_day(phase.from_on), phase.days_on, phase.days_off
    if first is None or not on or not off:
        return iter(())
    return (day for day in _days_from(start) if (day - first).days % (on + off) < on)


def _once(phase: DosePhase, start: date) -> Iterator[date]:
    day = exact_day(phase.from_on)
    return iter(()) if day is None or day < start else iter((day,))


CALENDARS: Mapping[Schedule, Callable[[DosePhase, date], Iterator[date]]] = MappingProxyType(
    {
        Schedule.DAILY: _daily,
        Schedule.DAYS_OF_WEEK: _on_weekdays,
        Schedule.DAY_OF_MONTH: _on_day_of_month,
        Schedule.CYCLE: _in_cycles,
        Schedule.ONCE: _once,
    }
)
"""The days of a phase from a day on, by the rhythms that keep the calendar."""


def cycles_from(phase: DosePhase, today: date) -> Iterator[Period]:
    """Yield the spans of days on of a cycle, from the one of today or the next one; none where its start is not known."""
    first, on, off = exact_day(phase.from_on), phase.days_on, phase.days_off
    if first is None or not on or not off:
        return
    start = first + timedelta(days=max((today - first).days // (on + off), 0) * (on + off))
    while start.year < _LAST_YEAR:
        end = start + timedelta(days=on - 1)
        if end >= today:
            yield Period(PartialDate.of(start), PartialDate.of(end))
        start += timedelta(days=on + off)


def exact_day(day: PartialDate | None) -> date | None:
    """Return the day of a date, where it is known."""
    return day.first if day is not None and day.is_exact else None

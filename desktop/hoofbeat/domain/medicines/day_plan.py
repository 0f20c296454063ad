"""What a day holds by plan: which doses, how much of each, and at which part of the day or time on the clock."""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from itertools import takewhile

from hoofbeat.domain.day_parts import amount_in, parts_of
from hoofbeat.domain.medicines.clock_times import ClockDose, clock_doses
from hoofbeat.domain.medicines.given import last_given
from hoofbeat.domain.medicines.phases import phases_on
from hoofbeat.domain.medicines.planning import planned_days
from hoofbeat.domain.records import Administration, DayPart, DosePhase, Schedule

_ONE_DAY = timedelta(days=1)
_HOURS_OF_A_DAY = 24
_PARTS_END = (time(11), time(16), time(20, 30))
"""When morning, midday and evening end, to put a time on the clock among the parts of the day."""


@dataclass(frozen=True, slots=True)
class PlannedDose:
    """One dose of a day: how much, and at which part of the day or at which time on the clock, where that is said."""

    phase: DosePhase
    amount: Decimal | None = None
    part: DayPart | None = None
    at: time | None = None


def doses_on(
    phases: Iterable[DosePhase],
    given: Iterable[Administration] = (),
    *,
    day: date,
    today: date,
    moved_to: date | None = None,
) -> tuple[PlannedDose, ...]:
    """Return the doses that a day holds by plan, in the order of the day; none of what is taken as needed or as written.

    A past day is planned from what was given before it, a day to come from today.
    """
    phases, given = tuple(phases), tuple(given)
    seen_from = min(day, today)
    if day < today:
        given = tuple(each for each in given if each.given_at.on.last < day)
        moved_to = None
    together = phases_on(phases, day)
    found: list[PlannedDose] = []
    for phase in together:
        alone = [each for each in phases if each is phase or each not in together]
        days = planned_days(alone, given, today=seen_from, moved_to=moved_to)
        if any(each.on == day and each.phase is phase for each in takewhile(lambda each: each.on <= day, days)):
            found += _doses(phase, day, given)
    return tuple(sorted(found, key=_place_in_day))


def doses_of_a_day(phase: DosePhase) -> tuple[PlannedDose, ...]:
    """Return the doses of a phase on a day that has any: by the clock, else by the parts of the day, else as many as are said."""
    clock = clock_doses(phase.at_times)
    if clock:
        return tuple(_at_the_clock(phase, each) for each in clock)
    parts = parts_of(phase)
    if parts:
        return tuple(PlannedDose(phase, amount_in(phase, part), part) for part in parts)
    return (PlannedDose(phase, phase.amount),) * (phase.times_per_day or 1)


def part_at(at: time) -> DayPart:
    """Return the part of the day that a time on the clock belongs to."""
    return next((part for part, ends in zip(DayPart, _PARTS_END, strict=False) if at < ends), DayPart.BEDTIME)


def _doses(phase: DosePhase, day: date, given: Iterable[Administration]) -> tuple[PlannedDose, ...]:
    if phase.schedule is not Schedule.EVERY_HOURS or not phase.every or phase.every > _HOURS_OF_A_DAY:
        return doses_of_a_day(phase)
    last = last_given((each for each in given if each.given_at.at is not None), until=day)
    clock = clock_doses(phase.at_times)
    if last is not None and last.given_at.at is not None:
        anchor = datetime.combine(last.given_at.on.first, last.given_at.at)
    elif clock:
        anchor = datetime.combine(day - _ONE_DAY, clock[0].at)
    else:
        return (PlannedDose(phase, phase.amount),) * (_HOURS_OF_A_DAY // phase.every)
    return tuple(PlannedDose(phase, phase.amount, at=at) for at in _every_hours(anchor, phase.every, day))


def _every_hours(anchor: datetime, hours: int, day: date) -> Iterator[time]:
    """Yield the times of a day on the wall clock, counted on from an earlier time; a change of the clocks moves none."""
    step = timedelta(hours=hours)
    moment = anchor + max(math.ceil((datetime.combine(day, time.min) - anchor) / step), 1) * step
    while moment.date() == day:
        yield moment.time()
        moment += step


def _at_the_clock(phase: DosePhase, dose: ClockDose) -> PlannedDose:
    return PlannedDose(phase, phase.amount if dose.amount is None else dose.amount, at=dose.at)


def _place_in_day(dose: PlannedDose) -> tuple[int, time]:
    if dose.at is not None:
        return (list(DayPart).index(part_at(dose.at)), dose.at)
    return (len(DayPart) if dose.part is None else list(DayPart).index(dose.part), time.min)

"""What is taken on a day, when the next dose is planned and by which rule, what was given last, and what changed since a day."""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta
from enum import Enum
from itertools import chain, pairwise
from types import MappingProxyType

from hoofbeat.domain.records import Administration, DosePhase, GivenState, Medication, MedicineState, Schedule
from hoofbeat.domain.values import PartialDate, Period

NEXT_DATES = 3
"""How many planned dates are shown."""
_ONE_DAY = timedelta(days=1)
_LAST_YEAR = 9_000

WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
_SHORTEST_WEEKDAY = 3


class PlanRule(Enum):
    """Which rule made a planned date; the screen and the paper say so."""

    FROM_LAST_GIVEN = "counted from the last one given"
    FROM_START = "counted from the start"
    CALENDAR = "a fixed day of the calendar"
    MOVED = "moved by hand"


@dataclass(frozen=True, slots=True)
class DosePlan:
    """What is planned for one medicine.

    `unmarked` is a day that has come and is not marked as given; `dates` are the next ones, today included.
    """

    rule: PlanRule
    unmarked: date | None = None
    dates: tuple[date, ...] = ()


def phases_on(phases: Iterable[DosePhase], day: date) -> tuple[DosePhase, ...]:
    """Return the dose phases that hold on a day, in the order of their start; when in doubt a phase holds.

    A phase without an end holds until another one starts.
    """
    reached = [phase for phase in _by_start(phases) if _period(phase).may_include(day)]
    return tuple(
        phase for phase in reached if phase.until_on is not None or not any(_starts_after(o, phase) for o in reached)
    )


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


def last_given(given: Iterable[Administration], *, until: date | None = None) -> Administration | None:
    """Return the latest dose that was given, not after the day `until`."""
    doses = [
        dose for dose in given if dose.state is GivenState.GIVEN and (until is None or dose.given_at.on.first <= until)
    ]
    return max(doses, key=lambda dose: str(dose.given_at), default=None)


def days_since(day: PartialDate, today: date) -> int | None:
    """Count the days from a fully known day to today; None when the day is not known."""
    return (today - day.first).days if day.is_exact else None


def order_on(phase: DosePhase, next_on: date) -> date | None:
    """Return the day by which the next dose is to be ordered; None where no number of days was given."""
    return None if phase.order_days_before is None else next_on - timedelta(days=phase.order_days_before)


def plan_doses(
    phases: Iterable[DosePhase],
    given: Iterable[Administration] = (),
    *,
    today: date,
    moved_to: date | None = None,
    count: int = NEXT_DATES,
) -> DosePlan | None:
    """Work out the next planned dates of one medicine from its phases and its doses; None where nothing tells them.

    Every so many days or weeks counts from the last dose given, else from the start; days of the week and of the month keep
    the calendar. `moved_to` is a next date set by hand, from which a rhythm goes on until a dose is given after it.
    """
    given = tuple(given)
    last = last_given(given, until=today)
    counting = _Counting(today, last, _latest_settled(given), moved_to)
    rule: PlanRule | None = None
    unmarked: date | None = None
    ahead: list[date] = []
    for phase in _ahead(tuple(phases), today):
        found, days = counting.days_of(phase)
        rule = rule or found
        for day in days:
            if len(ahead) == count or (phase.until_on is not None and day > phase.until_on.last):
                break
            if day >= today:
                ahead.append(day)
            elif unmarked is None and counting.is_marking and _is_marked(phase, found):
                unmarked = day
            counting = counting.after(day)
    return DosePlan(rule, unmarked, tuple(ahead)) if rule is not None and (ahead or unmarked) else None


@dataclass(frozen=True, slots=True)
class _Counting:
    """What the dates of a phase are counted from: the last dose given, or planned before this phase."""

    today: date
    last: Administration | None
    settled: date | None
    moved_to: date | None
    planned: date | None = None

    @property
    def is_marking(self) -> bool:
        """Tell whether doses of this medicine are being marked, so that one not marked is worth a word."""
        return self.last is not None or self.moved_to is not None

    def after(self, day: date) -> _Counting:
        """Return the same, once a dose is planned for a day."""
        return replace(self, planned=day)

    def days_of(self, phase: DosePhase) -> tuple[PlanRule | None, Iterator[date]]:
        """Return the rule and the planned days of a phase, leaving out those marked as not given."""
        rule, days = self._rule_and_days(phase)
        if rule is PlanRule.MOVED or self.settled is None:
            return rule, days
        settled = self.settled
        return rule, (day for day in days if day > settled)

    def _rule_and_days(self, phase: DosePhase) -> tuple[PlanRule | None, Iterator[date]]:
        step, calendar = _step_of(phase), _CALENDARS.get(phase.schedule)
        moved_to = self._moved_to()
        if moved_to is not None:
            rest = calendar(phase, moved_to + _ONE_DAY) if calendar else iter(())
            return PlanRule.MOVED, _every(step, moved_to) if step else chain((moved_to,), rest)
        if step is not None:
            return self._counted(phase, step)
        if calendar is None:
            return None, iter(())
        return PlanRule.CALENDAR, calendar(phase, self._calendar_start(phase))

    def _moved_to(self) -> date | None:
        is_past = self.last is not None and self.moved_to is not None and self.last.given_at.on.last >= self.moved_to
        return None if is_past or self.planned is not None else self.moved_to

    def _counted(self, phase: DosePhase, step: timedelta) -> tuple[PlanRule | None, Iterator[date]]:
        counted_from, start = self._counted_from(), _exact(phase.from_on)
        if counted_from is not None:
            following = counted_from + step
            if phase.from_on is None or following.date() >= phase.from_on.first:
                return PlanRule.FROM_LAST_GIVEN, _every(step, following)
        if start is None or (self.last is not None and counted_from is None):
            return None, iter(())
        days = _every(step, start)
        return PlanRule.FROM_START, days if self.is_marking else (day for day in days if day >= self.today)

    def _counted_from(self) -> datetime | None:
        if self.planned is not None:
            return datetime.combine(self.planned, time.min)
        if self.last is None or not self.last.given_at.on.is_exact:
            return None
        return datetime.combine(self.last.given_at.on.first, self.last.given_at.at or time.min)

    def _calendar_start(self, phase: DosePhase) -> date:
        start = date.min if phase.from_on is None else phase.from_on.first
        if self.last is None or not _is_marked(phase, PlanRule.CALENDAR):
            return max(start, self.today)
        planned = _exact(self.last.planned_on) or date.min
        return max(start, max(self.last.given_at.on.last, planned) + _ONE_DAY)


def _is_marked(phase: DosePhase, rule: PlanRule | None) -> bool:
    """Tell whether single doses of this rhythm are marked as given: not those taken every day."""
    if rule is PlanRule.MOVED:
        return True
    step = _step_of(phase)
    return step > _ONE_DAY if step is not None else phase.schedule not in (Schedule.DAILY, Schedule.CYCLE)


def _step_of(phase: DosePhase) -> timedelta | None:
    if not phase.every:
        return None
    units = {Schedule.EVERY_HOURS: "hours", Schedule.EVERY_DAYS: "days", Schedule.EVERY_WEEKS: "weeks"}
    unit = units.get(phase.schedule)
    return None if unit is None else timedelta(**{unit: phase.every})


def _every(step: timedelta, first: date) -> Iterator[date]:
    """Yield the days of a rhythm of wall-clock time, each day once."""
    moment = first if isinstance(first, datetime) else datetime.combine(first, time.min)
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
    first, on, off = _exact(phase.from_on), phase.days_on, phase.days_off
    if first is None or not on or not off:
        return iter(())
    return (day for day in _days_from(start) if (day - first).days % (on + off) < on)


def _once(phase: DosePhase, start: date) -> Iterator[date]:
    day = _exact(phase.from_on)
    return iter(()) if day is None or day < start else iter((day,))


_CALENDARS: Mapping[Schedule, Callable[[DosePhase, date], Iterator[date]]] = MappingProxyType(
    {
        Schedule.DAILY: _daily,
        Schedule.DAYS_OF_WEEK: _on_weekdays,
        Schedule.DAY_OF_MONTH: _on_day_of_month,
        Schedule.CYCLE: _in_cycles,
        Schedule.ONCE: _once,
    }
)


def _ahead(phases: Sequence[DosePhase], today: date) -> list[DosePhase]:
    """Return the phase that holds today and those that start later, each ended by the next one's start."""
    later = [phase for phase in _by_start(phases) if phase.from_on is not None and phase.from_on.first > today]
    line = [*phases_on(phases, today)[-1:], *later]
    return [
        phase.replaced(until_on=_earlier(phase.until_on, following))
        for phase, following in zip(line, [*line[1:], None], strict=False)
    ]


def _earlier(end: PartialDate | None, following: DosePhase | None) -> PartialDate | None:
    if following is None or following.from_on is None:
        return end
    last = following.from_on.first - _ONE_DAY
    return end if end is not None and end.last <= last else PartialDate.of(last)


def _latest_settled(given: Iterable[Administration]) -> date | None:
    """Return the latest day that is marked as not given: nothing is planned up to it any more."""
    days = [(dose.planned_on or dose.given_at.on).last for dose in given if dose.state is GivenState.NOT_GIVEN]
    return max(days, default=None)


def _exact(day: PartialDate | None) -> date | None:
    return day.first if day is not None and day.is_exact else None


def _period(phase: DosePhase) -> Period:
    return Period(phase.from_on, phase.until_on)


def _by_start(phases: Iterable[DosePhase]) -> list[DosePhase]:
    return sorted(phases, key=lambda phase: "" if phase.from_on is None else str(phase.from_on))


def _starts_after(one: DosePhase, other: DosePhase) -> bool:
    if one.from_on is None:
        return False
    return other.from_on is None or one.from_on.first > other.from_on.last


class MedicineEvent(Enum):
    """What happened to a medicine."""

    STARTED = "started"
    STOPPED = "stopped"
    CHANGED = "changed"


@dataclass(frozen=True, slots=True)
class MedicineChange:
    """One thing that happened to a medicine, with the dose before and the dose after where it was changed."""

    event: MedicineEvent
    medication: Medication
    on: PartialDate | None
    before: DosePhase | None = None
    after: DosePhase | None = None


def medicine_changes(medication: Medication, phases: Iterable[DosePhase]) -> Iterator[MedicineChange]:
    """Yield all that is known to have happened to one medicine, oldest first; a planned one has not happened."""
    if medication.state is MedicineState.PLANNED:
        return
    ordered = _by_start(phases)
    first = ordered[0] if ordered else None
    began = medication.started_on or (first.from_on if first else None)
    if began is not None:
        yield MedicineChange(MedicineEvent.STARTED, medication, began, after=first)
    for before, after in pairwise(ordered):
        if after.from_on is not None and after.from_on != before.from_on:
            yield MedicineChange(MedicineEvent.CHANGED, medication, after.from_on, before, after)
    if medication.stopped_on is not None or medication.state is MedicineState.STOPPED:
        last = ordered[-1] if ordered else None
        yield MedicineChange(MedicineEvent.STOPPED, medication, medication.stopped_on, before=last)

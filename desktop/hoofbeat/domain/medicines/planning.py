"""When the next doses of a medicine are planned and by which rule, and what a day holds of them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from datetime import date, datetime, time, timedelta
from enum import Enum
from itertools import chain

from hoofbeat.domain.medicines.given import last_given
from hoofbeat.domain.medicines.phases import HeldPhase, spans_from
from hoofbeat.domain.medicines.rhythms import CALENDARS, every, exact_day, step_of
from hoofbeat.domain.records import Administration, DosePhase, GivenState, Schedule
from hoofbeat.domain.values import PartialDate, Period

NEXT_DATES = 3
"""How many planned dates are shown."""
_ONE_DAY = timedelta(days=1)


class PlanRule(Enum):
    """Which rule made a planned date; the screen and the paper say so."""

    FROM_LAST_GIVEN = "counted from the last one given"
    FROM_START = "counted from the start"
    CALENDAR = "a fixed day of the calendar"
    MOVED = "moved by hand"


@dataclass(frozen=True, slots=True)
class DosePlan:
    """What is planned for one medicine.

    `unmarked` is a day that has come and is not marked as given; `dates` are the next ones, today included, and `phase` is the
    dose that the first of them is of.
    """

    rule: PlanRule
    unmarked: date | None = None
    dates: tuple[date, ...] = ()
    phase: DosePhase | None = field(default=None, compare=False)

    @property
    def order_by(self) -> date | None:
        """The day by which the next dose is to be ordered; None where no number of days was given."""
        return order_on(self.phase, self.dates[0]) if self.phase is not None and self.dates else None


def order_on(phase: DosePhase, next_on: date) -> date | None:
    """Return the day by which the next dose is to be ordered; None where no number of days was given."""
    return None if phase.order_days_before is None else next_on - timedelta(days=phase.order_days_before)


@dataclass(frozen=True, slots=True)
class PlannedDay:
    """A day on which a dose is planned, with the phase that plans it and the rule that made the date.

    `is_marked` tells whether single doses of this rhythm are marked as given, so that one not marked is worth a word.
    """

    on: date
    phase: DosePhase
    rule: PlanRule
    is_marked: bool


def planned_days(
    phases: Iterable[DosePhase],
    given: Iterable[Administration] = (),
    *,
    today: date,
    moved_to: date | None = None,
) -> Iterator[PlannedDay]:
    """Yield the planned days of one medicine in order, those first that have come and are not marked as given.

    Every so many days or weeks counts from the last dose given, else from the start; days of the week and of the month keep
    the calendar. `moved_to` is a next date set by hand, from which a rhythm goes on until a dose is given after it.
    """
    given = tuple(given)
    settled = _latest_settled(given)
    is_move_settled = moved_to is not None and any(_settles(each, moved_to) for each in given)
    counting = _Counting(today, last_given(given, until=today), settled, moved_to, is_move_settled)
    for held in _one_after_another(spans_from(phases, today)):
        rule, days = counting.days_of(held.phase)
        if rule is None:
            continue
        is_marked = counting.is_marking and _is_marked(held.phase, rule)
        for day in _within(held, days):
            yield PlannedDay(day, held.phase, rule, is_marked)
            counting = counting.after(day)


def plan_doses(
    phases: Iterable[DosePhase],
    given: Iterable[Administration] = (),
    *,
    today: date,
    moved_to: date | None = None,
    count: int = NEXT_DATES,
) -> DosePlan | None:
    """Work out the next planned dates of one medicine from its phases and its doses; None where nothing tells them."""
    rule: PlanRule | None = None
    phase: DosePhase | None = None
    unmarked: date | None = None
    ahead: list[date] = []
    for planned in planned_days(phases, given, today=today, moved_to=moved_to):
        rule = rule or planned.rule
        if planned.on >= today:
            phase = phase or planned.phase
            ahead.append(planned.on)
        elif unmarked is None and planned.is_marked:
            unmarked = planned.on
        if len(ahead) == count:
            break
    return DosePlan(rule, unmarked, tuple(ahead), phase) if rule is not None and (ahead or unmarked) else None


@dataclass(frozen=True, slots=True)
class _Counting:
    """What the dates of a phase are counted from: the last dose given, or planned before this phase."""

    today: date
    last: Administration | None
    settled: date | None
    moved_to: date | None
    is_move_settled: bool
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
        if self.settled is None or (rule is PlanRule.MOVED and not self.is_move_settled):
            return rule, days
        settled = self.settled
        return rule, (day for day in days if day > settled)

    def _rule_and_days(self, phase: DosePhase) -> tuple[PlanRule | None, Iterator[date]]:
        step, calendar = step_of(phase), CALENDARS.get(phase.schedule)
        moved_to = self._moved_to()
        if moved_to is not None:
            rest = calendar(phase, moved_to + _ONE_DAY) if calendar else iter(())
            return PlanRule.MOVED, every(step, moved_to) if step else chain((moved_to,), rest)
        if step is not None:
            return self._counted(phase, step)
        if calendar is None:
            return None, iter(())
        return PlanRule.CALENDAR, calendar(phase, self._calendar_start(phase))

    def _moved_to(self) -> date | None:
        is_past = self.last is not None and self.moved_to is not None and self.last.given_at.on.last >= self.moved_to
        return None if is_past or self.planned is not None else self.moved_to

    def _counted(self, phase: DosePhase, step: timedelta) -> tuple[PlanRule | None, Iterator[date]]:
        counted_from, start = self._counted_from(), exact_day(phase.from_on)
        if counted_from is not None:
            following = counted_from + step
            if phase.from_on is None or following.date() >= phase.from_on.first:
                return PlanRule.FROM_LAST_GIVEN, every(step, following)
        if start is None or (self.last is not None and counted_from is None):
            return None, iter(())
        days = every(step, start) if self.is_marking else every(step, start, from_day=self.today)
        return PlanRule.FROM_START, days

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
        planned = exact_day(self.last.planned_on) or date.min
        return max(start, max(self.last.given_at.on.last, planned) + _ONE_DAY)


def _one_after_another(spans: Iterable[HeldPhase]) -> Iterator[HeldPhase]:
    """Yield the spans of doses that have a rhythm one by one: of two at once the later one leads, else the one that is counted."""
    rhythmic = [each for each in spans if each.phase.schedule in CALENDARS or step_of(each.phase) is not None]
    leader: HeldPhase | None = None
    begins = date.min
    for day in sorted({_first_day(each) for each in rhythmic} | {_day_after(each) for each in rhythmic}):
        holding = [each for each in rhythmic if _first_day(each) <= day < _day_after(each)]
        following = max(holding, key=_leads, default=None)
        if following is leader:
            continue
        if leader is not None:
            yield _between(leader, begins, day)
        leader, begins = following, day


def _leads(held: HeldPhase) -> tuple[date, bool]:
    return _first_day(held), held.phase.schedule not in CALENDARS


def _between(held: HeldPhase, first: date, end: date) -> HeldPhase:
    """Return the part of a span from one day up to another; the ends that are its own stay as they are written."""
    start = held.span.start if first == _first_day(held) else PartialDate.of(first)
    return HeldPhase(
        held.phase, Period(start, held.span.end if end == _day_after(held) else PartialDate.of(end - _ONE_DAY))
    )


def _day_after(held: HeldPhase) -> date:
    """Return the day after a span; the last day there is where it has no end."""
    if held.span.end is None or held.span.end.last == date.max:
        return date.max
    return held.span.end.last + _ONE_DAY


def _first_day(held: HeldPhase) -> date:
    return date.min if held.span.start is None else held.span.start.first


def _within(held: HeldPhase, days: Iterable[date]) -> Iterator[date]:
    """Yield the days of a span; a phase that goes on after a short one has no days before that."""
    first = date.min if held.span.start == held.phase.from_on else _first_day(held)
    for day in days:
        if held.span.end is not None and day > held.span.end.last:
            return
        if day >= first:
            yield day


def _is_marked(phase: DosePhase, rule: PlanRule | None) -> bool:
    """Tell whether single doses of this rhythm are marked as given: not those taken every day."""
    if rule is PlanRule.MOVED:
        return True
    step = step_of(phase)
    return step > _ONE_DAY if step is not None else phase.schedule not in (Schedule.DAILY, Schedule.CYCLE)


def _latest_settled(given: Iterable[Administration]) -> date | None:
    """Return the latest day that is marked as not given: nothing is planned up to it any more."""
    days = [(dose.planned_on or dose.given_at.on).last for dose in given if dose.state is GivenState.NOT_GIVEN]
    return max(days, default=None)


def _settles(dose: Administration, moved_to: date) -> bool:
    """Tell whether a dose that was not given is the one that had been moved to this day."""
    if dose.state is not GivenState.NOT_GIVEN:
        return False
    return exact_day(dose.planned_on) == moved_to or dose.given_at.on.last >= moved_to

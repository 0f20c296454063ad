"""Dose phases in the order of time: which of them hold on a day, for how long each does, and which two get in each other's way."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import TypeGuard

from hoofbeat.domain.day_parts import parts_of
from hoofbeat.domain.records import DosePhase, Medication, MedicineState, Schedule
from hoofbeat.domain.values import PartialDate, Period

_ONE_DAY = timedelta(days=1)
_COUNTED_FROM_START = frozenset(
    {Schedule.CYCLE, Schedule.EVERY_HOURS, Schedule.EVERY_DAYS, Schedule.EVERY_WEEKS, Schedule.ONCE}
)


def phases_on(phases: Iterable[DosePhase], day: date) -> tuple[DosePhase, ...]:
    """Return the dose phases that hold on a day, in the order of their start; when in doubt a phase holds.

    A phase without an end holds until another one starts, and again once that one has ended.
    """
    reached = [phase for phase in by_start(phases) if period_of(phase).may_include(day)]
    return tuple(
        phase for phase in reached if phase.until_on is not None or not any(_starts_after(o, phase) for o in reached)
    )


def state_on(medication: Medication, phases: Iterable[DosePhase], day: date) -> MedicineState | None:
    """Tell what a medicine was on a past day, by its dates; None where it had not begun.

    Where it is taken now and no dose was written for that day, as in a time when it had been stopped, nobody knows.
    """
    phases = by_start(phases)
    first = next(iter(phases), None)
    began = medication.started_on or (first.from_on if first is not None else None)
    if began is not None and began.first > day:
        return None
    state, stopped_on = medication.state, medication.stopped_on
    if state is MedicineState.STOPPED and stopped_on is not None:
        is_over = stopped_on.last < day or stopped_on == PartialDate.of(day)
        state = MedicineState.STOPPED if is_over else MedicineState.TAKING
    is_written = not phases or bool(phases_on(phases, day))
    return MedicineState.NOT_KNOWN if state is MedicineState.TAKING and not is_written else state


@dataclass(frozen=True, slots=True)
class HeldPhase:
    """A phase with a span in which it holds. One without an end gives way to what starts later, and goes on after a short one."""

    phase: DosePhase
    span: Period


def line_of_phases(phases: Iterable[DosePhase]) -> tuple[HeldPhase, ...]:
    """Return the phases of a medicine with their spans, the oldest first; those that start together end together.

    A span ends where the next one starts: in "March 2026" where no more is known of that.
    """
    known = by_start(phases)
    return _in_order(
        HeldPhase(phase, Period(start, following.from_on if _starts_on_no_day(following) else end))
        for phase in known
        for start, end, following in _spans(phase, known)
    )


def spans_from(phases: Iterable[DosePhase], today: date) -> tuple[HeldPhase, ...]:
    """Return the spans that reach to a day or lie after it, the earliest first, with days that are known exactly."""
    known = by_start(phases)
    held = (HeldPhase(phase, Period(start, end)) for phase in known for start, end, _ in _spans(phase, known))
    return _in_order(each for each in held if each.span.end is None or each.span.end.last >= today)


def dose_of_a_plan(doses: Sequence[DosePhase]) -> DosePhase | None:
    """Return, of the doses of one day, the first that is taken by a rhythm, else any; None where there is none."""
    return min(doses, key=_is_as_needed, default=None)


def dose_as_needed(doses: Sequence[DosePhase]) -> DosePhase | None:
    """Return, of the doses of one day, the first that is taken as needed, else any; None where there is none."""
    return max(doses, key=_is_as_needed, default=None)


def collision(phase: DosePhase, others: Iterable[DosePhase]) -> DosePhase | None:
    """Return a phase that would hold on the same days as this one, so that nobody could tell which dose is meant.

    A phase without an end gives way to what starts later, so it is in nobody's way; nor are two doses of different times of
    the day, nor one that is taken as needed beside one that is taken by a rhythm.
    """
    return next((each for each in others if each.id != phase.id and _collide(phase, each)), None)


@dataclass(frozen=True, slots=True)
class DoseNear:
    """A dose beside a day on which none holds: the one that begins next, else the one that ended last."""

    held: HeldPhase
    is_coming: bool


def dose_near(phases: Iterable[DosePhase], day: date) -> DoseNear | None:
    """Return the dose that begins next after a day, else the one that ended last before it; None where one holds or none is known."""
    known = by_start(phases)
    if phases_on(known, day):
        return None
    line = spans_from(known, date.min)
    coming = [each for each in line if each.span.start is not None and each.span.start.first > day]
    ended = [each for each in line if each.span.end is not None and each.span.end.last < day]
    if coming:
        return DoseNear(coming[0], is_coming=True)
    return DoseNear(max(ended, key=_last_day), is_coming=False) if ended else None


def _last_day(held: HeldPhase) -> date:
    return date.max if held.span.end is None else held.span.end.last


def ended_before(phases: Iterable[DosePhase], day: date) -> tuple[HeldPhase, ...]:
    """Return the phases that would go on from a day on, with the spans in which they held before it; those to come stay.

    A phase that had given way to a short one held twice. With no more than an end it would seem to have held beside it.
    """
    last = day - _ONE_DAY
    known = [each for each in by_start(phases) if each.from_on is None or each.from_on.first <= last]
    going_on = [each for each in known if each.until_on is None or each.until_on.last > last]
    return tuple(
        HeldPhase(phase, Period(start, end if end is not None and end.last <= last else PartialDate.of(last)))
        for phase in going_on
        for start, end, _ in _spans(phase, known)
        if start is None or start.first <= last
    )


def never_held(phases: Iterable[DosePhase], stopped_on: date, taken_from: date) -> tuple[DosePhase, ...]:
    """Return the phases that were to begin while a medicine was stopped."""
    return tuple(each for each in phases if each.from_on is not None and stopped_on <= each.from_on.first < taken_from)


def by_start(phases: Iterable[DosePhase]) -> list[DosePhase]:
    """Return phases in the order of their start; one whose start is not known comes first."""
    return sorted(phases, key=lambda phase: "" if phase.from_on is None else str(phase.from_on))


def period_of(phase: DosePhase) -> Period:
    """Return the span that is written down for a phase."""
    return Period(phase.from_on, phase.until_on)


def _collide(one: DosePhase, other: DosePhase) -> bool:
    if _have_own_times(one, other) or _is_as_needed(one) is not _is_as_needed(other):
        return False
    if one.from_on == other.from_on:
        return True
    earlier, later = by_start((one, other))
    if later.from_on is None or earlier.until_on is None:
        return False
    return later.from_on.last <= earlier.until_on.first


def may_go_on_beside(doses: Iterable[DosePhase], schedule: Schedule) -> bool:
    """Tell whether doses may be written anew beside one of another kind: all of that kind, and none counted from its start."""
    doses = tuple(doses)
    is_needed = schedule is Schedule.AS_NEEDED
    return bool(doses) and all(
        _is_as_needed(each) is not is_needed and each.schedule not in _COUNTED_FROM_START for each in doses
    )


def _is_as_needed(phase: DosePhase) -> bool:
    return phase.schedule is Schedule.AS_NEEDED


def _have_own_times(one: DosePhase, other: DosePhase) -> bool:
    mine, theirs = set(parts_of(one)), set(parts_of(other))
    return bool(mine and theirs) and not mine & theirs


def _spans(
    phase: DosePhase, known: Sequence[DosePhase]
) -> Iterator[tuple[PartialDate | None, PartialDate | None, DosePhase | None]]:
    """Yield the spans in which a phase holds, each with the phase that it gives way to at its end."""
    if phase.until_on is not None:
        yield phase.from_on, phase.until_on, None
        return
    start, first = phase.from_on, date.min if phase.from_on is None else phase.from_on.first
    for other in known:
        if other.from_on is None or not _starts_after(other, phase):
            continue
        if other.from_on.first > first:
            yield start, PartialDate.of(other.from_on.first - _ONE_DAY), other
        if other.until_on is None or other.until_on.last == date.max:
            return
        first = max(first, other.until_on.last + _ONE_DAY)
        start = PartialDate.of(first)
    yield start, None, None


def _starts_on_no_day(phase: DosePhase | None) -> TypeGuard[DosePhase]:
    return phase is not None and phase.from_on is not None and not phase.from_on.is_exact


def _in_order(held: Iterable[HeldPhase]) -> tuple[HeldPhase, ...]:
    return tuple(sorted(held, key=lambda each: "" if each.span.start is None else str(each.span.start)))


def _starts_after(one: DosePhase, other: DosePhase) -> bool:
    if one.from_on is None:
        return False
    return other.from_on is None or one.from_on.first > other.from_on.last

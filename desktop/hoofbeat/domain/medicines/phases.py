"""Dose phases in the order of time: which of them hold on a day, for how long each does, and which two get in each other's way."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from hoofbeat.domain.day_parts import parts_of
from hoofbeat.domain.records import DosePhase, Medication, MedicineState
from hoofbeat.domain.values import PartialDate, Period

_ONE_DAY = timedelta(days=1)


def phases_on(phases: Iterable[DosePhase], day: date) -> tuple[DosePhase, ...]:
    """Return the dose phases that hold on a day, in the order of their start; when in doubt a phase holds.

    A phase without an end holds until another one starts.
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
    """A phase with the span in which it holds: one without an end holds until the day before a later one starts."""

    phase: DosePhase
    span: Period


def line_of_phases(phases: Iterable[DosePhase]) -> tuple[HeldPhase, ...]:
    """Return the phases of a medicine with their spans, the oldest first; those that start together end together."""
    ordered = by_start(phases)
    return tuple(HeldPhase(each, Period(each.from_on, each.until_on or _end_before(each, ordered))) for each in ordered)


def phases_after(phases: Sequence[DosePhase], today: date) -> list[DosePhase]:
    """Return the phase that holds today and those that start later, each ended by the next one's start."""
    later = [phase for phase in by_start(phases) if phase.from_on is not None and phase.from_on.first > today]
    line = [*phases_on(phases, today)[-1:], *later]
    return [
        phase.replaced(until_on=_earlier(phase.until_on, following))
        for phase, following in zip(line, [*line[1:], None], strict=False)
    ]


def collision(phase: DosePhase, others: Iterable[DosePhase]) -> DosePhase | None:
    """Return a phase that would hold on the same days as this one, so that nobody could tell which dose is meant.

    A phase without an end gives way to what starts later, so it is in nobody's way; nor are two doses of different times of
    the day.
    """
    return next((each for each in others if each.id != phase.id and _collide(phase, each)), None)


def ended_by_stop(phases: Iterable[DosePhase], stopped_on: PartialDate | None) -> tuple[DosePhase, ...]:
    """Return the phases that would go on when a medicine is stopped, ended on the day before; those to come stay.

    So does one that had given way to another: with an end of its own it would seem to have held beside it.
    """
    if stopped_on is None or not stopped_on.is_exact:
        return ()
    last = stopped_on.first - _ONE_DAY
    return tuple(
        each.replaced(until_on=PartialDate.of(last))
        for each in phases_on(phases, last)
        if each.until_on is None or each.until_on.last > last
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
    if _have_own_times(one, other):
        return False
    if one.from_on == other.from_on:
        return True
    earlier, later = by_start((one, other))
    if later.from_on is None or earlier.until_on is None:
        return False
    return later.from_on.last <= earlier.until_on.first


def _have_own_times(one: DosePhase, other: DosePhase) -> bool:
    mine, theirs = set(parts_of(one)), set(parts_of(other))
    return bool(mine and theirs) and not mine & theirs


def _end_before(phase: DosePhase, ordered: Sequence[DosePhase]) -> PartialDate | None:
    following = next((each for each in ordered if _starts_after(each, phase)), None)
    if following is None or following.from_on is None or not following.from_on.is_exact:
        return None if following is None else following.from_on
    return PartialDate.of(following.from_on.first - _ONE_DAY)


def _earlier(end: PartialDate | None, following: DosePhase | None) -> PartialDate | None:
    if following is None or following.from_on is None:
        return end
    last = following.from_on.first - _ONE_DAY
    return end if end is not None and end.last <= last else PartialDate.of(last)


def _starts_after(one: DosePhase, other: DosePhase) -> bool:
    if one.from_on is None:
        return False
    return other.from_on is None or one.from_on.first > other.from_on.last

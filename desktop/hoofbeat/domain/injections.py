"""How long before a sample the last long-acting injection was given, computed from the doses marked as given."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, time

from hoofbeat.domain.medicines import last_given
from hoofbeat.domain.records import Administration, DosePhase, GivenState, Medication, MedicineUse, Schedule
from hoofbeat.domain.values import PartialDate

_LONG_ACTING_DAYS = 7
_DAYS_OF = {Schedule.EVERY_DAYS: 1, Schedule.EVERY_WEEKS: 7}


@dataclass(frozen=True, slots=True)
class SinceInjection:
    """The last dose of a long-acting injection before a sample: whole days between, and the hours beyond them.

    `hours` is None where one of the two times of day is not known; the days then count from date to date.
    """

    medication: Medication
    dose: Administration
    days: int
    hours: int | None = None


def is_long_acting(medication: Medication, phases: Iterable[DosePhase]) -> bool:
    """Tell whether a medicine is an injection that is given once a week or more seldom."""
    return medication.use is MedicineUse.INJECTION and any(_is_seldom(phase) for phase in phases)


def since_injections(
    medications: Iterable[Medication],
    phases: Mapping[str, Sequence[DosePhase]],
    given: Mapping[str, Sequence[Administration]],
    *,
    taken_on: PartialDate,
    taken_at: time | None,
) -> list[SinceInjection]:
    """Return for each long-acting injection the last dose before a sample, the latest first; none for a day partly known."""
    if not taken_on.is_exact:
        return []
    seen = [
        since
        for medication in medications
        if is_long_acting(medication, phases.get(medication.id, ()))
        and (since := _since(medication, given.get(medication.id, ()), taken_on, taken_at)) is not None
    ]
    return sorted(seen, key=lambda since: (since.days, since.hours or 0))


def _since(
    medication: Medication, given: Iterable[Administration], taken_on: PartialDate, taken_at: time | None
) -> SinceInjection | None:
    known = [
        dose
        for dose in given
        if dose.state is GivenState.GIVEN and dose.given_at.on.is_exact and not _is_after(dose, taken_on, taken_at)
    ]
    dose = last_given(known, until=taken_on.first)
    if dose is None:
        return None
    at = dose.given_at.at
    if at is None or taken_at is None:
        return SinceInjection(medication, dose, (taken_on.first - dose.given_at.on.first).days)
    between = datetime.combine(taken_on.first, taken_at) - datetime.combine(dose.given_at.on.first, at)
    return SinceInjection(medication, dose, between.days, between.seconds // 3600)


def _is_after(dose: Administration, taken_on: PartialDate, taken_at: time | None) -> bool:
    """Tell whether a dose of the same day was given later than the sample was taken, as far as both times are known."""
    is_same_day = dose.given_at.on.first == taken_on.first
    return is_same_day and dose.given_at.at is not None and taken_at is not None and dose.given_at.at > taken_at


def _is_seldom(phase: DosePhase) -> bool:
    if phase.schedule is Schedule.DAY_OF_MONTH:
        return True
    return _DAYS_OF.get(phase.schedule, 0) * (phase.every or 0) >= _LONG_ACTING_DAYS

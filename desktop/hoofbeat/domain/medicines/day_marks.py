"""A day's planned doses beside what was marked for it: which mark belongs to which dose, and the mark that a tick makes."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from hoofbeat.domain.day_parts import counts_of_one
from hoofbeat.domain.medicines.day_plan import PlannedDose, doses_on, part_at
from hoofbeat.domain.medicines.phases import phases_on, state_on
from hoofbeat.domain.records import (
    Administration,
    AdministrationId,
    DayPart,
    DosePhase,
    GivenState,
    Medication,
    MedicineState,
    Schedule,
)
from hoofbeat.domain.values import PartialDate, WallTime


@dataclass(frozen=True, slots=True)
class DayDose:
    """One planned dose of a day, with its mark where it has one.

    `amount` and `unit` are what a tick records; `key` tells the doses of a day apart, and changes when the dose does.
    """

    medication: Medication
    planned: PlannedDose
    key: str
    amount: Decimal | None = None
    unit: str = ""
    mark: Administration | None = None

    @property
    def is_given(self) -> bool:
        """Tell whether it is marked as given."""
        return self.mark is not None and self.mark.state is GivenState.GIVEN

    @property
    def part(self) -> DayPart | None:
        """The part of the day it belongs to, by its name or by its time on the clock."""
        return self.planned.part if self.planned.at is None else part_at(self.planned.at)


def day_doses(
    medication: Medication,
    phases: Sequence[DosePhase],
    given: Iterable[Administration],
    *,
    day: date,
    today: date,
) -> tuple[tuple[DayDose, ...], tuple[Administration, ...]]:
    """Return the doses of a medicine that a day holds, each with its mark, and the marks of the day beyond those.

    The plan of a day does not look at what was marked on it, so that a dose stays in its place once it is ticked.
    """
    given = tuple(given)
    marks = [each for each in given if _is_about(each, day)]
    doses = _planned(medication, phases, given, day, today) if _is_taken(medication, phases, day, today) else ()
    keyed = [_dose(medication, each, number) for number, each in enumerate(doses)]
    extra = [each for each in marks if each.planned_on is None] if _may_take_more(phases, day) else []
    matched, left = _match(keyed, (each for each in marks if each not in extra))
    return tuple(matched), tuple(each for each in (*left, *extra) if each.given_at.on == PartialDate.of(day))


def mark_of(dose: DayDose, *, day: date, mark_id: str) -> Administration:
    """Return the mark that a tick makes: that dose of that day, with the amount as it was then."""
    on = PartialDate.of(day)
    return Administration(
        id=AdministrationId(mark_id),
        medication=dose.medication.id,
        given_at=WallTime(on, dose.planned.at),
        planned_on=on,
        amount=dose.amount,
        unit=dose.unit,
        part_of_day=dose.part,
    )


def _may_take_more(phases: Sequence[DosePhase], day: date) -> bool:
    """Tell whether a day has doses as needed: one that is taken so is none of the planned ones."""
    return any(each.schedule is Schedule.AS_NEEDED for each in phases_on(phases, day))


def _is_taken(medication: Medication, phases: Sequence[DosePhase], day: date, today: date) -> bool:
    if day >= today:
        return medication.state is MedicineState.TAKING
    return state_on(medication, phases, day) is MedicineState.TAKING


def _planned(
    medication: Medication, phases: Sequence[DosePhase], given: Sequence[Administration], day: date, today: date
) -> tuple[PlannedDose, ...]:
    moved_to = medication.moved_to.first if medication.moved_to is not None and medication.moved_to.is_exact else None
    before = [each for each in given if each.given_at.on.last < day and not _is_about(each, day)]
    return doses_on(phases, before, day=day, today=today, moved_to=moved_to)


def _is_about(mark: Administration, day: date) -> bool:
    on = PartialDate.of(day)
    return on in (mark.given_at.on, mark.planned_on)


def _dose(medication: Medication, planned: PlannedDose, number: int) -> DayDose:
    amount, unit = _amount(planned)
    when = planned.part.value if planned.part is not None else planned.at.isoformat() if planned.at is not None else ""
    return DayDose(medication, planned, f"{medication.id}/{when}/{number}/{amount}/{unit}", amount, unit)


def _amount(planned: PlannedDose) -> tuple[Decimal | None, str]:
    """Return how much is taken; where a part of the day counts doses, as many of that dose, without multiplying them."""
    phase = planned.phase
    if planned.part is None or phase.amount is None or not counts_of_one(phase):
        return planned.amount, phase.unit
    if planned.amount == 1:
        return phase.amount, phase.unit
    return planned.amount, f"× {phase.amount:f} {phase.unit}".rstrip()


def _match(doses: Sequence[DayDose], marks: Iterable[Administration]) -> tuple[list[DayDose], list[Administration]]:
    """Give each dose the mark that fits it best: of its very time, then of its part of the day, then any of its day."""
    left = sorted(marks, key=lambda mark: (mark.state is not GivenState.GIVEN, str(mark.given_at)))
    found: dict[str, Administration] = {}
    for fits in (_is_of_time, _is_of_part, _is_of_neither if len(doses) > 1 else _is_any):
        for dose in doses:
            mark = next((each for each in left if dose.key not in found and fits(dose, each)), None)
            if mark is not None:
                found[dose.key] = mark
                left.remove(mark)
    return [_marked(each, found.get(each.key)) for each in doses], left


def _marked(dose: DayDose, mark: Administration | None) -> DayDose:
    return DayDose(dose.medication, dose.planned, dose.key, dose.amount, dose.unit, mark)


def _is_of_time(dose: DayDose, mark: Administration) -> bool:
    return dose.planned.at is not None and dose.planned.at == mark.given_at.at


def _is_of_part(dose: DayDose, mark: Administration) -> bool:
    if dose.part is None:
        return False
    if mark.part_of_day is None:
        return mark.given_at.at is not None and part_at(mark.given_at.at) is dose.part
    return mark.part_of_day is dose.part


def _is_of_neither(dose: DayDose, mark: Administration) -> bool:
    return dose.part is None and mark.part_of_day is None


def _is_any(_dose: DayDose, _mark: Administration) -> bool:
    return True

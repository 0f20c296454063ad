"""A dose as a sender's file says it: an amount and a rhythm only where they are unmistakable, and the words that stood there."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from types import MappingProxyType
from typing import Final

from hoofbeat.domain.checks import LONGEST_LINE
from hoofbeat.domain.known_medicines import use_suggested
from hoofbeat.domain.records import DosePhase, DosePhaseId, Medication, MedicineUse, Schedule
from hoofbeat.domain.values import PartialDate
from hoofbeat.exchange.gathering import new_id

STEPS: Final = MappingProxyType({"h": Schedule.EVERY_HOURS, "d": Schedule.EVERY_DAYS, "wk": Schedule.EVERY_WEEKS})
"""What a step of so many units of time is, by the unit's UCUM code."""
LONGEST_STEP: Final = 365


@dataclass(frozen=True, slots=True)
class Rhythm:
    """How often, as far as it is unmistakable; `words` say what stood there."""

    schedule: Schedule = Schedule.AS_WRITTEN
    every: int | None = None
    times_per_day: int | None = None
    days_of_week: str = ""
    at_times: str = ""
    words: str = ""


@dataclass(frozen=True, slots=True)
class Dose:
    """A dose as understood, the words that stood there, and the most that may be taken."""

    rhythm: Rhythm = Rhythm()
    amount: Decimal | None = None
    unit: str = ""
    instructions: str = ""
    limit: str = ""

    @property
    def is_long(self) -> bool:
        """Tell whether the words are too long for a line."""
        return len(self.instructions) > LONGEST_LINE


def use_of(dose: Dose, form: str, route: str) -> MedicineUse:
    """Return how a medicine is used: what goes into a muscle once a month is no pill of the morning."""
    if dose.rhythm.schedule is Schedule.AS_NEEDED:
        return MedicineUse.AS_NEEDED
    return use_suggested(form=form, route=route) or MedicineUse.REGULAR


def phase_of(medicine: Medication, dose: Dose, start: PartialDate | None, end: PartialDate | None) -> DosePhase:
    """Return the dose of a medicine from one day to another, as a record from the same source."""
    return DosePhase(
        id=DosePhaseId(new_id()),
        medication=medicine.id,
        from_on=start,
        until_on=end,
        amount=dose.amount,
        unit=dose.unit,
        schedule=dose.rhythm.schedule,
        every=dose.rhythm.every,
        times_per_day=dose.rhythm.times_per_day,
        days_of_week=dose.rhythm.days_of_week,
        at_times=dose.rhythm.at_times,
        instructions=dose.instructions,
        limit=dose.limit,
        source=medicine.source,
        source_id=medicine.source_id,
    )

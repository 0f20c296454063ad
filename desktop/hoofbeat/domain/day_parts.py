"""The four parts of the day that doses are grouped by, and how much of a dose belongs to each."""

from __future__ import annotations

from decimal import Decimal
from enum import Enum

from hoofbeat.domain.records import DosePhase


class DayPart(Enum):
    """A part of the day, by the name of its field in a dose phase."""

    MORNING = "morning"
    MIDDAY = "midday"
    EVENING = "evening"
    BEDTIME = "bedtime"


def amount_in(phase: DosePhase, part: DayPart) -> Decimal | None:
    """Return how much is taken in a part of the day; None where nothing is."""
    amount: Decimal | None = getattr(phase, part.value)
    return amount or None


def parts_of(phase: DosePhase) -> tuple[DayPart, ...]:
    """Return the parts of the day that a dose names."""
    return tuple(part for part in DayPart if amount_in(phase, part) is not None)

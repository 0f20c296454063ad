"""The four parts of the day that doses are grouped by, and how much of a dose belongs to each."""

from __future__ import annotations

from decimal import Decimal

from hoofbeat.domain.records import DayPart, DosePhase


def amount_in(phase: DosePhase, part: DayPart) -> Decimal | None:
    """Return how much is taken in a part of the day; None where nothing is."""
    amount: Decimal | None = getattr(phase, part.value)
    return amount or None


def parts_of(phase: DosePhase) -> tuple[DayPart, ...]:
    """Return the parts of the day that a dose names."""
    return tuple(part for part in DayPart if amount_in(phase, part) is not None)


def counts_of_one(phase: DosePhase) -> bool:
    """Tell whether the parts of the day count how many of the dose are taken: beside "20 mg" parts of 20 are that dose."""
    return phase.amount is not None and phase.amount not in {amount_in(phase, part) for part in DayPart}

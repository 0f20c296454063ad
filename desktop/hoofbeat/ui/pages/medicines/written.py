"""From a dose as it was typed to the fields of a phase: understood, or kept as written."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from hoofbeat.domain.medicines.written_doses import read_dose
from hoofbeat.domain.records import Schedule


def values_of(text: str, *, amount: Decimal | None = None, unit: str = "") -> tuple[dict[str, Any], bool]:
    """Return the fields of a dose phase, and whether the text was understood; else they keep it as written."""
    typed = " ".join(text.split())
    found = read_dose(typed, amount=amount, unit=unit) if typed else None
    if found is not None:
        return dict(found.values), True
    values: dict[str, Any] = {"schedule": Schedule.AS_WRITTEN, "instructions": typed}
    if amount is not None:
        values |= {"amount": amount, "unit": unit}
    return values, not typed

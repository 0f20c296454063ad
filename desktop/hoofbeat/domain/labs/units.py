"""What the units of results are compared by."""

from __future__ import annotations

from typing import Protocol


class KnowsUnits(Protocol):
    """Whoever can tell that two ways of writing a unit mean the same one; the lab catalogue can."""

    def ucum_of(self, test: str, unit: str, /) -> str | None:
        """Return the UCUM code of a unit as written beside a test of the catalogue, or None."""


class _UnitsAsWritten:
    def ucum_of(self, _test: str, _unit: str, /) -> str | None:
        """Know no unit: texts are compared as they are."""
        return None


UNITS_AS_WRITTEN: KnowsUnits = _UnitsAsWritten()
"""Stands in where no catalogue is at hand."""


def unit_key(test: str, unit: str, units: KnowsUnits = UNITS_AS_WRITTEN) -> str:
    """Return what a unit is compared by: its UCUM code where the catalogue knows it, else its text."""
    return units.ucum_of(test, unit) or unit.strip()

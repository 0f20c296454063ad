"""What a sheet needs to know of tests and their units, and the catalogue as one who knows it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Protocol

from hoofbeat.domain.catalogue import Catalogue
from hoofbeat.domain.labs import KnowsUnits

_FIRST_GROUPS = frozenset({"marker", "hormone"})


class KnowsTests(KnowsUnits, Protocol):
    """Whoever names the tests of the catalogue and tells which of them come first on a sheet."""

    def name_of(self, test: str) -> str:
        """Return the name of a test, or "" when the catalogue does not have it."""

    def comes_first(self, test: str) -> bool:
        """Tell whether a test is a tumor marker or a hormone."""


@dataclass(frozen=True, slots=True)
class CatalogueTests:
    """The tests and units of a catalogue."""

    catalogue: Catalogue

    def ucum_of(self, _test: str, unit: str, /) -> str | None:
        """Return the UCUM code of a unit, whatever the test."""
        found = self.catalogue.find_unit(unit)
        return None if found is None else found.ucum

    def name_of(self, test: str) -> str:
        """Return the name of a test, or "" when the catalogue does not have it."""
        found = self.catalogue.find(test)
        return "" if found is None else found.name

    def comes_first(self, test: str) -> bool:
        """Tell whether a test is a tumor marker or a hormone."""
        found = self.catalogue.find(test)
        return found is not None and found.group in _FIRST_GROUPS

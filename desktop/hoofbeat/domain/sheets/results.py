"""What a sheet of results says: of each test that was chosen, its results in series."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from hoofbeat.domain.labs import UNITS_AS_WRITTEN, KnowsUnits, Measured
from hoofbeat.domain.records import Laboratory
from hoofbeat.domain.values import Period


@dataclass(frozen=True, slots=True)
class TestResults:
    """The results of one test, newest first, and the laboratories that measured them by id."""

    test: str
    name: str
    rows: tuple[Measured, ...]
    laboratories: Mapping[str, Laboratory]

    def laboratory_of(self, row: Measured) -> Laboratory | None:
        """Return the laboratory that measured a result."""
        return self.laboratories.get(row.sample.laboratory or "")


@dataclass(frozen=True, slots=True)
class ResultsSheet:
    """The tests that were chosen; `is_partly_out` tells that results are kept off as sensitive."""

    tests: tuple[TestResults, ...]
    period: Period
    is_partly_out: bool = False
    has_other_tests: bool = False
    units: KnowsUnits = UNITS_AS_WRITTEN

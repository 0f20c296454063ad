"""The sheets that can be made, under the words of the command line, and what one may choose for each."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import Enum, StrEnum
from types import MappingProxyType


class SheetKind(StrEnum):
    """The sheets, under the words of the command line, in the order in which they are offered."""

    VISIT = "visit"
    FAMILY = "family"
    MEDICINES = "medicines"
    RESULTS = "results"


class Section(Enum):
    """The parts of sheets that can be left out by choice."""

    QUESTIONS = "questions"
    ALERTS = "alerts"
    TUMOR = "tumor"
    SINCE = "since"
    MEDICINES = "medicines"
    RESULTS = "results"
    TEAM = "team"
    APPOINTMENTS = "appointments"
    STOPPED = "stopped"
    CHARTS = "charts"


@dataclass(frozen=True, slots=True)
class SheetForm:
    """What one may choose for a sheet: its sections in their order, and whether for a visit, of which tests, of which period.

    `unticked` are the sections that are on it only when they are chosen.
    """

    sections: tuple[Section, ...]
    unticked: frozenset[Section] = frozenset()
    has_visit: bool = False
    has_tests: bool = False
    has_period: bool = False


SHEET_FORMS: Mapping[SheetKind, SheetForm] = MappingProxyType(
    {
        SheetKind.VISIT: SheetForm(
            (
                Section.QUESTIONS,
                Section.ALERTS,
                Section.TUMOR,
                Section.SINCE,
                Section.MEDICINES,
                Section.RESULTS,
                Section.TEAM,
            ),
            has_visit=True,
        ),
        SheetKind.FAMILY: SheetForm(
            (
                Section.APPOINTMENTS,
                Section.QUESTIONS,
                Section.SINCE,
                Section.MEDICINES,
                Section.RESULTS,
                Section.TUMOR,
                Section.ALERTS,
                Section.TEAM,
            ),
            unticked=frozenset({Section.TUMOR}),
            has_visit=True,
        ),
        SheetKind.MEDICINES: SheetForm((Section.ALERTS, Section.MEDICINES, Section.STOPPED, Section.TEAM)),
        SheetKind.RESULTS: SheetForm((Section.CHARTS, Section.RESULTS), has_tests=True, has_period=True),
    }
)

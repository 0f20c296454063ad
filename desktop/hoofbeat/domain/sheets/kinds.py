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
    INJECTIONS = "injections"
    WEEK = "week"
    EMERGENCY = "emergency"
    WALLET = "wallet"
    EIGHT_LINES = "eight-lines"
    TEAM = "team"
    TIMELINE = "timeline"
    LAB_LOG = "lab-log"
    SYMPTOM_LOG = "symptom-log"
    TOPIC = "topic"


RECORD_SHEETS = tuple(kind for kind in SheetKind if kind is not SheetKind.TOPIC)
"""Those that are made of the record; a topic is made of the reference, and says nothing of a person."""


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
    ALL_RESULTS = "all results"
    EMERGENCY = "emergency"
    CARD = "card"
    GIVEN = "given"
    PLANNED = "planned"
    AS_NEEDED = "as needed"
    CONTACTS = "contacts"
    NOTES = "notes"
    SHEETS = "sheets"
    PAPERS = "papers"


@dataclass(frozen=True, slots=True)
class SheetForm:
    """What one may choose for a sheet: its sections in their order, and whether for a visit, of which tests, of which period, with which words.

    `unticked` are the sections that are on it only when they are chosen; of those, `extra` ones belong to a longer sheet: that they
    are not on it is nothing that was left out.
    """

    sections: tuple[Section, ...]
    unticked: frozenset[Section] = frozenset()
    extra: frozenset[Section] = frozenset()
    has_visit: bool = False
    has_tests: bool = False
    has_period: bool = False
    has_words: bool = False


_EXTRA = frozenset({Section.CHARTS, Section.ALL_RESULTS, Section.STOPPED})

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
                Section.CHARTS,
                Section.ALL_RESULTS,
                Section.STOPPED,
            ),
            unticked=_EXTRA,
            extra=_EXTRA,
            has_visit=True,
            has_tests=True,
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
        SheetKind.INJECTIONS: SheetForm((Section.PLANNED, Section.APPOINTMENTS, Section.GIVEN), has_period=True),
        SheetKind.WEEK: SheetForm((Section.MEDICINES, Section.AS_NEEDED), has_period=True),
        SheetKind.EMERGENCY: SheetForm(
            (
                Section.EMERGENCY,
                Section.ALERTS,
                Section.MEDICINES,
                Section.TEAM,
                Section.CONTACTS,
                Section.TUMOR,
                Section.CARD,
            ),
            unticked=frozenset({Section.TUMOR}),
            extra=frozenset({Section.TUMOR}),
        ),
        SheetKind.WALLET: SheetForm((Section.ALERTS, Section.MEDICINES, Section.TEAM)),
        SheetKind.EIGHT_LINES: SheetForm((Section.TUMOR, Section.QUESTIONS)),
        SheetKind.TEAM: SheetForm((Section.TEAM, Section.CONTACTS)),
        SheetKind.TIMELINE: SheetForm(
            (
                Section.APPOINTMENTS,
                Section.RESULTS,
                Section.MEDICINES,
                Section.GIVEN,
                Section.NOTES,
                Section.TUMOR,
                Section.ALERTS,
                Section.PAPERS,
                Section.SHEETS,
            ),
            unticked=frozenset({Section.PAPERS, Section.SHEETS}),
            extra=frozenset({Section.PAPERS, Section.SHEETS}),
            has_period=True,
            has_words=True,
        ),
        SheetKind.LAB_LOG: SheetForm(()),
        SheetKind.SYMPTOM_LOG: SheetForm(()),
        SheetKind.TOPIC: SheetForm(()),
    }
)

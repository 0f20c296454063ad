"""What the kinds of records are called, one and many."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from hoofbeat.domain.records import Kind
from hoofbeat.wording.translation import ntr

_NAMES: Mapping[Kind, tuple[str, str]] = MappingProxyType(
    {
        Kind.PEOPLE: ("person", "people"),
        Kind.TEAM: ("member of the care team", "members of the care team"),
        Kind.TUMOR_FACTS: ("line about the tumor", "lines about the tumor"),
        Kind.APPOINTMENTS: ("appointment", "appointments"),
        Kind.QUESTIONS: ("question", "questions"),
        Kind.NEXT_STEPS: ("next step", "next steps"),
        Kind.LABORATORIES: ("laboratory", "laboratories"),
        Kind.OWN_TESTS: ("test of your own", "tests of your own"),
        Kind.SAMPLES: ("sample", "samples"),
        Kind.RESULTS: ("result", "results"),
        Kind.MEDICINES: ("medicine", "medicines"),
        Kind.DOSES: ("dose", "doses"),
        Kind.GIVEN: ("dose given", "doses given"),
        Kind.ALLERGIES: ("allergy line", "allergy lines"),
        Kind.TEST_NOTES: ("note about a test", "notes about tests"),
        Kind.NOTES: ("note", "notes"),
        Kind.SHARED: ("sheet handed out", "sheets handed out"),
        Kind.ATTACHMENTS: ("paper", "papers"),
    }
)


def kind_name(kind: Kind, count: int = 1) -> str:
    """Return the word for so many records of a kind."""
    return ntr(*_NAMES[kind], count)

"""Which record type each kind has, what its fields are, and which kinds refer to it."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from types import MappingProxyType

from hoofbeat.domain.fields import Field, fields_of
from hoofbeat.domain.records.attachments import Attachment
from hoofbeat.domain.records.kinds import Kind, Record
from hoofbeat.domain.records.labs import Laboratory, OwnTest, Result, Sample, TestNote
from hoofbeat.domain.records.medicines import Administration, DosePhase, Medication
from hoofbeat.domain.records.person import Allergy, CareTeamMember, Person, TumorFact
from hoofbeat.domain.records.visits import Appointment, NextStep, Note, Question, Sharing

RECORD_TYPES: Mapping[Kind, type[Record]] = MappingProxyType(
    {
        Kind.PEOPLE: Person,
        Kind.TEAM: CareTeamMember,
        Kind.TUMOR_FACTS: TumorFact,
        Kind.APPOINTMENTS: Appointment,
        Kind.QUESTIONS: Question,
        Kind.NEXT_STEPS: NextStep,
        Kind.LABORATORIES: Laboratory,
        Kind.OWN_TESTS: OwnTest,
        Kind.SAMPLES: Sample,
        Kind.RESULTS: Result,
        Kind.MEDICINES: Medication,
        Kind.DOSES: DosePhase,
        Kind.GIVEN: Administration,
        Kind.ALLERGIES: Allergy,
        Kind.TEST_NOTES: TestNote,
        Kind.NOTES: Note,
        Kind.SHARED: Sharing,
        Kind.ATTACHMENTS: Attachment,
    }
)
"""Each kind with its type, parents before what refers to them."""

_KINDS: Mapping[type[Record], Kind] = MappingProxyType({each: kind for kind, each in RECORD_TYPES.items()})


def kind_of(record_type: type[Record]) -> Kind:
    """Return the kind of a record type."""
    return _KINDS[record_type]


_SUBJECTS: Mapping[Kind, tuple[str, ...]] = MappingProxyType(
    {
        Kind.APPOINTMENTS: ("with_whom", "about", "place"),
        Kind.QUESTIONS: ("text",),
        Kind.TUMOR_FACTS: ("value",),
        Kind.RESULTS: ("value_text",),
        Kind.ALLERGIES: ("substance",),
        Kind.SAMPLES: ("specimen",),
        Kind.DOSES: ("instructions",),
        Kind.GIVEN: ("site",),
        Kind.NEXT_STEPS: ("text",),
        Kind.TEST_NOTES: ("catalogue_test", "text"),
        Kind.NOTES: ("text",),
        Kind.SHARED: ("sheet",),
        Kind.ATTACHMENTS: ("title",),
    }
)


def subject_of(record: Record) -> str:
    """Return the words that name a record in a list of changes: the first of its naming fields that is filled in."""
    names = _SUBJECTS.get(kind_of(type(record)), ("name",))
    return next((text for text in (str(getattr(record, name)).strip() for name in names) if text), "")


@cache
def fields_for(kind: Kind) -> Mapping[str, Field]:
    """Return the declared fields of a kind by name."""
    return fields_of(RECORD_TYPES[kind])


@cache
def references_to(kind: Kind) -> tuple[tuple[Kind, Field], ...]:
    """Return the fields of other kinds that hold ids of this kind."""
    return tuple(
        (other, field) for other in Kind for field in fields_for(other).values() if field.refers_to == kind.value
    )

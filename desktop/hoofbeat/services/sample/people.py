"""The person, the care team, the tumor facts and the allergies of the made-up record."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from hoofbeat.domain.records import (
    Allergy,
    AllergyId,
    AllergyStatement,
    CareTeamMember,
    CareTeamMemberId,
    Knowledge,
    Person,
    Record,
    TeamRole,
    TumorFact,
    TumorFactId,
    TumorTopic,
)
from hoofbeat.domain.values import PartialDate
from hoofbeat.services.records import new_id
from hoofbeat.services.sample.setting import SOURCE, month_ago


def person_named(person: Person, name: str) -> Person:
    """Return the person with what the made-up record says of them."""
    return person.replaced(
        name=name,
        born_on=PartialDate(1958, 5, 2),
        identifiers="City Hospital 555-0142",
        contacts="Ana Gomez (daughter), 555 0177",
        alerts="Takes a blood thinner\nCarries a syringe with octreotide for emergencies",
        emergency=(
            "Neuroendocrine tumor of the pancreas. Under our care since 2024.\n"
            "Before any operation or anesthetic, call us: City Hospital, 555 0100, day and night.\n"
            "Dr Lee, 12 January 2026"
        ),
        source=SOURCE,
    )


def team(_today: date) -> Iterator[Record]:
    """Yield the care team."""
    people = [
        ("Dr Lee", TeamRole.ONCOLOGIST, "City Hospital", "555 0100", "results, changes of treatment"),
        ("Dr Novak", TeamRole.ENDOCRINOLOGIST, "City Hospital", "555 0104", "hormones, stomach medicine"),
        ("Nurse Priya", TeamRole.NURSE, "City Hospital", "555 0111", "injections, side effects"),
        ("Dr Okafor", TeamRole.FAMILY_DOCTOR, "Mill Street Practice", "555 0120", "prescriptions"),
    ]
    for name, role, organisation, phones, call_for in people:
        yield CareTeamMember(
            id=CareTeamMemberId(new_id()),
            name=name,
            role=role,
            organisation=organisation,
            phones=phones,
            call_for=call_for,
            source=SOURCE,
        )
    yield CareTeamMember(
        id=CareTeamMemberId(new_id()),
        name="Ana Gomez",
        role=TeamRole.FAMILY,
        phones="555 0177",
        call_for="anything at all",
        is_emergency_contact=True,
        source=SOURCE,
    )


def tumor_facts(today: date) -> Iterator[Record]:
    """Yield the lines of "My tumor"."""
    found = month_ago(today, 25)
    facts = [
        (TumorTopic.SITE, Knowledge.KNOWN, "Head of the pancreas, 18 mm", found),
        (TumorTopic.HORMONE, Knowledge.KNOWN, "Gastrin", found),
        (TumorTopic.GRADE, Knowledge.KNOWN, "Grade 2", month_ago(today, 24)),
        (TumorTopic.KI67, Knowledge.KNOWN, "4 %", month_ago(today, 24)),
        (TumorTopic.SPREAD, Knowledge.KNOWN, "Two small spots in the liver", month_ago(today, 24)),
        (TumorTopic.SSTR_SCAN, Knowledge.KNOWN, "Takes up the tracer, as the report says", month_ago(today, 23)),
        (TumorTopic.GENETICS, Knowledge.NOT_TESTED, "", None),
        (TumorTopic.OPERATIONS, Knowledge.NOT_KNOWN, "", None),
    ]
    for topic, state, value, on in facts:
        yield TumorFact(id=TumorFactId(new_id()), topic=topic, state=state, value=value, on=on, source=SOURCE)


def allergies(_today: date) -> Iterator[Record]:
    """Yield what must not be given."""
    yield Allergy(id=AllergyId(new_id()), substance="Penicillin", reaction="rash", source=SOURCE)
    yield Allergy(
        id=AllergyId(new_id()),
        statement=AllergyStatement.DO_NOT_GIVE,
        substance="Contrast with iodine, without asking Dr Lee first",
        source=SOURCE,
    )

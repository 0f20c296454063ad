"""Short ways to make records for tests: every field that a test does not care about has a plain value. All of it is made up."""

from __future__ import annotations

import itertools
from datetime import time
from decimal import Decimal
from typing import Any

from hoofbeat.domain.records import (
    Administration,
    AdministrationId,
    Allergy,
    AllergyId,
    Appointment,
    AppointmentId,
    CareTeamMember,
    CareTeamMemberId,
    DosePhase,
    DosePhaseId,
    Laboratory,
    LaboratoryId,
    Medication,
    MedicationId,
    NextStep,
    NextStepId,
    Note,
    NoteId,
    OwnTest,
    OwnTestId,
    Person,
    PersonId,
    Question,
    QuestionId,
    Result,
    ResultId,
    Sample,
    SampleId,
    Schedule,
    TumorFact,
    TumorFactId,
    TumorTopic,
)
from hoofbeat.domain.values import PartialDate, WallTime, read_range, read_value

_COUNTER = itertools.count(1)


def day(text: str) -> PartialDate:
    """Read "2026-03-14", "2026-03" or "2026"."""
    return PartialDate.parse(text)


def _id(kind: str) -> str:
    """Return an id in the form of a UUID that tells its kind at a glance in a failing test."""
    return f"{kind:<8.8}-0000-4000-8000-{next(_COUNTER):012d}".replace(" ", "0")


def _dated(values: dict[str, Any]) -> dict[str, Any]:
    """Let dates be given as text."""
    return {
        name: PartialDate.parse(value) if name.endswith("_on") and isinstance(value, str) else value
        for name, value in values.items()
    }


def person(name: str = "Maria Gomez", **values: Any) -> Person:
    return Person(id=PersonId(_id("person")), name=name, **_dated({"born_on": "1958-05-02", **values}))


def appointment(at: str = "2026-03-04T10:30", **values: Any) -> Appointment:
    return Appointment(id=AppointmentId(_id("visit")), starts_at=WallTime.parse(at), **_dated(values))


def question(text: str, visit: Appointment | None = None, **values: Any) -> Question:
    return Question(
        id=QuestionId(_id("question")), text=text, appointment=None if visit is None else visit.id, **_dated(values)
    )


def medication(name: str = "Lanreotide", **values: Any) -> Medication:
    return Medication(id=MedicationId(_id("medicine")), name=name, **_dated(values))


def phase(medicine: Medication | None = None, **values: Any) -> DosePhase:
    """Return a dose phase; a number may be given as text."""
    for name in ("amount", "morning", "midday", "evening", "bedtime"):
        if isinstance(values.get(name), (str, int)):
            values[name] = Decimal(values[name])
    medication_id = MedicationId("m") if medicine is None else medicine.id
    return DosePhase(id=DosePhaseId(_id("dose")), medication=medication_id, **_dated(values))


def every_days(count: int, medicine: Medication | None = None, **values: Any) -> DosePhase:
    return phase(medicine, schedule=Schedule.EVERY_DAYS, every=count, **values)


def given(at: str, medicine: Medication | None = None, **values: Any) -> Administration:
    medication_id = MedicationId("m") if medicine is None else medicine.id
    if isinstance(values.get("amount"), (str, int)):
        values["amount"] = Decimal(values["amount"])
    return Administration(
        id=AdministrationId(_id("given")), medication=medication_id, given_at=WallTime.parse(at), **_dated(values)
    )


def laboratory(name: str = "City Lab", **values: Any) -> Laboratory:
    return Laboratory(id=LaboratoryId(_id("lab")), name=name, **values)


def own_test(name: str) -> OwnTest:
    return OwnTest(id=OwnTestId(_id("test")), name=name)


def sample(taken_on: str | None = "2026-02-24", lab: Laboratory | None = None, **values: Any) -> Sample:
    at = values.pop("taken_at", None)
    return Sample(
        id=SampleId(_id("sample")),
        taken_on=None if taken_on is None else day(taken_on),
        taken_at=None if at is None else time.fromisoformat(at),
        laboratory=None if lab is None else lab.id,
        **_dated(values),
    )


def result(of: Sample, test: str = "chromogranin_a", value: str = "120", unit: str = "ng/mL", **values: Any) -> Result:
    """Return a result as somebody would type it: the value and the range are understood from their text."""
    reading = read_value(value)
    limits = read_range(values.pop("range", "0 to 93"))
    own = values.pop("own", None)
    return Result(
        id=ResultId(_id("result")),
        sample=of.id,
        catalogue_test="" if own else test,
        own_test=own.id if own else None,
        value_text=value,
        comparator=reading.comparator or "",
        value=reading.number,
        unit=unit,
        **{"range_low": limits.low, "range_high": limits.high, "range_text": limits.text, **values},
    )


def allergy(substance: str = "Penicillin", **values: Any) -> Allergy:
    return Allergy(id=AllergyId(_id("allergy")), substance=substance, **_dated(values))


def tumor_fact(topic: TumorTopic, value: str = "", **values: Any) -> TumorFact:
    return TumorFact(id=TumorFactId(_id("fact")), topic=topic, value=value, **values)


def team_member(name: str, **values: Any) -> CareTeamMember:
    return CareTeamMember(id=CareTeamMemberId(_id("team")), name=name, **values)


def note(text: str, on: str, **values: Any) -> Note:
    return Note(id=NoteId(_id("note")), text=text, on=day(on), **values)


def next_step(text: str, **values: Any) -> NextStep:
    return NextStep(id=NextStepId(_id("step")), text=text, **_dated(values))

"""The person, allergies, do-not-give notes and appointments as resources."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import datetime
from types import MappingProxyType
from typing import Final
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from hoofbeat.domain.records import Allergy, AllergyStatement, Appointment, AppointmentState, TumorFact
from hoofbeat.exchange.ips.content import SummaryContent
from hoofbeat.exchange.ips.elements import Json, coding, concept, extension, filled, reference

_NONE_KNOWN: Final = coding(
    "http://hl7.org/fhir/uv/ips/CodeSystem/absent-unknown-uv-ips",
    "no-known-allergies",
    "No known allergies",
)
_CLINICAL: Final = "http://terminology.hl7.org/CodeSystem/allergyintolerance-clinical"
_CLINICAL_STATES: Final = ("inactive", "resolved", "active")
DO_NOT_GIVE_SYSTEM: Final = "urn:hoofbeat:statement"
DO_NOT_GIVE: Final = "do-not-give"
"""What marks a Flag as a note of medicines that must not be given, so that an import knows it again."""
_STATES: Final[Mapping[AppointmentState, str]] = MappingProxyType(
    {
        AppointmentState.PLANNED: "booked",
        AppointmentState.MOVED: "booked",
        AppointmentState.CANCELLED: "cancelled",
        AppointmentState.DONE: "fulfilled",
    }
)


def patient(content: SummaryContent) -> Iterator[Json]:
    """Yield the person, where the journal names one."""
    if content.person is None:
        return
    person = content.person
    yield filled(
        resourceType="Patient",
        id=person.id,
        name=[{"text": person.name}] if person.name else [],
        birthDate="" if person.born_on is None else str(person.born_on),
    )


def allergies(content: SummaryContent) -> Iterator[Json]:
    """Yield the allergies, and the statement that none is known."""
    for each in content.allergies:
        if each.statement is not AllergyStatement.DO_NOT_GIVE:
            yield _allergy(content, each)


def flags(content: SummaryContent) -> Iterator[Json]:
    """Yield the do-not-give notes: they are no allergies, and must not be lost either."""
    for each in content.allergies:
        if each.statement is AllergyStatement.DO_NOT_GIVE:
            yield filled(
                resourceType="Flag",
                id=each.id,
                status="active",
                extension=[extension(name, valueString=words) for name, words in _own_words(each) if words],
                code=concept(allergy_row(each), coding(DO_NOT_GIVE_SYSTEM, DO_NOT_GIVE)),
                subject=_subject(content),
            )


def _own_words(note: Allergy) -> tuple[tuple[str, str], ...]:
    return ("substance", note.substance), ("reaction", note.reaction), ("note", note.note)


def appointments(content: SummaryContent) -> Iterator[Json]:
    """Yield the appointments."""
    for each in content.appointments:
        yield _appointment(content, each)


def allergy_row(allergy: Allergy) -> str:
    """Return a line of the allergy list."""
    parts = (allergy.statement.label, allergy.substance, allergy.reaction, allergy.note)
    return ": ".join(part for part in parts if part)


def appointment_row(appointment: Appointment) -> str:
    """Return an appointment as one line."""
    parts = (str(appointment.starts_at), appointment.with_whom, appointment.place, appointment.about)
    return ", ".join(part for part in (*parts, appointment.state.label) if part)


def tumor_row(fact: TumorFact) -> str:
    """Return a line about the tumor."""
    said = ": ".join(part for part in (fact.topic.label, fact.value or fact.state.label) if part)
    return f"{said} ({fact.on})" if fact.on else said


def _subject(content: SummaryContent) -> Json:
    return {"display": "not named"} if content.person is None else reference("Patient", content.person.id)


def _allergy(content: SummaryContent, allergy: Allergy) -> Json:
    is_none_known = allergy.statement is AllergyStatement.NONE_KNOWN
    received = [coding(allergy.code_system, allergy.code)] if allergy.code else []
    codes = [_NONE_KNOWN] if is_none_known and not received else received
    words = allergy.state.replace(",", " ").split()
    state = next((each for each in _CLINICAL_STATES if each in words), "active")
    return filled(
        resourceType="AllergyIntolerance",
        id=allergy.id,
        clinicalStatus=concept("", coding(_CLINICAL, state)),
        code=concept(allergy.substance or allergy.statement.label, *codes),
        patient=_subject(content),
        onsetDateTime="" if allergy.noticed_on is None else str(allergy.noticed_on),
        note=[{"text": allergy.note}] if allergy.note else [],
        reaction=[{"manifestation": [concept(allergy.reaction)]}] if allergy.reaction else [],
    )


def _appointment(content: SummaryContent, appointment: Appointment) -> Json:
    start = _instant(appointment, content.zone)
    actors = [("Practitioner", appointment.with_whom), ("Location", appointment.place)]
    is_moved = appointment.state is AppointmentState.MOVED
    beyond = [("zone", appointment.zone if start else ""), ("kind", str(appointment.kind))]
    beyond += [("state", str(appointment.state))] if is_moved else []
    day = {} if start else filled(start=str(appointment.starts_at.on))
    return filled(
        resourceType="Appointment",
        id=appointment.id,
        extension=[extension(name, valueString=words) for name, words in beyond if words],
        status=_STATES[appointment.state],
        description=appointment.about,
        start=start,
        # Without its end, FHIR wants no start either.
        end=_instant(appointment, content.zone, minutes=appointment.minutes or 0) if start else "",
        minutesDuration=appointment.minutes,
        comment=appointment.note,
        patientInstruction=appointment.preparation,
        participant=[
            {"actor": _subject(content), "status": "accepted"},
            *({"actor": {"type": kind, "display": name}, "status": "accepted"} for kind, name in actors if name),
        ],
        requestedPeriod=[day] if day else [],
    )


def _instant(appointment: Appointment, zone: str, *, minutes: int = 0) -> str:
    """Return the moment with its offset; empty where only the day is known, or the zone is none that exists."""
    moment = appointment.starts_at
    if not moment.on.is_exact or moment.at is None:
        return ""
    try:
        there = ZoneInfo(appointment.zone or zone)
    except (ZoneInfoNotFoundError, ValueError, OSError):
        return ""
    wall = datetime.combine(moment.on.first, moment.at, tzinfo=there)
    ended = datetime.fromtimestamp(wall.timestamp() + 60 * minutes, there) if minutes else wall
    return ended.isoformat(timespec="seconds")

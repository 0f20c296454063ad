"""Appointment and Encounter become appointments: wall time as written, with the zone that its offset names."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import datetime
from decimal import Decimal
from types import MappingProxyType
from typing import Any, Final
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from hoofbeat.domain.checks import LONGEST_LINE
from hoofbeat.domain.records import Appointment, AppointmentId, AppointmentKind, AppointmentState, Kind
from hoofbeat.domain.values import WallTime
from hoofbeat.exchange.fhir.elements import (
    Json,
    actor_name,
    codings,
    concept_texts,
    decimal,
    end_of,
    mapping,
    mappings,
    moment,
    notes,
    own_extension,
    own_fields,
    period_text,
    start_of,
    text,
)
from hoofbeat.exchange.fhir.gathering import Gathering
from hoofbeat.exchange.fhir.resources import Entry, display_of, type_of
from hoofbeat.exchange.gathering import joined, new_id
from hoofbeat.exchange.moments import NO_MOMENT, Moment, zone_of

_STATES: Final[Mapping[str, AppointmentState]] = MappingProxyType(
    {
        "arrived": AppointmentState.DONE,
        "fulfilled": AppointmentState.DONE,
        "finished": AppointmentState.DONE,
        "completed": AppointmentState.DONE,
        "discharged": AppointmentState.DONE,
        "planned": AppointmentState.PLANNED,
        "cancelled": AppointmentState.CANCELLED,
        "noshow": AppointmentState.CANCELLED,
    }
)
# Without a state that says otherwise, an encounter has taken place and an appointment has not.
_OTHERWISE: Final[Mapping[str, AppointmentState]] = MappingProxyType({"Encounter": AppointmentState.DONE})
_STATES_NOT_TAKEN: Final = frozenset({"entered-in-error"})
_NOT_BOOKED: Final = frozenset({"proposed", "pending", "waitlist"})
_CALLS: Final = frozenset({"VR"})
_OWN_KINDS: Final[Mapping[str, AppointmentKind]] = MappingProxyType({kind.value: kind for kind in AppointmentKind})
_LONGEST_MINUTES: Final = 60 * 24 * 30


class AppointmentReader:
    """Reads the appointments of one file."""

    def __init__(self, gathering: Gathering) -> None:
        self._gathering = gathering
        self._resources = gathering.resources

    def read(self) -> None:
        """Take appointments and encounters that say when they are."""
        for entry in self._resources.of_type("Appointment"):
            sent = entry.resource
            start = moment(sent.get("start")) or _day_of(sent)
            self._take(entry, start, moment(sent.get("end")), self._patient(entry))
        for entry in self._resources.of_type("Encounter"):
            sent = entry.resource
            start, end = start_of(sent.get("period")), end_of(sent.get("period"))
            self._take(entry, start, end, sent.get("subject") or sent.get("patient"))

    def _take(self, entry: Entry, start: Moment, end: Moment, subject: Any) -> None:
        sent = entry.resource
        state = text(sent.get("status"))
        if state in _STATES_NOT_TAKEN:
            self._gathering.leave(entry.where, "state", state=state)
        elif start.on is None:
            self._gathering.leave(entry.where, "no date", sent=start.text)
        else:
            minutes = _minutes(sent, start, end)
            about = _about(sent)
            is_long = len(about) > LONGEST_LINE
            interval = _interval(sent) if end and end != start and minutes is None else ""
            taken = Appointment(
                id=AppointmentId(new_id()),
                kind=_kind(sent),
                starts_at=WallTime(start.on, start.at),
                zone=_zone(sent, start),
                minutes=minutes,
                with_whom=joined(self._people(entry), ", "),
                place=joined(self._places(entry), ", "),
                preparation=_preparation(sent),
                about="" if is_long else about,
                state=_state(entry),
                note=joined((about if is_long else "", notes(sent, "comment"), interval), "\n"),
                source=self._gathering.source,
                source_id=entry.identity,
            )
            self._gathering.take(taken, entry.where, self._gathering.person(subject, entry))

    def _patient(self, entry: Entry) -> Any:
        for actor in _actors(entry.resource):
            found = self._resources.find_entry(actor, entry)
            if "Patient" in (type_of(actor), "" if found is None else found.type):
                return actor
        return entry.resource.get("subject")

    def _people(self, entry: Entry) -> Iterator[str]:
        for actor in _actors(entry.resource):
            yield self._name(actor, entry, ("Practitioner", "PractitionerRole"))

    def _places(self, entry: Entry) -> Iterator[str]:
        sent = entry.resource
        for actor in _actors(sent):
            yield self._name(actor, entry, ("Location", "Organization"))
        for each in mappings(sent.get("location")):
            yield self._name(each.get("location"), entry, ("Location",), is_sure=True)
        yield self._name(sent.get("serviceProvider"), entry, ("Organization",), is_sure=True)

    def _name(self, reference: Any, entry: Entry, types: tuple[str, ...], *, is_sure: bool = False) -> str:
        """Return the name of what a reference means, if it is of one of the types."""
        found = self._resources.find_entry(reference, entry)
        if found is None:
            return display_of(reference) if is_sure or type_of(reference) in types else ""
        if found.type not in types:
            return ""
        if found.type == "PractitionerRole" and not display_of(reference):
            return self._name(found.resource.get("practitioner"), found, ("Practitioner",), is_sure=True)
        return display_of(reference) or actor_name(found.resource)


def _state(entry: Entry) -> AppointmentState:
    """Return where an appointment stands; FHIR has no word for one that was moved, so an export of Hoofbeat says that beside it."""
    own = own_fields(entry.resource, Kind.APPOINTMENTS, "state").get("state")
    said = _STATES.get(text(entry.resource.get("status"))) or _OTHERWISE.get(entry.type, AppointmentState.PLANNED)
    return AppointmentState.MOVED if own is AppointmentState.MOVED and said is AppointmentState.PLANNED else said


def _day_of(sent: Json) -> Moment:
    """Return the day of a booked appointment whose time is not said; of a proposed one it would only be a wish."""
    period = sent.get("requestedPeriod")
    is_booked = text(sent.get("status")) not in _NOT_BOOKED
    return start_of(period) if is_booked and len(mappings(period)) == 1 else NO_MOMENT


def _actors(sent: Json) -> list[Json]:
    """Return the references to those who take part; those of an encounter stand one member further."""
    parts = mappings(sent.get("participant"))
    return [mapping(part.get("actor") or part.get("individual")) for part in parts]


def _zone(sent: Json, start: Moment) -> str:
    """Return the zone that an export of Hoofbeat names, where its clocks then show the same offset; else the offset's own."""
    named = text(own_extension(sent, "zone").get("valueString"))
    try:
        written = datetime.fromisoformat(start.text)
        there = written.replace(tzinfo=ZoneInfo(named)) if named else written
    except (ZoneInfoNotFoundError, ValueError, OSError):
        return zone_of(start)
    return named if named and there.utcoffset() == written.utcoffset() else zone_of(start)


def _kind(sent: Json) -> AppointmentKind:
    own = _OWN_KINDS.get(text(own_extension(sent, "kind").get("valueString")))
    if own:
        return own
    codes = {each.code.upper() for each in codings(sent.get("class"))}
    return AppointmentKind.CALL if codes & _CALLS else AppointmentKind.VISIT


def _about(sent: Json) -> str:
    """Return what an appointment is about, in the words of its sender."""
    reasons = sent.get("reasonCode") or sent.get("reason") or []
    named = concept_texts(sent.get("type") or []) or text(sent.get("description"))
    named = named or concept_texts(sent.get("serviceType") or []) or concept_texts(sent.get("appointmentType") or [])
    return joined((named, concept_texts(reasons) if isinstance(reasons, list) else text(reasons)))


def _preparation(sent: Json) -> str:
    instruction = sent.get("patientInstruction")
    words = [text(instruction)] if isinstance(instruction, str) else []
    return joined(words + [text(each.get("text")) for each in mappings(instruction)], "\n")


def _minutes(sent: Json, start: Moment, end: Moment) -> int | None:
    """Return the length: as said, else from the beginning to the end."""
    length = mapping(sent.get("length"))
    said = decimal(sent.get("minutesDuration"))
    if said is None and "min" in (text(length.get("code")), text(length.get("unit"))):
        said = decimal(length.get("value"))
    minutes = _between(start, end) if said is None else int(min(said, Decimal(_LONGEST_MINUTES + 1)))
    return minutes if minutes is not None and 1 <= minutes <= _LONGEST_MINUTES else None


def _between(start: Moment, end: Moment) -> int | None:
    if start.at is None or end.at is None:
        return None
    try:
        length = datetime.fromisoformat(end.text) - datetime.fromisoformat(start.text)
    except (ValueError, TypeError):  # one with a zone and one without cannot be compared
        return None
    return round(length.total_seconds() / 60)


def _interval(sent: Json) -> str:
    if "period" in sent:
        return period_text(sent.get("period"))
    return joined((text(sent.get("start")), text(sent.get("end"))), "/")

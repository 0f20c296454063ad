"""Encounters, those that were and those that are planned, become appointments."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from typing import TYPE_CHECKING, Final

from hoofbeat.domain.fields import LONGEST_LINE
from hoofbeat.domain.records import Appointment, AppointmentId, AppointmentState
from hoofbeat.domain.values import WallTime
from hoofbeat.exchange.ccda.elements import (
    address_text,
    attribute,
    child,
    children,
    concept_text,
    end_of,
    identity,
    interval_text,
    person_name,
    plain,
    start_of,
)
from hoofbeat.exchange.ccda.gathering import Gathering
from hoofbeat.exchange.ccda.results import Said
from hoofbeat.exchange.ccda.sections import Section
from hoofbeat.exchange.gathering import joined, new_id
from hoofbeat.exchange.moments import Moment, zone_of

if TYPE_CHECKING:
    from xml.etree.ElementTree import Element

_STATES_NOT_TAKEN: Final = frozenset({"nullified", "entered-in-error"})
_CANCELLED: Final = frozenset({"cancelled", "aborted"})
_PLANNED: Final = frozenset({"INT", "RQO", "ARQ", "APT", "PRMS", "PRP"})
_LONGEST_MINUTES: Final = 60 * 24 * 30


class EncounterReader:
    """Reads the encounters of one document."""

    def __init__(self, gathering: Gathering) -> None:
        self._gathering = gathering
        self._narrative = gathering.narrative

    def read(self, section: Section) -> list[Said]:
        """Take the encounters of the entries of a section that say when they are; return what they said."""
        return [self._read(each, where) for where, each in encounters_in(section)]

    def _read(self, sent: Element, where: str) -> Said:
        time = sent.find("effectiveTime")
        start, end = start_of(time), end_of(time)
        state = attribute(sent.find("statusCode"), "code").lower()
        if state in _STATES_NOT_TAKEN:
            self._gathering.leave(where, "state", state=state)
        elif attribute(sent, "negationInd").lower() == "true":
            self._gathering.leave(where, "negated", name=concept_text(sent.find("code"), self._narrative))
        elif start.on is None:
            self._gathering.leave(where, "no date", sent=start.text)
        else:
            self._take(sent, where, start, end, _state(sent, state))
        references = {each.get("value", "").strip().removeprefix("#") for each in sent.iter("reference")}
        name = concept_text(sent.find("code"), self._narrative)
        return Said(frozenset({name.casefold()} - {""}), "", start, has_value=True, references=frozenset(references))

    def _take(self, sent: Element, where: str, start: Moment, end: Moment, state: AppointmentState) -> None:
        about = joined((concept_text(sent.find("code"), self._narrative), self._reasons(sent)))
        is_long = len(about) > LONGEST_LINE
        minutes = _minutes(start, end)
        interval = interval_text(sent.find("effectiveTime")) if end and minutes is None and end != start else ""
        if start.on is None:
            return
        taken = Appointment(
            id=AppointmentId(new_id()),
            starts_at=WallTime(start.on, start.at),
            zone=zone_of(start),
            minutes=minutes,
            with_whom=joined(_people(sent), ", ")[:LONGEST_LINE],
            place=joined(self._places(sent), ", ")[:LONGEST_LINE],
            about="" if is_long else about,
            state=state,
            note=joined((about if is_long else "", interval), "\n"),
            source=self._gathering.source,
            source_id=identity(sent),
        )
        self._gathering.take(taken, where, self._gathering.person)

    def _reasons(self, sent: Element) -> str:
        """Return for what one was there: the observations given as its reason."""
        related = [each for each in sent.findall("entryRelationship") if attribute(each, "typeCode") == "RSON"]
        values = (value for each in related for value in children(each, "observation", "value"))
        return joined(concept_text(value, self._narrative) for value in values)

    def _places(self, sent: Element) -> Iterator[str]:
        for participant in sent.findall("participant"):
            role = participant.find("participantRole")
            if role is None or attribute(participant, "typeCode").upper() != "LOC":
                continue
            name = plain(child(role, "playingEntity", "name")) or plain(child(role, "scopingEntity", "desc"))
            yield name or concept_text(role.find("code"), self._narrative)
            yield address_text(role)
        for organization in children(sent, "performer", "assignedEntity", "representedOrganization"):
            yield plain(organization.find("name"))


def encounters_in(section: Section) -> Iterator[tuple[str, Element]]:
    """Yield the encounters of a section with their place, also those within an act."""
    for number, entry in enumerate(section.entries):
        found = (*entry.findall("encounter"), *children(entry, "act", "entryRelationship", "encounter"))
        for each in found:
            yield f"{section.name} entry[{number}]", each


def _people(sent: Element) -> Iterator[str]:
    for entity in children(sent, "performer", "assignedEntity"):
        yield person_name(entity.find("assignedPerson"))


def _state(sent: Element, state: str) -> AppointmentState:
    if state in _CANCELLED:
        return AppointmentState.CANCELLED
    is_planned = attribute(sent, "moodCode").upper() in _PLANNED
    return AppointmentState.PLANNED if is_planned else AppointmentState.DONE


def _minutes(start: Moment, end: Moment) -> int | None:
    """Return the length of a visit within days that both ends give to the minute, in one zone."""
    if start.on is None or end.on is None or start.at is None or end.at is None or start.offset != end.offset:
        return None
    ends = [datetime.combine(each.first, at) for each, at in ((start.on, start.at), (end.on, end.at))]
    minutes = round((ends[1] - ends[0]).total_seconds() / 60)
    return minutes if 1 <= minutes <= _LONGEST_MINUTES else None

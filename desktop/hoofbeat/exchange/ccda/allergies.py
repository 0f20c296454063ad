"""Allergy observations become lines of the allergy list, "none known" being one of its own."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Final

from hoofbeat.domain.checks import LONGEST_LINE
from hoofbeat.domain.records import Allergy, AllergyId, AllergyStatement
from hoofbeat.exchange.ccda.elements import (
    attribute,
    best_coding,
    child,
    children,
    concept_text,
    identity,
    null_flavor,
    plain,
    start_of,
)
from hoofbeat.exchange.ccda.gathering import Gathering
from hoofbeat.exchange.ccda.results import Said
from hoofbeat.exchange.ccda.sections import Section
from hoofbeat.exchange.fhir.allergies import says_none_known
from hoofbeat.exchange.gathering import joined, new_id
from hoofbeat.exchange.moments import unread

if TYPE_CHECKING:
    from xml.etree.ElementTree import Element

_STATES_NOT_TAKEN: Final = frozenset({"cancelled", "nullified", "entered-in-error"})
_NONE_KNOWN_CODES: Final = frozenset({"160244002", "428607008", "409137002", "716186003"})
_STATUS: Final = "33999-4"
_SEVERITY: Final = "SEV"
_WORDS_FOR_NONE: Final = {
    "416098002": "no known drug allergies",
    "419511003": "no known drug allergies",
    "414285001": "no known food allergies",
    "418471000": "no known food allergies",
}


class AllergyReader:
    """Reads the allergy list of one document."""

    def __init__(self, gathering: Gathering) -> None:
        self._gathering = gathering
        self._narrative = gathering.narrative

    def read(self, section: Section) -> list[Said]:
        """Take the allergies of the entries of a section; return what they said, also where that was not taken."""
        return [self._read(observation, concern, where) for where, concern, observation in _observations(section)]

    def _read(self, sent: Element, concern: Element | None, where: str) -> Said:
        agent = _agent(sent)
        name = self._substance(agent)
        states = [attribute(each.find("statusCode"), "code").lower() for each in (concern, sent) if each is not None]
        refused = next((state for state in states if state in _STATES_NOT_TAKEN), "")
        is_negated = attribute(sent, "negationInd").lower() == "true"
        is_none = is_negated or self._says_none(sent, name)
        if refused:
            self._gathering.leave(where, "state", state=refused)
        elif is_negated and name and not self._says_none(sent, name):
            self._gathering.leave(where, "negated", name=name)
        elif not name and not is_none:
            self._gathering.leave(where, "no name")
        else:
            self._take(sent, concern, where, name, is_none_known=is_none)
        references = {each.get("value", "").strip().removeprefix("#") for each in sent.iter("reference")}
        folded = frozenset({" ".join(name.split()).casefold()} - {""})
        return Said(folded, "", start_of(sent.find("effectiveTime")), has_value=True, references=frozenset(references))

    def _take(self, sent: Element, concern: Element | None, where: str, name: str, *, is_none_known: bool) -> None:
        code = child(_agent(sent), "code")
        coding = best_coding(code)
        reactions = self._reactions(sent)
        is_long = len(reactions) > LONGEST_LINE
        begun = start_of(sent.find("effectiveTime"))
        statement = AllergyStatement.NONE_KNOWN if is_none_known else AllergyStatement.ALLERGY
        taken = Allergy(
            id=AllergyId(new_id()),
            statement=statement,
            substance=(name or self._words_for_none(sent))[:LONGEST_LINE],
            reaction="" if is_long else reactions,
            noticed_on=begun.on,
            state=self._state(sent, concern),
            code=coding.code,
            code_system=coding.system,
            note=joined((reactions if is_long else "", *self._comments(sent)), "\n"),
            source=self._gathering.source,
            source_id=identity(sent) or ("" if concern is None else identity(concern)),
        )
        self._gathering.take(taken, where, self._gathering.person, unread(begun))

    def _substance(self, agent: Element | None) -> str:
        """Return the name of what one is allergic to."""
        if agent is None:
            return ""
        code = agent.find("code")
        named = concept_text(code, self._narrative)
        own = joined(map(plain, agent.findall("name")))
        return own if own and (not named or named == attribute(code, "code")) else named or own

    def _says_none(self, sent: Element, name: str) -> bool:
        value = sent.find("value")
        codes = {attribute(value, "code"), attribute(child(_agent(sent), "code"), "code")}
        words = (name, concept_text(value, self._narrative))
        said = any(map(says_none_known, words))
        return said or bool(codes & _NONE_KNOWN_CODES)

    def _words_for_none(self, sent: Element) -> str:
        value = sent.find("value")
        words = _WORDS_FOR_NONE.get(attribute(value, "code"), "")
        return words or self._narrative.words(sent.find("text")) or "no known allergies"

    def _reactions(self, sent: Element) -> str:
        return joined(self._reaction(each) for each in _related(sent, "MFST"))

    def _reaction(self, reaction: Element) -> str:
        signs = joined(concept_text(each, self._narrative) for each in reaction.findall("value"))
        signs = signs or self._narrative.words(reaction.find("text"))
        severity = joined(self._severities(reaction))
        return f"{signs} ({severity})" if signs and severity else signs or severity

    def _severities(self, holder: Element) -> Iterator[str]:
        for each in children(holder, "entryRelationship", "observation"):
            if attribute(each.find("code"), "code") == _SEVERITY:
                yield from (concept_text(value, self._narrative) for value in each.findall("value"))

    def _state(self, sent: Element, concern: Element | None) -> str:
        """Return where an allergy stands, in the sender's words: active or not, and how grave."""
        statuses = [
            concept_text(value, self._narrative)
            for each in children(sent, "entryRelationship", "observation")
            if attribute(each.find("code"), "code") == _STATUS
            for value in each.findall("value")
        ]
        held = "" if concern is None else attribute(concern.find("statusCode"), "code")
        severity = joined(self._severities(sent))
        return joined((joined(statuses) or held, f"severity {severity}" if severity else ""), ", ")[:LONGEST_LINE]

    def _comments(self, sent: Element) -> Iterator[str]:
        for act in children(sent, "entryRelationship", "act"):
            yield self._narrative.lines_of(act.find("text"))


def _observations(section: Section) -> Iterator[tuple[str, Element | None, Element]]:
    for number, entry in enumerate(section.entries):
        where = f"{section.name} entry[{number}]"
        for concern in entry.findall("act"):
            yield from ((where, concern, each) for each in _own(concern.findall("entryRelationship/observation")))
        yield from ((where, None, each) for each in _own(entry.findall("observation")))


def _own(observations: list[Element]) -> Iterator[Element]:
    """Yield those that state an allergy, not those that only say how grave or how active it is."""
    yield from (each for each in observations if attribute(each.find("code"), "code") not in (_SEVERITY, _STATUS))


def _agent(sent: Element) -> Element | None:
    """Return the entity that plays the substance; some put it into another kind of participant than the standard's."""
    for participant in sent.findall("participant"):
        entity = child(participant, "participantRole", "playingEntity")
        if entity is not None and attribute(participant, "typeCode").upper() in ("CSM", ""):
            return entity
    return None


def _related(sent: Element, kind: str) -> Iterator[Element]:
    for relationship in sent.findall("entryRelationship"):
        if attribute(relationship, "typeCode").upper() == kind:
            yield from (each for each in relationship.findall("observation") if not null_flavor(each))

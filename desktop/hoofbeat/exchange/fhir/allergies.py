"""AllergyIntolerance becomes a line of the allergy list, "none known" being one of its own."""

from __future__ import annotations

import re
from typing import Final

from hoofbeat.domain.checks import LONGEST_LINE
from hoofbeat.domain.records import Allergy, AllergyId, AllergyStatement
from hoofbeat.exchange.fhir.elements import (
    Coding,
    Json,
    codings,
    concept_text,
    concept_texts,
    has_code,
    mappings,
    moment,
    notes,
    own_extension,
    start_of,
    text,
)
from hoofbeat.exchange.fhir.gathering import Gathering
from hoofbeat.exchange.fhir.resources import Entry
from hoofbeat.exchange.gathering import joined, new_id
from hoofbeat.exchange.moments import Moment, unread

NONE_KNOWN: Final = frozenset(
    {
        # SNOMED CT: no known allergy; to medicines, food, things around, insects, latex, animals, grass or pollen.
        *("716186003", "409137002", "429625007", "428607008", "428197003", "1003774007", "716184000", "716220001"),
        # The codes of the International Patient Summary.
        *("no-known-allergies", "no-known-medication-allergies", "no-known-environmental-allergies"),
        "no-known-food-allergies",
        *("nka", "nkda", "no known allergies", "no known allergy", "no known drug allergies", "no known drug allergy"),
    }
)
_NO_ALLERGY: Final = re.compile(
    r"(?:the )?(?:patient )?(?:has |reports |states )?no known (?:active |current )?"
    r"(?:drug |medication |medicine |food |environmental )*allerg(?:y|ies)"
)
_NOTHING_SAID: Final = frozenset({"no-allergy-info", "no information about allergies"})
_DO_NOT_GIVE: Final = ("urn:hoofbeat:statement", "do-not-give")
_STATES_NOT_TAKEN: Final = frozenset({"entered-in-error", "refuted"})


def says_none_known(words: str) -> bool:
    """Tell whether words only state that no allergy is known; that none is on file says nothing of the kind."""
    folded = " ".join(words.split()).casefold().rstrip(".")
    return folded in NONE_KNOWN or _NO_ALLERGY.fullmatch(folded) is not None


class AllergyReader:
    """Reads the allergy list of one file."""

    def __init__(self, gathering: Gathering) -> None:
        self._gathering = gathering

    def read(self) -> None:
        """Take allergies and statements that none is known; not those that were refuted or entered in error."""
        for entry in self._gathering.resources.of_type("AllergyIntolerance"):
            self._read(entry)
        for entry in self._gathering.resources.of_type("Flag"):
            self._read_flag(entry)

    def _read_flag(self, entry: Entry) -> None:
        """Take a do-not-give note of an export of Hoofbeat; what other senders flag may mean anything."""
        sent = entry.resource
        substance, reaction, note = (
            text(own_extension(sent, name).get("valueString")) for name in ("substance", "reaction", "note")
        )
        is_own = any((each.system, each.code) == _DO_NOT_GIVE for each in codings(sent.get("code")))
        if not is_own or not substance or text(sent.get("status")) != "active":
            self._gathering.leave(entry.where, "kind not kept", kind=entry.type)
            return
        taken = Allergy(
            id=AllergyId(new_id()),
            statement=AllergyStatement.DO_NOT_GIVE,
            substance=substance,
            reaction=reaction,
            note=note,
            source=self._gathering.source,
            source_id=entry.identity,
        )
        self._gathering.take(taken, entry.where, self._gathering.person(sent.get("subject"), entry))

    def _read(self, entry: Entry) -> None:
        sent = entry.resource
        concept = sent.get("code") or sent.get("substance")
        name = concept_text(concept) or _substances(sent)
        states = [
            each.code
            for member in ("verificationStatus", "clinicalStatus", "status")
            for each in codings(sent.get(member))
        ]
        refused = next((state for state in states if state in _STATES_NOT_TAKEN), "")
        if refused:
            self._gathering.leave(entry.where, "state", state=refused)
        elif not name:
            self._gathering.leave(entry.where, "no name")
        elif has_code(concept, _NOTHING_SAID):
            self._gathering.leave(entry.where, "says nothing", name=name)
        else:
            taken = _allergy(sent, name, next(iter(codings(concept)), Coding()))
            taken = taken.replaced(source=self._gathering.source, source_id=entry.identity)
            person = self._gathering.person(sent.get("patient"), entry)
            self._gathering.take(taken, entry.where, person, unread(_onset(sent)))


def _allergy(sent: Json, name: str, coding: Coding) -> Allergy:
    is_none_known = has_code(sent.get("code"), NONE_KNOWN) or says_none_known(name)
    reactions = joined(_reaction(each) for each in mappings(sent.get("reaction")))
    described = [text(each.get("description")) for each in mappings(sent.get("reaction"))]
    is_long = len(reactions) > LONGEST_LINE
    return Allergy(
        id=AllergyId(new_id()),
        statement=AllergyStatement.NONE_KNOWN if is_none_known else AllergyStatement.ALLERGY,
        substance=name,
        reaction="" if is_long else reactions,
        noticed_on=_onset(sent).on,
        state=_state(sent),
        code=coding.code,
        code_system=coding.system,
        note=joined((reactions if is_long else "", notes(sent), *described), "\n"),
    )


def _onset(sent: Json) -> Moment:
    return moment(sent.get("onsetDateTime")) or moment(sent.get("onset")) or start_of(sent.get("onsetPeriod"))


def _state(sent: Json) -> str:
    """Return where an allergy stands, in the sender's codes: how sure, how active, how grave."""
    states = [
        each.code for name in ("clinicalStatus", "verificationStatus", "status") for each in codings(sent.get(name))[:1]
    ]
    kind = "intolerance" if has_code(sent.get("type"), {"intolerance"}) else ""
    criticality = text(sent.get("criticality"))
    return joined((*states, kind, f"criticality {criticality}" if criticality else ""), ", ")


def _substances(sent: Json) -> str:
    return joined(concept_text(each.get("substance")) for each in mappings(sent.get("reaction")))


def _reaction(reaction: Json) -> str:
    signs = concept_texts(reaction.get("manifestation") or [])
    severity = text(reaction.get("severity"))
    return f"{signs} ({severity})" if signs and severity else signs or severity

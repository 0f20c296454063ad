"""Substance administrations become medicines, each with one dose phase."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from types import MappingProxyType
from typing import TYPE_CHECKING, Final

from hoofbeat.domain.checks import LONGEST_LINE
from hoofbeat.domain.records import (
    Medication,
    MedicationId,
    MedicineState,
    Schedule,
)
from hoofbeat.exchange.ccda.elements import (
    Coding,
    attribute,
    best_coding,
    child,
    children,
    codings,
    concept_text,
    has_template,
    identity,
    null_flavor,
    person_name,
    plain,
)
from hoofbeat.exchange.ccda.gathering import Gathering
from hoofbeat.exchange.ccda.results import Said
from hoofbeat.exchange.ccda.sections import Section, SectionKind
from hoofbeat.exchange.ccda.timing import dose_of, span_of
from hoofbeat.exchange.dosing import Dose, phase_of, use_of
from hoofbeat.exchange.gathering import joined, new_id
from hoofbeat.exchange.moments import Moment, unread

if TYPE_CHECKING:
    from xml.etree.ElementTree import Element

_RXNORM: Final = "2.16.840.1.113883.6.88"
_NDC: Final = "2.16.840.1.113883.6.69"
_STATES: Final[Mapping[str, MedicineState]] = MappingProxyType(
    {
        "active": MedicineState.TAKING,
        "new": MedicineState.TAKING,
        "aborted": MedicineState.STOPPED,
        "obsolete": MedicineState.STOPPED,
    }
)
_STATES_NOT_TAKEN: Final = frozenset({"cancelled", "nullified", "entered-in-error"})
_STATUS: Final = "33999-4"
_STATUS_TEMPLATES: Final = ("2.16.840.1.113883.10.20.1.47", "2.16.840.1.113883.10.20.22.4.113")
# The status of a medicine as a SNOMED CT code or in words; it says more than the state of the entry.
_SAID_STATES: Final[Mapping[str, MedicineState]] = MappingProxyType(
    {
        **dict.fromkeys(("55561003", "active"), MedicineState.TAKING),
        **dict.fromkeys(
            ("73425007", "inactive", "392521001", "prior history", "no longer active", "completed", "421139008"),
            MedicineState.STOPPED,
        ),
        **dict.fromkeys(("discontinued", "stopped", "aborted", "discontinue"), MedicineState.STOPPED),
        **dict.fromkeys(("on hold", "suspended"), MedicineState.NOT_KNOWN),
    }
)
_INSTRUCTIONS: Final = (
    "2.16.840.1.113883.10.20.22.4.20",
    "2.16.840.1.113883.10.20.1.49",
    "1.3.6.1.4.1.19376.1.5.3.1.4.3",
)
_NO_MEDICINES: Final = re.compile(
    r"(?:the )?(?:patient )?(?:is |takes |has |reports )?(?:(?:currently )?(?:on |taking |takes )?no (?:known |current |active |outpatient |prescribed |home )*"
    r"(?:medications?|meds|medicines?|drug therapy|drugs?)\b.*|not (?:currently )?(?:taking|on) any (?:medication|medicine).*|none)",
    re.IGNORECASE,
)
_NO_MEDICINES_CODES: Final = frozenset({"787481004", "1234391009", "182904002", "182849000", "408350003"})


class MedicineReader:
    """Reads the medicines of one document."""

    def __init__(self, gathering: Gathering) -> None:
        self._gathering = gathering
        self._narrative = gathering.narrative

    def read(self, section: Section) -> list[Said]:
        """Take the medicines of the entries of a section; return what they said, also where that was not taken."""
        return [self._read(each, where, section.kind) for where, each in _administrations(section)]

    def _read(self, sent: Element, where: str, kind: SectionKind) -> Said:
        material = _material(sent)
        code = child(material, "code")
        name = self._name(sent, material)
        state = attribute(sent.find("statusCode"), "code").lower()
        leave = self._gathering.leave
        said_nothing = says_no_medicines(name) or any(each.code in _NO_MEDICINES_CODES for each in codings(code))
        if attribute(sent, "negationInd").lower() == "true":
            leave(where, "negated", name=name or self._narrative.words(sent.find("text")) or "?")
        elif said_nothing:
            leave(where, "says nothing", name=name)
        elif state in _STATES_NOT_TAKEN:
            leave(where, "state", state=state)
        elif not name:
            leave(where, "no name")
        else:
            self._take(sent, where, name, best_coding(code, (_RXNORM, _NDC)), kind)
        references = {each.get("value", "").strip().removeprefix("#") for each in sent.iter("reference")}
        names = {name, *(each.display for each in codings(code)), plain(child(material, "name"))}
        folded = frozenset(" ".join(each.split()).casefold() for each in names if each)
        return Said(folded, "", span_of(sent)[0], has_value=True, references=frozenset(references - {""}))

    def _name(self, sent: Element, material: Element | None) -> str:
        code = child(material, "code")
        named = concept_text(code, self._narrative)
        own = plain(child(material, "name"))
        is_bare_code = named == attribute(code, "code")
        words = own if is_bare_code or not named else named
        return words or named or self._row_name(sent)

    def _row_name(self, sent: Element) -> str:
        """Return the first cell of the row that an entry without a name of its own points to."""
        row = self._narrative.referred(sent.find("text"))
        return self._narrative.words(sent.find("text")) if row is not None and row.tag == "tr" else ""

    def _take(self, sent: Element, where: str, name: str, coding: Coding, kind: SectionKind) -> None:
        start, end, is_moment = span_of(sent)
        is_upright = not (start.on and end.on and end.on.last < start.on.first)
        state = self._state(sent, end, is_given=kind is SectionKind.ADMINISTERED)
        dose = dose_of(sent, self._sig(sent, name), self._narrative)
        is_over = state in (MedicineState.STOPPED, MedicineState.NOT_KNOWN)
        mood = attribute(sent, "moodCode").upper()
        name_line = name[:LONGEST_LINE]
        form = concept_text(sent.find("administrationUnitCode"), self._narrative)
        route = concept_text(sent.find("routeCode"), self._narrative)
        taken = Medication(
            id=MedicationId(new_id()),
            name=name_line,
            why=self._why(sent)[:LONGEST_LINE],
            use=use_of(dose, form, route),
            form=form,
            route=route,
            prescriber=_prescriber(sent),
            state=state,
            started_on=start.on,
            stopped_on=end.on if is_over and is_upright and self._is_past(end) else None,
            code=coding.code,
            code_system=coding.system,
            source=self._gathering.source,
            source_id=f"substanceAdministration {mood}/{identity(sent)}",
            note=dose.instructions if dose.is_long else "",
        )
        person = self._gathering.person
        self._gathering.take(taken, where, person, unread(start, end))
        phase = phase_of(taken, dose, start.on, end.on if is_upright else None)
        if dose.is_long:
            phase = phase.replaced(instructions="")
        if is_moment and kind is SectionKind.ADMINISTERED and phase.amount is not None:
            phase = phase.replaced(schedule=Schedule.ONCE)
        if (dose, phase.from_on, phase.until_on) != (Dose(), None, None):
            self._gathering.take(phase, where, person)

    def _state(self, sent: Element, end: Moment, *, is_given: bool) -> MedicineState:
        """Return whether a medicine is taken: as its status says, else by the state of the entry.

        "Completed" alone is also said of entries that were merely written to the end; with an end it means that it is over.
        """
        said = next((found for found in map(self._said_state, _statuses(sent)) if found), None)
        if said is not None:
            return said
        state = attribute(sent.find("statusCode"), "code").lower()
        if state == "completed":
            is_over = (end.on is not None and self._is_past(end)) or is_given
            return MedicineState.STOPPED if is_over else MedicineState.NOT_KNOWN
        return _STATES.get(state, MedicineState.NOT_KNOWN)

    def _is_past(self, end: Moment) -> bool:
        """Tell whether an end had come when the document was written; one that lies ahead is a plan."""
        written = self._gathering.written_on
        return end.on is None or written is None or end.on.first <= written.last

    def _said_state(self, status: Element) -> MedicineState | None:
        words = (attribute(status, "code"), attribute(status, "displayName"), concept_text(status, self._narrative))
        return next((found for found in map(said_state, words) if found), None)

    def _sig(self, sent: Element, name: str) -> str:
        """Return the sender's words on how to take a medicine; a reference to its whole row or its name says nothing new."""
        holders = [sent.find("text")]
        nested = children(sent, "entryRelationship", "substanceAdministration")
        holders += [each.find("text") for each in nested]
        acts = [each for each in children(sent, "entryRelationship", "act") if _is_instruction(each)]
        holders += [each.find("text") for each in acts]
        found = [self._sig_words(each) for each in holders]
        return joined(each for each in found if each.casefold() != name.casefold())

    def _sig_words(self, holder: Element | None) -> str:
        referred = self._narrative.referred(holder)
        if referred is not None and referred.tag in ("tr", "tbody", "table", "list"):
            return plain(holder)
        return self._narrative.words(holder)

    def _why(self, sent: Element) -> str:
        reasons = [each for each in sent.findall("entryRelationship") if attribute(each, "typeCode") == "RSON"]
        observations = [found for each in reasons for found in each.iter("observation")]
        return joined(concept_text(value, self._narrative) for each in observations for value in each.findall("value"))


def says_no_medicines(words: str) -> bool:
    """Tell whether words only state that nothing is taken."""
    return bool(_NO_MEDICINES.fullmatch(words))


def said_state(words: str) -> MedicineState | None:
    """Return the state that a status stands for, by its code or its words; None where it is not known."""
    return _SAID_STATES.get(words.casefold())


def _administrations(section: Section) -> Iterator[tuple[str, Element]]:
    for number, entry in enumerate(section.entries):
        for found in _outermost(entry):
            yield f"{section.name} entry[{number}]", found


def _outermost(entry: Element) -> Iterator[Element]:
    """Yield the administrations of an entry, also within an act or organizer; not the parts of one."""
    stack = [entry]
    while stack:
        holder = stack.pop()
        if holder.tag == "substanceAdministration":
            yield holder
        else:
            parts = ("act", "organizer", "entryRelationship", "component", "substanceAdministration")
            stack.extend(each for each in reversed(holder) if each.tag in parts)


def _material(sent: Element) -> Element | None:
    product = child(sent, "consumable", "manufacturedProduct")
    found = child(product, "manufacturedMaterial")
    return child(product, "manufacturedLabeledDrug") if found is None else found


def _statuses(sent: Element) -> Iterator[Element]:
    for observation in children(sent, "entryRelationship", "observation"):
        if attribute(observation.find("code"), "code") == _STATUS or has_template(observation, *_STATUS_TEMPLATES):
            yield from (each for each in observation.findall("value") if not null_flavor(each))


def _is_instruction(act: Element) -> bool:
    return has_template(act, *_INSTRUCTIONS) or attribute(act.find("code"), "code") == "PINSTRUCT"


def _prescriber(sent: Element) -> str:
    """Return who prescribed: the author of the supply order, or of the entry itself where that is an order."""
    orders = list(children(sent, "entryRelationship", "supply"))
    orders += [sent] if attribute(sent, "moodCode").upper() in ("INT", "RQO", "PRMS") else []
    for order in orders:
        for entity in (*children(order, "author", "assignedAuthor"), *children(order, "performer", "assignedEntity")):
            name = person_name(entity.find("assignedPerson"))
            if name:
                return name
    return ""

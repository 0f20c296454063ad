"""MedicationRequest and MedicationStatement become medicines with their doses."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from types import MappingProxyType
from typing import Any, Final

from hoofbeat.domain.checks import LONGEST_LINE
from hoofbeat.domain.records import (
    DosePhase,
    Medication,
    MedicationId,
    MedicineState,
)
from hoofbeat.domain.values import PartialDate
from hoofbeat.exchange.dosing import Dose, phase_of, use_of
from hoofbeat.exchange.fhir.doses import bounds_of, dose_of, own_dose, route_of, successive
from hoofbeat.exchange.fhir.elements import (
    Coding,
    Json,
    actor_name,
    codings,
    concept_text,
    concept_texts,
    end_of,
    mapping,
    mappings,
    moment,
    notes,
    start_of,
    text,
)
from hoofbeat.exchange.fhir.gathering import Gathering
from hoofbeat.exchange.fhir.resources import Entry, address_of, display_of
from hoofbeat.exchange.gathering import first_words, joined, new_id
from hoofbeat.exchange.moments import unread

TYPES: Final = ("MedicationRequest", "MedicationStatement", "MedicationOrder")
_STATES: Final[Mapping[str, MedicineState]] = MappingProxyType(
    {
        "active": MedicineState.TAKING,
        "intended": MedicineState.PLANNED,
        "completed": MedicineState.STOPPED,
        "stopped": MedicineState.STOPPED,
    }
)
_SAID_ON: Final = ("effectiveDateTime", "authoredOn", "dateWritten", "dateAsserted")
_STATES_NOT_TAKEN: Final = frozenset({"entered-in-error", "cancelled", "draft", "not-taken"})


class MedicineReader:
    """Reads the medicines of one file."""

    def __init__(self, gathering: Gathering) -> None:
        self._gathering = gathering
        self._resources = gathering.resources
        self._used: set[int] = set()

    def read(self) -> None:
        """Take the medicines, and name those that are only listed, without a word on whether they are taken."""
        for entry in self._resources.of_type(*TYPES):
            self._read(entry)
        for entry in self._resources.of_type("Medication"):
            if id(entry.resource) not in self._used:
                self._gathering.leave(
                    entry.where, "medicine without use", name=concept_text(entry.resource.get("code"))
                )

    def _read(self, entry: Entry) -> None:
        sent = entry.resource
        medicine = self._medicine(entry)
        concept = medicine.get("code") or _concept(sent)
        name = concept_text(concept) or display_of(_reference(sent))
        state = text(sent.get("status"))
        if sent.get("doNotPerform") is True:
            self._gathering.leave(entry.where, "not to be given", name=name)
        elif state in _STATES_NOT_TAKEN or sent.get("taken") == "n" or sent.get("wasNotTaken") is True:
            self._gathering.leave(entry.where, "state", state=state if state in _STATES_NOT_TAKEN else "not-taken")
        elif not name:
            self._gathering.leave(entry.where, "no name")
        else:
            self._take(entry, medicine, name, next(iter(codings(concept)), Coding()))

    def _take(self, entry: Entry, medicine: Json, name: str, coding: Coding) -> None:
        sent = entry.resource
        instructions = sent.get("dosageInstruction") or sent.get("dosage")
        dose = dose_of(instructions)
        form, route = concept_text(medicine.get("form")), route_of(instructions)
        start, end = _span(sent)
        state = _STATES.get(text(sent.get("status")), MedicineState.NOT_KNOWN)
        is_over = state in (MedicineState.STOPPED, MedicineState.NOT_KNOWN)
        following = successive(instructions)
        is_instruction_long = dose.is_long and not following
        taken = Medication(
            id=MedicationId(new_id()),
            name=name,
            why=self._why(entry),
            use=use_of(dose, form, route),
            form=form,
            route=route,
            prescriber=self._prescriber(entry),
            state=state,
            started_on=start,
            stopped_on=end if is_over else None,
            why_stopped=concept_texts(sent.get("statusReason") or []) if state is MedicineState.STOPPED else "",
            code=coding.code,
            code_system=coding.system,
            source=self._gathering.source,
            source_id=entry.identity,
            note=joined((notes(sent), dose.instructions if is_instruction_long else ""), "\n"),
        )
        person = self._gathering.person(sent.get("subject") or sent.get("patient"), entry)
        self._gathering.take(taken, entry.where, person, _unread_date(sent))
        for each in following:
            self._gathering.take(_phase_of(taken, each), entry.where, person)
        if following:
            return
        phase = _phase(taken, dose, start or _said_on(sent), end)
        if len(mappings(instructions)) == 1:
            phase = phase.replaced(**own_dose(mappings(instructions)[0]))
        if is_instruction_long:
            phase = phase.replaced(instructions="")
        if (dose, phase.from_on, phase.until_on) != (Dose(), None, None):
            self._gathering.take(phase, entry.where, person)

    def _medicine(self, entry: Entry) -> Json:
        """Return the Medication that the resource refers to, empty when it names the medicine itself."""
        found = self._resources.find(_reference(entry.resource), entry)
        self._used.add(id(found))
        return found

    def _why(self, entry: Entry) -> str:
        sent = entry.resource
        words = [concept_texts(sent.get(name) or []) for name in ("reasonCode", "reasonForUseCodeableConcept")]
        words += [
            concept_text(self._resources.find(reference, entry).get("code")) or display_of(reference)
            for reference in mappings(sent.get("reasonReference"))
        ]
        return joined(words)

    def _prescriber(self, entry: Entry) -> str:
        reference = entry.resource.get("requester") or entry.resource.get("prescriber")
        reference = mapping(reference).get("agent", reference)
        found = self._resources.find_entry(reference, entry)
        if found is not None and found.type == "PractitionerRole":
            reference = found.resource.get("practitioner")
            found = self._resources.find_entry(reference, found)
        if found is None or found.type not in ("Practitioner", "Organization"):
            return display_of(reference) if found is None else ""
        return display_of(reference) or actor_name(found.resource)


def _phase_of(medicine: Medication, instruction: Json) -> DosePhase:
    """Return one of several doses that follow each other; what is too long for a line is said in short."""
    bounds = bounds_of(instruction)
    dose = dose_of([instruction])
    phase = _phase(medicine, dose, start_of(bounds).on, end_of(bounds).on).replaced(**own_dose(instruction))
    return (
        phase.replaced(instructions=first_words(phase.instructions))
        if len(phase.instructions) > LONGEST_LINE
        else phase
    )


def _concept(sent: Json) -> Any:
    """Return the medicine as words and codes; a later release has it one level deeper."""
    return sent.get("medicationCodeableConcept") or mapping(sent.get("medication")).get("concept")


def _reference(sent: Json) -> Any:
    for reference in (sent.get("medicationReference"), mapping(sent.get("medication")).get("reference")):
        if address_of(reference) or display_of(reference):
            return reference
    return None


def _span(sent: Json) -> tuple[PartialDate | None, PartialDate | None]:
    """Return from when until when a medicine is taken, where that is said."""
    for period in _periods(sent):
        start, end = start_of(period).on, end_of(period).on
        if (start or end) and not (start and end and end.last < start.first):
            return start, end
    return None, None


def _unread_date(sent: Json) -> str:
    """Return the remark that a date of the resource is no date that exists."""
    ends = [end for period in _periods(sent) for end in (start_of(period), end_of(period))]
    return unread(*ends, *(moment(sent.get(name)) for name in _SAID_ON))


def _periods(sent: Json) -> Iterator[Any]:
    yield sent.get("effectivePeriod")
    for instruction in mappings(sent.get("dosageInstruction") or sent.get("dosage")):
        yield mapping(mapping(instruction.get("timing")).get("repeat")).get("boundsPeriod")


def _said_on(sent: Json) -> PartialDate | None:
    """Return the day from which the dose holds at the latest: when it was prescribed or said to be taken."""
    for name in _SAID_ON:
        found = moment(sent.get(name)).on
        if found:
            return found
    return None


def _phase(medicine: Medication, dose: Dose, start: PartialDate | None, end: PartialDate | None) -> DosePhase:
    is_reversed = start is not None and end is not None and end.last < start.first
    return phase_of(medicine, dose, None if is_reversed else start, end)

"""Reads one file of FHIR as JSON into the findings of an import."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any, Final

from hoofbeat.domain.imports import ImportedFile, NotTaken, Reason
from hoofbeat.exchange.fhir.allergies import AllergyReader
from hoofbeat.exchange.fhir.appointments import AppointmentReader
from hoofbeat.exchange.fhir.elements import mapping, mappings, text
from hoofbeat.exchange.fhir.gathering import Gathering
from hoofbeat.exchange.fhir.json_stream import decode, is_by_lines, line_members, members
from hoofbeat.exchange.fhir.medicines import TYPES as MEDICINES
from hoofbeat.exchange.fhir.medicines import MedicineReader
from hoofbeat.exchange.fhir.observations import ObservationReader
from hoofbeat.exchange.fhir.resources import Entry, Resources
from hoofbeat.exchange.gathering import MOST_FINDINGS
from hoofbeat.exchange.refusal import RefusedError

# What becomes records, and what these look up or what only frames them; all else is named as not taken at once.
_READ: Final = frozenset(
    {"Observation", "Appointment", "Encounter", "AllergyIntolerance", "Flag", "DiagnosticReport", *MEDICINES}
)
_LOOKED_UP: Final = frozenset(
    {"Patient", "Medication", "Specimen", "Organization", "Practitioner", "PractitionerRole", "Location", "Composition"}
)
# Kept in memory while reading; a Condition is looked up for the reason of a medicine, and still not taken itself.
_KEPT: Final = (_READ | _LOOKED_UP | {"Condition"}) - {"Composition"}
_DEEPEST_BUNDLE: Final = 3

Advance = Callable[[int, int], None]


def read_fhir(
    content: bytes, *, name: str, loinc_codes: frozenset[str], advance: Advance | None = None
) -> ImportedFile:
    """Return what a file holds; `name` is its name, `loinc_codes` the numbers of the catalogue.

    `advance` is told how far the reading came, and of how much. Raises RefusedError.
    """
    resources, left = Resources(), list[NotTaken]()
    for number, (entry, is_contradictory) in enumerate(_entries(decode(content), advance)):
        if number >= MOST_FINDINGS:  # refused before memory and patience run out, which is what such a file is made for
            raise RefusedError(Reason("too many parts"))
        kind = entry.type
        # Such an extension may turn the meaning of a resource round, so what one does not understand one must not read.
        is_modified = bool(entry.resource.get("modifierExtension"))
        if kind in _KEPT and not is_contradictory and not is_modified:
            resources.add(entry)
        if kind not in _READ and kind not in _LOOKED_UP:
            left.append(NotTaken(entry.where, Reason("kind not kept", {"kind": kind})))
        elif is_contradictory or is_modified:
            left.append(NotTaken(entry.where, Reason("contradicts itself" if is_contradictory else "meaning changed")))
    gathering = Gathering(name, resources, loinc_codes)
    gathering.not_taken.extend(left)
    for superseded in resources.superseded:
        gathering.leave(superseded.where, "another version")
    for reader in (ObservationReader, MedicineReader, AppointmentReader, AllergyReader):
        reader(gathering).read()
    return gathering.imported()


def _entries(content: str, advance: Advance | None) -> Iterator[tuple[Entry, bool]]:
    """Yield the resources of a bundle, of a list, or the single one; and whether each contradicts itself.

    Raises RefusedError when there is none.
    """
    if is_by_lines(content):
        yield from _entries_by_line(content, advance)
        return
    outermost: dict[str, Any] = {}
    is_contradictory = is_fhir = has_entries = False
    for member in members(content, "entry"):
        if member.place is None:
            is_contradictory |= member.is_contradictory or member.name in outermost
            outermost[member.name] = member.value
        elif member.name:
            for entry in _of_entry(f"Bundle.entry[{member.place}]", mapping(member.value)):
                has_entries = True
                yield entry, member.is_contradictory
        else:
            for entry in _of_resource(f"[{member.place}]", member.value, ""):
                is_fhir = True
                yield entry, member.is_contradictory
        if advance is not None:
            advance(member.reached, len(content))
    kind = text(outermost.get("resourceType"))
    if kind and kind != "Bundle":
        yield from ((entry, is_contradictory) for entry in _of_answer(outermost) or [Entry("", outermost)])
    elif not is_fhir and not (kind and has_entries):
        raise RefusedError(Reason("no entries" if kind else "not fhir"))


def _of_answer(resource: Any) -> list[Entry]:
    """Return what the answer of an operation on a server holds (Parameters), such as a summary; nothing for another resource."""
    parts = mappings(resource.get("parameter")) if resource["resourceType"] == "Parameters" else []
    return [
        entry
        for place, part in enumerate(parts)
        for entry in _of_resource(f"parameter[{place}]", part.get("resource"), "")
    ]


def _entries_by_line(content: str, advance: Advance | None) -> Iterator[tuple[Entry, bool]]:
    is_fhir = False
    for member in line_members(content):
        for entry in _of_resource(f"line {member.place}", member.value, ""):
            is_fhir = True
            yield entry, member.is_contradictory
        if advance is not None:
            advance(member.reached, len(content))
    if not is_fhir:
        raise RefusedError(Reason("not fhir"))


def _of_entry(place: str, entry: Any) -> Iterator[Entry]:
    yield from _of_resource(place, entry.get("resource"), text(entry.get("fullUrl")))


def _of_resource(place: str, resource: Any, full_url: str) -> Iterator[Entry]:
    """Yield a resource, or those of a bundle in the place of one, as some servers nest them."""
    if not isinstance(resource, dict) or not text(resource.get("resourceType")):
        return
    if resource["resourceType"] != "Bundle":
        yield Entry(place, resource, full_url)
    elif place.count("entry[") < _DEEPEST_BUNDLE:
        for number, each in enumerate(mappings(resource.get("entry"))):
            yield from _of_entry(f"{place}.entry[{number}]", each)

"""What is gathered while FHIR is read; whose a resource is, is found by its reference to a patient."""

from __future__ import annotations

from typing import Any

from hoofbeat.domain.imports import ImportedFile, SeenPerson
from hoofbeat.domain.records import Record
from hoofbeat.exchange.fhir.elements import moment, person_name
from hoofbeat.exchange.fhir.resources import Entry, Resources, address_of, display_of, is_of_earlier_release
from hoofbeat.exchange.gathering import Gathered

FORMAT = "fhir"
EARLIER_RELEASE = "earlier release"
"""The remark on a record that is written in DSTU2."""
_WITH_EARLIER_FORM = ("Observation", "AllergyIntolerance", "MedicationOrder", "MedicationStatement")


class Gathering(Gathered):
    """The state of one reading of FHIR."""

    def __init__(self, file: str, resources: Resources, loinc_codes: frozenset[str]) -> None:
        super().__init__(file, FORMAT, loinc_codes)
        self.resources = resources
        self._patients = list(resources.of_type("Patient"))
        self._known_patients: dict[str, int] = {}
        self._earlier = {
            each.where for each in resources.of_type(*_WITH_EARLIER_FORM) if is_of_earlier_release(each.resource)
        }

    def take(self, record: Record, where: str, person: int | None, *remarks: str) -> None:
        """Keep a record; one of an earlier release of FHIR is marked so."""
        earlier = EARLIER_RELEASE if self._earlier and where.partition(" component[")[0] in self._earlier else ""
        super().take(record, where, person, *remarks, earlier)

    def person(self, reference: Any, owner: Entry) -> int | None:
        """Return whose a resource is, by its reference to a patient; where it has none, the only patient of the file."""
        entry = self.resources.find_entry(reference, owner)
        if entry is None and not address_of(reference) and not display_of(reference) and len(self._patients) == 1:
            entry = self._patients[0]
        if entry is not None:
            return self._patient(entry)
        address, display = address_of(reference), display_of(reference)
        return self.known_person(SeenPerson(display), address or display) if address or display else None

    def _patient(self, entry: Entry) -> int:
        address = entry.full_url or entry.identity or entry.place
        if address not in self._known_patients:
            seen = SeenPerson(person_name(entry.resource.get("name")), moment(entry.resource.get("birthDate")).on)
            self._known_patients[address] = self.known_person(seen, address)
        return self._known_patients[address]

    def imported(self) -> ImportedFile:
        """Return all that was gathered; a file without a finding still says whose it is."""
        if not self.findings:
            for entry in self._patients:
                self.person({"reference": entry.full_url or entry.identity}, entry)
        return super().imported()

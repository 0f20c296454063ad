"""What is gathered while a file is read: people, findings, and what is not taken with its reason."""

from __future__ import annotations

import uuid
from dataclasses import dataclass, field
from typing import Any

from hoofbeat.domain.imports import Finding, ImportedFile, NotTaken, Reason, SeenPerson
from hoofbeat.domain.records import Laboratory, LaboratoryId, Record
from hoofbeat.exchange.fhir.elements import moment, person_name
from hoofbeat.exchange.fhir.resources import Entry, Resources, address_of, display_of

FORMAT = "fhir"


def new_id() -> str:
    """Return the id of a new record."""
    return str(uuid.uuid4())


@dataclass
class Gathering:
    """The state of one reading. `file` is the name of the file, `loinc_codes` are the numbers that the catalogue knows."""

    file: str
    resources: Resources
    loinc_codes: frozenset[str]
    not_taken: list[NotTaken] = field(default_factory=list)
    _findings: list[Finding] = field(default_factory=list)
    _people: dict[str, int] = field(default_factory=dict)
    _known_patients: dict[str, int] = field(default_factory=dict)
    _seen: list[SeenPerson] = field(default_factory=list)
    _laboratories: dict[str, LaboratoryId] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self._patients = list(self.resources.of_type("Patient"))

    @property
    def source(self) -> str:
        """Return the words that say where a record of this file comes from."""
        return f"imported from {self.file}"

    def take(self, record: Record, where: str, person: int | None, *remarks: str) -> None:
        """Keep a record."""
        self._findings.append(Finding(record, where, person, tuple(remark for remark in remarks if remark)))

    def leave(self, where: str, code: str, **data: str) -> None:
        """Say that something is not taken, and why."""
        self.not_taken.append(NotTaken(where, Reason(code, data)))

    def person(self, reference: Any, owner: Entry) -> int | None:
        """Return whose a resource is, by its reference to a patient; where it has none, the only patient of the file."""
        entry = self.resources.find_entry(reference, owner)
        if entry is None and not address_of(reference) and not display_of(reference) and len(self._patients) == 1:
            entry = self._patients[0]
        if entry is not None:
            return self._patient(entry)
        address, display = address_of(reference), display_of(reference)
        return self._known(SeenPerson(display), address or display) if address or display else None

    def _patient(self, entry: Entry) -> int:
        address = entry.full_url or entry.identity or entry.place
        if address not in self._known_patients:
            seen = SeenPerson(person_name(entry.resource.get("name")), moment(entry.resource.get("birthDate")).on)
            self._known_patients[address] = self._known(seen, address)
        return self._known_patients[address]

    def _known(self, seen: SeenPerson, address: str) -> int:
        key = f"{seen.name.casefold()}\n{seen.born_on}" if seen.name and seen.born_on else address
        if key not in self._people:
            self._people[key] = len(self._seen)
            self._seen.append(seen)
        return self._people[key]

    def laboratory(self, name: str, where: str, person: int | None) -> LaboratoryId | None:
        """Return the id of the laboratory of this name, which is kept once; None for no name."""
        if not name:
            return None
        key = " ".join(name.split()).casefold()
        if key not in self._laboratories:
            made = Laboratory(id=LaboratoryId(new_id()), name=name, source=self.source)
            self._laboratories[key] = made.id
            self.take(made, where, person)
        return self._laboratories[key]

    def imported(self) -> ImportedFile:
        """Return all that was gathered; a file without a finding still says whose it is."""
        if not self._findings:
            for entry in self._patients:
                self.person({"reference": entry.full_url or entry.identity}, entry)
        return ImportedFile(self.file, FORMAT, tuple(self._seen), tuple(self._findings), tuple(self.not_taken))

"""Short ways to write FHIR by hand for tests, and to read it. All of it is made up."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any, TypeVar

from hoofbeat.domain.catalogue import Catalogue
from hoofbeat.domain.imports import Finding, ImportedFile
from hoofbeat.domain.records import Record
from hoofbeat.exchange.fhir.reader import read_fhir
from hoofbeat.reference.catalogue import load_catalogue

R = TypeVar("R", bound=Record)
Json = dict[str, Any]

PROJECT = Path(__file__).resolve().parents[3]
# Beside the project, or one folder up where the project is one of several working trees.
SAMPLES = next(
    (each for each in (up / "shared" / "samples" / "fhir" for up in PROJECT.parents[:2]) if each.is_dir()),
    PROJECT.parent / "shared" / "samples" / "fhir",
)
LOINC = "http://loinc.org"
MARIA: Json = {
    "resourceType": "Patient",
    "id": "maria",
    "name": [{"use": "official", "family": "Gomez", "given": ["Maria"]}],
    "birthDate": "1958-05-02",
}


def catalogue() -> Catalogue:
    return load_catalogue(PROJECT / "resources" / "catalogue" / "lab_tests.json")


def observation(named: str = "Chromogranin A", loinc: str = "9811-1", **members: Any) -> Json:
    """A laboratory Observation; a member given as None is left out."""
    made: Json = {
        "resourceType": "Observation",
        "id": "cga",
        "status": "final",
        "category": [{"coding": [{"code": "laboratory"}]}],
        "code": {"coding": [{"system": LOINC, "code": loinc}], "text": named},
        "subject": {"reference": "Patient/maria"},
        "effectiveDateTime": "2026-02-03T07:34:06+01:00",
        "valueQuantity": {"value": 93, "unit": "ng/mL"},
    }
    return without_nothing({**made, **members})


def without_nothing(members: Json) -> Json:
    return {name: value for name, value in members.items() if value is not None}


def medication_request(**members: Any) -> Json:
    made: Json = {
        "resourceType": "MedicationRequest",
        "id": "lanreotide",
        "status": "active",
        "intent": "order",
        "medicationCodeableConcept": {"text": "Lanreotide 120 mg"},
        "subject": {"reference": "Patient/maria"},
        "authoredOn": "2026-01-07",
    }
    return without_nothing({**made, **members})


def quantity(value: Any, unit: str = "ng/mL", **members: Any) -> dict[str, Any]:
    return {"value": value, "unit": unit, **members}


def coded(code: str, **members: Any) -> dict[str, Any]:
    return {"coding": [{"code": code, **members}]}


def bundle(*resources: Json, kind: str = "collection") -> Json:
    return {"resourceType": "Bundle", "type": kind, "entry": [{"resource": each} for each in resources]}


def read(content: Any, name: str = "record.json") -> ImportedFile:
    """Read a bundle, a resource, a text or bytes."""
    if not isinstance(content, (str, bytes)):
        content = json.dumps(content)
    if isinstance(content, str):
        content = content.encode()
    return read_fhir(content, name=name, loinc_codes=frozenset(catalogue().loinc_codes))


def read_all(*resources: Json) -> ImportedFile:
    return read(bundle(MARIA, *resources))


def records(imported: ImportedFile, record_type: type[R]) -> list[R]:
    return [each.record for each in imported.findings if isinstance(each.record, record_type)]


def findings(imported: ImportedFile, record_type: type[Record]) -> list[Finding]:
    return [each for each in imported.findings if isinstance(each.record, record_type)]


def only(imported: ImportedFile, record_type: type[R]) -> R:
    (found,) = records(imported, record_type)
    return found


def reasons(imported: ImportedFile) -> list[tuple[str, str]]:
    return [(each.where, each.why.code) for each in imported.not_taken]

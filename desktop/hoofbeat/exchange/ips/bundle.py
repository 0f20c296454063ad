"""The document: a Composition with its sections first, then every resource that they name."""

from __future__ import annotations

import uuid
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import Final, TypeVar

from hoofbeat.exchange.ips import care, laboratory, medicines
from hoofbeat.exchange.ips.content import SummaryContent
from hoofbeat.exchange.ips.elements import LOINC, Json, coding, concept, filled, full_url, narrative, reference
from hoofbeat.exchange.ips.json_text import json_text

_PROFILE: Final = "http://hl7.org/fhir/uv/ips/StructureDefinition/Bundle-uv-ips"
_TITLE: Final = "Summary written by the patient or family"
T = TypeVar("T")
_NOTHING: Final = "Nothing is recorded here."
_UNAVAILABLE: Final = concept(
    "", coding("http://terminology.hl7.org/CodeSystem/list-empty-reason", "unavailable", "Unavailable")
)


@dataclass(frozen=True, slots=True)
class _Section:
    title: str
    code: str
    rows: Sequence[str]
    resources: Sequence[Json] = ()


def write_summary(content: SummaryContent) -> bytes:
    """Return the document as UTF-8."""
    sections = _sections(content)
    others = [*care.patient(content), *laboratory.organizations(content)]
    listed = [resource for section in sections for resource in section.resources]
    resources = [_composition(content, sections), *others, *listed]
    bundle = {
        "resourceType": "Bundle",
        "meta": {"profile": [_PROFILE]},
        "identifier": {"system": "urn:ietf:rfc:3986", "value": full_url(str(uuid.uuid4()))},
        "type": "document",
        "timestamp": content.made_at.isoformat(timespec="seconds"),
        "entry": [{"fullUrl": full_url(each["id"]), "resource": each} for each in resources],
    }
    return (json_text(bundle) + "\n").encode("utf-8", "replace")


def _sections(content: SummaryContent) -> list[_Section]:
    return [
        _Section(
            "Medicines",
            "10160-0",
            _rows(content.medicines, lambda each: medicines.row_of(each, content)),
            list(medicines.statements(content)),
        ),
        _Section(
            "Allergies and do-not-give notes",
            "48765-2",
            _rows(content.allergies, care.allergy_row),
            [*care.allergies(content), *care.flags(content)],
        ),
        # Lines in the person's own words: text for people, and no coded diagnosis that nobody made.
        _Section("My tumor", "11450-4", _rows(content.tumor_facts, care.tumor_row)),
        _Section(
            "Laboratory results",
            "30954-2",
            _rows(content.results, lambda each: laboratory.row_of(each, content)),
            list(laboratory.observations(content)),
        ),
        _Section(
            "Appointments",
            "18776-5",
            _rows(content.appointments, care.appointment_row),
            list(care.appointments(content)),
        ),
    ]


def _rows(records: Iterable[T], row: Callable[[T], str]) -> list[str]:
    return [row(each) for each in records]


def _composition(content: SummaryContent, sections: Sequence[_Section]) -> Json:
    person = content.person
    subject = {"display": "not named"} if person is None else reference("Patient", person.id, person.name)
    return filled(
        resourceType="Composition",
        id=str(uuid.uuid4()),
        status="final",
        type=concept("", coding(LOINC, "60591-5", "Patient summary Document")),
        subject=subject,
        date=content.made_at.isoformat(timespec="seconds"),
        author=[subject],
        title=_TITLE,
        section=[_section(each) for each in sections],
    )


def _section(section: _Section) -> Json:
    return filled(
        title=section.title,
        code=concept("", coding(LOINC, section.code)),
        text=narrative(section.rows, otherwise=_NOTHING),
        entry=[reference(each["resourceType"], each["id"]) for each in section.resources],
        emptyReason={} if section.resources else _UNAVAILABLE,
    )

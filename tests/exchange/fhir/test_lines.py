"""Records of one resource a line (NDJSON), single resources of a telephone, and what earlier releases and impossible dates are told."""

from __future__ import annotations

import json

import pytest

from hoofbeat.domain.records import Allergy, Medication, Result, Sample
from hoofbeat.exchange.refusal import RefusedError
from tests.exchange.fhir.bundles import (
    MARIA,
    bundle,
    findings,
    medication_request,
    observation,
    only,
    read,
    read_all,
    records,
)


def lines(*resources: object, end: str = "\n") -> bytes:
    return end.join(json.dumps(each) for each in resources).encode() + end.encode()


@pytest.mark.parametrize("end", ["\n", "\r\n", "\n\n"])
def test_each_line_is_a_resource(end: str) -> None:
    imported = read(lines(MARIA, observation(), observation(id="again", valueQuantity={"value": 95}), end=end))
    assert [each.value_text for each in records(imported, Result)] == ["93", "95"]
    assert findings(imported, Result)[0].where == f"line {1 + len(end.replace(chr(13), ''))} Observation/cga"
    assert [each.name for each in imported.people] == ["Maria Gomez"]


def test_lines_of_bundles_are_read_too() -> None:
    assert len(records(read(lines(bundle(MARIA, observation()), medication_request())), Medication)) == 1


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (lines(MARIA, observation()) + b'{"resourceType": "Obs', "cut off"),
        (lines(MARIA) + b'{"resourceType" = 5}\n' + lines(observation()), "not ndjson"),
        (lines({"a": 1}, {"b": 2}), "not fhir"),
        (lines(MARIA) + b'{"a": ' + b"[" * 100_000, "too deep"),
        (lines(MARIA) + b'{"valueInteger": NaN}', "not a number"),
    ],
)
def test_broken_lines_are_refused(content: bytes, code: str) -> None:
    with pytest.raises(RefusedError) as caught:
        read(content)
    assert caught.value.reason.code == code


def test_a_file_of_one_resource_is_read() -> None:
    assert only(read(observation()), Result).value_text == "93"


def test_an_earlier_release_is_read_and_told() -> None:
    earlier = {
        "resourceType": "AllergyIntolerance",
        "substance": {"text": "Penicillin"},
        "status": "active",
        "patient": {"reference": "Patient/maria"},
    }
    imported = read(earlier)
    assert only(imported, Allergy).substance == "Penicillin"
    assert imported.findings[0].remarks == ("earlier release",)
    assert not findings(read(observation()), Result)[0].remarks


def test_an_impossible_date_is_told_with_the_row() -> None:
    imported = read_all(observation(effectiveDateTime="2024-02-31"), medication_request(authoredOn="2024-02-31"))
    assert findings(imported, Result)[0].remarks == ("date not read",)
    assert findings(imported, Medication)[0].remarks == ("date not read",)
    assert (only(imported, Sample).taken_on, only(imported, Sample).taken_text) == (None, "2024-02-31")


def test_the_specimen_of_a_report_is_that_of_its_results() -> None:
    blood = {
        "resourceType": "Specimen",
        "id": "s",
        "type": {"text": "Serum"},
        "collection": {"collectedDateTime": "2026-02-03"},
    }
    report = {
        "resourceType": "DiagnosticReport",
        "id": "r",
        "status": "final",
        "contained": [blood],
        "specimen": [{"reference": "#s"}],
        "result": [{"reference": "Observation/cga"}],
    }
    sample = only(read_all(observation(effectiveDateTime=None), report), Sample)
    assert (sample.specimen, str(sample.taken_on)) == ("Serum", "2026-02-03")

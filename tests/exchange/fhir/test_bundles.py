"""Bundles of every kind, single resources and lists; references of every kind; whose records they are."""

from __future__ import annotations

from typing import Any

import pytest

from hoofbeat.domain.imports import SeenPerson
from hoofbeat.domain.records import Laboratory, Medication, Result, Sample
from hoofbeat.domain.values import PartialDate
from hoofbeat.exchange.fhir.reader import read_fhir
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
    reasons,
    records,
)

ASPIRIN = {"resourceType": "Medication", "id": "asp", "code": {"text": "Aspirin 100"}}


@pytest.mark.parametrize("kind", ["document", "transaction", "batch", "searchset", "collection"])
def test_a_bundle_of_any_type_is_read(kind: str) -> None:
    imported = read(bundle(MARIA, observation(), kind=kind))
    assert only(imported, Result).value_text == "93"
    assert findings(imported, Result)[0].where == "Bundle.entry[1] Observation/cga"


def test_a_single_resource_and_a_list_of_resources_are_read_too() -> None:
    assert findings(read(observation()), Result)[0].where == "Observation/cga"
    assert findings(read([MARIA, observation()]), Result)[0].where == "[1] Observation/cga"


def test_a_bundle_within_a_bundle_is_read() -> None:
    (finding,) = findings(read(bundle(bundle(MARIA, observation()))), Result)
    assert finding.where == "Bundle.entry[0].entry[1] Observation/cga"


def test_the_type_may_stand_behind_the_entries() -> None:
    text = '{"entry": [{"resource": {"resourceType": "Claim"}}], "type": "batch", "resourceType": "Bundle"}'
    assert reasons(read(text)) == [("Bundle.entry[0] Claim", "kind not kept")]


@pytest.mark.parametrize(
    "content", [{}, [], {"a": 1}, {"entry": []}, [1, 2], "null", '"text"', "5", {"entry": [{"resource": MARIA}]}]
)
def test_json_that_is_not_fhir_is_refused(content: Any) -> None:
    with pytest.raises(RefusedError) as caught:
        read(content)
    assert caught.value.reason.code == "not fhir"


def test_a_bundle_without_an_entry_is_said_to_be_one() -> None:
    with pytest.raises(RefusedError) as caught:
        read({"resourceType": "Bundle", "type": "searchset", "total": 0})
    assert caught.value.reason.code == "no entries"


def test_what_is_no_record_of_ours_is_named_with_its_place_and_kind() -> None:
    (left,) = read_all({"resourceType": "Condition", "id": "net"}).not_taken
    assert (left.where, left.why.code, left.why.data) == (
        "Bundle.entry[1] Condition/net",
        "kind not kept",
        {"kind": "Condition"},
    )


def test_a_resource_that_says_one_thing_twice_is_not_believed() -> None:
    text = '{"resourceType": "Observation", "status": "final", "category": {"text": "laboratory"}, '
    text += '"code": {"text": "Gastrin"}, "valueQuantity": {"value": 5, "value": 6}}'
    imported = read(text)
    assert imported.findings == ()
    assert reasons(imported) == [("Observation", "contradicts itself")]


def test_a_resource_whose_meaning_is_changed_by_an_unknown_extension_is_not_taken() -> None:
    imported = read_all(observation(modifierExtension=[{"url": "urn:x:negated", "valueBoolean": True}]))
    assert imported.findings == ()
    assert reasons(imported) == [("Bundle.entry[1] Observation/cga", "meaning changed")]


@pytest.mark.parametrize(
    ("reference", "entry"),
    [
        ("Medication/asp", {"resource": ASPIRIN}),
        ("Medication/asp/_history/2", {"resource": ASPIRIN}),
        ("urn:uuid:0b0c", {"resource": {**ASPIRIN, "id": "0b0c"}}),
        ("urn:uuid:0b0c", {"fullUrl": "urn:uuid:0b0c", "resource": {**ASPIRIN, "id": None}}),
        (
            "https://a.example/fhir/Medication/asp",
            {"fullUrl": "https://a.example/fhir/Medication/asp", "resource": ASPIRIN},
        ),
        ("https://a.example/fhir/Medication/asp", {"resource": ASPIRIN}),
        ("Medication/asp", {"fullUrl": "https://a.example/fhir/Medication/asp", "resource": ASPIRIN}),
    ],
)
@pytest.mark.parametrize("is_before", [True, False])
def test_a_reference_is_followed_wherever_the_resource_stands(
    reference: str, entry: dict[str, Any], *, is_before: bool
) -> None:
    request = medication_request(medicationCodeableConcept=None, medicationReference={"reference": reference})
    entries = [entry, {"resource": request}] if is_before else [{"resource": request}, entry]
    imported = read({"resourceType": "Bundle", "entry": entries})
    assert only(imported, Medication).name == "Aspirin 100"
    assert imported.not_taken == ()


def test_of_two_servers_a_relative_reference_means_the_owners() -> None:
    one, other = ({**ASPIRIN, "code": {"text": name}} for name in ("Aspirin A", "Aspirin B"))
    request = medication_request(medicationCodeableConcept=None, medicationReference={"reference": "Medication/asp"})
    entries = [
        {"fullUrl": "https://a.example/Medication/asp", "resource": one},
        {"fullUrl": "https://a.example/MedicationRequest/lanreotide", "resource": request},
        {"fullUrl": "https://b.example/Medication/asp", "resource": other},
    ]
    assert only(read({"resourceType": "Bundle", "entry": entries}), Medication).name == "Aspirin A"


def test_a_contained_resource_is_found() -> None:
    request = medication_request(
        medicationCodeableConcept=None,
        medicationReference={"reference": "#asp"},
        contained=[ASPIRIN],
    )
    assert only(read_all(request), Medication).name == "Aspirin 100"


def test_a_reference_that_leads_nowhere_leaves_its_words() -> None:
    request = medication_request(
        medicationCodeableConcept=None, medicationReference={"reference": "Medication/gone", "display": "Octreotide"}
    )
    assert only(read_all(request), Medication).name == "Octreotide"


def test_of_two_versions_of_a_resource_the_later_counts() -> None:
    old = observation(meta={"lastUpdated": "2026-02-01T10:00:00Z"}, valueQuantity={"value": 1, "unit": "ng/mL"})
    new = observation(meta={"lastUpdated": "2026-02-02T10:00:00Z"}, valueQuantity={"value": 2, "unit": "ng/mL"})
    for versions in ((old, new), (new, old)):
        imported = read_all(*versions)
        assert only(imported, Result).value_text == "2"
        assert [code for _, code in reasons(imported)] == ["another version"]


def test_a_record_knows_whose_it_is() -> None:
    joe = {"resourceType": "Patient", "id": "joe", "name": [{"text": "Joe Gomez"}], "birthDate": "1990"}
    imported = read_all(observation(), joe, observation(id="b", subject={"reference": "Patient/joe"}))
    assert imported.people == (
        SeenPerson("Maria Gomez", PartialDate(1958, 5, 2)),
        SeenPerson("Joe Gomez", PartialDate(1990)),
    )
    assert [each.person for each in findings(imported, Result)] == [0, 1]
    assert len(records(imported, Sample)) == 2


def test_without_a_subject_it_is_the_only_patients_and_else_nobodys() -> None:
    bare = observation(subject=None)
    assert findings(read_all(bare), Result)[0].person == 0
    assert findings(read(bare), Result)[0].person is None


def test_the_same_person_sent_twice_is_one_person() -> None:
    again = observation(id="b", subject={"reference": "Patient/again"})
    imported = read_all(observation(), {**MARIA, "id": "again"}, again)
    assert len(imported.people) == 1


def test_a_patient_who_is_not_in_the_file_is_known_by_the_words_beside_the_reference() -> None:
    imported = read(observation(subject={"reference": "Patient/9", "display": "M. Gomez"}))
    assert imported.people == (SeenPerson("M. Gomez"),)


def test_a_laboratory_is_kept_once_by_its_name() -> None:
    first = {"resourceType": "Organization", "id": "a", "name": "City Lab"}
    second = {"resourceType": "Organization", "id": "b", "name": "City  lab"}
    imported = read_all(
        first,
        second,
        observation(performer=[{"reference": "Organization/a"}]),
        observation(id="b", performer=[{"reference": "Organization/b"}], effectiveDateTime="2026-02-04"),
    )
    assert [each.name for each in records(imported, Laboratory)] == ["City Lab"]
    assert {each.laboratory for each in records(imported, Sample)} == {only(imported, Laboratory).id}


def test_every_record_says_where_it_comes_from() -> None:
    imported = read(bundle(MARIA, observation(), medication_request()), name="from hospital.json")
    assert {each.record.source for each in imported.findings} == {"imported from from hospital.json"}
    assert only(imported, Result).source_id == "Observation/cga"
    assert len({each.record.id for each in imported.findings}) == len(imported.findings)


def test_a_bundle_of_more_entries_than_any_record_has_is_refused_before_they_are_read(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr("hoofbeat.exchange.fhir.reader.MOST_FINDINGS", 3)
    seen: list[int] = []
    entries = ",".join('{"resource":{"resourceType":"Claim"}}' for _ in range(40))
    content = f'{{"resourceType":"Bundle","entry":[{entries}]}}'.encode()
    with pytest.raises(RefusedError) as caught:
        read_fhir(content, name="f", loinc_codes=frozenset(), advance=lambda reached, _: seen.append(reached))
    assert caught.value.reason.code == "too many parts"
    assert len(seen) < 10


@pytest.mark.parametrize(
    "content",
    [
        b'{"resourceType": "Bundle", "entry": [' + b"{}," * 20 + b"{}]}",
        b"[" + b"{}," * 20 + b"{}]",
        b"{" + b",".join(b'"%d": 0' % number for number in range(20)) + b"}",
        b'{"a": 0}\n' * 20,
    ],
)
def test_a_file_of_more_parts_than_any_record_is_refused_whatever_they_are(
    monkeypatch: pytest.MonkeyPatch, content: bytes
) -> None:
    monkeypatch.setattr("hoofbeat.exchange.fhir.reader.MOST_FINDINGS", 10)
    with pytest.raises(RefusedError) as caught:
        read_fhir(content, name="x.json", loinc_codes=frozenset())
    assert caught.value.reason.code == "too many parts"

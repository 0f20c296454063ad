"""The five real files of the developers' set: every value, unit, sign, range, flag and date equals what the sender wrote.

The expectation does not use the reader: a plain walk over the raw JSON lists what the files hold, and values read by eye
stand beside it.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterator
from functools import cache
from typing import Any

import pytest

from hoofbeat.domain.imports import ImportedFile
from hoofbeat.domain.records import (
    Allergy,
    AllergyStatement,
    Appointment,
    DosePhase,
    Laboratory,
    Medication,
    MedicineState,
    Result,
    Sample,
    kind_of,
)
from tests.exchange.fhir.bundles import SAMPLES, findings, read, records

pytestmark = pytest.mark.skipif(not SAMPLES.is_dir(), reason="the shared sample files are not beside the project")

ELGA = "AT_ELGA_GmbH_01.json"
IPS = "IPS_IG-bundle-01.json"
ANGELIC = "Angelic_Mueller_29d755a6-32fa-482e-8fdd-081300209df8.json"
MARCOS = "Marcos_Delagarza_4acb6705-25a7-430a-b799-a4ad8d7fbb38.json"
SMART = "SmartCompartmentResources.json"
# In the batch of small test patients only one Observation is a laboratory result with a value: it stands in a report
# whose code is a test of the catalogue.
SMART_RESULT = "smart-observation-C1"

COUNTS = {
    ELGA: {"laboratories": 2, "samples": 5, "results": 56, "medicines": 7, "doses": 7, "allergies": 1},
    IPS: {"laboratories": 1, "samples": 4, "results": 6, "medicines": 2, "doses": 2, "allergies": 2},
    ANGELIC: {"samples": 11, "results": 58, "medicines": 12, "doses": 12, "appointments": 19},
    MARCOS: {"samples": 10, "results": 58, "medicines": 4, "doses": 4, "appointments": 9, "allergies": 7},
    SMART: {"samples": 1, "results": 1, "medicines": 2, "appointments": 2, "allergies": 1},
}
NOT_TAKEN = {
    ELGA: {"heading": 15, "not laboratory": 6, "kind not kept": 9},
    IPS: {"heading": 1, "kind not kept": 2},
    ANGELIC: {"not laboratory": 24, "kind not kept": 71},
    MARCOS: {"not laboratory": 24, "kind not kept": 45},
    SMART: {
        "report without results": 6,
        "no date": 3,
        "no value": 1,
        "state": 1,
        "not laboratory": 6,
        "kind not kept": 41,
    },
}


@cache
def imported(name: str) -> ImportedFile:
    return read((SAMPLES / name).read_bytes(), name=name)


@cache
def raw(name: str) -> Any:
    """The file as the standard library reads it, numbers as the text that stands there."""
    return json.loads((SAMPLES / name).read_text(encoding="utf-8"), parse_float=str, parse_int=str)


def sent_results(name: str) -> Iterator[tuple[str, dict[str, Any]]]:
    """The Observations that a person would call laboratory results, with their place."""
    for place, entry in enumerate(raw(name)["entry"]):
        resource = entry["resource"]
        if resource["resourceType"] != "Observation":
            continue
        categories = {coding["code"] for each in resource.get("category", ()) for coding in each["coding"]}
        has_value = "valueQuantity" in resource or "valueCodeableConcept" in resource
        if has_value and ("laboratory" in categories or resource.get("id") == SMART_RESULT):
            label = f" Observation/{resource['id']}" if "id" in resource else " Observation"
            yield f"Bundle.entry[{place}]{label}", resource


def as_sent(resource: dict[str, Any]) -> tuple[Any, ...]:
    """What a result must say, taken from the raw JSON by its plainest reading."""
    quantity, concept = resource.get("valueQuantity", {}), resource.get("valueCodeableConcept")
    ranges = resource.get("referenceRange", [{}])
    assert len(ranges) == 1
    low, high = (ranges[0].get(end, {}) for end in ("low", "high"))
    assert {each["unit"] for each in (low, high) if each} <= {quantity.get("unit")}
    coding = resource["code"]["coding"][0]
    flags = [each["coding"][0]["code"] for each in resource.get("interpretation", ())]
    return (
        concept["coding"][0]["display"] if concept else quantity["value"],
        quantity.get("unit", ""),
        low.get("value"),
        high.get("value"),
        "".join(flags),
        resource["status"],
        coding["code"],
        coding["system"],
        resource["code"].get("text", coding["display"]),
        resource.get("effectiveDateTime"),
    )


@pytest.mark.parametrize("name", COUNTS)
def test_every_laboratory_result_is_taken_as_it_was_sent(name: str) -> None:
    samples = {each.id: each for each in records(imported(name), Sample)}
    found = {}
    for finding in findings(imported(name), Result):
        result = finding.record
        assert isinstance(result, Result)
        assert result.comparator == ""
        assert result.value is None or str(result.value) == result.value_text
        found[finding.where] = (
            result.value_text,
            result.unit,
            None if result.range_low is None else str(result.range_low),
            None if result.range_high is None else str(result.range_high),
            result.flag,
            result.report_state,
            result.code,
            result.code_system,
            result.code_display,
            samples[result.sample].taken_text,
        )
    assert found == {where: as_sent(resource) for where, resource in sent_results(name)}


@pytest.mark.parametrize("name", COUNTS)
def test_the_date_and_time_of_every_sample_are_those_written_there(name: str) -> None:
    for sample in records(imported(name), Sample):
        day, _, clock = sample.taken_text.partition("T")
        assert str(sample.taken_on) == day
        assert ("" if sample.taken_at is None else f"{sample.taken_at:%H:%M}") == clock[:5]


@pytest.mark.parametrize("name", COUNTS)
def test_so_many_records_of_each_kind_are_found(name: str) -> None:
    found = Counter(kind_of(type(each.record)).value for each in imported(name).findings)
    assert found == COUNTS[name]


@pytest.mark.parametrize("name", COUNTS)
def test_what_is_not_taken_is_named_with_its_reason(name: str) -> None:
    assert Counter(each.why.code for each in imported(name).not_taken) == NOT_TAKEN[name]


@pytest.mark.parametrize("name", COUNTS)
def test_every_resource_is_taken_or_named_or_only_looked_up(name: str) -> None:
    looked_up = {"Patient", "Practitioner", "Organization", "Specimen", "Medication", "Composition", "DiagnosticReport"}
    named = [each.where for each in imported(name).findings] + [each.where for each in imported(name).not_taken]
    places = {each.split()[0] for each in named}
    missing = {
        entry["resource"]["resourceType"]
        for place, entry in enumerate(raw(name)["entry"])
        if f"Bundle.entry[{place}]" not in places
    }
    assert missing <= looked_up


def shown(name: str, where: str) -> str:
    """One result as a line, to be compared by eye with the file."""
    (finding,) = (each for each in findings(imported(name), Result) if each.where.startswith(f"Bundle.entry[{where}]"))
    result = finding.record
    assert isinstance(result, Result)
    limits = f"{result.range_low}..{result.range_high}"
    return f"{result.code_display} {result.value_text} {result.unit} {limits} {result.flag}".rstrip()


@pytest.mark.parametrize(
    ("name", "where", "line"),
    [
        (ELGA, "33", "Leukozyten 26 10*9/L 4.0..10.0 H"),
        (ELGA, "39", "Hämoglobin 16.0 g/dL 14.0..18.0 N"),
        (ELGA, "65", "INR 1.1 1 2.0..3.5 L"),
        (ELGA, "71", "D-Dimer 0.30 mg/L None..0.50 N"),
        (ELGA, "121", "Hämoglobin A1c 1.0 % 4.4..6.4 N"),
        (ELGA, "125", "HDL-Cholesterin 36 mg/dL 65..None L"),
        (ELGA, "147", "TSH SerPl-aCnc 1.00 u[IU]/mL 0.49..4.67 N"),
        (ELGA, "161", "Vit B12 SerPl-mCnc 366 pmol/L 141..489 N"),
        (ELGA, "169", "Masern AK qn. 0.07 [IU]/mL 0.16..None NEG"),
        (IPS, "12", "ABO and Rh group [Type] in Blood Blood group A Rh(D) positive  None..None"),
        (IPS, "17", "Hemoglobin A1c/Hemoglobin.total in Blood by HPLC 7.5 % None..None"),
        (MARCOS, "55", "Glucose 85.60102792628544 mg/dL None..None"),
        (MARCOS, "91", "Platelets [#/volume] in Blood by Automated count 318.11741977819713 10*3/uL None..None"),
    ],
)
def test_values_read_by_eye(name: str, where: str, line: str) -> None:
    assert shown(name, where) == line


@pytest.mark.parametrize(
    ("name", "people"),
    [
        (ELGA, [("Maria Johanna Musterfrau", "1961-12-24")]),
        (IPS, [("Martha DeLarosa", "1972-05-01")]),
        (ANGELIC, [("Angelic Mueller", "1978-04-03")]),
        (MARCOS, [("Marcos Delagarza", "1992-09-20")]),
        (
            SMART,
            [
                ("SMARTGivenName3 SMART", "1981-07-02"),
                ("SMARTGivenName1 SMART", "1981-07-02"),
                ("smartUserClient SMART", "1981-07-02"),
                ("SMART Patient B", "1974-12-25"),
            ],
        ),
    ],
)
def test_the_people_of_a_file_are_those_whose_records_it_holds(name: str, people: list[tuple[str, str]]) -> None:
    assert [(each.name, str(each.born_on)) for each in imported(name).people] == people


def test_the_laboratories_are_named_as_their_organizations() -> None:
    assert [each.name for each in records(imported(ELGA), Laboratory)] == ["Amadeus Spital - Labor", "Zentrallabor"]
    assert [each.name for each in records(imported(IPS), Laboratory)] == ["Laboratoire de charme"]


@pytest.mark.parametrize("name", [ANGELIC, MARCOS])
def test_every_prescription_becomes_a_medicine_with_its_name_state_and_day(name: str) -> None:
    states = {"active": MedicineState.TAKING, "stopped": MedicineState.STOPPED}
    sent = [
        (each["medicationCodeableConcept"]["text"], states[each["status"]], each["authoredOn"][:10])
        for each in (entry["resource"] for entry in raw(name)["entry"])
        if each["resourceType"] == "MedicationRequest"
    ]
    begun = {each.medication: str(each.from_on) for each in records(imported(name), DosePhase)}
    assert [(each.name, each.state, begun[each.id]) for each in records(imported(name), Medication)] == sent


def test_doses_read_by_eye() -> None:
    lines = {}
    for name in (ELGA, IPS, ANGELIC):
        doses = {each.medication: each for each in records(imported(name), DosePhase)}
        for finding in findings(imported(name), Medication):
            dose = doses[finding.record.id]  # type: ignore[index]  # a medicine's id
            times = "" if dose.times_per_day is None else f" x {dose.times_per_day}"
            lines[name, finding.where.split()[0]] = (
                f"{dose.amount} {dose.unit} {dose.schedule.value}{times}: {dose.instructions}"
            )
    assert lines[ELGA, "Bundle.entry[11]"] == "4  as written: 4 every day"
    assert lines[ELGA, "Bundle.entry[14]"] == "2 mL as written: 2 mL every day"
    assert lines[ELGA, "Bundle.entry[20]"] == "10  as written: 10 every 2 weeks"
    assert lines[IPS, "Bundle.entry[5]"] == "1 tablet as written: 1 tablet"
    assert lines[IPS, "Bundle.entry[6]"] == "None  as written: "
    assert lines[ANGELIC, "Bundle.entry[184]"] == "1  daily x 1: "
    assert lines[ANGELIC, "Bundle.entry[60]"] == "None  as needed: "


@pytest.mark.parametrize("name", [ANGELIC, MARCOS])
def test_every_encounter_becomes_an_appointment_at_its_start(name: str) -> None:
    sent = [
        (each["period"]["start"][:16], each["type"][0]["text"])
        for each in (entry["resource"] for entry in raw(name)["entry"])
        if each["resourceType"] == "Encounter"
    ]
    taken = [(str(each.starts_at), each.about.split("; ")[0]) for each in records(imported(name), Appointment)]
    assert taken == sent


def test_allergies_read_by_eye() -> None:
    lines = {
        (each.substance, each.statement) for name in (ELGA, IPS, SMART) for each in records(imported(name), Allergy)
    }
    penicillin = "Substance with penicillin structure and antibacterial mechanism of action (substance)"
    assert lines == {
        ("Medikamentenunverträglichkeit: Penicillin", AllergyStatement.ALLERGY),
        (penicillin, AllergyStatement.ALLERGY),
        ("No known food allergy (situation)", AllergyStatement.NONE_KNOWN),
        ("Cashew nuts", AllergyStatement.ALLERGY),
    }

"""The five real documents of the developers' set: every result equals what its sender wrote, and was read beside the raw XML.

The expectation does not use the reader: a plain walk with the standard library lists what each document holds.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from functools import cache
from xml.etree import ElementTree as ET

import pytest

from hoofbeat.domain.imports import ImportedFile
from hoofbeat.domain.records import Medication, Result, Sample, kind_of
from tests.exchange.ccda.documents import read
from tests.exchange.fhir.bundles import SAMPLES as FHIR_SAMPLES
from tests.exchange.fhir.bundles import findings, records

SAMPLES = FHIR_SAMPLES.parent / "ccda"
pytestmark = pytest.mark.skipif(not SAMPLES.is_dir(), reason="the shared sample files are not beside the project")

CERNER = "Transition_of_Care_Referral_Summary.xml"
EPIC = "epic_phr.xml"
HL7 = "CCD.XML"
GREENWAY = "26840_ExportSummary_CCDA.xml"
ONC = "170.315_b1_toc_amb_ccd_r21_sample1_v13.xml"

COUNTS = {
    CERNER: {"samples": 1, "results": 8, "medicines": 4, "doses": 4, "appointments": 1, "allergies": 2},
    EPIC: {"samples": 12, "results": 72, "medicines": 1, "doses": 1},
    HL7: {"samples": 1, "results": 5, "medicines": 2, "doses": 2, "appointments": 1, "allergies": 2},
    GREENWAY: {"samples": 2, "results": 10, "medicines": 4, "doses": 4, "allergies": 1},
    ONC: {"samples": 1, "results": 7, "medicines": 3, "doses": 3, "appointments": 2, "allergies": 2},
}
# What the senders put into one text: number and unit, taken apart by eye.
UNITS_INSIDE = ("x10(3)/uL", "x10(6)/uL", "second(s)", "ratio", "pH units", "/HPF")
V3 = "{urn:hl7-org:v3}"
TYPE = "{http://www.w3.org/2001/XMLSchema-instance}type"
As = tuple[str, str, str, str, str, str, str, str]


@cache
def imported(name: str) -> ImportedFile:
    return read((SAMPLES / name).read_bytes(), name=name)


def attribute(element: ET.Element | None, name: str) -> str:
    return "" if element is None else element.get(name, "")


def text_of(element: ET.Element | None) -> str:
    return "" if element is None else " ".join("".join(element.itertext()).split())


def sent(name: str) -> Iterator[As]:
    """Value, unit, limits, words of the range, flag, code and moment of every observation of the results that has a value."""
    root = ET.parse(SAMPLES / name).getroot()
    sections = [each for each in root.iter(f"{V3}section") if attribute(each.find(f"{V3}code"), "code") == "30954-2"]
    (section,) = sections
    for observation in section.iter(f"{V3}observation"):
        value = observation.find(f"{V3}value")
        if value is None or value.get("nullFlavor"):
            continue
        low = observation.find(f".//{V3}observationRange/{V3}value/{V3}low")
        high = observation.find(f".//{V3}observationRange/{V3}value/{V3}high")
        printed = observation.find(f".//{V3}observationRange")
        plain = printed.find(f"{V3}text") if printed is not None else None
        coded = printed.find(f"{V3}value") if printed is not None else None
        words = text_of(plain) or text_of(coded) or attribute(coded, "displayName")
        is_text = value.get(TYPE) in ("ST", "ED")
        letters = text_of(value) if is_text else value.get("value") or value.get("displayName") or ""
        unit = next((each for each in UNITS_INSIDE if letters.endswith(f" {each}")), "") or value.get("unit", "")
        flag = attribute(observation.find(f"{V3}interpretationCode"), "code")
        code = attribute(observation.find(f"{V3}code"), "code")
        moment = attribute(observation.find(f"{V3}effectiveTime"), "value")
        yield letters, unit, attribute(low, "value"), attribute(high, "value"), words, flag, code, moment


def taken(name: str) -> Iterator[As]:
    samples = {each.id: each for each in records(imported(name), Sample)}
    for finding in findings(imported(name), Result):
        result = finding.record
        assert isinstance(result, Result)
        has_words = bool(result.range_text)
        low, high = (
            "" if limit is None or has_words else str(limit) for limit in (result.range_low, result.range_high)
        )
        letters = "" if "long text" in finding.remarks else result.value_text
        moment = samples[result.sample].taken_text
        yield letters, result.unit, low, high, result.range_text, result.flag, result.code, moment


@pytest.mark.parametrize("name", COUNTS)
def test_every_result_is_taken_as_it_was_sent(name: str) -> None:
    assert Counter(taken(name)) == Counter(sent(name))


@pytest.mark.parametrize("name", COUNTS)
def test_every_kind_is_counted(name: str) -> None:
    assert Counter(kind_of(type(each.record)).value for each in imported(name).findings) == COUNTS[name]


@pytest.mark.parametrize("name", COUNTS)
def test_number_sign_and_limits_say_what_the_letters_say(name: str) -> None:
    for result in records(imported(name), Result):
        digits = result.value_text.removesuffix(result.unit).strip().removeprefix(result.comparator)
        assert result.value is None or str(result.value) == digits
        for limit in (result.range_low, result.range_high):
            assert limit is None or not result.range_text or str(limit) in result.range_text


def test_what_was_read_by_eye() -> None:
    def one(name: str, called: str) -> tuple[str, str, str, str]:
        result = next(each for each in records(imported(name), Result) if each.code_display == called)
        return result.comparator, str(result.value), result.unit, str(result.range_high)

    assert one(EPIC, "HCG (TOTAL BETA)") == ("<", "0.5", "", "None")
    assert one(EPIC, "WBC COUNT") == ("", "5.4", "x10(3)/uL", "11.2")
    assert one(EPIC, "FINAL REPORT") == ("", "None", "", "None")
    assert one(CERNER, "Glucose, Random") == ("", "185", "mg/dL", "110")
    assert one(HL7, "Platelets") == ("", "123", "10*9/L", "350")
    assert one(GREENWAY, "Trigl SerPl-mCnc") == ("", "5000.0", "mg/dL", "None")
    assert one(ONC, "Specific gravity of Urine by Test strip") == ("", "1.015", "", "1.030")


def test_the_reports_of_cytology_are_kept_whole() -> None:
    reports = [each for each in records(imported(EPIC), Result) if each.code_display == "CYTOPATHOLOGY"]
    assert len(reports) == 3
    assert all("No intraepithelial lesion or malignancy identified." in each.note for each in reports)


def test_what_is_not_a_result_is_named() -> None:
    left = {name: Counter(each.why.code for each in imported(name).not_taken) for name in COUNTS}
    assert left[EPIC]["no name"] == 1  # the scan without a value or a code
    assert left[HL7]["no value, reason given"] == 1  # urea nitrogen, pending
    assert all(left[name]["kind not kept"] for name in COUNTS)


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        (
            GREENWAY,
            [
                ("Dilaudid Oral Tablet 2 mg", "taking"),
                ("Demerol Injection Solution 50 mg/mL", "taking"),
                ("Anusol-HC Rectal Suppository 25 mg", "stopped"),
                ("Lortab Oral Tablet 10-500 mg", "stopped"),
            ],
        ),
        (EPIC, [("NECON 1/50, 28, 1-50 MG-MCG Tab", "taking")]),
        (HL7, [("albuterol 0.09 MG/ACTUAT [Proventil]", "taking"), ("atenolol 25 MG Oral Tablet", "taking")]),
        (
            ONC,
            [("Ceftriaxone 100MG/ML", "taking"), ("Tylenol 500mg", "taking"), ("Darbepoetin Alfa 0.5 MG/ML", "taking")],
        ),
        (
            CERNER,
            [
                ("Lantus 100 units/ml subcutaneous solution", "not known"),
                ("atorvastatin 40 mg oral tablet", "not known"),
                ("NovoLog", "not known"),
                ("aspirin 81 mg oral tablet", "not known"),
            ],
        ),
    ],
)
def test_medicines_are_named_as_on_their_label(name: str, expected: list[tuple[str, str]]) -> None:
    assert [(each.name, each.state.value) for each in records(imported(name), Medication)] == expected

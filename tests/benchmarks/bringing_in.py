"""Bringing in a file of 20 MB from the command line, beside the bare parser that reads it and does nothing with it."""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from datetime import date, timedelta
from typing import Any

from tests.benchmarks.comparison import BUILD, PROGRAMS, PROJECT, Comparison, Program
from tests.benchmarks.heavy_journal import EMPTY

BUNDLE = BUILD / "record of 20 MB.json"
RESULTS = BUILD / "results of 20 MB.json"
LINES = BUILD / "bulk record of 20 MB.ndjson"
DOCUMENT = BUILD / "document of 20 MB.xml"
JOURNAL = BUILD / "brought in.hoofbeat"
SIZE = 20_000_000


def put_in_place() -> None:
    """Make the files if they are not there, and an empty journal to bring them into."""
    if not all(each.exists() for each in (BUNDLE, RESULTS, LINES, DOCUMENT)):
        # In a process of its own: what this one holds would count as the memory of the programs that it starts.
        subprocess.run([sys.executable, "-m", "tests.benchmarks.bringing_in"], cwd=PROJECT, check=True)
    shutil.copyfile(EMPTY, JOURNAL)


def _bundle(count: int, visit: Callable[[int], Iterator[dict[str, Any]]]) -> dict[str, Any]:
    patient = {"resourceType": "Patient", "id": "p", "name": [{"family": "Gomez", "given": ["Maria"]}]}
    resources = [patient, *(each for number in range(count) for each in visit(number))]
    entries = [{"fullUrl": f"urn:uuid:{each['id']}", "resource": each} for each in resources]
    return {"resourceType": "Bundle", "type": "collection", "entry": entries}


def _lines() -> str:
    """Return the resources of whole visits one a line, as records of many people are handed out."""
    few = "".join(_line_of(each) for each in _bundle(50, _whole_visit)["entry"])
    return "".join(_line_of(each) for each in _bundle(round(SIZE / len(few) * 50), _whole_visit)["entry"])


def _line_of(entry: dict[str, Any]) -> str:
    return f"{json.dumps(entry['resource'])}\n"


def _text_of(visit: Callable[[int], Iterator[dict[str, Any]]]) -> str:
    """Return a bundle of as many visits as fill the size."""
    few = len(json.dumps(_bundle(50, visit), indent=1)) / 50
    return json.dumps(_bundle(round(SIZE / few), visit), indent=1)


def _only_results(number: int) -> Iterator[dict[str, Any]]:
    """Yield a visit of which nothing but the laboratory values is handed out: the most work that such a file can hold."""
    for place, test in enumerate(_TESTS):
        yield _observation(number, place, test)


def _whole_visit(number: int) -> Iterator[dict[str, Any]]:
    """Yield what one visit leaves in a hospital's record; the bills are the longest of it in the real ones too."""
    yield from _only_results(number)
    results = [{"reference": f"urn:uuid:observation-{number}-{place}"} for place in range(len(_TESTS))]
    panel = {"system": "http://loinc.org", "code": "24323-8", "display": "Comprehensive metabolic panel"}
    yield _resource("DiagnosticReport", number, code={"coding": [panel]}, result=results, issued=_moment(number))
    visit = {"system": "http://snomed.info/sct", "code": "185349003", "display": "Encounter for check up"}
    yield _resource("Encounter", number, type=[{"coding": [visit], "text": visit["display"]}], period=_period(number))
    for place, test in enumerate(_VITAL_SIGNS):
        yield _observation(number, place, test, category="vital-signs")
    drug = {
        "system": "http://www.nlm.nih.gov/research/umls/rxnorm",
        "code": "314076",
        "display": "lisinopril 10 MG Oral Tablet",
    }
    dose = [{"text": "1 tablet daily", "timing": {"repeat": {"frequency": 1, "period": 1, "periodUnit": "d"}}}]
    yield _resource(
        "MedicationRequest",
        number,
        intent="order",
        medicationCodeableConcept={"coding": [drug], "text": drug["display"]},
        authoredOn=_moment(number),
        dosageInstruction=dose,
    )
    yield _resource("Claim", number, item=_items(number, 4))
    yield _resource("ExplanationOfBenefit", number, item=_items(number, 14))


def _items(number: int, count: int) -> list[dict[str, Any]]:
    service = {"system": "http://snomed.info/sct", "code": "430193006", "display": "Medication Reconciliation"}
    return [
        {
            "sequence": sequence,
            "productOrService": {"coding": [service], "text": service["display"]},
            "servicedPeriod": _period(number),
            "net": {"value": 516.65 + sequence, "currency": "USD"},
        }
        for sequence in range(1, count + 1)
    ]


def _resource(kind: str, number: int, **more: Any) -> dict[str, Any]:
    subject = {"reference": "urn:uuid:p", "display": "Maria Gomez"}
    made = {"resourceType": kind, "id": f"{kind.lower()}-{number}", "status": "completed", "subject": subject}
    return made | more


def _moment(number: int) -> str:
    return f"{date(2010, 1, 4) + timedelta(days=number)}T08:30:00-05:00"


def _period(number: int) -> dict[str, str]:
    return {"start": _moment(number), "end": _moment(number)}


_TESTS = (
    ("9811-1", "Chromogranin A [Mass/volume] in Serum", "ng/mL", 93),
    ("2345-7", "Glucose [Mass/volume] in Serum or Plasma", "mg/dL", 99),
    ("2160-0", "Creatinine [Mass/volume] in Serum or Plasma", "mg/dL", 1.3),
    ("2951-2", "Sodium [Moles/volume] in Serum or Plasma", "mmol/L", 145),
    ("2823-3", "Potassium [Moles/volume] in Serum or Plasma", "mmol/L", 5.1),
    ("17861-6", "Calcium [Mass/volume] in Serum or Plasma", "mg/dL", 10.2),
    ("1920-8", "Aspartate aminotransferase [Enzymatic activity/volume] in Serum or Plasma", "U/L", 40),
    ("6768-6", "Alkaline phosphatase [Enzymatic activity/volume] in Serum or Plasma", "U/L", 130),
)


_VITAL_SIGNS = (
    ("8302-2", "Body Height", "cm", 180),
    ("29463-7", "Body Weight", "kg", 80),
    ("8480-6", "Systolic Blood Pressure", "mm[Hg]", 130),
)

_NAMES = {"laboratory": "observation", "vital-signs": "vital"}
_Test = tuple[str, str, str, float]


def _observation(number: int, place: int, test: _Test, *, category: str = "laboratory") -> dict[str, Any]:
    """Return one value, as long-winded as hospitals send them."""
    code, words, spelled, high = test
    unit = {"unit": spelled, "system": "http://unitsofmeasure.org", "code": spelled}
    coded = {"system": "http://terminology.hl7.org/CodeSystem/observation-category", "code": category}
    sent = {"system": "http://loinc.org", "code": code, "display": words}
    return {
        "resourceType": "Observation",
        "id": f"{_NAMES[category]}-{number}-{place}",
        "status": "final",
        "category": [{"coding": [coded | {"display": category}]}],
        "code": {"coding": [sent], "text": words},
        "subject": {"reference": "urn:uuid:p", "display": "Maria Gomez"},
        "effectiveDateTime": _moment(number),
        "issued": _moment(number),
        "performer": [{"display": f"Laboratory {number % 3}"}],
        "valueQuantity": {"value": round(high * (number * 7919 + place * 104729) % 10007 / 10007, 2)} | unit,
        "referenceRange": [{"low": {"value": 0} | unit, "high": {"value": high} | unit, "text": f"0 - {high}"}],
    }


_HEAD = """<?xml version="1.0" encoding="UTF-8"?>
<ClinicalDocument xmlns="urn:hl7-org:v3" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">
<recordTarget><patientRole><id root="1.2.3" extension="p"/><patient><name><given>Maria</given><family>Gomez</family></name>
<birthTime value="19580502"/></patient></patientRole></recordTarget>
<component><structuredBody><component><section>
<templateId root="2.16.840.1.113883.10.20.22.2.3.1"/><code code="30954-2" codeSystem="2.16.840.1.113883.6.1"/><title>Results</title>
<text><table><thead><tr><th>Test</th><th>Result</th><th>Range</th><th>Date</th></tr></thead><tbody>
"""
_TAIL = "</section></component></structuredBody></component></ClinicalDocument>"


def _document() -> str:
    """Return a document of panels, each value with its row in the text, as hospitals send them."""
    count = SIZE // len(_panel(0) + _row(0))
    rows, panels = (map(each, range(count)) for each in (_row, _panel))
    return "".join([_HEAD, *rows, "</tbody></table></text>\n", *panels, _TAIL])


def _day(number: int) -> date:
    return date(2010, 1, 4) + timedelta(days=number // 4)


def _row(number: int) -> str:
    value = 40 + number % 90 / 10
    return (
        f'<tr ID="row{number}"><td ID="name{number}">Chromogranin A</td><td>{value} ng/mL</td><td>0 - 93</td>'
        f"<td>{_day(number):%m/%d/%Y}</td></tr>\n"
    )


def _panel(number: int) -> str:
    return f"""<entry typeCode="DRIV"><organizer classCode="BATTERY" moodCode="EVN">
<templateId root="2.16.840.1.113883.10.20.22.4.1" extension="2015-08-01"/>
<id root="1.2.840.114350" extension="{number}"/>
<code code="24323-8" codeSystem="2.16.840.1.113883.6.1" codeSystemName="LOINC" displayName="Comprehensive panel"/>
<statusCode code="completed"/>
<component><observation classCode="OBS" moodCode="EVN">
<templateId root="2.16.840.1.113883.10.20.22.4.2" extension="2015-08-01"/>
<id root="1.2.840.114350.1" extension="{number}"/>
<code code="9811-1" codeSystem="2.16.840.1.113883.6.1" codeSystemName="LOINC" displayName="Chromogranin A">
<originalText><reference value="#name{number}"/></originalText></code>
<text><reference value="#row{number}"/></text><statusCode code="completed"/>
<effectiveTime value="{_day(number):%Y%m%d}0830-0500"/>
<value xsi:type="PQ" value="{40 + number % 90 / 10}" unit="ng/mL"/>
<interpretationCode code="N" codeSystem="2.16.840.1.113883.5.83"/>
<referenceRange><observationRange><text>0 - 93</text><value xsi:type="IVL_PQ"><low value="0" unit="ng/mL"/>
<high value="93" unit="ng/mL"/></value></observationRange></referenceRange>
</observation></component></organizer></entry>
"""


IMPORT = Program(("-m", "hoofbeat", "import", str(JOURNAL), str(BUNDLE)), prepare=put_in_place)
BARE_JSON = Program((str(PROGRAMS / "bare_json.py"), str(BUNDLE)), prepare=put_in_place)
IMPORT_RESULTS = Program(("-m", "hoofbeat", "import", str(JOURNAL), str(RESULTS)), prepare=put_in_place)
BARE_RESULTS = Program((str(PROGRAMS / "bare_json.py"), str(RESULTS)), prepare=put_in_place)
IMPORT_LINES = Program(("-m", "hoofbeat", "import", str(JOURNAL), str(LINES)), prepare=put_in_place)
BARE_LINES = Program((str(PROGRAMS / "bare_lines.py"), str(LINES)), prepare=put_in_place)
IMPORT_XML = Program(("-m", "hoofbeat", "import", str(JOURNAL), str(DOCUMENT)), prepare=put_in_place)
BARE_XML = Program((str(PROGRAMS / "bare_xml.py"), str(DOCUMENT)), prepare=put_in_place)

COMPARISONS = (
    Comparison("bring in a FHIR bundle of 20 MB", IMPORT, BARE_JSON, "json.load", wanted=3, rounds=3),
    Comparison(
        "bring in a FHIR bundle of nothing but results", IMPORT_RESULTS, BARE_RESULTS, "json.load", wanted=3, rounds=3
    ),
    Comparison("bring in a FHIR bulk file of 20 MB", IMPORT_LINES, BARE_LINES, "json.loads", wanted=3, rounds=3),
    Comparison("bring in a C-CDA document of 20 MB", IMPORT_XML, BARE_XML, "defusedxml", wanted=3, rounds=3),
)


def main() -> None:
    """Make the files."""
    BUNDLE.write_text(_text_of(_whole_visit))
    RESULTS.write_text(_text_of(_only_results))
    LINES.write_text(_lines())
    DOCUMENT.write_text(_document())


if __name__ == "__main__":
    main()

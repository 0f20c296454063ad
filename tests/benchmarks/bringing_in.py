"""Bringing in a file of 20 MB from the command line, beside the bare parser that reads it and does nothing with it."""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
from datetime import date, timedelta
from typing import Any

from tests.benchmarks.comparison import BUILD, PROGRAMS, PROJECT, Comparison, Program
from tests.benchmarks.heavy_journal import EMPTY

BUNDLE = BUILD / "bundle of 20 MB.json"
DOCUMENT = BUILD / "document of 20 MB.xml"
JOURNAL = BUILD / "brought in.hoofbeat"
SIZE = 20_000_000


def put_in_place() -> None:
    """Make the files if they are not there, and an empty journal to bring them into."""
    if not (BUNDLE.exists() and DOCUMENT.exists()):
        # In a process of its own: what this one holds would count as the memory of the programs that it starts.
        subprocess.run([sys.executable, "-m", "tests.benchmarks.bringing_in"], cwd=PROJECT, check=True)
    shutil.copyfile(EMPTY, JOURNAL)


def _bundle() -> dict[str, Any]:
    patient = {"resourceType": "Patient", "id": "p", "name": [{"family": "Gomez", "given": ["Maria"]}]}
    resources = [
        patient,
        *(_observation(number) for number in range(SIZE // len(json.dumps(_observation(0), indent=1)))),
    ]
    entries = [{"fullUrl": f"urn:uuid:{each['id']}", "resource": each} for each in resources]
    return {"resourceType": "Bundle", "type": "collection", "entry": entries}


def _observation(number: int) -> dict[str, Any]:
    """Return one laboratory value, as long-winded as hospitals send them."""
    moment = f"{date(2010, 1, 4) + timedelta(days=number // 4)}T08:30:00-05:00"
    unit = {"unit": "ng/mL", "system": "http://unitsofmeasure.org", "code": "ng/mL"}
    laboratory = {"system": "http://terminology.hl7.org/CodeSystem/observation-category", "code": "laboratory"}
    chromogranin = {"system": "http://loinc.org", "code": "9811-1", "display": "Chromogranin A [Mass/volume] in Serum"}
    return {
        "resourceType": "Observation",
        "id": f"observation-{number}",
        "status": "final",
        "category": [{"coding": [laboratory | {"display": "Laboratory"}]}],
        "code": {"coding": [chromogranin], "text": chromogranin["display"]},
        "subject": {"reference": "urn:uuid:p", "display": "Maria Gomez"},
        "effectiveDateTime": moment,
        "issued": moment,
        "performer": [{"display": f"Laboratory {number % 3}"}],
        "valueQuantity": {"value": 40 + number % 90 / 10} | unit,
        "referenceRange": [{"low": {"value": 0} | unit, "high": {"value": 93} | unit, "text": "0 - 93"}],
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
IMPORT_XML = Program(("-m", "hoofbeat", "import", str(JOURNAL), str(DOCUMENT)), prepare=put_in_place)
BARE_XML = Program((str(PROGRAMS / "bare_xml.py"), str(DOCUMENT)), prepare=put_in_place)

COMPARISONS = (
    Comparison("bring in a FHIR bundle of 20 MB", IMPORT, BARE_JSON, "json.load", wanted=3, rounds=3),
    Comparison("bring in a C-CDA document of 20 MB", IMPORT_XML, BARE_XML, "defusedxml", wanted=3, rounds=3),
)


def main() -> None:
    """Make the files."""
    BUNDLE.write_text(json.dumps(_bundle(), indent=1))
    DOCUMENT.write_text(_document())


if __name__ == "__main__":
    main()

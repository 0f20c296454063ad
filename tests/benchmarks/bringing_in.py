"""Bringing in a FHIR bundle of 10 MB from the command line, beside Python's own JSON that reads it and does nothing with it."""

from __future__ import annotations

import json
import shutil
from datetime import date, timedelta
from typing import Any

from tests.benchmarks.comparison import BUILD, PROGRAMS, Comparison, Program
from tests.benchmarks.heavy_journal import EMPTY

BUNDLE = BUILD / "bundle.json"
JOURNAL = BUILD / "brought in.hoofbeat"
SIZE = 10_000_000


def put_in_place() -> None:
    """Make the bundle if it is not there, and an empty journal to bring it into."""
    if not BUNDLE.exists():
        BUNDLE.write_text(json.dumps(_bundle(), indent=1))
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


IMPORT = Program(("-m", "hoofbeat", "import", str(JOURNAL), str(BUNDLE)), prepare=put_in_place)
BARE_JSON = Program((str(PROGRAMS / "bare_json.py"), str(BUNDLE)), prepare=put_in_place)

COMPARISONS = (Comparison("bring in a FHIR bundle of 10 MB", IMPORT, BARE_JSON, "json.load", rounds=3),)

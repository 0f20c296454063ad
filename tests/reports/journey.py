"""A made-up record of a person before a visit, rich enough to fill a sheet; every name and number in it is invented."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime
from typing import Any

from hoofbeat.domain.records import (
    AcidMedicine,
    AllergyStatement,
    AppointmentKind,
    Knowledge,
    MedicineState,
    MedicineUse,
    Progress,
    Schedule,
    Side,
    TeamRole,
    TumorTopic,
)
from hoofbeat.domain.sheet_making import SheetChoice, SheetMaterial, make_visit_sheet
from hoofbeat.domain.sheets.kinds import SHEET_FORMS, SheetKind
from hoofbeat.domain.visit_sheet import VisitSheet
from tests.made_up import (
    allergy,
    appointment,
    every_days,
    given,
    laboratory,
    medication,
    person,
    phase,
    question,
    result,
    sample,
    team_member,
    tumor_fact,
)

FIRST_PAGES = tuple(
    section for section in SHEET_FORMS[SheetKind.VISIT].sections if section not in SHEET_FORMS[SheetKind.VISIT].extra
)
"""The sections of the visit sheet that are on it unless they are taken off."""
TODAY = date(2026, 3, 3)
MADE_AT = datetime(2026, 3, 3, 9, 12, tzinfo=UTC)
VISIT = appointment(
    "2026-03-04T10:30",
    with_whom="Dr Lee",
    place="City Hospital, room 12",
    since_last_visit="Fewer days with stomach pain. More tired in the second week after the injection.",
)
LAST = appointment("2026-01-12T10:30", with_whom="Dr Lee", place="City Hospital, room 12")
CITY, RIVERSIDE = laboratory("City Lab", phone="555 0150"), laboratory("Riverside Lab")

_LANREOTIDE = medication("Somatuline", generic_name="lanreotide", use=MedicineUse.INJECTION, route="under the skin")
_OMEPRAZOLE = medication("Omeprazole", route="by mouth", started_on="2024-01-05")
_CREON = medication("Creon", generic_name="pancrelipase", route="by mouth", started_on="2026-02-02")
_SERTRALINE = medication("Loperamide", state=MedicineState.STOPPED, started_on="2024", stopped_on="2026-02-10")

_NOVEMBER = sample("2025-11-18", RIVERSIDE, specimen="serum")
_AUGUST = sample("2025-08-20", CITY, specimen="serum", fasting_hours=12)
_FEBRUARY = sample("2026-02-24", CITY, specimen="serum", fasting_hours=12, acid_medicine=AcidMedicine.TAKING)
_WAITING = sample("2026-03-01", CITY, expected_on="2026-03-20")


def material(**changes: Any) -> SheetMaterial:
    """The whole record, with some of it changed."""
    return replace(_material(), **changes)


def sheet(choice: dict[str, Any] | None = None, **changes: Any) -> VisitSheet:
    """The sheet for the visit of tomorrow."""
    made = SheetChoice(**{"visit": VISIT, "today": TODAY, "prepared_by": "Ana (daughter)", **(choice or {})})
    return make_visit_sheet(material(**changes), made, Names())


class Names:
    """The names of the tests in this record."""

    def ucum_of(self, test: str, unit: str, /) -> str | None:
        return None

    def name_of(self, test: str) -> str:
        return {"chromogranin_a": "Chromogranin A", "gastrin": "Gastrin", "glucose": "Glucose"}.get(test, "")

    def comes_first(self, test: str) -> bool:
        return test in ("chromogranin_a", "gastrin")


def _material() -> SheetMaterial:
    return SheetMaterial(
        person=person("Maria Gomez", alerts="Takes a blood thinner"),
        appointments=(VISIT, LAST, appointment("2026-02-10T08:15", kind=AppointmentKind.SCAN, place="Radiology")),
        questions=tuple(
            question(text, VISIT, rank=rank)
            for rank, text in enumerate(("How long between my scans?", "Can I inject at home?", "Who do I call?"), 1)
        ),
        allergies=(
            allergy("Penicillin", reaction="rash"),
            allergy("Contrast with iodine", statement=AllergyStatement.DO_NOT_GIVE),
        ),
        tumor_facts=(
            tumor_fact(TumorTopic.SITE, "Head of the pancreas, 18 mm"),
            tumor_fact(TumorTopic.GRADE, "Grade 2"),
            tumor_fact(TumorTopic.GENETICS, state=Knowledge.NOT_TESTED),
            tumor_fact(TumorTopic.OPERATIONS, state=Knowledge.NOT_KNOWN),
        ),
        medications=(_OMEPRAZOLE, _CREON, _LANREOTIDE, _SERTRALINE),
        phases=(
            every_days(28, _LANREOTIDE, amount=120, unit="mg", from_on="2024-03-01"),
            phase(_OMEPRAZOLE, amount=40, unit="mg", schedule=Schedule.DAILY, from_on="2024-01-05"),
            phase(_OMEPRAZOLE, amount=20, unit="mg", schedule=Schedule.DAILY, from_on="2026-02-02"),
            phase(_CREON, morning=2, evening=2, unit="capsules", schedule=Schedule.DAILY, from_on="2026-02-02"),
        ),
        given=(
            given("2026-01-09", _LANREOTIDE, side=Side.RIGHT),
            given("2026-02-06", _LANREOTIDE, side=Side.LEFT, site="buttock"),
        ),
        samples=(_AUGUST, _NOVEMBER, _FEBRUARY, _WAITING),
        results=(
            result(_AUGUST, value="95"),
            result(_NOVEMBER, value="<2.0", unit="nmol/L", range="0 to 3.0"),
            result(_FEBRUARY, value="120", flag="H"),
            result(_FEBRUARY, "gastrin", "> 1000", "pg/mL", range="13 to 115"),
            result(_FEBRUARY, "glucose", "5.0", "mmol/L", range="3.9 to 5.5"),
            result(_WAITING, "gastrin", "", "", state=Progress.AWAITED, range=""),
        ),
        laboratories=(CITY, RIVERSIDE),
        team=(
            team_member("Dr Lee", role=TeamRole.ONCOLOGIST, phones="555 0100", call_for="results"),
            team_member("Ana Gomez", role=TeamRole.FAMILY, phones="555 0177", is_emergency_contact=True),
        ),
        data_as_of=MADE_AT,
    )

"""Two records are the same fact by what they say, whatever their ids and sources."""

from __future__ import annotations

from datetime import time
from itertools import product
from typing import Any, TypeVar

import pytest

from hoofbeat.domain import matching
from hoofbeat.domain.catalogue import Catalogue, UnitForm
from hoofbeat.domain.matching import KnownFacts, MedicineFact, ResultFact, SampleFact
from hoofbeat.domain.records import (
    Allergy,
    AllergyId,
    AllergyStatement,
    Appointment,
    AppointmentId,
    DosePhase,
    DosePhaseId,
    Medication,
    MedicationId,
    MedicineState,
    OwnTest,
    OwnTestId,
    Result,
    ResultId,
    Sample,
    SampleId,
    Schedule,
)
from hoofbeat.domain.values import PartialDate, WallTime

F = TypeVar("F")
UNITS = Catalogue(units=(UnitForm("10*3/uL", "10³/µL", ("x10E3/uL",)),))


def is_same(facts: KnownFacts[F], one: F, other: F) -> bool:
    """Tell whether the second fact is found to be the first."""
    facts.add(one)
    return facts.find(other) is one


def sample(day: str | None = "2026-02-03", at: str | None = None, **members: Any) -> Sample:
    return Sample(
        id=SampleId("s"),
        taken_on=None if day is None else PartialDate.parse(day),
        taken_at=None if at is None else time.fromisoformat(at),
        **members,
    )


def result(value: str = "5.0", unit: str = "mg/dL", taken: Sample | None = None, **members: Any) -> ResultFact:
    made = Result(id=ResultId("r"), sample=SampleId("s"), value_text=value, **{"catalogue_test": "glucose", **members})
    return ResultFact(made, SampleFact(taken or sample(), ""), matching.unit_key(unit, UNITS))


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (result(), result()),
        (result("5.0"), result("5.00")),
        (result("< 5"), result("<5")),
        (result("Not  seen"), result("not seen")),
        (result(unit="x10E3/uL"), result(unit="10*3/uL")),
        (result(taken=sample(at="08:00")), result(taken=sample())),
        (result(taken=sample(specimen="Serum")), result(taken=sample(specimen=" serum"))),
        (result(taken=sample(specimen="Serum")), result()),
        (result(flag="H"), result(flag="", report_state="final")),
    ],
)
def test_results_that_say_the_same_are_one_fact(one: ResultFact, other: ResultFact) -> None:
    assert is_same(matching.known_results(), one, other)
    assert is_same(matching.known_results(), other, one)


@pytest.mark.parametrize(
    "other",
    [
        result("5.1"),
        result("<5.0"),
        result(unit="mmol/L"),
        result(catalogue_test="sodium"),
        result(catalogue_test="", own_test=OwnTestId("o")),
        result(minute=10),
        result(taken=sample("2026-02-04")),
        result(taken=sample("2026-02")),
        result(taken=sample(at="08:01", specimen="Serum")),
        result(taken=sample(at="08:00", specimen="Urine")),
    ],
)
def test_results_that_differ_in_one_thing_are_two_facts(other: ResultFact) -> None:
    one = result(taken=sample(at="08:00", specimen="Serum"))
    assert not is_same(matching.known_results(), one, other)


def test_results_without_a_date_are_the_same_only_from_the_same_place_in_their_source() -> None:
    undated = result(taken=sample(None), source_id="Observation/1")
    assert is_same(matching.known_results(), undated, undated)
    assert not is_same(matching.known_results(), undated, result(taken=sample(None), source_id="Observation/2"))


def medicine(name: str = "Lanreotide", begins: str | None = None, **members: Any) -> MedicineFact:
    dose_members = {
        key: members.pop(key) for key in ("amount", "schedule", "instructions", "until_on") if key in members
    }
    made = Medication(id=MedicationId("m"), name=name, **members)
    dose = DosePhase(
        id=DosePhaseId("d"),
        medication=made.id,
        from_on=None if begins is None else PartialDate.parse(begins),
        **dose_members,
    )
    return MedicineFact(made, [dose])


ATC, ATC_IN_CDA = {"code_system": "http://www.whocc.no/atc"}, {"code_system": "2.16.840.1.113883.6.73"}
REQUEST, STATEMENT = {"source_id": "MedicationRequest/1"}, {"source_id": "MedicationStatement/9"}


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (medicine(begins="2020-01-07"), medicine("LANREOTIDE ", begins="2020-01-07")),
        (medicine(begins="2020"), medicine(started_on=PartialDate(2020))),
        (medicine("Somatuline", code="H01CB03", **ATC), medicine("lanreotide", code="H01CB03", **ATC_IN_CDA)),
        (medicine(instructions="1 a day"), medicine()),
        (medicine(begins="2020-01-07", **REQUEST), medicine(**STATEMENT)),
    ],
)
def test_medicines_with_the_same_name_or_code_and_period_are_one_fact(one: MedicineFact, other: MedicineFact) -> None:
    assert is_same(matching.known_medicines(), one, other)
    assert is_same(matching.known_medicines(), other, one)


def test_a_code_of_no_system_is_one_of_the_sender_alone() -> None:
    assert not is_same(matching.known_medicines(), medicine("Creon", code="1"), medicine("lanreotide", code="1"))


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (medicine(), medicine("Octreotide")),
        (medicine(begins="2020-01-07"), medicine(begins="2021-01-07")),
        (medicine(begins="2020-01-07"), medicine()),
        (medicine(begins="2020-01-07", **REQUEST), medicine(begins="2021", **STATEMENT)),
        (medicine(begins="2020", **REQUEST), medicine(state=MedicineState.STOPPED, **STATEMENT)),
        (medicine(instructions="1 a day"), medicine(instructions="2 a day")),
        (medicine(schedule=Schedule.AS_NEEDED), medicine(schedule=Schedule.ONCE)),
        (medicine(), medicine(stopped_on=PartialDate(2024))),
    ],
)
def test_medicines_of_another_name_period_or_dose_are_two_facts(one: MedicineFact, other: MedicineFact) -> None:
    assert not is_same(matching.known_medicines(), one, other)
    assert not is_same(matching.known_medicines(), other, one)


_DAYS = (None, PartialDate(2020), PartialDate(2021))


@pytest.mark.parametrize("one", [*product(_DAYS, _DAYS)], ids=str)
@pytest.mark.parametrize("other", [*product(_DAYS, _DAYS)], ids=str)
def test_a_request_and_a_statement_are_one_where_no_date_is_given_twice_and_differs(one: Any, other: Any) -> None:
    asked, told = (
        medicine(started_on=begun, stopped_on=ended, **sent)
        for (begun, ended), sent in ((one, REQUEST), (other, STATEMENT))
    )
    is_open = all(None in pair for pair in zip(one, other, strict=True))
    assert is_same(matching.known_medicines(), asked, told) is (one == other or is_open)


def appointment(at: str = "2026-03-04T10:30", **members: Any) -> Appointment:
    return Appointment(id=AppointmentId("a"), starts_at=WallTime.parse(at), **members)


def test_appointments_are_one_fact_by_their_start_unless_something_else_differs() -> None:
    known = matching.known_appointments
    assert is_same(known(), appointment(about="Check-up"), appointment(about="check-up", with_whom="Dr Lee"))
    assert not is_same(known(), appointment(about="Check-up"), appointment(about="Scan"))
    assert not is_same(known(), appointment(with_whom="Dr Lee"), appointment(with_whom="Dr Ray"))
    assert not is_same(known(), appointment(), appointment("2026-03-04T10:31"))
    assert not is_same(known(), appointment(zone="UTC"), appointment(zone="Europe/Vienna"))


def allergy(substance: str, **members: Any) -> Allergy:
    return Allergy(id=AllergyId("a"), substance=substance, **members)


def test_allergies_are_one_fact_by_substance_or_code_and_never_across_statements() -> None:
    known = matching.known_allergies
    assert is_same(known(), allergy("Penicillin"), allergy("penicillin", reaction="Rash"))
    one, other = (
        allergy(name, code="1", code_system="2.16.840.1.113883.6.88") for name in ("Penicillin", "Penicillins")
    )
    assert is_same(known(), one, other)
    assert not is_same(known(), allergy("Penicillin", code="1"), allergy("Codeine", code="1"))
    assert not is_same(known(), allergy("Penicillin"), allergy("Latex"))
    none_known = allergy("Penicillin", statement=AllergyStatement.NONE_KNOWN)
    assert not is_same(known(), allergy("Penicillin"), none_known)


def own(name: str, code: str = "", system: str = "http://loinc.org") -> OwnTest:
    return OwnTest(id=OwnTestId("o"), name=name, code=code, code_system=system if code else "")


def test_own_tests_are_one_by_code_or_by_name_where_not_both_have_a_code() -> None:
    known = matching.known_own_tests
    assert is_same(known(), own("Glucose, urine", "5792-7"), own("Urine glucose", "5792-7"))
    assert is_same(known(), own("Ferritin", "2276-4"), own("ferritin"))
    assert not is_same(known(), own("Glucose", "5792-7"), own("Glucose", "2344-0"))
    assert not is_same(known(), own("Ferritin"), own("Transferrin"))


def test_two_named_laboratories_are_two_facts_and_a_missing_name_fits_any() -> None:
    city, lake, nameless = (
        ResultFact(result().result, SampleFact(sample(), name), "mg/dL") for name in ("City Lab", "Lake Lab", "")
    )
    assert not is_same(matching.known_results(), city, lake)
    assert is_same(matching.known_results(), city, nameless)
    assert is_same(matching.known_results(), nameless, lake)


def test_the_same_dose_is_another_one_only_where_its_times_lie_apart() -> None:
    (earlier,) = medicine(begins="2020-01-07", amount=20, until_on=PartialDate(2020, 3)).doses
    (later,) = medicine(begins="2020-05", amount=20).doses
    (undated,) = medicine(amount=20).doses
    (other,) = medicine(amount=40).doses
    assert matching.find_dose(later, [earlier]) is None
    assert matching.find_dose(earlier, [later]) is None
    assert matching.find_dose(undated, [other, earlier]) is earlier

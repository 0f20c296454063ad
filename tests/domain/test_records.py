"""The registry and the record types agree, and every problem of a record is found."""

from __future__ import annotations

from decimal import Decimal

import pytest

from hoofbeat.domain.checks import problems_of
from hoofbeat.domain.fields import FieldType
from hoofbeat.domain.records import (
    RECORD_TYPES,
    Allergy,
    AllergyId,
    AllergyStatement,
    Appointment,
    AppointmentId,
    DosePhase,
    DosePhaseId,
    Kind,
    Medication,
    MedicationId,
    Question,
    QuestionId,
    Record,
    Result,
    ResultId,
    SampleId,
    Schedule,
    fields_for,
    kind_of,
    references_to,
    subject_of,
)
from hoofbeat.domain.values import PartialDate, WallTime

PHASE = DosePhase(id=DosePhaseId("d"), medication=MedicationId("m"))
RESULT = Result(id=ResultId("r"), sample=SampleId("s"), catalogue_test="gastrin", value_text="<5")


def codes(record: Record) -> dict[str, str]:
    return {problem.field: problem.code for problem in problems_of(record)}


@pytest.mark.parametrize("kind", Kind)
def test_every_kind_has_a_type_whose_fields_are_all_declared(kind: Kind) -> None:
    record_type = RECORD_TYPES[kind]
    assert kind_of(record_type) is kind
    assert {*fields_for(kind), "id"} == set(record_type.__dataclass_fields__)
    assert all(field.label for field in fields_for(kind).values())


@pytest.mark.parametrize("kind", Kind)
def test_references_name_kinds_that_exist(kind: Kind) -> None:
    for field in fields_for(kind).values():
        if field.holds is FieldType.REFERENCE:
            assert kind in {other for other, _ in references_to(Kind(str(field.refers_to)))}


def test_the_fields_of_the_base_come_last() -> None:
    assert list(fields_for(Kind.QUESTIONS))[:2] == ["text", "rank"]
    assert list(fields_for(Kind.QUESTIONS))[-4:] == ["source", "source_id", "note", "is_sensitive"]


def test_a_blank_question_is_missing_its_text() -> None:
    assert codes(Question(id=QuestionId("q"), text="  ")) == {"text": "missing"}


def test_a_medicine_cannot_stop_before_it_starts_but_may_in_the_same_month() -> None:
    medicine = Medication(id=MedicationId("m"), name="Omeprazole", started_on=PartialDate(2026, 3, 14))
    assert codes(medicine.replaced(stopped_on=PartialDate(2026, 3))) == {}
    assert codes(medicine.replaced(stopped_on=PartialDate(2026, 2))) == {"stopped_on": "ends before it starts"}


def test_a_dose_of_nothing_and_a_rhythm_without_number_are_problems() -> None:
    assert codes(PHASE.replaced(amount=Decimal("0.0"))) == {"amount": "not above zero"}
    assert [each.code for each in problems_of(PHASE.replaced(amount=Decimal(-5)))] == ["not above zero"]
    assert codes(PHASE.replaced(schedule=Schedule.EVERY_DAYS)) == {"every": "missing"}
    assert codes(PHASE.replaced(schedule=Schedule.EVERY_DAYS, every=10_000)) == {"every": "too large"}
    assert codes(PHASE.replaced(schedule=Schedule.EVERY_DAYS, every=0)).keys() == {"every"}
    assert codes(PHASE.replaced(schedule=Schedule.EVERY_DAYS, every=28)) == {}


def test_a_result_needs_a_test_and_a_value_and_a_range_the_right_way_up() -> None:
    assert codes(RESULT) == {}
    assert codes(RESULT.replaced(catalogue_test="")) == {"catalogue_test": "missing"}
    assert codes(RESULT.replaced(value_text="")) == {"value_text": "missing"}
    assert codes(RESULT.replaced(range_low=Decimal(9), range_high=Decimal(3))) == {"range_high": "range upside down"}


def test_none_known_needs_no_substance() -> None:
    assert codes(Allergy(id=AllergyId("a"), statement=AllergyStatement.NONE_KNOWN)) == {}
    assert codes(Allergy(id=AllergyId("a"))) == {"substance": "missing"}


def test_a_line_of_text_has_an_end() -> None:
    assert codes(Question(id=QuestionId("q"), text="x" * 1_001)) == {"text": "too long"}
    assert codes(Question(id=QuestionId("q"), text="x", note="y" * 100_000)) == {}


def test_a_record_is_named_by_the_first_field_that_says_something() -> None:
    visit = Appointment(id=AppointmentId("a"), starts_at=WallTime(PartialDate(2026)), place="City Hospital")
    assert subject_of(visit) == "City Hospital"
    assert subject_of(visit.replaced(with_whom="Dr Lee")) == "Dr Lee"

"""Medicines: name, state, period, and the dose as written; amounts and rhythms only where they are unmistakable."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hoofbeat.domain.checks import problems_of
from hoofbeat.domain.records import DosePhase, Medication, MedicineState, MedicineUse, Schedule
from tests.exchange.fhir.bundles import findings, medication_request, only, read_all, reasons, records


def medicine(**members: Any) -> Medication:
    return only(read_all(medication_request(**members)), Medication)


def dose(*instructions: dict[str, Any]) -> DosePhase:
    return only(read_all(medication_request(dosageInstruction=list(instructions))), DosePhase)


def rhythm(**repeat: Any) -> tuple[Any, ...]:
    found = dose({"timing": {"repeat": repeat}, "doseAndRate": [{"doseQuantity": {"value": 1, "unit": "tablet"}}]})
    detail = found.every or found.times_per_day or found.days_of_week or None
    return found.schedule, detail, found.at_times


def statement(**members: Any) -> dict[str, Any]:
    return {**medication_request(authoredOn=None), "resourceType": "MedicationStatement", **members}


@pytest.mark.parametrize(
    ("status", "state"),
    [
        ("active", MedicineState.TAKING),
        ("completed", MedicineState.STOPPED),
        ("stopped", MedicineState.STOPPED),
        ("on-hold", MedicineState.NOT_KNOWN),
        ("unknown", MedicineState.NOT_KNOWN),
        (None, MedicineState.NOT_KNOWN),
    ],
)
def test_the_state_is_what_the_sender_says(status: str | None, state: MedicineState) -> None:
    assert medicine(status=status).state is state


@pytest.mark.parametrize("status", ["entered-in-error", "cancelled", "draft"])
def test_what_was_never_in_force_is_not_taken(status: str) -> None:
    assert reasons(read_all(medication_request(status=status))) == [
        ("Bundle.entry[1] MedicationRequest/lanreotide", "state")
    ]


def test_what_is_not_to_be_given_or_not_taken_is_no_medicine() -> None:
    imported = read_all(
        medication_request(doNotPerform=True),
        statement(id="b", status="not-taken"),
        statement(id="c", taken="n"),
    )
    assert imported.findings == ()
    assert [code for _, code in reasons(imported)] == ["not to be given", "state", "state"]


def test_a_statement_gives_the_period_in_which_a_medicine_is_taken() -> None:
    imported = read_all(statement(status="completed", effectivePeriod={"start": "2019-03", "end": "2020-01-31"}))
    found, phase = only(imported, Medication), only(imported, DosePhase)
    assert [str(each) for each in (found.started_on, found.stopped_on)] == ["2019-03", "2020-01-31"]
    assert [str(each) for each in (phase.from_on, phase.until_on)] == ["2019-03", "2020-01-31"]


def test_a_medicine_still_taken_has_not_stopped_though_its_dose_is_planned_to() -> None:
    imported = read_all(statement(status="active", effectivePeriod={"start": "2026-01", "end": "2026-12"}))
    assert only(imported, Medication).stopped_on is None
    assert str(only(imported, DosePhase).until_on) == "2026-12"


def test_the_day_of_a_prescription_begins_its_dose_and_not_the_medicine() -> None:
    imported = read_all(medication_request(authoredOn="2026-01-07T09:25:28+01:00"))
    assert only(imported, Medication).started_on is None
    assert str(only(imported, DosePhase).from_on) == "2026-01-07"


def test_without_a_dose_and_a_day_there_is_no_phase() -> None:
    assert records(read_all(medication_request(authoredOn=None)), DosePhase) == []


def test_name_code_reason_prescriber_and_form_are_kept() -> None:
    imported = read_all(
        medication_request(
            medicationCodeableConcept=None,
            medicationReference={"reference": "Medication/m"},
            requester={"reference": "Practitioner/p"},
            reasonReference=[{"reference": "Condition/net"}],
            dosageInstruction=[{"route": {"text": "deep under the skin"}}],
            note=[{"text": "at home"}],
        ),
        {
            "resourceType": "Medication",
            "id": "m",
            "code": {"coding": [{"system": "http://atc", "code": "H01CB03", "display": "lanreotide"}]},
            "form": {"text": "syringe"},
        },
        {"resourceType": "Practitioner", "id": "p", "name": [{"family": "Lee", "given": ["Ann"]}]},
        {"resourceType": "Condition", "id": "net", "code": {"text": "Gastrinoma"}},
    )
    found = only(imported, Medication)
    assert (found.name, found.code, found.code_system) == ("lanreotide", "H01CB03", "http://atc")
    assert (found.form, found.route, found.prescriber) == ("syringe", "deep under the skin", "Ann Lee")
    assert (found.why, found.note) == ("Gastrinoma", "at home")


def test_a_medicine_that_is_only_listed_is_named_as_not_taken() -> None:
    listed = {"resourceType": "Medication", "id": "m", "code": {"text": "Aspirin"}}
    assert reasons(read_all(listed)) == [("Bundle.entry[1] Medication/m", "medicine without use")]


def test_a_medicine_without_a_name_is_not_taken() -> None:
    assert [code for _, code in reasons(read_all(medication_request(medicationCodeableConcept=None)))] == ["no name"]


@pytest.mark.parametrize(
    ("repeat", "expected"),
    [
        ({"frequency": 2, "period": 1, "periodUnit": "d"}, (Schedule.DAILY, 2, "")),
        ({"frequency": 1, "period": 28, "periodUnit": "d"}, (Schedule.EVERY_DAYS, 28, "")),
        ({"frequency": 1, "period": 4, "periodUnit": "wk"}, (Schedule.EVERY_WEEKS, 4, "")),
        ({"frequency": 1, "period": 8, "periodUnit": "h"}, (Schedule.EVERY_HOURS, 8, "")),
        ({"dayOfWeek": ["mon", "thu"]}, (Schedule.DAYS_OF_WEEK, "Monday, Thursday", "")),
        (
            {"dayOfWeek": ["mon"], "frequency": 1, "period": 1, "periodUnit": "wk"},
            (Schedule.DAYS_OF_WEEK, "Monday", ""),
        ),
        ({"timeOfDay": ["08:00:00", "20:00:00"]}, (Schedule.DAILY, 2, "08:00, 20:00")),
        # In doubt as written:
        ({"period": 1, "periodUnit": "d"}, (Schedule.AS_WRITTEN, None, "")),
        ({"frequency": 1, "period": 1, "periodUnit": "mo"}, (Schedule.AS_WRITTEN, None, "")),
        ({"frequency": 2, "period": 3, "periodUnit": "d"}, (Schedule.AS_WRITTEN, None, "")),
        ({"frequency": 1, "frequencyMax": 3, "period": 1, "periodUnit": "d"}, (Schedule.AS_WRITTEN, None, "")),
        ({"frequency": 1, "period": 0.5, "periodUnit": "d"}, (Schedule.AS_WRITTEN, None, "")),
        ({"frequency": 1, "period": 400, "periodUnit": "d"}, (Schedule.AS_WRITTEN, None, "")),
        ({"frequency": 30, "period": 1, "periodUnit": "d"}, (Schedule.AS_WRITTEN, None, "")),
        ({"when": ["MORN"], "frequency": 1, "period": 1, "periodUnit": "d"}, (Schedule.AS_WRITTEN, None, "")),
        ({"count": 1, "periodUnit": "d"}, (Schedule.AS_WRITTEN, None, "")),
        (
            {"dayOfWeek": ["mon", "thu"], "frequency": 1, "period": 1, "periodUnit": "wk"},
            (Schedule.AS_WRITTEN, None, ""),
        ),
        ({"timeOfDay": ["08:00"], "frequency": 2, "period": 1, "periodUnit": "d"}, (Schedule.AS_WRITTEN, None, "")),
        ({"timeOfDay": ["08:00"], "dayOfWeek": ["mon"]}, (Schedule.AS_WRITTEN, None, "")),
    ],
)
def test_only_an_unmistakable_rhythm_is_understood(repeat: dict[str, Any], expected: tuple[Any, ...]) -> None:
    assert rhythm(**repeat) == expected


def test_the_usual_abbreviations_are_understood_and_others_kept_as_written() -> None:
    assert dose({"timing": {"code": {"coding": [{"code": "BID"}]}}}).times_per_day == 2
    assert dose({"timing": {"code": {"coding": [{"code": "QHS"}]}}}).instructions == "QHS"


def test_a_dose_as_needed_says_so_for_the_medicine_too() -> None:
    imported = read_all(
        medication_request(
            dosageInstruction=[
                {
                    "asNeededCodeableConcept": {"text": "diarrhea"},
                    "doseAndRate": [{"doseQuantity": {"value": 2, "unit": "mg"}}],
                }
            ]
        )
    )
    phase = only(imported, DosePhase)
    assert only(imported, Medication).use is MedicineUse.AS_NEEDED
    assert (phase.schedule, phase.amount, phase.unit, phase.instructions) == (
        Schedule.AS_NEEDED,
        Decimal(2),
        "mg",
        "diarrhea",
    )


def test_the_text_on_the_label_is_kept_beside_what_was_understood() -> None:
    phase = dose(
        {
            "text": "1 tablet twice a day",
            "patientInstruction": "with food",
            "timing": {"repeat": {"frequency": 2, "period": 1, "periodUnit": "d"}},
            "doseAndRate": [{"doseQuantity": {"value": "0.50", "unit": "tablet"}}],
        }
    )
    assert (phase.instructions, phase.times_per_day, str(phase.amount)) == (
        "1 tablet twice a day; with food",
        2,
        "0.50",
    )


def test_what_is_not_understood_is_kept_in_the_senders_parts() -> None:
    phase = dose(
        {
            "timing": {"repeat": {"period": 2, "periodUnit": "wk"}},
            "doseAndRate": [{"doseRange": {"low": {"value": 1, "unit": "mg"}, "high": {"value": 2, "unit": "mg"}}}],
        }
    )
    assert (phase.schedule, phase.amount, phase.instructions) == (
        Schedule.AS_WRITTEN,
        None,
        "1 mg to 2 mg every 2 weeks",
    )


def test_several_instructions_are_kept_as_written() -> None:
    morning = {"text": "1 in the morning", "timing": {"repeat": {"frequency": 1, "period": 1, "periodUnit": "d"}}}
    phase = dose(morning, {"text": "2 at night"})
    assert (phase.schedule, phase.amount, phase.instructions) == (
        Schedule.AS_WRITTEN,
        None,
        "1 in the morning; 2 at night",
    )


def test_the_form_of_an_earlier_release_is_read_too() -> None:
    order = {
        "resourceType": "MedicationOrder",
        "id": "o",
        "status": "active",
        "patient": {"reference": "Patient/maria"},
        "dateWritten": "2015-01-15",
        "medicationCodeableConcept": {"text": "Octreotide"},
        "dosageInstruction": [{"doseQuantity": {"value": 20, "unit": "mg"}, "text": "monthly"}],
    }
    imported = read_all(order)
    assert findings(imported, Medication)[0].person == 0
    assert only(imported, DosePhase).amount == Decimal(20)
    assert str(only(imported, DosePhase).from_on) == "2015-01-15"


def test_instructions_too_long_for_their_field_stand_in_the_note() -> None:
    imported = read_all(medication_request(dosageInstruction=[{"text": "step by step " * 100}]))
    assert only(imported, DosePhase).instructions == ""
    assert only(imported, Medication).note.startswith("step by step")


PART = st.sampled_from([None, -1, 0, 0.5, 1, 3, 28, 5000, "x", "d", "wk", ["mon"], ["08:00"], {"value": 0}, True])


@given(
    st.dictionaries(st.sampled_from(["frequency", "period", "periodUnit", "dayOfWeek", "timeOfDay"]), PART),
    st.dictionaries(st.sampled_from(["doseQuantity", "asNeededBoolean", "text", "doseAndRate", "route"]), PART),
    st.sampled_from(["2026-05", "2020", "bad", None]),
)
def test_whatever_a_dosage_holds_the_records_may_be_saved(
    repeat: dict[str, Any], instruction: dict[str, Any], end: str | None
) -> None:
    imported = read_all(
        statement(
            dosage=[{**instruction, "timing": {"repeat": repeat}}],
            effectivePeriod={"start": "2026-01", "end": end},
        )
    )
    assert [problem for each in imported.findings for problem in problems_of(each.record)] == []


@pytest.mark.parametrize(
    ("repeat", "words"),
    [
        ({"period": 1, "periodUnit": "d"}, "1 mg every day"),
        ({"frequency": 1, "frequencyMax": 2, "period": 6, "periodUnit": "h"}, "1 mg 1 to 2 times every 6 hours"),
        ({"frequency": 1, "period": 4, "periodMax": 6, "periodUnit": "h"}, "1 mg every 4 to 6 hours"),
        ({"frequency": 2, "period": 1, "periodUnit": "wk"}, "1 mg 2 times a week"),
        ({"frequency": 1, "period": 1, "periodUnit": "mo"}, "1 mg every month"),
        ({"when": ["CM", "HS"]}, "1 mg with breakfast, at bedtime"),
        ({"dayOfWeek": ["mon"], "timeOfDay": ["08:00:00"]}, "1 mg on Monday, at 08:00"),
        ({"count": 3, "period": 2, "periodUnit": "d"}, "1 mg every 2 days, 3 times in all"),
    ],
)
def test_a_rhythm_that_has_no_field_is_said_in_words(repeat: dict[str, Any], words: str) -> None:
    sent = {"doseAndRate": [{"doseQuantity": {"value": 1, "unit": "mg"}}], "timing": {"repeat": repeat}}
    assert dose(sent).instructions == words


@pytest.mark.parametrize(
    ("route", "use"),
    [("Subcutaneous route", MedicineUse.INJECTION), ("Oral route", MedicineUse.REGULAR), ("", MedicineUse.REGULAR)],
)
def test_what_goes_under_the_skin_is_an_injection(route: str, use: MedicineUse) -> None:
    imported = read_all(medication_request(dosageInstruction=[{"route": {"text": route}}]))
    assert only(imported, Medication).use is use


def test_doses_that_follow_each_other_are_each_a_dose_and_those_side_by_side_stay_as_written() -> None:
    def step(text: str, start: str, end: str = "") -> dict[str, Any]:
        bounds = {"start": start, **({"end": end} if end else {})}
        repeat = {"boundsPeriod": bounds, "frequency": 1, "period": 1, "periodUnit": "d"}
        return {
            "text": text,
            "timing": {"repeat": repeat},
            "doseAndRate": [{"doseQuantity": {"value": int(text[:2]), "unit": "mg"}}],
        }

    taper = [step("20 mg", "2026-01-01", "2026-01-07"), step("10 mg", "2026-01-08")]
    found = records(read_all(medication_request(dosageInstruction=taper)), DosePhase)
    assert [(str(each.amount), str(each.from_on), str(each.until_on)) for each in found] == [
        ("20", "2026-01-01", "2026-01-07"),
        ("10", "2026-01-08", "None"),
    ]
    both = [step("20 mg", "2026-01-01"), step("10 mg", "2026-01-08")]
    assert only(read_all(medication_request(dosageInstruction=both)), DosePhase).instructions == "20 mg; 10 mg"

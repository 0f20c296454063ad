"""Medicines and allergies in the manner of the programs that write them: plans are no ends, and words for none are understood."""

from __future__ import annotations

import pytest

from hoofbeat.domain.records import Allergy, AllergyStatement, DosePhase, Medication, MedicineState, Result
from tests.exchange.ccda.documents import (
    administration,
    document,
    limits,
    observation,
    organizer,
    read,
    section,
)
from tests.exchange.ccda.test_from_text import table
from tests.exchange.fhir.bundles import only, records

DOSE = '<doseQuantity value="1" unit="{tablet}"/>'
WRITTEN = '<effectiveTime value="20260301"/>'


def medicines(*entries: str, text: str = "", written: str = "") -> str:
    return document(section(*entries, code="10160-0", title="Medications", text=text)).replace(
        "<recordTarget>", f"{written}<recordTarget>"
    )


def between(start: str, end: str) -> str:
    return f'<effectiveTime xsi:type="IVL_TS"><low value="{start}"/><high value="{end}"/></effectiveTime>'


@pytest.mark.parametrize(
    ("end", "state", "stopped"),
    [("20260201", MedicineState.STOPPED, "2026-02-01"), ("20270201", MedicineState.NOT_KNOWN, "None")],
)
def test_a_completed_entry_is_over_only_when_its_end_had_come(end: str, state: MedicineState, stopped: str) -> None:
    sent = administration(more=between("20260107", end), state="completed")
    imported = read(medicines(sent, written=WRITTEN))
    medicine = only(imported, Medication)
    assert (medicine.state, str(medicine.stopped_on)) == (state, stopped)
    assert str(only(imported, DosePhase).until_on) == f"{end[:4]}-{end[4:6]}-{end[6:]}"


def test_times_that_stand_in_one_are_each_understood() -> None:
    times = (
        '<effectiveTime xsi:type="SXPR_TS"><comp xsi:type="IVL_TS"><low value="20260107"/></comp>'
        '<comp xsi:type="PIVL_TS" operator="I"><period value="28" unit="d"/></comp></effectiveTime>'
    )
    dose = only(read(medicines(administration(more=times + DOSE))), DosePhase)
    assert (str(dose.from_on), dose.schedule.value, dose.every) == ("2026-01-07", "every days", 28)


def test_how_often_at_most_is_kept_of_what_is_taken_as_needed() -> None:
    more = (
        '<effectiveTime xsi:type="PIVL_TS" operator="A"><period value="6" unit="h"/></effectiveTime>'
        + DOSE
        + '<precondition><criterion><value xsi:type="CD" displayName="pain"/></criterion></precondition>'
    )
    dose = only(read(medicines(administration(more=more))), DosePhase)
    assert (dose.schedule.value, dose.instructions) == ("as needed", "/ 6 h; pain")


def test_one_column_may_hold_both_ends() -> None:
    text = table(
        "Medication|Instructions|Effective Dates (start - stop)|Status",
        "Octreotide 30 mg|every 28 days|Jan-07-2026 - |Active",
        "Omeprazole 20 mg|daily|Jan-07-2025 - Feb-07-2025|No Longer Active",
    )
    found = [
        (each.name, str(each.started_on), str(each.stopped_on))
        for each in records(read(medicines(text=text)), Medication)
    ]
    assert found == [("Octreotide 30 mg", "2026-01-07", "None"), ("Omeprazole 20 mg", "2025-01-07", "2025-02-07")]


@pytest.mark.parametrize(
    "words", ["Patient takes no medications.", "No known medications", "Currently taking no medicines"]
)
def test_words_for_no_medicine_are_nothing_to_name(words: str) -> None:
    imported = read(medicines(text=f"<paragraph>{words}</paragraph>"))
    assert (imported.findings, imported.not_taken) == ((), ())


@pytest.mark.parametrize(
    "words", ["Patient has no known allergies.", "No known active allergies", "NKDA", "No known drug allergies"]
)
def test_words_for_no_known_allergy_are_that_statement(words: str) -> None:
    imported = read(document(section(code="48765-2", title="Allergies", text=f"<paragraph>{words}</paragraph>")))
    assert only(imported, Allergy).statement is AllergyStatement.NONE_KNOWN


def test_that_no_allergy_is_on_file_does_not_say_that_none_is_known() -> None:
    text = "<paragraph>No allergies on file</paragraph>"
    assert not read(document(section(code="48765-2", title="Allergies", text=text))).findings


def test_an_illness_of_the_past_is_no_medicine() -> None:
    text = table("Name|Date|Status", "Asthma|2010|Active")
    past = section(code="11348-0", title="Past medical history", text=text).replace(
        "<section>", '<section><templateId root="2.16.840.1.113883.10.20.22.2.20"/>'
    )
    assert not read(document(past)).findings


@pytest.mark.parametrize(
    ("realm", "number", "high"), [('<realmCode code="US"/>', "1234", "1200"), ("", "None", "None")]
)
def test_a_comma_parts_thousands_where_the_document_is_american(realm: str, number: str, high: str) -> None:
    sent = observation('<value xsi:type="ST">1,234 ng/mL</value>', more=limits("<text>0 - 1,200</text>"))
    content = document(section(organizer(sent))).replace("<recordTarget>", f"{realm}<recordTarget>")
    result = only(read(content), Result)
    assert (result.value_text, str(result.value), result.unit) == ("1,234 ng/mL", number, "ng/mL")
    assert (result.range_text, str(result.range_high)) == ("0 - 1,200", high)


def test_the_parts_of_a_laboratorys_own_report_are_results() -> None:
    act = (
        '<act classCode="ACT" moodCode="EVN"><entryRelationship>'
        + organizer(observation())
        + "</entryRelationship></act>"
    )
    chemistry = section(act, code="18719-5", title="Klinische Chemie")
    assert only(read(document(chemistry)), Result).value_text == "93"

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from hoofbeat.domain.medicines import PlanRule
from hoofbeat.domain.records import (
    AllergyStatement,
    MedicineState,
    MedicineUse,
    Progress,
    TumorTopic,
)
from hoofbeat.domain.sheet_making import SheetChoice, SheetMaterial, make_visit_sheet
from hoofbeat.domain.sheets.kinds import Section
from hoofbeat.domain.visit_sheet import AllergyKnowledge, VisitSheet
from tests.made_up import (
    allergy,
    appointment,
    every_days,
    given,
    laboratory,
    medication,
    own_test,
    person,
    question,
    result,
    sample,
    team_member,
    tumor_fact,
)
from tests.reports.journey import FIRST_PAGES

TODAY = date(2026, 3, 3)
VISIT = appointment("2026-03-04T10:30", with_whom="Dr Lee", since_last_visit="Tired in the mornings.")
LAST = appointment("2026-01-12", with_whom="Dr Lee")


class Tests:
    """A catalogue of two tests."""

    def ucum_of(self, test: str, unit: str, /) -> str | None:
        return None

    def name_of(self, test: str) -> str:
        return {"chromogranin_a": "Chromogranin A", "glucose": "Glucose"}.get(test, "")

    def comes_first(self, test: str) -> bool:
        return test == "chromogranin_a"


def make(choice: dict[str, Any] | None = None, **material: Any) -> VisitSheet:
    made = SheetChoice(**{"visit": VISIT, "today": TODAY, **(choice or {})})
    return make_visit_sheet(SheetMaterial(**{"appointments": (LAST, VISIT), **material}), made, Tests())


def test_an_empty_journal_makes_a_sheet() -> None:
    sheet = make_visit_sheet(SheetMaterial(), SheetChoice(visit=None, today=TODAY))
    assert sheet.person is None
    assert sheet.allergy_knowledge is AllergyKnowledge.NOT_RECORDED
    assert [sheet.questions, sheet.tumor, sheet.since_items, sheet.medicines, sheet.results] == [()] * 5


def test_questions_are_those_of_the_visit_by_rank() -> None:
    second, first = question("b", VISIT, rank=2), question("a", VISIT, rank=1)
    last = question("c", VISIT)
    assert make(questions=(last, second, first, question("other"))).questions == (first, second, last)


def test_without_a_visit_loose_questions_not_yet_asked_are_on_the_sheet() -> None:
    loose = question("loose")
    sheet = make({"visit": None}, questions=(loose, question("asked", is_asked=True), question("tied", VISIT)))
    assert sheet.questions == (loose,)


@pytest.mark.parametrize(
    ("rows", "expected"),
    [
        ((), AllergyKnowledge.NOT_RECORDED),
        ((allergy("", statement=AllergyStatement.NONE_KNOWN),), AllergyKnowledge.NONE_KNOWN),
        ((allergy("", statement=AllergyStatement.NONE_KNOWN), allergy()), AllergyKnowledge.LISTED),
        ((allergy(is_sensitive=True),), AllergyKnowledge.LEFT_OUT),
        ((allergy("", statement=AllergyStatement.NONE_KNOWN), allergy(is_sensitive=True)), AllergyKnowledge.LEFT_OUT),
    ],
)
def test_none_known_is_never_said_for_what_is_unknown_or_left_out(
    rows: tuple[Any, ...], expected: AllergyKnowledge
) -> None:
    assert make(allergies=rows).allergy_knowledge is expected


def test_do_not_give_stands_before_allergies() -> None:
    rows = (allergy("Penicillin"), allergy("Contrast", statement=AllergyStatement.DO_NOT_GIVE))
    assert [each.substance for each in make(allergies=rows).allergies] == ["Contrast", "Penicillin"]


def test_my_tumor_has_every_topic_once_something_is_known() -> None:
    fact = tumor_fact(TumorTopic.GRADE, "2")
    lines = make(tumor_facts=(fact,)).tumor
    assert len(lines) == 8
    assert [line.fact for line in lines if line.fact] == [fact]


def test_a_topic_that_is_left_out_is_not_called_unrecorded() -> None:
    facts = (tumor_fact(TumorTopic.GRADE, "2"), tumor_fact(TumorTopic.GENETICS, "MEN1", is_sensitive=True))
    sheet = make(tumor_facts=facts)
    assert TumorTopic.GENETICS not in [line.topic for line in sheet.tumor]
    assert Section.TUMOR in sheet.partly_left_out


def test_medicines_put_injections_first_and_planned_ones_last() -> None:
    tablet, planned = medication("Tablet"), medication("Planned", state=MedicineState.PLANNED)
    injection = medication("Injection", use=MedicineUse.INJECTION)
    gone = medication("Gone", state=MedicineState.STOPPED)
    rows = make(medications=(planned, tablet, gone, injection)).medicines
    assert [row.medication.name for row in rows] == ["Injection", "Tablet", "Planned"]


def test_an_injection_has_the_last_one_the_days_since_and_the_next() -> None:
    medicine = medication(use=MedicineUse.INJECTION)
    doses = (given("2026-01-09", medicine), given("2026-02-06", medicine))
    (row,) = make(medications=(medicine,), phases=(every_days(28, medicine),), given=doses).medicines
    assert row.last_given == doses[1]
    assert row.days_since == 25
    assert row.plan is not None
    assert row.plan.rule is PlanRule.FROM_LAST_GIVEN
    assert row.plan.dates[0] == date(2026, 3, 6)


def test_a_medicine_changed_since_the_last_visit_is_marked() -> None:
    old, new = medication("Old", started_on="2024-01-01"), medication("New", started_on="2026-02-01")
    rows = make(medications=(old, new)).medicines
    assert {row.medication.name: row.is_changed for row in rows} == {"Old": False, "New": True}


def test_results_put_markers_first_then_the_newest() -> None:
    old, new, other = sample("2025-11-01"), sample("2026-02-24"), own_test("Marker X")
    rows = (result(old), result(new, "glucose"), result(old, own=other))
    sheet = make(samples=(old, new), results=rows, own_tests=(other,))
    assert [row.test_name for row in sheet.results] == ["Chromogranin A", "Glucose", "Marker X"]


def test_results_of_one_sample_stand_in_the_same_order_however_they_were_read() -> None:
    taken, other = sample("2026-02-24"), own_test("Alpha")
    rows = (result(taken, own=other), result(taken, "glucose"), result(taken))
    for order in (rows, rows[::-1]):
        sheet = make(samples=(taken,), results=order, own_tests=(other,))
        assert [row.test_name for row in sheet.results] == ["Chromogranin A", "Alpha", "Glucose"]


def test_a_result_knows_the_days_from_the_last_injection_to_the_sample() -> None:
    medicine, taken = medication(use=MedicineUse.INJECTION), sample("2026-02-24")
    doses = (given("2026-02-06", medicine), given("2026-03-01", medicine))
    material: dict[str, Any] = {
        "medications": (medicine,),
        "given": doses,
        "samples": (taken,),
        "results": (result(taken),),
    }
    (row,) = make(**material).results
    assert row.injection is not None
    assert row.injection.days == 18
    (row,) = make({"left_out": {Section.MEDICINES}}, **material).results
    assert row.injection is None


def test_awaited_results_are_gathered_by_sample() -> None:
    lab = laboratory("City Lab", phone="555 0100")
    waiting, empty, back = sample("2026-03-01", lab), sample("2026-02-01", state=Progress.AWAITED), sample("2026-02-24")
    rows = (result(waiting, state=Progress.AWAITED), result(waiting, "glucose"), result(back))
    found = make(samples=(waiting, empty, back), results=rows, laboratories=(lab,)).awaited
    assert [(row.sample, row.test_names) for row in found] == [(empty, ()), (waiting, ("Chromogranin A",))]
    assert found[1].laboratory == lab


def test_the_day_since_when_may_be_chosen() -> None:
    sheet = make({"since": date(2025, 6, 1)}, medications=(medication(started_on="2025-07-01"),))
    assert sheet.since == date(2025, 6, 1)
    assert sheet.last_visit is None
    assert len(sheet.since_items) == 1


def test_a_visit_marked_as_sensitive_does_not_tell_its_date() -> None:
    hidden = LAST.replaced(is_sensitive=True)
    sheet = make(appointments=(hidden, VISIT))
    assert sheet.last_visit is None
    assert sheet.since is None
    assert make({"included": {LAST.id}}, appointments=(hidden, VISIT)).last_visit == hidden


CANARY = "canary"


def everything() -> SheetMaterial:
    """Material in which every text of every section is the canary."""
    lab, own, medicine = laboratory(CANARY), own_test(CANARY), medication(CANARY, started_on="2026-02-01")
    taken = sample("2026-02-24", lab, specimen=CANARY)
    return SheetMaterial(
        person=person("Maria", alerts=CANARY, identifiers=CANARY, contacts=CANARY),
        appointments=(LAST, VISIT.replaced(since_last_visit=CANARY)),
        questions=(question(CANARY, VISIT),),
        allergies=(allergy(CANARY),),
        tumor_facts=(tumor_fact(TumorTopic.SITE, CANARY),),
        medications=(medicine,),
        phases=(every_days(28, medicine, instructions=CANARY),),
        given=(given("2026-02-06", medicine, site=CANARY),),
        samples=(taken,),
        results=(result(taken, own=own, method=CANARY), result(taken, own=own, state=Progress.AWAITED)),
        own_tests=(own,),
        laboratories=(lab,),
        team=(team_member(CANARY, phones="1"),),
    )


def test_what_is_left_out_is_not_in_the_data_at_all() -> None:
    material = everything()
    visit = material.appointments[1]
    sheet = make_visit_sheet(material, SheetChoice(visit=visit, today=TODAY, left_out=frozenset(Section)))
    assert CANARY not in repr(sheet)
    assert sheet.left_out == FIRST_PAGES


def test_what_is_sensitive_is_not_in_the_data_unless_chosen() -> None:
    material = everything()
    lists = ("questions", "allergies", "tumor_facts", "medications", "samples", "team")
    changes: dict[str, Any] = {
        name: tuple(row.replaced(is_sensitive=True) for row in getattr(material, name)) for name in lists
    }
    marked = replace(material, person=person("Maria"), **changes)
    choice = SheetChoice(visit=VISIT, today=TODAY)
    sheet = make_visit_sheet(marked, choice)
    assert CANARY not in repr(sheet)
    kept_out = set(sheet.partly_left_out)
    assert kept_out == set(FIRST_PAGES) - {Section.SINCE}
    ids = {row.id for name in lists for row in getattr(marked, name)}
    assert CANARY in repr(make_visit_sheet(marked, replace(choice, included=ids)))

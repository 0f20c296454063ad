"""Bringing a file in: what is new comes once, as one change that goes back without a trace."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from hoofbeat.domain.changes import Act
from hoofbeat.domain.progress import Progress
from hoofbeat.domain.records import (
    Kind,
    Result,
)
from hoofbeat.domain.values import PartialDate
from hoofbeat.services import history, importing, journals, lines
from hoofbeat.services import records as records_service
from hoofbeat.services.journals import Journal
from tests.exchange.fhir.bundles import SAMPLES, medication_request, observation
from tests.made_up import appointment, laboratory, medication, own_test, sample
from tests.services.bringing_in import CATALOGUE, all_of, bring_in, counts, dump, planned, written

JOE = {"resourceType": "Patient", "id": "joe", "name": [{"text": "Joe Gomez"}], "birthDate": "1990-01-01"}


@pytest.fixture
def journal(tmp_path: Path) -> Iterator[Journal]:
    journal = journals.create(path=tmp_path / "j.hoofbeat", name="Maria Gomez")
    yield journal
    journal.close()


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path


def test_a_file_comes_in_as_one_change_that_says_what_it_was(journal: Journal, folder: Path) -> None:
    path = written(folder, observation(performer=[{"display": "City Lab"}]), medication_request())
    change = importing.commit(journal, plan=planned(journal, path), catalogue=CATALOGUE, author="Ana")
    assert change is not None
    assert (change.description.act, change.description.subject) == (Act.IMPORT, "record.json")
    assert (change.description.count, change.author) == (4, "Ana")
    assert change.touched == {Kind.LABORATORIES, Kind.SAMPLES, Kind.RESULTS, Kind.MEDICINES, Kind.DOSES}
    (result,) = all_of(journal, Kind.RESULTS)
    assert (result.catalogue_test, result.value_text, result.source) == (
        "chromogranin_a",
        "93",
        "imported from record.json",
    )


def test_undo_takes_the_whole_import_back_and_redo_brings_it_again(journal: Journal, folder: Path) -> None:
    before = dump(journal)
    bring_in(journal, written(folder, observation(), medication_request(), observation("Own", "1-8", id="b")))
    after = dump(journal)
    assert history.undo(journal).kept == ()
    assert dump(journal) == before
    history.redo(journal)
    assert dump(journal) == after


def test_the_same_file_again_adds_nothing_and_leaves_no_change(journal: Journal, folder: Path) -> None:
    path = written(folder, observation(), medication_request(), observation("Own", "1-8", id="b"))
    bring_in(journal, path)
    after, changes = dump(journal), history.newest_change_id(journal)
    plan = planned(journal, path)
    summary = importing.summary_of(plan)
    assert importing.commit(journal, plan=plan, catalogue=CATALOGUE) is None
    assert counts(summary.added) == {}
    assert (
        counts(summary.found)
        == counts(summary.already_there)
        == {"samples": 1, "results": 2, "medicines": 1, "doses": 1}
    )
    assert dump(journal) == after
    assert history.newest_change_id(journal) == changes


def test_a_newer_download_adds_only_what_is_new_to_the_sample_that_is_there(journal: Journal, folder: Path) -> None:
    first = observation("Own", "1-8", performer=[{"display": "City Lab"}])
    bring_in(journal, written(folder, first))
    second = {**first, "id": "later", "valueQuantity": {"value": 94, "unit": "ng/mL"}}
    assert bring_in(journal, written(folder, first, second, name="newer.json")) == {"results": 1}
    assert [len(all_of(journal, kind)) for kind in (Kind.LABORATORIES, Kind.OWN_TESTS, Kind.SAMPLES, Kind.RESULTS)] == [
        1,
        1,
        1,
        2,
    ]


def test_a_record_that_was_deleted_comes_again(journal: Journal, folder: Path) -> None:
    path = written(folder, observation(), observation("Sodium", "2951-2", id="b"))
    bring_in(journal, path)
    (gone,) = (each for each in all_of(journal, Kind.RESULTS) if each.catalogue_test == "sodium")
    records_service.remove(journal, kind=Kind.RESULTS, record_id=gone.id)
    assert bring_in(journal, path) == {"results": 1}


def test_after_an_undo_the_file_comes_again(journal: Journal, folder: Path) -> None:
    path = written(folder, observation())
    bring_in(journal, path)
    history.undo(journal)
    assert bring_in(journal, path) == {"samples": 1, "results": 1}


def test_what_a_file_says_twice_comes_once_and_is_called_repeated(journal: Journal, folder: Path) -> None:
    path = written(folder, observation(), observation(id="again"), medication_request(), medication_request(id="b"))
    plan = planned(journal, path)
    summary = importing.summary_of(plan)
    assert counts(summary.added) == {"samples": 1, "results": 1, "medicines": 1, "doses": 1}
    assert counts(summary.already_there) == {"results": 1, "medicines": 1, "doses": 1}
    repeated = [each for each in plan.planned if each.is_repeated]
    assert {each.kind for each in repeated} == {Kind.RESULTS, Kind.MEDICINES, Kind.DOSES}


def test_the_same_medicine_as_request_and_statement_comes_once(journal: Journal, folder: Path) -> None:
    statement = {**medication_request(), "resourceType": "MedicationStatement"}
    del statement["authoredOn"]
    assert bring_in(journal, written(folder, medication_request(), statement)) == {"medicines": 1, "doses": 1}


def test_two_people_may_share_a_fact_and_it_is_still_two_facts(journal: Journal, folder: Path) -> None:
    path = written(folder, JOE, medication_request(), medication_request(id="b", subject={"reference": "Patient/joe"}))
    assert bring_in(journal, path) == {"medicines": 2, "doses": 2}
    assert bring_in(journal, path) == {}


def test_only_the_records_of_the_chosen_people_are_taken(journal: Journal, folder: Path) -> None:
    lab = [{"display": "City Lab"}]
    of_joe = observation(id="b", subject={"reference": "Patient/joe"}, performer=lab)
    path = written(folder, JOE, of_joe, observation(performer=lab, effectiveDateTime="2026"), medication_request())
    plan = planned(journal, path, frozenset({1}))
    assert [each.name for each in plan.file.people] == ["Joe Gomez", "Maria Gomez"]
    importing.commit(journal, plan=plan, catalogue=CATALOGUE)
    summary = importing.summary_of(plan)
    assert (counts(summary.found)["results"], counts(summary.added)["results"]) == (2, 1)
    assert [len(all_of(journal, kind)) for kind in (Kind.LABORATORIES, Kind.RESULTS, Kind.MEDICINES)] == [1, 1, 1]
    (taken,) = all_of(journal, Kind.SAMPLES)
    assert str(taken.taken_on) == "2026"
    assert taken.laboratory == all_of(journal, Kind.LABORATORIES)[0].id


def test_people_are_told_only_when_there_are_several(journal: Journal, folder: Path) -> None:
    assert importing.summary_of(planned(journal, written(folder, observation()))).people == ()
    of_joe = observation(id="b", subject={"reference": "Patient/joe"})
    several = importing.summary_of(planned(journal, written(folder, JOE, observation(), of_joe)))
    assert [each.name for each in several.people] == ["Maria Gomez", "Joe Gomez"]


@pytest.mark.parametrize(
    ("name", "born", "expected"),
    [
        ("Maria Gomez", None, None),
        ("gomez, maria", "1958-05-02", None),
        ("Maria Teresa Gomez", "1958", None),
        ("", None, None),
        ("Ana Gomez", None, (True, False)),
        ("Maria Gomez", "1959-05-02", (False, True)),
        ("Joe Doe", "1959", (True, True)),
    ],
)
def test_another_name_or_birth_date_is_told(
    journal: Journal, folder: Path, name: str, born: str | None, expected: tuple[bool, bool] | None
) -> None:
    (person,) = all_of(journal, Kind.PEOPLE)
    changed = person.replaced(name=name, born_on=None if born is None else PartialDate.parse(born))
    records_service.correct(journal, record=changed)
    differences = planned(journal, written(folder, observation())).differences
    found = [(each.has_other_name, each.has_other_birth_date) for each in differences]
    assert found == ([] if expected is None else [expected])


def test_a_laboratory_and_an_own_test_that_are_there_are_used(journal: Journal, folder: Path) -> None:
    lab, test = laboratory("city  lab"), own_test("Ferritin")
    for record in (lab, test):
        records_service.add(journal, record=record)
    path = written(folder, observation("FERRITIN", "2276-4", performer=[{"display": "City Lab"}]))
    bring_in(journal, path)
    (result,), (taken,) = all_of(journal, Kind.RESULTS), all_of(journal, Kind.SAMPLES)
    assert (result.own_test, taken.laboratory) == (test.id, lab.id)


@pytest.mark.parametrize(
    ("code", "specimen", "test_id"),
    [
        ({"coding": [{"system": "http://loinc.org", "code": "2333-3"}], "text": "GAST"}, None, "gastrin"),
        ({"text": "Chromogranin a"}, None, "chromogranin_a"),
        ({"text": "CgA"}, "Serum", "chromogranin_a"),
        ({"coding": [{"system": "urn:local", "code": "77", "display": "Sodium"}]}, None, "sodium"),
        # A LOINC number that the catalogue does not have is another test, whatever its name.
        ({"coding": [{"system": "http://loinc.org", "code": "5792-7"}], "text": "Glucose"}, None, ""),
        # A name alone does not say enough of another material than blood.
        ({"text": "Sodium"}, "Urine", ""),
        ({"text": "Stool sodium"}, "Stool", "stool_sodium"),
        # The number says sodium and the name potassium: one of them is wrong.
        ({"coding": [{"system": "http://loinc.org", "code": "2951-2"}], "text": "Potassium"}, None, ""),
        ({"coding": [{"system": "http://loinc.org", "code": "20448-7"}], "text": "Proinsulin"}, None, ""),
        ({"coding": [{"system": "http://loinc.org", "code": "1558-6"}], "text": "Glucose"}, None, "glucose_fasting"),
        ({"text": "Ferritin"}, None, ""),
    ],
)
def test_a_result_is_matched_to_the_catalogue_only_without_doubt(
    journal: Journal, folder: Path, code: dict[str, Any], specimen: str | None, test_id: str
) -> None:
    bring_in(journal, written(folder, observation(code=code, specimen=specimen and {"display": specimen})))
    (result,) = all_of(journal, Kind.RESULTS)
    assert result.catalogue_test == test_id
    assert (result.own_test is None) == bool(test_id)
    if not test_id:
        (own,) = all_of(journal, Kind.OWN_TESTS)
        assert own.name == (code.get("text") or code["coding"][0]["display"])


def test_a_result_of_a_dynamic_test_knows_its_minute(journal: Journal, folder: Path) -> None:
    bring_in(journal, written(folder, observation("Gastrin 15 min", "1485-2")))
    (result,) = all_of(journal, Kind.RESULTS)
    assert (result.catalogue_test, result.minute) == ("gastrin_secretin", 15)


def test_what_was_typed_by_hand_is_recognised(journal: Journal, folder: Path) -> None:
    taken = sample("2026-02-03")
    typed = Result(id="r", sample=taken.id, catalogue_test="chromogranin_a", value_text="93", unit="ng/ml")  # type: ignore[arg-type]  # any id
    visit = appointment("2026-03-04T10:30")
    for record in (taken, typed, visit, medication("Lanreotide 120 mg")):
        records_service.add(journal, record=record)
    encounter = {
        "resourceType": "Encounter",
        "status": "planned",
        "subject": {"reference": "Patient/maria"},
        "period": {"start": "2026-03-04T10:30:00+01:00"},
    }
    path = written(folder, observation(), medication_request(authoredOn=None), encounter)
    assert bring_in(journal, path) == {}


def test_a_record_that_is_there_and_says_more_or_less_is_told_to_differ(journal: Journal, folder: Path) -> None:
    bring_in(journal, written(folder, medication_request(), observation()))
    flagged = observation(interpretation=[{"coding": [{"code": "H"}]}], status="corrected")
    plan = planned(journal, written(folder, medication_request(status="stopped"), flagged))
    differs = {each.kind: each.differs for each in plan.planned if each.differs}
    assert differs == {Kind.MEDICINES: ("state",), Kind.RESULTS: ("report_state", "flag")}


def test_a_record_that_may_not_be_saved_is_named_and_takes_its_dose_along(journal: Journal, folder: Path) -> None:
    plan = planned(journal, written(folder, medication_request(medicationCodeableConcept={"text": "x" * 1001})))
    assert [(each.why.code, each.why.data) for each in plan.not_taken] == [("not valid", {"field": "name"})]
    assert plan.new_records == []


def test_a_journal_that_changed_since_the_preview_is_compared_anew(journal: Journal, folder: Path) -> None:
    path = written(folder, observation(), medication_request())
    first, second = planned(journal, path), planned(journal, path)
    assert importing.commit(journal, plan=first, catalogue=CATALOGUE) is not None
    assert importing.commit(journal, plan=second, catalogue=CATALOGUE) is None
    assert len(all_of(journal, Kind.RESULTS)) == 1


def test_a_preview_changes_nothing(journal: Journal, folder: Path) -> None:
    before = dump(journal)
    planned(journal, written(folder, observation()))
    assert dump(journal) == before


def test_saving_that_is_stopped_leaves_nothing_behind(journal: Journal, folder: Path) -> None:
    path = written(folder, *(observation(id=f"o{place}", effectiveDateTime=f"20{place:02}") for place in range(10, 90)))
    before, newest = dump(journal), history.newest_change_id(journal)
    saving = importing.committing(journal, plan=planned(journal, path), catalogue=CATALOGUE)
    assert isinstance(next(saving), Progress)
    saving.close()
    assert dump(journal) == before
    assert history.newest_change_id(journal) == newest
    assert sum(bring_in(journal, path).values()) == 160


@pytest.mark.skipif(not SAMPLES.is_dir(), reason="the shared sample files are not beside the project")
def test_the_five_real_files_come_in_once_and_go_back_without_a_trace(journal: Journal) -> None:
    before = dump(journal)
    added = {path.name.split("_")[0]: bring_in(journal, path) for path in sorted(SAMPLES.glob("*.json"))}
    assert added == {
        "AT": {"samples": 5, "results": 56, "medicines": 4, "doses": 4, "allergies": 1},
        "Angelic": {"appointments": 19, "samples": 11, "results": 58, "medicines": 12, "doses": 12},
        "IPS": {"samples": 4, "results": 6, "medicines": 2, "doses": 2, "allergies": 2},
        "Marcos": {"appointments": 9, "samples": 10, "results": 58, "medicines": 4, "doses": 4, "allergies": 7},
        "SmartCompartmentResources.json": {
            "appointments": 2,
            "samples": 1,
            "results": 1,
            "medicines": 2,
            "allergies": 1,
        },
    }
    assert [bring_in(journal, path) for path in sorted(SAMPLES.glob("*.json"))] == [{}] * 5
    for _ in added:
        assert history.undo(journal).kept == ()
    assert dump(journal) == before


@pytest.mark.skipif(not SAMPLES.is_dir(), reason="the shared sample files are not beside the project")
def test_the_analytes_of_the_catalogue_are_known_in_the_real_files(journal: Journal) -> None:
    for path in SAMPLES.glob("*.json"):
        bring_in(journal, path)
    known = {each.catalogue_test for each in all_of(journal, Kind.RESULTS)}
    assert known > {
        *("glucose", "potassium", "creatinine", "sodium", "calcium", "hemoglobin", "leukocytes", "platelets"),
        *("hba1c", "alt", "ast", "alp", "bilirubin_total", "egfr", "vitamin_b12", "albumin"),
    }


def test_a_number_that_nothing_measures_leaves_the_results_readable(journal: Journal, folder: Path) -> None:
    ranged = observation(
        id="b", effectiveDateTime="2026", referenceRange=[{"low": {"value": 1}, "high": {"value": 1e150}}]
    )
    bring_in(journal, written(folder, observation(valueQuantity=None, valueString="5E101"), ranged))
    first, second = sorted(all_of(journal, Kind.RESULTS), key=lambda each: each.value_text)
    assert (first.value_text, first.value) == ("5E101", None)
    assert (second.range_low, second.range_high, second.range_text) == (None, None, "1 - 1e+150")
    assert bring_in(journal, folder / "record.json") == {}


def test_the_digits_of_small_limits_come_in_as_sent(journal: Journal, folder: Path) -> None:
    limits = {"low": {"value": "0.00000010"}, "high": {"value": 5e-07}}
    bring_in(journal, written(folder, observation(referenceRange=[limits])))
    (line,) = lines.listing(journal, kind=Kind.RESULTS, catalogue=CATALOGUE)
    assert (line["range_low"], line["range_high"]) == ("0.00000010", "0.0000005")
    assert line["range_text"] == "0.00000010 - 5e-07"


def with_dose(amount: int, **members: Any) -> dict[str, Any]:
    once_a_day = {"repeat": {"frequency": 1, "period": 1, "periodUnit": "d"}}
    dose = {"timing": once_a_day, "doseAndRate": [{"doseQuantity": {"value": amount, "unit": "mg"}}]}
    return medication_request(authoredOn=None, dosageInstruction=[dose], **members)


def test_a_dose_that_the_known_medicine_lacks_comes_in_with_it(journal: Journal, folder: Path) -> None:
    typed = medication("Lanreotide 120 mg")
    records_service.add(journal, record=typed)
    path = written(folder, with_dose(20))
    assert bring_in(journal, path) == {"doses": 1}
    (dose,) = all_of(journal, Kind.DOSES)
    assert (dose.medication, str(dose.amount)) == (typed.id, "20")
    assert bring_in(journal, path) == {}
    history.undo(journal)
    assert (all_of(journal, Kind.DOSES), all_of(journal, Kind.MEDICINES)) == ([], [typed])


def test_a_dose_joins_a_medicine_that_the_same_file_named_without_one(journal: Journal, folder: Path) -> None:
    path = written(folder, with_dose(20) | {"dosageInstruction": []}, with_dose(20, id="b"), with_dose(20, id="c"))
    assert bring_in(journal, path) == {"medicines": 1, "doses": 1}
    assert bring_in(journal, path) == {}


def test_results_of_two_laboratories_that_agree_are_two_results(journal: Journal, folder: Path) -> None:
    labs = [observation(id=name, performer=[{"display": name}]) for name in ("City Lab", "Lake Lab")]
    path = written(folder, *labs)
    assert bring_in(journal, path) == {"samples": 2, "results": 2}
    assert bring_in(journal, path) == {}
    assert bring_in(journal, written(folder, observation())) == {}

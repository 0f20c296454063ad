"""Two names of one laboratory or test are merged after a preview, as one change that Undo takes back; old names still find it."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from hoofbeat import paths
from hoofbeat.domain import records as domain_records
from hoofbeat.domain.errors import RecordNotFoundError
from hoofbeat.domain.records import Kind, Laboratory, OwnTest, Result, Sample
from hoofbeat.reference.catalogue import load_catalogue
from hoofbeat.services import entry, history, importing
from hoofbeat.services.journals import Journal
from hoofbeat.services.labs import before_entry, names, notes, overview
from tests import made_up

CATALOGUE = load_catalogue(paths.resource("catalogue", "lab_tests.json"))
TODAY = date(2026, 3, 3)


def fill(journal: Journal, *records: Any) -> None:
    from hoofbeat.domain.changes import Act, Description

    with journal.change() as work:
        work.add(*records)
        work.commit(Description(Act.ADD))


def all_of(journal: Journal, record_type: type[Any]) -> list[Any]:
    with journal.reading() as stored:
        return list(stored.list(record_type))


def two_laboratories() -> tuple[Laboratory, Laboratory, list[Any]]:
    city, same = made_up.laboratory("City Lab"), made_up.laboratory("CITY LABORATORY 01", phone="555 0150")
    one, two, three = (
        made_up.sample("2026-01-10", city),
        made_up.sample("2026-01-10", same),
        made_up.sample("2026-02-10", same),
    )
    results = [
        made_up.result(one, value="120"),
        made_up.result(two, value="120"),
        made_up.result(three, value="130"),
        made_up.result(three, "gastrin", "90", "pg/mL"),
    ]
    return city, same, [city, same, one, two, three, *results]


def test_the_preview_says_what_moves_which_lines_meet_and_what_is_then_there_twice(journal: Journal) -> None:
    city, same, records = two_laboratories()
    fill(journal, *records)
    preview = names.preview_merge(journal, record=same, into=city.id, catalogue=CATALOGUE)
    assert (preview.gone, preview.kept) == ("CITY LABORATORY 01", "City Lab")
    assert (preview.uses.samples, preview.uses.results) == (2, 3)
    assert (list(preview.shared), preview.twice) == (["Chromogranin A"], 1)
    assert len(all_of(journal, Laboratory)) == 2


def test_merging_laboratories_moves_every_sample_keeps_the_name_and_is_undone_as_one(journal: Journal) -> None:
    city, same, records = two_laboratories()
    fill(journal, *records)
    before = {kind: all_of(journal, kind) for kind in (Laboratory, Sample, Result)}
    names.merge(journal, record=same, into=city.id, catalogue=CATALOGUE)
    (kept,) = all_of(journal, Laboratory)
    assert (kept.id, kept.name, kept.other_names, kept.phone) == (city.id, "City Lab", "CITY LABORATORY 01", "555 0150")
    assert {each.laboratory for each in all_of(journal, Sample)} == {city.id}
    assert len(all_of(journal, Result)) == 4
    history.undo(journal)
    assert {kind: all_of(journal, kind) for kind in before} == before


def bundle(
    folder: Path,
    *,
    laboratory: str,
    code: dict[str, str],
    text: str,
    on: str = "2026-02-10",
) -> Path:
    observed = {
        "resourceType": "Observation",
        "id": f"o-{on}",
        "status": "final",
        "category": [{"coding": [{"code": "laboratory"}]}],
        "code": {"coding": [code], "text": text},
        "effectiveDateTime": on,
        "performer": [{"display": laboratory}],
        "valueQuantity": {"value": 120, "unit": "ng/mL"},
    }
    path = folder / "bundle.json"
    entries = {"resourceType": "Bundle", "type": "collection", "entry": [{"resource": observed}]}
    path.write_text(json.dumps(entries), encoding="utf-8")
    return path


LOCAL = {"system": "http://hospital.example/codes", "code": "LOC-77", "display": "Selenium in hair"}


def import_file(journal: Journal, path: Path) -> None:
    imported = importing.read(path, catalogue=CATALOGUE)
    plan = importing.plan(journal, imported=imported, catalogue=CATALOGUE, people=None)
    importing.commit(journal, plan=plan, catalogue=CATALOGUE)


def test_a_later_file_with_the_old_name_of_a_laboratory_finds_the_one_that_was_kept(
    journal: Journal, tmp_path: Path
) -> None:
    file = bundle(tmp_path, laboratory="Old Name Lab", code=LOCAL, text="Selenium in hair")
    import_file(journal, file)
    city = made_up.laboratory("City Lab")
    fill(journal, city)
    (old,) = [each for each in all_of(journal, Laboratory) if each.name == "Old Name Lab"]
    names.merge(journal, record=old, into=city.id, catalogue=CATALOGUE)
    import_file(journal, file)
    import_file(
        journal, bundle(tmp_path, laboratory="old name  LAB", code=LOCAL, text="Selenium in hair", on="2026-02-24")
    )
    assert [each.name for each in all_of(journal, Laboratory)] == ["City Lab"]
    assert len(all_of(journal, Result)) == 2
    assert {each.laboratory for each in all_of(journal, Sample)} == {city.id}


@pytest.mark.parametrize("is_in_catalogue", [False, True])
def test_a_later_file_with_the_code_of_a_merged_test_gives_results_of_the_test_that_was_kept(
    journal: Journal, tmp_path: Path, is_in_catalogue: bool
) -> None:
    import_file(journal, bundle(tmp_path, laboratory="City Lab", code=LOCAL, text="Selenium in hair"))
    kept = made_up.own_test("Selenium")
    fill(journal, kept)
    (gone,) = [each for each in all_of(journal, OwnTest) if each.name == "Selenium in hair"]
    into = "gastrin" if is_in_catalogue else str(kept.id)
    names.merge(journal, record=gone, into=into, catalogue=CATALOGUE)
    import_file(journal, bundle(tmp_path, laboratory="City Lab", code=LOCAL, text="Selenium in hair"))
    import_file(journal, bundle(tmp_path, laboratory="City Lab", code=LOCAL, text="Selenium in hair", on="2026-02-24"))
    found = all_of(journal, Result)
    assert len(found) == 2
    assert {each.catalogue_test or each.own_test for each in found} == {into}


def test_a_name_typed_for_a_merged_test_or_laboratory_means_the_one_that_was_kept(journal: Journal) -> None:
    city, same, records = two_laboratories()
    hair = made_up.own_test("Cortisol at eight")
    fill(journal, *records, hair)
    names.merge(journal, record=same, into=city.id, catalogue=CATALOGUE)
    names.merge(journal, record=hair, into="cortisol", catalogue=CATALOGUE)
    texts = {
        "test": "cortisol AT eight",
        "value_text": "12",
        "laboratory": "City laboratory 01",
        "taken_on": "2026-03-01",
    }
    entry.add(journal, kind=Kind.RESULTS, texts=texts, catalogue=CATALOGUE, today=TODAY)
    newest = overview.newest_results(journal, catalogue=CATALOGUE)[0]
    assert (newest.test, newest.laboratory and newest.laboratory.id) == ("cortisol", city.id)
    offered = next(
        each for each in before_entry.list_offered_tests(journal, catalogue=CATALOGUE) if each.name == "Cortisol"
    )
    assert "Cortisol at eight" in offered.synonyms


def test_notes_go_along_with_a_merged_test(journal: Journal) -> None:
    own = made_up.own_test("My gastrin")
    note = notes.new_note(test=own.id, kind=domain_records.TestNoteKind.CARE_TEAM, catalogue=CATALOGUE).replaced(
        text="below 200"
    )
    fill(journal, own, note)
    names.merge(journal, record=own, into="gastrin", catalogue=CATALOGUE)
    (moved,) = all_of(journal, domain_records.TestNote)
    assert (moved.catalogue_test, moved.own_test, moved.text) == ("gastrin", None, "below 200")


def test_tests_merged_one_after_the_other_lead_to_the_last_one(journal: Journal) -> None:
    one, two = made_up.own_test("One"), made_up.own_test("Two")
    fill(journal, one, two)
    names.merge(journal, record=one, into=two.id, catalogue=CATALOGUE)
    listed = names.list_names(journal, catalogue=CATALOGUE)
    assert [(line.record.name, list(line.others)) for line in listed.own_tests] == [("Two", ["One"])]
    names.merge(journal, record=two, into="gastrin", catalogue=CATALOGUE)
    with journal.reading() as stored:
        assert entry.find_test(stored, "one", CATALOGUE) == "gastrin"
    assert names.list_names(journal, catalogue=CATALOGUE).own_tests == []


def test_a_renamed_laboratory_is_still_found_by_its_former_name(journal: Journal) -> None:
    city = made_up.laboratory("City Lab")
    fill(journal, city)
    names.save(journal, record=city.replaced(name="City Laboratory"))
    with journal.reading() as stored:
        assert entry.find_by_name(stored, Kind.LABORATORIES, "city lab").id == city.id
    (renamed,) = all_of(journal, Laboratory)
    assert (renamed.name, renamed.other_names) == ("City Laboratory", "City Lab")


def test_a_test_cannot_be_merged_into_what_is_not_there(journal: Journal) -> None:
    own = made_up.own_test("Own")
    fill(journal, own)
    with pytest.raises(RecordNotFoundError):
        names.merge(journal, record=own, into="no such test", catalogue=CATALOGUE)
    assert all_of(journal, OwnTest) == [own]

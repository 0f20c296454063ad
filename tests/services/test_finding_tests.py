"""A test is found by each of its names, by its laboratories and by what was noted; what changed is found at once."""

from __future__ import annotations

import pytest

from hoofbeat import paths
from hoofbeat.domain import records as kinds
from hoofbeat.reference.catalogue import load_catalogue
from hoofbeat.services import records
from hoofbeat.services.journals import Journal
from hoofbeat.services.labs import names, notes
from hoofbeat.services.labs import search as finding
from tests import made_up

CATALOGUE = load_catalogue(paths.resource("catalogue", "lab_tests.json"))


@pytest.fixture
def search() -> finding.TestSearch:
    return finding.TestSearch(CATALOGUE)


def found(search: finding.TestSearch, journal: Journal, words: str) -> list[str]:
    return [line.name for line in search.find(journal, words)]


def test_any_name_laboratory_or_note_finds_a_test(journal: Journal, search: finding.TestSearch) -> None:
    city, river = made_up.laboratory("City Lab"), made_up.laboratory("Riverside Lab", other_names="RVS")
    own = made_up.own_test("Selenium in hair")
    new, old = made_up.sample("2026-02-24", city), made_up.sample("2020-02-24", river)
    for record in (
        made_up.result(new, note="told on the Phone"),
        made_up.result(old),
        made_up.result(new, "glucose", "95", "mg/dL"),
        made_up.result(old, own=own),
    ):
        missing = [each for each in (city, river, own, new, old) if not exists(journal, each)]
        records.add(journal, record=record, along_with=missing)
    note = notes.new_note(test="glucose", kind=kinds.TestNoteKind.PREPARATION, catalogue=CATALOGUE)
    notes.save_note(journal, note=note.replaced(text="Nothing but water"), test_name="Glucose")
    assert sorted(found(search, journal, "")) == ["Chromogranin A", "Glucose", "Selenium in hair"]
    assert found(search, journal, "cga") == ["Chromogranin A"]
    assert sorted(found(search, journal, "rvs")) == ["Chromogranin A", "Selenium in hair"]
    assert found(search, journal, "phone riverside") == ["Chromogranin A"]
    assert found(search, journal, "WATER") == ["Glucose"]
    assert found(search, journal, "xyzzy") == []
    names.merge(journal, record=own, into="gastrin", catalogue=CATALOGUE)
    assert found(search, journal, "selenium") == ["Gastrin"]


def exists(journal: Journal, record: kinds.Record) -> bool:
    with journal.reading() as stored:
        return stored.find(type(record), record.id) is not None

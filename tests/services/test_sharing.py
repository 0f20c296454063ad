"""The log of what was handed out."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from hoofbeat.domain.catalogue import Catalogue
from hoofbeat.domain.records import Handing
from hoofbeat.domain.sheets.kinds import Section
from hoofbeat.domain.sheets.request import SheetRequest
from hoofbeat.reference.catalogue import load_catalogue
from hoofbeat.services import history, journals, sample
from hoofbeat.services.journals import Journal
from hoofbeat.services.sheets.making import MadeSheet, make_sheet
from hoofbeat.services.sheets.sharing import list_people, list_shared, log_sharing

RESOURCES = Path(__file__).resolve().parents[2] / "resources"
TODAY = date(2026, 3, 3)
MADE_AT = datetime(2026, 3, 3, 9, 12, tzinfo=UTC)


@pytest.fixture(scope="module")
def catalogue() -> Catalogue:
    return load_catalogue(RESOURCES / "catalogue" / "lab_tests.json")


@pytest.fixture
def journal(tmp_path: Path) -> Iterator[Journal]:
    made = journals.create(path=tmp_path / "journal.hoofbeat", name="Maria Gomez")
    sample.fill(made, today=TODAY)
    yield made
    made.close()


def visit_sheet(journal: Journal, catalogue: Catalogue, for_whom: str) -> MadeSheet:
    request = SheetRequest(left_out=frozenset({Section.TUMOR}), for_whom=for_whom)
    return make_sheet(journal, request, catalogue=catalogue, today=TODAY, made_at=MADE_AT)


def test_it_says_when_what_how_for_whom_and_what_was_on_it(journal: Journal, catalogue: Catalogue) -> None:
    made = visit_sheet(journal, catalogue, "Dr Lee")
    log_sharing(journal, made=made, handing=Handing.SAVED, at=MADE_AT, file_name="visit-2026-03-04.pdf")
    (shared,) = list_shared(journal)
    assert (shared.sheet, shared.for_whom, shared.handing) == ("Visit sheet", "Dr Lee", Handing.SAVED)
    assert str(shared.shared_at) == "2026-03-03T09:12"
    assert "medicines (5)" in shared.sections.splitlines()
    assert shared.left_out == "my tumor"
    assert made.data is not None
    assert made.data.visit is not None
    assert shared.appointment == made.data.visit.id


def test_it_is_one_change_that_can_be_undone_and_says_nothing_new_of_the_record(
    journal: Journal, catalogue: Catalogue
) -> None:
    made = visit_sheet(journal, catalogue, "Dr Lee")
    log_sharing(journal, made=made, handing=Handing.PRINTED, at=MADE_AT)
    assert visit_sheet(journal, catalogue, "Dr Lee").content == made.content
    history.undo(journal)
    assert list_shared(journal) == []


def test_those_who_have_a_sheet_are_offered_before_the_care_team(journal: Journal, catalogue: Catalogue) -> None:
    made = visit_sheet(journal, catalogue, "Aunt Rosa")
    log_sharing(journal, made=made, handing=Handing.COPIED, at=MADE_AT)
    people = list_people(journal)
    assert people[0] == "Aunt Rosa"
    assert "Dr Lee" in people

from __future__ import annotations

from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import pytest

from hoofbeat.domain.changes import Act, Description
from hoofbeat.domain.records import Progress, Record
from hoofbeat.domain.sheets.kinds import Section
from hoofbeat.domain.sheets.request import SheetRequest
from hoofbeat.domain.visit_sheet import VisitSheet
from hoofbeat.reference.catalogue import load_catalogue
from hoofbeat.services import choices, history, journals, records, sample
from hoofbeat.services.journals import Journal
from hoofbeat.services.sheets.kept_reading import KeptReading
from hoofbeat.services.sheets.making import make_sheet
from hoofbeat.store import sheet_material
from tests import made_up

CATALOGUE = load_catalogue(Path(__file__).resolve().parents[2] / "resources" / "catalogue" / "lab_tests.json")
TODAY = date(2026, 3, 3)
MADE_AT = datetime(2026, 3, 3, 9, 12, tzinfo=UTC)


def add(journal: Journal, *added: Record) -> None:
    with journal.change() as work:
        work.add(*added)
        work.commit(Description(Act.ADD))


def visit_sheet(journal: Journal, kept: KeptReading | None = None, **chosen: Any) -> VisitSheet:
    request = SheetRequest(**chosen)
    made = make_sheet(journal, request, catalogue=CATALOGUE, today=TODAY, made_at=MADE_AT, kept=kept)
    assert made.data is not None
    return made.data


@pytest.fixture
def readings(monkeypatch: pytest.MonkeyPatch) -> list[object]:
    """What was read from the journal for sheets, reading by reading."""
    found: list[object] = []
    read = sheet_material.read_material

    def counted(*arguments: Any) -> Any:
        found.append(arguments)
        return read(*arguments)

    monkeypatch.setattr("hoofbeat.services.sheets.setting.read_material", counted)
    return found


def test_another_tick_makes_the_sheet_without_reading_the_record_again(
    journal: Journal, readings: list[object]
) -> None:
    sample.fill(journal, today=TODAY)
    kept = KeptReading()
    visit_sheet(journal, kept)
    choices.choose(journal, name="left_out_of_sheets:visit", value="results")
    without = visit_sheet(journal, kept, left_out=frozenset({Section.RESULTS}))
    assert without == visit_sheet(journal, left_out=frozenset({Section.RESULTS}))
    assert len(readings) == 2


def test_a_change_of_the_record_is_on_the_next_sheet(journal: Journal) -> None:
    kept = KeptReading()
    asked = made_up.question("How long between my scans?")
    assert visit_sheet(journal, kept).questions == ()
    records.add(journal, record=asked)
    assert visit_sheet(journal, kept).questions == (asked,)
    history.undo(journal)
    assert visit_sheet(journal, kept).questions == ()


def test_what_was_read_of_one_journal_is_not_taken_for_another(journal: Journal, tmp_path: Path) -> None:
    kept = KeptReading()
    first = visit_sheet(journal, kept)
    with journals.create(path=tmp_path / "other.hoofbeat", name="Ana Silva") as other:
        second = visit_sheet(other, kept)
    assert first.person is not None
    assert second.person is not None
    assert (first.person.name, second.person.name) == ("Maria Gomez", "Ana Silva")


def test_every_awaited_result_is_said_however_many_there_are_of_one_test(journal: Journal) -> None:
    taken = [made_up.sample(f"2025-01-{day:02}") for day in range(1, 26)]
    add(journal, *taken, *(made_up.result(each, state=Progress.AWAITED) for each in taken))
    assert len(visit_sheet(journal).awaited) == 25


@pytest.mark.parametrize("marked", ["result", "sample"])
def test_newer_results_that_are_kept_off_do_not_hide_the_older_ones(journal: Journal, marked: str) -> None:
    for number in range(30):
        is_newer = number >= 2
        taken = made_up.sample(f"2025-01-{number + 1:02}", is_sensitive=is_newer and marked == "sample")
        measured = made_up.result(taken, value=str(number), is_sensitive=is_newer and marked == "result")
        add(journal, taken, measured)
    (row,) = visit_sheet(journal).results
    assert row.result.latest.result.value_text == "1"
    assert row.result.previous is not None
    assert row.result.previous.result.value_text == "0"


def test_a_new_result_is_named_and_its_value_stands_on_the_sheet(journal: Journal) -> None:
    taken = [made_up.sample(f"2026-02-{day:02}") for day in range(1, 6)]
    rows = [made_up.result(each, test="gastrin", own=None, value=str(day)) for day, each in enumerate(taken)]
    add(journal, made_up.appointment("2026-01-12"), *taken, *rows)
    sheet = visit_sheet(journal)
    assert len(sheet.since_items) == 5
    assert [row.result.latest.result.value_text for row in sheet.results] == ["4"]

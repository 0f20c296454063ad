"""Texts of results as typed into the grid come out of every file that the program writes, and in again, letter for letter."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, date, datetime
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import HealthCheck, Phase, example, given, settings
from hypothesis import strategies as st

from hoofbeat.bootstrap import installation
from hoofbeat.domain.labs.report_rows import ReportRow
from hoofbeat.domain.records import Result
from hoofbeat.services import exporting, importing, journals
from hoofbeat.services.journals import Journal
from hoofbeat.services.labs import reports
from hoofbeat.services.labs.typed_report import Report

CATALOGUE = installation().catalogue
MOMENT = datetime(2026, 3, 14, 9, 0, tzinfo=UTC)
HEAD = {"taken_on": "2026-02-24", "laboratory": "City Lab", "specimen": "serum"}
TESTS = ("CgA", "Gastrin", "Glucose", "Selenium in hair")
VALUES = (
    "<5",
    "> 2000",
    "1,2",
    "1.2e3",
    "5.0",
    "trace",
    "NEG",
    "see note",
    "1.2.3",
    "=<7",
    "0,050",
    "+",
    "-1",
    "1 200",
)
WORDS = st.text(st.characters(exclude_categories=("Cs", "Cc", "Zl", "Zp")), min_size=1, max_size=20).map(str.strip)
PRINTED = st.sampled_from((*VALUES, "0 - 93", "<100", "=SUM(A1)", 'a "quoted", one')) | WORDS.filter(bool)


def _complete(journal: Journal, folder: Path) -> Path:
    path = folder / "all.json"
    path.write_bytes(exporting.complete_record(journal, made_at=MOMENT))
    return path


def _table(journal: Journal, folder: Path) -> Path:
    exporting.write_tables(journal, folder=folder / "tables", catalogue=CATALOGUE)
    return folder / "tables" / "results.csv"


def _stored(journal: Journal) -> list[tuple[str, ...]]:
    """Return what was printed, and what was understood, of each result."""
    with journal.reading() as stored:
        return sorted(
            (each.value_text, each.unit, each.range_text, each.flag, each.comparator, str(each.value))
            for each in stored.list(Result)
        )


def _typed(rows: list[tuple[str, ...]]) -> list[ReportRow]:
    names = ("value_text", "unit", "range_text", "flag")
    return [
        ReportRow({"test": test, **dict(zip(names, row, strict=True))}).with_comma(is_decimal=True)
        for test, row in zip(TESTS, rows, strict=False)
    ]


def _bring_in(journal: Journal, path: Path) -> None:
    read = importing.read(path, catalogue=CATALOGUE)
    importing.commit(journal, plan=importing.plan(journal, imported=read, catalogue=CATALOGUE), catalogue=CATALOGUE)


@pytest.fixture(params=[_complete, _table])
def write(request: pytest.FixtureRequest) -> Callable[[Journal, Path], Path]:
    """Each way to write a file that comes back whole."""
    written: Callable[[Journal, Path], Path] = request.param
    return written


@settings(
    max_examples=3,
    deadline=None,
    phases=[Phase.explicit, Phase.generate],
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(rows=st.lists(st.tuples(PRINTED, PRINTED, PRINTED, PRINTED), min_size=len(TESTS), max_size=len(TESTS)))
@example(rows=[(value, "ng/mL", "0 - 93", "H") for value in ("> 2000", "1,2", "1.2e3", "trace")])
@example(rows=[(value, "'=1", "=A1", "+") for value in ("1,234", "'=<7", "see note", "-")])
def test_what_is_typed_into_the_grid_survives_storage_export_and_import(
    write: Callable[[Journal, Path], Path], rows: list[tuple[str, ...]]
) -> None:
    with TemporaryDirectory() as name, journals.create(path=Path(name) / "one.hoofbeat", name="Maria") as journal:
        folder = Path(name)
        report = Report(HEAD, _typed(rows))
        reports.add(journal, report=report, catalogue=CATALOGUE, today=date(2026, 3, 3))
        assert [each[:4] for each in _stored(journal)] == sorted(rows)
        with journals.create(path=folder / "other.hoofbeat", name="Maria") as other:
            _bring_in(other, write(journal, folder))
            assert _stored(other) == _stored(journal)


def test_a_number_that_was_changed_in_the_table_by_hand_is_read_from_what_is_printed(tmp_path: Path) -> None:
    with journals.create(path=tmp_path / "one.hoofbeat", name="Maria") as journal:
        report = Report(HEAD, _typed([("12", "ng/mL", "0 - 93", "")]))
        reports.add(journal, report=report, catalogue=CATALOGUE, today=date(2026, 3, 3))
        path = _table(journal, tmp_path)
    path.write_text(path.read_text("utf-8-sig").replace(",12,,12,", ",21,,12,"), "utf-8")
    with journals.create(path=tmp_path / "other.hoofbeat", name="Maria") as other:
        _bring_in(other, path)
        assert [(each[0], each[-1]) for each in _stored(other)] == [("21", "21")]

"""What the form of a whole report says: how each row is read before it is saved, and what stands around the rows."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from types import MappingProxyType
from typing import Protocol

from hoofbeat.domain.errors import Problem
from hoofbeat.domain.injections import SinceInjection
from hoofbeat.domain.labs.pasted_tables import Column
from hoofbeat.domain.labs.plausibility import Doubt, SecondLook
from hoofbeat.domain.labs.report_rows import ReportRow
from hoofbeat.domain.values import PartialDate, read_range
from hoofbeat.wording.amounts import received_words
from hoofbeat.wording.dates import date_words
from hoofbeat.wording.problems import problem_sentence
from hoofbeat.wording.result_entry import comparison_words, second_look_sentence
from hoofbeat.wording.results import range_words
from hoofbeat.wording.translation import ntr, tr

COLUMN_NAMES: Mapping[Column, str] = MappingProxyType(
    {
        Column.TEST: "Test",
        Column.VALUE: "Value",
        Column.UNIT: "Unit",
        Column.RANGE: "Lab's range",
        Column.RANGE_LOW: "Range from",
        Column.RANGE_HIGH: "Range to",
        Column.FLAG: "Flag",
        Column.METHOD: "Method",
        Column.MINUTE: "Minute",
        Column.LEFT_OUT: "Leave out",
    }
)
_FIELDS: Mapping[str, Column] = MappingProxyType(
    {
        "test": Column.TEST,
        "catalogue_test": Column.TEST,
        "own_test": Column.TEST,
        "value": Column.VALUE,
        "comparator": Column.VALUE,
        "range_low": Column.RANGE,
        "range_high": Column.RANGE,
    }
)


class Known(Protocol):
    """What is known of a row before it is saved."""

    @property
    def test_name(self) -> str:
        """The name of its test, "" where the test is new."""

    @property
    def problems(self) -> tuple[Problem, ...]:
        """What keeps it from being saved."""

    @property
    def looks(self) -> tuple[SecondLook, ...]:
        """What to look at again."""


def column_name(column: Column) -> str:
    """Return what a column is called."""
    return tr(COLUMN_NAMES[column])


def column_of(problem: Problem) -> Column:
    """Return the column that a problem belongs to."""
    try:
        return _FIELDS.get(problem.field) or Column(problem.field)
    except ValueError:
        return Column.TEST


def row_words(row: ReportRow, known: Known | None, *, says_missing: bool = True) -> str:
    """Say how a row is read, and what to look at again; nothing for a blank one."""
    if row.is_blank:
        return ""
    problems = problems_words(row, known, says_missing=says_missing)
    said = " ".join([*problems, *looks_words(row, known)])
    return "\n".join(part for part in (understood_words(row, known), said) if part)


def problems_words(row: ReportRow, known: Known | None, *, says_missing: bool = True) -> list[str]:
    """Say what keeps a row from being saved, one sentence each; what is missing only where that is no news to come."""
    problems = known.problems if known is not None else ()
    told = (problem for problem in problems if says_missing or problem.code != "missing")
    return list(dict.fromkeys(_problem(row, problem) for problem in told))


def looks_words(row: ReportRow, known: Known | None) -> list[str]:
    """Say what to look at again in a row, one sentence each."""
    said = [_look(row, look) for look in known.looks] if known is not None else []
    if row.cell_count is not None:
        count = row.cell_count
        said.insert(
            0,
            ntr(
                "This line had {count} part, the others had another number. Please check it.",
                "This line had {count} parts, the others had another number. Please check it.",
                count,
            ).format(count=count),
        )
    if row.left_over:
        texts = ", ".join(f"“{text}”" for text in row.left_over)
        said.insert(1, tr("We found no place for {texts}: it will not be saved.").format(texts=texts))
    return said


def understood_words(row: ReportRow, known: Known | None) -> str:
    """Say in one line what is going to be saved."""
    if row.is_awaited:
        return ", ".join(part for part in (_test_words(row, known), tr("not back yet")) if part)
    reading = row.reading
    if reading.number is not None:
        value = comparison_words(reading, row.text(Column.UNIT))
    elif reading.text and not reading.is_doubtful:
        value = tr("“{text}”, kept as words").format(text=received_words(reading.text, row.text(Column.UNIT)))
    else:
        value = ""
    said = [part for part in (_test_words(row, known), value, _range(row.text(Column.RANGE))) if part]
    return "" if said == [row.test] else ", ".join(said)


def comma_question(text: str, others: int) -> str:
    """Ask what the comma means in values that may mean two numbers each."""
    if not others:
        return tr("“{text}” may mean two numbers. Which one is it?").format(text=text)
    return ntr(
        "“{text}” and {count} other value may mean two numbers each. Which one is the first?",
        "“{text}” and {count} other values may mean two numbers each. Which one is the first?",
        others,
    ).format(text=text, count=others)


def in_row_words(place: int, row: ReportRow, sentence: str) -> str:
    """Say to which row a sentence belongs."""
    name = row.test or tr("no test")
    return tr("Row {number} ({test}): {sentence}").format(number=place + 1, test=name, sentence=sentence)


def panel_words(count: int, laboratory: str, taken_on: PartialDate | None) -> str:
    """Say what the last panel was that is being repeated."""
    tests = ntr("{count} test", "{count} tests", count).format(count=count)
    whence = ", ".join(part for part in (laboratory, date_words(taken_on) if taken_on else "") if part)
    if not whence:
        return tr("{tests} as last time. Fill in the values.").format(tests=tests)
    return tr("{tests} as last time ({whence}). Fill in the values.").format(tests=tests, whence=whence)


def table_words(rows: int, columns: int) -> str:
    """Say how much was pasted."""
    lines = ntr("{count} row", "{count} rows", rows).format(count=rows)
    parts = ntr("{count} column", "{count} columns", columns).format(count=columns)
    return tr("The pasted table has {rows} and {columns}. Please check what each column holds.").format(
        rows=lines, columns=parts
    )


def pasted_column_words(number: int, title: str, cells: Iterable[str]) -> str:
    """Show a column of a pasted table by its title and its first cells."""
    shown = ", ".join(cell for cell in cells if cell)
    name = tr("Column {number}").format(number=number) if not title else tr("“{title}”").format(title=title)
    return tr("{column}: {cells}").format(column=name, cells=shown) if shown else name


def injection_sentence(since: SinceInjection) -> str:
    """Say how long before the sample an injection was given, and when that was."""
    name, day = since.medication.name, date_words(since.dose.given_at.on)
    parts = [ntr("{count} day", "{count} days", since.days).format(count=since.days)] if since.days else []
    if since.hours:
        parts.append(ntr("{count} hour", "{count} hours", since.hours).format(count=since.hours))
    if not parts:
        return tr("{medicine}: given on the same day ({day}).").format(medicine=name, day=day)
    return tr("{medicine}: given {time} before ({day}).").format(medicine=name, time=tr(" and ").join(parts), day=day)


def _look(row: ReportRow, look: SecondLook) -> str:
    if look.doubt is Doubt.OTHER_UNIT and look.earlier is not None and not row.text(Column.UNIT):
        unit = look.earlier.result.unit
        return tr("No unit yet. Last time it was {unit}: Ctrl+Space takes it over.").format(unit=unit)
    return second_look_sentence(look)


def _test_words(row: ReportRow, known: Known | None) -> str:
    if known is None or not row.test:
        return row.test
    return known.test_name or tr("{test} (not in our list, kept under this name)").format(test=row.test)


def _range(text: str) -> str:
    understood = read_range(text)
    if not text:
        return ""
    if understood.low is None and understood.high is None:
        return tr("range “{text}”, kept as words").format(text=text)
    return tr("range {range}").format(range=range_words(understood))


def _problem(row: ReportRow, problem: Problem) -> str:
    column = column_of(problem)
    if problem.code == "missing" and column is Column.VALUE:
        return tr("No value yet. Type it, or say that it is not back yet.")
    if problem.code == "missing" and column is Column.TEST:
        return tr("Which test is it? Please fill it in.")
    if problem.code == "doubtful number":
        return tr("“{text}” may mean two numbers. Please choose above.").format(text=row.text(Column.VALUE))
    return problem_sentence(problem, COLUMN_NAMES[column])

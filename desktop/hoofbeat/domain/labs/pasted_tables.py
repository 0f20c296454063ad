"""A table of results pasted as text from a portal or a spreadsheet: its cells, what its columns hold, and its rows.

Nothing is dropped: a cell that finds no place is handed on with its row, and so is a row with too few or too many cells.
"""

from __future__ import annotations

import csv
import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from enum import Enum
from itertools import zip_longest
from types import MappingProxyType

from hoofbeat.domain.values import read_range, read_value

Cells = tuple[tuple[str, ...], ...]
"""The cells of a table line by line; a line may have fewer or more than the others."""
MOST_ROWS = 1_000
"""Rows that one paste may have; more of them belong into a file to bring in."""
_LINE_ENDS = re.compile(r"\r\n|\r|\n")
_WIDE_GAP = re.compile(r" {2,}|\t")
_OUTSIDE_DIGITS = re.compile(r"(?<!\d),|,(?!\d)")
_HALF = 0.5
_FEWEST_TO_BE_SURE = 2


class Column(Enum):
    """What a column holds, by the name of the field that an entry of a result takes."""

    TEST = "test"
    VALUE = "value_text"
    UNIT = "unit"
    RANGE = "range_text"
    RANGE_LOW = "range_low"
    RANGE_HIGH = "range_high"
    FLAG = "flag"
    METHOD = "method"
    MINUTE = "minute"
    LEFT_OUT = ""


_TITLES: Mapping[Column, str] = MappingProxyType(
    {
        Column.TEST: "test, test name, name, analyte, component, parameter, examination, investigation, marker, "
        "lab test, laboratory test, prueba, determinación, untersuchung, analyt",
        Column.VALUE: "value, value text, result, results, your value, your result, measured value, resultado, valor, wert, ergebnis",
        Column.UNIT: "unit, units, uom, unidad, unidades, einheit",
        Column.RANGE: "range, range text, reference, ref, reference range, ref range, ref. range, reference interval, "
        "reference values, normal range, standard range, expected range, normal values, rango, "
        "rango de referencia, valores de referencia, referenzbereich",
        Column.RANGE_LOW: "low, lower limit, ref low, range low, range from, low limit",
        Column.RANGE_HIGH: "high, upper limit, ref high, range high, range to, high limit",
        Column.FLAG: "flag, flags, abnormal, abnormal flag, indicator, marca",
        Column.METHOD: "method, assay, método, methode",
        Column.MINUTE: "minute, minutes, min, minuto, minuten",
    }
)
_BY_TITLE: Mapping[str, Column] = MappingProxyType(
    {title.strip(): column for column, titles in _TITLES.items() for title in titles.split(",")}
)
_FLAGS = frozenset({"h", "l", "hh", "ll", "*", "**", "a", "aa", "n", "+", "++", "-", "--", "↑", "↓"})


@dataclass(frozen=True, slots=True)
class Arrangement:
    """How a table is read: what each column holds, whether its first line names them, and whether tests stand side by side."""

    columns: tuple[Column, ...] = ()
    has_titles: bool = False
    is_turned: bool = False

    def with_column(self, place: int, column: Column) -> Arrangement:
        """Return the same with another meaning of one column; whatever had that meaning before is left out."""
        is_taken = column is not Column.LEFT_OUT
        others = [Column.LEFT_OUT if is_taken and each is column else each for each in self.columns]
        others[place] = column
        return Arrangement(tuple(others), self.has_titles, self.is_turned)


@dataclass(frozen=True, slots=True)
class Knowing:
    """Who can tell a test and a unit when they see one."""

    is_test: Callable[[str], bool]
    is_unit: Callable[[str], bool]


@dataclass(frozen=True, slots=True)
class PastedRow:
    """One line of a table: its texts by field, letter for letter, and the cells that no column has room for.

    `cell_count` is the number of its cells where it differs from that of the columns, else None.
    """

    texts: Mapping[str, str]
    left_over: tuple[str, ...] = ()
    cell_count: int | None = field(default=None)


def is_table(text: str) -> bool:
    """Tell whether a pasted text is more than one cell."""
    cells = split_table(text)
    return len(cells) > 1 or any(len(line) > 1 for line in cells)


def split_table(text: str) -> Cells:
    """Return the cells of a text, the empty lines left away; separated by tabs, semicolons, commas or wide gaps."""
    lines = [line for line in _LINE_ENDS.split(text) if line.strip()]
    split = _splitter(lines)
    return tuple(tuple(cell.strip() for cell in split(line)) for line in lines)


def turned(cells: Cells) -> Cells:
    """Return a table with its lines as columns; short lines are filled up with empty cells."""
    return tuple(tuple(line) for line in zip_longest(*cells, fillvalue=""))


def guess_arrangement(cells: Cells, knowing: Knowing) -> Arrangement:
    """Return how a table is most likely meant; the person sees it and can change it."""
    is_turned = _stands_side_by_side(cells, knowing)
    lines = turned(cells) if is_turned else cells
    has_titles = _has_titles(lines, knowing)
    width = _usual_width(lines)
    titles = [_column_of(cell) for cell in lines[0]] if lines and has_titles else []
    columns = [titles[place] if place < len(titles) else None for place in range(width)]
    return Arrangement(_completed(columns, lines[1:] if has_titles else lines, knowing), has_titles, is_turned)


def read_rows(cells: Cells, arrangement: Arrangement) -> list[PastedRow]:
    """Return the rows of a table read like this."""
    lines = turned(cells) if arrangement.is_turned else cells
    return [_row(line, arrangement.columns) for line in lines[1 if arrangement.has_titles else 0 :]]


def titles_of(cells: Cells, arrangement: Arrangement) -> tuple[str, ...]:
    """Return what the first line calls each column; empty texts where it names none."""
    lines = turned(cells) if arrangement.is_turned else cells
    first = lines[0] if lines and arrangement.has_titles else ()
    return tuple(first[place] if place < len(first) else "" for place in range(len(arrangement.columns)))


def _splitter(lines: Sequence[str]) -> Callable[[str], Sequence[str]]:
    if any("\t" in line for line in lines):
        return lambda line: _split_quoted(line, "\t")
    if _is_usual(";" in line for line in lines):
        return lambda line: _split_quoted(line, ";")
    if _is_usual(_OUTSIDE_DIGITS.search(line) is not None for line in lines):
        return lambda line: _split_quoted(line, ",")
    if any(_WIDE_GAP.search(line.strip()) for line in lines):
        return lambda line: _WIDE_GAP.split(line.strip())
    return lambda line: [line]


def _split_quoted(line: str, separator: str) -> Sequence[str]:
    """Split one line; a quotation mark without its fellow is a sign like any other, and never swallows the lines after it."""
    if line.count('"') % 2 == 0:
        try:
            return next(csv.reader([line], delimiter=separator, strict=True), [line])
        except csv.Error:
            pass
    return line.split(separator)


def _is_usual(answers: Iterable[bool]) -> bool:
    given = list(answers)
    return bool(given) and sum(given) >= len(given) * _HALF


def _column_of(title: str) -> Column | None:
    plain = " ".join(re.sub(r"[_:()\[\]]+", " ", title).split()).casefold()
    return _BY_TITLE.get(plain)


def _stands_side_by_side(cells: Cells, knowing: Knowing) -> bool:
    first_line = cells[0] if cells else ()
    first_column = [line[0] for line in cells if line]
    titles_across = {_column_of(cell) for cell in first_line} - {None}
    titles_down = {_column_of(cell) for cell in first_column} - {None}
    if len(titles_down) != len(titles_across):
        return len(titles_down) > max(len(titles_across), 1)
    across, down = _tests_in(first_line, knowing), _tests_in(first_column, knowing)
    return across >= _FEWEST_TO_BE_SURE and across > down


def _tests_in(cells: Iterable[str], knowing: Knowing) -> int:
    return sum(1 for cell in cells if cell and knowing.is_test(cell))


def _has_titles(lines: Cells, knowing: Knowing) -> bool:
    if not lines or any(_is_value(cell) for cell in lines[0]):
        return False
    if any(_column_of(cell) is not None for cell in lines[0]):
        return True
    below = [line[0] for line in lines[1:] if line]
    return _tests_in(lines[0], knowing) == 0 and _tests_in(below, knowing) >= max(len(below) * _HALF, 1)


def _usual_width(lines: Cells) -> int:
    widths = [len(line) for line in lines]
    return max(sorted(set(widths), reverse=True), key=widths.count, default=0)


def _completed(titled: Sequence[Column | None], body: Cells, knowing: Knowing) -> tuple[Column, ...]:
    """Return the columns with those that have no title known by what they hold; a second one of a kind is left out."""
    found: list[Column | None] = []
    for column in titled:
        found.append(column if column is None or column not in found else Column.LEFT_OUT)
    for place, column in enumerate(found):
        if column is None:
            cells = [line[place] for line in body if place < len(line) and line[place]]
            possible = _by_content(cells, knowing)
            free = (each for each in possible if each not in found)
            found[place] = next(free, Column.LEFT_OUT if possible else None)
    for wanted in (Column.TEST, Column.VALUE):
        if wanted not in found and None in found:
            found[found.index(None)] = wanted
    return tuple(column or Column.LEFT_OUT for column in found)


def _by_content(cells: Sequence[str], knowing: Knowing) -> list[Column]:
    """Return what a column may hold, the likeliest first."""
    tells: Sequence[tuple[Column, Callable[[str], bool]]] = (
        (Column.TEST, knowing.is_test),
        (Column.FLAG, lambda cell: cell.casefold() in _FLAGS),
        (Column.RANGE, lambda cell: _is_range(cell) and not _is_value(cell)),
        (Column.VALUE, _is_value),
        (Column.UNIT, knowing.is_unit),
        (Column.RANGE, _is_range),
    )
    return [column for column, tell in tells if cells and _is_usual(tell(cell) for cell in cells)]


def _is_value(cell: str) -> bool:
    reading = read_value(cell)
    return reading.number is not None or reading.is_doubtful


def _is_range(cell: str) -> bool:
    limits = read_range(cell)
    return limits.low is not None or limits.high is not None


def _row(line: Sequence[str], columns: Sequence[Column]) -> PastedRow:
    texts = {
        column.value: cell
        for column, cell in zip(columns, line, strict=False)
        if cell and column is not Column.LEFT_OUT
    }
    low, high = (texts.pop(column.value, "") for column in (Column.RANGE_LOW, Column.RANGE_HIGH))
    if (low or high) and Column.RANGE.value not in texts:
        texts[Column.RANGE.value] = f"{low} - {high}".strip()
    elif low or high:
        return PastedRow(texts, tuple(cell for cell in (low, high, *line[len(columns) :]) if cell), len(line))
    left_over = tuple(cell for cell in line[len(columns) :] if cell)
    return PastedRow(texts, left_over, len(line) if len(line) != len(columns) else None)

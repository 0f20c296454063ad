"""The cells of a file as rows of text: lines with separators, or the sheets of a workbook."""

from __future__ import annotations

import csv
import io
import zipfile
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time
from typing import Any, Final

from hoofbeat.domain.imports import Reason
from hoofbeat.exchange.refusal import BROKEN_ARCHIVE, RefusedError
from hoofbeat.exchange.tabular.cells import NativeNumber
from hoofbeat.exchange.tabular.encoding import decode

MOST_ROWS: Final = 100_000
MOST_COLUMNS: Final = 500
LONGEST_FIELD: Final = 100_000
_LARGEST_WORKBOOK: Final = 400 * 1024 * 1024
_LARGEST_RATIO: Final = 100
_SMALL: Final = 1024 * 1024
_DELIMITERS: Final = (",", ";", "\t", "|")
_LOOKED_AT: Final = 200
_LEAST_SHARE: Final = 0.3
_EXACT: Final = 1e15

Advance = Callable[[int, int], None]
Cells = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Grid:
    """The rows of one sheet, or of a file that has only one; `name` is empty there. The first row is row 1.

    `has_comma_hint` tells that fields are parted by semicolons, as programs do where the comma is the decimal mark.
    """

    name: str
    rows: Sequence[Cells]
    has_comma_hint: bool = False


def is_workbook(content: bytes) -> bool:
    """Tell whether a file is a spreadsheet, by its inside and not by its name."""
    if content.startswith(b"\xd0\xcf\x11\xe0"):
        return True
    if not content.startswith(b"PK\x03\x04"):
        return False
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            names = set(archive.namelist())
    except BROKEN_ARCHIVE:
        return False
    return bool(names & {"xl/workbook.xml", "xl/workbook.bin"}) or {"mimetype", "content.xml"} <= names


def grids_of_workbook(content: bytes, advance: Advance | None) -> Iterator[Grid]:
    """Yield the sheets of a workbook that hold anything. Raises RefusedError."""
    from python_calamine import CalamineError, load_workbook

    _check_archive(content)
    try:
        workbook = load_workbook(io.BytesIO(content))
        names = list(workbook.sheet_names)
        for number, name in enumerate(names):
            sheet = workbook.get_sheet_by_name(name)
            _check_shape(sheet.total_height, sheet.total_width)
            rows = [tuple(map(_cell_text, row)) for row in sheet.to_python(skip_empty_area=False)]
            if any(any(row) for row in rows):
                yield Grid(name if len(names) > 1 else "", rows)
            if advance is not None:
                advance(number + 1, len(names))
    except (CalamineError, *BROKEN_ARCHIVE) as error:
        raise RefusedError(Reason("workbook broken")) from error


def grid_of_text(content: bytes) -> Grid:
    """Return the rows of a text with separators. Raises RefusedError where it is no table."""
    text = decode(content).replace("\r\n", "\n").replace("\r", "\n")
    if text.lstrip()[:1] in ("<", "{", "%"):
        raise RefusedError(Reason("format not known"))
    told, text = _told_delimiter(text)
    delimiter = told or _delimiter_of(text)
    if not delimiter:
        raise RefusedError(Reason("format not known"))
    return Grid("", [*_rows_of(text, delimiter)], has_comma_hint=delimiter == ";")


def _rows_of(text: str, delimiter: str) -> Iterator[Cells]:
    rows = 0
    try:
        for row in csv.reader(io.StringIO(text), delimiter=delimiter):
            rows += any(row)
            _check_shape(rows, len(row))
            if any(len(cell) > LONGEST_FIELD for cell in row):
                raise RefusedError(Reason("field too long"))
            yield tuple(cell.strip() for cell in row)
    except csv.Error as error:
        raise RefusedError(Reason("field too long")) from error


def _told_delimiter(text: str) -> tuple[str, str]:
    """Return the separator that the first line names, as some spreadsheets write it ("sep=;"), and the text without that line."""
    first, _, rest = text.partition("\n")
    plain = first.strip().strip('"').casefold()
    return (plain[4], rest) if plain.startswith("sep=") and len(plain) == len("sep=;") else ("", text)


def _delimiter_of(text: str) -> str:
    """Return the sign that parts most lines into the same number of fields, several at least."""
    scores: dict[str, tuple[float, int]] = {}
    for delimiter in _DELIMITERS:
        widths = Counter[int]()
        try:
            for number, row in enumerate(csv.reader(io.StringIO(text[: _LOOKED_AT * 2_000]), delimiter=delimiter)):
                if any(row):
                    widths[len(row)] += 1
                if number >= _LOOKED_AT:
                    break
        except csv.Error:
            continue
        wide = {width: count for width, count in widths.items() if width > 1}
        if wide and sum(widths.values()) > 1:
            width, _ = max(wide.items(), key=lambda each: (each[1], each[0]))
            scores[delimiter] = (sum(wide.values()) / sum(widths.values()), width)
    best = max(scores, key=lambda each: (round(scores[each][0], 1), scores[each][1]), default="")
    return best if best and scores[best][0] >= _LEAST_SHARE else ""


def _check_archive(content: bytes) -> None:
    """Refuse a workbook that unfolds into more than anybody wrote."""
    if not content.startswith(b"PK"):
        return
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            parts = archive.infolist()
    except BROKEN_ARCHIVE as error:
        raise RefusedError(Reason("workbook broken")) from error
    total = sum(part.file_size for part in parts)
    packed = max(sum(part.compress_size for part in parts), 1)
    if total > _LARGEST_WORKBOOK or (total > _SMALL and total > _LARGEST_RATIO * packed):
        raise RefusedError(Reason("archive bomb"))


def _check_shape(rows: int, columns: int) -> None:
    if rows > MOST_ROWS + 1:  # the heading is one of them
        raise RefusedError(Reason("too many rows", {"largest": str(MOST_ROWS)}))
    if columns > MOST_COLUMNS:
        raise RefusedError(Reason("too many columns", {"largest": str(MOST_COLUMNS)}))


def _cell_text(cell: Any) -> str:
    """Return what a cell of a workbook shows: numbers with their digits, dates as ISO text."""
    text = _moment_text(cell) if isinstance(cell, date | time) else _number_text(cell)
    if len(text) > LONGEST_FIELD:
        raise RefusedError(Reason("field too long"))
    return text


def _moment_text(cell: date | time) -> str:
    if isinstance(cell, datetime):
        return cell.date().isoformat() if cell.time() == time() else cell.isoformat(sep=" ", timespec="minutes")
    return cell.isoformat()


def _number_text(cell: Any) -> str:
    if isinstance(cell, bool):
        return str(cell).lower()
    if isinstance(cell, float):
        is_whole = cell.is_integer() and abs(cell) < _EXACT
        return NativeNumber(int(cell) if is_whole else format(cell, ".15g"))
    return NativeNumber(cell) if isinstance(cell, int) else str(cell).strip()

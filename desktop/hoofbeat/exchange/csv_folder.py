"""Tables for a spreadsheet: one file a kind of record, and a dictionary of what their columns mean."""

from __future__ import annotations

import csv
import io
import re
import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from typing import Final

Cell = str | int | bool | None

DICTIONARY: Final = "data-dictionary"
_PLAIN_NUMBER: Final = re.compile(r"[+-]?\d+([.,]\d+)*([eE][+-]?\d+)?", re.ASCII)
_BEGINS_A_FORMULA: Final = frozenset(("=", "+", "-", "@", "\t", "\r", "\n", "|", "%"))


def write_table(columns: Sequence[str], rows: Iterable[Mapping[str, Cell]]) -> bytes:
    """Return a table as CSV in UTF-8, with the mark by which spreadsheets know that."""
    written = io.StringIO(newline="")
    writer = csv.writer(written, lineterminator="\r\n")
    writer.writerow(columns)
    writer.writerows([_cell(row.get(name)) for name in columns] for row in rows)
    return written.getvalue().encode("utf-8-sig", "replace")


def read_column(table: bytes, name: str) -> list[str]:
    """Return what a column of such a table holds, nothing where there is none."""
    reader = csv.DictReader(io.StringIO(table.decode("utf-8-sig", "replace"), newline=""))
    return [as_it_was(row.get(name) or "") for row in reader]


def _cell(value: Cell) -> str:
    if value is None:
        return ""
    return ("yes" if value else "no") if isinstance(value, bool) else inert(str(value))


def inert(text: str) -> str:
    """Return a text that no spreadsheet takes for a formula: an apostrophe stands before one; plain numbers are left alone."""
    # Some programs take the wide signs of East Asian keyboards for the narrow ones.
    # A text that looks guarded already gets its own apostrophe, so that `as_it_was` takes away no typed one.
    bare = text.lstrip("'")
    begins = unicodedata.normalize("NFKC", bare[:1])
    is_risky = begins in _BEGINS_A_FORMULA and not _PLAIN_NUMBER.fullmatch(bare)
    # A spreadsheet cuts a text at a NUL, and what follows would be lost unseen.
    return f"'{text}".replace("\0", "\ufffd") if is_risky else text.replace("\0", "\ufffd")


def as_it_was(cell: str) -> str:
    """Return the text that `inert` made a cell of."""
    return cell[1:] if cell.startswith("'") and inert(cell[1:]) == cell else cell

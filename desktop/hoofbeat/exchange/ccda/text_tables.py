"""The tables of a section's text, row by row: each cell by the words of its heading, whichever way the table lies."""

from __future__ import annotations

from collections.abc import Callable, Generator, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Final

from hoofbeat.exchange.ccda.narrative import lines

if TYPE_CHECKING:
    from xml.etree.ElementTree import Element

_ABOVE: Final = frozenset({"caption", "paragraph", "title", "content"})
_WIDEST_SPAN: Final = 500
_LEAST_HEADINGS: Final = 2
_MOSTLY: Final = 0.6
NO_WORDS: Final = "(no words)"
"""Stands for the heading of a first column that has none, as over the names of tests beside columns of days."""

IsHeading = Callable[[str], bool]


@dataclass(frozen=True, slots=True)
class Row:
    """One row of a table: its cells by the words of their heading, with the words above the table, and its ids.

    `has_marked_headings` is False where the first row of the table only may be its heading.
    """

    cells: dict[str, str]
    caption: str = ""
    ids: frozenset[str] = field(default_factory=frozenset)
    where: str = ""
    has_marked_headings: bool = True
    titles: Mapping[str, str] = field(default_factory=dict)
    """The headings as they are written, by their words in small letters."""


def rows_of(text: Element, is_heading: IsHeading) -> Iterator[Row]:
    """Yield the rows of all tables of a section's text, those of a table within a cell with their own headings.

    `is_heading` knows words that are headings, in small letters: it tells a table that stands upright, its headings in the first column.
    """
    number = 0
    for table, above in _tables(text, " ".join((text.text or "").split())):
        rows = [[cell for cell in row if cell.tag in ("td", "th")] for row in _own_rows(table)]
        shape = _upright if _stands_upright(rows, is_heading) else _lying
        for row in shape(table, above):
            number += 1
            yield replace(row, where=f"row {number}")


def _lying(table: Element, above: str) -> Iterator[Row]:
    headings: list[str] = []
    titles: dict[str, str] = {}
    caption = above
    # Some senders write the headings as the first row of plain cells.
    is_marked = table.find(".//th") is not None
    is_first_without_headings = not is_marked
    spanning = _Spanning()
    for row in _own_rows(table):
        cells = [cell for cell in row if cell.tag in ("td", "th")]
        if not cells:
            continue
        if len(cells) == 1 and len(headings) > 1 and (_span(cells[0], "colspan") > 1 or cells[0].tag == "th"):
            # The name of a panel over its rows, often with their date.
            caption = "\n".join(filter(None, (lines(cells[0]), above)))
            continue
        if all(cell.tag == "th" for cell in cells) or is_first_without_headings:
            headings, is_first_without_headings = _spread(cells), False
            titles = {_heading(cell): " ".join(lines(cell).split()) for cell in cells}
            continue
        named = dict(zip(headings, map(lines, spanning.columns(cells)), strict=False))
        filled = {name: words for name, words in named.items() if name}
        yield Row(filled, caption, _ids(row), has_marked_headings=is_marked, titles=titles)


def _stands_upright(rows: Sequence[Sequence[Element]], is_heading: IsHeading) -> bool:
    """Tell whether the words of the first column are the headings, and those of the first row are not."""
    filled = [row for row in rows if row]
    if len(filled) < _LEAST_HEADINGS or any(len(row) < 2 for row in filled):
        return False
    if all(cell.tag == "th" for cell in filled[0]) and len(filled[0]) > 2:
        return False
    first = [_heading(row[0]) for row in filled]
    known = sum(map(is_heading, first))
    across = sum(is_heading(_heading(cell)) for cell in filled[0][1:])
    return known >= max(_LEAST_HEADINGS, _MOSTLY * len(first)) and not across and len(set(first)) == len(first)


def _upright(table: Element, above: str) -> Iterator[Row]:
    """Yield a row for each column behind the first."""
    rows = [[cell for cell in row if cell.tag in ("td", "th")] for row in _own_rows(table)]
    filled = [row for row in rows if row]
    for column in range(1, max(map(len, filled))):
        cells = {_heading(row[0]): lines(row[column]) if column < len(row) else "" for row in filled}
        ids = frozenset(name for row in filled if column < len(row) for name in _ids(row[column]))
        if any(cells.values()):
            yield Row(cells, above, ids)


def _tables(holder: Element, above: str) -> Iterator[tuple[Element, str]]:
    """Yield the tables with what stands above each: its caption, that of its list item, or the words before it."""
    for element in holder:
        if element.tag == "table":
            own = element.find("caption")
            caption = above if own is None else lines(own)
            yield element, caption
            for cell in (cell for row in _own_rows(element) for cell in row):
                if cell.find(".//table") is not None:
                    yield from _tables(cell, caption)
        elif element.find(".//table") is not None:
            yield from _tables(element, above)
        elif element.tag in _ABOVE:
            above = lines(element) or above


def _own_rows(table: Element) -> Iterator[Element]:
    for part in table:
        if part.tag == "tr":
            yield part
        elif part.tag in ("thead", "tbody", "tfoot"):
            yield from (row for row in part if row.tag == "tr")


def _heading(cell: Element) -> str:
    return " ".join(lines(cell).split()).casefold()


def _spread(cells: list[Element]) -> list[str]:
    """Return headings in their columns; one that spans all of them is a title, and names none."""
    spread = [_heading(cell) for cell in _spread_cells(cells)]
    if len(set(spread)) != len(spread):
        return []
    return [NO_WORDS, *spread[1:]] if spread[:1] == [""] else spread


def _spread_cells(cells: list[Element]) -> Iterator[Element]:
    for cell in cells:
        yield from [cell] * _span(cell, "colspan")


class _Spanning:
    """Fills the columns of each row: a cell may span several rows, as a date does that is written once for all below it."""

    def __init__(self) -> None:
        self._left: dict[int, tuple[Element, int]] = {}

    def columns(self, cells: list[Element]) -> Iterator[Element]:
        """Yield the cell of each column of the next row."""
        column = 0
        for cell in cells:
            column = yield from self._from_above(column)
            rows = _span(cell, "rowspan")
            for _ in range(_span(cell, "colspan")):
                if rows > 1:
                    self._left[column] = (cell, rows - 1)
                yield cell
                column += 1
        yield from self._from_above(column)

    def _from_above(self, column: int) -> Generator[Element, None, int]:
        while column in self._left:
            cell, left = self._left.pop(column)
            if left > 1:
                self._left[column] = (cell, left - 1)
            yield cell
            column += 1
        return column


def _span(cell: Element, name: str) -> int:
    sent = cell.get(name) or "1"
    return max(1, min(int(sent), _WIDEST_SPAN)) if sent.isdecimal() else 1


def _ids(row: Element) -> frozenset[str]:
    return frozenset(name.strip() for each in row.iter() if (name := each.get("ID") or each.get("id")))

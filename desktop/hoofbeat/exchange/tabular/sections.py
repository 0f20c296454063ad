"""The table within a sheet: its heading, its rows with their numbers, and what the lines above it say for all of them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from hoofbeat.domain.tables import Role
from hoofbeat.exchange.tabular import dates
from hoofbeat.exchange.tabular.grids import Cells, Grid
from hoofbeat.exchange.tabular.headings import heading_of

_FARTHEST_HEADING: Final = 40
_LOOKED_AT: Final = 6
_TOLD_ABOVE: Final = frozenset(
    {Role.PERSON, Role.GIVEN_NAME, Role.FAMILY_NAME, Role.BORN_ON, Role.LABORATORY, Role.DATE, Role.SPECIMEN}
)


@dataclass(frozen=True, slots=True)
class Section:
    """A table. `rows` come with their number in the file; `above` is what stood above the heading, by role."""

    heading: Cells
    rows: Sequence[tuple[int, Cells]]
    above: dict[Role, str]
    has_heading: bool = True

    @property
    def dates(self) -> list[str]:
        """The date that holds for all rows, if the lines above say one."""
        return [text for role, text in self.above.items() if role is Role.DATE]


def section_of(grid: Grid) -> Section | None:
    """Return the table of a grid; None where it holds fewer than two columns or no row."""
    filled = [(number, row) for number, row in enumerate(grid.rows, start=1) if any(row)]
    if not filled:
        return None
    place = _heading_place(filled)
    above, rows = (filled[:place], filled[place + 1 :]) if place is not None else ([], filled)
    width = max((_width(row) for _, row in (filled[place or 0 :])), default=0)
    if width < 2 or not rows:
        return None
    heading = filled[place][1] if place is not None else ()
    titles = tuple((heading[column] if column < len(heading) else "") for column in range(width))
    repeated = {number for number, row in rows if place is not None and row[:width] == heading[:width]}
    kept = [(number, row) for number, row in rows if number not in repeated]
    return Section(titles, kept, _told(above), has_heading=place is not None) if kept else None


def _width(row: Cells) -> int:
    return max((place + 1 for place, cell in enumerate(row) if cell), default=0)


def _heading_place(filled: Sequence[tuple[int, Cells]]) -> int | None:
    """Return the place of the row that says most about the columns below it."""
    best, place_of_best = 0.0, None
    for place, (_, row) in enumerate(filled[:_FARTHEST_HEADING]):
        cells = [cell for cell in row if cell]
        headings = [heading_of(cell) for cell in cells]
        hits = sum(heading.role is not None and not heading.about for heading in headings)
        days = sum(map(dates.looks_like_date, cells))
        if len(cells) < 2 or not (hits or days > 1) or (days and not hits and place):
            continue
        # A row of data may hold a date and a word that is also a heading; a heading holds no numbers.
        numbers = sum(cell.replace(".", "").replace(",", "").isdigit() for cell in cells)
        numbers -= days if days > 1 else 0  # days with points between, each over its own column
        score = 3 * hits + min(len(cells), 40) / 2 - 3 * numbers
        if score > best:
            best, place_of_best = score, place
    return 0 if place_of_best is None and _has_titles(filled) else place_of_best


def _has_titles(filled: Sequence[tuple[int, Cells]]) -> bool:
    """Tell whether the first row holds words only, above rows with numbers: headings in a language that nobody taught us."""
    first, *others = [row for _, row in filled[:_LOOKED_AT]]
    is_worded = sum(map(bool, first)) > 1 and not any(each.isdigit() for cell in first for each in cell)
    return is_worded and bool(others) and all(any(each.isdigit() for cell in row for each in cell) for row in others)


def _told(above: Sequence[tuple[int, Cells]]) -> dict[Role, str]:
    """Return what the lines above a table say: "Patient: Maria Gomez", or a name and its value in two cells."""
    told: dict[Role, str] = {}
    for _, row in above:
        cells = [cell for cell in row if cell]
        if len(cells) == 1 and ":" in cells[0]:
            name, _, rest = cells[0].partition(":")
            cells = [name, rest.strip()]
        for name, value in zip(cells[::2], cells[1::2], strict=False):
            role = heading_of(name.rstrip(": ")).role
            if role is Role.TEST and name.rstrip(": ").casefold() in ("name", "nombre", "nom"):
                role = Role.PERSON
            if role in _TOLD_ABOVE and value:
                told.setdefault(role, value)
    return told

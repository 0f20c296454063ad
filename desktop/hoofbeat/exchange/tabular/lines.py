"""The lines of a table, one for each result, whichever way the table is laid out."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final

from hoofbeat.domain.tables import Role, TableLayout
from hoofbeat.exchange.tabular.building import Line
from hoofbeat.exchange.tabular.cells import is_nothing, is_unit
from hoofbeat.exchange.tabular.grids import Cells
from hoofbeat.exchange.tabular.guessing import bare_name
from hoofbeat.exchange.tabular.headings import NamedTest, heading_of, test_of
from hoofbeat.exchange.tabular.sections import Section

_BESIDE: Final = frozenset({Role.UNIT, Role.RANGE, Role.LOW, Role.HIGH, Role.FLAG})
_FOR_ALL: Final = frozenset({Role.UNIT, Role.RANGE, Role.LOW, Role.HIGH, Role.LABORATORY, Role.SPECIMEN, Role.TIME})


def lines_of(section: Section, layout: TableLayout, sheet: str) -> Iterator[Line]:
    """Yield what the table says of each result."""
    if Role.DAY_VALUES in layout.roles:
        yield from _by_day(section, layout, sheet)
    elif Role.TEST_VALUES in layout.roles:
        yield from _by_test(section, layout, sheet)
    else:
        yield from _by_row(section, layout, sheet)


def _by_row(section: Section, layout: TableLayout, sheet: str) -> Iterator[Line]:
    place = layout.roles.index(Role.VALUE)
    for number, row in section.rows:
        cells = section.above | _cells(row, layout.roles)
        yield Line(cells, address(sheet, place, number))


def _by_test(section: Section, layout: TableLayout, sheet: str) -> Iterator[Line]:
    """Yield a line for each filled cell below the name of a test; a row of units or ranges under the heading holds for all."""
    tests = {
        place: _test(text) for place, text in enumerate(section.heading) if layout.roles[place] is Role.TEST_VALUES
    }
    beside = _beside(section, layout.roles, tests)
    for_all: dict[int, dict[Role, str]] = {place: {} for place in tests}
    date = layout.roles.index(Role.DATE) if Role.DATE in layout.roles else None
    for number, row in section.rows:
        about_all = _role_for_all(row, date, tests)
        if about_all is not None:
            for place in tests:
                for_all[place][about_all] = row[place] if place < len(row) else ""
            continue
        shared = section.above | {
            role: text
            for role, text in _cells(row, layout.roles).items()
            if role not in _BESIDE and role is not Role.TEST_VALUES
        }
        for place, test in tests.items():
            if place < len(row) and row[place]:
                own = {Role.TEST: test.name, Role.UNIT: test.unit, Role.RANGE: test.range_text, Role.VALUE: row[place]}
                more = {
                    role: row[column] for role, column in beside[place].items() if column < len(row) and row[column]
                }
                yield Line(shared | own | for_all[place] | more, address(sheet, place, number))


def _by_day(section: Section, layout: TableLayout, sheet: str) -> Iterator[Line]:
    """Yield a line for each filled cell below a date; a row that names a laboratory for each day holds for what follows."""
    days = {place: text for place, text in enumerate(section.heading) if layout.roles[place] is Role.DAY_VALUES}
    for_all: dict[int, dict[Role, str]] = {place: {} for place in days}
    for number, row in section.rows:
        cells = _cells(row, layout.roles)
        title = heading_of(cells.get(Role.TEST, ""))
        role = title.role if not title.about and title.role in (Role.LABORATORY, Role.TIME, Role.SPECIMEN) else None
        for place, day in days.items():
            if place >= len(row) or not row[place]:
                continue
            if role is not None:
                for_all[place][role] = row[place]
                continue
            named = test_of(cells.get(Role.TEST, ""))
            own = {Role.TEST: named.name, Role.VALUE: row[place], Role.DATE: day}
            told = {Role.UNIT: named.unit, Role.RANGE: named.range_text}
            shared = {each: text for each, text in cells.items() if each not in (Role.TEST, Role.DAY_VALUES)}
            yield Line(section.above | for_all[place] | told | shared | own, address(sheet, place, number))


def _cells(row: Cells, roles: Sequence[Role]) -> dict[Role, str]:
    """Return the filled cells of a row by role; of several notes, all."""
    found: dict[Role, str] = {}
    for role, cell in zip(roles, row, strict=False):
        if role is Role.IGNORED or not cell or (role is Role.VALUE and not is_nothing(found.get(role, ""))):
            continue
        found[role] = f"{found[role]}\n{cell}" if role is Role.NOTE and role in found else cell
    return found


def _test(heading: str) -> NamedTest:
    """Return the test that a heading names, without the word "result" behind it."""
    named = test_of(heading)
    words = named.name.split()
    is_value = len(words) > 1 and heading_of(words[-1]).role is Role.VALUE and words[-1].casefold() != "level"
    return NamedTest(" ".join(words[:-1]) if is_value else named.name, named.unit, named.range_text)


def _beside(section: Section, roles: Sequence[Role], tests: dict[int, NamedTest]) -> dict[int, dict[Role, int]]:
    """Return, for each column of a test, the columns that hold its unit, range or flag: by its name, else the next ones."""
    found: dict[int, dict[Role, int]] = {place: {} for place in tests}
    names = {bare_name(test.name): place for place, test in tests.items()}
    last: int | None = None
    for place, (text, role) in enumerate(zip(section.heading, roles, strict=False)):
        if place in tests:
            last = place
        elif role in _BESIDE:
            owner = names.get(heading_of(text).about, last)
            if owner is not None:
                found[owner].setdefault(role, place)
    return found


def _role_for_all(row: Cells, date: int | None, tests: dict[int, NamedTest]) -> Role | None:
    """Return what a row under the heading says of every test, such as the units; None for a row of results."""
    if date is None:
        return None
    title = row[date] if date < len(row) else ""
    role = heading_of(title).role if title else None
    if role in _FOR_ALL:
        return role
    cells = [row[place] for place in tests if place < len(row) and row[place]]
    return Role.UNIT if not title and cells and all(map(is_unit, cells)) else None


def address(sheet: str, column: int, row: int) -> str:
    """Return the place of a cell as spreadsheets name it: "C12", or "Blood!C12" where there are several sheets."""
    letters, left = "", column + 1
    while left:
        left, rest = divmod(left - 1, 26)
        letters = chr(ord("A") + rest) + letters
    return f"{sheet}!{letters}{row}" if sheet else f"{letters}{row}"

"""Guesses how a table is to be read, from its headings and from what stands in its columns, and says what stays in doubt."""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Final

from hoofbeat.domain.tables import REPEATABLE, DateOrder, DecimalMark, Doubt, Role, TableLayout
from hoofbeat.exchange.tabular import dates
from hoofbeat.exchange.tabular.cells import NativeNumber, is_nothing, is_unit, range_of, value_of
from hoofbeat.exchange.tabular.grids import Cells
from hoofbeat.exchange.tabular.headings import (
    Heading,
    folded,
    heading_of,
    headings_of,
    is_foreign,
    is_of_before,
    order_in,
    test_of,
)
from hoofbeat.exchange.tabular.sections import Section

_LOOKED_AT: Final = 500
_FIRST_ROWS: Final = 4
_ABOUT_ALL: Final = frozenset({Role.UNIT, Role.RANGE, Role.LOW, Role.HIGH, Role.LABORATORY})
_MANY_TESTS: Final = 3
_MANY_COLUMNS: Final = 3
_MOSTLY: Final = 0.6
_NOT_TESTS_WORDS: Final = (
    "id nr no number age encounter visit row index order accession weight height bmi pulse heart temperature bp pressure "
    "gewicht größe grosse alter groesse temperatur puls peso talla edad altura presion poids taille tension phone zip"
)
_NOT_TESTS: Final = frozenset(_NOT_TESTS_WORDS.split())
_WEAK_TESTS: Final = frozenset({"name", "nombre", "nom"})
_FROM_CONTENT: Final = (Role.DATE, Role.RANGE, Role.UNIT, Role.VALUE, Role.TEST)


@dataclass(frozen=True, slots=True)
class Guess:
    """A layout, what is in doubt about it, and an example of what is."""

    layout: TableLayout
    doubts: tuple[Doubt, ...] = ()
    doubtful: str = ""


@dataclass(frozen=True, slots=True)
class _Content:
    """How large a share of the filled cells of a column have which form."""

    filled: int
    distinct: int
    date: float
    number: float
    unit: float
    range: float


def guess(section: Section, order: DateOrder | None, mark: DecimalMark | None, *, has_comma_hint: bool) -> Guess:
    """Return how a table is to be read; `order` and `mark` are what somebody said about dates and decimals."""
    columns = [_column(section, place) for place in range(len(section.heading))]
    contents = [_content(cells) for cells in columns]
    roles, is_sure = _roles(section, contents)
    doubts = [] if is_sure and _is_enough(section, roles) else [Doubt.COLUMNS]
    doubtful = ""
    texts = [*_dated(section, roles), *section.dates]
    if order is None:
        order, doubtful = _order(section, roles, texts, has_comma_hint=has_comma_hint)
        doubts += [Doubt.DATE_ORDER] if doubtful else []
    if mark is None:
        mark, doubtful_number = _mark(section, roles, has_comma_hint=has_comma_hint)
        doubts += [Doubt.DECIMAL_MARK] if doubtful_number else []
        doubtful = doubtful or doubtful_number
    return Guess(TableLayout(tuple(roles), order, mark), tuple(doubts), doubtful)


def settle(section: Section, layout: TableLayout, *, has_comma_hint: bool) -> Guess:
    """Return what is still in doubt where somebody said what the columns are."""
    if layout.is_left_out:
        return Guess(layout)
    doubts = [] if layout.holds_values else [Doubt.COLUMNS]
    texts = [*_dated(section, layout.roles), *section.dates]
    doubtful = number = ""
    order, mark = layout.date_order, layout.decimal_mark
    if order is None:
        order, doubtful = _order(section, layout.roles, texts, has_comma_hint=has_comma_hint)
        doubts += [Doubt.DATE_ORDER] if doubtful else []
    if mark is None:
        mark, number = _mark(section, layout.roles, has_comma_hint=has_comma_hint)
        doubts += [Doubt.DECIMAL_MARK] if number else []
    return Guess(TableLayout(layout.roles, order, mark), tuple(doubts), doubtful or number)


def _is_enough(section: Section, roles: Sequence[Role]) -> bool:
    given = tuple(roles) if not section.dates else (*roles, Role.DATE)
    return TableLayout(given).is_complete


def _column(section: Section, place: int) -> list[str]:
    rows = [*itertools.filterfalse(_is_about_all, section.rows[:_FIRST_ROWS]), *section.rows[_FIRST_ROWS:_LOOKED_AT]]
    # A line with one cell only is the name of a panel or a closing word, and says nothing of its column.
    told = [row for _, row in rows if sum(map(bool, row)) > 1 or len(section.heading) < _MANY_COLUMNS]
    return [row[place] for row in told if place < len(row) and row[place]]


def _is_about_all(row: tuple[int, Cells]) -> bool:
    """Tell whether a row under the heading holds units, ranges or laboratories instead of results."""
    return any(heading_of(cell).role in _ABOUT_ALL for cell in row[1][:2] if cell)


def _content(cells: Sequence[str]) -> _Content:
    filled = max(len(cells), 1)

    def share(found: Iterable[bool]) -> float:
        return sum(found) / filled

    return _Content(
        len(cells),
        len(set(cells)),
        share(map(dates.looks_like_date, cells)),
        share(value_of(cell, DecimalMark.POINT).reading.number is not None for cell in cells),
        share(map(is_unit, cells)),
        share(_is_range(cell) for cell in cells),
    )


def _is_range(cell: str) -> bool:
    found = range_of(cell, DecimalMark.POINT)
    return found.low is not None and found.high is not None


def _roles(section: Section, contents: Sequence[_Content]) -> tuple[list[Role], bool]:
    """Return a role for each column, and whether the headings left no doubt about them."""
    if not section.has_heading:
        return _from_content([Role.IGNORED] * len(contents), contents), False
    headings = headings_of(section.heading)
    roles, is_sure = _claimed(section, headings, contents)
    has_date = Role.DATE in roles or bool(section.dates)
    roles = _with_only_ones(section, roles, headings, contents)
    if Role.VALUE not in roles and Role.TEST_VALUES not in roles:
        roles = _with_days(section, roles)
    if Role.DAY_VALUES not in roles and not ({Role.TEST, Role.CODE} & set(roles) and Role.VALUE in roles):
        wide = _with_tests(section, roles, headings, contents)
        if Role.TEST_VALUES in wide and (Role.DATE in wide or section.dates):
            is_wide = has_date and _is_surely_wide(roles, wide, contents)
            if is_wide or wide.count(Role.TEST_VALUES) >= _MANY_TESTS:
                return wide, is_sure and is_wide
    if not _is_enough(section, roles):
        return _from_content(roles, contents), _is_enough(section, roles)
    return roles, is_sure


def _claimed(section: Section, headings: Sequence[Heading], contents: Sequence[_Content]) -> tuple[list[Role], bool]:
    """Give each role to the column whose heading says it best; two that say it equally well are in doubt."""
    roles = [Role.IGNORED] * len(headings)
    claims: dict[Role, list[tuple[int, int]]] = {}
    for place, (heading, content) in enumerate(zip(headings, contents, strict=True)):
        if heading.role is None or heading.about or not (content.filled or not section.rows):
            continue
        role, rank = heading.role, heading.rank
        if role is Role.TIME and content.date >= _MOSTLY:
            role, rank = Role.DATE, 300 + rank
        if role is Role.DATE and content.filled and content.date < _MOSTLY and content.number < _MOSTLY:
            continue
        claims.setdefault(role, []).append((rank, place))
    is_sure = True
    for role, unsorted in claims.items():
        claiming = sorted(unsorted)
        if role is Role.TEST:
            claiming = _most_telling(claiming, contents)
        kept = _kept(section, role, [place for _, place in claiming])
        for place in kept:
            roles[place] = role
        is_tied = len(claiming) > len(kept) and claiming[0][0] == claiming[len(kept)][0]
        is_sure &= not is_tied or (role in REPEATABLE and role is not Role.VALUE)
    if Role.VALUE in roles and not {Role.TEST, Role.CODE} & set(roles):
        roles = [
            Role.TEST if role is Role.LABORATORY and folded(text) == "lab" else role
            for role, text in zip(roles, section.heading, strict=True)
        ]
    return roles, is_sure


def _most_telling(claiming: list[tuple[int, int]], contents: Sequence[_Content]) -> list[tuple[int, int]]:
    """Return the columns of names, first the one with the most different ones: a panel is named beside each of its tests."""
    first = contents[claiming[0][1]]
    full = [each for each in claiming if contents[each[1]].filled >= first.filled]
    best = max(full, key=lambda each: contents[each[1]].distinct)
    if contents[best[1]].distinct == first.distinct:
        return claiming
    return [(-1, best[1]), *(each for each in claiming if each != best)]


def _with_only_ones(
    section: Section, roles: Sequence[Role], headings: Sequence[Heading], contents: Sequence[_Content]
) -> list[Role]:
    """Take as the date the only column of dates, whatever it is called; and beside tests the only one called a value of some kind."""
    found = list(roles)
    free = [place for place, role in enumerate(found) if role is Role.IGNORED and contents[place].filled]
    days = [place for place in free if contents[place].date >= _MOSTLY and not is_of_before(section.heading, place)]
    if Role.DATE not in found and not section.dates and len(days) == 1:
        found[days[0]] = Role.DATE
    values = [
        place
        for place in free
        if headings[place].role is Role.VALUE and place not in days and not is_of_before(section.heading, place)
    ]
    if Role.VALUE not in found and Role.TEST in found and len(values) == 1:
        found[values[0]] = Role.VALUE
    return found


def _kept(section: Section, role: Role, places: Sequence[int]) -> list[int]:
    """Return the columns that have a role of those that claim it: one, all notes, or values of which each row fills only one."""
    if role is Role.NOTE:
        return [*places]
    kept = [places[0]]
    if role is Role.VALUE:
        rows = [row for _, row in section.rows[:_LOOKED_AT]]
        for place in places[1:]:
            if not any(_is_filled(row, place) and any(_is_filled(row, each) for each in kept) for row in rows):
                kept.append(place)
    return kept


def _is_filled(row: Cells, place: int) -> bool:
    return place < len(row) and not is_nothing(row[place])


def _with_days(section: Section, roles: Sequence[Role]) -> list[Role]:
    """Mark the columns whose heading is a date, where the tests stand in a column."""
    days = [
        role is Role.IGNORED and dates.looks_like_date(text) for role, text in zip(roles, section.heading, strict=True)
    ]
    if not any(days):
        return list(roles)
    found = [Role.DAY_VALUES if is_day else role for role, is_day in zip(roles, days, strict=True)]
    if Role.TEST not in found and Role.CODE not in found and found[0] is not Role.DAY_VALUES:
        found[0] = Role.TEST
    return [Role.IGNORED if role is Role.DATE else role for role in found]


def _with_tests(
    section: Section, roles: Sequence[Role], headings: Sequence[Heading], contents: Sequence[_Content]
) -> list[Role]:
    """Mark the columns whose heading names a test, and those that stand beside one with its unit, range or flag."""
    found = [_role_among_tests(role, folded(text)) for role, text in zip(roles, section.heading, strict=True)]
    names = {
        bare_name(test_of(text).name)
        for text, heading, role in zip(section.heading, headings, found, strict=True)
        if role is Role.IGNORED and not heading.about
    }
    for place, (text, heading) in enumerate(zip(section.heading, headings, strict=True)):
        if found[place] is not Role.IGNORED:
            continue
        if heading.about and heading.role is not Role.VALUE and heading.about in names and heading.role is not None:
            found[place] = heading.role
        elif _names_a_test(text) and contents[place].number >= _MOSTLY / 2 and contents[place].date < _MOSTLY:
            found[place] = Role.TEST_VALUES
    return found


def _is_surely_wide(before: Sequence[Role], wide: Sequence[Role], contents: Sequence[_Content]) -> bool:
    """Tell whether each column is certainly a test: no column names the tests, nor could one in words that nobody taught us."""
    names_tests = Role.TEST in before and Role.PERSON not in wide
    has_words = any(
        role is Role.IGNORED and content.distinct > 1 and content.number + content.date < _MOSTLY / 2
        for role, content in zip(wide, contents, strict=True)
    )
    return not names_tests and (wide.count(Role.TEST_VALUES) >= _MANY_TESTS or not has_words)


def _role_among_tests(role: Role, words: str) -> Role:
    """Return the role of a column where each test has its own: "Name" is then the patient's."""
    if role is Role.TEST and words in _WEAK_TESTS:
        return Role.PERSON
    is_alone = role in (
        Role.TEST,
        Role.VALUE,
        Role.UNIT,
        Role.RANGE,
        Role.LOW,
        Role.HIGH,
        Role.FLAG,
        Role.CODE,
        Role.COMPARATOR,
    )
    return Role.IGNORED if is_alone else role


def bare_name(name: str) -> str:
    """Return the name of a test as a companion column repeats it: in small letters, without the words around it."""
    about = heading_of(f"{name} unit").about
    return about or folded(name)


def _names_a_test(heading: str) -> bool:
    words = folded(heading).split()
    return (
        bool(words) and not any(word in _NOT_TESTS for word in words) and re.search("[^\\W\\d_]", heading) is not None
    )


def _from_content(roles: Sequence[Role], contents: Sequence[_Content]) -> list[Role]:
    """Give the roles that no heading claimed to the columns that look like them, for a person to check."""
    found = list(roles)
    for role in _FROM_CONTENT:
        if role in found:
            continue
        free = [place for place, each in enumerate(found) if each is Role.IGNORED and contents[place].filled]
        scores = {place: _score(role, contents[place]) for place in free}
        best = max(scores, key=lambda place: scores[place], default=None)
        if best is not None and scores[best] >= _MOSTLY:
            found[best] = role
    return found


def _score(role: Role, content: _Content) -> float:
    match role:
        case Role.DATE:
            return content.date
        case Role.UNIT:
            return content.unit
        case Role.RANGE:
            return content.range
        case Role.VALUE:
            return content.number * (1 - content.date)
        case _:
            is_text = content.date + content.number + content.unit < 1 - _MOSTLY
            return 1 + content.distinct / max(content.filled, 1) if is_text else 0


def _dated(section: Section, roles: Sequence[Role]) -> list[str]:
    """Return all texts of a table that are dates by their role."""
    places = [place for place, role in enumerate(roles) if role in (Role.DATE, Role.BORN_ON)]
    texts = [row[place] for _, row in section.rows for place in places if place < len(row)]
    return texts + [text for text, role in zip(section.heading, roles, strict=False) if role is Role.DAY_VALUES]


def _order(
    section: Section, roles: Sequence[Role], texts: Sequence[str], *, has_comma_hint: bool
) -> tuple[DateOrder | None, str]:
    """Return the order of day and month, or the first date that leaves it in doubt."""
    each_once = dict.fromkeys(texts)
    possible = dates.orders_of(each_once)
    telling = [text for text in each_once if dates.tells_order(text)]
    if not telling:
        return None, ""
    if len(possible) == 1:
        return possible.pop(), ""
    told = {order_in(text) for text, role in zip(section.heading, roles, strict=False) if role is Role.DATE} - {None}
    if possible and len(told) == 1:
        return told.pop(), ""
    has_comma = has_comma_hint or _mark(section, roles, has_comma_hint=False)[0] is DecimalMark.COMMA
    is_european = all(map(dates.has_points, telling)) or (has_comma and is_foreign(section.heading))
    return (DateOrder.DAY_FIRST, "") if possible and is_european else (None, telling[0])


_POINT: Final = re.compile(
    r"(?<![\d.,])(?:\d+\.\d{1,2}|\d+\.\d{4,}|0\d*\.\d+|\d{4,}\.\d+|\d{1,3}(?:,\d{3})+\.\d+|\d{1,3}(?:,\d{3}){2,})(?![\d.,])"
)
_COMMA: Final = re.compile(
    r"(?<![\d.,])(?:\d+,\d{1,2}|\d+,\d{4,}|0\d*,\d+|\d{4,},\d+|\d{1,3}(?:\.\d{3})+,\d+|\d{1,3}(?:\.\d{3}){2,})(?![\d.,])"
)
_EITHER: Final = re.compile(r"(?<![\d.,])[1-9]\d{0,2}(?P<sign>[.,])\d{3}(?![\d.,])")
_SEPARATED: Final = re.compile(r"\d[.,]\d")
_NUMBERS: Final = frozenset({Role.VALUE, Role.TEST_VALUES, Role.DAY_VALUES, Role.LOW, Role.HIGH, Role.RANGE})


def _mark(section: Section, roles: Sequence[Role], *, has_comma_hint: bool) -> tuple[DecimalMark | None, str]:
    """Return the decimal mark, or the first number that leaves it in doubt; none where no number has one."""
    places = [place for place, role in enumerate(roles) if role in _NUMBERS]
    has_point = has_comma = False
    either: list[tuple[str, str]] = []
    cells = dict.fromkeys(row[place] for _, row in section.rows for place in places if place < len(row))
    for cell in cells:
        if _SEPARATED.search(cell) is None or isinstance(cell, NativeNumber) or dates.looks_like_date(cell):
            continue
        has_point |= _POINT.search(cell) is not None
        has_comma |= _COMMA.search(cell) is not None
        either += [(found["sign"], cell) for found in (_EITHER.search(cell),) if found]
    if has_point is not has_comma:
        return (DecimalMark.POINT if has_point else DecimalMark.COMMA), ""
    if not either:
        return None, ""
    is_plain = not has_comma and not has_comma_hint and not is_foreign(section.heading)
    if is_plain and all(sign == "." for sign, _ in either):
        return DecimalMark.POINT, ""
    return None, either[0][1]

"""Words about tables that are brought in: what a column may say, how dates and decimals are written, what is in doubt."""

from __future__ import annotations

import re
from collections.abc import Mapping
from types import MappingProxyType
from typing import Final

from hoofbeat.domain.tables import DateOrder, DecimalMark, Doubt, FoundTable, Role
from hoofbeat.domain.values import PartialDate
from hoofbeat.wording.dates import date_words
from hoofbeat.wording.translation import ntr, tr

_PARTS: Final = 3
_FIRST_YEAR: Final = 1000
_ROLES: Mapping[Role, str] = MappingProxyType(
    {
        Role.IGNORED: "Not used",
        Role.DATE: "Date of the sample",
        Role.TIME: "Time of the sample",
        Role.TEST: "Name of the test",
        Role.VALUE: "Value",
        Role.COMPARATOR: "Sign before the value",
        Role.UNIT: "Unit",
        Role.RANGE: "Range of the lab",
        Role.LOW: "Range from",
        Role.HIGH: "Range to",
        Role.FLAG: "Flag of the lab",
        Role.CODE: "Code of the test",
        Role.LABORATORY: "Laboratory",
        Role.SPECIMEN: "Specimen",
        Role.METHOD: "Method",
        Role.STATE: "State of the result",
        Role.CATEGORY: "Kind of entry",
        Role.NOTE: "Note",
        Role.PERSON: "Person",
        Role.GIVEN_NAME: "First name",
        Role.FAMILY_NAME: "Last name",
        Role.BORN_ON: "Birth date",
        Role.TEST_VALUES: "Values of this test",
        Role.DAY_VALUES: "Values of this day",
    }
)
_ORDERS: Mapping[DateOrder, str] = MappingProxyType(
    {
        DateOrder.DAY_FIRST: "Day first: 31/12/2026",
        DateOrder.MONTH_FIRST: "Month first: 12/31/2026",
        DateOrder.YEAR_FIRST: "Year first: 2026-12-31",
    }
)
_MARKS: Mapping[DecimalMark, str] = MappingProxyType(
    {DecimalMark.POINT: "A point: 1,234.5", DecimalMark.COMMA: "A comma: 1.234,5"}
)
_DOUBTS: Mapping[Doubt, str] = MappingProxyType(
    {
        Doubt.COLUMNS: "Please say which column holds the date, the test and the value.",
        Doubt.DATE_ORDER: "The date {example} may start with the day or the month. Please say which.",
        Doubt.DECIMAL_MARK: "The number {example} may be read in two ways. Please say what stands before the decimals.",
    }
)


def role_words(role: Role) -> str:
    """Say what a column says."""
    return tr(_ROLES[role])


def order_words(order: DateOrder, example: str = "") -> str:
    """Say in which order dates are written, with what a date of the file then is."""
    day = _day_of(order, example)
    if day is None:
        return tr(_ORDERS[order])
    name = tr("Day first") if order is DateOrder.DAY_FIRST else tr("Month first")
    return tr("{order}: {example} is {date}").format(order=name, example=example, date=date_words(day))


def _day_of(order: DateOrder, example: str) -> PartialDate | None:
    """Return the day that a date in numbers is in an order, if it is one of three numbers with the year last."""
    numbers = [int(number) for number in re.findall(r"\d+", example)[:3]]
    if len(numbers) < _PARTS or order is DateOrder.YEAR_FIRST or numbers[2] < _FIRST_YEAR:
        return None
    day, month = numbers[:2] if order is DateOrder.DAY_FIRST else reversed(numbers[:2])
    try:
        return PartialDate(numbers[2], month, day)
    except ValueError:
        return None


def mark_words(mark: DecimalMark) -> str:
    """Say what stands before decimals, with an example."""
    return tr(_MARKS[mark])


def doubt_sentence(doubt: Doubt, example: str) -> str:
    """Ask what a table leaves in doubt."""
    return tr(_DOUBTS[doubt]).format(example=example)


def table_words(table: FoundTable) -> str:
    """Name a table and say how long it is."""
    rows = ntr("{count} row", "{count} rows", table.row_count).format(count=table.row_count)
    return tr("{name}: {rows}").format(name=table.name, rows=rows) if table.name else rows

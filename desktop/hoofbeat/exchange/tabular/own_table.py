"""The table of results that Hoofbeat itself writes: its columns are known, and so is how each value was understood."""

from __future__ import annotations

import contextlib
from collections.abc import Mapping
from dataclasses import replace
from decimal import Decimal, InvalidOperation
from types import MappingProxyType
from typing import Any, Final

from hoofbeat.domain.records import Kind, fields_for
from hoofbeat.domain.tables import DateOrder, DecimalMark, Role, TableLayout
from hoofbeat.domain.values import Reading, read_value
from hoofbeat.exchange.csv_folder import as_it_was
from hoofbeat.exchange.tabular.sections import Section

_ROLES: Final[Mapping[str, Role]] = MappingProxyType(
    {
        "value_text": Role.VALUE,
        "unit": Role.UNIT,
        "method": Role.METHOD,
        "range_low": Role.LOW,
        "range_high": Role.HIGH,
        "range_text": Role.RANGE,
        "flag": Role.FLAG,
        "report_state": Role.STATE,
        "code": Role.CODE,
        "note": Role.NOTE,
        "test_name": Role.TEST,
        "taken_on": Role.DATE,
        "taken_at": Role.TIME,
        "laboratory": Role.LABORATORY,
        "specimen": Role.SPECIMEN,
    }
)
SAMPLE_COLUMNS: Final[Mapping[str, str]] = MappingProxyType(
    {
        **{
            name: name
            for name in ("fasting_hours", "acid_medicine", "acid_medicine_advice", "expected_on", "procedure")
        },
        "sample_state": "state",
    }
)
"""What a table of results says of the taking of each sample: its columns, and the fields of the sample."""
_RESULT_COLUMNS: Final[Mapping[str, str]] = MappingProxyType({"minute": "minute", "state": "state"})
_TELLING: Final = frozenset({"value_text", "comparator", "value", "range_text", "test_name", "taken_on"})


def is_own(section: Section) -> bool:
    """Tell whether a table has the columns of the one that Hoofbeat writes, in any order."""
    return section.has_heading and set(section.heading) >= _TELLING


def own_layout(section: Section) -> TableLayout:
    """Return what the columns say: the value as printed is the value, not the number understood from it."""
    roles = tuple(_ROLES.get(name, Role.IGNORED) for name in section.heading)
    return TableLayout(roles, DateOrder.YEAR_FIRST, DecimalMark.POINT)


def as_written(section: Section) -> Section:
    """Return the table without the apostrophes that keep spreadsheets from calculating."""
    return replace(section, rows=[(number, tuple(map(as_it_was, row))) for number, row in section.rows])


def beyond_of(section: Section) -> list[dict[str, str]]:
    """Return what each row says that tables of other senders have no column for, by the names of the fields."""
    wanted = [
        (name, place)
        for place, name in enumerate(section.heading)
        if name in (*_RESULT_COLUMNS, *SAMPLE_COLUMNS, "sample")
    ]
    return [{name: row[place] for name, place in wanted if place < len(row) and row[place]} for _, row in section.rows]


def fields_from(kind: Kind, beyond: Mapping[str, str]) -> dict[str, Any]:
    """Return the fields of a result or a sample that a row says; one that cannot be read is left out."""
    columns = _RESULT_COLUMNS if kind is Kind.RESULTS else SAMPLE_COLUMNS
    declared = fields_for(kind)
    found: dict[str, Any] = {}
    for column, name in columns.items():
        with contextlib.suppress(ValueError):
            if beyond.get(column):
                found[name] = declared[name].parse(beyond[column])
    return found


def readings_of(section: Section) -> list[Reading | None]:
    """Return how the value of each row was understood when it was written; None where it does not say so."""
    places = {name: section.heading.index(name) for name in ("value_text", "comparator", "value")}
    texts = [
        {name: row[place] if place < len(row) else "" for name, place in places.items()} for _, row in section.rows
    ]
    return [_reading(each) for each in texts]


def _reading(texts: Mapping[str, str]) -> Reading | None:
    """Return the meaning of the printed value that the number beside it confirms; a text changed by hand has none."""
    text, sign = texts["value_text"], texts["comparator"]
    if not text:
        return None
    try:
        number = Decimal(texts["value"]) if texts["value"] else None
    except InvalidOperation:
        return None
    meanings = (read_value(text, decimal_comma=is_comma) for is_comma in (False, True))
    found = (each for each in meanings if each.number == number and (each.comparator or "") == sign)
    return next((replace(each, text=text) for each in found), None)

"""Long lists: ids ordered and filtered in SQL, rows fetched for a part of them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from sqlalchemy import Connection, Table, literal_column, or_, select
from sqlalchemy.sql import ColumnElement

from hoofbeat.domain.records import Kind
from hoofbeat.store.tables import TABLES

_ESCAPE = "\\"


def list_ids(
    connection: Connection,
    kind: Kind,
    *,
    order_by: str = "",
    is_descending: bool = False,
    containing: str = "",
    within: Sequence[str] = (),
    equal: Mapping[str, str] | None = None,
) -> list[str]:
    """Return the ids of a kind in order; with `containing`, of those in whose fields `within` every word of it occurs.

    With `equal`, of those whose fields hold just these texts.
    """
    table = TABLES[kind]
    conditions = [_contains(table, within, word) for word in containing.split()]
    conditions += [table.c[name] == text for name, text in (equal or {}).items()]
    added: ColumnElement[Any] = literal_column("rowid")
    ordering: list[ColumnElement[Any]] = [added.desc() if is_descending else added]
    if order_by:
        column = _sortable(table, order_by)
        ordering = [column.desc() if is_descending else column, added]
    query = select(table.c.id).where(*conditions).order_by(*ordering)
    return [str(each) for each in connection.execute(query).scalars()]


def _sortable(table: Table, field: str) -> ColumnElement[Any]:
    """Return the column that a field sorts by: numbers kept as text have a shadow that compares as a number."""
    return table.c.get(f"{field}_sort", table.c[field])


def _contains(table: Table, within: Sequence[str], word: str) -> ColumnElement[bool]:
    escaped = word.replace(_ESCAPE, _ESCAPE * 2).replace("%", f"{_ESCAPE}%").replace("_", f"{_ESCAPE}_")
    return or_(*(table.c[name].like(f"%{escaped}%", escape=_ESCAPE) for name in within))

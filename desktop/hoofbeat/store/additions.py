"""Questions to the change log for a sheet: what was added or marked as stopped since a moment, and when anything changed last."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import UTC, datetime

from sqlalchemy import Connection, Select, func, literal_column, select
from sqlalchemy.sql import ColumnElement

from hoofbeat.domain.changes import Action, Mode
from hoofbeat.domain.records import Kind, MedicineState
from hoofbeat.store.tables import change_items, changes


def newest_change(connection: Connection) -> int:
    """Return the number of the newest change: while it is the same, every record is as it was."""
    return int(connection.execute(select(func.coalesce(func.max(changes.c.id), 0))).scalar_one())


def last_changed_at(connection: Connection) -> datetime | None:
    """Return when the record was changed last, undo and redo included; None for a new journal.

    That a sheet was handed out is no change of what it says.
    """
    is_shared = select(change_items.c.change).where(
        change_items.c.change == changes.c.id, change_items.c.kind == Kind.SHARED.value
    )
    query = select(changes.c.made_at).where(~is_shared.exists()).order_by(changes.c.id.desc()).limit(1)
    found = connection.execute(query).scalar()
    return None if found is None else datetime.fromisoformat(found)


def added_since(connection: Connection, moment: datetime, *kinds: Kind) -> frozenset[str]:
    """Return the ids of records of some kinds that were first added at this moment or later."""
    return frozenset(connection.execute(ids_added_since(connection, moment, *kinds)).scalars())


def added_among(connection: Connection, moment: datetime, kind: Kind, record_ids: Iterable[str]) -> frozenset[str]:
    """Return which of these records of a kind were first added at this moment or later."""
    wanted, first_change = list(record_ids), _first_change(connection, moment)
    found: set[str] = set()
    for start in range(0, len(wanted), _LONGEST_IN):
        query = select(change_items.c.record).where(
            change_items.c.kind == kind.value,
            change_items.c.record.in_(wanted[start : start + _LONGEST_IN]),
            change_items.c.change >= first_change,
            *_IS_FIRST_INSERT,
        )
        found.update(connection.execute(query).scalars())
    return frozenset(found)


def ids_added_since(connection: Connection, moment: datetime, *kinds: Kind) -> Select[str]:
    """Return the query for those ids, each once; a record that was deleted and brought back is not new."""
    return select(change_items.c.record).where(
        change_items.c.change >= _first_change(connection, moment),
        _kind_unindexed.in_([kind.value for kind in kinds]),
        *_IS_FIRST_INSERT,
    )


def was_added_since(
    connection: Connection, moment: datetime, kind: Kind, record: ColumnElement[str]
) -> ColumnElement[bool]:
    """Return the condition that a record of this kind is one of those ids, asked of the shorter part of the change log.

    After a whole history was brought in, nearly everything is new, and it is quicker to know what was there before.
    """
    first_change = _first_change(connection, moment)
    in_order = select(change_items.c.id).order_by(change_items.c.change).limit(1)
    first_item = connection.execute(in_order.where(change_items.c.change >= first_change)).scalar()
    last_item = connection.execute(select(func.max(change_items.c.id))).scalar()
    if first_item is None or last_item is None or first_item > last_item - first_item:
        return record.in_(ids_added_since(connection, moment, kind))
    before = select(change_items.c.record).where(
        change_items.c.change < first_change,
        _kind_unindexed == kind.value,
        change_items.c.action == Action.INSERT.value,
    )
    return record.not_in(before)


_LONGEST_IN = 500
_earlier = change_items.alias("earlier")
_IS_FIRST_INSERT = (
    change_items.c.action == Action.INSERT.value,
    ~select(_earlier.c.id)
    .where(
        _earlier.c.kind == change_items.c.kind,
        _earlier.c.record == change_items.c.record,
        _earlier.c.id < change_items.c.id,
        _earlier.c.action == Action.INSERT.value,
    )
    .exists(),
)
_kind_unindexed: ColumnElement[str] = literal_column("+change_items.kind")
"""The kind of an item, without its index: what is new is few among what there is, so the index of the changes is the short way."""


def stopped_since(connection: Connection, moment: datetime) -> frozenset[str]:
    """Return the ids of medicines that were marked as stopped at this moment or later."""
    state = func.json_extract(change_items.c.after, "$.state")
    query = select(change_items.c.record).where(
        change_items.c.change >= _first_change(connection, moment),
        _kind_unindexed == Kind.MEDICINES.value,
        change_items.c.action == Action.UPDATE.value,
        state == MedicineState.STOPPED.value,
    )
    return frozenset(connection.execute(query).scalars())


def _first_change(connection: Connection, moment: datetime) -> int:
    """Return the id of the first change from a moment on, or one that no change has yet; how the journal began is no news."""
    stored = moment.astimezone(UTC).isoformat(timespec="seconds")
    is_news = (changes.c.made_at >= stored) & (changes.c.mode != Mode.BEGIN.value)
    found = connection.execute(select(func.min(changes.c.id)).where(is_news)).scalar()
    if found is not None:
        return int(found)
    return int(connection.execute(select(func.coalesce(func.max(changes.c.id), 0) + 1)).scalar_one())

"""Questions to the change log for a sheet: what was added or marked as stopped since a moment, and when anything changed last."""

from __future__ import annotations

from datetime import UTC, datetime

from sqlalchemy import Connection, Integer, Select, func, select

from hoofbeat.domain.changes import Action, Mode
from hoofbeat.domain.records import Kind, MedicineState
from hoofbeat.store.tables import change_items, changes


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


def ids_added_since(connection: Connection, moment: datetime, *kinds: Kind) -> Select[str]:
    """Return the query for those ids; a record that was deleted and brought back is not new."""
    first_change = _first_change(connection, moment)
    is_of_kind = change_items.c.kind.in_([kind.value for kind in kinds])
    first_insert = func.min(change_items.c.change, type_=Integer)
    # Not narrowed to the kinds: SQLite would then walk along those, through the whole record, instead of the few recent changes.
    recent = select(change_items.c.record).where(
        change_items.c.change >= first_change, change_items.c.action == Action.INSERT.value
    )
    return (
        select(change_items.c.record)
        .where(change_items.c.action == Action.INSERT.value, is_of_kind, change_items.c.record.in_(recent))
        .group_by(change_items.c.record)
        .having(first_insert >= first_change)
    )


def stopped_since(connection: Connection, moment: datetime) -> frozenset[str]:
    """Return the ids of medicines that were marked as stopped at this moment or later."""
    state = func.json_extract(change_items.c.after, "$.state")
    query = select(change_items.c.record).where(
        change_items.c.change >= _first_change(connection, moment),
        change_items.c.kind == Kind.MEDICINES.value,
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

"""The change log read back: undo, redo, taking back one older change such as an import, and the history of a record."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from collections.abc import Set as AbstractSet
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, RowMapping, Select, func, select, update

from hoofbeat.domain.changes import Act, Action, Change, ChangeItem, HistoryEntry, Mode, Undone
from hoofbeat.domain.errors import (
    NothingCouldBeUndoneError,
    NothingToRedoError,
    NothingToUndoError,
    RecordNotFoundError,
)
from hoofbeat.domain.fields import Field
from hoofbeat.domain.records import Kind, fields_for, references_to
from hoofbeat.store.tables import TABLES, change_items, changes
from hoofbeat.store.unit_of_work import UnitOfWork, description_from

RecordKey = tuple[Kind, str]
_CHUNK = 500


def newest_to_undo(connection: Connection, *, since: int = 0) -> Change | None:
    """Return the change that undo would take back: the newest in force, younger than the change `since`."""
    query = select(changes).where(changes.c.mode == Mode.DO.value, changes.c.is_undone == 0, changes.c.id > since)
    return _first(connection, query.order_by(changes.c.id.desc()))


def next_to_redo(connection: Connection) -> Change | None:
    """Return the change that redo would make again: the last one taken back, unless something was changed since."""
    newest_do = (
        select(func.coalesce(func.max(changes.c.id), 0)).where(changes.c.mode == Mode.DO.value).scalar_subquery()
    )
    newest_undo = (
        select(func.max(changes.c.id)).where(changes.c.mode == Mode.UNDO.value, changes.c.target == _TAKEN_BACK.c.id)
    ).scalar_subquery()
    query = select(_TAKEN_BACK).where(_TAKEN_BACK.c.is_undone == 1, newest_undo > newest_do)
    return _first(connection, query.order_by(newest_undo.desc()))


_TAKEN_BACK = changes.alias("taken_back")


def list_changes(connection: Connection, *, limit: int = 200, offset: int = 0) -> list[Change]:
    """Return the changes that were made, newest first, whether in force or taken back; undo and redo steps are left out."""
    query = select(changes).where(changes.c.mode == Mode.DO.value).order_by(changes.c.id.desc())
    rows = connection.execute(query.limit(limit).offset(offset)).mappings().all()
    return [_change(connection, row) for row in rows]


def history_of(connection: Connection, kind: Kind, record_id: str) -> list[HistoryEntry]:
    """Return every step of one record, oldest first, undo and redo included."""
    query = (
        select(changes, change_items.c.action, change_items.c.before, change_items.c.after)
        .join(change_items, change_items.c.change == changes.c.id)
        .where(change_items.c.kind == kind.value, change_items.c.record == record_id)
        .order_by(change_items.c.id)
    )
    rows = connection.execute(query).mappings().all()
    return [
        HistoryEntry(_change(connection, row), _item({**row, "kind": kind.value, "record": record_id})) for row in rows
    ]


def last_act(connection: Connection, kind: Kind, record_id: str, field: str) -> Act | None:
    """Return the act by which a field of a record got what it holds, None where the log does not tell."""
    query = (
        select(change_items.c.action, change_items.c.after, changes.c.description, changes.c.mode)
        .join(changes, changes.c.id == change_items.c.change)
        .where(change_items.c.kind == kind.value, change_items.c.record == record_id)
        .order_by(change_items.c.id.desc())
    )
    for action, after, description, mode in connection.execute(query):
        is_put_back = action == Action.INSERT.value and mode != Mode.DO.value
        is_set = action == Action.INSERT.value or (after is not None and field in json.loads(after))
        if is_set and not is_put_back:
            return description_from(description).act
    return None


def undo(work: UnitOfWork, change_id: int | None = None, *, since: int = 0) -> Undone:
    """Take back one change, or the newest one in force, as a change of its own; NothingToUndoError when there is none.

    Records that were changed or used since by other changes are kept, and listed in the answer, as are those that belong to one
    that is gone. NothingCouldBeUndoneError, and the change stays in force, where that is all of them.
    """
    change = (
        newest_to_undo(work.connection, since=since) if change_id is None else get_change(work.connection, change_id)
    )
    if change is None or change.is_undone or change.mode is not Mode.DO:
        raise NothingToUndoError
    items = _items_in_force(work.connection, change.id)
    kept = _kept(work, change.id, items)
    if items and kept >= set(map(_key, items)):
        raise NothingCouldBeUndoneError(sorted(kept))
    _revert_all(work, [item for item in items if _key(item) not in kept])
    work.connection.execute(update(changes).where(changes.c.id == change.id).values(is_undone=1))
    done = work.commit(change.description, mode=Mode.UNDO, target=change.id)
    return Undone(done, tuple(sorted(kept)))


def redo(work: UnitOfWork) -> Undone:
    """Make the change again that was taken back last; NothingToRedoError when there is none or something changed since."""
    change = next_to_redo(work.connection)
    if change is None:
        raise NothingToRedoError
    undoing = select(func.max(changes.c.id)).where(changes.c.mode == Mode.UNDO.value, changes.c.target == change.id)
    _revert_all(work, _items(work.connection, work.connection.execute(undoing).scalar_one()))
    work.connection.execute(update(changes).where(changes.c.id == change.id).values(is_undone=0))
    return Undone(work.commit(change.description, mode=Mode.REDO, target=change.id))


def newest_id(connection: Connection) -> int:
    """Return the id of the newest change of any kind, 0 when there is none."""
    return int(connection.execute(select(func.coalesce(func.max(changes.c.id), 0))).scalar_one())


def get_change(connection: Connection, change_id: int) -> Change:
    """Return one change of the log; RecordNotFoundError when there is none with this id."""
    found = _first(connection, select(changes).where(changes.c.id == change_id))
    if found is None:
        raise RecordNotFoundError("changes", str(change_id))
    return found


def _first(connection: Connection, query: Select[Any]) -> Change | None:
    row = connection.execute(query.limit(1)).mappings().first()
    return None if row is None else _change(connection, row)


def _change(connection: Connection, row: RowMapping) -> Change:
    kinds = connection.execute(
        select(change_items.c.kind).where(change_items.c.change == row["id"]).distinct()
    ).scalars()
    return Change(
        row["id"],
        datetime.fromisoformat(row["made_at"]),
        description_from(row["description"]),
        row["author"],
        Mode(row["mode"]),
        frozenset(map(Kind, kinds)),
        is_undone=bool(row["is_undone"]),
    )


def _items_in_force(connection: Connection, change_id: int) -> list[ChangeItem]:
    """Return what a change did, as it was last made: a change that was made again is read from its redo."""
    again = select(func.max(changes.c.id)).where(changes.c.mode == Mode.REDO.value, changes.c.target == change_id)
    return _items(connection, connection.execute(again).scalar_one() or change_id)


def _items(connection: Connection, change_id: int) -> list[ChangeItem]:
    query = select(change_items).where(change_items.c.change == change_id).order_by(change_items.c.id)
    return [_item(row) for row in connection.execute(query).mappings()]


def _item(row: Any) -> ChangeItem:
    before, after = (None if row[name] is None else json.loads(row[name]) for name in ("before", "after"))
    return ChangeItem(Kind(row["kind"]), row["record"], Action(row["action"]), before, after)


def _key(item: ChangeItem) -> RecordKey:
    return item.kind, item.record_id


def _kept(work: UnitOfWork, change_id: int, items: Sequence[ChangeItem]) -> set[RecordKey]:
    """Return the records of a change that stay: changed since, referred to by one that stays, or part of one that is gone."""
    kept = set(map(_key, items)) & _changed_since(work.connection, change_id)
    while True:
        going = [item for item in items if _key(item) not in kept]
        more = _used_by_others(work.connection, going) | _without_what_they_belong_to(work, going)
        if not more:
            return kept
        kept |= more


def _changed_since(connection: Connection, change_id: int) -> set[RecordKey]:
    in_force = (changes.c.mode == Mode.DO.value) & (changes.c.is_undone == 0) & (changes.c.id > change_id)
    query = select(change_items.c.kind, change_items.c.record).join(changes, changes.c.id == change_items.c.change)
    return {(Kind(kind), record) for kind, record in connection.execute(query.where(in_force).distinct())}


def _used_by_others(connection: Connection, items: Sequence[ChangeItem]) -> set[RecordKey]:
    """Return those of the added records that something refers to which neither goes with them nor lets go of them."""
    going = {_key(item) for item in items if item.action is Action.INSERT}
    letting_go = {
        (*_key(item), name) for item in items if item.action is Action.UPDATE and item.before for name in item.before
    }
    used: set[RecordKey] = set()
    for kind in {kind for kind, _ in going}:
        ids = [record_id for each, record_id in going if each is kind]
        for other, field in references_to(kind):
            table = TABLES[other]
            for start in range(0, len(ids), _CHUNK):
                query = select(table.c.id, table.c[field.name]).where(
                    table.c[field.name].in_(ids[start : start + _CHUNK])
                )
                used |= {
                    (kind, target)
                    for user, target in connection.execute(query)
                    if (other, user) not in going and (other, user, field.name) not in letting_go
                }
    return used


def _without_what_they_belong_to(work: UnitOfWork, items: Sequence[ChangeItem]) -> set[RecordKey]:
    """Return those of the records whose earlier form needs a record that is gone and does not come back with them."""
    coming = _coming(items)
    return {
        _key(item)
        for item in items
        if item.before is not None
        for field, target in _references(item.kind, item.before)
        if field.is_required and target not in coming and not _is_there(work, target)
    }


def _revert_all(work: UnitOfWork, items: Sequence[ChangeItem]) -> None:
    coming = _coming(items)
    for item in reversed(items):
        # What was kept of a change that was taken back in part may have left a record as this step would leave it.
        if _is_there(work, _key(item)) is not (item.action is Action.DELETE):
            _revert(work, item, coming)


def _coming(items: Sequence[ChangeItem]) -> set[RecordKey]:
    return {_key(item) for item in items if item.action is Action.DELETE}


def _revert(work: UnitOfWork, item: ChangeItem, coming: AbstractSet[RecordKey]) -> None:
    if item.action is Action.INSERT:
        work.delete_row(item.kind, item.record_id)
    elif item.before is not None:
        before = _without_lost_references(work, item.kind, item.before, coming)
        if item.action is Action.DELETE:
            work.insert_rows(item.kind, [before])
        else:
            work.update_row(item.kind, item.record_id, before)


def _without_lost_references(
    work: UnitOfWork, kind: Kind, row: dict[str, Any], coming: AbstractSet[RecordKey]
) -> dict[str, Any]:
    """Return the row with optional references cleared where the record that they name is gone for good."""
    lost = {
        field.name: None
        for field, target in _references(kind, row)
        if not field.is_required and target not in coming and not _is_there(work, target)
    }
    return row | lost


def _references(kind: Kind, row: Mapping[str, Any]) -> list[tuple[Field, RecordKey]]:
    """Return the references that a row, or some fields of one, holds."""
    return [
        (field, (Kind(field.refers_to), row[field.name]))
        for field in fields_for(kind).values()
        if field.refers_to and row.get(field.name)
    ]


def _is_there(work: UnitOfWork, key: RecordKey) -> bool:
    kind, record_id = key
    return work.records.count(kind, id=record_id) > 0

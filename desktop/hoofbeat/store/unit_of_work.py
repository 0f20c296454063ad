"""One transaction: explicit commit, roll-back by default, a described change, and the change log written with it."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import UTC, datetime
from itertools import groupby
from types import TracebackType
from typing import Any, Final, Self

from sqlalchemy import Connection, Engine, Table, Transaction, delete, insert, select, update

from hoofbeat.domain.changes import Act, Action, Change, ChangeItem, Description, Mode
from hoofbeat.domain.errors import RecordNotFoundError
from hoofbeat.domain.fields import OnRemove
from hoofbeat.domain.records import Kind, Record, fields_for, kind_of, references_to
from hoofbeat.store.repositories import Repository, to_row, to_rows
from hoofbeat.store.tables import TABLES, change_items, changes

_LOGGED: Final = ("change", "kind", "record", "action", "before", "after")
_LOG_INSERTS: Final = "INSERT INTO change_items (change, kind, record, action) SELECT ?, ?, value, 'insert' FROM json_each(?) ORDER BY key"


def now() -> datetime:
    """Return the present moment in UTC."""
    return datetime.now(UTC)


def description_text(description: Description) -> str:
    """Return the stored form of a description."""
    stored = {
        "act": description.act.value,
        "kind": description.kind,
        "subject": description.subject,
        "count": description.count,
    }
    return json.dumps(stored, ensure_ascii=False)


def description_from(stored: str) -> Description:
    """Return the description of a stored form."""
    values = json.loads(stored)
    kind = values["kind"]
    return Description(Act(values["act"]), None if kind is None else Kind(kind), values["subject"], values["count"])


def insert_many(connection: Connection, table: Table, names: Sequence[str], rows: Sequence[tuple[Any, ...]]) -> None:
    """Insert rows of these columns by one plain statement: for ten thousands of them, a fifth of the library's own way."""
    columns, gaps = ", ".join(f'"{name}"' for name in names), ", ".join("?" for _ in names)
    statement = f'INSERT INTO "{table.name}" ({columns}) VALUES ({gaps})'  # noqa: S608  # names of our own tables
    connection.exec_driver_sql(statement, rows)


def _logged(change_id: int, item: ChangeItem) -> tuple[Any, ...]:
    images = (None if image is None else json.dumps(image, ensure_ascii=False) for image in (item.before, item.after))
    return change_id, item.kind.value, item.record_id, item.action.value, *images


class UnitOfWork:
    """A change under way. Leaving the block without `commit` rolls everything back.

    `records` reads what the transaction sees, its own writes included.
    """

    def __init__(self, engine: Engine, *, author: str = "", clock: Callable[[], datetime] = now) -> None:
        self._engine = engine
        self._author = author
        self._clock = clock
        self._items: list[ChangeItem] = []
        self._is_committed = False

    def __enter__(self) -> Self:
        self._connection: Connection = self._engine.connect()
        try:
            self._transaction: Transaction = self._connection.begin()
        except BaseException:
            self._connection.close()
            raise
        self.records = Repository(self._connection)
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        try:
            if not self._is_committed:
                self._transaction.rollback()
        finally:
            self._connection.close()

    @property
    def connection(self) -> Connection:
        """The connection of the transaction, for the other modules of the store."""
        return self._connection

    @property
    def has_changes(self) -> bool:
        """Tell whether anything would be committed."""
        return bool(self._items)

    def add(self, *records: Record) -> None:
        """Add new records."""
        by_kind: dict[Kind, list[Record]] = {}
        for record in records:
            by_kind.setdefault(kind_of(type(record)), []).append(record)
        for kind, group in by_kind.items():
            self._insert(kind, *to_rows(kind, group))

    def correct(self, record: Record) -> None:
        """Save a changed record; RecordNotFoundError when it is not there. An unchanged one leaves no trace."""
        kind = kind_of(type(record))
        row = to_row(record)
        self.update_row(kind, row.pop("id"), row)

    def remove(self, kind: Kind, record_id: str) -> None:
        """Remove a record; what refers to it goes too or lets go of it, as the field registry says."""
        for other, field in references_to(kind):
            for dependent in self._ids(other, field.name, record_id):
                if field.on_remove is OnRemove.REMOVE:
                    self.remove(other, dependent)
                else:
                    self.update_row(other, dependent, {field.name: None})
        self.delete_row(kind, record_id)

    def insert_rows(self, kind: Kind, rows: list[dict[str, Any]]) -> None:
        """Insert stored rows and log their ids."""
        if rows:
            names = tuple(rows[0])
            self._insert(kind, names, [tuple(row[name] for name in names) for row in rows])

    def _insert(self, kind: Kind, names: Sequence[str], rows: Sequence[tuple[Any, ...]]) -> None:
        insert_many(self._connection, TABLES[kind], names, rows)
        place = names.index("id")
        self._items += [ChangeItem(kind, row[place], Action.INSERT) for row in rows]

    def update_row(self, kind: Kind, record_id: Any, values: Mapping[str, Any]) -> None:
        """Set stored fields and log those that differ, before and after."""
        stored = self.row(kind, record_id)
        after = {name: value for name, value in values.items() if stored[name] != value}
        if after:
            table = TABLES[kind]
            self._connection.execute(update(table).where(table.c.id == record_id).values(after))
            before = {name: stored[name] for name in after}
            self._items.append(ChangeItem(kind, record_id, Action.UPDATE, before, after))

    def delete_row(self, kind: Kind, record_id: str) -> None:
        """Delete a stored row and log it whole."""
        before = self.row(kind, record_id)
        table = TABLES[kind]
        self._connection.execute(delete(table).where(table.c.id == record_id))
        self._items.append(ChangeItem(kind, record_id, Action.DELETE, before=before))

    def row(self, kind: Kind, record_id: str) -> dict[str, Any]:
        """Return a stored row with its id; RecordNotFoundError when it is not there."""
        table = TABLES[kind]
        columns = [table.c.id, *(table.c[name] for name in fields_for(kind))]
        found = self._connection.execute(select(*columns).where(table.c.id == record_id)).mappings().first()
        if found is None:
            raise RecordNotFoundError(kind.value, record_id)
        return dict(found)

    def commit(self, description: Description, *, mode: Mode = Mode.DO, target: int | None = None) -> Change:
        """Write the change log and commit; the answer names the kinds touched."""
        made_at = self._clock()
        row = {
            "made_at": made_at.isoformat(timespec="seconds"),
            "description": description_text(description),
            "author": self._author,
            "mode": mode.value,
            "target": target,
        }
        change_id = self._connection.execute(insert(changes).values(row)).inserted_primary_key[0]  # type: ignore[index]  # an insert has one
        self._log(change_id, self._items)
        self._transaction.commit()
        self._is_committed = True
        touched = frozenset(item.kind for item in self._items)
        return Change(change_id, made_at, description, self._author, mode, touched)

    def _log(self, change_id: int, items: Iterable[ChangeItem]) -> None:
        for (is_insert, kind), run in groupby(items, key=lambda item: (item.action is Action.INSERT, item.kind)):
            if is_insert:
                self._log_inserts(change_id, kind, [item.record_id for item in run])
            else:
                insert_many(self._connection, change_items, _LOGGED, [_logged(change_id, item) for item in run])

    def _log_inserts(self, change_id: int, kind: Kind, record_ids: Sequence[str]) -> None:
        """Log what was added, all of a kind in one statement: an import of ten thousands waits half as long for its log."""
        self._connection.exec_driver_sql(_LOG_INSERTS, (change_id, kind.value, json.dumps(record_ids)))

    def _ids(self, kind: Kind, field: str, value: str) -> list[str]:
        table = TABLES[kind]
        return [
            str(each) for each in self._connection.execute(select(table.c.id).where(table.c[field] == value)).scalars()
        ]

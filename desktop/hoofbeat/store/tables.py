"""The tables of a journal, made from the field registry: one per kind of record, the contents of files, the change log, drafts and choices.

Dates, times and numbers are stored as the text that they were given as; `value_sort` is a shadow of a result's number.
"""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import Any, Final

from sqlalchemy import (
    CheckConstraint,
    Column,
    Computed,
    ForeignKey,
    Index,
    Integer,
    LargeBinary,
    MetaData,
    Table,
    Text,
    text,
)
from sqlalchemy.types import REAL

from hoofbeat.domain.fields import Field, FieldType
from hoofbeat.domain.records import Kind, fields_for

SCHEMA_VERSION: Final = 3
"""The `user_version` of a journal that this program writes."""

metadata = MetaData(
    naming_convention={
        "ix": "ix_%(table_name)s_%(column_0_N_name)s",
        "uq": "uq_%(table_name)s_%(column_0_N_name)s",
        "ck": "ck_%(table_name)s_%(constraint_name)s",
        "fk": "fk_%(table_name)s_%(column_0_name)s_%(referred_table_name)s",
        "pk": "pk_%(table_name)s",
    }
)

_INTEGERS = frozenset({FieldType.INTEGER, FieldType.FLAG})
_INDEXED: Mapping[Kind, tuple[tuple[str, ...], ...]] = MappingProxyType(
    {
        Kind.APPOINTMENTS: (("starts_at",),),
        Kind.SAMPLES: (("taken_on", "taken_at"),),
        Kind.RESULTS: (("catalogue_test",), ("value_sort",), ("state",)),
        Kind.MEDICINES: (("name",),),
        Kind.GIVEN: (("given_at",), ("medication", "given_at")),
        Kind.NEXT_STEPS: (("is_done",),),
        Kind.NOTES: (("on",),),
        Kind.SHARED: (("shared_at",),),
    }
)
"""What lists sort by and pages ask for, besides every reference."""


def table_name(kind: Kind) -> str:
    """Return the name of a kind's table."""
    return kind.value.replace("-", "_")


def _column(field: Field) -> Column[Any]:
    holds = Integer if field.holds in _INTEGERS else Text
    is_kept_empty = field.holds in (FieldType.TEXT, FieldType.LONG_TEXT, FieldType.FLAG)
    if field.refers_to is None:
        return Column(field.name, holds, nullable=not (is_kept_empty or field.is_required))
    target = ForeignKey(f"{table_name(Kind(field.refers_to))}.id", deferrable=True, initially="DEFERRED")
    return Column(field.name, Text, target, nullable=not field.is_required, index=True)


def _table(kind: Kind) -> Table:
    columns: list[Column[Any]] = [Column("id", Text, primary_key=True)]
    columns += [_column(field) for field in fields_for(kind).values()]
    if kind is Kind.RESULTS:
        columns.append(Column("value_sort", REAL, Computed("CAST(value AS REAL)", persisted=False)))
    table = Table(table_name(kind), metadata, *columns, sqlite_with_rowid=True)
    for names in _INDEXED.get(kind, ()):
        Index(None, *(table.c[name] for name in names))
    Index(None, table.c.source_id)
    return table


TABLES: Mapping[Kind, Table] = MappingProxyType({kind: _table(kind) for kind in Kind})
"""The table of each kind."""

attachment_contents = Table(
    "attachment_contents",
    metadata,
    Column("sha256", Text, primary_key=True),
    Column("content", LargeBinary, nullable=False),
)
"""The contents of attachments, each once, by its SHA-256. They outlive their records: a removal can be undone."""

changes = Table(
    "changes",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("made_at", Text, nullable=False),
    Column("description", Text, nullable=False),
    Column("author", Text, nullable=False, server_default=""),
    Column("mode", Text, nullable=False),
    Column("target", Integer, ForeignKey("changes.id", deferrable=True, initially="DEFERRED")),
    Column("is_undone", Integer, nullable=False, server_default=text("0")),
    CheckConstraint("mode IN ('begin', 'do', 'undo', 'redo')", name="mode"),
    sqlite_autoincrement=True,
)
"""The change log: one row per described change; `target` is the change that an undo or a redo is about."""

change_items = Table(
    "change_items",
    metadata,
    Column("id", Integer, primary_key=True),
    Column(
        "change", Integer, ForeignKey("changes.id", deferrable=True, initially="DEFERRED"), nullable=False, index=True
    ),
    Column("kind", Text, nullable=False),
    Column("record", Text, nullable=False),
    Column("action", Text, nullable=False),
    Column("before", Text),
    Column("after", Text),
    CheckConstraint("action IN ('insert', 'update', 'delete')", name="action"),
    Index(None, "kind", "record"),
)
"""What each change did: an insert keeps the id, an update the changed fields before and after, a delete the whole record (JSON)."""

drafts = Table(
    "drafts",
    metadata,
    Column("form", Text, primary_key=True),
    Column("content", Text, nullable=False),
    Column("saved_at", Text, nullable=False),
)
"""What was typed into a form and not yet saved, by the form's name; outside the change log."""

preferences = Table(
    "preferences",
    metadata,
    Column("name", Text, primary_key=True),
    Column("value", Text, nullable=False),
)
"""Choices about the record itself, such as who is writing; outside the change log. `journal_id` names its backups."""

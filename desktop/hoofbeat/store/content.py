"""What is inside a journal, as counts and digests that two files can be compared by, and whether a file is sound inside."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

from sqlcipher3 import dbapi2

_CHUNK: Final = 1_000
_LARGE: Final = "attachment_contents"
"""The table whose rows may be as large as a file: they are read one at a time."""
_DAMAGE: Final = ("SQLITE_CORRUPT", "SQLITE_NOTADB")

Columns = Mapping[str, Sequence[str]]
"""Names of columns by table."""


@dataclass(frozen=True, slots=True)
class TableContent:
    """How many rows a table has, and a digest of all of them in the order they were added."""

    count: int
    digest: str


@dataclass(frozen=True, slots=True)
class Content:
    """All that makes two journals equal: the two numbers of the header, the schema, every row."""

    application_id: int
    version: int
    schema: tuple[tuple[str, str], ...]
    tables: Mapping[str, TableContent]


def content_of(connection: Any) -> Content:
    """Return what a journal holds, as the connection sees it; hold a transaction open to compare it with what follows."""
    schema = connection.execute("SELECT name, sql FROM sqlite_schema WHERE sql IS NOT NULL ORDER BY name").fetchall()
    return Content(
        connection.execute("PRAGMA application_id").fetchone()[0],
        connection.execute("PRAGMA user_version").fetchone()[0],
        tuple(schema),
        rows_of(connection, columns_of(connection)),
    )


def columns_of(connection: Any) -> dict[str, list[str]]:
    """Return the columns that are stored, by table; those that SQLite computes are left out."""
    names = connection.execute("SELECT name FROM sqlite_schema WHERE type = 'table' ORDER BY name").fetchall()
    found = {}
    for (table,) in names:
        rows = connection.execute("SELECT name FROM pragma_table_xinfo(?) WHERE hidden = 0", (table,)).fetchall()
        found[table] = [name for (name,) in rows]
    return found


def rows_of(connection: Any, columns: Columns) -> dict[str, TableContent]:
    """Return the count and the digest of these columns of each table."""
    return {table: _table_content(connection, table, names) for table, names in columns.items()}


def values_of(connection: Any, columns: Columns) -> dict[tuple[str, str], TableContent]:
    """Return the count and the digest of each single column, by table and column; row numbers do not count.

    So two versions of a schema can be compared where they have the same columns.
    """
    return {
        (table, name): _digest(connection, table, _quoted(name)) for table, names in columns.items() for name in names
    }


def _table_content(connection: Any, table: str, columns: Sequence[str]) -> TableContent:
    return _digest(connection, table, ", ".join(["rowid", *(_quoted(name) for name in columns)]))


def _digest(connection: Any, table: str, listed: str) -> TableContent:
    digest, count = hashlib.sha256(), 0
    cursor = connection.execute(f"SELECT {listed} FROM {_quoted(table)} ORDER BY rowid")  # noqa: S608  # names of our own schema
    chunk = _CHUNK if table != _LARGE else 1
    while rows := cursor.fetchmany(chunk):
        count += len(rows)
        if table == _LARGE:
            rows = [tuple(map(_digest_of_bytes, row)) for row in rows]
        digest.update(repr(rows).encode("utf-8", "surrogatepass"))
    return TableContent(count, digest.hexdigest())


def _digest_of_bytes(value: Any) -> Any:
    return hashlib.sha256(value).digest() if isinstance(value, bytes) else value


def _quoted(name: str) -> str:
    return '"' + name.replace('"', '""') + '"'


def is_sound(connection: Any, *, is_encrypted: bool) -> bool:
    """Check every page, index and reference of a journal; False when it is damaged. Failures of the disk are raised."""
    try:
        if is_encrypted and connection.execute("PRAGMA cipher_integrity_check").fetchone() is not None:
            return False
        if connection.execute("PRAGMA integrity_check(1)").fetchall() != [("ok",)]:
            return False
        return connection.execute("PRAGMA foreign_key_check").fetchone() is None
    except dbapi2.DatabaseError as error:
        if str(getattr(error, "sqlite_errorname", "")).startswith(_DAMAGE):
            return False
        raise

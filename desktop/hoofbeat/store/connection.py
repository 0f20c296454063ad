"""One keyed, hardened SQLite connection per engine: the driver, its pragmas and explicit transactions."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from sqlalchemy import Engine, create_engine, event
from sqlalchemy.pool import StaticPool
from sqlcipher3 import dbapi2

from hoofbeat.store.keys import Key

_PRAGMAS = (
    "busy_timeout=5000",
    "journal_mode=DELETE",
    "synchronous=EXTRA",
    "foreign_keys=ON",
    "secure_delete=ON",
    "trusted_schema=OFF",
    "cell_size_check=ON",
    "mmap_size=0",
    "cache_spill=OFF",
    "temp_store=MEMORY",
)


def connect(path: Path, *, key: Key | None = None, is_read_only: bool = False) -> Any:
    """Return a bare driver connection to a file that is there, keyed where a key is given; no page has been read yet.

    With `is_read_only` SQLite itself refuses every write.
    """
    mode = "ro" if is_read_only else "rw"
    uri = f"{path.absolute().as_uri()}?mode={mode}"
    connection = dbapi2.connect(uri, uri=True, isolation_level=None, check_same_thread=False)
    connection.execute("PRAGMA cipher_log_level = NONE")
    if key is not None:
        connection.set_key(key.raw)
    return connection


def harden(connection: Any, *, is_read_only: bool = False) -> None:
    """Set the pragmas that the promises about the file stand on; this reads the file's first page."""
    for pragma in _PRAGMAS:
        if is_read_only and pragma.startswith("journal_mode"):
            continue
        connection.execute(f"PRAGMA {pragma}")


@contextmanager
def connected(path: Path, *, key: Key | None = None, is_read_only: bool = False) -> Iterator[Any]:
    """Give a hardened bare connection for a while."""
    connection = connect(path, key=key, is_read_only=is_read_only)
    try:
        harden(connection, is_read_only=is_read_only)
        yield connection
    finally:
        connection.close()


def make_engine(path: Path, *, key: Key | None = None, is_read_only: bool = False) -> Engine:
    """Return an engine with one connection for life, whose transactions begin by an explicit BEGIN.

    A writing engine takes the write lock at BEGIN, so that no change can fail half-way for a lock.
    """

    def creator() -> Any:
        connection = connect(path, key=key, is_read_only=is_read_only)
        try:
            harden(connection, is_read_only=is_read_only)
        except BaseException:
            connection.close()
            raise
        return connection

    engine = create_engine(
        "sqlite+pysqlite://",
        module=dbapi2,
        creator=creator,
        poolclass=StaticPool,
        hide_parameters=True,
        isolation_level=None,
    )
    begin = "BEGIN" if is_read_only else "BEGIN IMMEDIATE"

    @event.listens_for(engine, "begin")
    def _begin(connection: Any) -> None:
        connection.exec_driver_sql(begin)

    return engine


@contextmanager
def opened_engine(path: Path, *, key: Key | None = None) -> Iterator[Engine]:
    """Give a writing engine for a while."""
    engine = make_engine(path, key=key)
    try:
        yield engine
    finally:
        engine.dispose()

"""One keyed, hardened SQLite connection per engine: the driver, its pragmas and explicit transactions."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from sqlalchemy import Engine, create_engine, event
from sqlalchemy.pool import StaticPool
from sqlcipher3 import dbapi2

from hoofbeat.domain.errors import PassphraseEmptyError

_PRAGMAS = (
    "journal_mode=DELETE",
    "synchronous=EXTRA",
    "foreign_keys=ON",
    "secure_delete=ON",
    "trusted_schema=OFF",
    "cell_size_check=ON",
    "mmap_size=0",
    "cache_spill=OFF",
    "temp_store=MEMORY",
    "busy_timeout=5000",
)


def connect(path: Path, *, passphrase: str | None = None, is_read_only: bool = False, may_create: bool = False) -> Any:
    """Return a bare driver connection, keyed where a passphrase is given; no page of the file has been read yet.

    With `is_read_only` SQLite itself refuses every write.
    """
    mode = "ro" if is_read_only else "rwc" if may_create else "rw"
    uri = f"{path.absolute().as_uri()}?mode={mode}"
    connection = dbapi2.connect(uri, uri=True, isolation_level=None, check_same_thread=False)
    if passphrase is not None:
        if not passphrase:
            connection.close()
            raise PassphraseEmptyError
        connection.execute("PRAGMA cipher_log_level = NONE")
        connection.set_key(passphrase)
    return connection


def harden(connection: Any, *, is_read_only: bool = False) -> None:
    """Set the pragmas that the promises about the file stand on; this reads the file's first page."""
    for pragma in _PRAGMAS:
        if is_read_only and pragma.startswith("journal_mode"):
            continue
        connection.execute(f"PRAGMA {pragma}")


def make_engine(
    path: Path, *, passphrase: str | None = None, is_read_only: bool = False, may_create: bool = False
) -> Engine:
    """Return an engine with one connection for life, whose transactions begin by an explicit BEGIN.

    A writing engine takes the write lock at BEGIN, so that no change can fail half-way for a lock.
    """

    def creator() -> Any:
        connection = connect(path, passphrase=passphrase, is_read_only=is_read_only, may_create=may_create)
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

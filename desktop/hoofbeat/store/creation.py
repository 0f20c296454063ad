"""Writes the file of a new, empty journal; it appears whole or not at all."""

from __future__ import annotations

import uuid
from pathlib import Path

from sqlalchemy import insert

from hoofbeat.store.aside import JOURNAL_ID
from hoofbeat.store.connection import opened_engine
from hoofbeat.store.folders import discard, make_private_file, sync_file, unfinished_path
from hoofbeat.store.header import APPLICATION_ID
from hoofbeat.store.keys import Key
from hoofbeat.store.swap import swap_in
from hoofbeat.store.tables import SCHEMA_VERSION, metadata, preferences


def new_journal_id() -> str:
    """Return the id that a new journal bears for good."""
    return str(uuid.uuid4())


def write_new_journal(path: Path, *, key: Key | None, journal_id: str) -> None:
    """Write an empty journal, in place of whatever stands there; only for the holder of its lock."""
    unfinished = unfinished_path(path)
    make_private_file(unfinished)
    try:
        _write_schema(unfinished, key, journal_id)
        sync_file(unfinished)
        swap_in(unfinished, path)
    finally:
        discard(unfinished)


def _write_schema(path: Path, key: Key | None, journal_id: str) -> None:
    with opened_engine(path, key=key) as engine, engine.begin() as connection:
        metadata.create_all(connection)
        connection.execute(insert(preferences).values(name=JOURNAL_ID, value=journal_id))
        connection.exec_driver_sql(f"PRAGMA application_id = {APPLICATION_ID}")
        connection.exec_driver_sql(f"PRAGMA user_version = {SCHEMA_VERSION}")

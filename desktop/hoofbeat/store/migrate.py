"""Brings a journal of an older version up to date: on a verified copy, in one transaction, compared before it takes the place.

Alembic runs the steps and is imported only then. The `user_version` of the file is the only version there is.
"""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any, Final

from hoofbeat.domain.errors import JournalNotUpdatedError
from hoofbeat.store.connection import connected, opened_engine
from hoofbeat.store.content import TableContent, columns_of, is_sound, values_of
from hoofbeat.store.copies import by_backup, verified_copy
from hoofbeat.store.failures import failure_of, told_about
from hoofbeat.store.folders import sync_file, sync_folder
from hoofbeat.store.keys import Key
from hoofbeat.store.tables import SCHEMA_VERSION

# Inside a transaction this does nothing, and batch mode with foreign keys on would delete the rows of children.
_BEFORE: Final = "PRAGMA foreign_keys = OFF"

Values = Mapping[tuple[str, str], TableContent]
"""The values of each column, by table and column."""


def bring_up_to_date(journal: Path, *, key: Key | None, migrations: Path) -> None:
    """Migrate a journal on a copy and put that in its place; only for the holder of its lock, without open connections.

    Raises JournalNotUpdatedError, JournalDamagedError and the failures of the disk; the journal is then as it was.
    """
    with verified_copy(journal, journal, key=key, write=by_backup(key), new_key=key) as copy:
        migrate_copy(copy, named=journal, key=key, migrations=migrations)
        copy.replace(journal)
        sync_folder(journal.parent)


def migrate_copy(copy: Path, *, named: Path, key: Key | None, migrations: Path) -> None:
    """Migrate a file that nobody would miss, and make it durable; JournalNotUpdatedError about `named`."""
    with told_about(named):
        before = _values(copy, key)
        try:
            rewritten = run_migrations(copy, key, migrations)
        except Exception as error:
            if failure_of(error) is not None:
                raise
            raise JournalNotUpdatedError(named) from error
        _refuse_losses(copy, key, before=before, rewritten=rewritten, named=named)
        sync_file(copy)


def _values(path: Path, key: Key | None) -> Values:
    with connected(path, key=key, is_read_only=True) as connection:
        return values_of(connection, columns_of(connection))


def _refuse_losses(
    copy: Path, key: Key | None, *, before: Values, rewritten: set[tuple[str, str]], named: Path
) -> None:
    """Raise JournalNotUpdatedError unless every value that no migration says it rewrites is where it was."""
    with connected(copy, key=key, is_read_only=True) as connection:
        reached = connection.execute("PRAGMA user_version").fetchone()[0]
        after = values_of(connection, columns_of(connection))
        is_whole = all(after.get(place) == values for place, values in before.items() if place not in rewritten)
        if reached != SCHEMA_VERSION or not is_whole or not is_sound(connection, is_encrypted=key is not None):
            raise JournalNotUpdatedError(named)


def run_migrations(path: Path, key: Key | None, migrations: Path) -> set[tuple[str, str]]:
    """Run the migrations that the file has not had; return the columns that they say they rewrite, as (table, column)."""
    from alembic import command
    from alembic.config import Config
    from alembic.script import ScriptDirectory

    config = Config()
    config.set_main_option("script_location", str(migrations).replace("%", "%%"))
    with opened_engine(path, key=key) as engine, engine.connect() as connection:
        driver: Any = connection.connection.driver_connection
        driver.execute(_BEFORE)
        since = driver.execute("PRAGMA user_version").fetchone()[0]
        config.attributes["connection"] = connection
        command.upgrade(config, "head")
    steps = ScriptDirectory.from_config(config).walk_revisions()
    return {place for step in steps if int(step.revision) > since for place in getattr(step.module, "REWRITES", ())}

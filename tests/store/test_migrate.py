"""Upgrades: what is stored of each version opens, and a made-up next version proves the machinery."""

from __future__ import annotations

import hashlib
import re
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from hoofbeat.domain.errors import JournalNotUpdatedError
from hoofbeat.domain.records import Allergy, Kind, Medication, Question
from hoofbeat.domain.safekeeping import ReadOnlyReason, Soundness
from hoofbeat.services import backups, history
from hoofbeat.store import migrate
from hoofbeat.store.connection import connected
from hoofbeat.store.folders import StateFolders, make_private_file
from hoofbeat.store.journal import Journal, create_journal, open_journal
from hoofbeat.store.tables import SCHEMA_VERSION
from tests.journals.make import PASSPHRASE, golden
from tests.store.conftest import MIGRATIONS
from tests.store.filled import HOSTILE, fill, question_texts

NEXT = '''
"""Made up: samples get a colour, and the questions' rank a new name."""
import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"
REWRITES = {rewrites}

def upgrade() -> None:
    with op.batch_alter_table("samples", recreate="always") as batch:
        batch.add_column(sa.Column("colour", sa.Text(), nullable=False, server_default=""))
    with op.batch_alter_table("results", recreate="always") as batch:
        batch.drop_index("ix_results_value_sort")
        batch.drop_column("value_sort")
        batch.add_column(sa.Column("remark", sa.Text(), nullable=True))
    op.add_column("results", sa.Column("value_sort", sa.REAL(), sa.Computed("CAST(value AS REAL)", persisted=False)))
    op.create_index("ix_results_value_sort", "results", ["value_sort"])
    {more}
'''


def schema(path: Path) -> set[str]:
    with connected(path, is_read_only=True) as connection:
        rows = connection.execute("SELECT sql FROM sqlite_schema WHERE sql IS NOT NULL").fetchall()
    return {re.sub(r"\s+", " ", sql).replace("( ", "(").replace(" )", ")") for (sql,) in rows}


def digest(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()


def test_a_new_journal_equals_one_that_went_through_all_migrations(path: Path) -> None:
    create_journal(path).close()
    migrated = path.with_name("migrated")
    make_private_file(migrated)
    migrate.run_migrations(migrated, None, MIGRATIONS)
    assert schema(migrated) == schema(path)
    with connected(migrated) as connection:
        assert connection.execute("PRAGMA user_version").fetchone() == (SCHEMA_VERSION,)


def test_there_is_a_stored_journal_of_every_version() -> None:
    for version in range(1, SCHEMA_VERSION + 1):
        assert golden(version, is_encrypted=False).exists()
        assert golden(version, is_encrypted=True).exists()


@pytest.mark.parametrize("is_encrypted", [False, True])
@pytest.mark.parametrize("version", range(1, SCHEMA_VERSION + 1))
def test_a_stored_journal_opens_and_everything_in_it_can_be_undone_and_redone(
    path: Path, folders: StateFolders, version: int, is_encrypted: bool
) -> None:
    shutil.copy(golden(version, is_encrypted=is_encrypted), path)
    with open_journal(path, passphrase=PASSPHRASE if is_encrypted else None, folders=folders) as journal:
        assert journal.verify() is Soundness.NEW_HERE
        assert question_texts(journal) == {"question": "What comes next?"}
        history.redo(journal)
        with journal.reading() as found:
            assert found.get(Allergy, "later").substance == "latex"
        take_all_back(journal)
        with journal.reading() as found:
            assert all(found.count(kind) == 0 for kind in Kind)
        make_all_again(journal)
        with journal.reading() as found:
            assert found.get(Question, "question").note == HOSTILE[4]
            assert found.find(Medication, "medicine") is None


def take_all_back(journal: Journal) -> None:
    while history.can_undo(journal):
        history.undo(journal)


def make_all_again(journal: Journal) -> None:
    while history.can_redo(journal):
        history.redo(journal)


@contextmanager
def next_version(
    folders: StateFolders, monkeypatch: pytest.MonkeyPatch, *, rewrites: str = "set()", more: str = "pass"
) -> Iterator[StateFolders]:
    """A program of a made-up next version, with its migrations in a folder of their own."""
    migrations = folders.state.parent / "100% migrations"
    shutil.copytree(MIGRATIONS, migrations, ignore=shutil.ignore_patterns("__pycache__"))
    following = NEXT.format(rewrites=rewrites, more=more)
    (migrations / "versions" / "0004_made_up.py").write_text(following)
    with monkeypatch.context() as patched:
        for module in ("header", "opening", "migrate", "restore"):
            patched.setattr(f"hoofbeat.store.{module}.SCHEMA_VERSION", SCHEMA_VERSION + 1)
        yield StateFolders(folders.state, folders.backups, migrations)


@pytest.fixture
def old(path: Path, folders: StateFolders) -> Path:
    """A closed journal of the present version."""
    with create_journal(path, folders=folders) as journal:
        fill(journal)
    return path


def version_of(path: Path) -> int:
    with connected(path, is_read_only=True) as connection:
        return int(connection.execute("PRAGMA user_version").fetchone()[0])


def test_an_older_journal_is_brought_up_to_date_and_the_old_one_kept(
    old: Path, folders: StateFolders, monkeypatch: pytest.MonkeyPatch
) -> None:
    with next_version(folders, monkeypatch) as newer, open_journal(old, folders=newer) as journal:
        assert version_of(old) == SCHEMA_VERSION + 1
        assert journal.verify() is Soundness.SEALED
        (kept,) = journal.backups.list_backups()
        assert version_of(kept.path) == SCHEMA_VERSION
        with journal.reading() as found:
            assert found.count(Kind.RESULTS) == 1
        with connected(old, is_read_only=True) as connection:
            assert connection.execute("SELECT colour FROM samples").fetchall() == [("",)]
            assert connection.execute("SELECT value_sort FROM results").fetchall() == [(0.5,)]
            names = connection.execute("SELECT name FROM sqlite_schema WHERE name LIKE '%alembic%'").fetchall()
        assert names == []
        take_all_back(journal)
        with journal.reading() as found:
            assert all(found.count(kind) == 0 for kind in Kind)
    assert not list(old.parent.glob(".*.new*"))


def test_an_encrypted_journal_is_brought_up_to_date_too(
    path: Path, folders: StateFolders, monkeypatch: pytest.MonkeyPatch
) -> None:
    shutil.copy(golden(SCHEMA_VERSION, is_encrypted=True), path)
    with (
        next_version(folders, monkeypatch) as newer,
        open_journal(path, passphrase=PASSPHRASE, folders=newer) as journal,
    ):
        assert question_texts(journal) == {"question": "What comes next?"}
    assert b"What comes next" not in path.read_bytes()


LOSSES = {
    "rows that vanish": 'op.execute("DELETE FROM allergies")',
    "a value that changes": "op.execute(\"UPDATE allergies SET substance = 'x'\")",
    "a table that goes": 'op.drop_table("drafts")',
    "a column that goes": 'op.drop_column("drafts", "saved_at")',
    "a reference to nothing": "op.execute(\"UPDATE questions SET appointment = 'nobody'\")",
    "a step that fails": 'op.execute("no such statement")',
    "an error in the code": "raise KeyError",
}


@pytest.mark.parametrize("more", LOSSES.values(), ids=LOSSES)
def test_a_migration_that_loses_something_is_refused_and_the_journal_stays(
    old: Path, folders: StateFolders, monkeypatch: pytest.MonkeyPatch, more: str
) -> None:
    before = digest(old)
    rewrites = '{("questions", "appointment")}'
    with (
        next_version(folders, monkeypatch, more=more, rewrites=rewrites) as newer,
        pytest.raises(JournalNotUpdatedError) as told,
    ):
        open_journal(old, folders=newer)
    assert told.value.path == old
    assert digest(old) == before
    with open_journal(old, folders=folders) as journal:
        assert journal.verify() is Soundness.SEALED


def test_a_migration_may_change_what_it_says_it_changes(
    old: Path, folders: StateFolders, monkeypatch: pytest.MonkeyPatch
) -> None:
    with (
        next_version(
            folders, monkeypatch, more=LOSSES["a value that changes"], rewrites='{("allergies", "substance")}'
        ) as newer,
        open_journal(old, folders=newer) as journal,
        journal.reading() as found,
    ):
        assert found.get(Allergy, "allergy").substance == "x"


CASCADE = """
    CREATE TABLE parents (id TEXT PRIMARY KEY);
    CREATE TABLE children (id TEXT PRIMARY KEY, parent TEXT REFERENCES parents(id) ON DELETE CASCADE);
    INSERT INTO parents VALUES ('p');
    INSERT INTO children VALUES ('c', 'p');
"""
REBUILT_PARENT = """
import sqlalchemy as sa
from alembic import op
revision = "0004"
down_revision = "0003"
def upgrade() -> None:
    with op.batch_alter_table("parents", recreate="always") as batch:
        batch.add_column(sa.Column("name", sa.Text()))
"""


@pytest.mark.parametrize("is_control", [False, True])
def test_children_survive_that_alembic_s_default_would_delete(
    old: Path, folders: StateFolders, monkeypatch: pytest.MonkeyPatch, *, is_control: bool
) -> None:
    with connected(old) as connection:
        connection.executescript(CASCADE)
    before = digest(old)
    with next_version(folders, monkeypatch) as newer:
        (newer.migrations / "versions" / "0004_made_up.py").write_text(REBUILT_PARENT)
        if is_control:
            monkeypatch.setattr(migrate, "_BEFORE", "PRAGMA foreign_keys = ON")
            with pytest.raises(JournalNotUpdatedError):
                open_journal(old, folders=newer)
            assert digest(old) == before
            migrate.run_migrations(old, None, newer.migrations)
        else:
            open_journal(old, folders=newer).close()
    with connected(old, is_read_only=True) as connection:
        children = connection.execute("SELECT id, parent FROM children").fetchall()
    assert children == ([] if is_control else [("c", "p")]), "the control, unverified, loses every child"


def test_without_the_program_s_folders_an_older_journal_is_left_alone(
    old: Path, folders: StateFolders, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = digest(old)
    with next_version(folders, monkeypatch), pytest.raises(JournalNotUpdatedError):
        open_journal(old)
    assert digest(old) == before


def test_an_older_journal_asked_for_reading_only_is_shown_from_a_copy(
    old: Path, folders: StateFolders, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = digest(old)
    with next_version(folders, monkeypatch) as newer:
        with open_journal(old, is_read_only=True, folders=newer) as journal:
            assert journal.read_only_reason is ReadOnlyReason.RECOVERED_COPY
            assert journal.path == old
            assert question_texts(journal)
        assert digest(old) == before
        assert not list((folders.state / "recovered").rglob("*.hoofbeat*"))


def test_a_copy_of_an_older_version_is_brought_back_up_to_date(
    old: Path, folders: StateFolders, monkeypatch: pytest.MonkeyPatch
) -> None:
    with open_journal(old, folders=folders) as journal:
        made = journal.back_up()
    with next_version(folders, monkeypatch) as newer:
        backups.restore_backup(source=made.path, target=old, folders=newer, may_replace=True)
        assert version_of(old) == SCHEMA_VERSION + 1
        assert version_of(made.path) == SCHEMA_VERSION

"""The way to a file that may be a journal: its lock, its header, the passphrase, and what a crash left beside it."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from sqlcipher3 import dbapi2

from hoofbeat.domain.errors import JournalInUseError, PassphraseNeededError, PassphraseWrongError, PlaceNotWritableError
from hoofbeat.store.aside import JOURNAL_ID
from hoofbeat.store.connection import connected
from hoofbeat.store.failures import told_about
from hoofbeat.store.folders import clear_unfinished, copy_private, discard, hot_path, unfinished_path
from hoofbeat.store.header import read_header, refuse_foreign
from hoofbeat.store.keys import Key, key_of
from hoofbeat.store.locking import take_lock
from hoofbeat.store.recovery import is_hot
from hoofbeat.store.seal import Seals
from hoofbeat.store.swap import finish_swap, is_swap_unfinished

if TYPE_CHECKING:
    from filelock import FileLock


@contextmanager
def claimed(path: Path) -> Iterator[FileLock]:
    """Hold a journal's lock for a while, with the place tidied; JournalInUseError, PlaceNotWritableError."""
    lock = claim(path)
    try:
        yield lock
    finally:
        lock.release()


def claim(path: Path) -> FileLock:
    """Take a journal's lock and tidy its place; JournalInUseError, PlaceNotWritableError."""
    if not _takes_changes(path.parent) or (path.exists() and not _takes_changes(path)):
        raise PlaceNotWritableError(path)
    lock = take_lock(path)
    try:
        with told_about(path):
            finish_swap(path)
            clear_unfinished(path)
    except BaseException:
        lock.release()
        raise
    return lock


def _takes_changes(path: Path) -> bool:
    return os.access(path, os.W_OK, effective_ids=os.access in os.supports_effective_ids)


def finish_interrupted_swap(path: Path) -> None:
    """Complete a swap that a crash interrupted, unless its process is still at it."""
    if is_swap_unfinished(path):
        try:
            claim(path).release()
        except (JournalInUseError, PlaceNotWritableError):
            return


def unlock(
    path: Path, passphrase: str | None, *, seals: Seals | None = None, is_ours: bool = False
) -> tuple[Key | None, int]:
    """Return the key of a journal, None for a plain one, and its version; the journal itself is not written.

    `is_ours` says that no other process has it open, so that what lies beside it comes from a crash.
    Raises the errors of `read_header`, PassphraseNeededError, PassphraseEmptyError and PassphraseWrongError.
    """
    header = read_header(path)
    if header.version is not None:
        return None, header.version
    if passphrase is None:
        raise PassphraseNeededError(path)
    with told_about(path):
        key = key_of(path, passphrase)
        try:
            application_id, version = _trial_numbers(path, key) if is_ours and is_hot(path) else _numbers(path, key)
        except dbapi2.DatabaseError as error:
            if getattr(error, "sqlite_errorname", "") != "SQLITE_NOTADB":
                raise
            raise PassphraseWrongError(path, is_changed=seals is not None and seals.is_intact(path) is False) from error
    refuse_foreign(path, application_id, version)
    return key, version


def _numbers(path: Path, key: Key) -> tuple[int, int]:
    with connected(path, key=key, is_read_only=True) as connection:
        application_id = connection.execute("PRAGMA application_id").fetchone()[0]
        return application_id, connection.execute("PRAGMA user_version").fetchone()[0]


def _trial_numbers(path: Path, key: Key) -> tuple[int, int]:
    """Read the numbers of a copy: a rollback journal must not be played back into the file by what may be a wrong key."""
    trial = unfinished_path(path)
    try:
        copy_private(hot_path(path), hot_path(trial))
        copy_private(path, trial)
        with connected(trial, key=key) as connection:
            connection.execute("BEGIN IMMEDIATE")
            connection.execute("ROLLBACK")
        return _numbers(trial, key)
    finally:
        discard(trial)


def journal_id_of(path: Path, key: Key | None) -> str:
    """Return the id that a journal bears for good, which its backups lie under."""
    with told_about(path), connected(path, key=key, is_read_only=True) as connection:
        found = connection.execute("SELECT value FROM preferences WHERE name = ?", (JOURNAL_ID,)).fetchone()
    return str(found[0]) if found else ""

"""A journal: one SQLite file, created, opened and closed, with one connection for changes and one for reading."""

from __future__ import annotations

import os
import threading
import uuid
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from sqlalchemy import Connection, Engine, insert
from sqlcipher3 import dbapi2

from hoofbeat.domain.errors import (
    FileExistsAlreadyError,
    JournalReadOnlyError,
    JournalSwappedError,
    PassphraseNeededError,
    PassphraseWrongError,
    PlaceNotWritableError,
)
from hoofbeat.store.aside import find_preference
from hoofbeat.store.connection import connect, harden, make_engine
from hoofbeat.store.failures import told_about
from hoofbeat.store.header import APPLICATION_ID, read_header, refuse_foreign
from hoofbeat.store.locking import take_lock
from hoofbeat.store.repositories import Repository
from hoofbeat.store.tables import SCHEMA_VERSION, metadata, preferences
from hoofbeat.store.unit_of_work import UnitOfWork, now

if TYPE_CHECKING:
    from filelock import FileLock

_JOURNAL_ID = "journal_id"


class Journal:
    """An open journal. Changes belong to one thread and reads to one thread; the two may differ."""

    def __init__(
        self,
        path: Path,
        *,
        passphrase: str | None,
        lock: FileLock | None,
        clock: Callable[[], datetime] = now,
    ) -> None:
        self.path = path
        self.is_read_only = lock is None
        self.is_encrypted = passphrase is not None
        self._clock = clock
        self._lock = lock
        self._reading = threading.RLock()
        self._reader = make_engine(path, passphrase=passphrase, is_read_only=True)
        self._writer: Engine | None = None if lock is None else make_engine(path, passphrase=passphrase)
        self._stamp = self._stamp_now()
        self.id = self.preference(_JOURNAL_ID)

    @contextmanager
    def reading(self) -> Iterator[Repository]:
        """Give the records to read, as they are at this moment; keep the block short, it holds changes back."""
        with self.reading_connection() as connection:
            yield Repository(connection)

    @contextmanager
    def reading_connection(self) -> Iterator[Connection]:
        """Give the reader's connection, for the other modules of the store; an act on the writer thread takes its turn."""
        with self._reading, told_about(self.path), self._reader.connect() as connection, connection.begin():
            yield connection

    @contextmanager
    def change(self, *, author: str = "") -> Iterator[UnitOfWork]:
        """Begin a change; leaving the block without commit rolls it back.

        Raises JournalReadOnlyError, JournalSwappedError, and the named failures of the disk.
        """
        with self._writing() as writer, UnitOfWork(writer, author=author, clock=self._clock) as work:
            yield work

    @contextmanager
    def writing_aside(self) -> Iterator[Connection]:
        """Give the writer's connection for drafts and choices, which are not part of the change log; commits at the end."""
        with self._writing() as writer, writer.begin() as connection:
            yield connection

    @contextmanager
    def _writing(self) -> Iterator[Engine]:
        if self._writer is None:
            raise JournalReadOnlyError(self.path)
        if self._stamp_now() != self._stamp:
            raise JournalSwappedError(self.path)
        with told_about(self.path):
            try:
                yield self._writer
            finally:
                self._stamp = self._stamp_now()

    def preference(self, name: str, default: str = "") -> str:
        """Return a choice about the record that is kept in the journal."""
        with self.reading_connection() as connection:
            found = find_preference(connection, name)
        return default if found is None else found

    def close(self) -> None:
        """Close both connections and let go of the lock."""
        self._reader.dispose()
        if self._writer is not None:
            self._writer.dispose()
        if self._lock is not None:
            self._lock.release()

    def _stamp_now(self) -> tuple[int, int, int] | None:
        """Return what tells this file from another in its place."""
        try:
            found = self.path.stat()
        except OSError:
            return None
        return found.st_ino, found.st_size, found.st_mtime_ns


def create_journal(
    path: Path, *, passphrase: str | None = None, may_replace: bool = False, clock: Callable[[], datetime] = now
) -> Journal:
    """Make an empty journal at a path and open it; the file appears whole or not at all.

    Raises FileExistsAlreadyError, JournalInUseError and the failures of the disk.
    """
    if path.exists() and not may_replace:
        raise FileExistsAlreadyError(path)
    with told_about(path):
        path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        lock = take_lock(path)
        try:
            _write_new(path, passphrase)
            return Journal(path, passphrase=passphrase, lock=lock, clock=clock)
        except BaseException:
            lock.release()
            raise


def open_journal(
    path: Path, *, passphrase: str | None = None, is_read_only: bool = False, clock: Callable[[], datetime] = now
) -> Journal:
    """Open a journal; in a place that takes no lock file it is opened for reading only.

    Raises the errors of `read_header`, PassphraseNeededError, PassphraseWrongError, JournalInUseError.
    """
    header = read_header(path)
    if header.is_encrypted:
        _refuse_unless_it_opens(path, passphrase)
    key = passphrase if header.is_encrypted else None
    lock = None if is_read_only else _lock_or_none(path)
    try:
        return Journal(path, passphrase=key, lock=lock, clock=clock)
    except BaseException:
        if lock is not None:
            lock.release()
        raise


def _lock_or_none(path: Path) -> FileLock | None:
    if not os.access(path, os.W_OK):
        return None
    try:
        return take_lock(path)
    except PlaceNotWritableError:
        return None


def _write_new(path: Path, passphrase: str | None) -> None:
    unfinished = path.with_name(f".{path.name}.{uuid.uuid4().hex}.new")
    os.close(os.open(unfinished, os.O_CREAT | os.O_EXCL | os.O_RDWR, 0o600))
    try:
        _write_schema(unfinished, passphrase)
        unfinished.replace(path)
        sync_folder(path.parent)
    except BaseException:
        unfinished.unlink(missing_ok=True)
        raise


def _write_schema(path: Path, passphrase: str | None) -> None:
    engine = make_engine(path, passphrase=passphrase)
    try:
        with engine.begin() as connection:
            metadata.create_all(connection)
            connection.execute(insert(preferences).values(name=_JOURNAL_ID, value=str(uuid.uuid4())))
            connection.exec_driver_sql(f"PRAGMA application_id = {APPLICATION_ID}")
            connection.exec_driver_sql(f"PRAGMA user_version = {SCHEMA_VERSION}")
    finally:
        engine.dispose()


def _refuse_unless_it_opens(path: Path, passphrase: str | None) -> None:
    if passphrase is None:
        raise PassphraseNeededError(path)
    connection = connect(path, passphrase=passphrase, is_read_only=True)
    try:
        harden(connection, is_read_only=True)
        version = connection.execute("PRAGMA user_version").fetchone()[0]
        application_id = connection.execute("PRAGMA application_id").fetchone()[0]
    except dbapi2.DatabaseError as error:
        raise PassphraseWrongError(path) from error
    finally:
        connection.close()
    refuse_foreign(path, application_id, version)


def sync_folder(folder: Path) -> None:
    """Make the names in a folder durable, where the system lets a folder be synced."""
    try:
        descriptor = os.open(folder, os.O_RDONLY)
    except OSError:
        return
    try:
        os.fsync(descriptor)
    except OSError:
        return
    finally:
        os.close(descriptor)

"""A journal: one SQLite file, created, opened and closed, with one connection for changes and one for reading."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path
from types import TracebackType
from typing import Any, Self

from sqlalchemy import Connection, Engine

from hoofbeat.domain.errors import (
    BackupMissingError,
    FileExistsAlreadyError,
    FolderMissingError,
    JournalDamagedError,
    JournalReadOnlyError,
    JournalSwappedError,
)
from hoofbeat.domain.safekeeping import BackupInfo, ReadOnlyReason, Soundness
from hoofbeat.store.access import claim
from hoofbeat.store.aside import JOURNAL_ID, find_preference
from hoofbeat.store.backup import BackupFolder
from hoofbeat.store.connection import connected, make_engine
from hoofbeat.store.copies import Write, by_backup, verified_copy
from hoofbeat.store.creation import new_journal_id, write_new_journal
from hoofbeat.store.failures import shown_as, told_about
from hoofbeat.store.folders import StateFolders, make_private_folder, sync_folder
from hoofbeat.store.keys import Key, new_key
from hoofbeat.store.locking import is_held
from hoofbeat.store.opening import Opening, Request, prepare
from hoofbeat.store.recovery import discard_aside
from hoofbeat.store.repositories import Repository
from hoofbeat.store.seal import Seals, Watch
from hoofbeat.store.unit_of_work import UnitOfWork, now


class Journal:
    """An open journal. Changes belong to one thread and reads to one thread; the two may differ.

    `path` is the file that the person knows; where `read_only_reason` is RECOVERED_COPY, a copy of it is read. Used in a `with`, it
    closes at the end.
    """

    def __init__(
        self,
        path: Path,
        opening: Opening,
        *,
        folders: StateFolders | None = None,
        soundness: Soundness | None = None,
        clock: Callable[[], datetime] = now,
    ) -> None:
        self.path = path
        self.read_only_reason = opening.reason
        self.is_encrypted = opening.key is not None
        self.folders = folders
        self.has_changed = False
        """Whether anything was committed since the journal was opened or a backup was made."""
        self._is_closed = False
        self._file = opening.file
        self._key = opening.key
        self._lock = opening.lock
        self._clock = clock
        self._reading = threading.RLock()
        # Held while the file changes by our own doing, so that no other thread takes that for another program's.
        self._changing = threading.RLock()
        self._watch = Watch(path, opening.file, Seals(folders.state) if folders else None, soundness=soundness)
        self._reader = make_engine(opening.file, key=opening.key, is_read_only=True)
        self._writer: Engine | None = make_engine(opening.file, key=opening.key) if opening.lock else None
        self._stamp = self._stamp_now()
        try:
            self.id = self.preference(JOURNAL_ID)
        except BaseException:
            self._disconnect()
            raise

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    @property
    def is_read_only(self) -> bool:
        """Tell whether the journal takes no changes."""
        return self.read_only_reason is not None

    @contextmanager
    def reading(self) -> Iterator[Repository]:
        """Give the records to read, as they are at this moment; keep the block short, it holds changes back."""
        with self.reading_connection() as connection:
            yield Repository(connection)

    @contextmanager
    def reading_connection(self) -> Iterator[Connection]:
        """Give the reader's connection, for the other modules of the store; an act on the writer thread takes its turn."""
        with self._reading, self._told(), self._reader.connect() as connection, connection.begin():
            yield connection

    @contextmanager
    def change(self, *, author: str = "") -> Iterator[UnitOfWork]:
        """Begin a change; leaving the block without commit rolls it back.

        Raises JournalReadOnlyError, JournalSwappedError, JournalDamagedError, and the named failures of the disk.
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
        with self._changing, self._told():
            self.refuse_swapped()
            if self._watch.soundness is None:
                with self._writer.connect() as connection, connection.begin():
                    self._check(connection)
            self._watch.begin_changes(self.id)
            try:
                yield self._writer
            finally:
                before, self._stamp = self._stamp, self._stamp_now()
                self.has_changed |= self._stamp != before

    def verify(self) -> Soundness:
        """Check the file against its seal, and through where they differ, once per opening; JournalDamagedError.

        It belongs to the reader's thread, after the first page is shown. The first change waits for it, or does it itself.
        """
        with self.reading_connection() as connection:
            return self._check(connection)

    def check_through(self) -> Soundness:
        """Check every page, index and reference of the file, whatever its seal says; JournalDamagedError."""
        with self.reading_connection() as connection:
            found = self._watch.check(_driver(connection), is_encrypted=self.is_encrypted, is_thorough=True)
        is_elsewhere = found is Soundness.UNFINISHED and self._lock is None and is_held(self.path)
        return Soundness.OPEN_ELSEWHERE if is_elsewhere else found

    def refuse_swapped(self) -> None:
        """Raise JournalSwappedError where another program changed or replaced the file since this one wrote to it last.

        A journal that is open for reading only may be changed by the window that has it.
        """
        with self._changing:
            if self._lock is not None and self._stamp_now() != self._stamp:
                raise JournalSwappedError(self.path)

    def _check(self, connection: Connection) -> Soundness:
        return self._watch.check(_driver(connection), is_encrypted=self.is_encrypted)

    def preference(self, name: str, default: str = "") -> str:
        """Return a choice about the record that is kept in the journal."""
        with self.reading_connection() as connection:
            found = find_preference(connection, name)
        return default if found is None else found

    @property
    def backups(self) -> BackupFolder:
        """The backups of this journal; BackupMissingError where it was opened without the program's folders."""
        if self.folders is None:
            raise BackupMissingError(self.path)
        return BackupFolder(self.folders.backups, self.id)

    def back_up(self) -> BackupInfo:
        """Make a verified backup of what is committed; for any thread, on a connection of its own.

        Raises JournalSwappedError and JournalDamagedError before any backup is touched, CopyNotVerifiedError and the failures of
        the disk.
        """
        self._refuse_untrusted()
        has_changed, self.has_changed = self.has_changed, False
        try:
            with self._noting_damage(), shown_as(self._file, self.path):
                return self.backups.add(self._file, key=self._key, made_at=self._clock())
        except BaseException:
            self.has_changed = has_changed
            raise

    def copy_to(self, target: Path, *, may_replace: bool = False) -> None:
        """Write a verified copy of what is committed to a place of the person's choice, under the journal's own key.

        Raises FileExistsAlreadyError, JournalSwappedError, JournalDamagedError, CopyNotVerifiedError and the failures of the disk.
        """
        self._copy(target, by_backup(self._key), self._key, may_replace=may_replace)

    def hand_over_to(self, target: Path, *, passphrase: str, may_replace: bool = False) -> None:
        """Write a verified copy under a passphrase of its own, for another person or computer; else as `copy_to`.

        Raises PassphraseEmptyError as well.
        """
        from hoofbeat.store.passphrase import by_export

        key = new_key(passphrase)
        with self.reading_connection() as connection:
            version = int(connection.exec_driver_sql("PRAGMA user_version").scalar_one())
        self._copy(target, by_export(self._file, self._key, key, version), key, may_replace=may_replace)

    def _copy(self, target: Path, write: Write, key: Key | None, *, may_replace: bool) -> None:
        if target.exists() and (not may_replace or target.samefile(self.path)):
            raise FileExistsAlreadyError(target)
        self._refuse_untrusted()
        if not target.parent.is_dir():
            raise FolderMissingError(target.parent)
        copied = verified_copy(self._file, target, key=self._key, write=write, new_key=key)
        with shown_as(self._file, self.path), copied as copy, told_about(target):
            copy.replace(target)
            sync_folder(target.parent)

    def _refuse_untrusted(self) -> None:
        """A damaged journal, or the file of somebody else, is not copied over good copies."""
        self.refuse_swapped()
        with self._told(), connected(self._file, key=self._key, is_read_only=True) as connection:
            connection.execute("BEGIN")
            self._watch.check(connection, is_encrypted=self.is_encrypted)

    def close(self) -> None:
        """Close both connections, seal the file if it is known to be sound and ours, and let go of the lock; once is enough."""
        if self._is_closed:
            return
        self._is_closed = True
        # Some systems set the time of a file anew when it is closed.
        is_ours = self._stamp_now() == self._stamp
        self._disconnect()
        if self._lock is not None and is_ours:
            self._watch.seal(self.id)
        if self.read_only_reason is ReadOnlyReason.RECOVERED_COPY:
            discard_aside(self._file)
        if self._lock is not None:
            self._lock.release()

    def _disconnect(self) -> None:
        self._reader.dispose()
        if self._writer is not None:
            self._writer.dispose()
        # The engines hold the key; a closed journal does not.
        del self._reader, self._writer
        self._key = None
        self._watch.close()

    @contextmanager
    def _told(self) -> Iterator[None]:
        with self._noting_damage(), shown_as(self._file, self.path), told_about(self.path):
            yield

    @contextmanager
    def _noting_damage(self) -> Iterator[None]:
        try:
            yield
        except JournalDamagedError:
            self._watch.distrust()
            raise

    def _stamp_now(self) -> tuple[int, int, int] | None:
        """Return what tells this file from another in its place."""
        try:
            found = self._file.stat()
        except OSError:
            return None
        return found.st_ino, found.st_size, found.st_mtime_ns


def _driver(connection: Connection) -> Any:
    # A first statement makes the transaction hold the file still.
    connection.exec_driver_sql("SELECT count(*) FROM sqlite_schema")
    return connection.connection.driver_connection


def create_journal(
    path: Path,
    *,
    passphrase: str | None = None,
    may_replace: bool = False,
    folders: StateFolders | None = None,
    clock: Callable[[], datetime] = now,
) -> Journal:
    """Make an empty journal at a path and open it; the file appears whole or not at all.

    With `may_replace` and `folders`, the file that stood there is kept among the copies of the new one. Raises
    FileExistsAlreadyError, JournalInUseError, PassphraseEmptyError and the failures of the disk.
    """
    if path.exists() and not may_replace:
        raise FileExistsAlreadyError(path)
    key = None if passphrase is None else new_key(passphrase)
    with told_about(path):
        make_private_folder(path.parent)
        lock = claim(path)
        try:
            journal_id = new_journal_id()
            if folders is not None and path.exists():
                BackupFolder(folders.backups, journal_id).keep_replaced(path, made_at=clock())
            write_new_journal(path, key=key, journal_id=journal_id)
            return Journal(path, Opening(path, key, lock), folders=folders, soundness=Soundness.SEALED, clock=clock)
        except BaseException:
            lock.release()
            raise


def open_journal(
    path: Path,
    *,
    passphrase: str | None = None,
    is_read_only: bool = False,
    may_share: bool = False,
    folders: StateFolders | None = None,
    clock: Callable[[], datetime] = now,
) -> Journal:
    """Open a journal, recovered after a crash and brought up to date; for reading only in a place that takes no changes.

    Without `folders` it has no seal, no backups and is not brought up to date. `may_share` opens for reading what another window
    has. Raises the errors of `read_header`, PassphraseNeededError, PassphraseWrongError, JournalInUseError, JournalDamagedError,
    JournalNotUpdatedError and the failures of the disk.
    """
    request = Request(path, passphrase, folders, clock)
    opening = prepare(request, is_read_only=is_read_only, may_share=may_share)
    try:
        return Journal(path, opening, folders=folders, clock=clock)
    except BaseException:
        if opening.reason is ReadOnlyReason.RECOVERED_COPY:
            discard_aside(opening.file)
        if opening.lock is not None:
            opening.lock.release()
        raise

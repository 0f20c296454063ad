"""Makes a journal ready to be opened: its lock or the reason to go without, recovery after a crash, its key, its version."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from hoofbeat.domain.errors import FileUnreadableError, JournalInUseError, JournalNotUpdatedError, PlaceNotWritableError
from hoofbeat.domain.safekeeping import ReadOnlyReason
from hoofbeat.store.access import claim, claimed, finish_interrupted_swap, journal_id_of, unlock
from hoofbeat.store.backup import BackupFolder
from hoofbeat.store.failures import shown_as
from hoofbeat.store.folders import StateFolders
from hoofbeat.store.header import read_header
from hoofbeat.store.keys import Key
from hoofbeat.store.migrate import bring_up_to_date, migrate_copy
from hoofbeat.store.recovery import copy_aside, discard_aside, is_hot, roll_back
from hoofbeat.store.seal import Seals, seal_of
from hoofbeat.store.tables import SCHEMA_VERSION

if TYPE_CHECKING:
    from filelock import FileLock


@dataclass(frozen=True, slots=True)
class Opening:
    """What is known when a journal is ready: the file to read, its key, and the lock or the reason why there is none."""

    file: Path
    key: Key | None
    lock: FileLock | None = None
    reason: ReadOnlyReason | None = None


@dataclass(frozen=True, slots=True)
class Request:
    """How a journal is to be opened."""

    path: Path
    passphrase: str | None
    folders: StateFolders | None
    clock: Callable[[], datetime]

    @property
    def seals(self) -> Seals | None:
        """The seals of this computer, where a state folder was given."""
        return Seals(self.folders.state) if self.folders else None


def prepare(request: Request, *, is_read_only: bool, may_share: bool) -> Opening:
    """Make a journal ready to be opened; see `open_journal` for what it raises. A file that is refused is not written to."""
    path = request.path
    if path.is_dir():
        raise FileUnreadableError(path)
    finish_interrupted_swap(path)
    read_header(path)
    if is_read_only:
        return _for_reading(request, ReadOnlyReason.ASKED)
    try:
        lock = claim(path)
    except PlaceNotWritableError:
        return _for_reading(request, ReadOnlyReason.PLACE)
    except JournalInUseError:
        if not may_share:
            raise
        return _for_reading(request, ReadOnlyReason.IN_USE)
    try:
        return Opening(path, _ready_for_changes(request), lock)
    except BaseException:
        lock.release()
        raise


def _ready_for_changes(request: Request) -> Key | None:
    key, version = _recover_in_place(request)
    if version < SCHEMA_VERSION:
        _update(request, key)
    return key


def _recover_in_place(request: Request) -> tuple[Key | None, int]:
    key, version = unlock(request.path, request.passphrase, seals=request.seals, is_ours=True)
    if is_hot(request.path):
        roll_back(request.path, key=key)
    return key, version


def _update(request: Request, key: Key | None) -> None:
    path, folders = request.path, request.folders
    if folders is None:
        raise JournalNotUpdatedError(path)
    seals = Seals(folders.state)
    is_sealed, journal_id = seals.is_intact(path), journal_id_of(path, key)
    backups = BackupFolder(folders.backups, journal_id)
    backups.add(path, key=key, made_at=request.clock())
    bring_up_to_date(path, key=key, migrations=folders.migrations)
    if is_sealed:
        seals.keep(path, seal_of(path, journal_id))


def _for_reading(request: Request, reason: ReadOnlyReason) -> Opening:
    if is_hot(request.path) and reason is not ReadOnlyReason.IN_USE:
        try:
            with claimed(request.path):
                _recover_in_place(request)
        except PlaceNotWritableError:
            return _aside(request)
        except JournalInUseError:
            pass  # A change is under way in the process that has it; reading waits for that by itself.
    key, version = unlock(request.path, request.passphrase, seals=request.seals)
    return Opening(request.path, key, reason=reason) if version >= SCHEMA_VERSION else _aside(request)


def _aside(request: Request) -> Opening:
    """Recover the journal, and bring it up to date, on a copy in the state folder."""
    folders = request.folders
    if folders is None:
        raise PlaceNotWritableError(request.path)
    copy = copy_aside(request.path, folders.state)
    try:
        with shown_as(copy, request.path):
            key, version = unlock(copy, request.passphrase, is_ours=True)
            if is_hot(copy):
                roll_back(copy, key=key)
        if version < SCHEMA_VERSION:
            migrate_copy(copy, named=request.path, key=key, migrations=folders.migrations)
    except BaseException:
        discard_aside(copy)
        raise
    return Opening(copy, key, reason=ReadOnlyReason.RECOVERED_COPY)

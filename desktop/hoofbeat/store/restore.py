"""Brings a copy back: a new file is built from it, verified, brought up to date, and swapped in; the old one is kept."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path

from hoofbeat.domain.errors import BackupMissingError, FileExistsAlreadyError
from hoofbeat.domain.safekeeping import BackupInfo, Restored
from hoofbeat.store.access import claimed, journal_id_of, unlock
from hoofbeat.store.backup import BackupFolder, refuse_if_changed
from hoofbeat.store.copies import by_backup, verified_copy
from hoofbeat.store.failures import shown_as, told_about
from hoofbeat.store.folders import (
    StateFolders,
    copy_private,
    discard,
    hot_path,
    make_private_folder,
    sync_file,
    unfinished_path,
)
from hoofbeat.store.header import read_header
from hoofbeat.store.keys import Key
from hoofbeat.store.migrate import migrate_copy
from hoofbeat.store.recovery import is_hot, roll_back
from hoofbeat.store.seal import Seal, Seals, seal_of
from hoofbeat.store.swap import swap_in
from hoofbeat.store.tables import SCHEMA_VERSION


def restore(
    source: Path,
    target: Path,
    *,
    passphrase: str | None,
    may_replace: bool,
    folders: StateFolders,
    clock: Callable[[], datetime],
) -> Restored:
    """Bring a copy back as the journal `target`, which nobody may have open; what stood there is kept as a backup.

    Raises the errors of `open_journal` and JournalDamagedError about the source, FileExistsAlreadyError and JournalInUseError about
    the target, and the failures of the disk; the target is then as it was.
    """
    read_header(source)
    refuse_if_changed(source)
    if target.exists() and (not may_replace or target.samefile(source)):
        raise FileExistsAlreadyError(target)
    with told_about(target):
        make_private_folder(target.parent)
    with claimed(target), _rebuilt(source, target, passphrase, folders) as (new, journal_id):
        return _put(new, target, folders, journal_id, clock())


def undo_restore(restored: Restored, *, folders: StateFolders, clock: Callable[[], datetime]) -> Restored:
    """Put the file back that a restore took the place of, byte by byte, sound or not; the restored one is kept."""
    if restored.replaced is None:
        raise BackupMissingError(restored.path)
    kept, target = restored.replaced.path, restored.path
    known = Seals(folders.state).find(target)
    with claimed(target), told_about(target):
        new = unfinished_path(target)
        try:
            if hot_path(kept).exists():
                copy_private(hot_path(kept), hot_path(new))
            copy_private(kept, new)
            return _put(new, target, folders, known.journal_id if known else "", clock(), is_sealed=False)
        finally:
            discard(new)


def _put(
    new: Path, target: Path, folders: StateFolders, journal_id: str, made_at: datetime, *, is_sealed: bool = True
) -> Restored:
    replaced: BackupInfo | None = None
    if target.exists():
        known = Seals(folders.state).find(target)
        backups = BackupFolder(folders.backups, known.journal_id if known and known.journal_id else journal_id)
        replaced = backups.keep_replaced(target, made_at=made_at)
    with told_about(target):
        swap_in(new, target)
        seal = seal_of(target, journal_id) if is_sealed else Seal(0, "", journal_id, is_unfinished=True)
        Seals(folders.state).keep(target, seal)
    return Restored(target, replaced)


@contextmanager
def _rebuilt(source: Path, target: Path, passphrase: str | None, folders: StateFolders) -> Iterator[tuple[Path, str]]:
    """Give a verified new file beside the target, of the newest version, and the id of its journal."""
    with _at_rest(source, target, passphrase) as (calm, key, version):
        copied = verified_copy(calm, target, key=key, write=by_backup(key), new_key=key)
        with shown_as(calm, source), copied as new:
            if version < SCHEMA_VERSION:
                migrate_copy(new, named=source, key=key, migrations=folders.migrations)
            yield new, journal_id_of(new, key)


@contextmanager
def _at_rest(source: Path, target: Path, passphrase: str | None) -> Iterator[tuple[Path, Key | None, int]]:
    """Give the source; or a copy of it, where a crash left a rollback journal beside it that must be played back first."""
    if not is_hot(source):
        yield source, *unlock(source, passphrase)
        return
    copy = unfinished_path(target)
    with told_about(target):
        try:
            copy_private(hot_path(source), hot_path(copy))
            copy_private(source, copy)
            with shown_as(copy, source):
                key, version = unlock(copy, passphrase, is_ours=True)
                roll_back(copy, key=key)
            sync_file(copy)
            yield copy, key, version
        finally:
            discard(copy)

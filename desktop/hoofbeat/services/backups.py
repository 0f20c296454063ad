"""Keeping copies of the record without being asked, making one to take along, bringing one back, and taking that back."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Final

from hoofbeat.domain.errors import BackupMissingError, HoofbeatError
from hoofbeat.domain.records import Kind
from hoofbeat.domain.safekeeping import BackupInfo, Restored, Soundness
from hoofbeat.services import attachments
from hoofbeat.store import backup, restore
from hoofbeat.store.folders import StateFolders
from hoofbeat.store.header import looks_encrypted, read_header
from hoofbeat.store.journal import Journal
from hoofbeat.store.seal import Seals
from hoofbeat.store.unit_of_work import now

EVERY: Final = timedelta(hours=1)
"""The time between two backups while the record is being changed."""


def needs_passphrase(path: Path) -> bool:
    """Tell whether a file is a journal, or a copy of one, that opens only with a passphrase; the errors of `read_header`."""
    return read_header(path).is_encrypted


def check(journal: Journal) -> Soundness:
    """Check the whole file through, and every paper against what was kept; JournalDamagedError, AttachmentsDamagedError."""
    found = journal.check_through()
    attachments.refuse_damaged(journal)
    return found


def back_up_now(journal: Journal) -> BackupInfo:
    """Make a verified backup among the program's own; JournalDamagedError and the failures of the disk."""
    return journal.back_up()


def needs_backup_before_import(journal: Journal) -> bool:
    """Tell whether there is something in a journal to keep a copy of, and a place for it."""
    if journal.is_read_only or journal.folders is None:
        return False
    with journal.reading() as stored:
        return any(stored.has_any(kind) for kind in Kind)


def back_up_if_due(journal: Journal) -> BackupInfo | None:
    """Make a backup if something changed and the newest is an hour old; a failure is raised, and the next call tries again."""
    if not _may_back_up(journal):
        return None
    copies = [info for info in journal.backups.list_backups() if info.is_verified]
    # A clock that was set back must not put the next copy off for years.
    is_fresh = bool(copies) and timedelta(0) <= now() - copies[0].made_at < EVERY
    return None if is_fresh else journal.back_up()


def close(journal: Journal) -> HoofbeatError | None:
    """Close a journal, after a backup if something changed. It closes in any case; why there is no backup is returned, to be told.

    That another program replaced the file is told even where no backup is due: what was saved before may not be in it.
    """
    failure: HoofbeatError | None = None
    try:
        if _may_back_up(journal):
            journal.back_up()
        else:
            journal.refuse_swapped()
    except HoofbeatError as error:
        failure = error
    finally:
        journal.close()
    return failure


def back_up(journal: Journal, *, to: Path, may_replace: bool = False) -> BackupInfo:
    """Write a verified copy to a place of the person's choice; FileExistsAlreadyError and the failures of the disk."""
    journal.copy_to(to, may_replace=may_replace)
    found = to.stat()
    made_at = datetime.fromtimestamp(found.st_mtime, UTC)
    return BackupInfo(to, made_at, found.st_size, is_verified=True, is_encrypted=looks_encrypted(to))


def list_backups(journal: Journal | Path, *, folders: StateFolders | None = None) -> tuple[BackupInfo, ...]:
    """Return the copies of a journal, newest first: of an open one, or of a file that may be damaged or gone.

    Where nothing is known of the file, those of every journal are returned.
    """
    if isinstance(journal, Journal):
        return journal.backups.list_backups()
    if folders is None:
        raise BackupMissingError(journal)
    seal = Seals(folders.state).find(journal)
    if seal is None or not seal.journal_id:
        return backup.list_all(folders.backups)
    return backup.BackupFolder(folders.backups, seal.journal_id).list_backups()


def restore_backup(
    *,
    source: Path,
    target: Path,
    folders: StateFolders,
    passphrase: str | None = None,
    may_replace: bool = False,
) -> Restored:
    """Bring a copy back as a journal that nobody has open; the file that stood there is kept, and can be put back.

    Raises the errors of opening about the source, FileExistsAlreadyError and JournalInUseError about the target, and the failures
    of the disk; the target is then as it was.
    """
    return restore.restore(source, target, passphrase=passphrase, may_replace=may_replace, folders=folders, clock=now)


def undo_restore(restored: Restored, *, folders: StateFolders) -> Restored:
    """Put back the file that a restore took the place of; BackupMissingError when there was none."""
    return restore.undo_restore(restored, folders=folders, clock=now)


def _may_back_up(journal: Journal) -> bool:
    return journal.has_changed and not journal.is_read_only and journal.folders is not None

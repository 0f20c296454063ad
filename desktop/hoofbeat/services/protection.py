"""Giving a record a passphrase, changing it, taking it away; the journal is closed meanwhile."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from hoofbeat.domain.safekeeping import BackupInfo
from hoofbeat.store.backup import BackupFolder, discard_backup
from hoofbeat.store.folders import StateFolders
from hoofbeat.store.journal import Journal
from hoofbeat.store.passphrase import change_passphrase as put_under

__all__ = ["add_passphrase", "change_passphrase", "remove_passphrase", "replace_older_copies"]


def add_passphrase(*, path: Path, passphrase: str, folders: StateFolders) -> tuple[BackupInfo, ...]:
    """Protect a journal that nobody has open; return the older copies, which can still be read without a passphrase.

    Raises PassphraseEmptyError, the errors of opening and the failures of the disk; the journal is then as it was.
    """
    return _put(path, None, passphrase, folders)


def change_passphrase(*, path: Path, current: str, passphrase: str, folders: StateFolders) -> tuple[BackupInfo, ...]:
    """Put a protected journal under another passphrase; return the older copies, which need the one that they were made under.

    Raises PassphraseWrongError, PassphraseEmptyError and as above.
    """
    return _put(path, current, passphrase, folders)


def remove_passphrase(*, path: Path, current: str, folders: StateFolders) -> tuple[BackupInfo, ...]:
    """Take the passphrase of a journal away; return the older copies, which still need it. Raises as above."""
    return _put(path, current, None, folders)


def replace_older_copies(journal: Journal, copies: Sequence[BackupInfo]) -> BackupInfo:
    """Make a new backup under the journal's present key, and only then delete those that were made before."""
    made = journal.back_up()
    for info in copies:
        discard_backup(info)
    return made


def _put(path: Path, current: str | None, new: str | None, folders: StateFolders) -> tuple[BackupInfo, ...]:
    journal_id = put_under(path, current=current, new=new, folders=folders)
    older = BackupFolder(folders.backups, journal_id).list_backups()
    return tuple(info for info in older if info.is_encrypted == (current is not None))

"""Giving the record to a second caregiver or a new computer: an encrypted copy that was opened before it is called done."""

from __future__ import annotations

import secrets
from datetime import UTC, datetime
from pathlib import Path
from typing import Final

from hoofbeat.domain.errors import CopyNotVerifiedError, HoofbeatError
from hoofbeat.domain.records import Kind
from hoofbeat.domain.safekeeping import BackupInfo
from hoofbeat.store.journal import Journal, open_journal

# No signs that look alike on paper or sound alike on the phone.
_SIGNS: Final = "abcdefghjkmnpqrstuvwxyz23456789"
_GROUPS: Final = 5
_GROUP_LENGTH: Final = 4


def suggested_passphrase() -> str:
    """Return a passphrase that nobody guesses and that can be read out: five groups of four signs, 99 bits."""
    return "-".join("".join(secrets.choice(_SIGNS) for _ in range(_GROUP_LENGTH)) for _ in range(_GROUPS))


def hand_over(journal: Journal, *, to: Path, passphrase: str, may_replace: bool = False) -> BackupInfo:
    """Write a copy under a passphrase of its own, and open it as the other person will.

    Raises PassphraseEmptyError, FileExistsAlreadyError, FolderMissingError, CopyNotVerifiedError and the failures of the disk;
    there is then no copy, and the journal is as it was.
    """
    journal.hand_over_to(to, passphrase=passphrase, may_replace=may_replace)
    try:
        with open_journal(to, passphrase=passphrase, is_read_only=True) as copy:
            is_same = _counts(copy) == _counts(journal)
    except HoofbeatError as error:
        to.unlink(missing_ok=True)
        raise CopyNotVerifiedError(to) from error
    if not is_same:
        to.unlink(missing_ok=True)
        raise CopyNotVerifiedError(to)
    found = to.stat()
    made_at = datetime.fromtimestamp(found.st_mtime, UTC)
    return BackupInfo(to, made_at, found.st_size, is_verified=True, is_encrypted=True)


def _counts(journal: Journal) -> dict[Kind, int]:
    with journal.reading() as stored:
        return {kind: stored.count(kind) for kind in Kind}

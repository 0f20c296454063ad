"""Gives a journal a passphrase, another one, or none: on a verified copy that then takes its place."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from hoofbeat.store.access import claimed, journal_id_of, unlock
from hoofbeat.store.connection import connect
from hoofbeat.store.copies import Write, refuse_damaged, verified_copy
from hoofbeat.store.failures import told_about
from hoofbeat.store.folders import StateFolders, sync_folder
from hoofbeat.store.header import APPLICATION_ID, read_header
from hoofbeat.store.keys import Key, key_of, new_key
from hoofbeat.store.recovery import is_hot, roll_back
from hoofbeat.store.seal import Seals, seal_of


def change_passphrase(path: Path, *, current: str | None, new: str | None, folders: StateFolders | None = None) -> str:
    """Put a journal that nobody has open under a new passphrase, or under none; None as `current` for a plain one.

    Returns the id of the journal. Raises the errors of `open_journal`, JournalDamagedError, PassphraseEmptyError,
    CopyNotVerifiedError and the failures of the disk; the journal is then as it was.
    """
    seals = Seals(folders.state) if folders else None
    read_header(path)
    with claimed(path):
        key, version = unlock(path, current, seals=seals, is_ours=True)
        if is_hot(path):
            roll_back(path, key=key)
        # Written anew row by row, what is damaged could look sound.
        refuse_damaged(path, key)
        write, key_after = _way(path, key, new, version)
        with verified_copy(path, path, key=key, write=write, new_key=key_after) as copy, told_about(path):
            copy.replace(path)
            sync_folder(path.parent)
        journal_id = journal_id_of(path, key_after)
        if seals is not None:
            seals.keep(path, seal_of(path, journal_id))
        return journal_id


def _way(path: Path, key: Key | None, new: str | None, version: int) -> tuple[Write, Key | None]:
    if key is None or new is None:
        key_after = None if new is None else new_key(new)
        return by_export(path, key, key_after, version), key_after
    # A key changed in place keeps the salt of its file.
    key_after = key_of(path, new)
    return _by_changing_the_key(key, key_after), key_after


def by_export(journal: Path, key: Key | None, key_after: Key | None, version: int) -> Write:
    """Return the way to fill a copy row by row, under another key or none; it never writes to the journal itself."""

    def write(_connection: Any, copy: Path) -> None:
        target = connect(copy, key=key_after)
        try:
            source = f"{journal.absolute().as_uri()}?mode=ro"
            target.execute("ATTACH DATABASE ? AS journal KEY ?", (source, "" if key is None else key.raw))
            target.execute("SELECT sqlcipher_export('main', 'journal')").fetchall()
            # The export leaves both numbers of the header 0.
            target.execute(f"PRAGMA main.application_id = {APPLICATION_ID}")
            target.execute(f"PRAGMA main.user_version = {version}")
        finally:
            target.close()

    return write


def _by_changing_the_key(key: Key, key_after: Key) -> Write:
    """Return the way to fill a copy page by page and then encrypt its pages anew."""

    def write(connection: Any, copy: Path) -> None:
        target = connect(copy, key=key)
        try:
            connection.backup(target)
            target.reset_key(key_after.raw)
        finally:
            target.close()

    return write

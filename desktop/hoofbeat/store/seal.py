"""The seal of a journal: its size and SHA-256 when it was last closed, kept in the state folder and compared when it is opened."""

from __future__ import annotations

import hashlib
import json
import os
from contextlib import suppress
from dataclasses import asdict, dataclass
from io import BufferedReader
from pathlib import Path
from threading import Lock
from typing import Any

from hoofbeat.domain.errors import JournalDamagedError
from hoofbeat.domain.safekeeping import Soundness
from hoofbeat.store.content import is_sound
from hoofbeat.store.folders import write_private


@dataclass(frozen=True, slots=True)
class Seal:
    """What is known of a closed journal, and the id that its backups lie under; `is_unfinished` while it is being changed."""

    size: int
    sha256: str
    journal_id: str = ""
    is_unfinished: bool = False

    def fits(self, other: Seal) -> bool:
        """Tell whether two seals are of the same content."""
        return (self.size, self.sha256) == (other.size, other.sha256)


class Seals:
    """The seals of the journals that were closed on this computer, by their place."""

    def __init__(self, state: Path) -> None:
        self._folder = state / "seals"

    def find(self, journal: Path) -> Seal | None:
        """Return the seal of a journal, or None."""
        try:
            return Seal(**json.loads(self._place(journal).read_bytes()))
        except (OSError, ValueError, TypeError):
            return None

    def is_intact(self, journal: Path) -> bool | None:
        """Tell whether a journal that this process has not open is as it was closed; None when that is not known."""
        seal = self.find(journal)
        return None if seal is None or seal.is_unfinished else seal.fits(seal_of(journal))

    def keep(self, journal: Path, seal: Seal) -> None:
        """Keep the seal of a journal. Where that cannot be done the next opening checks the whole file, so nothing is raised."""
        with suppress(OSError):
            write_private(self._place(journal), json.dumps(asdict(seal)).encode())

    def _place(self, journal: Path) -> Path:
        # The name of a journal may be the name of a person, so it does not stand here.
        name = hashlib.sha256(os.fsencode(journal.absolute())).hexdigest()[:32]
        return self._folder / f"{name}.json"


def seal_of(path: Path, journal_id: str = "") -> Seal:
    """Return the seal of a file that no connection of this process has open."""
    with path.open("rb") as file:
        return _measured(file, journal_id)


def _measured(file: BufferedReader, journal_id: str = "") -> Seal:
    digest = hashlib.file_digest(file, "sha256")
    return Seal(os.fstat(file.fileno()).st_size, digest.hexdigest(), journal_id)


class Watch:
    """Whether the file of an open journal can be trusted: checked once, by whoever asks first, before anything is written.

    It holds a descriptor of its own: closing any descriptor of a file takes the locks away that SQLite holds on it in this process,
    so the file is opened before the first connection and closed after the last.
    """

    def __init__(self, journal: Path, file: Path, seals: Seals | None, *, soundness: Soundness | None = None) -> None:
        self._journal = journal
        self._path = file
        self._descriptor = os.open(file, os.O_RDONLY | getattr(os, "O_BINARY", 0))
        self._seals = seals
        self._seal = seals.find(journal) if seals else None
        self._lock = Lock()
        self._is_damaged = False
        self._is_open_for_changes = False
        # What is known to be sound without a check was just written, and no seal is of it.
        self._is_new = soundness is not None
        self.soundness = soundness

    def check(self, connection: Any, *, is_encrypted: bool, is_thorough: bool = False) -> Soundness:
        """Compare the file with its seal, and check it through where they differ, or if asked; JournalDamagedError.

        The connection is the driver's, with a transaction open that has read, so that nothing changes meanwhile.
        """
        with self._lock:
            if self._is_damaged:
                raise JournalDamagedError(self._journal)
            verdict = self.soundness or self._compare()
            is_due = is_thorough or (self.soundness is None and verdict is not Soundness.SEALED)
            if is_due and not is_sound(connection, is_encrypted=is_encrypted):
                self._is_damaged = True
                raise JournalDamagedError(self._journal)
            self.soundness = verdict
            return verdict

    def begin_changes(self, journal_id: str) -> None:
        """Note, before the first change, that what differs from now on is our own doing."""
        if not self._is_open_for_changes and self._seals is not None:
            self._seals.keep(self._journal, Seal(0, "", journal_id, is_unfinished=True))
        self._is_open_for_changes = True

    def distrust(self) -> None:
        """Note that the file was found damaged after all: it is neither written to nor sealed any more."""
        with self._lock:
            self._is_damaged = True
            self.soundness = None

    def seal(self, journal_id: str) -> None:
        """Seal the closed file, unless it was not checked or its seal still holds."""
        is_due = self._is_new or self._is_open_for_changes or self.soundness is not Soundness.SEALED
        if self._seals is not None and self.soundness is not None and not self._is_damaged and is_due:
            with suppress(OSError):
                self._seals.keep(self._journal, seal_of(self._path, journal_id))

    def close(self) -> None:
        """Let go of the file."""
        os.close(self._descriptor)

    def _compare(self) -> Soundness:
        if self._seal is None:
            return Soundness.NEW_HERE
        if self._seal.is_unfinished:
            return Soundness.UNFINISHED
        with open(self._descriptor, "rb", closefd=False) as file:
            file.seek(0)
            return Soundness.SEALED if self._seal.fits(_measured(file)) else Soundness.CHANGED_OUTSIDE

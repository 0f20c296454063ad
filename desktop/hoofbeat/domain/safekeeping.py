"""What the program knows about the safety of a journal: whether its file is sound, why it is read-only, which copies there are."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import Enum
from pathlib import Path


class ReadOnlyReason(Enum):
    """Why a journal can be read and not changed."""

    ASKED = "asked"
    PLACE = "the place takes no changes"
    IN_USE = "another window has it"
    RECOVERED_COPY = "a copy is shown, made sound in another folder, because the place takes no changes"


class Soundness(Enum):
    """What the check of a journal's file found. A damaged file is none of these: it raises JournalDamagedError."""

    SEALED = "as Hoofbeat closed it"
    UNFINISHED = "Hoofbeat ended without closing it; checked, nothing is wrong"
    OPEN_ELSEWHERE = "open in another window at this moment; checked, nothing is wrong"
    NEW_HERE = "not closed on this computer before; checked, nothing is wrong"
    CHANGED_OUTSIDE = "changed outside this computer's Hoofbeat; checked, nothing is wrong"


@dataclass(frozen=True, slots=True)
class BackupInfo:
    """One copy of a journal.

    A verified copy was read back whole before it got its name; one that a restore replaced is kept as it was found, and says so
    by `is_replaced`.
    """

    path: Path
    made_at: datetime
    size: int
    is_verified: bool
    is_encrypted: bool
    is_replaced: bool = False


@dataclass(frozen=True, slots=True)
class Restored:
    """The outcome of bringing back a copy: where it is now, and the file that it took the place of, where there was one."""

    path: Path
    replaced: BackupInfo | None = None

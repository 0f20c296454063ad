"""One writer at a time: a lock file beside the journal that the system releases when the process ends, however it ends."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Protocol

from hoofbeat.domain.errors import JournalInUseError, PlaceNotWritableError

if TYPE_CHECKING:
    from filelock import FileLock


class HeldLock(Protocol):
    """A lock that is held until it is released."""

    def release(self) -> None:
        """Let others take it."""


def lock_path(journal: Path) -> Path:
    """Return the place of a journal's lock file."""
    return journal.with_name(f".{journal.name}.lock")


def is_held(journal: Path) -> bool:
    """Tell whether another window or program holds the writer's lock of a journal at this moment."""
    try:
        take_lock(journal).release()
    except JournalInUseError:
        return True
    except PlaceNotWritableError:
        return False
    return False


def take_lock(journal: Path) -> FileLock:
    """Take the writer's lock at once; JournalInUseError when another holds it, PlaceNotWritableError when it cannot be made."""
    from filelock import FileLock, Timeout

    # The window opens a journal on one thread and closes it on another: the lock belongs to the journal, not to a thread.
    lock = FileLock(lock_path(journal), mode=0o600, thread_local=False)
    try:
        lock.acquire(timeout=0)
    except Timeout as error:
        raise JournalInUseError(journal) from error
    except (OSError, NotImplementedError) as error:  # the second where a file system knows no locks
        raise PlaceNotWritableError(journal) from error
    return lock

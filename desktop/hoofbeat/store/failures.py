"""Turns what SQLite and the operating system report into the named failures that a person can be told about."""

from __future__ import annotations

import errno
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Final

from sqlalchemy.exc import DBAPIError
from sqlcipher3 import dbapi2

from hoofbeat.domain.errors import (
    DiskFailedError,
    DiskFullError,
    FileMissingError,
    FileUnreadableError,
    HoofbeatError,
    JournalDamagedError,
    JournalInUseError,
    PathError,
    PlaceNotWritableError,
)

_LEAST_FREE: Final = 4096

_BY_NAME: tuple[tuple[str, type[PathError]], ...] = (
    ("SQLITE_FULL", DiskFullError),
    ("SQLITE_READONLY", PlaceNotWritableError),
    ("SQLITE_CANTOPEN", FileUnreadableError),
    ("SQLITE_PERM", FileUnreadableError),
    ("SQLITE_BUSY", JournalInUseError),
    ("SQLITE_LOCKED", JournalInUseError),
    ("SQLITE_CORRUPT", JournalDamagedError),
    ("SQLITE_NOTADB", JournalDamagedError),
    ("SQLITE_IOERR", DiskFailedError),
)
# The driver gives no name to what fails inside a backup or an export, only SQLite's own fixed text.
_BY_TEXT: dict[str, type[PathError]] = {
    "database or disk is full": DiskFullError,
    "attempt to write a readonly database": PlaceNotWritableError,
    "unable to open database file": FileUnreadableError,
    "database is locked": JournalInUseError,
    "database disk image is malformed": JournalDamagedError,
    "file is not a database": JournalDamagedError,
    "disk I/O error": DiskFailedError,
}
_BY_NUMBER: dict[int, type[PathError]] = {
    errno.ENOSPC: DiskFullError,
    errno.EDQUOT: DiskFullError,
    errno.EROFS: PlaceNotWritableError,
    errno.EACCES: PlaceNotWritableError,
    errno.EPERM: PlaceNotWritableError,
    errno.ENOENT: FileMissingError,
    errno.EISDIR: FileUnreadableError,
    errno.ENOTDIR: FileUnreadableError,
    errno.ENAMETOOLONG: FileUnreadableError,
    errno.EIO: DiskFailedError,
}


@contextmanager
def told_about(path: Path) -> Iterator[None]:
    """Raise the failures of the block as named ones about this path; bugs pass through as they are."""
    try:
        yield
    except HoofbeatError:
        raise
    except (DBAPIError, dbapi2.Error, OSError) as error:
        named = failure_of(error)
        if named is None:
            raise
        if named is DiskFailedError and _is_full(path):
            named = DiskFullError
        raise named(path) from error


def _is_full(path: Path) -> bool:
    """Tell whether a disk that failed is full: some report that late, when what was written is to be made durable."""
    try:
        return shutil.disk_usage(path if path.is_dir() else path.parent).free < _LEAST_FREE
    except OSError:
        return False


@contextmanager
def shown_as(path: Path, shown: Path) -> Iterator[None]:
    """Let failures of the block about one path name another: the file that the person knows."""
    try:
        yield
    except PathError as error:
        if error.path == path:
            error.path = shown
        raise


def failure_of(error: BaseException) -> type[PathError] | None:
    """Return the named failure for an error of the driver or the system, if it is a failure of the environment."""
    if isinstance(error, DBAPIError) and error.orig is not None:
        error = error.orig
    if isinstance(error, OSError):
        return _BY_NUMBER.get(error.errno or 0, DiskFailedError)
    name = getattr(error, "sqlite_errorname", "") or ""
    named = next((named for prefix, named in _BY_NAME if name.startswith(prefix)), None)
    return named or (_BY_TEXT.get(str(error)) if isinstance(error, dbapi2.Error) else None)

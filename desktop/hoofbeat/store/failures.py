"""Turns what SQLite and the operating system report into the named failures that a person can be told about."""

from __future__ import annotations

import errno
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

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
        raise named(path) from error


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
    return next((named for prefix, named in _BY_NAME if name.startswith(prefix)), None)

"""Writing a file that a person asked for, such as a sheet or an export: whole or not at all."""

from __future__ import annotations

import errno
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager, suppress
from functools import partial
from pathlib import Path

from hoofbeat.domain.errors import (
    FileExistsAlreadyError,
    FileHeldError,
    FolderMissingError,
    NameNotUsableError,
    PathError,
    PlaceNotWritableError,
)
from hoofbeat.store.failures import told_about
from hoofbeat.store.folders import make_private_file, sync_file, sync_folder, unfinished_path

_ABOUT_THE_NAME = frozenset({errno.ENAMETOOLONG, errno.EINVAL, errno.EISDIR, errno.EILSEQ})
_HELD = frozenset({errno.EACCES, errno.EPERM, errno.EBUSY, errno.ETXTBSY})


def write_file(*, path: Path, content: bytes | Iterable[bytes], may_replace: bool = True) -> None:
    """Write a file and give it its name; what stood there before stays until then.

    A large content may come in pieces, made while it is written.

    Raises FileExistsAlreadyError, FolderMissingError for a folder that is not there, NameNotUsableError, FileHeldError for a file
    that another program has open, and the named failures of the disk.
    """
    with prepared_file(path=path, content=content, may_replace=may_replace) as finish:
        finish()


@contextmanager
def prepared_file(
    *, path: Path, content: bytes | Iterable[bytes], may_replace: bool = True
) -> Iterator[Callable[[], None]]:
    """Write a file beside its name and make it durable; what is given then puts it in its place. If nobody does, nothing is left.

    So another thing can be done when all is written that could fail for want of space. Raises what `write_file` does.
    """
    with told_about(path):
        _refuse(path, may_replace=may_replace)
    unfinished = unfinished_path(path)
    try:
        with _told_about_saving(path):
            make_private_file(unfinished)
            _write(unfinished, content)
            sync_file(unfinished)
        yield partial(_put_in_place, unfinished, path)
    finally:
        # On a broken disk the failure itself is what counts, and not that the rest of it could not be taken away.
        with suppress(OSError):
            unfinished.unlink(missing_ok=True)


def _put_in_place(unfinished: Path, path: Path) -> None:
    with _told_about_saving(path):
        try:
            unfinished.replace(path)
        except OSError as error:
            # The folder took the new file, so it is the old one that cannot go.
            if error.errno in _HELD and path.exists():
                raise FileHeldError(path) from error
            raise
        sync_folder(path.parent)


@contextmanager
def _told_about_saving(path: Path) -> Iterator[None]:
    """Raise the failures of the block as named ones, those about the name and the folder in the words of saving."""
    try:
        with told_about(path):
            yield
    except PathError as error:
        number = error.__cause__.errno if isinstance(error.__cause__, OSError) else None
        if number in _ABOUT_THE_NAME:
            raise NameNotUsableError(path) from error
        if number in (errno.ENOENT, errno.ENOTDIR):
            raise FolderMissingError(path.parent) from error
        raise


def _refuse(path: Path, *, may_replace: bool) -> None:
    try:
        if path.is_dir():
            raise NameNotUsableError(path)
        if path.exists() and (not may_replace or _is_journal(path)):
            raise FileExistsAlreadyError(path)
        if not path.parent.is_dir():
            raise FolderMissingError(path.parent)
    except OSError as error:
        if error.errno in _ABOUT_THE_NAME:
            raise NameNotUsableError(path) from error
        raise


def _write(path: Path, content: bytes | Iterable[bytes]) -> None:
    if isinstance(content, bytes):
        path.write_bytes(content)
        return
    with path.open("r+b") as file:
        file.writelines(content)


def _is_journal(path: Path) -> bool:
    """Tell whether a file is a record or a copy of one, which no sheet may ever replace."""
    if path.suffix == ".hoofbeat":
        return True
    try:
        with path.open("rb") as file:
            return file.read(16) == b"SQLite format 3\0"
    except PermissionError:
        raise PlaceNotWritableError(path) from None

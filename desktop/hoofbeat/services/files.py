"""Writing a file that a person asked for, such as a sheet or an export: whole or not at all."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from hoofbeat.domain.errors import FileExistsAlreadyError, FileUnreadableError, FolderMissingError
from hoofbeat.store.failures import told_about
from hoofbeat.store.folders import make_private_file, sync_file, sync_folder, unfinished_path


def write_file(*, path: Path, content: bytes | Iterable[bytes], may_replace: bool = True) -> None:
    """Write a file beside its name, make it durable, then give it its name; what stood there before stays until then.

    A large content may come in pieces, made while it is written.

    Raises FileExistsAlreadyError, FolderMissingError for a folder that is not there, and the named failures of the disk.
    """
    with told_about(path):
        if path.is_dir():
            raise FileUnreadableError(path)
        if path.exists() and (not may_replace or _is_journal(path)):
            raise FileExistsAlreadyError(path)
        if not path.parent.exists():
            raise FolderMissingError(path.parent)
        unfinished = unfinished_path(path)
        make_private_file(unfinished)
        try:
            _write(unfinished, content)
            sync_file(unfinished)
            unfinished.replace(path)
        except BaseException:
            unfinished.unlink(missing_ok=True)
            raise
        sync_folder(path.parent)


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
    with path.open("rb") as file:
        return file.read(16) == b"SQLite format 3\0"

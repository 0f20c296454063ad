"""What a file says of itself before anything opens it: whether it is a journal, whose version, and whether it is locked by a key."""

from __future__ import annotations

import struct
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from hoofbeat.domain.errors import (
    EmptyJournalFileError,
    FileMissingError,
    FileUnreadableError,
    JournalDamagedError,
    JournalNewerError,
    NotAJournalError,
)
from hoofbeat.store.failures import told_about
from hoofbeat.store.folders import hot_path
from hoofbeat.store.tables import SCHEMA_VERSION

APPLICATION_ID: Final = 0x486F6F66
"""The SQLite application id of a journal: "Hoof"."""
_MAGIC: Final = b"SQLite format 3\0"
_PAGE: Final = 4096


@dataclass(frozen=True, slots=True)
class Header:
    """The verdict on a file: a plain journal with its schema version, or an encrypted one whose version is not yet known."""

    is_encrypted: bool
    version: int | None


def read_header(path: Path) -> Header:
    """Judge a file by its first bytes and its size, without opening it as a database.

    Raises FileMissingError, FileUnreadableError, EmptyJournalFileError, NotAJournalError, JournalNewerError,
    or JournalDamagedError when it is shorter than it says.
    """
    if not path.exists():
        raise FileMissingError(path)
    if not path.is_file():
        raise FileUnreadableError(path)
    with told_about(path):
        try:
            with path.open("rb") as file:
                start = file.read(100)
            size = path.stat().st_size
        except PermissionError as error:
            raise FileUnreadableError(path) from error
    if size == 0:
        raise EmptyJournalFileError(path)
    if not start.startswith(_MAGIC):
        if size % _PAGE:
            raise NotAJournalError(path)
        return Header(is_encrypted=True, version=None)
    if len(start) < 100:
        raise NotAJournalError(path)
    version, application_id = struct.unpack(">I", start[60:64])[0], struct.unpack(">I", start[68:72])[0]
    refuse_foreign(path, application_id, version)
    if size < _stated_size(start) and not hot_path(path).exists():
        raise JournalDamagedError(path)
    return Header(is_encrypted=False, version=version)


def _stated_size(start: bytes) -> int:
    """Return the size that the header says the file has, 0 where it does not say."""
    page_size, pages = struct.unpack(">H", start[16:18])[0], struct.unpack(">I", start[28:32])[0]
    is_current = start[24:28] == start[92:96]
    return page_size * pages if is_current else 0


def looks_encrypted(path: Path) -> bool:
    """Tell whether a file that is known to be a journal is locked by a key."""
    with path.open("rb") as file:
        return file.read(len(_MAGIC)) != _MAGIC


def refuse_foreign(path: Path, application_id: int, version: int) -> None:
    """Raise unless the two numbers are those of a journal that this program can read."""
    if application_id != APPLICATION_ID or version < 1:
        raise NotAJournalError(path)
    if version > SCHEMA_VERSION:
        raise JournalNewerError(path, found=version, supported=SCHEMA_VERSION)

"""Copies of a journal that are believed only after they were read back: written, made durable, opened again, compared."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from hoofbeat.domain.errors import CopyNotVerifiedError, JournalDamagedError
from hoofbeat.store.connection import connect, connected
from hoofbeat.store.content import Content, content_of, is_sound
from hoofbeat.store.failures import told_about
from hoofbeat.store.folders import discard, make_private_file, sync_file, unfinished_path
from hoofbeat.store.header import refuse_foreign
from hoofbeat.store.keys import Key

Write = Callable[[Any, Path], None]
"""Fills an empty file from a connection to the journal, which holds a transaction open."""


@contextmanager
def verified_copy(source: Path, beside: Path, *, key: Key | None, write: Write, new_key: Key | None) -> Iterator[Path]:
    """Give a durable copy of a journal that was read back and holds the same; it is gone after the block unless moved.

    It lies in the folder of `beside`, to be renamed over it.
    Raises JournalDamagedError about the source, CopyNotVerifiedError and the failures of the disk about `beside`.
    """
    copy = unfinished_path(beside)
    with told_about(beside):
        make_private_file(copy)
        try:
            content = _write(source, copy, key, write, beside)
            sync_file(copy)
            if not _holds(copy, content, new_key):
                refuse_damaged(source, key)
                raise CopyNotVerifiedError(beside)
            yield copy
        finally:
            discard(copy)


def by_backup(key: Key | None) -> Write:
    """Return the way to fill a copy page by page, under the same key as the journal."""

    def write(connection: Any, copy: Path) -> None:
        target = connect(copy, key=key)
        try:
            connection.backup(target)
        finally:
            target.close()

    return write


def _write(source: Path, copy: Path, key: Key | None, write: Write, named: Path) -> Content:
    with told_about(source), connected(source, key=key, is_read_only=True) as connection:
        connection.execute("BEGIN")
        content = content_of(connection)
        refuse_foreign(source, content.application_id, content.version)
        with told_about(named):
            write(connection, copy)
    return content


def _holds(copy: Path, content: Content, key: Key | None) -> bool:
    with connected(copy, key=key, is_read_only=True) as connection:
        return is_sound(connection, is_encrypted=key is not None) and content_of(connection) == content


def refuse_damaged(path: Path, key: Key | None) -> None:
    """Raise JournalDamagedError unless every page, index and reference of a closed journal is sound."""
    with told_about(path), connected(path, key=key, is_read_only=True) as connection:
        if not is_sound(connection, is_encrypted=key is not None):
            raise JournalDamagedError(path)

"""What a crash leaves beside a journal: a rollback journal that must be played back, in its place or on a copy elsewhere."""

from __future__ import annotations

import hashlib
import os
import shutil
from pathlib import Path

from hoofbeat.store.connection import connected
from hoofbeat.store.failures import told_about
from hoofbeat.store.folders import copy_private, hot_path, make_private_folder
from hoofbeat.store.keys import Key


def is_hot(path: Path) -> bool:
    """Tell whether beside a journal lies a change that may be half in it: of a process that ended, or of one that is running.

    Until it is whole on the disk, a rollback journal begins with zeros; nothing of its change is in the file then.
    """
    try:
        with hot_path(path).open("rb") as file:
            return file.read(1) not in (b"", b"\0")
    except OSError:
        return False


def roll_back(path: Path, *, key: Key | None) -> None:
    """Take back the change that a crash left half-done in this very file; only for the holder of its lock."""
    with told_about(path), connected(path, key=key) as connection:
        connection.execute("BEGIN IMMEDIATE")
        connection.execute("ROLLBACK")


def copy_aside(path: Path, state: Path) -> Path:
    """Copy a journal and its rollback journal to the state folder, and return the copy."""
    folder = state / "recovered" / hashlib.sha256(os.fsencode(path.absolute())).hexdigest()[:32]
    with told_about(state):
        shutil.rmtree(folder, ignore_errors=True)
        make_private_folder(folder)
        copy = folder / path.name
        if is_hot(path):
            copy_private(hot_path(path), hot_path(copy))
        copy_private(path, copy)
    return copy


def discard_aside(copy: Path) -> None:
    """Remove a copy in the state folder, so that no second record lies around."""
    shutil.rmtree(copy.parent, ignore_errors=True)

"""The program's own folders, and files and names in any folder that are private to the person and survive a power cut."""

from __future__ import annotations

import os
import shutil
import uuid
from dataclasses import dataclass
from pathlib import Path
from typing import Final

UNFINISHED: Final = ".new"
"""The ending of a file that has not got its name yet; one that is left over belongs to nobody."""


@dataclass(frozen=True, slots=True)
class StateFolders:
    """Where the program keeps what belongs to a journal and lies outside it: seals and recovered copies, backups; and its migrations."""

    state: Path
    backups: Path
    migrations: Path


def make_private_folder(folder: Path) -> None:
    """Make a folder and those above it that are missing, for this person only; folders that are there stay as they are."""
    missing = [each for each in (folder, *folder.parents) if not each.exists()]
    for each in reversed(missing):
        each.mkdir(mode=0o700, exist_ok=True)


def make_private_file(path: Path) -> None:
    """Make an empty file for this person only; FileExistsError when there is one."""
    os.close(os.open(path, os.O_CREAT | os.O_EXCL | os.O_RDWR, 0o600))


def unfinished_path(path: Path) -> Path:
    """Return a name beside this one for a file that is still being written."""
    return path.with_name(f".{path.name}.{uuid.uuid4().hex}{UNFINISHED}")


def hot_path(path: Path) -> Path:
    """Return the name of SQLite's rollback journal of a file."""
    return path.with_name(f"{path.name}-journal")


def discard(path: Path) -> None:
    """Remove a file that is still being written, with its rollback journal."""
    for each in (path, hot_path(path)):
        each.unlink(missing_ok=True)


def clear_unfinished(path: Path) -> None:
    """Remove what an earlier process left half-written beside this file; only for the holder of its lock."""
    start = f".{path.name}."
    for each in list(path.parent.iterdir()):
        if each.name.startswith(start) and each.name.removesuffix("-journal").endswith(UNFINISHED):
            if each.is_dir():
                shutil.rmtree(each)
            else:
                each.unlink(missing_ok=True)


def write_private(path: Path, content: bytes) -> None:
    """Write a small file of the program's own, whole or not at all."""
    make_private_folder(path.parent)
    unfinished = unfinished_path(path)
    make_private_file(unfinished)
    try:
        unfinished.write_bytes(content)
        unfinished.replace(path)
    except BaseException:
        unfinished.unlink(missing_ok=True)
        raise


def copy_private(source: Path, target: Path) -> None:
    """Copy a closed file byte by byte to a new private one, and make it durable."""
    make_private_file(target)
    with source.open("rb") as reader, target.open("r+b") as writer:
        while block := reader.read(1 << 20):
            writer.write(block)
        writer.flush()
        os.fsync(writer.fileno())


def sync_file(path: Path) -> None:
    """Make the content of a closed file durable."""
    with path.open("r+b") as file:
        os.fsync(file.fileno())


def sync_folder(folder: Path) -> None:
    """Make the names in a folder durable, where the system lets a folder be synced."""
    try:
        descriptor = os.open(folder, os.O_RDONLY)
    except OSError:
        return
    try:
        os.fsync(descriptor)
    except OSError:
        return
    finally:
        os.close(descriptor)

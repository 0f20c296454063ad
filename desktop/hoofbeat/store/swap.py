"""Puts a finished file in the place of a journal, so that a crash at any step leaves the old one or the new one, never a mixture.

SQLite takes a `-journal` beside a file for its own. So the new file waits, under its own name, until that of the old one is gone.
"""

from __future__ import annotations

from pathlib import Path

from hoofbeat.store.folders import hot_path, sync_folder, unfinished_path


def swap_in(new: Path, journal: Path) -> None:
    """Move a closed, durable file into the place of a journal; only for the holder of its lock.

    A rollback journal beside the new file moves with it, one beside the old file goes.
    """
    waiting = _waiting(journal)
    prepared = unfinished_path(journal)
    prepared.mkdir(mode=0o700)
    try:
        if hot_path(new).exists():
            hot_path(new).rename(hot_path(prepared / "journal"))
        new.rename(prepared / "journal")
        sync_folder(prepared)
        prepared.rename(waiting)
    except BaseException:
        _discard(prepared)
        raise
    sync_folder(journal.parent)
    try:
        hot_path(journal).unlink(missing_ok=True)
    except BaseException:
        _discard(waiting)
        raise
    finish_swap(journal)


def is_swap_unfinished(journal: Path) -> bool:
    """Tell whether a process ended while it put a file in the place of this journal."""
    return _waiting(journal).is_dir()


def finish_swap(journal: Path) -> None:
    """Complete a swap that reached the point of no return; only for the holder of the journal's lock."""
    waiting = _waiting(journal)
    if not waiting.is_dir():
        return
    new = waiting / "journal"
    if new.exists():
        hot_path(journal).unlink(missing_ok=True)
        sync_folder(journal.parent)
        new.replace(journal)
    if hot_path(new).exists():
        hot_path(new).replace(hot_path(journal))
    sync_folder(journal.parent)
    waiting.rmdir()


def _waiting(journal: Path) -> Path:
    return journal.with_name(f".{journal.name}.waiting")


def _discard(folder: Path) -> None:
    for each in (folder / "journal", hot_path(folder / "journal")):
        each.unlink(missing_ok=True)
    folder.rmdir()

"""The backups of one journal: verified before they count, named by order and time, thinned out by count and never by the clock.

A name reads `0012-2026-03-14T09-00-00Z-9f3a5c1e7b2d.hoofbeat`: its place in the order, when it was made (UTC), the start of its
SHA-256, so that a later fault of the disk is noticed. `-replaced` stands in place of the digest of a file that a restore replaced.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Final

from hoofbeat.domain.errors import JournalDamagedError
from hoofbeat.domain.safekeeping import BackupInfo
from hoofbeat.store.copies import by_backup, verified_copy
from hoofbeat.store.failures import told_about
from hoofbeat.store.folders import (
    clear_unfinished,
    copy_private,
    hot_path,
    make_private_folder,
    sync_folder,
    unfinished_path,
)
from hoofbeat.store.header import looks_encrypted
from hoofbeat.store.keys import Key
from hoofbeat.store.seal import seal_of

_NAME: Final = re.compile(
    r"(?P<number>\d{4,})-(?P<time>\d{4}-\d\d-\d\dT\d\d-\d\d-\d\dZ)-(?P<rest>[0-9a-f]{12}|replaced)\.hoofbeat"
)
_TIME: Final = "%Y-%m-%dT%H-%M-%SZ"
_DIGITS: Final = 12


@dataclass(frozen=True, slots=True)
class Limits:
    """How many backups stay: the newest, one for each of the newest weeks, within a size, and never fewer than a minimum."""

    newest: int = 10
    weeks: int = 52
    total_bytes: int = 2 * 1024**3
    minimum: int = 3
    replaced: int = 3


class BackupFolder:
    """The backups of one journal; only the holder of the journal's lock adds to it."""

    def __init__(self, backups: Path, journal_id: str, *, limits: Limits = Limits()) -> None:  # frozen
        # An id comes from a file that somebody may have sent; it must not lead to another folder.
        self.path = backups / re.sub(r"[^0-9a-zA-Z-]", "_", journal_id or "unknown")
        self._limits = limits

    def list_backups(self) -> tuple[BackupInfo, ...]:
        """Return the backups, newest first."""
        return tuple(info for _, info in self._numbered())

    def add(self, journal: Path, *, key: Key | None, made_at: datetime) -> BackupInfo:
        """Make a verified backup and let go of the oldest that are not needed any more.

        Raises JournalDamagedError, CopyNotVerifiedError and the failures of the disk; what was there before stays.
        """
        with told_about(self.path):
            make_private_folder(self.path)
            clear_unfinished(self._place("backup"))
            with verified_copy(
                journal,
                self._place("backup"),
                key=key,
                write=by_backup(key),
                new_key=key,
            ) as copy:
                made = self._place(self._name(made_at, seal_of(copy).sha256[:_DIGITS]))
                copy.rename(made)
                sync_folder(self.path)
            self._thin()
        return _info(made)

    def keep_replaced(self, journal: Path, *, made_at: datetime) -> BackupInfo:
        """Keep a file that is about to be replaced, byte by byte with its rollback journal, sound or not."""
        with told_about(self.path):
            make_private_folder(self.path)
            kept = self._place(self._name(made_at, "replaced"))
            unfinished = unfinished_path(kept)
            try:
                if hot_path(journal).exists():
                    copy_private(hot_path(journal), hot_path(kept))
                copy_private(journal, unfinished)
                unfinished.rename(kept)
            except BaseException:
                unfinished.unlink(missing_ok=True)
                hot_path(kept).unlink(missing_ok=True)
                raise
            sync_folder(self.path)
            self._thin()
        return _info(kept)

    def _thin(self) -> None:
        verified = [info for info in self.list_backups() if info.is_verified]
        replaced = [info for info in self.list_backups() if info.is_replaced][self._limits.replaced :]
        for info in {*verified} - _staying(verified, self._limits) | {*replaced}:
            discard_backup(info)

    def _numbered(self) -> list[tuple[int, BackupInfo]]:
        if not self.path.is_dir():
            return []
        found = [(int(match["number"]), _info(each)) for each in self.path.iterdir() if (match := _match(each))]
        return sorted(found, key=lambda pair: pair[0], reverse=True)

    def _name(self, made_at: datetime, rest: str) -> str:
        number = max((number for number, _ in self._numbered()), default=0) + 1
        return f"{number:04d}-{made_at.astimezone(UTC).strftime(_TIME)}-{rest}.hoofbeat"

    def _place(self, name: str) -> Path:
        return self.path / name


def list_all(backups: Path) -> tuple[BackupInfo, ...]:
    """Return the backups of every journal, newest first."""
    folders = [each for each in backups.iterdir() if each.is_dir()] if backups.is_dir() else []
    found = [info for folder in folders for info in BackupFolder(backups, folder.name).list_backups()]
    return tuple(sorted(found, key=lambda info: info.made_at, reverse=True))


def discard_backup(info: BackupInfo) -> None:
    """Delete one backup."""
    hot_path(info.path).unlink(missing_ok=True)
    info.path.unlink(missing_ok=True)


def refuse_if_changed(backup: Path) -> None:
    """Raise JournalDamagedError when a file bears the name of a backup and not its content."""
    match = _match(backup)
    if match and match["rest"] != "replaced" and seal_of(backup).sha256[:_DIGITS] != match["rest"]:
        raise JournalDamagedError(backup)


def _match(path: Path) -> re.Match[str] | None:
    return _NAME.fullmatch(path.name)


def _info(path: Path) -> BackupInfo:
    match = _match(path)
    is_replaced = match is not None and match["rest"] == "replaced"
    made_at = datetime.strptime(match["time"] if match else "", _TIME).replace(tzinfo=UTC)
    return BackupInfo(path, made_at, path.stat().st_size, not is_replaced, looks_encrypted(path), is_replaced)


def _staying(newest_first: Iterable[BackupInfo], limits: Limits) -> set[BackupInfo]:
    """Return the backups that stay. Weeks are counted among the backups there are, so a wrong clock deletes nothing."""
    ordered = list(newest_first)
    weekly: dict[tuple[int, int], BackupInfo] = {}
    for info in ordered:
        weekly.setdefault(info.made_at.isocalendar()[:2], info)
    wanted = {*ordered[: limits.newest], *list(weekly.values())[: limits.weeks]}
    staying: set[BackupInfo] = set()
    total = 0
    for info in ordered:
        total += info.size if info in wanted else 0
        if info in wanted and (total <= limits.total_bytes or len(staying) < limits.minimum):
            staying.add(info)
    return staying

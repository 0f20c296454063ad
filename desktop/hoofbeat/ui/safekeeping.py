"""Acts on the journal's file as a whole: copies, bringing one back, the passphrase. The journal is closed meanwhile and opened after."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

from PySide6.QtCore import QObject, Signal

from hoofbeat.domain.safekeeping import BackupInfo, Restored
from hoofbeat.ui.tasks import Tasks
from hoofbeat.ui.window.session import Session

if TYPE_CHECKING:
    from hoofbeat.services.installation import Installation
    from hoofbeat.services.journals import Journal

T = TypeVar("T")


class Safekeeping(QObject):
    """What can be done for the file's safety.

    Signals: `restored` with the outcome; `protection_changed` with the older copies that still need, or lack, the old
    passphrase; `failed` with the error, after the journal was opened again.
    """

    restored = Signal(object)
    protection_changed = Signal(object)
    failed = Signal(object)

    def __init__(self, tasks: Tasks, session: Session, *, installation: Callable[[], Installation]) -> None:
        super().__init__()
        self._tasks = tasks
        self._session = session
        self._installation = installation

    def list_copies(self, then: Callable[[Sequence[BackupInfo]], object]) -> None:
        """Read which copies there are, newest first: of the open journal, or of a file that does not open."""
        if self._tasks.is_open:
            self._tasks.read(_list_copies, view="copies", then=then)
        else:
            work = partial(_list_copies_of_file, self._session.path, self._installation)
            self._tasks.compute(work, then=then, failed=lambda _error: then(()))

    def copy_now(self, then: Callable[[BackupInfo], object]) -> None:
        """Make a checked copy among the program's own."""
        self._tasks.change(_copy_now, then=then, failed=self.failed.emit)

    def copy_to(self, target: Path, then: Callable[[BackupInfo], object]) -> None:
        """Make a checked copy in a place of the person's choice, which was asked about replacing a file already."""
        self._tasks.change(partial(_copy_to, target), then=then, failed=self.failed.emit)

    def restore(self, source: Path, passphrase: str | None) -> None:
        """Put a copy in the journal's place, and open it."""
        work = partial(_restore, source, self._session.path, passphrase, self._installation)
        self._around(work, passphrase, self.restored.emit)

    def undo_restore(self, restored: Restored, passphrase: str | None = None) -> None:
        """Put back the file that a restore took the place of."""
        work = partial(_undo_restore, restored, self._installation)
        self._around(work, passphrase, lambda _outcome: None)

    def protect(self, passphrase: str) -> None:
        """Give the journal a passphrase."""
        work = partial(_protect, self._session.path, passphrase, self._installation)
        self._around(work, passphrase, self.protection_changed.emit, passphrase_before=None)

    def change_passphrase(self, current: str, passphrase: str) -> None:
        """Put the journal under another passphrase."""
        work = partial(_change_passphrase, self._session.path, current, passphrase, self._installation)
        self._around(work, passphrase, self.protection_changed.emit, passphrase_before=current)

    def unprotect(self, current: str) -> None:
        """Take the passphrase away."""
        work = partial(_unprotect, self._session.path, current, self._installation)
        self._around(work, None, self.protection_changed.emit, passphrase_before=current)

    def replace_older_copies(self, copies: Sequence[BackupInfo], then: Callable[[BackupInfo], object]) -> None:
        """Make a new copy as the journal is now, and delete those older ones."""
        self._tasks.change(partial(_replace_older_copies, copies), then=then, failed=self.failed.emit)

    def _around(
        self,
        work: Callable[[], T],
        passphrase: str | None,
        done: Callable[[T], object],
        *,
        passphrase_before: str | None = None,
    ) -> None:
        """Close the journal, work on its file, and open it; after a failure it is opened as it was."""

        def after(answer: T) -> None:
            self._session.open(passphrase, then=lambda: done(answer))

        def failed(error: Exception) -> None:
            self._session.open(passphrase_before, then=lambda: self.failed.emit(error))

        def closed() -> None:
            self._tasks.compute(work, then=after, failed=failed)

        if self._tasks.is_open:
            self._session.close(then=closed)
        else:
            closed()


def _list_copies(journal: Journal) -> Sequence[BackupInfo]:
    from hoofbeat.services import backups

    return backups.list_backups(journal)


def _list_copies_of_file(path: Path, installation: Callable[[], Installation]) -> Sequence[BackupInfo]:
    from hoofbeat.services import backups

    return backups.list_backups(path, folders=installation().folders)


def _copy_now(journal: Journal, _author: str) -> BackupInfo:
    from hoofbeat.services import backups

    return backups.back_up_now(journal)


def _copy_to(target: Path, journal: Journal, _author: str) -> BackupInfo:
    from hoofbeat.services import backups

    return backups.back_up(journal, to=target, may_replace=True)


def _restore(source: Path, target: Path, passphrase: str | None, installation: Callable[[], Installation]) -> Restored:
    from hoofbeat.services import backups

    folders = installation().folders
    return backups.restore_backup(
        source=source, target=target, folders=folders, passphrase=passphrase, may_replace=True
    )


def _undo_restore(restored: Restored, installation: Callable[[], Installation]) -> Restored:
    from hoofbeat.services import backups

    return backups.undo_restore(restored, folders=installation().folders)


def _protect(path: Path, passphrase: str, installation: Callable[[], Installation]) -> Sequence[BackupInfo]:
    from hoofbeat.services import protection

    return protection.add_passphrase(path=path, passphrase=passphrase, folders=installation().folders)


def _change_passphrase(
    path: Path, current: str, passphrase: str, installation: Callable[[], Installation]
) -> Sequence[BackupInfo]:
    from hoofbeat.services import protection

    return protection.change_passphrase(
        path=path, current=current, passphrase=passphrase, folders=installation().folders
    )


def _unprotect(path: Path, current: str, installation: Callable[[], Installation]) -> Sequence[BackupInfo]:
    from hoofbeat.services import protection

    return protection.remove_passphrase(path=path, current=current, folders=installation().folders)


def _replace_older_copies(copies: Sequence[BackupInfo], journal: Journal, _author: str) -> BackupInfo:
    from hoofbeat.services import protection

    return protection.replace_older_copies(journal, copies)

"""Copies of papers that are shown in another program: in a private folder of this process, gone when it ends."""

from __future__ import annotations

import shutil
import stat
import uuid
from pathlib import Path

from hoofbeat.domain.attachments import opened_name
from hoofbeat.domain.errors import PathError
from hoofbeat.domain.records import Attachment
from hoofbeat.services.attachments import content_of
from hoofbeat.services.files import write_file
from hoofbeat.store.failures import told_about
from hoofbeat.store.folders import make_private_folder
from hoofbeat.store.journal import Journal
from hoofbeat.store.locking import HeldLock, lock_path, take_lock

_MAY_GO = stat.S_IRUSR | stat.S_IWUSR


class OpenedPapers:
    """The copies of one process, below a folder of the program's own. A lock beside them says that they are in use."""

    def __init__(self, folder: Path) -> None:
        self._all = folder
        self._own = folder / uuid.uuid4().hex
        self._lock: HeldLock | None = None

    def copy(self, journal: Journal, *, attachment: Attachment) -> Path:
        """Return the place of a copy that can be read and not changed; one that is there already is given again.

        Raises AttachmentsDamagedError and the failures of the disk.
        """
        path = self._own / attachment.sha256[:16] / opened_name(attachment)
        with told_about(path):
            if self._lock is None:
                make_private_folder(self._all)
                self._lock = take_lock(self._own)
            make_private_folder(path.parent)
            if not path.exists():
                write_file(path=path, content=content_of(journal, attachment=attachment))
                path.chmod(stat.S_IRUSR)
        return path

    def clear(self) -> None:
        """Take the copies away. One that another program keeps open goes the next time."""
        if self._lock is not None:
            self._lock.release()
            self._lock = None
            _take_away(self._own)

    def clear_left_over(self) -> None:
        """Take away what processes left that ended before they could."""
        for each in list(self._all.iterdir()) if self._all.is_dir() else ():
            if each.is_dir() and each != self._own:
                try:
                    take_lock(each).release()
                except PathError:
                    continue
                _take_away(each)


def _take_away(folder: Path) -> None:
    for each in folder.rglob("*"):
        if each.is_file():
            each.chmod(_MAY_GO)  # Windows keeps what cannot be written
    shutil.rmtree(folder, ignore_errors=True)
    lock_path(folder).unlink(missing_ok=True)

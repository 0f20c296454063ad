"""Showing a paper in the program that this computer has for it, as a copy that goes away with the window."""

from __future__ import annotations

import threading
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QUrl, Signal
from PySide6.QtGui import QDesktopServices

from hoofbeat.domain.records import Attachment
from hoofbeat.ui.tasks import Tasks

if TYPE_CHECKING:
    from hoofbeat.services.journals import Journal
    from hoofbeat.services.opened_papers import OpenedPapers


class PaperCopies(QObject):
    """The copies of this window. Signal: `refused` with the paper that no program took."""

    refused = Signal(object)

    def __init__(self, tasks: Tasks, folder: Callable[[], Path]) -> None:
        super().__init__()
        self._tasks = tasks
        self._folder = folder
        self._turn = threading.Lock()
        self._copies: OpenedPapers | None = None
        tasks.journal_closed.connect(self.clear)

    def show(self, paper: Attachment) -> None:
        """Show a paper in another program."""
        self._tasks.read(partial(self._copy, paper), then=partial(self._on_copied, paper))

    def clear(self) -> None:
        """Take the copies away: the journal is closed."""
        with self._turn:
            if self._copies is not None:
                self._copies.clear()

    def clear_left_over(self) -> None:
        """Take away what a window left that ended before it could; on a worker."""
        if self._folder().is_dir():
            self._tasks.compute(lambda: self._opened().clear_left_over(), then=lambda _nothing: None)

    def _copy(self, paper: Attachment, journal: Journal) -> Path:
        with self._turn:
            return self._opened().copy(journal, attachment=paper)

    def _opened(self) -> OpenedPapers:
        from hoofbeat.services.opened_papers import OpenedPapers

        if self._copies is None:
            self._copies = OpenedPapers(self._folder())
        return self._copies

    def _on_copied(self, paper: Attachment, path: Path) -> None:
        if not QDesktopServices.openUrl(QUrl.fromLocalFile(str(path))):
            self.refused.emit(paper)

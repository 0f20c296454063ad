"""The ways in from files: another record, a new one, files to bring in, files dropped on the window."""

from __future__ import annotations

import sys
from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject

from hoofbeat import paths
from hoofbeat.ui.safekeeping import Safekeeping
from hoofbeat.ui.tasks import Tasks
from hoofbeat.ui.window.main_window import MainWindow
from hoofbeat.ui.window.session import Session
from hoofbeat.wording.translation import tr

_ENDING = ".hoofbeat"


class Doors(QObject):
    """Asks for files and hands them on. Another record opens in a window of its own."""

    def __init__(self, window: MainWindow, session: Session, tasks: Tasks, safekeeping: Safekeeping) -> None:
        super().__init__()
        self._window = window
        self._session = session
        self._tasks = tasks
        self._safekeeping = safekeeping

    def make_new(self) -> None:
        """Ask where a new record shall lie, and begin it."""
        from PySide6.QtWidgets import QFileDialog

        start = paths.data_folder() / f"journal{_ENDING}"
        name, _ = QFileDialog.getSaveFileName(self._window, tr("New record"), str(start), _records_filter())
        if name:
            self.open(Path(name).with_suffix(_ENDING))

    def open_another(self) -> None:
        """Ask for a record, and open it."""
        from PySide6.QtWidgets import QFileDialog

        start = self._session.path.parent
        name, _ = QFileDialog.getOpenFileName(self._window, tr("Open a record"), str(start), _records_filter())
        if name:
            self.open(Path(name))

    def bring_back(self) -> None:
        """Ask for a copy that was saved before, and put it in the place of the record."""
        from PySide6.QtWidgets import QFileDialog

        name, _ = QFileDialog.getOpenFileName(
            self._window, tr("Bring back a copy"), str(Path.home()), _records_filter()
        )
        if name:
            self._safekeeping.restore(Path(name), None)

    def bring_in(self) -> None:
        """Ask for files, and show what is in them."""
        from PySide6.QtWidgets import QFileDialog

        names, _ = QFileDialog.getOpenFileNames(self._window, tr("Bring in a file"))
        self.take_files([Path(name) for name in names])

    def take_files(self, files: list[Path]) -> None:
        """Open records; show what is in other files before anything is taken."""
        for path in files:
            if path.suffix == _ENDING:
                self.open(path)
        others = [path for path in files if path.suffix != _ENDING]
        if others and self._window.pages.has_page("import"):
            self._window.show_page("import", lambda page: page.preview(others))

    def open(self, path: Path) -> None:
        """Open a record in a window of its own, or in this one where none is open here, or only the made-up one."""
        if not self._tasks.is_open:
            self._open_here(path)
        elif self._session.path == paths.sample_journal() != path:
            self._session.close(then=partial(self._open_here, path))
        else:
            from PySide6.QtCore import QProcess

            program, *words = _program_words()
            QProcess.startDetached(program, [*words, str(path)])

    def _open_here(self, path: Path) -> None:
        self._session.path = path
        self._session.begin()


def _records_filter() -> str:
    return tr("Hoofbeat records (*.hoofbeat);;All files (*)")


def _program_words() -> list[str]:
    """Return the words that start this program once more, from its bundle or from Python."""
    return [sys.executable] if hasattr(sys, "_MEIPASS") else [sys.executable, "-m", "hoofbeat"]

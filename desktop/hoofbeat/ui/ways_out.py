"""The ways by which something on paper leaves the program, each asked for by the person: a file, the PDF reader, the clipboard."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Protocol

from PySide6.QtCore import QObject, QStandardPaths, QUrl, Signal
from PySide6.QtGui import QDesktopServices, QGuiApplication, QImage
from PySide6.QtWidgets import QFileDialog, QWidget

from hoofbeat import paths
from hoofbeat.domain.records import Handing
from hoofbeat.ui.tasks import Tasks
from hoofbeat.wording.translation import tr

_PDF, _TEXT, _PNG, _SVG = ".pdf", ".txt", ".png", ".svg"


class Finished(Protocol):
    """Something that was made to leave the program: a PDF, the same words as text, and the name of its file without an ending."""

    @property
    def pdf(self) -> bytes:
        """The PDF."""

    @property
    def text(self) -> str:
        """The words."""

    @property
    def name(self) -> str:
        """The name of the file."""


@dataclass(frozen=True, slots=True)
class HandedOut:
    """What left the program: how, the sentence that says so, and the name of its file where it has one."""

    made: Finished
    handing: Handing
    said: str
    file_name: str = ""


class WaysOut(QObject):
    """Signals: `done` with a sentence about what was done, and `handed_out` with all that is known of it; `refused` with one about what could not be; `failed` with an error."""

    done = Signal(str)
    handed_out = Signal(object)
    refused = Signal(str)
    failed = Signal(object)

    def __init__(self, tasks: Tasks, window: QWidget) -> None:
        super().__init__(window)
        self._tasks = tasks
        self._window = window
        self._folder = _documents()

    def save_pdf(self, made: Finished) -> None:
        """Ask where to, and save the PDF that was shown."""
        self._save(made, Handing.SAVED, tr("PDF files (*.pdf)"), made.pdf)

    def save_text(self, made: Finished) -> None:
        """Ask where to, and save the words."""
        self._save(made, Handing.TEXT, tr("Text files (*.txt)"), made.text.encode())

    def save_picture(self, name: str, draw: Mapping[str, Callable[[], bytes]]) -> None:
        """Ask where to, and save a picture; it is drawn as PNG or as SVG, by the ending that is chosen."""
        kinds = {_PNG: tr("Pictures (*.png)"), _SVG: tr("Drawings that stay sharp (*.svg)")}
        chosen, kind = QFileDialog.getSaveFileName(
            self._window, tr("Save as picture"), str(self._folder / f"{name}{_PNG}"), ";;".join(kinds.values())
        )
        if not chosen:
            return
        path = Path(chosen)
        was_asked = path.suffix.lower() in kinds
        if not was_asked:
            path = path.with_name(f"{path.name}{_SVG if kind == kinds[_SVG] else _PNG}")
        self._folder = path.parent
        self._write(path, draw[path.suffix.lower()](), was_asked, then=partial(self._on_picture_saved, path))

    def copy_picture(self, image: QImage) -> None:
        """Put a picture on the clipboard."""
        QGuiApplication.clipboard().setImage(image)
        self.done.emit(tr("Copied. You can paste the picture into a letter or an e-mail."))

    def copy_text(self, made: Finished) -> None:
        """Put the words on the clipboard."""
        QGuiApplication.clipboard().setText(made.text)
        said = tr("Copied. You can paste the text into a letter or an e-mail.")
        self._tell(HandedOut(made, Handing.COPIED, said))

    def open_in_reader(self, made: Finished) -> None:
        """Show the PDF in the program that this computer has for it, from a file that goes away when the window closes."""
        path = _opened_folder() / f"{made.name}{_PDF}"
        self._write(path, made.pdf, True, then=partial(self._on_written_to_open, path), is_ours=True)

    def clean_up(self) -> None:
        """Take away the files that were made only to be opened."""
        # A reader on Windows may hold one open; it then goes away next time.
        shutil.rmtree(_opened_folder(), ignore_errors=True)

    def _save(self, made: Finished, handing: Handing, kinds: str, content: bytes) -> None:
        title = tr("Save as PDF") if handing is Handing.SAVED else tr("Save as text")
        name = f"{made.name}{_PDF if handing is Handing.SAVED else _TEXT}"
        chosen, _ = QFileDialog.getSaveFileName(self._window, title, str(self._folder / name), kinds)
        if not chosen:
            return
        path = Path(chosen)
        ending = Path(name).suffix
        # The dialog asked about the name that was typed, and about no other.
        was_asked = path.suffix.lower() == ending
        if not was_asked:
            path = path.with_name(f"{path.name}{ending}")
        self._folder = path.parent
        self._write(path, content, was_asked, then=partial(self._on_saved, made, handing, path))

    def _write(
        self, path: Path, content: bytes, may_replace: bool, *, then: Callable[[None], object], is_ours: bool = False
    ) -> None:
        work = partial(_write, path, content, may_replace=may_replace, makes_folder=is_ours)
        self._tasks.compute(work, then=then, failed=self.failed.emit)

    def _on_saved(self, made: Finished, handing: Handing, path: Path, _nothing: None) -> None:
        self._tell(HandedOut(made, handing, _saved_words(path), path.name))

    def _on_picture_saved(self, path: Path, _nothing: None) -> None:
        self.done.emit(_saved_words(path))

    def _tell(self, handed: HandedOut) -> None:
        self.done.emit(handed.said)
        self.handed_out.emit(handed)

    def _on_written_to_open(self, path: Path, _nothing: None) -> None:
        if not QDesktopServices.openUrl(QUrl.fromLocalFile(str(path))):
            self.refused.emit(
                tr("This computer did not open the PDF. You can save it as PDF and open it from its folder.")
            )


def _write(path: Path, content: bytes, *, may_replace: bool, makes_folder: bool) -> None:
    from hoofbeat.services import files

    if makes_folder:
        path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    files.write_file(path=path, content=content, may_replace=may_replace)


def _saved_words(path: Path) -> str:
    return tr("Saved as {file} in {folder}.").format(file=path.name, folder=path.parent)


def _documents() -> Path:
    place = QStandardPaths.writableLocation(QStandardPaths.StandardLocation.DocumentsLocation)
    return Path(place) if place and Path(place).is_dir() else Path.home()


def _opened_folder() -> Path:
    return paths.state_folder() / "opened"

"""Composes the window: paints it first, and opens the journal meanwhile."""

from __future__ import annotations

import hoofbeat.ui.plain_import  # noqa: F401  # before anything else of PySide6

# isort: split
import gc
import sys
from collections.abc import Callable
from datetime import datetime
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent
from PySide6.QtGui import QIcon
from PySide6.QtWidgets import QApplication

from hoofbeat import paths
from hoofbeat.settings import Settings, read_settings
from hoofbeat.ui.appearance import STYLE_ARGUMENTS, Appearance, load_first_fonts
from hoofbeat.ui.single_instance import SingleInstance
from hoofbeat.ui.window.main_window import MainWindow
from hoofbeat.ui.window.place import take_place

if TYPE_CHECKING:
    from hoofbeat.services.installation import Installation
    from hoofbeat.ui.window.controller import Controller


def run(journal: Path | None) -> int:
    """Open the window on a journal, or on the last one; return when it is closed."""
    application = QApplication([*sys.argv[:1], *STYLE_ARGUMENTS])
    application.setApplicationName("Hoofbeat")
    application.setDesktopFileName("hoofbeat")
    settings = read_settings(paths.settings_file())
    path = journal or _last_journal(settings)
    instance = SingleInstance(path, application)
    if instance.raise_first():
        return 0
    window = make_window(application, settings)
    instance.raise_requested.connect(window.raise_window)
    window.first_painted.connect(partial(_begin, application, window, settings, path))
    window.first_painted.connect(instance.listen)
    window.show()
    code = int(application.exec())
    window.deleteLater()  # before the application itself goes, also where the system ended it and the window was still open
    application.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    instance.close()
    return code


def make_window(application: QApplication, settings: Settings) -> MainWindow:
    """Make the window, without anything behind it."""
    load_first_fonts()
    application.setWindowIcon(QIcon(str(paths.resource("icons", "hoofbeat.svg"))))
    window = MainWindow(Appearance(application, settings))
    take_place(window, settings)
    window.lay_out()
    window.navigation.show_chosen(settings.last_page)
    return window


def control(
    window: MainWindow, settings: Settings, journal: Path, *, now: Callable[[], datetime] | None = None
) -> Controller:
    """Put everything behind the window; nothing is opened yet. `now` stands in for this computer's clock."""
    from hoofbeat.ui.window.controller import Controller

    return Controller(window, settings, journal=journal, installation=_installation, now=now or _now)


def _begin(application: QApplication, window: MainWindow, settings: Settings, journal: Path) -> None:
    from hoofbeat.ui import crash

    controller = control(window, settings, journal)
    controller.setParent(window)
    application.aboutToQuit.connect(controller.shut_down)
    crash.watch(controller.tasks.failed.emit)
    controller.settled.connect(_collect_garbage_again)
    controller.begin()


def _collect_garbage_again() -> None:
    """End what `main` began: from now on look for garbage, but not among what the start loaded, which stays."""
    gc.freeze()
    gc.enable()


def _now() -> datetime:
    return datetime.now().astimezone()


def _installation() -> Installation:
    from hoofbeat.bootstrap import installation

    return installation()


def _last_journal(settings: Settings) -> Path:
    last = Path(settings.last_journal) if settings.last_journal else paths.default_journal()
    return last if last.exists() else paths.default_journal()

"""Composes the window: paints it first, and opens the journal meanwhile."""

from __future__ import annotations

import hoofbeat.ui.plain_import  # noqa: F401  # before anything else of PySide6

# isort: split
import sys
from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtGui import QIcon
from PySide6.QtWidgets import QApplication

from hoofbeat import paths
from hoofbeat.settings import Settings, read_settings
from hoofbeat.ui import crash
from hoofbeat.ui.appearance import Appearance, load_first_fonts
from hoofbeat.ui.controller import Controller
from hoofbeat.ui.single_instance import SingleInstance

if TYPE_CHECKING:
    from hoofbeat.services.installation import Installation


def run(journal: Path | None) -> int:
    """Open the window on a journal, or on the last one; return when it is closed."""
    application = QApplication(sys.argv[:1])
    application.setApplicationName("Hoofbeat")
    application.setDesktopFileName("hoofbeat")
    settings = read_settings(paths.settings_file())
    path = journal or _last_journal(settings)
    instance = SingleInstance(path, application)
    if instance.raise_first():
        return 0
    controller = compose(application, settings, path)
    instance.raise_requested.connect(controller.window.raise_window)
    instance.listen()
    application.aboutToQuit.connect(controller.shut_down)
    crash.watch(controller.tasks.failed.emit)
    controller.window.first_painted.connect(controller.begin)
    controller.window.show()
    return int(application.exec())


def compose(
    application: QApplication, settings: Settings, journal: Path, *, now: Callable[[], datetime] | None = None
) -> Controller:
    """Make the window and what it needs; nothing is opened yet. `now` stands in for this computer's clock."""
    load_first_fonts()
    application.setWindowIcon(QIcon(str(paths.resource("icons", "hoofbeat.svg"))))
    appearance = Appearance(application, settings)
    return Controller(
        appearance,
        settings,
        journal=journal,
        installation=_installation,
        now=now or _now,
    )


def _now() -> datetime:
    return datetime.now().astimezone()


def _installation() -> Installation:
    from hoofbeat.bootstrap import installation

    return installation()


def _last_journal(settings: Settings) -> Path:
    last = Path(settings.last_journal) if settings.last_journal else paths.default_journal()
    return last if last.exists() else paths.default_journal()

"""Where a window stands on the screen, from one start to the next."""

from __future__ import annotations

from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QMainWindow

from hoofbeat.settings import Settings

FIRST_SIZE = QSize(1100, 760)


def keep_place(window: QMainWindow, settings: Settings) -> Settings:
    """Return the settings with the window's place."""
    shown = window.normalGeometry() if window.isMaximized() else window.geometry()
    place = (shown.x(), shown.y(), shown.width(), shown.height())
    return settings.replaced(window=place, is_maximized=window.isMaximized())


def take_place(window: QMainWindow, settings: Settings) -> None:
    """Stand where the window stood last, if that is still on a screen; else in the middle of one."""
    wanted = QRect(*settings.window) if settings.window else QRect()
    screen = QGuiApplication.screenAt(wanted.center()) if settings.window else None
    if screen is None:
        available = QGuiApplication.primaryScreen().availableGeometry()
        wanted.setSize(FIRST_SIZE.boundedTo(available.size()))
        wanted.moveCenter(available.center())
    window.setGeometry(wanted)
    if settings.is_maximized:
        window.setWindowState(Qt.WindowState.WindowMaximized)

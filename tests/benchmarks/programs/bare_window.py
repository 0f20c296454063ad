"""The least that a program with PySide6 does: one empty window, until it is painted for the first time."""

from __future__ import annotations

import os

from PySide6.QtCore import QTimer
from PySide6.QtGui import QPaintEvent
from PySide6.QtWidgets import QApplication, QMainWindow


class Window(QMainWindow):
    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802  # Qt's name
        super().paintEvent(event)
        QTimer.singleShot(0, done)


def done() -> None:
    print("painted", flush=True)
    os._exit(0)


application = QApplication([])
window = Window()
window.show()
application.exec()

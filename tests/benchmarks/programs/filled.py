"""The program itself on a journal, until Home shows what is in it."""

from __future__ import annotations

import os
import sys
from typing import Any

import hoofbeat.__main__
from hoofbeat.ui import start

plain_control = start.control


def done() -> None:
    print("filled", flush=True)
    os._exit(0)


def control(*given: Any, **named: Any) -> Any:
    """Put everything behind the window, and watch Home from when it has what it shows."""
    controller = plain_control(*given, **named)
    page: Any = controller.window.page
    fill = page._on_read

    def filled(view: Any) -> None:
        fill(view)
        assert view.recent, "Home is empty"
        from PySide6.QtCore import QTimer

        QTimer.singleShot(0, paint)  # after Qt has laid it out

    def paint() -> None:
        page.repaint()
        done()

    page._on_read = filled
    return controller


start.control = control
hoofbeat.__main__.main(sys.argv[1:])

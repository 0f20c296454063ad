"""The ring around what has the keyboard is seen as soon as that is."""

from __future__ import annotations

from types import SimpleNamespace
from typing import Any

from PySide6.QtWidgets import QLineEdit, QMainWindow, QScrollArea, QWidget
from pytestqt.qtbot import QtBot

from hoofbeat.ui.theme import read_theme
from hoofbeat.ui.widgets.focus_ring import FocusRing


def test_the_ring_comes_into_sight_with_a_field_that_had_the_keyboard_below_the_edge(qtbot: QtBot) -> None:
    window, area, inside = QMainWindow(), QScrollArea(), QWidget()
    qtbot.addWidget(window)
    inside.resize(300, 2_000)
    first, line = QLineEdit(inside), QLineEdit(inside)
    line.setGeometry(20, 30_000, 200, 30)
    area.setWidget(inside)
    window.setCentralWidget(area)
    window.resize(320, 240)
    appearance: Any = SimpleNamespace(theme=read_theme("light"))
    ring = FocusRing(window, appearance)
    with qtbot.waitExposed(window):
        window.show()
    first.setFocus()
    qtbot.waitUntil(ring.isVisible)
    line.setFocus()
    assert ring.isHidden()
    line.move(20, 1_500)
    area.ensureWidgetVisible(line)
    qtbot.waitUntil(ring.isVisible)
    assert ring.widget() is line
    margin = line.mapTo(window, line.rect().topLeft()) - ring.mapTo(window, ring.rect().topLeft())
    line.move(40, 1_510)
    line.resize(120, 40)
    assert line.mapTo(window, line.rect().topLeft()) - ring.mapTo(window, ring.rect().topLeft()) == margin
    assert ring.width() == line.width() + 2 * margin.x()

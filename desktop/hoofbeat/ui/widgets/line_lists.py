"""Lists of a few lines: a heading, and under it a surface with one line for each thing and what can be done with it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QGridLayout, QPushButton, QWidget

from hoofbeat.ui.icons import Icons
from hoofbeat.ui.theme import SPACE
from hoofbeat.ui.widgets.parts import Clicked, button, column, label, row, rule


def act_button(
    text: str, about: str, clicked: Clicked, *, name: str, icons: Icons, icon: str = "", look: str = "quiet"
) -> QPushButton:
    """Make a button in a line; a screen reader hears what it is about, and `name` finds it after a refill."""
    made = button(text, clicked, look=look, icon=icon, icons=icons)
    made.setAccessibleName(f"{text}: {about}" if about else text)
    made.setObjectName(name)
    return made


def line(title: str, details: Sequence[str] = (), *, buttons: Iterable[QWidget] = ()) -> QWidget:
    """Make one line: what it is, what is said of it below, and at its end what can be done."""
    words = column(spacing="")
    words.setSpacing(2)
    if title:
        words.addWidget(label(title, "label"))
    for detail in details:
        words.addWidget(label(detail, "quiet" if title else ""))
    inside = row(words, spacing="m")
    inside.setStretch(0, 1)
    acts = row(*buttons, spacing="xs")
    inside.addLayout(acts)
    inside.setAlignment(acts, Qt.AlignmentFlag.AlignTop)
    made = QWidget()
    made.setLayout(inside)
    return made


def surface(lines: Iterable[QWidget]) -> QFrame:
    """Make a surface of lines with quiet rules between them."""
    frame = QFrame()
    frame.setProperty("look", "card")
    inside = column(spacing="s")
    inside.setContentsMargins(SPACE["l"], SPACE["m"], SPACE["m"], SPACE["m"])
    for number, each in enumerate(lines):
        if number:
            inside.addWidget(rule())
        inside.addWidget(each)
    frame.setLayout(inside)
    return frame


def section(title: str, *parts: QWidget, buttons: Iterable[QWidget] = ()) -> QWidget:
    """Make a heading, with what can be done with the whole beside it, above its parts."""
    made = QWidget()
    inside = column(spacing="s")
    heading = row(label(title, "heading"), *buttons, spacing="s")
    heading.setStretch(0, 1)
    inside.addLayout(heading)
    for part in parts:
        inside.addWidget(part)
    made.setLayout(inside)
    return made


def facts(found: Iterable[tuple[str, str]]) -> QWidget:
    """Make a list of what is known: the name of each fact beside it."""
    made = QWidget()
    grid = QGridLayout(made)
    grid.setContentsMargins(0, 0, 0, 0)
    grid.setHorizontalSpacing(SPACE["l"])
    grid.setVerticalSpacing(SPACE["xs"])
    grid.setColumnStretch(1, 1)
    for number, (name, text) in enumerate(found):
        grid.addWidget(label(name, "quiet", wraps=False), number, 0, Qt.AlignmentFlag.AlignTop)
        grid.addWidget(label(text), number, 1)
    return made

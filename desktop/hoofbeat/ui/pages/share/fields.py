"""Small parts that the choices for a sheet are laid out with: a field below its label, a tick, a grid of one or two columns."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QButtonGroup, QCheckBox, QGridLayout, QRadioButton, QWidget

from hoofbeat.ui.theme import SPACE
from hoofbeat.ui.widgets.parts import column, label, row


def tick(text: str, *, is_checked: bool = True) -> QCheckBox:
    """Make a tick; no letter of its text is a shortcut."""
    made = QCheckBox(text.replace("&", "&&"))
    made.setAccessibleName(text)
    made.setChecked(is_checked)
    return made


def grid(spacing: str) -> QGridLayout:
    """Make a grid whose first column takes the room."""
    made = QGridLayout()
    made.setHorizontalSpacing(SPACE["l"])
    made.setVerticalSpacing(SPACE[spacing] if spacing else 0)
    made.setColumnStretch(0, 1)
    made.setAlignment(Qt.AlignmentFlag.AlignTop)
    return made


def field(title: str, target: QWidget, below: QWidget | None = None) -> QWidget:
    """Put a label above what it names."""
    words = label(title, "label")
    words.setBuddy(target)
    target.setAccessibleName(title)
    return stacked(words, target, below)


def stacked(*parts: QWidget | None) -> QWidget:
    """Put parts below each other."""
    made = QWidget()
    inside = column(spacing="xs")
    for part in parts:
        if part is not None:
            inside.addWidget(part)
    inside.addStretch(1)
    made.setLayout(inside)
    return made


def one_of(title: str, buttons: list[QRadioButton], owner: QWidget) -> QWidget:
    """Put buttons of which one is chosen beside each other, below what they are about."""
    group = QButtonGroup(owner)
    for made in buttons:
        made.setAccessibleName(f"{title}: {made.text()}")
        group.addButton(made)
    line = QWidget()
    line.setLayout(row(*buttons, None, spacing="l"))
    return stacked(label(title, "label"), line)

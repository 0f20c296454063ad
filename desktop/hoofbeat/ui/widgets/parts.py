"""Labels, buttons and surfaces in the looks that the style sheet knows."""

from __future__ import annotations

import re
from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QLabel,
    QLayout,
    QPushButton,
    QSizePolicy,
    QToolButton,
    QVBoxLayout,
    QWidget,
)
from typing_extensions import override

from hoofbeat.ui.icons import Icons
from hoofbeat.ui.theme import SPACE

_BREAK = "\N{ZERO WIDTH SPACE}"
_LONGEST_WORD = 24
_LONG_WORD = re.compile(rf"[^\s{_BREAK}]{{{_LONGEST_WORD + 1},}}")
Clicked = Callable[[], object]


class Label(QLabel):
    """A label that breaks words which are longer than a line may be, such as an address of the web."""

    @override
    def setText(self, text: str) -> None:
        super().setText(_LONG_WORD.sub(_with_breaks, text))


def _with_breaks(word: re.Match[str]) -> str:
    whole = word.group()
    return _BREAK.join(whole[start : start + _LONGEST_WORD] for start in range(0, len(whole), _LONGEST_WORD))


def label(text: str, look: str = "", *, wraps: bool = True) -> QLabel:
    """Make a plain-text label; `look` is one of title, heading, section, label, quiet, small, problem."""
    made = Label()
    made.setText(text)
    made.setTextFormat(Qt.TextFormat.PlainText)
    made.setWordWrap(wraps)
    made.setProperty("look", look)
    if look == "title":
        made.setAccessibleDescription("")
    return made


class _Button(QPushButton):
    """A button that Enter presses, as the space bar does."""

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        if _is_enter(event):
            self.click()
        else:
            super().keyPressEvent(event)


class _IconButton(QToolButton):
    """The same for a button that shows an icon alone."""

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        if _is_enter(event):
            self.click()
        else:
            super().keyPressEvent(event)


def _is_enter(event: QKeyEvent) -> bool:
    is_alone = event.modifiers() in (Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.KeypadModifier)
    return is_alone and event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)


def button(
    text: str, clicked: Clicked | None = None, *, look: str = "", icon: str = "", icons: Icons | None = None
) -> QPushButton:
    """Make a button; `look` is primary, quiet, link or none of them."""
    made = _Button(_without_mnemonic(text))
    made.setAccessibleName(text)
    made.setProperty("look", look)
    is_wide = look in ("page", "choice")
    made.setSizePolicy(QSizePolicy.Policy.Preferred if is_wide else QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
    if icon and icons is not None:
        icons.put(
            made,
            icon,
            {"primary": "on_accent", "quiet": "accent", "link": "accent", "edge": "accent", "choice": "accent"}.get(
                look, "icon"
            ),
        )
    if clicked is not None:
        made.clicked.connect(lambda _checked=False: clicked())
    return made


def icon_button(name: str, icon: str, icons: Icons, clicked: Clicked | None = None) -> QToolButton:
    """Make a button that shows an icon alone; its name is read aloud and shown as a tool tip."""
    made = _IconButton()
    made.setAccessibleName(name)
    made.setToolTip(name)
    made.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
    icons.put(made, icon)
    if clicked is not None:
        made.clicked.connect(lambda _checked=False: clicked())
    return made


def card(*, spacing: str = "s") -> tuple[QFrame, QVBoxLayout]:
    """Make a surface with room inside, and its column."""
    frame = QFrame()
    frame.setProperty("look", "card")
    inside = column(spacing=spacing, margin="l")
    frame.setLayout(inside)
    return frame, inside


def column(*, spacing: str = "s", margin: str = "") -> QVBoxLayout:
    """Make a column with distances of the scale."""
    made = QVBoxLayout()
    _space(made, spacing, margin)
    return made


def row(*parts: QWidget | QLayout | None, spacing: str = "s", margin: str = "") -> QHBoxLayout:
    """Make a row of parts; None takes the room that is left."""
    made = QHBoxLayout()
    _space(made, spacing, margin)
    for part in parts:
        if part is None:
            made.addStretch(1)
        elif isinstance(part, QWidget):
            made.addWidget(part)
        else:
            made.addLayout(part)
    return made


def rule() -> QFrame:
    """Make a quiet line between parts."""
    made = QFrame()
    made.setProperty("look", "rule")
    return made


def restyle(widget: QWidget, **looks: object) -> None:
    """Set properties that the style sheet looks at, and draw anew what was drawn before."""
    for name, value in looks.items():
        widget.setProperty(name, value)
    if not widget.testAttribute(Qt.WidgetAttribute.WA_WState_Polished):
        return
    widget.style().unpolish(widget)
    widget.style().polish(widget)


def clear(layout: QLayout) -> None:
    """Take everything out of a layout."""
    while (item := layout.takeAt(0)) is not None:
        widget, inner = item.widget(), item.layout()
        if widget is not None:
            widget.hide()
            widget.deleteLater()
        elif inner is not None:
            clear(inner)


def _space(layout: QLayout, spacing: str, margin: str) -> None:
    layout.setSpacing(SPACE[spacing] if spacing else 0)
    inset = SPACE[margin] if margin else 0
    layout.setContentsMargins(inset, inset, inset, inset)


def _without_mnemonic(text: str) -> str:
    return text.replace("&", "&&")


def breakable(name: str) -> str:
    """Let a long name, such as that of a file, go on in the next line after each of its signs."""
    return "".join(f"{each}{_BREAK}" if each in "_-./" else each for each in name)

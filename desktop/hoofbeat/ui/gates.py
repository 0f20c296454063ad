"""What stands in the window while no journal is open: the first start, the passphrase, the hidden window, and trouble."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QFrame, QLineEdit, QScrollArea, QVBoxLayout, QWidget
from typing_extensions import override

from hoofbeat.ui.appearance import Appearance
from hoofbeat.ui.theme import SPACE
from hoofbeat.ui.widgets.announce import announce
from hoofbeat.ui.widgets.banner import Notice
from hoofbeat.ui.widgets.parts import button, card, clear, column, label, row
from hoofbeat.wording.translation import tr


class Gate(QWidget):
    """A card in the middle of the window; a subclass fills `inside`."""

    def __init__(self, appearance: Appearance, *, width: int = 460) -> None:
        super().__init__()
        self.setObjectName("page")
        self.appearance = appearance
        frame, self.inside = card(spacing="m")
        frame.setMaximumWidth(appearance.scaled(width))
        self.inside.setContentsMargins(SPACE["xl"], SPACE["xl"], SPACE["xl"], SPACE["xl"])
        holder = QWidget()
        holder.setObjectName("page_body")
        middle = row(None, frame, None)
        middle.setStretch(1, 100)
        around: QVBoxLayout = column(spacing="", margin="l")
        around.addStretch(1)
        around.addLayout(middle)
        around.addStretch(2)
        holder.setLayout(around)
        scroll = QScrollArea()
        scroll.setWidgetResizable(True)
        scroll.setFrameShape(QFrame.Shape.NoFrame)
        scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        scroll.setWidget(holder)
        outside = column(spacing="")
        outside.addWidget(scroll)
        self.setLayout(outside)

    def first(self) -> QWidget | None:
        """Return what takes the keyboard when the gate is shown."""
        return None

    @override
    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        first = self.first()
        if first is not None:
            first.setFocus()


def passphrase_line(name: str) -> QLineEdit:
    """Make a line whose text shows as dots."""
    made = QLineEdit()
    made.setEchoMode(QLineEdit.EchoMode.Password)
    made.setAccessibleName(name)
    return made


class PassphraseGate(Gate):
    """Asks for the passphrase. Signal: `passphrase_given`."""

    passphrase_given = Signal(str)

    def __init__(self, appearance: Appearance) -> None:
        super().__init__(appearance)
        self._line = passphrase_line(tr("Passphrase"))
        self._line.returnPressed.connect(self._on_open_clicked)
        words = label(tr("Passphrase"), "label")
        words.setBuddy(self._line)
        self._problem = label("", "problem")
        self._problem.hide()
        self.inside.addWidget(label(tr("This record is protected"), "heading"))
        self.inside.addWidget(label(tr("Type the passphrase to open it."), "quiet"))
        self.inside.addWidget(words)
        self.inside.addWidget(self._problem)
        self.inside.addWidget(self._line)
        self.inside.addLayout(row(button(tr("Open"), self._on_open_clicked, look="primary"), None))

    @override
    def first(self) -> QWidget:
        return self._line

    def ask(self, *, was_wrong: bool) -> None:
        """Ask, or ask again."""
        self._line.clear()
        self._problem.setText(tr("That passphrase does not open this file."))
        self._problem.setVisible(was_wrong)
        if was_wrong:
            announce(self, self._problem.text())
        self._line.setFocus()

    def _on_open_clicked(self) -> None:
        if self._line.text():
            self.passphrase_given.emit(self._line.text())
            self._line.clear()


class HiddenGate(Gate):
    """Hides the window's content where there is no passphrase, and says that it only hides. Signal: `show_requested`."""

    show_requested = Signal()

    def __init__(self, appearance: Appearance) -> None:
        super().__init__(appearance)
        self._show = button(tr("Show again"), self.show_requested.emit, look="primary")
        self.inside.addWidget(label(tr("Your record is hidden"), "heading"))
        self.inside.addWidget(
            label(
                tr("It is only hidden, not locked: it has no passphrase. You can add one under Settings and backup."),
                "quiet",
            )
        )
        self.inside.addLayout(row(self._show, None))

    @override
    def first(self) -> QWidget:
        return self._show


class TroubleGate(Gate):
    """Says why the journal did not open, and what can be done; there is always a way on."""

    def __init__(self, appearance: Appearance) -> None:
        super().__init__(appearance, width=560)
        self._first: QWidget | None = None

    @override
    def first(self) -> QWidget | None:
        return self._first

    def tell(self, sentence: str, ways: list[tuple[str, Callable[[], object]]]) -> None:
        """Say what happened and offer the ways on, the best one first."""
        clear(self.inside)
        self.inside.addWidget(label(tr("Your record did not open"), "heading"))
        self.inside.addWidget(Notice(sentence, self.appearance, look="problem", icon="warning"))
        buttons = [button(text, act, look="" if place else "primary") for place, (text, act) in enumerate(ways)]
        self.inside.addSpacing(SPACE["s"])
        for each in buttons:
            self.inside.addWidget(each)
        self._first = buttons[0] if buttons else None
        announce(self, sentence)
        if self._first is not None:
            self._first.setFocus()

"""The first start: one page, no account, four ways to begin, and a passphrase for those who want one."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QLineEdit, QWidget
from typing_extensions import override

from hoofbeat.ui.appearance import Appearance
from hoofbeat.ui.gates import Gate, passphrase_line
from hoofbeat.ui.theme import SPACE
from hoofbeat.ui.widgets.announce import announce
from hoofbeat.ui.widgets.parts import button, column, label, restyle, row
from hoofbeat.wording.translation import tr


class FirstStart(Gate):
    """Welcome.

    Signals: `begin_requested` with the name, the passphrase ("" for none) and the page to begin on; `sample_requested`;
    `restore_requested`.
    """

    begin_requested = Signal(str, str, str)
    sample_requested = Signal()
    restore_requested = Signal()

    def __init__(self, appearance: Appearance) -> None:
        super().__init__(appearance, width=560)
        icons = appearance.icons
        self.inside.addWidget(label(tr("Welcome."), "title"))
        self.inside.addWidget(label(tr("Your records stay on this computer. No account is needed."), "quiet"))
        self.inside.addSpacing(SPACE["s"])
        self._add_name()
        self._add_passphrase()
        self.inside.addSpacing(SPACE["m"])
        self.inside.addWidget(label(tr("Where would you like to start?"), "heading"))
        self._ways = [
            button(
                tr("Add your next appointment"),
                lambda: self._begin("appointments"),
                look="choice",
                icon="appointments",
                icons=icons,
            ),
            button(
                tr("Add a medicine"), lambda: self._begin("medicines"), look="choice", icon="medicines", icons=icons
            ),
        ]
        self._ways.append(
            button(
                tr("Look around with made-up data"),
                self.sample_requested.emit,
                look="choice",
                icon="person",
                icons=icons,
            )
        )
        for way in self._ways:
            self.inside.addWidget(way)
        links = row(button(tr("Just open Hoofbeat"), lambda: self._begin("home"), look="link"), spacing="m")
        links.addWidget(button(tr("Bring back a copy you saved before"), self.restore_requested.emit, look="link"))
        links.addStretch(1)
        self.inside.addLayout(links)

    @override
    def first(self) -> QWidget:
        return self._ways[0]

    def _add_name(self) -> None:
        self._name = QLineEdit()
        words = label(tr("Whose record is it? (you can leave this empty)"), "label")
        words.setBuddy(self._name)
        self._name.setAccessibleName(tr("Name of the person"))
        self._name.setPlaceholderText(tr("Name"))
        self.inside.addWidget(words)
        self.inside.addWidget(self._name)

    def _add_passphrase(self) -> None:
        self._protect = button(
            tr("Protect with a passphrase"),
            self._on_protect_clicked,
            look="link",
            icon="lock",
            icons=self.appearance.icons,
        )
        self.inside.addWidget(self._protect)
        self._passphrase, self._again = passphrase_line(tr("Passphrase")), passphrase_line(tr("Passphrase once more"))
        self._problem = label("", "problem")
        self._problem.hide()
        self._passphrase_box = QWidget()
        inside = column(spacing="xs")
        note = tr(
            "Without it nobody can open the record, and nobody can find it out for you. Write it down and keep it safe."
        )
        inside.addWidget(label(note, "small"))
        inside.addWidget(label(tr("Passphrase"), "label"))
        inside.addWidget(self._problem)
        inside.addWidget(self._passphrase)
        inside.addWidget(label(tr("Passphrase once more"), "label"))
        inside.addWidget(self._again)
        self._passphrase_box.setLayout(inside)
        self._passphrase_box.hide()
        self.inside.addWidget(self._passphrase_box)

    def _on_protect_clicked(self) -> None:
        self._passphrase_box.show()
        self._protect.hide()
        self._passphrase.setFocus()

    def _begin(self, page: str) -> None:
        if self._passphrase.text() != self._again.text():
            self._problem.setText(tr("The two passphrases differ. Please type them again."))
            self._problem.show()
            restyle(self._again, is_wrong=True)
            announce(self, self._problem.text())
            self._passphrase.setFocus()
            return
        self.begin_requested.emit(self._name.text().strip(), self._passphrase.text(), page)

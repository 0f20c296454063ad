"""Adding, changing and removing the passphrase."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QLineEdit, QVBoxLayout

from hoofbeat.ui.gates import passphrase_line
from hoofbeat.ui.surroundings import Surroundings
from hoofbeat.ui.widgets.announce import announce
from hoofbeat.ui.widgets.parts import button, card, column, label, restyle, row
from hoofbeat.ui.widgets.scrolling import ScrollingColumn
from hoofbeat.wording.translation import tr


class PassphraseForm(ScrollingColumn):
    """Asks for the present passphrase where there is one, and for the new one twice. Signal: `closed`."""

    closed = Signal()

    def __init__(self, surroundings: Surroundings) -> None:
        super().__init__(surroundings.appearance)
        self._surroundings = surroundings
        self._is_protected = surroundings.journal.is_encrypted
        self._current = passphrase_line(tr("Present passphrase"))
        self._new, self._again = passphrase_line(tr("New passphrase")), passphrase_line(tr("New passphrase once more"))
        self._problem = label("", "problem")
        self._problem.hide()
        frame, inside = card(spacing="m")
        warning = tr(
            "Nobody can open the record without its passphrase, and nobody can find it out for you. Write it down and keep it safe."
        )
        inside.addWidget(label(warning))
        inside.addWidget(self._problem)
        self._add_lines(inside)
        self._add_buttons(inside)
        self.content.addWidget(frame)
        self.content.addStretch(1)
        escape = QKeySequence(Qt.Key.Key_Escape)
        QShortcut(escape, self, self.closed.emit, context=Qt.ShortcutContext.WidgetWithChildrenShortcut)

    def focus_first(self) -> None:
        """Put the cursor into the first line."""
        (self._current if self._is_protected else self._new).setFocus()

    def _add_lines(self, inside: QVBoxLayout) -> None:
        lines = [(tr("New passphrase"), self._new), (tr("New passphrase once more"), self._again)]
        if self._is_protected:
            lines.insert(0, (tr("Present passphrase"), self._current))
        for text, line in lines:
            words = label(text, "label")
            words.setBuddy(line)
            line.returnPressed.connect(self._on_set_clicked)
            part = column(spacing="xs")
            part.addWidget(words)
            part.addWidget(line)
            inside.addLayout(part)

    def _add_buttons(self, inside: QVBoxLayout) -> None:
        text = tr("Change the passphrase") if self._is_protected else tr("Add the passphrase")
        buttons = row(button(text, self._on_set_clicked, look="primary"), button(tr("Close"), self.closed.emit), None)
        if self._is_protected:
            buttons.addWidget(button(tr("Remove the passphrase"), self._on_remove_clicked, look="quiet"))
        inside.addLayout(buttons)

    def _on_set_clicked(self) -> None:
        if not self._new.text():
            self._say_wrong(tr("Please type a new passphrase."), self._new)
        elif self._new.text() != self._again.text():
            self._say_wrong(tr("The two passphrases differ. Please type them again."), self._again)
        elif not self._is_protected:
            self._surroundings.safekeeping.protect(self._new.text())
            self.closed.emit()
        elif self._has_current():
            self._surroundings.safekeeping.change_passphrase(self._current.text(), self._new.text())
            self.closed.emit()

    def _on_remove_clicked(self) -> None:
        if self._has_current():
            self._surroundings.safekeeping.unprotect(self._current.text())
            self.closed.emit()

    def _has_current(self) -> bool:
        if not self._current.text():
            self._say_wrong(tr("Please type the present passphrase."), self._current)
        return bool(self._current.text())

    def _say_wrong(self, text: str, line: QLineEdit) -> None:
        self._problem.setText(text)
        self._problem.show()
        restyle(line, is_wrong=True)
        line.setFocus()
        announce(self, text)

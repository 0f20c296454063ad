"""Handing over a copy in three steps: a passphrase, a place, and what the other person does with it."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QFileDialog, QFrame, QLineEdit

from hoofbeat.ui.surroundings import Surroundings
from hoofbeat.ui.widgets.announce import announce
from hoofbeat.ui.widgets.parts import breakable, button, card, clear, label, restyle, row
from hoofbeat.ui.widgets.scrolling import ScrollingColumn
from hoofbeat.wording.translation import tr

if TYPE_CHECKING:
    from hoofbeat.domain.safekeeping import BackupInfo
    from hoofbeat.services.journals import Journal

_ENDING = ".hoofbeat"
_ACT = "Choose the place and make the copy…"


class HandOverForm(ScrollingColumn):
    """Asks for the passphrase of the copy, then for its place, makes it and opens it once. Signal: `closed`."""

    closed = Signal()

    def __init__(self, surroundings: Surroundings) -> None:
        super().__init__(surroundings.appearance)
        self._surroundings = surroundings
        self._passphrase = QLineEdit()
        self._passphrase.setAccessibleName(tr("Passphrase of the copy"))
        self._passphrase.returnPressed.connect(self._on_save_clicked)
        self._problem = label("", "problem")
        self._problem.hide()
        self.content.addWidget(self._asking())
        self.content.addStretch(1)
        escape = QKeySequence(Qt.Key.Key_Escape)
        QShortcut(escape, self, self.closed.emit, context=Qt.ShortcutContext.WidgetWithChildrenShortcut)

    def focus_first(self) -> None:
        """Put the cursor into the line."""
        self._passphrase.setFocus()

    def _asking(self) -> QFrame:
        frame, inside = card(spacing="m")
        icons = self._surroundings.appearance.icons
        inside.addWidget(label(tr("1. A passphrase for the copy"), "heading"))
        inside.addWidget(
            label(
                tr(
                    "It is seen here, so that you can write it down. Tell it to the other person by phone or on paper, never in the same message as the copy. Nobody can find it out for you."
                )
            )
        )
        words = label(tr("Passphrase of the copy"), "label")
        words.setBuddy(self._passphrase)
        inside.addWidget(words)
        inside.addWidget(self._problem)
        inside.addWidget(self._passphrase)
        inside.addLayout(row(button(tr("Suggest one"), self._on_suggest_clicked), None))
        inside.addWidget(label(tr("2. A place for the copy"), "heading"))
        inside.addWidget(
            label(tr("For example a memory stick. Hoofbeat opens the copy once before it says that it is done."))
        )
        self._save = button(tr(_ACT), self._on_save_clicked, look="primary", icon="save", icons=icons)
        inside.addLayout(row(self._save, button(tr("Close"), self.closed.emit), None))
        return frame

    def _on_suggest_clicked(self) -> None:
        from hoofbeat.services.hand_over import suggested_passphrase

        self._passphrase.setText(suggested_passphrase())
        self._passphrase.setFocus()
        announce(self, tr("Suggested: {passphrase}").format(passphrase=self._passphrase.text()))

    def _on_save_clicked(self) -> None:
        if not self._passphrase.text().strip():
            text = tr("Please type a passphrase, or let Hoofbeat suggest one.")
            self._problem.setText(text)
            self._problem.show()
            restyle(self._passphrase, is_wrong=True)
            self._passphrase.setFocus()
            announce(self, text)
            return
        start = str(Path.home() / f"hoofbeat-for-you-{self._surroundings.today():%Y-%m-%d}{_ENDING}")
        name, _ = QFileDialog.getSaveFileName(self, tr("Hand over a copy"), start, tr("Hoofbeat records (*.hoofbeat)"))
        if name:
            self.make(Path(name))

    def make(self, path: Path) -> None:
        """Make the copy there, and open it once."""
        has_ending = path.suffix == _ENDING
        target = path if has_ending else path.with_name(f"{path.name}{_ENDING}")
        self._save.setEnabled(False)
        self._save.setText(tr("Making the copy and opening it once…"))
        self._surroundings.tasks.change(
            partial(_hand_over, target, self._passphrase.text(), has_ending),
            then=self._on_made,
            failed=self._on_failed,
        )

    def _on_failed(self, error: Exception) -> None:
        self._save.setEnabled(True)
        self._save.setText(tr(_ACT))
        self._surroundings.host.tell_error(error)

    def _on_made(self, made: BackupInfo) -> None:
        clear(self.content)
        frame, inside = card(spacing="m")
        inside.addWidget(
            label(tr("3. Done. The copy was opened with its passphrase, and holds everything."), "heading")
        )
        inside.addWidget(label(breakable(made.path.name), "label"))
        steps = (
            tr("Install Hoofbeat on the other computer and start it."),
            tr("Choose “Bring back a copy”, or File, then “Open a record…”, and choose this file."),
            tr("Type the passphrase. It can be changed later under Settings and backup."),
        )
        inside.addWidget(label(tr("What the other person does:")))
        for number, step in enumerate(steps, 1):
            inside.addWidget(label(f"{number}. {step}"))
        inside.addWidget(
            label(tr("The passphrase of the copy: {passphrase}").format(passphrase=self._passphrase.text()))
        )
        close = button(tr("Close"), self.closed.emit, look="primary")
        inside.addLayout(row(close, None))
        self.content.addWidget(frame)
        self.content.addStretch(1)
        close.setFocus()
        announce(self, tr("The copy is made, and was opened with its passphrase."))


def _hand_over(target: Path, passphrase: str, may_replace: bool, journal: Journal, _author: str) -> BackupInfo:
    from hoofbeat.services.hand_over import hand_over

    return hand_over(journal, to=target, passphrase=passphrase, may_replace=may_replace)

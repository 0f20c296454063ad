"""Choosing a copy to bring back: what it is, what happens to the present file, and one button."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFileDialog, QFrame, QWidget

from hoofbeat.domain.safekeeping import BackupInfo
from hoofbeat.ui.gates import passphrase_line
from hoofbeat.ui.surroundings import Surroundings
from hoofbeat.ui.widgets.lines import Line
from hoofbeat.ui.widgets.parts import button, card, column, label, row, rule
from hoofbeat.ui.widgets.scrolling import ScrollingColumn
from hoofbeat.wording.translation import tr

_MOST_SHOWN = 30


class BringBack(ScrollingColumn):
    """The list of copies. Signal: `closed`."""

    closed = Signal()

    def __init__(self, surroundings: Surroundings, copies: Sequence[BackupInfo]) -> None:
        super().__init__(surroundings.appearance)
        self._surroundings = surroundings
        self._copies = [info for info in copies if info.is_verified or info.is_replaced][:_MOST_SHOWN]
        self._passphrase = passphrase_line(tr("Passphrase of the copy"))
        self.content.addWidget(
            label(
                tr(
                    "The copy takes the place of your record. The file that is there now is kept, and you can put it back."
                )
            )
        )
        if any(info.is_encrypted for info in self._copies) or surroundings.journal.is_encrypted:
            self.content.addWidget(self._ask_passphrase())
        self.content.addWidget(self._list())
        icons = surroundings.appearance.icons
        self.content.addLayout(
            row(
                button(tr("Choose another file…"), self._on_other_clicked, icon="open", icons=icons),
                button(tr("Close"), self.closed.emit),
                None,
            )
        )
        self.content.addStretch(1)

    def focus_first(self) -> None:
        """Put the keyboard where the choice begins."""
        self.focusNextChild()

    def _ask_passphrase(self) -> QWidget:
        holder = QWidget()
        inside = column(spacing="xs")
        words = label(tr("Passphrase of the copy"), "label")
        words.setBuddy(self._passphrase)
        inside.addWidget(words)
        inside.addWidget(label(tr("It is the one that the record had when the copy was made."), "small"))
        inside.addWidget(self._passphrase)
        holder.setLayout(inside)
        return holder

    def _list(self) -> QFrame:
        frame, inside = card(spacing="")
        if not self._copies:
            inside.addWidget(label(tr("There is no copy of this record on this computer yet."), "quiet"))
        for place, info in enumerate(self._copies):
            if place:
                inside.addWidget(rule())
            inside.addWidget(self._line(info))
        return frame

    def _line(self, info: BackupInfo) -> Line:
        about = [tr("checked") if info.is_verified else tr("the file that a copy took the place of")]
        if info.is_encrypted:
            about.append(tr("needs its passphrase"))
        when = self._surroundings.timestamp_text(info.made_at)
        line = Line(when, _size(info.size), ", ".join(about))
        icons = self._surroundings.appearance.icons
        line.add_act(
            tr("Bring back"), partial(self._bring_back, info.path, info.is_encrypted), icon="restore", icons=icons
        )
        return line

    def _bring_back(self, source: Path, is_encrypted: bool) -> None:
        if is_encrypted and not self._passphrase.text():
            self._passphrase.setFocus()
            self._surroundings.host.say(tr("Please type the passphrase of the copy first."))
            return
        self._surroundings.safekeeping.restore(source, self._passphrase.text() or None if is_encrypted else None)
        self.closed.emit()

    def _on_other_clicked(self) -> None:
        path, _ = QFileDialog.getOpenFileName(
            self, tr("Bring back a copy"), str(Path.home()), tr("Hoofbeat records (*.hoofbeat);;All files (*)")
        )
        if path:
            self._surroundings.safekeeping.restore(Path(path), self._passphrase.text() or None)
            self.closed.emit()


def _size(size: int) -> str:
    kilobytes = max(round(size / 1000), 1)
    if kilobytes < 1000:
        return tr("{count} kB").format(count=kilobytes)
    return tr("{count} MB").format(count=round(kilobytes / 1000))

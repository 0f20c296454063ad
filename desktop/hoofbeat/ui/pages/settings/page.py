"""The page: its cards, and what is one step in: choosing a copy to bring back, and the passphrase."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QFileDialog

from hoofbeat.domain.safekeeping import BackupInfo
from hoofbeat.ui.pages.page import ScrollingPage
from hoofbeat.ui.pages.settings import cards
from hoofbeat.ui.pages.settings.bring_back import BringBack
from hoofbeat.ui.pages.settings.passphrase import PassphraseForm
from hoofbeat.ui.pages.settings.reminders import reminders_card
from hoofbeat.ui.widgets.parts import clear
from hoofbeat.wording.translation import tr


class SettingsPage(ScrollingPage):
    """Settings of this computer and of the record that is open."""

    title = "Settings and backup"

    def load(self) -> None:
        """Read the copies that there are."""
        self.surroundings.safekeeping.list_copies(self._on_copies_read)

    def copy_now(self) -> None:
        """Make a checked copy."""
        self.surroundings.safekeeping.copy_now(self._on_copied)

    def copy_elsewhere(self) -> None:
        """Ask where to, and make a checked copy there."""
        name = f"hoofbeat-copy-{self.surroundings.today():%Y-%m-%d}.hoofbeat"
        path, _ = QFileDialog.getSaveFileName(
            self, tr("Save a copy"), str(Path.home() / name), tr("Hoofbeat records (*.hoofbeat)")
        )
        if path:
            self.surroundings.safekeeping.copy_to(Path(path), self._on_copied)

    def bring_back(self) -> None:
        """Show the copies to choose from."""
        self.surroundings.safekeeping.list_copies(self._show_copies)

    def take_along(self) -> None:
        """Show the forms in which the record can leave the program."""
        self.surroundings.host.show_page("export")

    def set_passphrase(self) -> None:
        """Show the form for the passphrase."""
        form = PassphraseForm(self.surroundings)
        form.closed.connect(self.show_outer)
        self.show_inner(form, tr("Passphrase"), back=tr(self.title))
        form.focus_first()

    def show_folder(self) -> None:
        """Show the folder of the record in the system's own way."""
        folder = Path(self.surroundings.journal.path).parent
        QDesktopServices.openUrl(QUrl.fromLocalFile(str(folder)))

    def _on_copies_read(self, copies: Sequence[BackupInfo]) -> None:
        clear(self.content)
        self.content.addWidget(cards.looks_card(self.surroundings))
        self.content.addWidget(cards.writing_card(self.surroundings))
        self.content.addWidget(reminders_card(self.surroundings))
        self.content.addWidget(cards.record_card(self, copies))
        self.content.addWidget(cards.protection_card(self))
        self.content.addStretch(1)

    def _show_copies(self, copies: Sequence[BackupInfo]) -> None:
        choice = BringBack(self.surroundings, copies)
        choice.closed.connect(self.show_outer)
        self.show_inner(choice, tr("Bring back a copy"), back=tr(self.title))
        choice.focus_first()

    def _on_copied(self, info: BackupInfo) -> None:
        self.show_state(tr("Copied and checked {time}").format(time=self.surroundings.timestamp_text(info.made_at)))
        self.mark_stale()

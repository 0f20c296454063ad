"""What is told about the journal's file: how sound it is, copies that were not made, a copy brought back, the passphrase."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QObject

from hoofbeat.domain.safekeeping import BackupInfo, Restored, Soundness
from hoofbeat.ui.surroundings import Surroundings
from hoofbeat.ui.widgets.banner import Notice
from hoofbeat.ui.window.main_window import MainWindow
from hoofbeat.ui.window.session import Session
from hoofbeat.wording.translation import tr


class FileNotices(QObject):
    """Shows notices with what can be done about each."""

    def __init__(self, surroundings: Surroundings, session: Session, window: MainWindow) -> None:
        super().__init__()
        self._surroundings = surroundings
        self._window = window
        session.checked.connect(self._on_checked)
        session.backup_failed.connect(self._on_backup_failed)
        surroundings.safekeeping.failed.connect(surroundings.host.tell_error)
        surroundings.safekeeping.restored.connect(self._on_restored)
        surroundings.safekeeping.protection_changed.connect(self._on_protection_changed)

    def _on_checked(self, found: Soundness | Exception) -> None:
        if isinstance(found, Exception):
            self._surroundings.host.tell_error(found)
        elif found is Soundness.CHANGED_OUTSIDE:
            self._window.add_notice(
                tr("This file was changed outside this computer's Hoofbeat. We checked it: nothing is wrong.")
            )

    def _on_backup_failed(self, error: Exception) -> None:
        self._surroundings.host.tell_error(error)
        self._window.add_notice(
            tr("The last copy of your record was not made. Your record itself is saved."), icon="backup"
        )

    def _on_restored(self, restored: Restored) -> None:
        notice = self._window.add_notice(
            tr("The copy is back in place. The file that was there before is kept."), icon="restore"
        )
        if restored.replaced is not None and not restored.replaced.is_encrypted:
            notice.add_button(tr("Put it back"), lambda: self._undo_restore(restored, notice))
        elif restored.replaced is not None and not self._surroundings.journal.is_encrypted:
            self._tell_unprotected()

    def _tell_unprotected(self) -> None:
        """Say that the copy came without the passphrase that the replaced file had."""
        text = tr(
            "This copy is from before the passphrase. Anybody who can use this computer as you can now read the record."
        )
        notice = self._window.add_notice(text, icon="warning")
        notice.add_button(
            tr("Add a passphrase"),
            lambda: self._surroundings.host.show_page("settings", lambda page: page.set_passphrase()),
        )

    def _undo_restore(self, restored: Restored, notice: Notice) -> None:
        notice.deleteLater()
        self._surroundings.safekeeping.undo_restore(restored)

    def _on_protection_changed(self, older: Sequence[BackupInfo]) -> None:
        now_protected = self._surroundings.journal.is_encrypted
        self._surroundings.host.say(tr("The passphrase is set.") if now_protected else tr("The passphrase is removed."))
        if older:
            text = (
                tr("Older copies of the record can still be opened without this passphrase.")
                if now_protected
                else tr("Older copies of the record still need their passphrase.")
            )
            notice = self._window.add_notice(text, icon="backup")
            notice.add_button(tr("Replace them with a new copy"), lambda: self._replace_copies(older, notice))

    def _replace_copies(self, older: Sequence[BackupInfo], notice: Notice) -> None:
        notice.deleteLater()
        done = tr("The older copies are replaced by a new one.")
        self._surroundings.safekeeping.replace_older_copies(older, lambda _info: self._surroundings.host.say(done))

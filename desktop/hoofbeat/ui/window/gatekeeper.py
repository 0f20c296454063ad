"""What stands in place of the pages while no journal is open, and the ways on from there."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from hoofbeat import paths
from hoofbeat.domain.errors import HoofbeatError
from hoofbeat.domain.safekeeping import BackupInfo
from hoofbeat.ui.journal_facts import JournalFacts
from hoofbeat.ui.surroundings import Surroundings
from hoofbeat.ui.window.doors import Doors
from hoofbeat.ui.window.main_window import MainWindow
from hoofbeat.ui.window.session import Session
from hoofbeat.wording.translation import tr

if TYPE_CHECKING:
    from hoofbeat.ui.gates import PassphraseGate

_COPIES_OFFERED = 2


class Gatekeeper(QObject):
    """Shows the first start, the passphrase, the hidden window or the trouble, as the session asks for them."""

    def __init__(self, surroundings: Surroundings, window: MainWindow, session: Session, doors: Doors) -> None:
        super().__init__()
        self._surroundings = surroundings
        self._window, self._session, self._doors = window, session, doors
        self._first_page = "home"
        self._passphrase_gate: PassphraseGate | None = None
        session.passphrase_needed.connect(self._on_passphrase_needed)
        session.start_needed.connect(self._on_start_needed)
        session.open_failed.connect(self._on_open_failed)
        session.locked.connect(self._on_locked)

    def take_first_page(self) -> str:
        """Return the page that was asked for at the first start, once."""
        page, self._first_page = self._first_page, "home"
        return page

    def _on_start_needed(self) -> None:
        from hoofbeat.ui.pages.first_start import FirstStart

        gate = FirstStart(self._surroundings.appearance)
        gate.begin_requested.connect(self._on_begin_requested)
        gate.sample_requested.connect(lambda: self._session.create_sample(paths.sample_journal()))
        gate.restore_requested.connect(self._doors.bring_back)
        self._window.show_gate(gate)

    def _on_begin_requested(self, name: str, passphrase: str, page: str) -> None:
        self._first_page = page
        self._session.create(name=name, passphrase=passphrase or None)

    def _on_passphrase_needed(self, was_wrong: bool) -> None:
        if self._passphrase_gate is None:
            from hoofbeat.ui.gates import PassphraseGate

            self._passphrase_gate = PassphraseGate(self._surroundings.appearance)
            self._passphrase_gate.passphrase_given.connect(self._session.unlock)
        self._window.show_gate(self._passphrase_gate)
        self._passphrase_gate.ask(was_wrong=was_wrong)

    def _on_locked(self) -> None:
        if self._surroundings.journal.is_encrypted:
            self._surroundings.journal = JournalFacts()
            self._on_passphrase_needed(was_wrong=False)
            return
        from hoofbeat.ui.gates import HiddenGate

        gate = HiddenGate(self._surroundings.appearance)
        gate.show_requested.connect(self._window.show_pages)
        self._window.show_gate(gate)

    def _on_open_failed(self, error: Exception) -> None:
        if not isinstance(error, HoofbeatError):
            self._surroundings.host.tell_error(error)
            text = tr("Hoofbeat could not open it. The file was not changed.")
        else:
            from hoofbeat.wording.errors import sentence

            text = sentence(error)
        self._surroundings.safekeeping.list_copies(partial(self._show_trouble, text))

    def _show_trouble(self, text: str, copies: Sequence[BackupInfo]) -> None:
        """Say why the record did not open; there is always a way on, and the newest checked copies come first."""
        from hoofbeat.ui.gates import TroubleGate

        gate = TroubleGate(self._surroundings.appearance)
        ways: list[tuple[str, Callable[[], object]]] = []
        for info in [each for each in copies if each.is_verified and not each.is_encrypted][:_COPIES_OFFERED]:
            when = self._surroundings.timestamp_text(info.made_at)
            ways.append(
                (
                    tr("Bring back the copy of {when}").format(when=when),
                    partial(self._surroundings.safekeeping.restore, info.path, None),
                )
            )
        ways += [
            (tr("Try again"), self._session.begin),
            (tr("Bring back a copy from a file…"), self._doors.bring_back),
            (tr("Open another record…"), self._doors.open_another),
            (tr("Quit"), self._window.close),
        ]
        self._window.show_gate(gate)
        gate.tell(text, ways)

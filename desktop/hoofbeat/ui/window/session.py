"""Which journal is open, and how it comes to be: opened, made, unlocked, locked, with the facts that the window shows of it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal

from hoofbeat.domain.errors import FileMissingError, HoofbeatError, PassphraseNeededError, PassphraseWrongError
from hoofbeat.domain.safekeeping import Soundness
from hoofbeat.ui.journal_facts import JournalFacts
from hoofbeat.ui.tasks import Tasks

if TYPE_CHECKING:
    from hoofbeat.services.installation import Installation
    from hoofbeat.services.journals import Journal

_BACK_UP_MILLISECONDS = 10 * 60 * 1000
"""How often the writer looks whether an hourly copy is due."""


@dataclass(frozen=True, slots=True)
class Opened:
    """What is known of a journal once it is open; `undo_since` is the change before which Ctrl+Z does not go."""

    facts: JournalFacts
    person_name: str
    undo_since: int


class Session(QObject):
    """The one journal of a window.

    Signals: `opened` with what is known of it; `checked` with what the check of its file found; `person_named` with the name
    of the person when it may have changed; `passphrase_needed` with whether one was wrong already; `start_needed` when there is
    no journal yet; `open_failed` with the error; `backup_failed` with the error; `locked`.
    """

    opened = Signal(object)
    checked = Signal(object)
    person_named = Signal(str)
    passphrase_needed = Signal(bool)
    start_needed = Signal()
    open_failed = Signal(object)
    backup_failed = Signal(object)
    locked = Signal()

    def __init__(
        self, tasks: Tasks, path: Path, *, installation: Callable[[], Installation], now: Callable[[], datetime]
    ) -> None:
        super().__init__()
        self.path = path
        self._tasks = tasks
        self._installation = installation
        self._now = now
        self._is_encrypted = False
        self._then: Callable[[], object] | None = None
        self._timer = QTimer(self, interval=_BACK_UP_MILLISECONDS)
        self._timer.timeout.connect(self._back_up_if_due)

    def begin(self) -> None:
        """Open the journal, or ask for a first start where there is none."""
        if self.path.exists():
            self.open()
        else:
            self.start_needed.emit()

    def open(self, passphrase: str | None = None, *, then: Callable[[], object] | None = None) -> None:
        """Open the journal, and go on once it is shown; one that another program holds is opened for reading."""
        self._then = then
        self.unlock(passphrase)

    def unlock(self, passphrase: str | None) -> None:
        """Open with the passphrase that was asked for; what waits for the journal to be shown waits on."""
        opener = partial(_open, self.path, passphrase, self._installation)
        self._tasks.open(opener, then=self._on_open, failed=self._on_open_failed)

    def create(self, *, name: str, passphrase: str | None) -> None:
        """Make the journal and open it."""
        opener = partial(_create, self.path, name, passphrase, self._installation)
        self._tasks.open(opener, then=self._on_open, failed=self.open_failed.emit)

    def create_sample(self, path: Path) -> None:
        """Make the made-up record anew in its own place, and open it."""
        self.path = path
        opener = partial(_create_sample, path, self._installation, self._now())
        self._tasks.open(opener, then=self._on_open, failed=self.open_failed.emit)

    def lock(self) -> None:
        """Close the journal, which drops the key; without a passphrase the window only hides what it shows."""
        if self._is_encrypted:
            self.close(then=self.locked.emit)
        else:
            self.locked.emit()

    def close(self, *, then: Callable[[], object]) -> None:
        """Close the journal, after a copy if something changed, and go on."""
        self._timer.stop()
        self._tasks.close_journal(_close, then=partial(self._on_closed, then))

    def end(self) -> Exception | None:
        """Close for good, when the window closes; return why there is no copy, if there is none."""
        self._timer.stop()
        return self._tasks.shut_down(_close)

    def read_name(self) -> None:
        """Read the name of the person anew."""
        self._tasks.read(_person_name, view="name of the person", then=self.person_named.emit)

    def _on_open(self, _journal: Journal) -> None:
        self._tasks.read(_facts, then=self._on_facts)

    def _on_facts(self, opened: Opened) -> None:
        self._is_encrypted = opened.facts.is_encrypted
        self._tasks.author = opened.facts.writing_as
        self.opened.emit(opened)
        self._tasks.read(_verify, then=self.checked.emit, failed=self.checked.emit)
        self._timer.start()
        then, self._then = self._then, None
        if then is not None:
            then()

    def _on_open_failed(self, error: Exception) -> None:
        if isinstance(error, PassphraseNeededError):
            self.passphrase_needed.emit(False)
        elif isinstance(error, PassphraseWrongError):
            self.passphrase_needed.emit(True)
        elif isinstance(error, FileMissingError):
            self.start_needed.emit()
        else:
            self.open_failed.emit(error)

    def _on_closed(self, then: Callable[[], object], failure: Exception | None) -> None:
        if failure is not None:
            self.backup_failed.emit(failure)
        then()

    def _back_up_if_due(self) -> None:
        self._tasks.change(_back_up_if_due, failed=self.backup_failed.emit)


def _open(path: Path, passphrase: str | None, installation: Callable[[], Installation]) -> Journal:
    from hoofbeat.services import journals

    return journals.open_journal(path, passphrase=passphrase, may_share=True, folders=installation().folders)


def _create(path: Path, name: str, passphrase: str | None, installation: Callable[[], Installation]) -> Journal:
    from hoofbeat.services import journals

    return journals.create(path=path, name=name, passphrase=passphrase, folders=installation().folders)


def _create_sample(path: Path, installation: Callable[[], Installation], moment: datetime) -> Journal:
    from hoofbeat.services import journals, sample

    journal = journals.create(path=path, may_replace=True, folders=installation().folders)
    try:
        sample.fill(journal, today=moment.date())
    except BaseException:
        journal.close()
        raise
    return journal


def _facts(journal: Journal) -> Opened:
    from hoofbeat.services import choices, history

    facts = JournalFacts(
        path=str(journal.path),
        is_read_only=journal.is_read_only,
        read_only_reason=journal.read_only_reason,
        is_encrypted=journal.is_encrypted,
        is_sample=bool(choices.choice(journal, name=choices.IS_SAMPLE)),
        writing_as=choices.choice(journal, name=choices.WRITING_AS),
    )
    return Opened(facts, _person_name(journal), history.newest_change_id(journal))


def _person_name(journal: Journal) -> str:
    from hoofbeat.services import journals

    person = journals.person_of(journal)
    return "" if person is None else person.name


def _verify(journal: Journal) -> Soundness:
    return journal.verify()


def _back_up_if_due(journal: Journal, _author: str) -> None:
    from hoofbeat.services import backups

    backups.back_up_if_due(journal)


def _close(journal: Journal) -> HoofbeatError | None:
    from hoofbeat.services import backups

    return backups.close(journal)

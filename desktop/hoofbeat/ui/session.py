"""Which journal is open, and how it comes to be: opened, made, unlocked, locked, with the facts that the window shows of it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from hoofbeat.domain.changes import Change
from hoofbeat.domain.errors import FileMissingError, JournalInUseError, PassphraseNeededError, PassphraseWrongError
from hoofbeat.ui.surroundings import JournalFacts
from hoofbeat.ui.tasks import Tasks

if TYPE_CHECKING:
    from hoofbeat.services.journals import Journal


@dataclass(frozen=True, slots=True)
class Opened:
    """What is known of a journal once it is open; `undo_since` is the change before which Ctrl+Z does not go."""

    facts: JournalFacts
    person_name: str
    writing_as: str
    undo_since: int


class Session(QObject):
    """The one journal of a window.

    Signals: `opened` with what is known of it; `person_named` with the name of the person when it may have changed;
    `passphrase_needed` with whether one was wrong already; `start_needed` when there is no journal yet; `open_failed` with
    the error; `locked`.
    """

    opened = Signal(object)
    person_named = Signal(str)
    passphrase_needed = Signal(bool)
    start_needed = Signal()
    open_failed = Signal(object)
    locked = Signal()

    def __init__(self, tasks: Tasks, path: Path, *, fill_sample: Callable[[Journal], Change] | None = None) -> None:
        super().__init__()
        self.path = path
        self._tasks = tasks
        self._fill_sample = fill_sample
        self._is_encrypted = False

    def begin(self) -> None:
        """Open the journal, or ask for a first start where there is none."""
        if self.path.exists():
            self.open()
        else:
            self.start_needed.emit()

    def open(self, passphrase: str | None = None, *, is_read_only: bool = False) -> None:
        """Open the journal; one that another program holds is opened for reading."""
        self._tasks.open(
            partial(_open, self.path, passphrase, is_read_only),
            then=self._on_open,
            failed=partial(self._on_open_failed, passphrase),
        )

    def create(self, *, name: str, passphrase: str | None) -> None:
        """Make the journal and open it."""
        self._tasks.open(
            partial(_create, self.path, name, passphrase), then=self._on_open, failed=self.open_failed.emit
        )

    def create_sample(self, path: Path) -> None:
        """Make the made-up record anew in its own place, and open it."""
        self.path = path
        if self._fill_sample is not None:
            fill = self._fill_sample
            self._tasks.open(partial(_create_sample, path, fill), then=self._on_open, failed=self.open_failed.emit)

    def lock(self) -> None:
        """Close the journal, which drops the key; without a passphrase the window only hides what it shows."""
        if self._is_encrypted:
            self._tasks.close_journal(then=self.locked.emit)
        else:
            self.locked.emit()

    def read_name(self) -> None:
        """Read the name of the person anew."""
        self._tasks.read(_person_name, view="name of the person", then=self.person_named.emit)

    def _on_open(self, _journal: Journal) -> None:
        self._tasks.read(_facts, then=self._on_facts)

    def _on_facts(self, opened: Opened) -> None:
        self._is_encrypted = opened.facts.is_encrypted
        self._tasks.author = opened.writing_as
        self.opened.emit(opened)

    def _on_open_failed(self, passphrase: str | None, error: Exception) -> None:
        if isinstance(error, PassphraseNeededError):
            self.passphrase_needed.emit(False)
        elif isinstance(error, PassphraseWrongError):
            self.passphrase_needed.emit(True)
        elif isinstance(error, JournalInUseError):
            self.open(passphrase, is_read_only=True)
        elif isinstance(error, FileMissingError):
            self.start_needed.emit()
        else:
            self.open_failed.emit(error)


def _open(path: Path, passphrase: str | None, is_read_only: bool) -> Journal:
    from hoofbeat.services import journals

    return journals.open_journal(path, passphrase=passphrase, is_read_only=is_read_only)


def _create(path: Path, name: str, passphrase: str | None) -> Journal:
    from hoofbeat.services import journals

    return journals.create(path=path, name=name, passphrase=passphrase)


def _create_sample(path: Path, fill: Callable[[Journal], Change]) -> Journal:
    from hoofbeat.services import choices, journals

    journal = journals.create(path=path, may_replace=True)
    try:
        fill(journal)
        choices.choose(journal, name=choices.IS_SAMPLE, value="yes")
    except BaseException:
        journal.close()
        raise
    return journal


def _facts(journal: Journal) -> Opened:
    from hoofbeat.services import choices, history

    facts = JournalFacts(
        path=str(journal.path),
        is_read_only=journal.is_read_only,
        is_encrypted=journal.is_encrypted,
        is_sample=bool(choices.choice(journal, name=choices.IS_SAMPLE)),
    )
    writing_as = choices.choice(journal, name=choices.WRITING_AS)
    return Opened(facts, _person_name(journal), writing_as, history.newest_change_id(journal))


def _person_name(journal: Journal) -> str:
    from hoofbeat.services import journals

    person = journals.person_of(journal)
    return "" if person is None else person.name

"""Making and opening a journal, and the person that it is about."""

from __future__ import annotations

from pathlib import Path

from hoofbeat.domain.changes import Act, Description, Mode
from hoofbeat.domain.records import Kind, Person, PersonId
from hoofbeat.services.records import new_id
from hoofbeat.store.folders import StateFolders
from hoofbeat.store.journal import Journal, create_journal, open_journal

__all__ = ["Journal", "create", "open_journal", "person_of"]


def create(
    *,
    path: Path,
    name: str = "",
    passphrase: str | None = None,
    may_replace: bool = False,
    author: str = "",
    folders: StateFolders | None = None,
) -> Journal:
    """Make a journal for a person, whose name may come later, and open it.

    Raises FileExistsAlreadyError, JournalInUseError, PassphraseEmptyError and the failures of the disk.
    """
    journal = create_journal(path, passphrase=passphrase, may_replace=may_replace, folders=folders)
    try:
        with journal.change(author=author) as work:
            work.add(Person(id=PersonId(new_id()), name=name.strip()))
            work.commit(Description(Act.START, Kind.PEOPLE, name.strip()), mode=Mode.BEGIN)
    except BaseException:
        journal.close()
        raise
    return journal


def person_of(journal: Journal) -> Person | None:
    """Return the person whose journal this is."""
    with journal.reading() as records:
        return next(records.list(Person), None)

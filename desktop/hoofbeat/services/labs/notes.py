"""What is known about a test beside its results: how to get ready for it, and what the care team said; typed in by the person."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from hoofbeat.domain.catalogue import Catalogue, Preparation
from hoofbeat.domain.changes import Act, Change, Description
from hoofbeat.domain.records import Kind, Laboratory, OwnTestId, Record, TestNote, TestNoteId, TestNoteKind
from hoofbeat.services import records
from hoofbeat.store.journal import Journal
from hoofbeat.store.repositories import Repository


@dataclass(frozen=True, slots=True)
class NoteLine:
    """A note with the laboratory whose sheet it is from."""

    note: TestNote
    laboratory: Laboratory | None = None


@dataclass(frozen=True, slots=True)
class AboutTest:
    """What a source says about getting ready for a test, with the source and its date, and the notes on it, newest first."""

    preparation: Preparation = field(default_factory=Preparation)
    source: str = ""
    notes: Sequence[NoteLine] = ()

    def of_kind(self, kind: TestNoteKind) -> list[NoteLine]:
        """Return the notes of one kind."""
        return [line for line in self.notes if line.note.kind is kind]


def read_about(stored: Repository, *, test: str, catalogue: Catalogue) -> AboutTest:
    """Return what is known about a test, by its id in the catalogue or that of one's own test."""
    known = catalogue.find(test)
    found = stored.list(TestNote, own_test=test) if known is None else stored.list(TestNote, catalogue_test=test)
    notes = sorted(found, key=lambda each: str(each.on or ""), reverse=True)
    laboratories = stored.get_many(Laboratory, (each.laboratory for each in notes if each.laboratory))
    lines = [NoteLine(each, laboratories.get(each.laboratory or "")) for each in notes]
    preparation = Preparation() if known is None else known.preparation
    return AboutTest(preparation, catalogue.preparation_sources.get(preparation.source, ""), lines)


def new_note(*, test: str, kind: TestNoteKind, catalogue: Catalogue) -> TestNote:
    """Return an empty note about a test, to be filled in."""
    is_known = catalogue.find(test) is not None
    return TestNote(
        id=TestNoteId(records.new_id()),
        catalogue_test=test if is_known else "",
        own_test=None if is_known else OwnTestId(test),
        kind=kind,
        text="",
    )


def save_note(
    journal: Journal, *, note: TestNote, test_name: str, along_with: Sequence[Record] = (), author: str = ""
) -> Change | None:
    """Add a note, or correct the one with this id; None when nothing differs. RecordInvalidError.

    `along_with` are new records that it refers to, such as a laboratory; `test_name` names it in the list of changes.
    """
    records.refuse_invalid(*along_with, note)
    with journal.change(author=author) as work:
        work.add(*along_with)
        is_new = work.records.find(TestNote, note.id) is None
        if is_new:
            work.add(note)
        else:
            work.correct(note)
        act = Act.ADD if is_new else Act.CORRECT
        return work.commit(Description(act, Kind.TEST_NOTES, test_name)) if work.has_changes else None


def remove_note(journal: Journal, *, note_id: str, test_name: str, author: str = "") -> Change:
    """Remove a note. RecordNotFoundError."""
    return records.remove(journal, kind=Kind.TEST_NOTES, record_id=note_id, author=author, subject=test_name)

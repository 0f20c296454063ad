"""Tests of one's own and laboratories: listed, renamed, and two names of one merged after one saw what that changes."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from hoofbeat.domain.catalogue import Catalogue
from hoofbeat.domain.changes import Act, Change, Description
from hoofbeat.domain.errors import RecordNotFoundError
from hoofbeat.domain.names import name_of_test, names_by_test, names_of, other_names_of, with_names
from hoofbeat.domain.records import (
    Kind,
    Laboratory,
    LaboratoryId,
    OwnTest,
    OwnTestId,
    Record,
    Result,
    Sample,
    TestNote,
)
from hoofbeat.services import records
from hoofbeat.store import uses
from hoofbeat.store.journal import Journal
from hoofbeat.store.repositories import Repository
from hoofbeat.store.unit_of_work import UnitOfWork
from hoofbeat.store.uses import Said, Uses


@dataclass(frozen=True, slots=True)
class NameLine:
    """A laboratory or a test of one's own, the other names it goes by, and how much there is of it."""

    record: Laboratory | OwnTest
    others: Sequence[str]
    uses: Uses

    @property
    def is_used(self) -> bool:
        """Tell whether anything would be lost with it."""
        return bool(self.uses.samples or self.uses.results)


@dataclass(frozen=True, slots=True)
class Names:
    """The laboratories and the tests of one's own, by name. What was merged into another stands among that one's names."""

    laboratories: Sequence[NameLine] = ()
    own_tests: Sequence[NameLine] = ()


@dataclass(frozen=True, slots=True)
class Target:
    """What something may be merged into; the id is that of a record, or of a test of the catalogue."""

    id: str
    name: str


@dataclass(frozen=True, slots=True)
class MergePreview:
    """What a merge changes: the samples and results that move, the tests that then share lines, and results that are then there twice."""

    gone: str
    kept: str
    uses: Uses
    shared: Sequence[str] = ()
    twice: int = 0


def list_names(journal: Journal, *, catalogue: Catalogue) -> Names:
    """Return the laboratories and one's own tests, with how much there is of each."""
    with journal.reading_connection() as connection:
        stored = Repository(connection)
        laboratories, own = list(stored.list(Laboratory)), list(stored.list(OwnTest))
        of_laboratories, of_tests = uses.uses_of_laboratories(connection), uses.uses_of_own_tests(connection)
    lines = [NameLine(each, other_names_of(each), of_laboratories.get(each.id, Uses())) for each in laboratories]
    by_id = {str(each.id): each for each in own}
    names = names_by_test(by_id, catalogue)
    tests = [NameLine(by_id[each], names[each], of_tests.get(each, Uses())) for each in names if each in by_id]
    return Names(sorted(lines, key=_name_key), sorted(tests, key=_name_key))


def targets(journal: Journal, *, record: Laboratory | OwnTest, catalogue: Catalogue) -> Sequence[Target]:
    """Return what a laboratory or a test may be merged into: others of its kind; for a test those of the catalogue too."""
    names = list_names(journal, catalogue=catalogue)
    lines = names.laboratories if isinstance(record, Laboratory) else names.own_tests
    found = [Target(line.record.id, line.record.name) for line in lines if line.record.id != record.id]
    if isinstance(record, OwnTest):
        found += [Target(test.id, test.name) for test in catalogue.tests]
    return found


def preview_merge(journal: Journal, *, record: Laboratory | OwnTest, into: str, catalogue: Catalogue) -> MergePreview:
    """Return what merging would change; nothing is changed yet. RecordNotFoundError."""
    with journal.reading_connection() as connection:
        stored = Repository(connection)
        own = {str(each.id): each for each in stored.list(OwnTest)}
        if isinstance(record, Laboratory):
            kept = stored.get(Laboratory, into).name
            moved, there = uses.said_by_laboratory(connection, record.id), uses.said_by_laboratory(connection, into)
            moved = [replace(each, laboratory=into) for each in moved]
            counted = uses.uses_of_laboratories(connection).get(record.id, Uses())
        else:
            kept = name_of_test(into, own, catalogue)
            moved, there = uses.said_of_test(connection, record.id), uses.said_of_test(connection, into)
            moved = [replace(each, test=into) for each in moved]
            counted = uses.uses_of_own_tests(connection).get(record.id, Uses())
    shared = {_shared_key(each) for each in moved} & {_shared_key(each) for each in there}
    tests = sorted({name_of_test(test, own, catalogue) for test, _, _ in shared})
    known = set(there)
    return MergePreview(record.name, kept, counted, tests, sum(each in known for each in moved))


def merge(
    journal: Journal, *, record: Laboratory | OwnTest, into: str, catalogue: Catalogue, author: str = ""
) -> Change:
    """Merge a laboratory or a test into another, as one change; its names find the other from now on. RecordNotFoundError."""
    with journal.change(author=author) as work:
        if isinstance(record, Laboratory):
            kept = _merge_laboratory(work, work.records.get(Laboratory, record.id), into)
        else:
            kept = _merge_test(work, work.records.get(OwnTest, record.id), into, catalogue)
        kind = Kind.LABORATORIES if isinstance(record, Laboratory) else Kind.OWN_TESTS
        return work.commit(Description(Act.MERGE, kind, f"{record.name}, {kept}"))


def new(kind: Kind) -> Laboratory | OwnTest:
    """Return a new laboratory or test of one's own, to be named."""
    if kind is Kind.LABORATORIES:
        return Laboratory(id=LaboratoryId(records.new_id()), name="")
    return OwnTest(id=OwnTestId(records.new_id()), name="")


def save(journal: Journal, *, record: Laboratory | OwnTest, author: str = "") -> Change | None:
    """Add a laboratory or a test, or correct it; its former name stays one that it is found by. RecordInvalidError."""
    with journal.reading() as stored:
        before = stored.find(type(record), record.id)
    if before is None:
        return records.add(journal, record=record, author=author)
    return records.correct(journal, record=with_names(record, [before.name]), author=author)


def _merge_laboratory(work: UnitOfWork, gone: Laboratory, into: str) -> str:
    kept = work.records.get(Laboratory, into)
    kept_id = LaboratoryId(kept.id)
    for sample in list(work.records.list(Sample, laboratory=gone.id)):
        work.correct(sample.replaced(laboratory=kept_id))
    for note in list(work.records.list(TestNote, laboratory=gone.id)):
        work.correct(note.replaced(laboratory=kept_id))
    phone, note_text = kept.phone or gone.phone, _joined(kept.note, gone.note)
    work.correct(with_names(kept, names_of(gone)).replaced(phone=phone, note=note_text))
    work.remove(Kind.LABORATORIES, gone.id)
    return kept.name


def _merge_test(work: UnitOfWork, gone: OwnTest, into: str, catalogue: Catalogue) -> str:
    """Give all that is of a test to another. The record stays, for its code and names still come in files; it points there."""
    known = catalogue.find(into)
    if known is None and work.records.find(OwnTest, into) is None:
        raise RecordNotFoundError(Kind.OWN_TESTS.value, into)
    place = {
        "catalogue_test": "" if known is None else into,
        "own_test": OwnTestId(into) if known is None else None,
    }
    moved: list[Record] = [*work.records.list(Result, own_test=gone.id), *work.records.list(TestNote, own_test=gone.id)]
    for each in moved:
        work.correct(each.replaced(**place))
    work.correct(gone.replaced(same_as=into))
    return known.name if known is not None else work.records.get(OwnTest, into).name


def _joined(*notes: str) -> str:
    return "\n".join(dict.fromkeys(note.strip() for note in notes if note.strip()))


def _shared_key(said: Said) -> tuple[str, str | None, str]:
    """Return what the results of one line share, as far as a merge may bring two lines together."""
    return said.test, said.laboratory, said.unit


def _name_key(line: NameLine) -> str:
    return line.record.name.casefold()

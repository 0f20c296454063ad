"""Entering, correcting and removing a result together with the sample that it was measured in, each as one change."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from hoofbeat.domain.catalogue import Catalogue
from hoofbeat.domain.changes import Act, Change, Description
from hoofbeat.domain.labs import Measured, measured
from hoofbeat.domain.labs.known_tests import CatalogueTests
from hoofbeat.domain.labs.plausibility import SecondLook
from hoofbeat.domain.labs.plausibility import second_looks as looks_at
from hoofbeat.domain.records import Kind, Person, Progress, Record, Result, Sample, SampleId
from hoofbeat.services import entry, records
from hoofbeat.services.entry import SAMPLE_FIELDS, Entry
from hoofbeat.services.labs.samples import settle_sample
from hoofbeat.services.lines import ResultLine, result_lines
from hoofbeat.store import results
from hoofbeat.store.journal import Journal
from hoofbeat.store.repositories import Repository
from hoofbeat.store.unit_of_work import UnitOfWork


@dataclass(frozen=True, slots=True)
class Correction:
    """Changed texts by field name, those of the sample among them.

    `is_for_whole_sample` lets what changed about the sample hold for its other results too; else this result gets its own.
    """

    texts: Mapping[str, str]
    is_for_whole_sample: bool = True

    @property
    def of_result(self) -> dict[str, str]:
        """Return the texts that belong to the result."""
        return {name: text for name, text in self.texts.items() if name not in SAMPLE_FIELDS}

    @property
    def of_sample(self) -> dict[str, str]:
        """Return the texts that belong to its sample."""
        return {name: text for name, text in self.texts.items() if name in SAMPLE_FIELDS}


@dataclass(frozen=True, slots=True)
class EnteredResult:
    """A result as it stands, to be corrected; `others` is the number of other results of its sample."""

    line: ResultLine
    others: int


def get_entered(journal: Journal, *, result_id: str, catalogue: Catalogue) -> EnteredResult:
    """Return a result with its sample; RecordNotFoundError."""
    with journal.reading() as stored:
        result = stored.get(Result, result_id)
        line = next(result_lines(stored, [result], catalogue))
        return EnteredResult(line, stored.count(Kind.RESULTS, sample=result.sample) - 1)


def second_looks(
    journal: Journal, *, texts: Mapping[str, str], catalogue: Catalogue, today: date, without: str = ""
) -> list[SecondLook]:
    """Return what is worth a second look in a result before it is saved; RecordInvalidError when it cannot be saved.

    `without` is the id of the result that is being corrected.
    """
    with journal.reading_connection() as connection:
        stored = Repository(connection)
        read = entry.read_entry(stored, kind=Kind.RESULTS, texts=texts, catalogue=catalogue, today=today)
        records.refuse_invalid(*read.along_with, read.record)
        entered = _measured(stored, read)
        found = results.newest_results(connection, test=entered.test, state=Progress.RECEIVED)
        rows = measured(found, stored.get_many(Sample, (each.sample for each in found)))
        person = next(iter(stored.page(Person, limit=1)), None)
    others = [row for row in rows if row.result.id != without]
    # One that names no laboratory may be of any: then the last one of all is what is known.
    laboratory = entered.sample.laboratory
    earlier = [row for row in others if laboratory is None or row.sample.laboratory == laboratory]
    before = [row for row in earlier if row.moment <= entered.moment]
    born_on = None if person is None else person.born_on
    return looks_at(entered, before or earlier, today=today, units=CatalogueTests(catalogue), born_on=born_on)


def add(
    journal: Journal, *, texts: Mapping[str, str], catalogue: Catalogue, today: date, author: str = ""
) -> tuple[Record, Change]:
    """Add a result given as texts by field name, with its sample, and a laboratory or test that is new. RecordInvalidError."""
    return entry.add(journal, kind=Kind.RESULTS, texts=texts, catalogue=catalogue, today=today, author=author)


def correct(
    journal: Journal, *, result_id: str, correction: Correction, catalogue: Catalogue, today: date, author: str = ""
) -> Change | None:
    """Correct a result or its sample, or turn an awaited result into one that came; None when nothing differs.

    RecordInvalidError, RecordNotFoundError.
    """
    with journal.change(author=author) as work:
        stored = work.records
        old = stored.get(Result, result_id)
        sample = stored.get(Sample, old.sample)
        changed = entry.read_correction(
            stored, record=old, texts=correction.of_result, catalogue=catalogue, today=today
        )
        taken = entry.read_correction(
            stored, record=sample, texts=correction.of_sample, catalogue=catalogue, today=today
        )
        _save(work, changed, taken, is_apart=not correction.is_for_whole_sample and bool(correction.of_sample))
        settle_sample(work, old.sample)
        if not work.has_changes:
            return None
        act = Act.RECEIVE if _has_come(old, changed.record) else Act.CORRECT
        return work.commit(Description(act, Kind.RESULTS, entry.result_subject(stored, changed, catalogue)))


def remove(journal: Journal, *, result_id: str, catalogue: Catalogue, author: str = "") -> Change:
    """Remove a result, and its sample where nothing else was measured in it. RecordNotFoundError."""
    with journal.change(author=author) as work:
        result = work.records.get(Result, result_id)
        subject = entry.result_subject(work.records, Entry(result), catalogue)
        work.remove(Kind.RESULTS, result_id)
        settle_sample(work, result.sample)
        return work.commit(Description(Act.REMOVE, Kind.RESULTS, subject))


def _save(work: UnitOfWork, changed: Entry, taken: Entry, *, is_apart: bool) -> None:
    """Save a result and its sample as corrected; set apart, the result gets a new sample and the old one stays."""
    result, sample = changed.record, taken.record
    if is_apart:
        sample = sample.replaced(id=SampleId(records.new_id()), source_id="")
        result = result.replaced(sample=sample.id)
        taken.along_with.append(sample)
    along_with = [*changed.along_with, *taken.along_with]
    records.refuse_invalid(*along_with, sample, result)
    work.add(*along_with)
    if not is_apart:
        work.correct(sample)
    work.correct(result)
    settle_sample(work, SampleId(sample.id))


def _measured(stored: Repository, read: Entry) -> Measured:
    """Return an entered result with its sample, new or there already."""
    if not isinstance(read.record, Result):
        raise TypeError("not the entry of a result")
    made = (each for each in read.along_with if isinstance(each, Sample))
    return Measured(read.record, next(made, None) or stored.get(Sample, read.record.sample))


def _has_come(old: Result, new: Record) -> bool:
    return old.state is Progress.AWAITED and isinstance(new, Result) and new.state is Progress.RECEIVED

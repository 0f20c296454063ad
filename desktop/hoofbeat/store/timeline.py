"""Reads the history page by page: from each table as many rows as a page holds, along its index, then the newest of them all."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, cast

from sqlalchemy import Connection, and_, false, func, or_, select, true
from sqlalchemy.sql import ColumnElement

from hoofbeat.domain.medicines import medicine_changes
from hoofbeat.domain.records import (
    Administration,
    Allergy,
    AllergyStatement,
    Appointment,
    Attachment,
    DosePhase,
    Kind,
    Knowledge,
    Laboratory,
    Medication,
    NextStep,
    Note,
    Progress,
    Record,
    Sample,
    Sharing,
    TestNote,
    TumorFact,
)
from hoofbeat.domain.timeline import OF_MEDICINES, Entry, Event, Place, TimelineFilter, is_older, newest_first
from hoofbeat.domain.values import WallTime
from hoofbeat.store.repositories import Repository, from_row
from hoofbeat.store.tables import TABLES

TestsNamed = Callable[[str], Collection[str]]
"""The ids of the catalogue's tests in whose names a word occurs."""
_ESCAPE = "\\"
_BEHIND_ALL = "~"
"""Sorts behind every date."""
_OF_MEDICINES = frozenset(OF_MEDICINES.values())


@dataclass(frozen=True, slots=True)
class _Source:
    """A table whose rows are entries: `day` is what its index orders by, `key` the whole moment; `words` are looked through."""

    event: Event
    kind: Kind
    day: ColumnElement[Any]
    key: ColumnElement[Any]
    words: tuple[str, ...]
    condition: ColumnElement[bool] | None = None


def _timed(kind: Kind, day: str, at: str) -> tuple[ColumnElement[Any], ColumnElement[Any]]:
    columns = TABLES[kind].c
    return columns[day], columns[day] + func.coalesce("T" + columns[at], "")


def _plain(kind: Kind, day: str) -> tuple[ColumnElement[Any], ColumnElement[Any]]:
    return TABLES[kind].c[day], TABLES[kind].c[day]


def _step_day() -> tuple[ColumnElement[Any], ColumnElement[Any]]:
    columns = TABLES[Kind.NEXT_STEPS].c
    day = func.coalesce(columns.done_on, columns.due_on)
    return day, day


def _paper_day() -> tuple[ColumnElement[Any], ColumnElement[Any]]:
    columns = TABLES[Kind.ATTACHMENTS].c
    day = func.coalesce(columns.on, columns.added_on)
    return day, day


_ALLERGIES, _FACTS = TABLES[Kind.ALLERGIES].c, TABLES[Kind.TUMOR_FACTS].c
_SOURCES = (
    _Source(
        Event.APPOINTMENT,
        Kind.APPOINTMENTS,
        *_plain(Kind.APPOINTMENTS, "starts_at"),
        ("kind", "with_whom", "place", "about", "what_was_said", "plan", "note"),
    ),
    _Source(
        Event.RESULTS,
        Kind.SAMPLES,
        *_timed(Kind.SAMPLES, "taken_on", "taken_at"),
        ("specimen", "procedure", "note"),
    ),
    _Source(
        Event.DOSE,
        Kind.GIVEN,
        *_plain(Kind.GIVEN, "given_at"),
        ("site", "given_by", "place", "reaction", "why_not", "note"),
    ),
    _Source(Event.NOTE, Kind.NOTES, *_timed(Kind.NOTES, "on", "at"), ("kind", "text", "note")),
    _Source(Event.NEXT_STEP, Kind.NEXT_STEPS, *_step_day(), ("text", "who", "note")),
    _Source(
        Event.TUMOR_FACT,
        Kind.TUMOR_FACTS,
        *_plain(Kind.TUMOR_FACTS, "on"),
        ("topic", "value", "note"),
        # What is not known has no day on which it happened.
        or_(_FACTS.state == Knowledge.KNOWN.value, _FACTS.on.is_not(None)),
    ),
    _Source(
        Event.ALLERGY,
        Kind.ALLERGIES,
        *_plain(Kind.ALLERGIES, "noticed_on"),
        ("substance", "reaction", "note"),
        or_(_ALLERGIES.statement != AllergyStatement.NONE_KNOWN.value, _ALLERGIES.noticed_on.is_not(None)),
    ),
    _Source(Event.TEST_NOTE, Kind.TEST_NOTES, *_plain(Kind.TEST_NOTES, "on"), ("text", "note")),
    _Source(Event.SHEET, Kind.SHARED, *_plain(Kind.SHARED, "shared_at"), ("sheet", "for_whom", "note")),
    _Source(Event.PAPER, Kind.ATTACHMENTS, *_paper_day(), ("title", "file_name", "note")),
)


def read_entries(
    connection: Connection,
    wanted: TimelineFilter,
    tests_named: TestsNamed,
    *,
    beside: Place | None = None,
    is_newer: bool = False,
    until: str | None = None,
    limit: int,
) -> list[Entry]:
    """Return so many entries, newest first: the newest of all, or those next to a place, older or newer than it.

    `until` is a key that no entry of the page lies behind, as for a jump to a year.
    """
    page = _Page(wanted, tests_named, beside, is_newer, until, limit)
    records: list[tuple[Event, Record]] = []
    for source in _SOURCES:
        if source.event in wanted.events:
            records += [(source.event, record) for record in _records(connection, source, page)]
    stored = Repository(connection)
    entries = [_entry(event, record) for event, record in records]
    if wanted.events & _OF_MEDICINES:
        entries += [each for each in _changes(stored, wanted) if page.holds(each.place)]
    ordered = newest_first(entries)
    kept = ordered[-limit:] if is_newer else ordered[:limit]
    return _completed(connection, stored, kept)


def years(connection: Connection) -> tuple[int, int] | None:
    """Return the first and the last year of which anything is recorded."""
    medicines = TABLES[Kind.MEDICINES].c
    days = [source.day for source in _SOURCES]
    days += [medicines.started_on, medicines.stopped_on, TABLES[Kind.DOSES].c.from_on]
    # One question each: asked for both at once, SQLite would not look at the ends of the index.
    ends = (connection.execute(select(end(day))).scalar() for day in days for end in (func.min, func.max))
    found = [str(each) for each in ends if each]
    return (int(min(found)[:4]), int(max(found)[:4])) if found else None


@dataclass(frozen=True, slots=True)
class _Page:
    """The part of the history that is asked for."""

    wanted: TimelineFilter
    tests_named: TestsNamed
    beside: Place | None
    is_newer: bool
    until: str | None
    limit: int

    def holds(self, place: Place) -> bool:
        """Tell whether an entry at a place is on it, as far as its length allows."""
        if not self.wanted.has_date(place.key) or (self.until is not None and place.key > self.until):
            return False
        if self.beside is None:
            return True
        return is_older(self.beside, place) if self.is_newer else is_older(place, self.beside)

    def bounds(self, source: _Source) -> Iterator[ColumnElement[bool]]:
        """Yield the conditions on dated rows. Those on the indexed day let SQLite begin where the page begins."""
        highest = [each for each in (self.until, self.wanted.newest_key) if each is not None]
        if highest:
            yield source.key <= min(highest)
            yield source.day <= min(highest)
        if self.wanted.oldest_keys:
            first, *around = self.wanted.oldest_keys
            yield or_(source.day >= first, source.day.in_(around))
        if self.beside is not None:
            yield self._beside(source, self.beside)

    def _beside(self, source: _Source, place: Place) -> ColumnElement[bool]:
        day, own = place.key.partition("T")[0], int(source.event)
        identity = TABLES[source.kind].c.id
        comes_later: Any = own > place.event or (identity > place.id if own == place.event else False)
        if self.is_newer:
            comes_before: Any = own < place.event or (identity < place.id if own == place.event else False)
            near = and_(source.key == place.key, _sql(comes_before))
            # A day cut short, such as "2019", is a beginning of its days: no day of a newer entry sorts before it.
            return and_(source.day >= day, or_(source.key > place.key, near))
        near = and_(source.key == place.key, _sql(comes_later))
        return and_(source.day <= place.key, or_(source.key < place.key, near))


def _sql(answer: Any) -> ColumnElement[bool]:
    """Turn a yes or no of Python into one of SQL."""
    if isinstance(answer, bool):
        return true() if answer else false()
    return cast("ColumnElement[bool]", answer)


def _records(connection: Connection, source: _Source, page: _Page) -> Iterator[Record]:
    table = TABLES[source.kind]
    conditions = [_contains(source, word, page.tests_named) for word in page.wanted.words]
    if source.condition is not None:
        conditions.append(source.condition)
    # Asked for as a part of the index, not as "not empty": else SQLite would look at every row.
    dated = select(table).where(source.day < _BEHIND_ALL, *conditions, *page.bounds(source))
    undated = select(table).where(source.day.is_(None), *conditions, *_after_all_dates(source, page))
    found = 0
    # By the day first: the index knows that, and the time only orders what lies on one day.
    parts = (undated.order_by(table.c.id.desc()), dated.order_by(source.day, source.key, table.c.id.desc()))
    if not page.is_newer:
        parts = (dated.order_by(source.day.desc(), source.key.desc(), table.c.id), undated.order_by(table.c.id))
    for query in parts:
        for row in connection.execute(query.limit(page.limit - found)).mappings():
            found += 1
            yield from_row(source.kind, row)
        if found >= page.limit:
            return


def _after_all_dates(source: _Source, page: _Page) -> Iterator[ColumnElement[bool]]:
    """Yield the conditions on rows without a date: they stand at the end, and in no period that has a beginning."""
    if page.wanted.start is not None:
        yield false()
    if page.beside is None:
        return
    own, identity = int(source.event), TABLES[source.kind].c.id
    if page.beside.key:
        if page.is_newer:
            yield false()
        return
    if own == page.beside.event:
        yield identity < page.beside.id if page.is_newer else identity > page.beside.id
    elif (own < page.beside.event) is not page.is_newer:
        yield false()


def _contains(source: _Source, word: str, tests_named: TestsNamed) -> ColumnElement[bool]:
    """Look for a word in the texts of a row, and in the names of what it belongs to."""
    columns = TABLES[source.kind].c
    ways = [_like(columns[name], word) for name in source.words]
    if source.kind is Kind.SAMPLES:
        ways += [columns.laboratory.in_(_named(Kind.LABORATORIES, word)), columns.id.in_(_sampled(word, tests_named))]
    if source.kind is Kind.GIVEN:
        ways.append(columns.medication.in_(_named(Kind.MEDICINES, word)))
    if source.kind is Kind.TEST_NOTES:
        ways.append(columns.catalogue_test.in_(tests_named(word)))
    return or_(*ways)


def _sampled(word: str, tests_named: TestsNamed) -> Any:
    results = TABLES[Kind.RESULTS].c
    return select(results.sample).where(
        or_(results.catalogue_test.in_(tests_named(word)), results.own_test.in_(_named(Kind.OWN_TESTS, word)))
    )


def _named(kind: Kind, word: str) -> Any:
    columns = TABLES[kind].c
    names = [columns.name, *([columns.generic_name] if kind is Kind.MEDICINES else [])]
    return select(columns.id).where(or_(*(_like(name, word) for name in names)))


def _like(column: ColumnElement[Any], word: str) -> ColumnElement[bool]:
    escaped = word.replace(_ESCAPE, _ESCAPE * 2).replace("%", f"{_ESCAPE}%").replace("_", f"{_ESCAPE}_")
    return column.like(f"%{escaped}%", escape=_ESCAPE)


def _entry(event: Event, record: Record) -> Entry:
    match record:
        case Appointment(starts_at=moment) | Administration(given_at=moment) | Sharing(shared_at=moment):
            return _at(event, moment, record)
        case Sample():
            return Entry(event, record.taken_on, record.taken_at, record)
        case Note():
            return Entry(event, record.on, record.at if record.on is not None else None, record)
        case NextStep():
            return Entry(event, record.done_on or record.due_on, None, record)
        case Allergy():
            return Entry(event, record.noticed_on, None, record)
        case TumorFact() | TestNote() | Attachment():
            return Entry(event, record.day if isinstance(record, Attachment) else record.on, None, record)
    raise TypeError(type(record).__name__)


def _at(event: Event, moment: WallTime, record: Record) -> Entry:
    return Entry(event, moment.on, moment.at, record)


def _changes(stored: Repository, wanted: TimelineFilter) -> Iterator[Entry]:
    """Yield what happened to medicines: there are few of them, so all are read."""
    phases: dict[str, list[DosePhase]] = {}
    for phase in stored.list(DosePhase):
        phases.setdefault(phase.medication, []).append(phase)
    for medication in stored.list(Medication):
        for change in medicine_changes(medication, phases.get(medication.id, ())):
            event = OF_MEDICINES[change.event]
            texts = (medication.name, medication.generic_name, medication.why, medication.why_stopped, change.reason)
            if event in wanted.events and wanted.has_words((*texts, medication.note)):
                # A changed dose is known by its phase, so that two changes of one day do not stand in one place.
                record: Record = medication
                if event is Event.MEDICINE_CHANGED and change.after:
                    record = change.after[-1]
                yield Entry(event, change.on, None, record, medication=medication, change=change)


def _completed(connection: Connection, stored: Repository, entries: Sequence[Entry]) -> list[Entry]:
    """Return entries with the names and counts that they are told with."""
    samples = [each.record for each in entries if isinstance(each.record, Sample)]
    laboratories = stored.get_many(Laboratory, (each.laboratory for each in samples if each.laboratory))
    medicines = stored.get_many(
        Medication, (each.record.medication for each in entries if isinstance(each.record, Administration))
    )
    counts = _counts(connection, [each.id for each in samples])
    return [_told(each, laboratories, medicines, counts) for each in entries]


def _told(
    entry: Entry,
    laboratories: Mapping[str, Laboratory],
    medicines: Mapping[str, Medication],
    counts: Mapping[tuple[str, str], int],
) -> Entry:
    record = entry.record
    if isinstance(record, Sample):
        laboratory = laboratories.get(record.laboratory or "")
        received, awaited = (counts.get((record.id, state.value), 0) for state in (Progress.RECEIVED, Progress.AWAITED))
        name = laboratory.name if laboratory is not None else ""
        return Entry(entry.event, entry.on, entry.at, record, laboratory=name, received=received, awaited=awaited)
    if isinstance(record, Administration):
        return Entry(entry.event, entry.on, entry.at, record, medication=medicines.get(record.medication))
    return entry


def _counts(connection: Connection, samples: Sequence[str]) -> dict[tuple[str, str], int]:
    results = TABLES[Kind.RESULTS].c
    if not samples:
        return {}
    query = select(results.sample, results.state, func.count()).where(results.sample.in_(samples))
    query = query.group_by(results.sample, results.state)
    return {(sample, found): count for sample, found, count in connection.execute(query)}

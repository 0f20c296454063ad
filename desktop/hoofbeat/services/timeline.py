"""The history: a page of it, a jump to a date, one sample's values, and all entries of a period for a sheet."""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass, replace
from functools import partial
from typing import TYPE_CHECKING

from hoofbeat.domain.records import Kind, Record, Result, Sample
from hoofbeat.domain.timeline import (
    TIMELINE_KINDS,
    Entry,
    Event,
    Group,
    Place,
    TestValue,
    TimelineFilter,
    by_month,
    end_key,
)
from hoofbeat.services.lines import result_lines
from hoofbeat.store import timeline
from hoofbeat.store.journal import Journal
from hoofbeat.store.repositories import Repository

if TYPE_CHECKING:
    from hoofbeat.domain.catalogue import Catalogue

__all__ = [
    "PAGE_SIZE",
    "TIMELINE_KINDS",
    "Entry",
    "Event",
    "Group",
    "Place",
    "TimelineFilter",
    "TimelinePage",
    "by_month",
    "end_key",
    "entries",
    "page",
    "values_of_sample",
]

PAGE_SIZE = 60
"""Entries that are read at a time."""
_ALL = 1_000_000


@dataclass(frozen=True, slots=True)
class TimelinePage:
    """A part of the history, newest first, and whether more lies at either end of it.

    `years` are the first and the last year of which anything is recorded; `is_empty` tells that nothing is.
    """

    entries: Sequence[Entry]
    has_older: bool
    has_newer: bool
    years: tuple[int, int] | None
    is_empty: bool = False


def page(
    journal: Journal,
    *,
    wanted: TimelineFilter,
    catalogue: Callable[[], Catalogue],
    beside: Place | None = None,
    is_newer: bool = False,
    until: str | None = None,
    limit: int = PAGE_SIZE,
) -> TimelinePage:
    """Return the newest entries, those next to a place, or those from a key of `end_key` backwards.

    The catalogue is asked for only to find tests by name.
    """
    with journal.reading_connection() as connection:
        read = partial(timeline.read_entries, connection, wanted, _finder(catalogue))
        found = read(beside=beside, is_newer=is_newer, until=until, limit=limit + 1)
        has_more = len(found) > limit
        shown = found[-limit:] if is_newer else found[:limit]
        has_older = has_newer = has_more
        if is_newer:
            has_older = True
        elif beside is None and until is not None:
            first = shown[0].place if shown else Place(until, Event.APPOINTMENT, "")
            has_newer = bool(read(beside=first, is_newer=True, limit=1))
        else:
            has_newer = beside is not None
        span = timeline.years(connection)
        return TimelinePage(
            shown, has_older, has_newer, span, is_empty=span is None and not _has_any(Repository(connection))
        )


def entries(
    journal: Journal,
    *,
    wanted: TimelineFilter,
    catalogue: Callable[[], Catalogue],
    has_values: bool = False,
    included: Collection[str] = frozenset(),
) -> Sequence[Entry]:
    """Return all entries of a period, newest first, for a sheet: sensitive ones only where their ids are `included`."""
    with journal.reading() as stored:
        kept = [each for each in list_entries(stored, wanted=wanted, catalogue=catalogue) if may_show(each, included)]
        if has_values:
            return [with_values(stored, each, catalogue(), included) for each in kept]
        return [_without_hidden_dose(each, included) for each in kept]


def list_entries(stored: Repository, *, wanted: TimelineFilter, catalogue: Callable[[], Catalogue]) -> Sequence[Entry]:
    """Return all entries that a filter lets through from what is stored, newest first, sensitive ones too."""
    return timeline.read_entries(stored.connection, wanted, _finder(catalogue), limit=_ALL)


def values_of_sample(journal: Journal, *, sample_id: str, catalogue: Catalogue) -> Sequence[TestValue]:
    """Return the results of a sample as lines: what was measured, and the value as received."""
    with journal.reading() as stored:
        return _lines(stored, list(stored.list(Result, sample=sample_id)), catalogue)


def _finder(catalogue: Callable[[], Catalogue]) -> timeline.TestsNamed:
    def tests_named(word: str) -> Collection[str]:
        folded = word.casefold()
        return [
            test.id for test in catalogue().tests if any(folded in name.casefold() for name in (test.name, *test.aka))
        ]

    return tests_named


def _has_any(stored: Repository) -> bool:
    return any(stored.has_any(kind) for kind in TIMELINE_KINDS if kind is not Kind.LABORATORIES)


def may_show(entry: Entry, included: Collection[str]) -> bool:
    """Tell whether a sheet may hold an entry: nothing that it tells of is sensitive, unless it is `included`."""
    told: list[Record | None] = [entry.record, entry.medication]
    if entry.event is Event.MEDICINE_CHANGED and entry.change is not None:
        told += [*entry.change.before, *entry.change.after]
    return all(_is_shown(each, included) for each in told)


def _is_shown(record: Record | None, included: Collection[str]) -> bool:
    return record is None or not record.is_sensitive or record.id in included


def _without_hidden_dose(entry: Entry, included: Collection[str]) -> Entry:
    """Leave out the dose that a medicine was started with, where that is kept off sheets."""
    if entry.change is None:
        return entry
    shown = tuple(each for each in entry.change.after if _is_shown(each, included))
    return replace(entry, change=replace(entry.change, after=shown))


def with_values(stored: Repository, entry: Entry, catalogue: Catalogue, included: Collection[str]) -> Entry:
    """Return an entry with what a sheet may tell of it: a sample's results as lines, sensitive ones only where they are `included`."""
    if not isinstance(entry.record, Sample):
        return _without_hidden_dose(entry, included)
    results = stored.list(Result, sample=entry.record.id)
    kept = [each for each in results if not each.is_sensitive or each.id in included]
    return replace(entry, values=_lines(stored, kept, catalogue))


def _lines(stored: Repository, results: Sequence[Result], catalogue: Catalogue) -> tuple[TestValue, ...]:
    lines = result_lines(stored, results, catalogue)
    return tuple(TestValue(line.test_name, line.result.value_text, line.result.unit) for line in lines)

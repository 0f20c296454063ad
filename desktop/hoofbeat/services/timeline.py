"""The history: a page of it, a jump to a date, one sample's values, and all entries of a period for a sheet."""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass, replace
from functools import partial
from typing import TYPE_CHECKING

from hoofbeat.domain.records import Kind, Result, Sample
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
    with_values: bool = False,
    included: Collection[str] = frozenset(),
) -> Sequence[Entry]:
    """Return all entries of a period, newest first, for a sheet: sensitive ones only where their ids are `included`."""
    with journal.reading_connection() as connection:
        found = timeline.read_entries(connection, wanted, _finder(catalogue), limit=_ALL)
        kept = [each for each in found if _may_show(each, included)]
        if not with_values:
            return kept
        stored = Repository(connection)
        return [replace(each, values=_values(stored, each, catalogue(), included)) for each in kept]


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


def _may_show(entry: Entry, included: Collection[str]) -> bool:
    records = [entry.record, *([entry.medication] if entry.medication is not None else [])]
    return all(not each.is_sensitive or each.id in included for each in records)


def _values(stored: Repository, entry: Entry, catalogue: Catalogue, included: Collection[str]) -> tuple[TestValue, ...]:
    if not isinstance(entry.record, Sample):
        return ()
    results = stored.list(Result, sample=entry.record.id)
    return _lines(stored, [each for each in results if not each.is_sensitive or each.id in included], catalogue)


def _lines(stored: Repository, results: Sequence[Result], catalogue: Catalogue) -> tuple[TestValue, ...]:
    lines = result_lines(stored, results, catalogue)
    return tuple(TestValue(line.test_name, line.result.value_text, line.result.unit) for line in lines)

"""Finding in one's own records: an index in memory, built when it is first asked and kept current by the kinds that change."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from hoofbeat.domain.records import RECORD_TYPES, Kind, OwnTest, Record
from hoofbeat.store import results
from hoofbeat.store.journal import Journal
from hoofbeat.store.repositories import Repository
from hoofbeat.store.search import Document, RecordIndex, read_documents

if TYPE_CHECKING:
    from hoofbeat.domain.catalogue import Catalogue

MOST_OF_A_KIND = 6
_LOOKED_AT = 200
ORDER = (
    *(Kind.MEDICINES, Kind.RESULTS, Kind.APPOINTMENTS, Kind.QUESTIONS, Kind.ATTACHMENTS, Kind.NOTES, Kind.NEXT_STEPS),
    *(
        Kind.TEAM,
        Kind.ALLERGIES,
        Kind.TUMOR_FACTS,
        Kind.LABORATORIES,
        Kind.TEST_NOTES,
        Kind.GIVEN,
        Kind.SAMPLES,
        Kind.SHARED,
    ),
    *(Kind.PEOPLE,),
)
"""The groups in the order in which they are shown. Tests stand for their results; own tests are among them."""


@dataclass(frozen=True, slots=True)
class FoundTest:
    """A test of which there are results."""

    id: str
    name: str


@dataclass(frozen=True, slots=True)
class FoundGroup:
    """What was found of a kind, best first, and how many more there are."""

    kind: Kind
    items: Sequence[Record | FoundTest]
    more: int = 0


class RecordFinder:
    """Finds in the records of one journal at a time. `note_changes` may be called from any thread."""

    def __init__(self) -> None:
        self._turn = threading.Lock()
        self._index: RecordIndex | None = None
        self._stale: set[Kind] = set()
        self._tests: dict[str, str] = {}

    def note_changes(self, kinds: Iterable[Kind]) -> None:
        """Read these kinds anew before the next question."""
        with self._turn:
            self._stale.update(kinds)

    def forget(self) -> None:
        """Drop the index, as when the journal is closed or locked."""
        with self._turn:
            if self._index is not None:
                self._index.close()
            self._index, self._stale, self._tests = None, set(), {}

    def search(self, journal: Journal, *, text: str, catalogue: Callable[[], Catalogue]) -> Sequence[FoundGroup]:
        """Return what holds every word of a text, by group."""
        with self._turn, journal.reading_connection() as connection:
            stored = Repository(connection)
            index = self._index
            if index is None:
                index, self._stale = RecordIndex(), set(Kind)
                self._index = index
            if self._stale & {Kind.RESULTS, Kind.OWN_TESTS}:
                counted = [each.test for each in results.count_by_test(connection)]
                index.replace(Kind.RESULTS, self._documents_of_tests(stored, counted, catalogue()))
            for kind in self._stale - {Kind.RESULTS, Kind.OWN_TESTS}:
                index.replace(kind, read_documents(connection, kind))
            self._stale = set()
            return list(self._grouped(stored, index.search(text, limit=_LOOKED_AT)))

    def _documents_of_tests(self, stored: Repository, tests: Sequence[str], catalogue: Catalogue) -> Iterator[Document]:
        own_tests = stored.get_many(OwnTest, tests)
        self._tests = {}
        for test in tests:
            known, own = catalogue.find(test), own_tests.get(test)
            name = known.name if known is not None else own.name if own is not None else test
            others = " ".join(known.aka) if known is not None else own.other_names if own is not None else ""
            self._tests[test] = name
            yield Document(Kind.RESULTS, test, f"{name} {others}", "")

    def _grouped(self, stored: Repository, found: Sequence[tuple[Kind, str]]) -> Iterator[FoundGroup]:
        by_kind: dict[Kind, list[str]] = {}
        for kind, record_id in found:
            by_kind.setdefault(kind, []).append(record_id)
        for kind in ORDER:
            ids = by_kind.get(kind, [])
            items = list(self._items(stored, kind, ids[:MOST_OF_A_KIND]))
            if items:
                yield FoundGroup(kind, items, len(ids) - len(items))

    def _items(self, stored: Repository, kind: Kind, ids: Sequence[str]) -> Iterator[Record | FoundTest]:
        if kind is Kind.RESULTS:
            yield from (FoundTest(each, self._tests.get(each, each)) for each in ids)
            return
        records = stored.get_many(RECORD_TYPES[kind], ids)
        yield from (records[each] for each in ids if each in records)

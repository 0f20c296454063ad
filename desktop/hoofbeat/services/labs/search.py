"""Finding tests: by any of their names, by a laboratory that did them, by what was noted about them or their results."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence

from hoofbeat.domain.catalogue import Catalogue
from hoofbeat.domain.names import folded, names_by_test, names_of
from hoofbeat.domain.records import Laboratory, OwnTest, TestNote
from hoofbeat.services.labs.overview import TestLine, list_tests
from hoofbeat.store import history, results
from hoofbeat.store.journal import Journal
from hoofbeat.store.repositories import Repository


class TestSearch:
    """The tests of one journal with the words that find them, read when first asked and again after a change."""

    def __init__(self, catalogue: Catalogue) -> None:
        self._catalogue = catalogue
        self._read_of: tuple[int, int] | None = None
        self._lines: Sequence[TestLine] = ()
        self._words: dict[str, str] = {}

    def find(self, journal: Journal, containing: str = "") -> Sequence[TestLine]:
        """Return the tests that have a result, received or awaited, and whose words contain each of these."""
        with journal.reading_connection() as connection:
            read_of = id(journal), history.newest_id(connection)
        if read_of != self._read_of:
            self._lines, self._words = list_tests(journal, catalogue=self._catalogue), {}
            self._read_of = read_of
        wanted = folded(containing).split()
        if wanted and not self._words:
            self._words = self._words_of_tests(journal)
        return [line for line in self._lines if all(word in self._words[line.test] for word in wanted)]

    def _words_of_tests(self, journal: Journal) -> dict[str, str]:
        found: defaultdict[str, set[str]] = defaultdict(set)
        with journal.reading_connection() as connection:
            stored = Repository(connection)
            own = {str(each.id): each for each in stored.list(OwnTest)}
            laboratories = {str(each.id): each for each in stored.list(Laboratory)}
            for test, laboratory in results.laboratories_by_test(connection):
                found[test].update(names_of(laboratories[laboratory]))
            for test, note in results.notes_by_test(connection):
                found[test].add(note)
            for each in stored.list(TestNote):
                found[each.catalogue_test or str(each.own_test or "")].update((each.text, each.note))
        for test, names in names_by_test(own, self._catalogue).items():
            found[test].update(names)
        return {
            line.test: folded(" ".join([line.name, *self._synonyms(line.test), *found[line.test]]))
            for line in self._lines
        }

    def _synonyms(self, test: str) -> Sequence[str]:
        known = self._catalogue.find(test)
        return () if known is None else known.aka

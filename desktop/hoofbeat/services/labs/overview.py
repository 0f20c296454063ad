"""Which tests there are, the newest results of all or of one, and what is awaited."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from hoofbeat.domain.catalogue import Catalogue
from hoofbeat.domain.names import name_of_test
from hoofbeat.domain.records import OwnTest, Progress
from hoofbeat.services.lines import ResultLine, result_lines
from hoofbeat.store import results
from hoofbeat.store.journal import Journal
from hoofbeat.store.repositories import PAGE_SIZE, Repository


@dataclass(frozen=True, slots=True)
class TestLine:
    """One test in the list of tests: how many results, and the newest one where there is one."""

    test: str
    name: str
    received: int
    awaited: int
    newest: ResultLine | None


def list_tests(journal: Journal, *, catalogue: Catalogue) -> Sequence[TestLine]:
    """Return every test that has a result, received or awaited; the test with the newest sample first."""
    with journal.reading_connection() as connection:
        stored = Repository(connection)
        counts = {each.test: each for each in results.count_by_test(connection)}
        newest = results.newest_of_each_test(connection, [*counts.values()])
        by_test = {line.test: line for line in result_lines(stored, newest, catalogue)}
        own = stored.get_many(OwnTest, counts)
    in_order = [counts[test] for test in dict.fromkeys([*by_test, *counts]) if test in counts]
    return [
        TestLine(
            each.test, name_of_test(each.test, own, catalogue), each.received, each.awaited, by_test.get(each.test)
        )
        for each in in_order
    ]


def newest_results(
    journal: Journal, *, catalogue: Catalogue, test: str | None = None, offset: int = 0, limit: int = PAGE_SIZE
) -> Sequence[ResultLine]:
    """Return a page of received results, newest sample first; of one test, if one is named."""
    return _page(journal, catalogue, Progress.RECEIVED, test=test, offset=offset, limit=limit)


def list_awaited(journal: Journal, *, catalogue: Catalogue) -> Sequence[ResultLine]:
    """Return the results that are awaited."""
    return _page(journal, catalogue, Progress.AWAITED, test=None, offset=0, limit=PAGE_SIZE)


def _page(
    journal: Journal, catalogue: Catalogue, state: Progress, *, test: str | None, offset: int, limit: int
) -> Sequence[ResultLine]:
    with journal.reading_connection() as connection:
        found = results.newest_results(connection, test=test, state=state, offset=offset, limit=limit)
        return list(result_lines(Repository(connection), found, catalogue))

"""The list of tests: each with its newest value, when and where it was measured, and how many results there are."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Any

from hoofbeat.ui.models import Column, Ordering
from hoofbeat.ui.surroundings import Surroundings
from hoofbeat.wording.result_pages import results_words
from hoofbeat.wording.results import value_words
from hoofbeat.wording.translation import tr

if TYPE_CHECKING:
    from hoofbeat.services.installation import Installation
    from hoofbeat.services.journals import Journal
    from hoofbeat.services.labs.overview import TestLine
    from hoofbeat.services.labs.search import TestSearch

NEWEST_FIRST = Ordering("date", is_descending=True)


class TestsSource:
    """The tests that have a result as rows; the filter looks at names, laboratories and notes."""

    def __init__(self, installation: Callable[[], Installation]) -> None:
        self._installation = installation
        self._search: TestSearch | None = None
        self._lines: dict[str, TestLine] = {}

    def ids(self, journal: Journal, ordering: Ordering, filter_text: str) -> Sequence[str]:
        """Return the tests in order."""
        from hoofbeat.services.labs.search import TestSearch

        if self._search is None:
            self._search = TestSearch(self._installation().catalogue)
        wanted = [line for line in self._search.find(journal, filter_text) if line.received]
        wanted.sort(key=_ORDERS[ordering.key], reverse=ordering.is_descending)
        self._lines = {line.test: line for line in wanted}
        return list(self._lines)

    def rows(self, _journal: Journal, ids: Sequence[str]) -> Sequence[TestLine]:
        """Return the lines of these tests."""
        return [self._lines[each] for each in ids]


def columns(surroundings: Surroundings, is_hiding: Callable[[], bool]) -> Sequence[Column[Any]]:
    """Return the columns; with hidden numbers the newest value is not told."""

    def value(line: TestLine) -> str:
        if is_hiding():
            return tr("Hidden")
        return value_words(line.newest.result) if line.newest else ""

    def taken(line: TestLine) -> str:
        return surroundings.date_text(line.newest.sample.taken_on, is_short=True) if line.newest else ""

    def spoken_date(line: TestLine) -> str:
        return surroundings.date_text(line.newest.sample.taken_on) if line.newest else ""

    return (
        Column("Test", lambda line: line.name, "name"),
        Column("Latest value", value, characters=34),
        Column("Date", taken, "date", spoken=spoken_date, characters=13),
        Column("Laboratory", _laboratory, "laboratory", characters=18),
        Column("Results", lambda line: str(line.received), "count", spoken=_count, characters=9, is_number=True),
    )


def _count(line: TestLine) -> str:
    return results_words(line.received)


def _laboratory(line: TestLine) -> str:
    return line.newest.laboratory.name if line.newest and line.newest.laboratory else ""


def _date(line: TestLine) -> str:
    return str(line.newest.sample.taken_on or "") if line.newest else ""


_ORDERS: dict[str, Callable[[TestLine], Any]] = {
    "": _date,
    "name": lambda line: line.name.casefold(),
    "date": _date,
    "laboratory": lambda line: _laboratory(line).casefold(),
    "count": lambda line: line.received,
}

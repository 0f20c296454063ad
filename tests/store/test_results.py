"""Pages of results, newest sample first, are those of the whole list, wherever they begin."""

from __future__ import annotations

import random
from datetime import time

import pytest

from hoofbeat.domain.changes import Act, Description
from hoofbeat.domain.records import Kind, Progress, Result
from hoofbeat.domain.values import PartialDate
from hoofbeat.store.journal import Journal
from hoofbeat.store.results import newest_results
from tests.store.filled import new

DAYS = ("2026-03-04", "2026-03-04", "2026-03", "2025", None, "2026-01-01", "2026-03-04")


@pytest.fixture
def expected(journal: Journal) -> list[str]:
    """Results of samples with none, one and many, in the order in which they are wanted."""
    chance = random.Random(2)  # noqa: S311  # no secret
    samples, results = [], []
    for number, day in enumerate(DAYS * 3):
        taken_on = None if day is None else PartialDate.parse(day)
        sample = new(Kind.SAMPLES, f"s{number:02d}", taken_on=taken_on, taken_at=time(chance.randrange(24)))
        samples.append(sample)
        for minute in range(number % 4):
            state = Progress.AWAITED if minute == 2 else Progress.RECEIVED
            values = {"sample": sample.id, "minute": minute, "state": state, "value_text": "1", "catalogue_test": "x"}
            results.append((sample, new(Kind.RESULTS, f"r{number:02d}-{minute}", **values)))
    with journal.change() as work:
        work.add(*samples, *(result for _, result in results))
        work.commit(Description(Act.IMPORT))
    results.sort(key=lambda pair: pair[1].id)
    for key in ("taken_at", "taken_on"):
        results.sort(key=lambda pair, key=key: str(getattr(pair[0], key) or ""), reverse=True)  # type: ignore[misc]
    return [result.id for _, result in results if getattr(result, "state") is Progress.RECEIVED]  # noqa: B009


@pytest.mark.parametrize("limit", [1, 3, 200])
def test_pages_make_up_the_whole_list(journal: Journal, expected: list[str], limit: int) -> None:
    found: list[str] = []
    with journal.reading_connection() as connection:
        while page := newest_results(connection, state=Progress.RECEIVED, offset=len(found), limit=limit):
            found += [str(each.id) for each in page]
            assert len(page) == limit or len(found) == len(expected)
    assert found == expected


def test_awaited_results_and_those_of_one_test_are_in_the_same_order(journal: Journal, expected: list[str]) -> None:
    with journal.reading_connection() as connection:
        of_test = newest_results(connection, test="x", state=Progress.RECEIVED, limit=500)
        both = newest_results(connection, limit=500)
        awaited = newest_results(connection, state=Progress.AWAITED)
    assert [each.id for each in of_test] == expected
    assert [each.id for each in both if each.state is Progress.RECEIVED] == expected
    assert {each.id for each in awaited} == {each.id for each in both} - set(expected)
    assert all(isinstance(each, Result) for each in awaited)

"""Questions about results that need their samples: newest first, by test, and how many there are of each."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, Select, func, select

from hoofbeat.domain.records import Kind, Progress, Result
from hoofbeat.store.repositories import PAGE_SIZE, Repository, read_records
from hoofbeat.store.tables import TABLES

_RESULTS, _SAMPLES = TABLES[Kind.RESULTS], TABLES[Kind.SAMPLES]
_NEWEST_SAMPLE_FIRST = (_SAMPLES.c.taken_on.desc(), _SAMPLES.c.taken_at.desc(), _SAMPLES.c.id)
_SAMPLES_AT_A_TIME, _NEAR_SAMPLES = 8, 64
_TEST = func.coalesce(func.nullif(_RESULTS.c.catalogue_test, ""), _RESULTS.c.own_test)


@dataclass(frozen=True, slots=True)
class TestCount:
    """How many results of one test there are; `test` is its id in the catalogue or that of one's own test."""

    test: str
    received: int
    awaited: int


def newest_results(
    connection: Connection,
    *,
    test: str | None = None,
    state: Progress | None = None,
    offset: int = 0,
    limit: int = PAGE_SIZE,
) -> Sequence[Result]:
    """Return a page of results, those of the newest sample first."""
    query = (
        select(_RESULTS)
        .join(_SAMPLES, _SAMPLES.c.id == _RESULTS.c.sample)
        .order_by(*_NEWEST_SAMPLE_FIRST, _RESULTS.c.minute)
    )
    if test is None and state is not Progress.AWAITED:
        samples, passed = _samples_of_page(connection, state, offset, limit)
        query, offset = query.where(_SAMPLES.c.id.in_(samples)), offset - passed
    query = _narrowed(query, test, state).limit(limit).offset(offset)
    return list(read_records(connection, Result, query))


def newest_of_each_test(connection: Connection, counts: Sequence[TestCount]) -> Sequence[Result]:
    """Return the newest received result of each test that was counted, the newest first, as `newest_results` orders them.

    Looked for among the newest samples, where nearly every test is; only those that are not there are looked for one by one.
    """
    missing = {each.test for each in counts if each.received}
    found: list[str] = []
    for start in range(0, _NEAR_SAMPLES, _SAMPLES_AT_A_TIME):
        if not missing:
            break
        for test, result in _received_of_newest_samples(connection, start):
            if test in missing:
                missing.remove(test)
                found.append(result)
    records = Repository(connection).get_many(Result, found)
    newest = [records[each] for each in found]
    for test in sorted(missing):
        newest += newest_results(connection, test=test, state=Progress.RECEIVED, limit=1)
    return newest


def count_by_test(connection: Connection) -> Sequence[TestCount]:
    """Return each test that has a result, received or awaited; counted along the indexes, without reading a result."""
    counted: Counter[str] = Counter()
    for column in (_RESULTS.c.catalogue_test, _RESULTS.c.own_test):
        query = select(column, func.count()).where(column.is_not(None), column != "").group_by(column)
        counted.update({test: count for test, count in connection.execute(query)})  # noqa: C416  # rows are no pairs to mypy
    of_test = select(_TEST, func.count()).where(_RESULTS.c.state == Progress.AWAITED.value).group_by(_TEST)
    awaited = {test: count for test, count in connection.execute(of_test)}  # noqa: C416
    return [TestCount(test, count - awaited.get(test, 0), awaited.get(test, 0)) for test, count in counted.items()]


def notes_by_test(connection: Connection) -> Sequence[tuple[str, str]]:
    """Return what was noted at results and samples, each with its test."""
    of_results = select(_TEST, _RESULTS.c.note).where(_RESULTS.c.note != "")
    of_samples = select(_TEST, _SAMPLES.c.note).join(_SAMPLES, _SAMPLES.c.id == _RESULTS.c.sample)
    rows = [
        *connection.execute(of_results),
        *connection.execute(of_samples.where(_SAMPLES.c.note != "")),
    ]
    return [(test, note) for test, note in rows]


def laboratories_by_test(connection: Connection) -> Sequence[tuple[str, str]]:
    """Return the laboratories, by id, that each test was done in."""
    query = (
        select(_TEST, _SAMPLES.c.laboratory)
        .join(_SAMPLES, _SAMPLES.c.id == _RESULTS.c.sample)
        .where(_SAMPLES.c.laboratory.is_not(None))
        .distinct()
    )
    return [(test, laboratory) for test, laboratory in connection.execute(query)]


def _received_of_newest_samples(connection: Connection, start: int) -> Iterator[tuple[str, str]]:
    """Yield test and id of the received results of some of the newest samples, in order."""
    samples = select(_SAMPLES.c.id).order_by(*_NEWEST_SAMPLE_FIRST).limit(_SAMPLES_AT_A_TIME).offset(start)
    query = (
        select(_TEST, _RESULTS.c.id)
        .join(_SAMPLES, _SAMPLES.c.id == _RESULTS.c.sample)
        .where(_SAMPLES.c.id.in_(list(connection.execute(samples).scalars())))
        .where(func.coalesce(_RESULTS.c.state, "") == Progress.RECEIVED.value)
        .order_by(*_NEWEST_SAMPLE_FIRST, _RESULTS.c.minute)
    )
    yield from ((test, result) for test, result in connection.execute(query))


def _samples_of_page(
    connection: Connection, state: Progress | None, offset: int, limit: int
) -> tuple[Sequence[str], int]:
    """Return the samples that the results of a page belong to, and how many results those before them have.

    Read along the index, sample by sample: joined at once, SQLite would sort every result there is.
    """
    count = _narrowed(select(func.count()).where(_RESULTS.c.sample == _SAMPLES.c.id), None, state).scalar_subquery()
    samples: list[str] = []
    passed = seen = 0
    with connection.execute(select(_SAMPLES.c.id, count).order_by(*_NEWEST_SAMPLE_FIRST)) as rows:
        for sample, results in rows:
            if seen + results <= offset:
                passed += results
            elif results:
                samples.append(sample)
            seen += results
            if seen >= offset + limit:
                break
    return samples, passed


def _narrowed(query: Select[Any], test: str | None, state: Progress | None) -> Select[Any]:
    if test is not None:
        query = query.where((_RESULTS.c.catalogue_test == test) | (_RESULTS.c.own_test == test))
    if state is Progress.AWAITED:
        query = query.where(_RESULTS.c.state == state.value)
    elif state is not None:
        # Nearly all are received: by their index SQLite would look at every one, which a function keeps it from.
        query = query.where(func.coalesce(_RESULTS.c.state, "") == state.value)
    return query

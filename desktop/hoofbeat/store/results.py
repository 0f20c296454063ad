"""Questions about results that need their samples: newest first, by test, and how many there are of each."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, cast

from sqlalchemy import Connection, Select, func, select

from hoofbeat.domain.records import Kind, Progress, Result
from hoofbeat.store.repositories import PAGE_SIZE, from_row
from hoofbeat.store.tables import TABLES

_RESULTS, _SAMPLES = TABLES[Kind.RESULTS], TABLES[Kind.SAMPLES]
_NEWEST_SAMPLE_FIRST = (_SAMPLES.c.taken_on.desc(), _SAMPLES.c.taken_at.desc(), _SAMPLES.c.id)
_TEST = func.coalesce(func.nullif(_RESULTS.c.catalogue_test, ""), _RESULTS.c.own_test)


@dataclass(frozen=True, slots=True)
class TestCount:
    """How many results of one test there are; `test` is its id in the catalogue or that of one's own test."""

    test: str
    received: int
    awaited: int
    newest_on: str | None


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
    return [cast("Result", from_row(Kind.RESULTS, row)) for row in connection.execute(query).mappings()]


def newest_of_each_test(connection: Connection) -> Sequence[Result]:
    """Return the newest received result of each test, as `newest_results` orders them; one pass, however many there are."""
    # SQLite takes the other columns from the row that holds the maximum (https://sqlite.org/lang_select.html#bareagg).
    moment = func.coalesce(_SAMPLES.c.taken_on, "") + "T" + func.coalesce(_SAMPLES.c.taken_at, "")
    newest = (
        select(_RESULTS.c.id, func.max(moment))
        .join(_SAMPLES, _SAMPLES.c.id == _RESULTS.c.sample)
        .where(_RESULTS.c.state == Progress.RECEIVED.value)
        .group_by(_TEST)
        .subquery()
    )
    query = select(_RESULTS).join(newest, newest.c.id == _RESULTS.c.id)
    return [cast("Result", from_row(Kind.RESULTS, row)) for row in connection.execute(query).mappings()]


def count_by_test(connection: Connection) -> Sequence[TestCount]:
    """Return each test that has a result, received or awaited, with the newest first."""
    is_awaited = _RESULTS.c.state == Progress.AWAITED.value
    newest_on = func.max(_SAMPLES.c.taken_on)
    query = (
        select(_TEST, func.count(), func.sum(is_awaited), newest_on)
        .join(_SAMPLES, _SAMPLES.c.id == _RESULTS.c.sample)
        .group_by(_TEST)
        .order_by(newest_on.desc(), _TEST)
    )
    return [
        TestCount(test, count - awaited, awaited, newest) for test, count, awaited, newest in connection.execute(query)
    ]


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

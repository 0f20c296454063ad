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
        .order_by(_SAMPLES.c.taken_on.desc(), _SAMPLES.c.taken_at.desc(), _SAMPLES.c.id, _RESULTS.c.minute)
    )
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


def _narrowed(query: Select[Any], test: str | None, state: Progress | None) -> Select[Any]:
    if test is not None:
        query = query.where((_RESULTS.c.catalogue_test == test) | (_RESULTS.c.own_test == test))
    if state is not None:
        query = query.where(_RESULTS.c.state == state.value)
    return query

"""Where a laboratory or a test is used: counted, and what its results say, so that two that say the same are found."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

from sqlalchemy import Connection, func, select
from sqlalchemy.sql import ColumnElement

from hoofbeat.domain.records import Kind
from hoofbeat.store.tables import TABLES

_RESULTS, _SAMPLES = TABLES[Kind.RESULTS], TABLES[Kind.SAMPLES]
_TEST = func.coalesce(func.nullif(_RESULTS.c.catalogue_test, ""), _RESULTS.c.own_test)


@dataclass(frozen=True, slots=True)
class Uses:
    """How many samples and results there are."""

    samples: int = 0
    results: int = 0


@dataclass(frozen=True, slots=True)
class Said:
    """What a result says, laboratory and test included; the moment is stored text."""

    test: str
    laboratory: str | None
    taken: tuple[str | None, str | None]
    value_text: str
    unit: str
    minute: int | None


def uses_of_laboratories(connection: Connection) -> Mapping[str, Uses]:
    """Count the samples and results of each laboratory that has any."""
    results = func.count(_RESULTS.c.id)
    query = (
        select(_SAMPLES.c.laboratory, func.count(_SAMPLES.c.id.distinct()), results)
        .outerjoin(_RESULTS, _RESULTS.c.sample == _SAMPLES.c.id)
        .where(_SAMPLES.c.laboratory.is_not(None))
        .group_by(_SAMPLES.c.laboratory)
    )
    return MappingProxyType({row[0]: Uses(row[1], row[2]) for row in connection.execute(query)})


def uses_of_own_tests(connection: Connection) -> Mapping[str, Uses]:
    """Count the samples and results of each test of one's own that has any."""
    query = (
        select(_RESULTS.c.own_test, func.count(_RESULTS.c.sample.distinct()), func.count())
        .where(_RESULTS.c.own_test.is_not(None))
        .group_by(_RESULTS.c.own_test)
    )
    return MappingProxyType({row[0]: Uses(row[1], row[2]) for row in connection.execute(query)})


def said_by_laboratory(connection: Connection, laboratory: str) -> list[Said]:
    """Return what the results of a laboratory say."""
    return _said(connection, _SAMPLES.c.laboratory == laboratory)


def said_of_test(connection: Connection, test: str) -> list[Said]:
    """Return what the results of a test say, by its id in the catalogue or that of one's own test."""
    return _said(connection, (_RESULTS.c.catalogue_test == test) | (_RESULTS.c.own_test == test))


def _said(connection: Connection, condition: ColumnElement[bool]) -> list[Said]:
    columns = (
        _TEST,
        _SAMPLES.c.laboratory,
        _SAMPLES.c.taken_on,
        _SAMPLES.c.taken_at,
        _RESULTS.c.value_text,
        _RESULTS.c.unit,
        _RESULTS.c.minute,
    )
    query = select(*columns).join(_SAMPLES, _SAMPLES.c.id == _RESULTS.c.sample).where(condition)
    return [Said(row[0], row[1], (row[2], row[3]), *row[4:]) for row in connection.execute(query)]

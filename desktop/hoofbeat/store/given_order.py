"""Doses that were given in the order of time, and which one came before each: asked of the file, since there may be ten years of them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from functools import lru_cache

from sqlalchemy import Select, literal_column, select, tuple_
from sqlalchemy.sql import ColumnElement

from hoofbeat.domain.records import GivenState, Kind
from hoofbeat.domain.values import WallTime
from hoofbeat.store.repositories import Repository
from hoofbeat.store.tables import TABLES

_LONGEST_IN = 500
_dose = TABLES[Kind.GIVEN]
_earlier = _dose.alias("earlier")
_read = lru_cache(maxsize=4096)(WallTime.parse)


def given_ids(stored: Repository, medication_ids: Iterable[str]) -> Sequence[str]:
    """Return the ids of the doses of some medicines that were given, the newest first.

    A day that is partly known stands after all the days that it may be.
    """
    added: ColumnElement[int] = literal_column(f"{_dose.name}.rowid")
    query = select(_dose.c.id).where(*_given_of(medication_ids)).order_by(_dose.c.given_at.desc(), added.desc())
    return list(stored.connection.execute(query).scalars())


def given_before(stored: Repository, dose_ids: Sequence[str]) -> Mapping[str, WallTime]:
    """Return, by the id of a dose, when the one of the same medicine before it was given; the first of each is left out."""
    found: dict[str, WallTime] = {}
    for start in range(0, len(dose_ids), _LONGEST_IN):
        query = select(_dose.c.id, _before().scalar_subquery()).where(
            _dose.c.id.in_(dose_ids[start : start + _LONGEST_IN])
        )
        found |= {
            record_id: _read(before) for record_id, before in stored.connection.execute(query) if before is not None
        }
    return found


def has_given(stored: Repository, medication_ids: Iterable[str], *, with_remarks: bool = False) -> bool:
    """Tell whether any dose of these medicines was given; `with_remarks` one with a lot, a reaction or a note."""
    query = select(_dose.c.id).where(*_given_of(medication_ids))
    if with_remarks:
        query = query.where((_dose.c.lot != "") | (_dose.c.reaction != "") | (_dose.c.note != ""))
    return stored.connection.execute(query.limit(1)).first() is not None


def _before() -> Select[str]:
    """Return the query for the moment of the dose before one; of two at the same moment the one that was added first."""
    own: ColumnElement[int] = literal_column(f"{_dose.name}.rowid")
    other: ColumnElement[int] = literal_column(f"{_earlier.name}.rowid")
    return (
        select(_earlier.c.given_at)
        .where(
            _earlier.c.medication == _dose.c.medication,
            _earlier.c.state == GivenState.GIVEN.value,
            _earlier.c.given_at <= _dose.c.given_at,
            tuple_(_earlier.c.given_at, other) < tuple_(_dose.c.given_at, own),
        )
        .order_by(_earlier.c.given_at.desc(), other.desc())
        .limit(1)
        .correlate(_dose)
    )


def _given_of(medication_ids: Iterable[str]) -> tuple[ColumnElement[bool], ColumnElement[bool]]:
    return _dose.c.medication.in_(list(medication_ids)), _dose.c.state == GivenState.GIVEN.value

"""Reads what a visit sheet is made from, and no more: the newest of each test and medicine, and what is new since a day."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time
from typing import cast

from sqlalchemy import Connection, func, select
from sqlalchemy.sql import ColumnElement

from hoofbeat.domain.records import (
    Administration,
    Allergy,
    Appointment,
    CareTeamMember,
    DosePhase,
    Kind,
    Laboratory,
    Medication,
    OwnTest,
    Person,
    Progress,
    Question,
    Result,
    Sample,
    TumorFact,
)
from hoofbeat.domain.sheet_making import SheetMaterial
from hoofbeat.domain.since_last_visit import OldResultsAdded, When
from hoofbeat.domain.values import PartialDate, WallTime
from hoofbeat.store import additions
from hoofbeat.store.repositories import Order, Repository, from_row
from hoofbeat.store.tables import TABLES

_RESULTS, _SAMPLES = TABLES[Kind.RESULTS], TABLES[Kind.SAMPLES]
_SAID = 2
_RESULTS_LOOKED_BACK = 20
"""Of each test, so many of the newest results tell the one before in the same series."""
_DOSES_LOOKED_BACK = 40
"""Of each medicine, so many of the newest doses tell the last one before a sample."""
_RESULTS_ONE_BY_ONE = 100
"""Up to so many old results that were added since are read one by one; more are counted."""
_ADDED_KINDS = (Kind.MEDICINES, Kind.DOSES, Kind.GIVEN, Kind.APPOINTMENTS)
_NEWEST_DOSES = (Order("given_at", is_descending=True),)


def read_material(
    connection: Connection, appointments: Sequence[Appointment], since: date | None, visit: Appointment | None = None
) -> SheetMaterial:
    """Read the records for the sheet of a visit that looks back to the day `since`."""
    stored = Repository(connection)
    start = None if since is None else datetime.combine(since, time.min).astimezone()
    medications = tuple(stored.list(Medication))
    news = _news(connection, stored, start)
    found = {each.id: each for each in (*_newest_results(connection, stored), *news.results)}
    awaited = {each.id: each for each in stored.list(Sample, state=Progress.AWAITED)}
    found |= {row.id: row for sample in awaited for row in stored.list(Result, sample=sample)}
    samples = awaited | stored.get_many(Sample, (each.sample for each in found.values()))
    return SheetMaterial(
        person=next(stored.list(Person), None),
        appointments=appointments,
        questions=tuple(stored.list(Question, appointment=None if visit is None else visit.id)),
        allergies=tuple(stored.list(Allergy)),
        tumor_facts=tuple(stored.list(TumorFact)),
        medications=medications,
        phases=tuple(stored.list(DosePhase)),
        given=tuple(_doses(stored, medications, since)),
        samples=tuple(samples.values()),
        results=tuple(found.values()),
        own_tests=tuple(stored.list(OwnTest)),
        laboratories=tuple(stored.list(Laboratory)),
        team=tuple(stored.list(CareTeamMember)),
        added=news.added,
        stopped=news.stopped,
        old_results_added=news.old_results,
        data_as_of=_in_local_time(additions.last_changed_at(connection)),
    )


@dataclass(frozen=True, slots=True)
class _News:
    """What is new since a moment."""

    results: Sequence[Result] = ()
    added: frozenset[str] = frozenset()
    stopped: frozenset[str] = frozenset()
    old_results: OldResultsAdded | None = None


def _news(connection: Connection, stored: Repository, start: datetime | None) -> _News:
    if start is None:
        return _News()
    results = list(_results_from(connection, start.date()))
    added = additions.added_since(connection, start, *_ADDED_KINDS)
    stopped = additions.stopped_since(connection, start)
    old = _old_results_added(connection, start)
    if old.count > _RESULTS_ONE_BY_ONE:
        return _News(results, added, stopped, old)
    added_results = additions.added_since(connection, start, Kind.RESULTS)
    results += stored.get_many(Result, added_results).values()
    return _News(results, added | added_results, stopped)


def _newest_results(connection: Connection, stored: Repository) -> Iterable[Result]:
    """Return the newest received results of each test and minute, and the awaited ones."""
    test = func.coalesce(func.nullif(_RESULTS.c.catalogue_test, ""), _RESULTS.c.own_test)
    place = func.row_number().over(
        partition_by=(test, _RESULTS.c.minute, _RESULTS.c.state),
        order_by=(_SAMPLES.c.taken_on.desc(), _SAMPLES.c.taken_at.desc()),
    )
    placed = select(
        _RESULTS.c.id,
        *(_RESULTS.c[name] for name in ("state", "minute", "method", "unit")),
        *(_SAMPLES.c[name] for name in ("laboratory", "specimen", "taken_on", "taken_at")),
        test.label("test"),
        place.label("place"),
    )
    newest = placed.join(_SAMPLES, _SAMPLES.c.id == _RESULTS.c.sample).subquery()
    of_series = func.row_number().over(
        partition_by=[
            newest.c[name] for name in ("test", "minute", "state", "laboratory", "method", "unit", "specimen")
        ],
        order_by=(newest.c.taken_on.desc(), newest.c.taken_at.desc()),
    )
    kept = select(newest.c.id, newest.c.place, of_series.label("of_series"))
    counted = kept.where(newest.c.place <= _RESULTS_LOOKED_BACK).subquery()
    # The newest and the one before it, and of each series as many: more of them the sheet does not say.
    wanted = select(counted.c.id).where((counted.c.place <= _SAID) | (counted.c.of_series <= _SAID))
    return stored.get_many(Result, connection.execute(wanted).scalars()).values()


def _results_from(connection: Connection, since: date) -> Iterator[Result]:
    """Yield the results of samples taken on a day or later; a partly known date that may be later counts."""
    query = select(_RESULTS).join(_SAMPLES, _SAMPLES.c.id == _RESULTS.c.sample).where(_may_be_from(since))
    for row in connection.execute(query).mappings():
        yield cast("Result", from_row(Kind.RESULTS, row))


def _old_results_added(connection: Connection, start: datetime) -> OldResultsAdded:
    """Count the results of older samples that were added since, without those marked as sensitive."""
    taken_on = _SAMPLES.c.taken_on
    query = (
        select(func.count(), func.min(taken_on), func.max(taken_on))
        .select_from(_RESULTS.join(_SAMPLES, _SAMPLES.c.id == _RESULTS.c.sample))
        .where(
            _RESULTS.c.id.in_(additions.ids_added_since(connection, start, Kind.RESULTS)),
            taken_on.is_(None) | ~_may_be_from(start.date()),
            _RESULTS.c.state == Progress.RECEIVED.value,
            _RESULTS.c.is_sensitive == 0,
            _SAMPLES.c.is_sensitive == 0,
        )
    )
    count, first, last = connection.execute(query).one()
    dates = [None if each is None else PartialDate.parse(each) for each in (first, last)]
    return OldResultsAdded(When(dates[1], was_added=True), count, *dates)


def _may_be_from(since: date) -> ColumnElement[bool]:
    taken_on = _SAMPLES.c.taken_on
    return (taken_on >= since.isoformat()) | taken_on.in_([f"{since:%Y}", f"{since:%Y-%m}"])


def _doses(stored: Repository, medications: Iterable[Medication], since: date | None) -> Iterable[Administration]:
    """Return the doses given since a day, and of each medicine the newest ones: they tell the last one before a sample."""
    found: dict[str, Administration] = {}
    for each in medications:
        newest = stored.page(Administration, order=_NEWEST_DOSES, limit=_DOSES_LOOKED_BACK, medication=each.id)
        found |= {dose.id: dose for dose in newest}
    if since is not None:
        known = (since.isoformat(), f"{since:%Y}", f"{since:%Y-%m}")
        later = stored.list(Administration, not_before={"given_at": known[0]})
        partly = stored.list_in(Administration, "given_at", [WallTime.parse(text) for text in known[1:]])
        found |= {dose.id: dose for dose in (*later, *partly)}
    return found.values()


def _in_local_time(moment: datetime | None) -> datetime | None:
    return None if moment is None else moment.astimezone()

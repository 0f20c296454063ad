"""Reads what a visit sheet is made from, and no more: the newest of each test and medicine, and what is new since a day."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time
from typing import Any

from sqlalchemy import Connection, Select, func, select

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
    Record,
    Result,
    Sample,
    TumorFact,
    kind_of,
)
from hoofbeat.domain.sheet_making import SheetMaterial
from hoofbeat.domain.since_last_visit import OldResultsAdded, When
from hoofbeat.domain.values import PartialDate, WallTime
from hoofbeat.store import additions
from hoofbeat.store.repositories import Order, Repository, read_in_part
from hoofbeat.store.since import is_old_result_added, may_be_from
from hoofbeat.store.tables import TABLES

_RESULTS, _SAMPLES = TABLES[Kind.RESULTS], TABLES[Kind.SAMPLES]
_SAID = 2
_RESULTS_LOOKED_BACK = 20
"""Of each test, so many of the newest results tell the one before in the same series."""
_DOSES_LOOKED_BACK = 40
"""Of each medicine, so many of the newest doses tell the last one before a sample."""
_RESULTS_ONE_BY_ONE = 100
"""Up to so many old results that were added since are read one by one; more are counted."""
_NEWEST_DOSES = (Order("given_at", is_descending=True),)


def read_material(
    connection: Connection, appointments: Sequence[Appointment], since: date | None, visit: Appointment | None = None
) -> SheetMaterial:
    """Read the records for the sheet of a visit that looks back to the day `since`."""
    stored = Repository(connection)
    start = None if since is None else datetime.combine(since, time.min).astimezone()
    medications, phases = tuple(stored.list(Medication)), tuple(stored.list(DosePhase))
    given = tuple(_doses(stored, medications, since))
    news = _news(connection, stored, start)
    found = {each.id: each for each in (*_newest_results(connection, stored), *news.old_results)}
    awaited = {each.id: each for each in stored.list(Sample, state=Progress.AWAITED)}
    found |= {row.id: row for sample in awaited for row in stored.list(Result, sample=sample)}
    samples = awaited | stored.get_many(Sample, (each.sample for each in (*found.values(), *news.results)))
    return SheetMaterial(
        person=next(stored.list(Person), None),
        appointments=appointments,
        questions=tuple(stored.list(Question, appointment=None if visit is None else visit.id)),
        allergies=tuple(stored.list(Allergy)),
        tumor_facts=tuple(stored.list(TumorFact)),
        medications=medications,
        phases=phases,
        given=given,
        samples=tuple(samples.values()),
        results=tuple(found.values()),
        new_results=news.results,
        own_tests=tuple(stored.list(OwnTest)),
        laboratories=tuple(stored.list(Laboratory)),
        team=tuple(stored.list(CareTeamMember)),
        added=news.added | _added(connection, start, (*medications, *phases, *_before(since, appointments, given))),
        stopped=news.stopped,
        old_results_added=news.older,
        data_as_of=_in_local_time(additions.last_changed_at(connection)),
    )


@dataclass(frozen=True, slots=True)
class _News:
    """What is new since a moment; results of older samples that were added one by one, or how many they are."""

    results: Sequence[Result] = ()
    old_results: Sequence[Result] = ()
    added: frozenset[str] = frozenset()
    stopped: frozenset[str] = frozenset()
    older: OldResultsAdded | None = None


def _news(connection: Connection, stored: Repository, start: datetime | None) -> _News:
    if start is None:
        return _News()
    results = _named_results_from(connection, start.date())
    stopped = additions.stopped_since(connection, start)
    older = _old_results_added(connection, start)
    if older.count > _RESULTS_ONE_BY_ONE:
        return _News(results, stopped=stopped, older=older)
    added = additions.added_since(connection, start, Kind.RESULTS)
    old_results = stored.get_many(Result, added.difference(each.id for each in results))
    return _News(results, tuple(old_results.values()), added, stopped)


def _before(
    since: date | None, appointments: Iterable[Appointment], given: Iterable[Administration]
) -> Iterator[Appointment | Administration]:
    """Yield what is dated before a day, and so is news only if it was added since."""
    if since is not None:
        yield from (each for each in appointments if each.starts_at.on.last < since)
        yield from (each for each in given if each.given_at.on.last < since)


def _added(connection: Connection, start: datetime | None, records: Iterable[Record]) -> frozenset[str]:
    """Return the ids of those that were added since a moment: the change log is asked about no more than the sheet may say."""
    by_kind: dict[Kind, list[str]] = {}
    for record in records if start is not None else ():
        by_kind.setdefault(kind_of(type(record)), []).append(record.id)
    return frozenset().union(
        *(additions.added_among(connection, start, kind, ids) for kind, ids in by_kind.items() if start is not None)
    )


def _newest_results(connection: Connection, stored: Repository) -> Iterable[Result]:
    """Return the newest received results of each test and minute, and all awaited ones.

    The newest and the one before it, and of each series as many: more of them the sheet does not say. Those that are kept off a
    sheet are counted apart: behind them stand the ones that it says.
    """
    unmet = _group_sizes(connection)
    seen: Counter[tuple[Any, ...]] = Counter()
    of_series: Counter[tuple[Any, ...]] = Counter()
    wanted: list[str] = []
    with connection.execute(_newest_first()) as rows:
        for record_id, is_kept_off, *series in rows:
            group = tuple(series[:_GROUPED])
            if group not in unmet:
                continue
            counted, line = (is_kept_off, *group), (is_kept_off, *series)
            seen[counted] += 1
            of_series[line] += 1
            is_awaited = Progress.AWAITED.value in group
            if is_awaited or seen[counted] <= _SAID or of_series[line] <= _SAID:
                wanted.append(record_id)
            unmet[group] -= 1
            is_enough = seen[counted] == _RESULTS_LOOKED_BACK and not (is_kept_off or is_awaited)
            if is_enough or not unmet[group]:
                del unmet[group]
            if not unmet:
                break
    return stored.get_many(Result, wanted).values()


_GROUP = (
    func.coalesce(func.nullif(_RESULTS.c.catalogue_test, ""), _RESULTS.c.own_test).label("test"),
    _RESULTS.c.minute,
    _RESULTS.c.state,
    _RESULTS.c.is_sensitive,
)
_GROUPED = len(_GROUP)


def _group_sizes(connection: Connection) -> dict[tuple[Any, ...], int]:
    """Count the results of each test, minute, state and mark: who walks back through time knows by it when all were met."""
    query = select(*_GROUP, func.count()).group_by(*_GROUP)
    return {tuple(group): count for *group, count in connection.execute(query)}


def _newest_first() -> Select[Any]:
    """Return the query for all results with their series, along the index of the samples, so that it can be left early."""
    series = (_SAMPLES.c.laboratory, _RESULTS.c.method, _RESULTS.c.unit, _SAMPLES.c.specimen)
    return (
        select(_RESULTS.c.id, _SAMPLES.c.is_sensitive, *_GROUP, *series)
        .join(_SAMPLES, _SAMPLES.c.id == _RESULTS.c.sample)
        .order_by(_SAMPLES.c.taken_on.desc(), _SAMPLES.c.taken_at.desc())
    )


_NAMES_A_RESULT = ("id", "sample", "catalogue_test", "own_test", "code_display", "state", "is_sensitive")


def _named_results_from(connection: Connection, since: date) -> Sequence[Result]:
    """Return the results of samples taken on a day or later with no more than names them; a partly known date that may be later counts.

    A busy year has thousands, and the sheet says only which they are: to read them whole would take most of its time.
    """
    of_samples = _SAMPLES.c.id == _RESULTS.c.sample
    query = select(*(_RESULTS.c[name] for name in _NAMES_A_RESULT)).join(_SAMPLES, of_samples)
    return tuple(
        read_in_part(connection, Result, _NAMES_A_RESULT, query.where(may_be_from(_SAMPLES.c.taken_on, since)))
    )


def _old_results_added(connection: Connection, start: datetime) -> OldResultsAdded:
    """Count the results of older samples that were added since, without those marked as sensitive."""
    taken_on = _SAMPLES.c.taken_on
    query = (
        select(func.count(), func.min(taken_on), func.max(taken_on))
        .select_from(_RESULTS)
        .join(_SAMPLES, _SAMPLES.c.id == _RESULTS.c.sample)
        .where(
            is_old_result_added(connection, start),
            _RESULTS.c.is_sensitive == 0,
            _SAMPLES.c.is_sensitive == 0,
        )
    )
    count, first, last = connection.execute(query).one()
    dates = [None if each is None else PartialDate.parse(each) for each in (first, last)]
    return OldResultsAdded(When(dates[1], was_added=True), count, *dates)


def _doses(stored: Repository, medications: Iterable[Medication], since: date | None) -> Iterable[Administration]:
    """Return the doses given since a day, and of each medicine the newest ones: they tell the last one before a sample."""
    found: list[Administration] = []
    older: Mapping[str, str] = {}
    if since is not None:
        older = {"given_at": since.isoformat()}
        found += stored.list(Administration, not_before=older)
    later = Counter(dose.medication for dose in found)
    for each in medications:
        missing = _DOSES_LOOKED_BACK - later[each.id]
        if missing > 0:
            found += stored.page(Administration, order=_NEWEST_DOSES, limit=missing, before=older, medication=each.id)
    if since is not None:
        partly = [WallTime.parse(text) for text in (f"{since:%Y}", f"{since:%Y-%m}")]
        found += stored.list_in(Administration, "given_at", partly)
    return {dose.id: dose for dose in found}.values()


def _in_local_time(moment: datetime | None) -> datetime | None:
    return None if moment is None else moment.astimezone()

"""Reads what a visit sheet is made from, and no more: the newest of each test and medicine, and what is new since a day."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import date, datetime, time

from sqlalchemy import Connection, select

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
from hoofbeat.store import additions, results
from hoofbeat.store.repositories import Order, Repository, from_row
from hoofbeat.store.tables import TABLES

_RESULTS_LOOKED_BACK = 30
"""Of each test, so many of the newest results tell the one before in the same series."""
_DOSES_LOOKED_BACK = 120
"""Of each medicine, so many of the newest doses tell the last one before a sample."""
_NEWEST_DOSES = (Order("given_at", is_descending=True),)


def read_material(connection: Connection, appointments: Sequence[Appointment], since: date | None) -> SheetMaterial:
    """Read the records for a sheet that looks back to the day `since`."""
    stored = Repository(connection)
    start = None if since is None else datetime.combine(since, time.min).astimezone()
    added = frozenset[str]() if start is None else additions.added_since(connection, start)
    medications = tuple(stored.list(Medication))
    found = {each.id: each for each in _results(connection, stored, since, added)}
    awaited = {each.id: each for each in stored.list(Sample, state=Progress.AWAITED)}
    of_awaited = (row for sample in awaited for row in stored.list(Result, sample=sample))
    found |= {row.id: row for row in of_awaited}
    samples = awaited | stored.get_many(Sample, (each.sample for each in found.values()))
    return SheetMaterial(
        person=next(stored.list(Person), None),
        appointments=appointments,
        questions=tuple(stored.list(Question)),
        allergies=tuple(stored.list(Allergy)),
        tumor_facts=tuple(stored.list(TumorFact)),
        medications=medications,
        phases=tuple(stored.list(DosePhase)),
        given=tuple(dose for each in medications for dose in _doses(stored, each, since)),
        samples=tuple(samples.values()),
        results=tuple(found.values()),
        own_tests=tuple(stored.list(OwnTest)),
        laboratories=tuple(stored.list(Laboratory)),
        team=tuple(stored.list(CareTeamMember)),
        added=added,
        stopped=frozenset() if start is None else additions.stopped_since(connection, start),
        data_as_of=_in_local_time(additions.last_changed_at(connection)),
    )


def _results(connection: Connection, stored: Repository, since: date | None, added: Iterable[str]) -> Iterator[Result]:
    for test in results.count_by_test(connection):
        received = Progress.RECEIVED
        yield from results.newest_results(connection, test=test.test, state=received, limit=_RESULTS_LOOKED_BACK)
        if test.awaited:
            yield from results.newest_results(connection, test=test.test, state=Progress.AWAITED, limit=test.awaited)
    if since is not None:
        yield from _results_from(connection, since)
        yield from stored.get_many(Result, added).values()


def _results_from(connection: Connection, since: date) -> Iterator[Result]:
    """Yield the results of samples taken on a day or later; a partly known date that may be later counts."""
    rows, samples = TABLES[Kind.RESULTS], TABLES[Kind.SAMPLES]
    later = samples.c.taken_on >= since.isoformat()
    maybe = samples.c.taken_on.in_([f"{since:%Y}", f"{since:%Y-%m}"])
    query = select(rows).join(samples, samples.c.id == rows.c.sample).where(later | maybe)
    for row in connection.execute(query).mappings():
        found = from_row(Kind.RESULTS, row)
        if isinstance(found, Result):
            yield found


def _doses(stored: Repository, medication: Medication, since: date | None) -> Iterable[Administration]:
    newest = stored.page(Administration, order=_NEWEST_DOSES, limit=_DOSES_LOOKED_BACK, medication=medication.id)
    found = {each.id: each for each in newest}
    if since is not None and len(newest) == _DOSES_LOOKED_BACK:
        later = stored.list(Administration, not_before={"given_at": f"{since:%Y}"}, medication=medication.id)
        found |= {each.id: each for each in later}
    return found.values()


def _in_local_time(moment: datetime | None) -> datetime | None:
    return None if moment is None else moment.astimezone()

"""Reads what is new since a day, along the indexes: however long the record is, only what may count is looked at."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime, time
from typing import Any, TypeVar, cast

from sqlalchemy import Connection, and_, func, select
from sqlalchemy.sql import ColumnElement

from hoofbeat.domain.labs import measured
from hoofbeat.domain.records import (
    Administration,
    Appointment,
    AppointmentKind,
    AppointmentState,
    DosePhase,
    Kind,
    Medication,
    Note,
    Progress,
    Record,
    Result,
    Sample,
    kind_of,
)
from hoofbeat.domain.since_last_visit import (
    SinceLastVisit,
    Span,
    appointments_since,
    doses_since,
    medicines_since,
    notes_since,
    results_since,
)
from hoofbeat.domain.visits import has_same_person, last_visit
from hoofbeat.store import additions
from hoofbeat.store.repositories import Repository, from_row
from hoofbeat.store.tables import TABLES

_APPOINTMENTS, _SAMPLES, _RESULTS = (TABLES[kind].c for kind in (Kind.APPOINTMENTS, Kind.SAMPLES, Kind.RESULTS))
_ADDED_KINDS = (Kind.MEDICINES, Kind.DOSES, Kind.GIVEN, Kind.APPOINTMENTS, Kind.NOTES)
_MOST_ADDED = 2_000
"""Of what was added since and is dated before, so many are looked at: after the import of a whole life the rest says no more."""
R = TypeVar("R", bound=Record)


def find_last_visit(connection: Connection, *, today: date, visit: Appointment | None = None) -> Appointment | None:
    """Return the last visit as `domain.visits.last_visit` means it, without reading every appointment."""
    before = today if visit is None else min(today, visit.starts_at.on.first)
    columns = (_APPOINTMENTS.id, _APPOINTMENTS.with_whom)
    query = (
        select(*columns)
        .where(
            _APPOINTMENTS.starts_at < f"{before}~",
            _APPOINTMENTS.kind == AppointmentKind.VISIT.value,
            _APPOINTMENTS.state != AppointmentState.CANCELLED.value,
        )
        .order_by(_APPOINTMENTS.starts_at.desc())
    )
    stored = Repository(connection)
    fallback: Appointment | None = None
    with connection.execute(query) as rows:
        for record_id, with_whom in rows:
            is_same = visit is not None and has_same_person(visit, with_whom)
            if fallback is not None and not is_same:
                continue
            found = last_visit([stored.get(Appointment, record_id)], today=today, visit=visit)
            if found is not None and (is_same or visit is None or not visit.with_whom.strip()):
                return found
            fallback = fallback or found
    return fallback


def appointments_between(connection: Connection, start: date, before: date) -> list[Appointment]:
    """Return the appointments that may lie from a day on and that lie before another, oldest first."""
    table = TABLES[Kind.APPOINTMENTS]
    query = (
        select(table).where(may_be_from(_APPOINTMENTS.starts_at, start)).where(_APPOINTMENTS.starts_at < str(before))
    )
    rows = connection.execute(query.order_by(_APPOINTMENTS.starts_at)).mappings()
    found = [cast("Appointment", from_row(Kind.APPOINTMENTS, row)) for row in rows]
    return [each for each in found if each.starts_at.on.last < before]


def read_since(
    connection: Connection, start: date, *, today: date, last: Appointment | None = None, without: str = ""
) -> SinceLastVisit:
    """Return what happened, or was added, from a day up to today. `without` is the id of an appointment that is no news itself."""
    stored = Repository(connection)
    moment = datetime.combine(start, time.min).astimezone()
    added = additions.added_since(connection, moment, *_ADDED_KINDS)
    span = Span(start, today, added, additions.stopped_since(connection, moment))
    medications = list(stored.list(Medication))
    phases: dict[str, list[DosePhase]] = {}
    for phase in stored.list(DosePhase):
        phases.setdefault(phase.medication, []).append(phase)
    given: dict[str, list[Administration]] = {}
    for dose in _dated(connection, Administration, "given_at", span):
        given.setdefault(dose.medication, []).append(dose)
    appointments = _dated(connection, Appointment, "starts_at", span)
    left_out = [each for each in (without, last.id if last is not None else "") if each]
    results = list(_results(connection, start))
    samples = stored.get_many(Sample, (each.sample for each in results))
    return SinceLastVisit(
        start=start,
        last_visit=last,
        medicines=medicines_since(span, medications, phases),
        doses=list(doses_since(span, medications, given)),
        results=results_since(span, measured(results, samples)),
        old_results_added=_count_old_results(connection, moment),
        awaited=stored.count(Kind.RESULTS, state=Progress.AWAITED),
        appointments=appointments_since(span, appointments, without=left_out),
        notes=notes_since(span, _dated(connection, Note, "on", span)),
    )


def _dated(connection: Connection, record_type: type[R], field: str, span: Span) -> list[R]:
    """Return the records that may be dated from the first day on, and of those that were added since some that are older."""
    kind = kind_of(record_type)
    table = TABLES[kind]
    query = select(table).where(may_be_from(table.c[field], span.start))
    found = {row["id"]: cast("R", from_row(kind, row)) for row in connection.execute(query).mappings()}
    others = [each for each in span.added if each not in found]
    found.update(Repository(connection).get_many(record_type, others[:_MOST_ADDED]))
    return list(found.values())


def _results(connection: Connection, start: date) -> Iterator[Result]:
    """Yield the received results of samples that may be from a day on."""
    results = TABLES[Kind.RESULTS]
    wanted = select(_SAMPLES.id).where(may_be_from(_SAMPLES.taken_on, start))
    for row in connection.execute(select(results).where(_RESULTS.sample.in_(wanted))).mappings():
        yield cast("Result", from_row(Kind.RESULTS, row))


def _count_old_results(connection: Connection, moment: datetime) -> int:
    """Count the received results of older samples that were added since."""
    query = (
        select(func.count())
        .select_from(TABLES[Kind.RESULTS].join(TABLES[Kind.SAMPLES], _SAMPLES.id == _RESULTS.sample))
        .where(is_old_result_added(connection, moment))
    )
    return int(connection.execute(query).scalar_one())


def is_old_result_added(connection: Connection, moment: datetime) -> ColumnElement[bool]:
    """Return the condition on results with their samples that a received one was added since, of an older sample."""
    taken_on = _SAMPLES.taken_on
    return and_(
        additions.was_added_since(connection, moment, Kind.RESULTS, _RESULTS.id),
        taken_on.is_(None) | ~may_be_from(taken_on, moment.date()),
        # Not along the index of the state, which nearly all of them have.
        func.coalesce(_RESULTS.state, "") == Progress.RECEIVED.value,
    )


def may_be_from(column: ColumnElement[Any], start: date) -> ColumnElement[bool]:
    """Return the condition that what is dated there may be of this day or later; a partly known date that may be counts."""
    return (column >= start.isoformat()) | column.in_([f"{start:%Y}", f"{start:%Y-%m}"])

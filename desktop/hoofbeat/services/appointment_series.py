"""Appointments that repeat: made at once as single ones, and changed, moved or cancelled from one of them on; each one change."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, time

from hoofbeat.domain.appointments import changed_for_all, shifted, this_and_following
from hoofbeat.domain.changes import Act, Change, Description
from hoofbeat.domain.records import Appointment, AppointmentId, AppointmentState, Kind
from hoofbeat.domain.recurrence import Rule, moments_near
from hoofbeat.domain.values import WallTime
from hoofbeat.services.records import new_id, refuse_invalid
from hoofbeat.store.journal import Journal
from hoofbeat.store.repositories import Repository


def add(journal: Journal, *, first: Appointment, rule: Rule, author: str = "") -> Change:
    """Add an appointment and those that repeat it, at most sixty and within two years. RecordInvalidError."""
    refuse_invalid(first)
    records = _repeated(first, rule)
    with journal.change(author=author) as work:
        work.add(*records)
        return work.commit(_described(Act.ADD, first, len(records)))


def correct(journal: Journal, *, record: Appointment, author: str = "") -> Change | None:
    """Save a changed appointment, and what was changed for those of its series that follow. RecordInvalidError."""
    with journal.change(author=author) as work:
        before = work.records.get(Appointment, record.id)
        refuse_invalid(record, before=before)
        changed = changed_for_all(before, record)
        days, at = _distance(before.starts_at, record.starts_at)
        followers = _following(work.records, before)[1:]
        work.correct(record)
        for each in followers:
            moved = shifted(each, days=days, at=at) if record.starts_at != before.starts_at else each
            work.correct(moved.replaced(**changed))
        return work.commit(_described(Act.CORRECT, record, 1 + len(followers))) if work.has_changes else None


def move(journal: Journal, *, appointment_id: str, to: WallTime, author: str = "") -> Change | None:
    """Move an appointment, and those of its series that follow, by as many days and to the same time of day."""
    with journal.change(author=author) as work:
        found = work.records.get(Appointment, appointment_id)
        days, at = _distance(found.starts_at, to)
        followers = _following(work.records, found)
        for each in followers:
            work.correct(shifted(each, days=days, at=at))
        return work.commit(_described(Act.CORRECT, found, len(followers))) if work.has_changes else None


def cancel(journal: Journal, *, appointment_id: str, author: str = "") -> Change | None:
    """Mark an appointment, and those of its series that follow, as cancelled."""
    with journal.change(author=author) as work:
        found = work.records.get(Appointment, appointment_id)
        followers = _following(work.records, found)
        for each in followers:
            work.correct(each.replaced(state=AppointmentState.CANCELLED))
        return work.commit(_described(Act.CORRECT, found, len(followers))) if work.has_changes else None


def remove(journal: Journal, *, appointment_id: str, author: str = "") -> Change:
    """Remove an appointment, and those of its series that follow and are planned."""
    with journal.change(author=author) as work:
        found = work.records.get(Appointment, appointment_id)
        followers = _following(work.records, found)
        for each in followers:
            work.remove(Kind.APPOINTMENTS, each.id)
        return work.commit(_described(Act.REMOVE, found, len(followers)))


def following(stored: Repository, appointment: Appointment) -> int:
    """Return how many of its series follow an appointment."""
    return len(_following(stored, appointment)) - 1


def _repeated(first: Appointment, rule: Rule) -> Sequence[Appointment]:
    start = datetime.combine(first.starts_at.on.first, first.starts_at.at or time.min)
    series = new_id()
    moments = moments_near(rule, start, today=start.date()).kept if first.starts_at.on.is_exact else (start,)
    return [
        first.replaced(
            id=first.id if moment == start else AppointmentId(new_id()),
            starts_at=first.starts_at if moment == start else _at(moment, first),
            series=series if len(moments) > 1 else "",
        )
        for moment in moments
    ]


def _at(moment: datetime, first: Appointment) -> WallTime:
    whole = WallTime.of(moment)
    return whole if first.starts_at.at is not None else WallTime(whole.on)


def _following(stored: Repository, appointment: Appointment) -> list[Appointment]:
    if not appointment.series:
        return [appointment]
    return this_and_following(appointment, stored.list(Appointment, series=appointment.series))


def _distance(before: WallTime, after: WallTime) -> tuple[int, time | None]:
    return (after.on.first - before.on.first).days, after.at


def _described(act: Act, record: Appointment, count: int) -> Description:
    from hoofbeat.domain.records import subject_of

    return Description(act, Kind.APPOINTMENTS, subject_of(record), count)

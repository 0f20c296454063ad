"""Appointments for other calendars: one of them, or all that are planned."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date, datetime

from hoofbeat.domain.calendars import CalendarEntry
from hoofbeat.domain.records import Appointment
from hoofbeat.domain.visits import appointments_ahead
from hoofbeat.exchange.ics.writer import write_calendar
from hoofbeat.store.journal import Journal


def planned(journal: Journal, *, today: date) -> Sequence[Appointment]:
    """Return the appointments to come whose day is known, soonest first."""
    with journal.reading() as stored:
        ahead = appointments_ahead(stored.list(Appointment), today=today)
    return [each for each in ahead if each.starts_at.on.is_exact]


def one(journal: Journal, *, appointment_id: str) -> Appointment:
    """Return one appointment; RecordNotFoundError."""
    with journal.reading() as stored:
        return stored.get(Appointment, appointment_id)


def calendar_file(entries: Iterable[CalendarEntry], *, made_at: datetime) -> bytes:
    """Return a calendar file with these entries."""
    return write_calendar(entries, made_at=made_at)

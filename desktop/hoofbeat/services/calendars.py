"""Appointments and doses for other calendars: one appointment or all that are planned, and the doses of the next three months."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from datetime import date, datetime
from typing import Final

from hoofbeat.domain.calendars import CalendarEntry
from hoofbeat.domain.medicines import DayDose
from hoofbeat.domain.records import Appointment, Medication, MedicineState, MedicineUse
from hoofbeat.domain.visits import appointments_ahead
from hoofbeat.exchange.ics.writer import write_calendar
from hoofbeat.services.days import read_days
from hoofbeat.store.journal import Journal
from hoofbeat.store.repositories import Order

DAYS_OF_DOSES: Final = 92
"""So many days of doses go into a calendar: three months."""


def planned(journal: Journal, *, today: date) -> Sequence[Appointment]:
    """Return the appointments to come whose day is known, soonest first."""
    with journal.reading() as stored:
        ahead = appointments_ahead(stored.list(Appointment), today=today)
    return [each for each in ahead if each.starts_at.on.is_exact]


def one(journal: Journal, *, appointment_id: str) -> Appointment:
    """Return one appointment; RecordNotFoundError."""
    with journal.reading() as stored:
        return stored.get(Appointment, appointment_id)


def medicines_with_doses(journal: Journal) -> Sequence[Medication]:
    """Return the medicines that are taken now by a plan."""
    with journal.reading() as stored:
        taken = list(stored.list(Medication, order=(Order("name"),), state=MedicineState.TAKING))
    return [each for each in taken if each.use is not MedicineUse.AS_NEEDED]


def planned_doses(journal: Journal, *, medication_ids: Collection[str], today: date) -> Sequence[tuple[date, DayDose]]:
    """Return the doses of these medicines that are planned from today on for three months and are not marked."""
    with journal.reading() as stored:
        days = read_days(stored, first=today, count=DAYS_OF_DOSES, today=today, only=medication_ids)
    return [(day.on, dose) for day in days for dose in day.doses if dose.mark is None]


def calendar_file(entries: Iterable[CalendarEntry], *, made_at: datetime) -> bytes:
    """Return a calendar file with these entries."""
    return write_calendar(entries, made_at=made_at)

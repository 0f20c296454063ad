"""Appointments and doses for other calendars: one appointment or all that are planned, and the doses of the next three months."""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from typing import Final

from hoofbeat.domain.calendars import CalendarEntry
from hoofbeat.domain.medicines import DayDose
from hoofbeat.domain.records import Appointment, Medication, MedicineState, MedicineUse
from hoofbeat.domain.visits import appointments_ahead
from hoofbeat.exchange.ics.writer import write_calendar
from hoofbeat.services import files
from hoofbeat.services.days import read_days
from hoofbeat.store.journal import Journal
from hoofbeat.store.repositories import Order

DAYS_OF_DOSES: Final = 92
"""So many days of doses go into a calendar: three months."""


@dataclass(frozen=True, slots=True)
class CalendarFile:
    """A calendar as it is written, and how many entries it has."""

    content: bytes
    count: int

    def write(self, path: Path, *, may_replace: bool = False) -> None:
        """Save it; raises as `files.write_file`."""
        files.write_file(path=path, content=self.content, may_replace=may_replace)


def of_appointments(
    journal: Journal, entry_of: Callable[[Appointment], CalendarEntry], *, made_at: datetime, only: str = ""
) -> CalendarFile:
    """Return the calendar of all appointments that are planned, or of `only` the one with this id; RecordNotFoundError."""
    found = [one(journal, appointment_id=only)] if only else planned(journal, today=made_at.date())
    return CalendarFile(write_calendar(map(entry_of, found), made_at=made_at), len(found))


def of_entries(entries: Sequence[CalendarEntry], *, made_at: datetime) -> CalendarFile:
    """Return the calendar of these entries."""
    return CalendarFile(write_calendar(entries, made_at=made_at), len(entries))


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

"""What is to be reminded of in the next days: the doses of medicines that ask for it, and appointments."""

from __future__ import annotations

from datetime import datetime, timedelta, tzinfo
from functools import partial
from typing import Final

from hoofbeat.domain.records import Appointment
from hoofbeat.domain.reminders import Reminder, appointment_reminders, dose_reminders
from hoofbeat.domain.visits import appointments_ahead
from hoofbeat.services.clock import zone_of
from hoofbeat.services.days import read_days
from hoofbeat.store.journal import Journal

DAYS_READ: Final = 4
"""Yesterday and the days after it: a reminder comes at most a day before."""


def reminders(
    journal: Journal, *, now: datetime, zone: tzinfo, before_dose: timedelta, before_appointment: timedelta
) -> tuple[Reminder, ...]:
    """Return the reminders of yesterday, today and the two days to come, the earliest first."""
    yesterday = now.date() - timedelta(days=1)
    with journal.reading() as stored:
        days = read_days(stored, first=yesterday, count=DAYS_READ, today=now.date())
        ahead = appointments_ahead(stored.list(Appointment), today=yesterday)
    last = yesterday + timedelta(days=DAYS_READ)
    near = [each for each in ahead if each.starts_at.on.first <= last]
    doses = ((day.on, dose) for day in days for dose in day.doses)
    found = [
        *dose_reminders(doses, zone=zone, before=before_dose),
        *appointment_reminders(near, zone_of=partial(zone_of, own=zone), before=before_appointment),
    ]
    return tuple(sorted(found, key=lambda each: (each.due, each.key)))

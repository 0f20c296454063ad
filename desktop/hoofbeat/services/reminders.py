"""What is to be reminded of in the next days: the doses of medicines that ask for it, and appointments."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime, time, timedelta, tzinfo
from functools import partial
from typing import Final

from hoofbeat.domain.records import Appointment, DayPart
from hoofbeat.domain.reminders import PART_TIMES, Reminder, appointment_reminders, dose_reminders
from hoofbeat.domain.visits import appointments_ahead
from hoofbeat.services.days import read_days
from hoofbeat.services.zones import find_zone
from hoofbeat.store.journal import Journal

DAYS_READ: Final = 4
"""Yesterday and the days after it: a reminder comes at most a day before."""


def reminders(
    journal: Journal,
    *,
    now: datetime,
    zone: tzinfo,
    before_dose: timedelta,
    before_appointment: timedelta,
    part_times: Mapping[DayPart, time] = PART_TIMES,
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
        *dose_reminders(doses, zone=zone, before=before_dose, part_times=part_times),
        *appointment_reminders(near, zone_of=partial(_zone, zone), before=before_appointment),
    ]
    return tuple(sorted(found, key=lambda each: (each.due, each.key)))


def _zone(own: tzinfo, name: str) -> tzinfo:
    """Return a zone by its name; this computer's where none was given or nobody knows it."""
    return find_zone(name) or own

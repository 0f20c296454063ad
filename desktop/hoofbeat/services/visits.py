"""Appointments as visits: which one comes next, with its questions."""

from __future__ import annotations

from datetime import date

from hoofbeat.domain import visits
from hoofbeat.domain.records import Appointment, AppointmentId
from hoofbeat.store.repositories import Order, Repository


def next_appointment(stored: Repository, *, today: date) -> Appointment | None:
    """Return the next visit or call, today included; where there is none, the next appointment of any kind."""
    # From the start of the year, so that one whose day is not known yet is among them.
    ahead = stored.list(Appointment, order=[Order("starts_at")], not_before={"starts_at": f"{today.year:04}"})
    return visits.next_appointment(ahead, today=today)


def next_appointment_id(stored: Repository, *, today: date) -> AppointmentId | None:
    """Return the id of the next appointment."""
    found = next_appointment(stored, today=today)
    return None if found is None else found.id

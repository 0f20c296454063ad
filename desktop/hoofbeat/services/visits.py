"""Appointments as visits: which one comes next."""

from __future__ import annotations

from datetime import date

from hoofbeat.domain.records import Appointment, AppointmentId, AppointmentState
from hoofbeat.store.repositories import Order, Repository


def next_appointment_id(stored: Repository, *, today: date) -> AppointmentId | None:
    """Return the first appointment from today on that is neither cancelled nor done."""
    by_start = stored.list(Appointment, order=[Order("starts_at")])
    open_states = (AppointmentState.PLANNED, AppointmentState.MOVED)
    return next((each.id for each in by_start if each.state in open_states and each.starts_at.on.last >= today), None)

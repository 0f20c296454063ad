"""Which appointments are to come, which is the next one, and which visit was the last."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from hoofbeat.domain.records import Appointment, AppointmentKind, AppointmentState


def next_appointment(appointments: Iterable[Appointment], *, today: date) -> Appointment | None:
    """Return the next visit or call, today included; where there is none, the next appointment of any kind."""
    ahead = appointments_ahead(appointments, today=today)
    talks = (each for each in ahead if each.kind in (AppointmentKind.VISIT, AppointmentKind.CALL))
    return next(talks, next(iter(ahead), None))


def appointments_ahead(appointments: Iterable[Appointment], *, today: date) -> list[Appointment]:
    """Return the appointments to come, today included, soonest first; neither done nor cancelled ones."""
    ahead = (each for each in appointments if each.starts_at.on.last >= today and _may_come(each))
    return sorted(ahead, key=lambda each: str(each.starts_at))


def last_visit(
    appointments: Iterable[Appointment], *, today: date, visit: Appointment | None = None
) -> Appointment | None:
    """Return the latest past visit that was not cancelled: before `visit` if one is given, and with the same person if it can be.

    Where there was no earlier visit with that person, it is the latest one with anybody.
    """
    before = today if visit is None else min(today, visit.starts_at.on.first)
    past = sorted(
        (
            each
            for each in appointments
            if each.kind is AppointmentKind.VISIT and (visit is None or each.id != visit.id) and was_held(each, before)
        ),
        key=lambda each: str(each.starts_at),
    )
    wanted = "" if visit is None else _same_person(visit)
    with_same = [each for each in past if wanted and _same_person(each) == wanted]
    return next(reversed(with_same or past), None)


def has_same_person(visit: Appointment, with_whom: str) -> bool:
    """Tell whether a visit is with this person, however the name is written; not where it names nobody."""
    return bool(_same_person(visit)) and _same_person(visit) == _folded(with_whom)


def was_held(appointment: Appointment, before: date) -> bool:
    """Tell whether an appointment lies in the past and was not cancelled."""
    on, state = appointment.starts_at.on, appointment.state
    if state is AppointmentState.CANCELLED:
        return False
    return on.last < before or (on.first <= before and state is AppointmentState.DONE)


def _may_come(appointment: Appointment) -> bool:
    return appointment.state not in (AppointmentState.CANCELLED, AppointmentState.DONE)


def _same_person(appointment: Appointment) -> str:
    return _folded(appointment.with_whom)


def _folded(name: str) -> str:
    return " ".join(name.casefold().split())

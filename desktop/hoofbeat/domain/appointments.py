"""Appointments beside each other: which are at the same time, and how one that repeats is moved with those after it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import datetime, time, timedelta
from typing import Any, Final

from hoofbeat.domain.records import Appointment, AppointmentState
from hoofbeat.domain.values import PartialDate, WallTime

_USUAL_LENGTH: Final = timedelta(minutes=30)
"""How long an appointment is taken to be where nobody said."""
_STANDING: Final = frozenset({AppointmentState.PLANNED, AppointmentState.MOVED})
OF_EACH: Final = frozenset({"starts_at", "moved_from", "state", "packed", "what_was_said", "plan", "since_last_visit"})
"""Fields that each appointment of a series has for itself."""


def clashes(
    appointments: Iterable[Appointment], *, in_utc: Callable[[datetime, str], datetime]
) -> Mapping[str, Sequence[Appointment]]:
    """Return, by the id of each planned appointment, those that overlap it. What has no time of day overlaps nothing.

    `in_utc` turns wall time of a zone (blank: of this computer) into a moment that can be compared.
    """
    spans = sorted(
        (
            (in_utc(datetime.combine(each.starts_at.on.first, each.starts_at.at), each.zone), each)
            for each in appointments
            if each.starts_at.at is not None and each.state in _STANDING
        ),
        key=lambda span: span[0],
    )
    found: dict[str, list[Appointment]] = {}
    open_spans: list[tuple[datetime, Appointment]] = []
    for start, each in spans:
        open_spans = [(end, other) for end, other in open_spans if end > start]
        for _, other in open_spans:
            found.setdefault(each.id, []).append(other)
            found.setdefault(other.id, []).append(each)
        open_spans.append((start + _length(each), each))
    return found


def this_and_following(appointment: Appointment, series: Iterable[Appointment]) -> list[Appointment]:
    """Return those of a series that are planned from this appointment on, itself first."""
    others = (each for each in series if each.id != appointment.id and each.state in _STANDING)
    later = (each for each in others if str(each.starts_at) >= str(appointment.starts_at))
    return [appointment, *sorted(later, key=lambda each: str(each.starts_at))]


def shifted(appointment: Appointment, *, days: int, at: time | None) -> Appointment:
    """Return an appointment moved by so many days, to this time of day; where it was moved from stays with it."""
    was = appointment.starts_at
    if not was.on.is_exact:
        return appointment
    to = WallTime(PartialDate.of(was.on.first + timedelta(days=days)), at)
    if to == was:
        return appointment
    return appointment.replaced(starts_at=to, moved_from=was, state=AppointmentState.MOVED)


def changed_for_all(before: Appointment, after: Appointment) -> dict[str, Any]:
    """Return the fields that were changed and that hold for every appointment of a series."""
    names = (name for name in after.__dataclass_fields__ if name not in OF_EACH and name not in ("id", "source_id"))
    return {name: getattr(after, name) for name in names if getattr(after, name) != getattr(before, name)}


def _length(appointment: Appointment) -> timedelta:
    return _USUAL_LENGTH if appointment.minutes is None else timedelta(minutes=appointment.minutes)

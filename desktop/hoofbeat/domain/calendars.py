"""Appointments as calendars know them: what a calendar's later word changes in one that is kept, and what another one is told."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

from hoofbeat.domain.imports import SentSeries
from hoofbeat.domain.records import Appointment, AppointmentState
from hoofbeat.domain.values import WallTime

IDENTITY: Final = "VEVENT/"
"""What the source id of an appointment from a calendar begins with; the UID follows, and for one of a series its first moment."""

_OWN: Final = "@hoofbeat"


def is_of_calendar(appointment: Appointment) -> bool:
    """Tell whether an appointment came from a calendar that can name it again."""
    return appointment.source_id.startswith(IDENTITY)


def brought_up_to_date(known: Appointment, sent: Appointment) -> Appointment:
    """Return the known appointment with what its calendar says now: another time, or that it is cancelled.

    One that was held stays; so does one that was moved here from the very time that the calendar still gives. Whatever was
    written here stays too: the place changes only with the time, or where none was known.
    """
    if known.state is AppointmentState.DONE:
        return known
    if sent.state is AppointmentState.CANCELLED:
        return known.replaced(state=AppointmentState.CANCELLED)
    place = known.place or sent.place
    is_at_same_time = (known.starts_at, known.zone) == (sent.starts_at, sent.zone)
    if is_at_same_time or sent.starts_at == known.moved_from:
        return known.replaced(place=place)
    return known.replaced(
        starts_at=sent.starts_at,
        zone=sent.zone,
        minutes=sent.minutes,
        moved_from=known.starts_at,
        state=AppointmentState.MOVED,
        place=sent.place or place,
        how_to_join=sent.how_to_join or known.how_to_join,
    )


def taken_out(known: Iterable[Appointment], sent: SentSeries) -> list[Appointment]:
    """Return the planned dates of a series, from the day of reading on, that its calendar gave before and does not give any more."""
    return [
        each
        for each in known
        if each.series == sent.uid
        and each.state in (AppointmentState.PLANNED, AppointmentState.MOVED)
        and each.source_id not in sent.identities
        and each.starts_at.on.first >= sent.read_on
        and _is_within(each, sent)
    ]


def _is_within(appointment: Appointment, sent: SentSeries) -> bool:
    """Tell whether the date that a calendar gave lies where it was read; only there is its silence a word."""
    given = appointment.source_id.rpartition("/")[2]
    return sent.until is None or given[:10] <= sent.until.isoformat()


@dataclass(frozen=True, slots=True)
class CalendarEntry:
    """Something planned, as another calendar is told of it: an appointment, or a medicine to be taken.

    Without a time it is for the whole day; without a zone its time is that of wherever one is. `alarms` are minutes before it.
    """

    uid: str
    starts_at: WallTime
    summary: str
    zone: str = ""
    minutes: int | None = None
    location: str = ""
    description: str = ""
    alarms: tuple[int, ...] = ()
    is_cancelled: bool = False
    is_private: bool = False


def uid_of(appointment: Appointment) -> str:
    """Return the UID by which calendars know an appointment: the one it came with, else one of its own."""
    came_with = appointment.source_id.removeprefix(IDENTITY)
    return came_with if is_of_calendar(appointment) and not appointment.series else f"{appointment.id}{_OWN}"


def own_id(source_id: str) -> str:
    """Return the id of the appointment that was once written into a calendar from here, blank for one from elsewhere."""
    uid = source_id.removeprefix(IDENTITY)
    return uid.removesuffix(_OWN) if uid.endswith(_OWN) else ""

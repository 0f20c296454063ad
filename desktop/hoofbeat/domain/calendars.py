"""Appointments as calendars know them: what a calendar's later word changes in one that is kept, and what another one is told."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from hoofbeat.domain.imports import SentSeries
from hoofbeat.domain.records import Appointment, AppointmentState
from hoofbeat.domain.values import WallTime

IDENTITY: Final = "VEVENT/"
"""What the source id of an appointment from a calendar begins with; the UID follows, and for one of a series its first moment."""

_OWN: Final = "@hoofbeat"
InUtc = Callable[[datetime, str], datetime]
"""Turns wall time of a zone (blank: of this computer) into a moment that can be compared."""


def is_of_calendar(appointment: Appointment) -> bool:
    """Tell whether an appointment came from a calendar that can name it again."""
    return appointment.source_id.startswith(IDENTITY)


def brought_up_to_date(known: Appointment, sent: Appointment, *, may_restore: bool = False) -> Appointment:
    """Return the known appointment with what its calendar says now: another time, or that it is cancelled.

    One that was held stays; so does one that was moved here from the very time that the calendar still gives. One that is cancelled
    is planned again where `may_restore`: it was the calendar that had cancelled it, and now it gives it again. Whatever was written
    here stays too: the place changes only with the time, or where none was known.
    """
    if known.state is AppointmentState.DONE:
        return known
    if sent.state is AppointmentState.CANCELLED:
        return known.replaced(state=AppointmentState.CANCELLED)
    place = known.place or sent.place
    is_at_same_time = (known.starts_at, known.zone) == (sent.starts_at, sent.zone)
    if is_at_same_time or sent.starts_at == known.moved_from:
        restored = AppointmentState.PLANNED if known.moved_from is None else AppointmentState.MOVED
        is_restored = may_restore and known.state is AppointmentState.CANCELLED
        return known.replaced(place=place, state=restored if is_restored else known.state)
    return known.replaced(
        starts_at=sent.starts_at,
        zone=sent.zone,
        minutes=sent.minutes,
        moved_from=known.starts_at,
        state=AppointmentState.MOVED,
        place=sent.place or place,
        how_to_join=sent.how_to_join or known.how_to_join,
    )


def same_date(known: Iterable[Appointment], sent: Appointment, *, in_utc: InUtc) -> Appointment | None:
    """Return the date of a series that a calendar means though it names it on another clock than that of the series."""
    named = _named_moment(sent, in_utc)
    same = (each for each in known if each.series == sent.series and _named_moment(each, in_utc) == named)
    return None if named is None else next(same, None)


def _named_moment(appointment: Appointment, in_utc: InUtc) -> datetime | None:
    """Return the moment by which a calendar names a date of its series, on the clock that this date is kept on."""
    try:
        wall = datetime.fromisoformat(appointment.source_id.rpartition("/")[2])
    except ValueError:
        return None
    return in_utc(wall, appointment.zone) if appointment.series else None


def taken_out(known: Iterable[Appointment], sent: SentSeries) -> list[Appointment]:
    """Return the planned dates of a series, from the day of reading on, that its calendar gave before and does not give any more.

    What a calendar calls off by its name alone, without any date, may be a single appointment as well.
    """
    is_single = not sent.identities and sent.until is None
    return [
        each
        for each in known
        if (each.series == sent.uid or (is_single and each.source_id == f"{IDENTITY}{sent.uid}"))
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

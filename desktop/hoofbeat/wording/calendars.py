"""What another calendar is told of an appointment."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from hoofbeat.domain.calendars import CalendarEntry, uid_of
from hoofbeat.domain.records import Appointment, AppointmentState
from hoofbeat.wording.translation import ntr, tr

_DAY_BEFORE: Final = 24 * 60
_ALARMS: Final = (_DAY_BEFORE, 2 * 60)
_ALARMS_OF_A_DAY: Final = (15 * 60,)
"""Minutes before; of a whole day nine o'clock on the day before."""


def calendar_entry(appointment: Appointment) -> CalendarEntry:
    """Return what a calendar is told: what it is, when and where, how to prepare and what to bring; nothing that was said there."""
    is_of_a_day = appointment.starts_at.at is None
    is_cancelled = appointment.state is AppointmentState.CANCELLED
    return CalendarEntry(
        uid=uid_of(appointment),
        starts_at=appointment.starts_at,
        summary=_summary(appointment),
        zone=appointment.zone,
        minutes=appointment.minutes,
        location=", ".join(filter(None, (appointment.place, appointment.address, appointment.room))),
        description="\n".join(_lines(appointment)),
        alarms=() if is_cancelled else _ALARMS_OF_A_DAY if is_of_a_day else _ALARMS,
        is_cancelled=is_cancelled,
        is_private=appointment.is_sensitive,
    )


def written_sentence(count: int, file: str) -> str:
    """Say how many appointments were written into a calendar file."""
    return ntr(
        "Saved {count} appointment as a calendar in {file}.",
        "Saved {count} appointments as a calendar in {file}.",
        count,
    ).format(count=count, file=file)


def _summary(appointment: Appointment) -> str:
    kind = tr(appointment.kind.label)
    what = tr("{kind} with {person}").format(kind=kind, person=appointment.with_whom) if appointment.with_whom else kind
    return tr("{what}: {about}").format(what=what, about=appointment.about) if appointment.about else what


def _lines(appointment: Appointment) -> Iterator[str]:
    for label, text in (
        (tr("Phone"), appointment.phone),
        (tr("How to join"), appointment.how_to_join),
        (tr("How to prepare"), appointment.preparation),
        (tr("To bring"), ", ".join(filter(None, map(str.strip, appointment.to_bring.splitlines())))),
        (tr("Comes along"), appointment.companion),
    ):
        if text.strip():
            yield tr("{label}: {text}").format(label=label, text=text.strip())

"""What another calendar is told of an appointment, and of doses: of these nothing but that something is planned, unless chosen."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import date, time
from typing import Final

from hoofbeat.domain.calendars import CalendarEntry, uid_of
from hoofbeat.domain.medicines import DayDose
from hoofbeat.domain.records import Appointment, AppointmentState, DayPart
from hoofbeat.domain.reminders import ANY_TIME, PART_TIMES, dose_time
from hoofbeat.domain.values import PartialDate, WallTime
from hoofbeat.wording.amounts import dose_words
from hoofbeat.wording.reminders import neutral_words
from hoofbeat.wording.translation import ntr, tr

_DAY_BEFORE: Final = 24 * 60
_ALARMS: Final = (_DAY_BEFORE, 2 * 60)
_OF_DOSES: Final = "@doses.hoofbeat"
"""How the UID of doses ends: another ending than that of appointments, so that coming back they are taken for none."""
_MINUTES_OF_A_DOSE: Final = 15
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


def dose_entries(
    doses: Iterable[tuple[date, DayDose]], *, is_detailed: bool, part_times: Mapping[DayPart, time] = PART_TIMES
) -> Iterator[CalendarEntry]:
    """Yield one entry for each moment that has doses, however many, with an alarm at that moment.

    Doses of any time of the day are one entry of the whole day. The times are those on the wall wherever the phone is.
    """
    moments: dict[tuple[date, time | None], list[DayDose]] = {}
    for day, dose in doses:
        moments.setdefault((day, dose_time(dose, part_times)), []).append(dose)
    for (day, at), found in sorted(moments.items(), key=lambda item: (item[0][0], item[0][1] or time.min)):
        names = sorted({dose_text(each) for each in found}) if is_detailed else []
        when = WallTime(PartialDate.of(day), at)
        yield CalendarEntry(
            uid=f"{min(each.medication.id for each in found)}-{when}{_OF_DOSES}",
            starts_at=when,
            summary="; ".join(names) or neutral_words(),
            minutes=None if at is None else _MINUTES_OF_A_DOSE,
            alarms=(0,) if at is not None else (-ANY_TIME.hour * 60,),
            is_private=True,
        )


def dose_text(dose: DayDose) -> str:
    """Say a dose in a calendar: the medicine and how much; the calendar itself says when."""
    amount = "" if dose.amount is None else dose_words(dose.amount, dose.unit)
    name = dose.medication.name
    return tr("{medicine}, {dose}").format(medicine=name, dose=amount) if amount else name


def doses_written_sentence(count: int, file: str) -> str:
    """Say how many moments with doses were written into a calendar file."""
    return ntr(
        "Saved {count} entry for three months as a calendar in {file}.",
        "Saved {count} entries for three months as a calendar in {file}.",
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

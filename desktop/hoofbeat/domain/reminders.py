"""When to remind of what is planned: each thing once, at its wall time, whatever the clocks do; never of what is marked."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta, tzinfo
from types import MappingProxyType
from typing import Final

from hoofbeat.domain.medicines import DayDose
from hoofbeat.domain.records import Appointment, AppointmentState, DayPart

PART_TIMES: Final[Mapping[DayPart, time]] = MappingProxyType(
    {
        DayPart.MORNING: time(8),
        DayPart.MIDDAY: time(12, 30),
        DayPart.EVENING: time(18),
        DayPart.BEDTIME: time(22),
    }
)
"""The times on the clock at which the parts of a day are reminded of, where nobody chose others."""
ANY_TIME: Final = time(9)
"""When a day's dose or appointment is reminded of that has no time."""
LATEST: Final = timedelta(hours=2)
"""What was due longer ago, as while the computer slept, is not reminded of any more."""
_STANDING: Final = frozenset({AppointmentState.PLANNED, AppointmentState.MOVED})


@dataclass(frozen=True, slots=True)
class Reminder:
    """One thing to be reminded of: `wall` is its own time on the clock, `due` the moment to say so; `key` names it for good."""

    key: str
    wall: datetime
    due: datetime
    dose: DayDose | None = None
    appointment: Appointment | None = None


def dose_time(dose: DayDose, part_times: Mapping[DayPart, time] = PART_TIMES) -> time | None:
    """Return the time on the clock that a dose stands for; None for one of any time of the day."""
    if dose.planned.at is not None:
        return dose.planned.at
    return None if dose.part is None else part_times[dose.part]


def dose_reminders(
    doses: Iterable[tuple[date, DayDose]],
    *,
    zone: tzinfo,
    before: timedelta,
    part_times: Mapping[DayPart, time] = PART_TIMES,
) -> Iterator[Reminder]:
    """Yield the reminders of doses whose medicine asks for them; none for a dose that has a mark, given or not."""
    for day, dose in doses:
        if dose.medication.is_reminding and dose.mark is None:
            wall = datetime.combine(day, dose_time(dose, part_times) or ANY_TIME)
            yield Reminder(f"{day}/{dose.key}", wall, instant(wall, zone) - before, dose=dose)


def appointment_reminders(
    appointments: Iterable[Appointment], *, zone_of: Callable[[str], tzinfo], before: timedelta
) -> Iterator[Reminder]:
    """Yield the reminders of appointments that stand; `zone_of` returns the zone of a name, blank for this computer's."""
    for each in appointments:
        if each.state in _STANDING and each.starts_at.on.is_exact:
            wall = datetime.combine(each.starts_at.on.first, each.starts_at.at or ANY_TIME)
            due = instant(wall, zone_of(each.zone)) - before
            yield Reminder(f"{each.id}/{each.starts_at}", wall, due, appointment=each)


def instant(wall: datetime, zone: tzinfo) -> datetime:
    """Return the moment at which a clock on the wall shows a time.

    One that is shown twice counts the first time; one that is left out comes as much after the change as it lies in the gap.
    """
    return wall.replace(tzinfo=zone, fold=0).astimezone(UTC)


def due_now(reminders: Iterable[Reminder], *, after: datetime, until: datetime) -> tuple[Reminder, ...]:
    """Return what became due after one moment and up to another, the earliest first; a key comes once."""
    start = max(after, until - LATEST)
    found = {each.key: each for each in reminders if start < each.due <= until}
    return tuple(sorted(found.values(), key=lambda each: (each.due, each.key)))

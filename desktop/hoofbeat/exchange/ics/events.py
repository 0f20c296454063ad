"""One event of a calendar: when it is, on which clock, how long, and what it says; read from its lines as they were sent."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import datetime, time, timedelta
from typing import Final

from hoofbeat.domain.fields import LONGEST_LINE
from hoofbeat.domain.records import Appointment, AppointmentId, AppointmentState
from hoofbeat.domain.values import WallTime
from hoofbeat.exchange.gathering import new_id
from hoofbeat.exchange.ics.components import Component, Property
from hoofbeat.exchange.ics.described_zones import Zones
from hoofbeat.exchange.ics.zones import in_utc, in_zone

_MOMENT: Final = re.compile(r"(\d{4})-?(\d{2})-?(\d{2})(?:[T ](\d{2}):?(\d{2})(?::?(\d{2}))?(Z?))?", re.IGNORECASE)
_DURATION: Final = re.compile(r"\+?P(?:(\d{1,6})W)?(?:(\d{1,6})D)?(?:T(?:(\d{1,6})H)?(?:(\d{1,6})M)?(?:(\d{1,6})S)?)?")
_LONGEST_MINUTES: Final = 60 * 24 * 30
_YEARS: Final = range(1900, 2201)
_DAY: Final = 60 * 24
_MOST_DIGITS: Final = 10
_PRIVATE: Final = frozenset({"PRIVATE", "CONFIDENTIAL"})
_JOINED_BY: Final = ("CONFERENCE", "X-GOOGLE-CONFERENCE", "X-MICROSOFT-SKYPETEAMSMEETINGURL", "URL")


@dataclass(frozen=True, slots=True)
class Moment:
    """A moment on the clock of its zone, blank for the clock of wherever one is; `has_time` is false for a whole day.

    `unknown_zone` is the name of a zone that nobody knows.
    """

    wall: datetime
    zone: str = ""
    has_time: bool = True
    unknown_zone: str = ""
    is_mended: bool = False

    @property
    def wall_time(self) -> WallTime:
        """The moment as an appointment keeps it."""
        whole = WallTime.of(self.wall)
        return whole if self.has_time else WallTime(whole.on)

    def on_clock_of(self, other: Moment) -> datetime:
        """Return the wall time of this moment on the clock of another one."""
        if self.zone == other.zone or not self.zone or not other.zone:
            return self.wall
        return in_zone(in_utc(self.wall, self.zone), other.zone)


@dataclass(frozen=True, slots=True)
class Event:
    """An event with its place and its file.

    `replaces` is the moment of its series that it stands in for, where `is_for_following` also for all that follow; of two
    versions of one event the later has the greater `version`.
    """

    component: Component
    zones: Zones
    source: str
    where: str
    uid: str
    start: Moment
    replaces: Moment | None
    is_for_following: bool
    version: tuple[int, str]
    is_cancelled: bool

    def replaced_on_clock_of(self, series: Moment) -> datetime:
        """Return the moment that it stands in for, on the clock of its series; one that is said by its day is at the same hour."""
        if self.replaces is None:
            return self.start.on_clock_of(series)
        if series.has_time and not self.replaces.has_time:
            return datetime.combine(self.replaces.wall, series.wall.time())
        return self.replaces.on_clock_of(series)


def read_event(component: Component, zones: Zones, *, source: str, where: str, is_cancelling: bool) -> Event | None:
    """Return the event of a component, None where it has no date that can be read; `is_cancelling` where its calendar calls all off."""
    standing_in = component.find("RECURRENCE-ID")
    replaces = read_moment(standing_in, zones)
    is_cancelled = is_cancelling or component.text("STATUS").upper() == "CANCELLED"
    start = read_moment(component.find("DTSTART"), zones) or (replaces if is_cancelled else None)
    if start is not None and _is_of_whole_days(component, start):
        start = replace(start, zone="", unknown_zone="", has_time=False)
    if start is None or (standing_in is not None and replaces is None):
        return None
    return Event(
        component=component,
        zones=zones,
        source=source,
        where=where,
        uid=component.text("UID"),
        start=start,
        replaces=replaces,
        is_for_following=standing_in is not None and "RANGE" in standing_in.parameters,
        version=_version(component),
        is_cancelled=is_cancelled,
    )


def _is_of_whole_days(component: Component, start: Moment) -> bool:
    """Tell whether an event from midnight on is meant for the whole day, as Exchange writes it."""
    return component.text("X-MICROSOFT-CDO-ALLDAYEVENT").upper() == "TRUE" and start.wall.time() == time.min


def _version(component: Component) -> tuple[int, str]:
    """Return what tells a later version from an earlier one: how often the event was changed, and when it was written."""
    sent = component.text("SEQUENCE")
    sequence = int(sent) if sent.isascii() and sent.isdecimal() and len(sent) < _MOST_DIGITS else 0
    return sequence, component.text("DTSTAMP") or component.text("LAST-MODIFIED")


def read_moment(sent: Property | None, zones: Zones) -> Moment | None:
    """Return the moment that a line gives, None where it gives none."""
    found = None if sent is None else _MOMENT.fullmatch(sent.value.strip())
    if sent is None or found is None or int(found[1]) not in _YEARS:
        return None
    year, month, day, hour, minute, second = (int(part or 0) for part in found.groups()[:6])
    try:
        wall = datetime(year, month, day, hour, minute, min(second, 59))  # noqa: DTZ001  # wall time, its zone stands beside it
    except ValueError:
        return None
    if found[4] is None:
        return Moment(wall, has_time=False, is_mended=sent.is_mended)
    if found[7]:
        return Moment(wall, "UTC", is_mended=sent.is_mended)
    named = sent.parameters.get("TZID", "")
    zone = zones.name_of(named) if named else ""
    return Moment(wall, zone, unknown_zone=named if not zone else "", is_mended=sent.is_mended)


def minutes_of(event: Event) -> tuple[int | None, str]:
    """Return how long an event is, and a remark where its end cannot be believed."""
    end = read_moment(event.component.find("DTEND"), event.zones)
    minutes = _lasting(event.component.text("DURATION")) if end is None else _between(event.start, end)
    if minutes is None:
        return None, ""
    if minutes < 0:
        return None, "ends before it starts"
    if not event.start.has_time and minutes == _DAY:
        return None, ""
    if minutes > _LONGEST_MINUTES:
        return None, "longer than can be kept"
    return minutes or None, ""


def appointment_of(event: Event, at: Moment, *, minutes: int | None, identity: str) -> Appointment:
    """Return the appointment that an event means at one of its moments."""
    said = event.component
    about, place = said.text("SUMMARY"), said.text("LOCATION")
    return Appointment(
        id=AppointmentId(new_id()),
        starts_at=at.wall_time,
        zone=at.zone,
        minutes=minutes,
        place=_line(place),
        how_to_join=_line(next(filter(None, map(said.text, _JOINED_BY)), "")),
        about=_line(about),
        state=AppointmentState.CANCELLED if event.is_cancelled else AppointmentState.PLANNED,
        note="\n".join(_notes(event, about, place)),
        is_sensitive=said.text("CLASS").upper() in _PRIVATE,
        source=event.source,
        source_id=identity,
    )


def _notes(event: Event, about: str, place: str) -> Iterator[str]:
    """Yield what has no field of its own, or does not fit it."""
    yield from (text for text in (about, place) if _line(text) != text)
    if description := event.component.text("DESCRIPTION"):
        yield description
    if event.start.unknown_zone:
        yield f"TZID {event.start.unknown_zone}"


def _line(text: str) -> str:
    line = ", ".join(part.strip() for part in text.splitlines() if part.strip())
    return line if len(line) <= LONGEST_LINE else ""


def _between(start: Moment, end: Moment) -> int | None:
    if start.has_time != end.has_time and end.wall.time() != time.min:
        return None
    if start.zone and end.zone:
        return round((in_utc(end.wall, end.zone) - in_utc(start.wall, start.zone)) / timedelta(minutes=1))
    return round((end.wall - start.wall) / timedelta(minutes=1))


def _lasting(sent: str) -> int | None:
    found = _DURATION.fullmatch(sent.upper())
    if found is None:
        return None
    weeks, days, hours, minutes, seconds = (int(part or 0) for part in found.groups())
    return round((weeks * 7 + days) * _DAY + hours * 60 + minutes + seconds / 60)

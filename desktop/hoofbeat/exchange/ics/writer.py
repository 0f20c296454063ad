"""Writes what is planned as a calendar file that phones and other programs read (RFC 5545)."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import UTC, date, datetime, timedelta
from typing import TYPE_CHECKING, Final
from zoneinfo import ZoneInfo

from hoofbeat.domain.calendars import CalendarEntry
from hoofbeat.exchange.ics.zones import iana_name

if TYPE_CHECKING:
    from icalendar import Alarm, Event

_PROGRAM: Final = "-//Hoofbeat//Hoofbeat//EN"


def write_calendar(entries: Iterable[CalendarEntry], *, made_at: datetime) -> bytes:
    """Return a calendar with these entries, each with its alarms. What is only known to the month is left out."""
    from icalendar import Calendar

    calendar = Calendar()
    calendar.add("prodid", _PROGRAM)
    calendar.add("version", "2.0")
    calendar.add("calscale", "GREGORIAN")
    years = set()
    for entry in entries:
        if entry.starts_at.on.is_exact:
            calendar.add_component(_event(entry, made_at))
            years.add(entry.starts_at.on.year)
    if years:
        calendar.add_missing_timezones(date(min(years) - 1, 1, 1), date(max(years) + 1, 12, 31))
    return bytes(calendar.to_ical())


def _event(entry: CalendarEntry, made_at: datetime) -> Event:
    from icalendar import Event

    event = Event()
    event.add("uid", entry.uid)
    event.add("dtstamp", made_at.astimezone(UTC))
    event.add("summary", entry.summary)
    start = _start(entry)
    event.add("dtstart", start)
    if entry.minutes is not None and isinstance(start, datetime):
        event.add("duration", timedelta(minutes=entry.minutes))
    elif entry.minutes is not None:
        event.add("duration", timedelta(days=max(round(entry.minutes / (24 * 60)), 1)))
    for name, text in (("location", entry.location), ("description", entry.description)):
        if text:
            event.add(name, text)
    event.add("status", "CANCELLED" if entry.is_cancelled else "CONFIRMED")
    if entry.is_private:
        event.add("class", "PRIVATE")
    for minutes in entry.alarms:
        event.add_component(_alarm(entry.summary, minutes))
    return event


def _start(entry: CalendarEntry) -> date | datetime:
    """Return the start: a day, a time on the clock of its zone, or one on the clock of wherever one is."""
    day = entry.starts_at.on.first
    if entry.starts_at.at is None:
        return day
    wall = datetime.combine(day, entry.starts_at.at)
    zone = iana_name(entry.zone)
    if zone in ("UTC", "Etc/UTC"):
        return wall.replace(tzinfo=UTC)
    return wall.replace(tzinfo=ZoneInfo(zone)) if zone else wall


def _alarm(summary: str, minutes: int) -> Alarm:
    from icalendar import Alarm

    alarm = Alarm()
    alarm.add("action", "DISPLAY")
    alarm.add("description", summary)
    alarm.add("trigger", timedelta(minutes=-minutes))
    return alarm

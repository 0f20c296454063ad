"""Time zones by their IANA names, as this computer knows them, and what their clocks do to the times of a record."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import UTC, datetime
from functools import cache
from typing import TYPE_CHECKING, Final

from hoofbeat.domain.fields import FieldType, fields_of
from hoofbeat.domain.medicines import ClockChange, clock_change
from hoofbeat.domain.records import Record
from hoofbeat.domain.values import WallTime
from hoofbeat.services import clock

if TYPE_CHECKING:
    from zoneinfo import ZoneInfo

_REGIONS: Final = (
    *("Africa/", "America/", "Antarctica/", "Arctic/", "Asia/", "Atlantic/", "Australia/", "Europe/", "Indian/"),
    "Pacific/",
)


def find_zone(name: str) -> ZoneInfo | None:
    """Return the time zone of this name, None where this computer knows none."""
    from zoneinfo import ZoneInfo

    try:
        return ZoneInfo(name) if name else None
    except (LookupError, ValueError, OSError):
        return None


@cache
def zone_names() -> Sequence[str]:
    """Return the names by which people know time zones, such as Europe/Vienna, in their order."""
    from zoneinfo import available_timezones

    return [*sorted(each for each in available_timezones() if each.startswith(_REGIONS)), "UTC"]


def in_utc(wall: datetime, zone: str) -> datetime:
    """Return wall time of a zone, blank or not known for that of this computer, as a moment that can be compared."""
    try:
        return wall.replace(tzinfo=find_zone(zone)).astimezone(UTC)
    except OverflowError:
        return wall.replace(tzinfo=UTC)


def change_of_clocks(moment: WallTime, zone: str = "") -> ClockChange | None:
    """Tell whether the clocks of a zone, blank for that of this computer, never show a time or show it twice."""
    there = find_zone(zone) if zone else clock.zone()
    return None if there is None or not moment.on.is_exact else clock_change(moment, there)


def clock_changes(record: Record) -> Iterator[tuple[ClockChange, WallTime]]:
    """Yield the times of a record that the clocks of its place never show, or show twice."""
    for field in fields_of(type(record)).values():
        moment = getattr(record, field.name)
        if field.holds is FieldType.WALL_TIME and moment is not None and moment.at is not None:
            change = change_of_clocks(moment, getattr(record, "zone", ""))
            if change is not None:
                yield change, moment

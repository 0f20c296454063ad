"""Time zones as calendars name them: by their IANA name, by Windows' own, or with a path before; and their clocks."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, datetime
from functools import cache
from types import MappingProxyType
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError, available_timezones


def iana_name(sent: str) -> str:
    """Return the IANA name that a name means, blank for none: itself, the end of its path, or that of a zone of Windows."""
    name = sent.strip().strip('"')
    known = _known()
    if name in known:
        return name
    folded = name.casefold()
    if folded in _folded_names():
        return _folded_names()[folded]
    parts = name.strip("/").split("/")
    for begin in range(1, len(parts)):
        tail = "/".join(parts[begin:])
        if tail in known:
            return tail
    return windows_names().get(folded, "")


def in_zone(moment: datetime, zone: str) -> datetime:
    """Return a moment in UTC as wall time of a zone; without a zone as it stands."""
    if not zone:
        return moment
    return moment.replace(tzinfo=UTC).astimezone(ZoneInfo(zone)).replace(tzinfo=None)


def in_utc(wall: datetime, zone: str) -> datetime:
    """Return wall time of a zone as a moment in UTC, without saying so."""
    try:
        return wall.replace(tzinfo=ZoneInfo(zone)).astimezone(UTC).replace(tzinfo=None)
    except (ZoneInfoNotFoundError, ValueError, OverflowError):
        return wall


@cache
def _known() -> frozenset[str]:
    return frozenset(available_timezones())


@cache
def _folded_names() -> Mapping[str, str]:
    return MappingProxyType({name.casefold(): name for name in _known()})


@cache
def windows_names() -> Mapping[str, str]:
    """Return the zones by the names that Windows gives them, in small letters."""
    from icalendar.timezone.windows_to_olson import WINDOWS_TO_OLSON

    return MappingProxyType({name.casefold(): zone for name, zone in WINDOWS_TO_OLSON.items()})

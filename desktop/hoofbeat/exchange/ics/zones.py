"""Time zones as calendars name them: by their IANA name, by Windows' own, with a path before, or by the rules in the file."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import UTC, datetime
from functools import cache
from types import MappingProxyType
from typing import Final
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError, available_timezones

from hoofbeat.exchange.ics.components import Component

_OFFSET: Final = re.compile(r"([+-])(\d{2})(\d{2})(?:\d{2})?")
_FARTHEST: Final = 14


class Zones:
    """The zones of one calendar; a name that says nothing is looked up in the calendar's own descriptions of zones."""

    def __init__(self, calendar: Component) -> None:
        self._described = {each.text("TZID"): each for each in calendar.inside if each.name == "VTIMEZONE"}
        self._found: dict[str, str] = {}

    def name_of(self, sent: str) -> str:
        """Return the IANA name of a zone, blank where nothing says which it is."""
        if sent not in self._found:
            described = self._described.get(sent)
            location = "" if described is None else described.text("X-LIC-LOCATION")
            self._found[sent] = iana_name(sent) or iana_name(location) or _fixed(described)
        return self._found[sent]


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
    return _windows_names().get(folded, "")


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
def _windows_names() -> Mapping[str, str]:
    from icalendar.timezone.windows_to_olson import WINDOWS_TO_OLSON

    return MappingProxyType({name.casefold(): zone for name, zone in WINDOWS_TO_OLSON.items()})


def _fixed(described: Component | None) -> str:
    """Return the name of a zone that keeps one offset of whole hours all year, as its description says."""
    if described is None:
        return ""
    offsets = {each.text("TZOFFSETTO") for each in described.inside}
    found = _OFFSET.fullmatch(offsets.pop()) if len(offsets) == 1 else None
    if found is None or found[3] != "00" or int(found[2]) > _FARTHEST:
        return ""
    hours = int(found[1] + found[2])
    name = f"Etc/GMT{-hours:+d}" if hours else "UTC"
    return name if name in _known() else ""

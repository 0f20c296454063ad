"""The zones of one calendar: known by name, or found by the rules with which the calendar describes them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Final
from zoneinfo import ZoneInfo, available_timezones

from hoofbeat.domain.recurrence import between
from hoofbeat.exchange.ics.components import Component
from hoofbeat.exchange.ics.rules import read_rule
from hoofbeat.exchange.ics.zones import iana_name, windows_names
from hoofbeat.exchange.refusal import RefusedError

_OFFSET: Final = re.compile(r"([+-])(\d{2})(\d{2})(?:\d{2})?")
_START: Final = re.compile(r"(\d{8}T\d{6})Z?")
_FARTHEST: Final = 14
_OF_MOST: Final = "Europe/Berlin"
"""Of the many zones with one clock, the one that most people live by is named."""
_YEAR: Final = 2026
"""The year whose clock is compared; a description of older rules finds nothing."""
_MOST_PARTS: Final = 50


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
            self._found[sent] = iana_name(sent) or iana_name(location) or _by_rules(described)
        return self._found[sent]


def _by_rules(described: Component | None) -> str:
    """Return the name of a zone that keeps the offsets of a description, blank for none."""
    if described is None:
        return ""
    return _fixed(described) or _zone_with_clock_of(
        described, list(dict.fromkeys((_OF_MOST, *windows_names().values())))
    )


def _fixed(described: Component) -> str:
    """Return the name of a zone that keeps one offset of whole hours all year, as its description says."""
    offsets = {each.text("TZOFFSETTO") for each in described.inside}
    found = _OFFSET.fullmatch(offsets.pop()) if len(offsets) == 1 else None
    if found is None or found[3] != "00" or int(found[2]) > _FARTHEST:
        return ""
    hours = int(found[1] + found[2])
    name = f"Etc/GMT{-hours:+d}" if hours else "UTC"
    return name if name in available_timezones() else ""


@dataclass(frozen=True, slots=True)
class _Change:
    """From when on, on the clock before, the zone is so far from UTC."""

    wall: datetime
    offset: timedelta


def _zone_with_clock_of(described: Component, candidates: Sequence[str]) -> str:
    """Return the first of these zones whose clock goes through the year as the description says, blank for none."""
    changes = sorted(_changes(described), key=lambda each: each.wall)
    if not changes:
        return ""
    return next((name for name in candidates if _has_clock(ZoneInfo(name), changes)), "")


def _changes(described: Component) -> Iterator[_Change]:
    for part in described.inside[:_MOST_PARTS]:
        offset, start = _OFFSET.fullmatch(part.text("TZOFFSETTO")), _START.fullmatch(part.text("DTSTART"))
        rule = part.find("RRULE")
        if offset is None or start is None or rule is None:
            continue
        wall = datetime.strptime(start[1], "%Y%m%dT%H%M%S")  # noqa: DTZ007  # wall time of the zone before the change
        distance = timedelta(hours=int(offset[2]), minutes=int(offset[3]))
        try:
            read = read_rule(rule.value, start=wall, zone="")
        except RefusedError:
            continue
        for moment in between(read, wall, earliest=date(_YEAR, 1, 1), last=date(_YEAR, 12, 31)):
            yield _Change(moment, distance if offset[1] == "+" else -distance)


def _has_clock(zone: ZoneInfo, changes: Sequence[_Change]) -> bool:
    """Tell whether a zone has these offsets on each first of a month and on the days around the changes."""
    firsts = [datetime(_YEAR, month, 1) for month in range(1, 13)]  # noqa: DTZ001  # wall time, as below
    around = [datetime.combine(each.wall + timedelta(days=by), time(12)) for each in changes for by in (-1, 1)]
    return all(wall.replace(tzinfo=zone).utcoffset() == _offset_at(wall, changes) for wall in (*firsts, *around))


def _offset_at(wall: datetime, changes: Sequence[_Change]) -> timedelta:
    """Return the offset since the latest change before; before the first of the year it is that of its last."""
    return next((each.offset for each in reversed(changes) if each.wall <= wall), changes[-1].offset)

"""A moment as a sender wrote it: the text, and what stands there of date, time on the clock and zone."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import time
from types import MappingProxyType
from typing import Final

from hoofbeat.domain.values import PartialDate

DATE_NOT_READ: Final = "date not read"
"""The remark on a record whose date is kept as sent, because there is no such day or no date stands there."""
DATE_OF_ISSUE: Final = "date of issue"
"""The remark on a result that is dated by its report, for want of the moment of the sample."""

# Offsets of whole hours have a zone of their own; of the others, those that one zone keeps all year.
_ZONES: Final[Mapping[str, str]] = MappingProxyType(
    {
        "+03:30": "Asia/Tehran",
        "+04:30": "Asia/Kabul",
        "+05:30": "Asia/Kolkata",
        "+05:45": "Asia/Kathmandu",
        "+06:30": "Asia/Yangon",
        "+09:30": "Australia/Darwin",
        "-09:30": "Pacific/Marquesas",
    }
)


@dataclass(frozen=True, slots=True)
class Moment:
    """A moment as sent: the text, and the date and the time on the clock that are written there, never shifted.

    `on` is None where the text is no date that exists. `offset` is "Z" or such as "+01:00".
    """

    text: str = ""
    on: PartialDate | None = None
    at: time | None = None
    offset: str = ""

    def __bool__(self) -> bool:
        """Tell whether anything was sent."""
        return bool(self.text)


NO_MOMENT: Final = Moment()


@dataclass(frozen=True, slots=True)
class TakenMoment:
    """The moment of a sample: as understood, as sent, and what to know about it."""

    moment: Moment = NO_MOMENT
    text: str = ""
    remark: str = ""


def unread(*moments: Moment) -> str:
    """Return the remark that a date was sent and could not be read, empty where all were."""
    return DATE_NOT_READ if any(each and each.on is None for each in moments) else ""


def zone_of(start: Moment) -> str:
    """Return the zone that the offset of a moment names, blank for none: "Z" is UTC, "+01:00" is Etc/GMT-1."""
    offset = start.offset if len(start.offset) < 5 or ":" in start.offset else f"{start.offset[:3]}:{start.offset[3:]}"
    if offset in ("Z", "+00:00", "-00:00"):
        return "UTC"
    hours, _, minutes = offset.partition(":")
    if minutes == "00" and -12 <= int(hours) <= 14:
        return f"Etc/GMT{-int(hours):+d}"
    return _ZONES.get(offset, "")

"""Times on the clock as somebody wrote them ("08:00, 20:00", "8am (2) and 8pm (1)"), and what a change of the clocks does to one."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import UTC, datetime, time, tzinfo
from decimal import Decimal
from enum import Enum

from hoofbeat.domain.medicines.amounts import AMOUNT, read_amount
from hoofbeat.domain.values import WallTime

_HALF_DAY = 12
_TIME = r"(?P<hour>\d{1,2})(?:[:.](?P<minute>\d{2}))?\s*(?P<half>[ap]\.?m\.?)?"
_DOSE = re.compile(rf"{_TIME}(?:\s*[:x]?\s*\(?\s*(?P<amount>{AMOUNT})\s*\)?(?=\s*(?:[,;&]|and\b|$)))?", re.IGNORECASE)
_BETWEEN = re.compile(r"(?:\s*(?:[,;&]|\band\b)\s*)+|\s+", re.IGNORECASE)
_LOOKS_LIKE_A_TIME = re.compile(r"\b\d{1,2}:\d{1,2}\b")


@dataclass(frozen=True, slots=True)
class ClockDose:
    """A time on the clock, with an amount of its own where one is said."""

    at: time
    amount: Decimal | None = None


def clock_doses(text: str) -> tuple[ClockDose, ...]:
    """Return the times of a text in the order of the day; none where anything in it is not understood."""
    found: list[ClockDose] = []
    place, text = 0, " ".join(text.split())
    while place < len(text):
        match = _DOSE.match(text, place)
        at = None if match is None else _time_of(match)
        if match is None or at is None:
            return ()
        found.append(ClockDose(at, read_amount(match["amount"]) if match["amount"] else None))
        between = _BETWEEN.match(text, match.end())
        if between is None and match.end() < len(text):
            return ()
        place = len(text) if between is None else between.end()
    return tuple(sorted(found, key=lambda each: each.at))


def impossible_time(text: str) -> str:
    """Return what looks like a time on the clock and is none ("25:00"); empty where there is nothing of the kind."""
    return next((each for each in _LOOKS_LIKE_A_TIME.findall(text) if not clock_doses(each)), "")


class ClockChange(Enum):
    """What a change of the clocks does to a time on the wall."""

    SKIPPED = "skipped"
    DOUBLED = "doubled"


def clock_change(moment: WallTime, zone: tzinfo) -> ClockChange | None:
    """Tell whether the clocks of a zone never show this time, or show it twice. It stays as it was typed all the same."""
    if moment.at is None:
        return None
    early = datetime.combine(moment.on.first, moment.at, zone)
    late = early.replace(fold=1)
    if early.utcoffset() == late.utcoffset():
        return None
    is_shown = early.astimezone(UTC).astimezone(zone).replace(tzinfo=None) == early.replace(tzinfo=None)
    return ClockChange.DOUBLED if is_shown else ClockChange.SKIPPED


def _time_of(match: re.Match[str]) -> time | None:
    hour, minute, half = int(match["hour"]), match["minute"], (match["half"] or "").lower()
    if not minute and not half:
        return None
    if half:
        if not 1 <= hour <= _HALF_DAY:
            return None
        hour = hour % _HALF_DAY + (_HALF_DAY if half.startswith("p") else 0)
    try:
        return time(hour, int(minute or 0))
    except ValueError:
        return None

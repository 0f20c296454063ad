"""Reads the rule by which an event repeats; one that could not be meant for appointments is refused with its reason."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import datetime, time
from math import prod
from types import MappingProxyType
from typing import Final

from hoofbeat.domain.imports import Reason
from hoofbeat.domain.recurrence import LARGEST_COUNT, Frequency, Rule, Weekday
from hoofbeat.exchange.ics.zones import in_zone
from hoofbeat.exchange.refusal import RefusedError

_DAYS: Final[Mapping[str, int]] = MappingProxyType(
    {name: number for number, name in enumerate(("MO", "TU", "WE", "TH", "FR", "SA", "SU"))}
)
_WEEKDAY: Final = re.compile(r"([+-]?\d{1,2})?(MO|TU|WE|TH|FR|SA|SU)")
_MOMENT: Final = re.compile(r"(\d{8})(?:T(\d{6})(Z?))?")
_TOO_OFTEN: Final = frozenset({"SECONDLY", "MINUTELY", "HOURLY"})
_KNOWN: Final = frozenset(
    {"FREQ", "INTERVAL", "COUNT", "UNTIL", "BYMONTH", "BYMONTHDAY", "BYYEARDAY", "BYDAY", "BYSETPOS", "WKST"}
)
_CLOCK: Final = ("BYHOUR", "BYMINUTE", "BYSECOND")
_LARGEST_PRODUCT: Final = 1_000
_LONGEST: Final = 2_000
_LARGEST_INTERVAL: Final = 1_000


def read_rule(sent: str, *, start: datetime, zone: str) -> Rule:
    """Return the rule of a series that starts then, its end on the clock of that zone. Raises RefusedError."""
    if len(sent) > _LONGEST:
        raise RefusedError(Reason("repeats too often"))
    parts = _parts(sent)
    frequency = parts.get("FREQ", "")
    lists = {name: value.split(",") for name, value in parts.items() if name.startswith("BY")}
    if frequency in _TOO_OFTEN or prod(len(each) for each in lists.values()) > _LARGEST_PRODUCT:
        raise RefusedError(Reason("repeats too often"))
    for name, value in zip(_CLOCK, (start.hour, start.minute, start.second), strict=True):
        if lists.pop(name, None) not in (None, [str(value)], [f"{value:02}"]):
            raise RefusedError(Reason("repeats too often"))
    if not set(parts) - set(_CLOCK) <= _KNOWN:
        raise RefusedError(Reason("rule not known", {"rule": sent}))
    try:
        return _rule(parts, lists, start, zone)
    except (ValueError, KeyError) as error:
        raise RefusedError(Reason("rule not known", {"rule": sent})) from error


def _parts(sent: str) -> dict[str, str]:
    pairs = (part.partition("=") for part in sent.strip().strip(";").upper().split(";"))
    return {name.strip(): value.strip() for name, _, value in pairs}


def _rule(parts: Mapping[str, str], lists: Mapping[str, list[str]], start: datetime, zone: str) -> Rule:
    count = int(parts["COUNT"]) if "COUNT" in parts else None
    if count is not None and count > LARGEST_COUNT:
        raise RefusedError(Reason("repeats too often"))
    frequency, interval = Frequency(parts["FREQ"]), int(parts.get("INTERVAL", "1"))
    if not 1 <= interval <= _LARGEST_INTERVAL or (count is not None and count < 1):
        raise ValueError("a rule that counts nothing")
    weekdays = frozenset(_weekday(each) for each in lists.get("BYDAY", ()))
    if frequency in (Frequency.DAILY, Frequency.WEEKLY) and any(each.place for each in weekdays):
        raise ValueError("a week has each weekday once")
    return Rule(
        frequency=frequency,
        interval=interval,
        count=count,
        until=_until(parts["UNTIL"], start, zone) if "UNTIL" in parts else None,
        months=_numbers(lists, "BYMONTH", 1, 12),
        month_days=_numbers(lists, "BYMONTHDAY", -31, 31),
        year_days=_numbers(lists, "BYYEARDAY", -366, 366),
        weekdays=weekdays,
        places=_numbers(lists, "BYSETPOS", -366, 366),
        week_start=_DAYS[parts.get("WKST", "MO")],
    )


def _numbers(lists: Mapping[str, list[str]], name: str, least: int, most: int) -> frozenset[int]:
    found = frozenset(int(each) for each in lists.get(name, ()))
    if not all(least <= each <= most and each != 0 for each in found):
        raise ValueError("a day that no month has")
    return found


def _weekday(sent: str) -> Weekday:
    found = _WEEKDAY.fullmatch(sent.strip())
    if found is None:
        raise ValueError("not a weekday")
    return Weekday(_DAYS[found[2]], int(found[1] or 0))


def _until(sent: str, start: datetime, zone: str) -> datetime:
    """Return the last moment on the clock of the series; a day alone is meant to its end."""
    found = _MOMENT.fullmatch(sent)
    if found is None:
        raise ValueError("not a moment")
    day = datetime.strptime(found[1], "%Y%m%d")  # noqa: DTZ007  # wall time, its zone stands beside it
    if found[2] is None:
        return datetime.combine(day, time.max)
    moment = datetime.strptime(found[1] + found[2], "%Y%m%d%H%M%S")  # noqa: DTZ007  # as above
    if found[3]:
        moment = in_zone(moment, zone)
    return datetime.combine(moment, time.max) if start.time() == time.min and not zone else moment

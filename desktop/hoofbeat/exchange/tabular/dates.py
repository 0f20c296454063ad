"""Dates and times as people and programs write them, and the order of day and month as a whole table shows it."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import time
from functools import lru_cache
from typing import Final

from hoofbeat.domain.tables import DateOrder
from hoofbeat.domain.values import PartialDate

_MONTHS: Final = {
    name: number
    for number, names in enumerate(
        (
            "january jan januar janner janv janvier enero ene",
            "february feb februar febr fevrier fevr fev febrero",
            "march mar marz maerz mrz mars marzo",
            "april apr avril avr abril abr",
            "may mai mayo",
            "june jun juni juin junio",
            "july jul juli juillet juil julio",
            "august aug aout agosto ago",
            "september sep sept septembre septiembre setiembre set",
            "october oct oktober okt octobre octubre",
            "november nov novembre noviembre",
            "december dec dezember dez decembre diciembre dic",
        ),
        start=1,
    )
    for name in names.split()
}
_CLOCK: Final = re.compile(
    r"(?P<day>.*?)[\sT,]*(?<!\d)(?P<hour>\d{1,2})(?P<sep>[:.h])(?P<minute>\d{2})(?::(?P<second>\d{2})(?:[.,]\d+)?)?"
    r"\s*(?:(?P<half>[ap])\.?m\.?|uhr|hrs?)?\s*(?P<zone>z|utc|gmt|[+-]\d{2}:?\d{2}|[A-Z]{3,4})?",
    re.IGNORECASE | re.DOTALL,
)
_COMPACT: Final = re.compile(r"(\d{4})(\d{2})(\d{2})(?:T?(\d{2})(\d{2})(?:\d{2})?(?:\.\d+)?(?:Z|[+-]\d{4})?)?")
_YEAR_FIRST: Final = re.compile(r"(\d{4})([-/.])(\d{1,2})(?:\2(\d{1,2}))?")
_NUMERIC: Final = re.compile(r"(\d{1,2})([-/.])\s?(\d{1,2})\2\s?(\d{4}|\d{2})")
_MONTH_AND_YEAR: Final = re.compile(r"(\d{1,2})[-/.](\d{4})")
_YEAR: Final = re.compile(r"(?:19|20)\d{2}")
_WORDS: Final = re.compile(r"[a-z]+|\d+")
_WEEKDAYS: Final = re.compile(
    r"^(?:mon|tues?|wed(?:nes)?|thu(?:rs)?|fri|sat(?:ur)?|sun|mo|di|mi|do|fr|sa|so|lun|mar|mie|jue|vie|sab|dom|mer|jeu|ven|sam|dim)"
    r"[a-z]*,\s*",
)
_LONGEST: Final = 60
_LATEST_SHORT_YEAR: Final = 69


@dataclass(frozen=True, slots=True)
class Moment:
    """A date and, where it was written, a time on the clock; `on` is None where the text is no date that exists."""

    on: PartialDate | None = None
    at: time | None = None


@dataclass(frozen=True, slots=True)
class _Numeric:
    first: int
    second: int
    year: int
    separator: str


@lru_cache(maxsize=8192)
def moment_of(text: str, order: DateOrder | None) -> Moment:
    """Return the moment that a text names; `order` says which of two numbers is the day."""
    day, at = _split(text)
    on = _day_of(day, order)
    return Moment(on, at if on is not None and on.is_exact else None)


def time_of(text: str) -> time | None:
    """Return the time on the clock that a text names, if it is one."""
    compact = re.fullmatch(r"\s*(\d{2})(\d{2})\s*", text)
    if compact:
        return _time(int(compact[1]), int(compact[2]))
    day, at = _split(text)
    return at if not day else None


def looks_like_date(text: str) -> bool:
    """Tell whether a text has the form of a date, whether or not there is such a day."""
    day, at = _split(text)
    if not day:
        return False
    if _numeric(day) or _YEAR_FIRST.fullmatch(day) or (_COMPACT.fullmatch(day) and at is not None):
        return True
    if any(_day_of(day, order) is not None for order in DateOrder):
        return not _YEAR.fullmatch(day) or at is not None
    return False


def orders_of(texts: Iterable[str]) -> set[DateOrder]:
    """Return the orders of day and month in which all dates of a table exist, as far as they are written in numbers.

    Both orders stay possible where no date tells them apart; none where two dates contradict each other.
    """
    both = {DateOrder.DAY_FIRST, DateOrder.MONTH_FIRST}
    possible = set(both)
    for text in texts:
        found = _numeric(_split(text)[0])
        existing = both if found is None else {order for order in both if _in_order(found, order) is not None}
        if existing:  # a day that exists in neither order ("31/02") is a slip of the sender and tells nothing
            possible &= existing
    return possible


def tells_order(text: str) -> bool:
    """Tell whether a date reads otherwise in the other order."""
    found = _numeric(_split(text)[0])
    return found is not None and _in_order(found, DateOrder.DAY_FIRST) != _in_order(found, DateOrder.MONTH_FIRST)


def has_points(text: str) -> bool:
    """Tell whether the numbers of a date are parted by points, as in German and most of Europe."""
    found = _numeric(_split(text)[0])
    return found is not None and found.separator == "."


@lru_cache(maxsize=8192)
def _split(text: str) -> tuple[str, time | None]:
    if len(text) > _LONGEST:
        return "", None
    plain = " ".join(text.split())
    found = _CLOCK.fullmatch(plain)
    if not found or (found["sep"] == "." and (not found["day"] or found["day"].endswith((".", "/", "-")))):
        return plain, None
    at = _time(int(found["hour"]), int(found["minute"]), found["half"])
    return (found["day"].strip(" ,T"), at) if at is not None else (plain, None)


def _time(hour: int, minute: int, half: str | None = None) -> time | None:
    if half:
        hour = hour % 12 + (12 if half.casefold() == "p" else 0)
    return time(hour, minute) if hour < 24 and minute < 60 else None


def _day_of(text: str, order: DateOrder | None) -> PartialDate | None:
    compact, year_first = _COMPACT.fullmatch(text), _YEAR_FIRST.fullmatch(text)
    if compact:
        return _date(int(compact[1]), int(compact[2]), int(compact[3]))
    if year_first:
        return _date(int(year_first[1]), int(year_first[3]), int(year_first[4]) if year_first[4] else None)
    numeric = _numeric(text)
    if numeric:
        return _in_order(numeric, order) if order else _only_reading(numeric)
    month = _MONTH_AND_YEAR.fullmatch(text)
    if month:
        return _date(int(month[2]), int(month[1]))
    if _YEAR.fullmatch(text):
        return _date(int(text))
    return _in_words(text)


def _only_reading(found: _Numeric) -> PartialDate | None:
    readings = {_in_order(found, order) for order in (DateOrder.DAY_FIRST, DateOrder.MONTH_FIRST)} - {None}
    return readings.pop() if len(readings) == 1 else None


def _numeric(text: str) -> _Numeric | None:
    found = _NUMERIC.fullmatch(text.strip(" ."))
    if not found:
        return None
    year = int(found[4])
    if len(found[4]) == 2:
        year += 2000 if year <= _LATEST_SHORT_YEAR else 1900
    return _Numeric(int(found[1]), int(found[3]), year, found[2])


def _in_order(found: _Numeric, order: DateOrder) -> PartialDate | None:
    if order is DateOrder.MONTH_FIRST:
        return _date(found.year, found.first, found.second)
    return _date(found.year, found.second, found.first)


def _in_words(text: str) -> PartialDate | None:
    """Read a date with the month in words: "3 March 2026", "Mar 3, 2026", "03-MAR-26", "3. März 2026"."""
    if not any(each.isalpha() for each in text) or not any(each.isdigit() for each in text):
        return None
    plain = _WEEKDAYS.sub("", _folded(text))
    words = [
        word
        for word in _WORDS.findall(plain)
        if word not in {"de", "of", "th", "st", "nd", "rd", "den", "le", "del", "er"}
    ]
    months = [_MONTHS[word] for word in words if word in _MONTHS]
    numbers = [int(word) for word in words if word.isdigit()]
    if len(months) != 1 or len(words) != len(numbers) + 1 or not numbers or len(numbers) > 2:
        return None
    if len(numbers) == 1:
        return _date(numbers[0], months[0]) if numbers[0] > 1900 else None
    day, year = numbers if numbers[0] <= 31 else reversed(numbers)
    if year < 100:
        year += 2000 if year <= _LATEST_SHORT_YEAR else 1900
    return _date(year, months[0], day)


def _folded(text: str) -> str:
    return "".join(each for each in unicodedata.normalize("NFKD", text.casefold()) if not unicodedata.combining(each))


def _date(year: int, month: int | None = None, day: int | None = None) -> PartialDate | None:
    try:
        return PartialDate(year, month, day) if 1800 <= year <= 2200 else None
    except ValueError:
        return None

"""Dates as they are written in the tables of these documents, which are made for the United States: the month comes first."""

from __future__ import annotations

import re
from datetime import time
from typing import Final

from hoofbeat.domain.values import PartialDate
from hoofbeat.exchange.moments import NO_MOMENT, Moment

_MONTHS: Final = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_NAME: Final = r"(?P<name>jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*\.?"
_CLOCK: Final = r"(?:[ T,]+(?:at )?(?P<hour>\d{1,2}):(?P<minute>\d{2})(?::\d{2})?(?:\.\d+)?\s*(?P<half>[ap](?:\.?m\.?)?(?![a-z]))?)?"
_FORMS: Final = tuple(
    re.compile(form + _CLOCK, re.IGNORECASE)
    for form in (
        r"(?<!\d)(?P<year>\d{4})(?P<sign>[-/])(?P<month>\d{1,2})(?P=sign)(?P<day>\d{1,2})(?!\d)",
        r"(?<![\d/])(?P<month>\d{1,2})[/-](?P<day>\d{1,2})[/-](?P<year>\d{4})(?!\d)",
        _NAME + r"[\s-]+(?P<day>\d{1,2})(?:st|nd|rd|th)?(?:,?\s+|-)(?P<year>\d{4})",
        r"(?<!\d)(?P<day>\d{1,2})[ -]" + _NAME + r"[ ,-]+(?P<year>\d{4})",
        r"(?<![\d/.-])(?P<month>\d{1,2})(?P<sign>[/-])(?P<day>\d{1,2})(?P=sign)(?P<year>\d{2})(?![\d/.-])",
        r"(?<!\d)(?P<year>(?:19|20)\d{2})(?P<month>\d{2})(?P<day>\d{2})(?!\d)",
        _NAME + r"\s+(?P<year>\d{4})",
        r"(?<![\d/])(?P<month>\d{1,2})/(?P<year>\d{4})(?!\d)",
    )
)
_LATEST_SHORT_YEAR: Final = 69
_UNTIL: Final = re.compile(r"\s+(?:-|–|to|until)\s+")
_WHOLE_YEAR: Final = re.compile(r"\s*((?:19|20)\d{2})\s*")


def written_date(text: str) -> Moment:
    """Return the first date of a text, with its time on the clock; what is no date that exists keeps only its words."""
    for form in _FORMS:
        found = form.search(text)
        if found:
            return _moment(found)
    year = _WHOLE_YEAR.fullmatch(text)
    return Moment(year[1], PartialDate(int(year[1]))) if year else NO_MOMENT


def last_date(text: str) -> Moment:
    """Return the date that a text ends with, where another stands before it: the end of "Jan-07-2025 - Feb-07-2025"."""
    parts = _UNTIL.split(text)
    return written_date(parts[1]) if len(parts) == 2 and written_date(parts[0]) else NO_MOMENT


def _moment(found: re.Match[str]) -> Moment:
    parts = found.groupdict()
    name = parts.get("name")
    month = _MONTHS.index(name[:3].lower()) + 1 if name else int(parts["month"])
    day = parts.get("day")
    words = " ".join(found[0].split())
    try:
        on = PartialDate(_year(parts["year"]), month, int(day) if day else None)
        return Moment(words, on, _clock(parts) if on.is_exact else None)
    except ValueError:
        return Moment(words)


def _year(digits: str) -> int:
    """Return the year; of two digits one of this century, where that is not far ahead."""
    year = int(digits)
    return year if len(digits) > 2 else year + (2000 if year <= _LATEST_SHORT_YEAR else 1900)


def _clock(parts: dict[str, str | None]) -> time | None:
    hour, minute, half = parts["hour"], parts["minute"], (parts["half"] or "").lower()[:1]
    if hour is None or minute is None:
        return None
    if not half:
        return time(int(hour), int(minute))
    return time(int(hour) % 12 + (12 if half == "p" else 0), int(minute))

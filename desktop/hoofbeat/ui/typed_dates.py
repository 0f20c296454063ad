"""What a person means by a typed date or time of day. Nothing is guessed: what may be two days is asked about."""

from __future__ import annotations

import re
from calendar import monthrange
from dataclasses import dataclass
from datetime import date, time, timedelta

from hoofbeat.domain.values import PartialDate
from hoofbeat.wording.dates import MONTHS

_SHORTEST_MONTH = 3
_YEARS_AHEAD = 10
_DAY_WORDS = {"today": 0, "yesterday": -1, "tomorrow": 1}
_WORD_OR_NUMBER = re.compile(r"\d+|[^\W\d_]+")
_ENDINGS = {"st", "nd", "rd", "th", "of"}
_TIME = re.compile(r"(\d{1,2})(?:[:.h]?(\d{2}))?\s*(am|pm|a\.m\.|p\.m\.)?", re.IGNORECASE)
_TIME_WORDS = {"midday": time(12), "noon": time(12), "midnight": time(0)}


@dataclass(frozen=True, slots=True)
class UnderstoodDate:
    """The dates that a text may mean: none, one that is certain, or several (or one) to be asked about."""

    candidates: tuple[PartialDate, ...] = ()
    is_certain: bool = False

    @property
    def date(self) -> PartialDate | None:
        """The date that is meant, once there is no doubt."""
        return self.candidates[0] if self.is_certain else None


def understand_date(text: str, *, today: date) -> UnderstoodDate:
    """Understand "14 3 2026", "March 2019", "2019", "2026-03-14", "3/3/26", "yesterday"."""
    word = text.strip().lower()
    if word in _DAY_WORDS:
        return _certain(PartialDate.of(today + timedelta(days=_DAY_WORDS[word])))
    parts = [part for part in _WORD_OR_NUMBER.findall(word) if part not in _ENDINGS]
    if not parts or re.search(r"[^\w\s./,\-']", word):
        return UnderstoodDate()
    return _understand(parts, is_slashed="/" in word or "-" in word, today=today)


def _understand(parts: list[str], *, is_slashed: bool, today: date) -> UnderstoodDate:
    words = [part for part in parts if not part.isdigit()]
    numbers = [part for part in parts if part.isdigit()]
    if len(words) > 1 or len(parts) > 3:
        return UnderstoodDate()
    month = month_number(words[0]) if words else None
    if words:
        return UnderstoodDate() if month is None else _with_month(numbers, month, today)
    if len(numbers) == 3:
        return _three_numbers(numbers, today, is_slashed=is_slashed)
    return _year_and_month(numbers)


def month_number(text: str) -> int | None:
    """Return the month of a name, three letters of it or more, or of its number."""
    text = text.strip().lower().rstrip(".")
    if text.isdigit():
        return int(text) if 1 <= int(text) <= 12 else None
    if len(text) < _SHORTEST_MONTH:
        return None
    found = [number for number, name in enumerate(MONTHS, 1) if name.lower().startswith(text)]
    return found[0] if len(found) == 1 else None


def days_in_month(month: str, year: str) -> int | None:
    """Return how many days a typed month has; None when no such month was typed."""
    number = month_number(month)
    if number is None or not re.fullmatch(r"[1-9]\d{3}", year.strip()):
        return None
    return monthrange(int(year), number)[1]


def understand_time(text: str) -> time | None:
    """Understand "10:30", "10.30", "1030", "10:30am", "3 pm", "midday"; None when it is no time of day."""
    text = text.strip().lower()
    if text in _TIME_WORDS:
        return _TIME_WORDS[text]
    found = _TIME.fullmatch(text)
    if not found:
        return None
    hour, minute, half = int(found[1]), int(found[2] or 0), (found[3] or "").replace(".", "")
    if half and not 1 <= hour <= 12:
        return None
    if half:
        hour = hour % 12 + (12 if half == "pm" else 0)
    return time(hour, minute) if hour < 24 and minute < 60 else None


def _with_month(numbers: list[str], month: int, today: date) -> UnderstoodDate:
    if len(numbers) == 1 and len(numbers[0]) == 4:
        return _certain(_date(int(numbers[0]), month))
    if len(numbers) != 2:
        return UnderstoodDate()
    day, year = sorted(numbers, key=len)
    if len(year) == 4:
        return _certain(_date(int(year), month, int(day)))
    return _asked(_date(_full_year(numbers[1], today), month, int(numbers[0])))


def _three_numbers(numbers: list[str], today: date, *, is_slashed: bool) -> UnderstoodDate:
    if len(numbers[0]) == 4:
        year, month, day = map(int, numbers)
        return _certain(_date(year, month, day))
    year = _full_year(numbers[2], today)
    day_first = _date(year, int(numbers[1]), int(numbers[0]))
    month_first = _date(year, int(numbers[0]), int(numbers[1])) if is_slashed else None
    if len(numbers[2]) == 4 and (day_first == month_first or month_first is None or day_first is None):
        return _certain(day_first or month_first)
    return _asked(day_first, month_first)


def _year_and_month(numbers: list[str]) -> UnderstoodDate:
    if len(numbers) == 1 and len(numbers[0]) == 4:
        return _certain(_date(int(numbers[0])))
    if len(numbers) == 2:
        year, month = sorted(numbers, key=len, reverse=True)
        if len(year) == 4 and len(month) <= 2:
            return _certain(_date(int(year), int(month)))
    return UnderstoodDate()


def _full_year(digits: str, today: date) -> int:
    if len(digits) != 2:
        return int(digits)
    year = today.year // 100 * 100 + int(digits)
    return year - 100 if year > today.year + _YEARS_AHEAD else year


def _date(year: int, month: int | None = None, day: int | None = None) -> PartialDate | None:
    try:
        return PartialDate(year, month, day) if year >= 1000 else None
    except ValueError:
        return None


def _certain(found: PartialDate | None) -> UnderstoodDate:
    return UnderstoodDate() if found is None else UnderstoodDate((found,), is_certain=True)


def _asked(*found: PartialDate | None) -> UnderstoodDate:
    return UnderstoodDate(tuple(dict.fromkeys(each for each in found if each is not None)))

"""Small immutable values: partly known dates, wall-clock times, numbers as a laboratory printed them, ranges."""

from __future__ import annotations

import re
from calendar import monthrange
from dataclasses import dataclass
from datetime import date, datetime, time
from decimal import Decimal
from typing import Any, Self

_PARTIAL_DATE = re.compile(r"(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?")
_WALL_TIME = re.compile(r"([0-9-]+)(?:[T ](\d{2}):(\d{2})(?::00)?)?")


@dataclass(frozen=True, slots=True)
class PartialDate:
    """A day, a month or a year of the calendar, as far as it is known."""

    year: int
    month: int | None = None
    day: int | None = None

    def __post_init__(self) -> None:
        if self.day is not None and self.month is None:
            raise ValueError("a day needs its month")
        date(self.year, 1 if self.month is None else self.month, 1 if self.day is None else self.day)

    def __reduce__(self) -> tuple[Any, ...]:
        """Travel to another process as the plain values."""
        return PartialDate, (self.year, self.month, self.day)

    @classmethod
    def parse(cls, text: str) -> Self:
        """Read ISO text cut short ("2019", "2019-03", "2019-03-14"); ValueError when it is none or no such day."""
        found = _PARTIAL_DATE.fullmatch(text)
        if not found:
            raise ValueError("not an ISO date")
        year, month, day = found.groups()
        return cls(int(year), int(month) if month else None, int(day) if day else None)

    @classmethod
    def of(cls, day: date) -> Self:
        """Return the fully known date of a calendar day."""
        return cls(day.year, day.month, day.day)

    @property
    def is_exact(self) -> bool:
        """Tell whether the day is known."""
        return self.day is not None

    @property
    def first(self) -> date:
        """Return the first day that it may be."""
        return date(self.year, self.month or 1, self.day or 1)

    @property
    def last(self) -> date:
        """Return the last day that it may be."""
        month = self.month or 12
        return date(self.year, month, self.day or monthrange(self.year, month)[1])

    def __str__(self) -> str:
        """Return ISO text cut short; sorted backwards as text, it stands after its period's known dates."""
        if self.day is not None:
            return f"{self.year:04}-{self.month:02}-{self.day:02}"
        return f"{self.year:04}" if self.month is None else f"{self.year:04}-{self.month:02}"


@dataclass(frozen=True, slots=True)
class WallTime:
    """A date and, where known, the time that a clock on the wall shows then; the zone stands beside it."""

    on: PartialDate
    at: time | None = None

    def __post_init__(self) -> None:
        if self.at is not None and not self.on.is_exact:
            raise ValueError("a time needs its day")

    @classmethod
    def parse(cls, text: str) -> Self:
        """Read "2026-03-04T10:30" (or a blank for the T), or a partly known date alone; else ValueError."""
        found = _WALL_TIME.fullmatch(text)
        if not found:
            raise ValueError("not an ISO date and time")
        on, hour, minute = found.groups()
        return cls(PartialDate.parse(on), time(int(hour), int(minute)) if hour else None)

    @classmethod
    def of(cls, moment: datetime) -> Self:
        """Return the wall time of a datetime, to the minute."""
        return cls(PartialDate.of(moment.date()), moment.time().replace(second=0, microsecond=0, tzinfo=None))

    def __str__(self) -> str:
        """Return ISO text, which sorts in time within one zone."""
        return f"{self.on}T{self.at.hour:02}:{self.at.minute:02}" if self.at is not None else str(self.on)


_LARGEST_EXPONENT = 100


def is_measurable(number: Decimal) -> bool:
    """Tell whether a number may be a measurement; one with a hundred zeros is a slip, and text for all that is known."""
    return number.is_finite() and abs(number.adjusted()) <= _LARGEST_EXPONENT


def digits_of(number: Decimal) -> str:
    """Write a number with the digits that it was read with: "0.00000050", never "5.0E-7".

    One read as "1.2E+3" stays so: the zeros of "1200" would claim a precision that nobody gave.
    """
    written = str(number)
    if "E" not in written:  # as almost all are
        return written
    exponent = number.as_tuple().exponent
    is_plain = is_measurable(number) and isinstance(exponent, int) and exponent <= 0
    return f"{number:f}" if is_plain else written


COMPARATORS = {
    "<": "<",
    "<=": "<=",
    "≤": "<=",
    "=<": "<=",
    ">": ">",
    ">=": ">=",
    "≥": ">=",
    "=>": ">=",
    **dict.fromkeys(("≦", "⩽", "< =", "</="), "<="),
    **dict.fromkeys(("≧", "⩾", "> =", ">/="), ">="),
    # In words, as one of the large laboratories prints it: "> OR = 60".
    **{f"{sign}{words}": f"{sign}=" for sign in "<>" for words in (" OR = ", " OR =", " or = ", " or =", "OR=", "or=")},
    **dict.fromkeys(("less than", "Less than", "LESS THAN", "kleiner als", "inferior a", "menor de"), "<"),
    **dict.fromkeys(("greater than", "Greater than", "GREATER THAN", "größer als", "superior a", "mayor de"), ">"),
}
"""Signs that senders write before a number, and the comparator that each means (as in FHIR Quantity.comparator)."""

_SIGNS = "|".join(re.escape(sign) for sign in sorted(COMPARATORS, key=len, reverse=True))
_READING = re.compile(
    rf"\s*({_SIGNS})?\s*([+-]?(?:[0-9][0-9., '’\u00a0\u2009\u202f]*|\.[0-9]+)(?:[eE][+-]?\d{{1,3}})?)\s*"
)
_PLAIN = re.compile(r"[+-]?(?:\d+(?:\.\d*)?|\.\d+)(?:[eE][+-]?\d{1,3})?")
_DECIMAL_COMMA = re.compile(r"[+-]?\d+,\d+(?:[eE][+-]?\d{1,3})?")
_THOUSANDS = re.compile(r"[+-]?[1-9]\d{0,2}(?:,\d{3})+(?:\.\d+)?")
# Apostrophes and blanks that never break a line part thousands in Switzerland and France; an ordinary blank may part two numbers.
_APART = re.compile("['’\u00a0\u2009\u202f]")
_THOUSANDS_APART = re.compile("[+-]?[1-9][0-9]{0,2}(?:['’\u00a0\u2009\u202f][0-9]{3})+(?:[.,][0-9]+)?")
_THOUSANDS_POINT = re.compile(r"[+-]?[1-9]\d{0,2}(?:\.\d{3})+(?:,\d+)?")


@dataclass(frozen=True, slots=True)
class Reading:
    """What stood in the place of a value, letter for letter, and the number understood from it.

    `is_doubtful` is true where the text may mean two numbers ("1,234"): then `number` is None until somebody says which.
    """

    text: str
    comparator: str | None = None
    number: Decimal | None = None
    is_doubtful: bool = False


def read_value(text: str, *, decimal_comma: bool | None = None) -> Reading:
    """Understand a value as printed: "<5", "> 2000", "1,2", "1.2e3", "trace". Digits are kept as given.

    `decimal_comma` settles what a comma means where the text alone does not ("1,234").
    """
    found = _READING.fullmatch(text)
    if not found:
        return Reading(text)
    sign, digits = found.groups()
    number, is_doubtful = _read_number(digits.strip(), decimal_comma)
    if number is None or not is_measurable(number):
        return Reading(text, is_doubtful=is_doubtful)
    return Reading(text, COMPARATORS[sign] if sign else None, number)


def has_two_decimal_signs(text: str) -> bool:
    """Tell whether a text is a number but for one decimal sign too many: "1.2.3", "4,5,6"."""
    found = _READING.fullmatch(text)
    if not found or sum(sign in ".," for sign in found[2]) < 2:
        return False
    reading = read_value(text)
    return reading.number is None and not reading.is_doubtful


def read_decimal(text: str) -> Decimal:
    """Read a plain number with a decimal point or one unmistakable decimal comma; else ValueError."""
    number, _ = _read_number(text.strip(), None)
    if number is None or not is_measurable(number):
        raise ValueError("not a number that can be measured")
    return number


def _read_number(digits: str, decimal_comma: bool | None) -> tuple[Decimal | None, bool]:
    if _PLAIN.fullmatch(digits):
        return Decimal(digits), False
    may_be_thousands = _THOUSANDS.fullmatch(digits) is not None
    may_be_comma = _DECIMAL_COMMA.fullmatch(digits) is not None
    if may_be_thousands and may_be_comma and decimal_comma is None:
        return None, True
    if may_be_comma and (decimal_comma or not may_be_thousands):
        return Decimal(digits.replace(",", ".")), False
    if may_be_thousands:
        return Decimal(digits.replace(",", "")), False
    grouped = _APART.sub("", digits) if _THOUSANDS_APART.fullmatch(digits) else ""
    if _THOUSANDS_POINT.fullmatch(digits) and "," in digits:
        grouped = digits.replace(".", "")
    return (Decimal(grouped.replace(",", ".")), False) if grouped else (None, False)


@dataclass(frozen=True, slots=True)
class Quantity:
    """An amount with its unit, digits as given."""

    value: Decimal
    unit: str
    comparator: str | None = None


@dataclass(frozen=True, slots=True)
class ReferenceRange:
    """The range that a laboratory printed beside a value: limits where it gave them, and the text as received."""

    low: Decimal | None = None
    high: Decimal | None = None
    text: str = ""

    def __bool__(self) -> bool:
        """Tell whether the laboratory gave any range."""
        return self.low is not None or self.high is not None or bool(self.text)


_NUMBER = r"[+-]?(?:\d+(?:[.,]\d+)?|\.\d+)(?:[eE][+-]?\d{1,3})?"
_TWO_SIDED = re.compile(rf"[\s(\[]*({_NUMBER})\s*(?:-|–|—|to|à|\sa\s|bis|\.\.)\s*({_NUMBER})[\s)\]]*", re.IGNORECASE)
_ONE_SIDED = re.compile(rf"[\s(\[]*({_SIGNS})\s*({_NUMBER})[\s)\]]*")
# Limits in words, as laboratories of other languages print them.
_UP_TO = re.compile(
    rf"[\s(\[]*(?:up to|bis(?: zu)?|unter|below|under|hasta|até|jusqu'à|max\.?)\s+({_NUMBER})[\s)\]]*", re.IGNORECASE
)
_FROM = re.compile(rf"[\s(\[]*(?:über|above|over|ab|desde|min\.?)\s+({_NUMBER})[\s)\]]*", re.IGNORECASE)


def read_range(text: str) -> ReferenceRange:
    """Understand "0 to 93", "0-93", "< 5", "≥ 40"; any other text, one that ends below its start too, is kept as text alone.

    A strict "<5" sets the limit 5 as printed; the text keeps the sign.
    """
    limits = _limits_of(text)
    return ReferenceRange(text=text) if _is_upside_down(limits) else limits


def ends_below_its_start(text: str) -> bool:
    """Tell whether a range as printed has its limits in the wrong order: "93 to 0"."""
    return _is_upside_down(_limits_of(text))


def _is_upside_down(limits: ReferenceRange) -> bool:
    return limits.low is not None and limits.high is not None and limits.low > limits.high


def _limits_of(text: str) -> ReferenceRange:
    try:
        return _read_limits(text)
    except ValueError:  # a limit such as "10,000" may mean two numbers: keep the text and guess nothing
        return ReferenceRange(text=text)


def _read_limits(text: str) -> ReferenceRange:
    two_sided = _TWO_SIDED.fullmatch(text)
    if two_sided:
        return ReferenceRange(read_decimal(two_sided[1]), read_decimal(two_sided[2]), text)
    one_sided = _ONE_SIDED.fullmatch(text)
    if one_sided and COMPARATORS[one_sided[1]].startswith("<"):
        return ReferenceRange(high=read_decimal(one_sided[2]), text=text)
    if one_sided:
        return ReferenceRange(low=read_decimal(one_sided[2]), text=text)
    return _limit_in_words(text)


def _limit_in_words(text: str) -> ReferenceRange:
    highest, lowest = _UP_TO.fullmatch(text), _FROM.fullmatch(text)
    return ReferenceRange(
        read_decimal(lowest[1]) if lowest else None, read_decimal(highest[1]) if highest else None, text
    )


@dataclass(frozen=True, slots=True)
class Period:
    """A span of partly known days; an open end is None."""

    start: PartialDate | None = None
    end: PartialDate | None = None

    def may_include(self, day: date) -> bool:
        """Tell whether the day may lie in the span; when in doubt it does."""
        return (self.start is None or self.start.first <= day) and (self.end is None or day <= self.end.last)

"""What stands in one cell: a number with its unit and flag, a unit, a range, or a sign that there is nothing."""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache
from typing import Final

from hoofbeat.domain.tables import DecimalMark
from hoofbeat.domain.values import COMPARATORS, Reading, ReferenceRange, read_range, read_value


class NativeNumber(str):
    """The digits of a number that a spreadsheet holds as a number, always with a decimal point."""

    __slots__ = ()


_LONGEST_VALUE: Final = 200
"""Letters beyond which a cell is words, and no pattern is tried on it."""
_NOTHING: Final = frozenset(
    {
        "-",
        "--",
        "---",
        "n/a",
        "na",
        "n.a.",
        "null",
        "none",
        "nan",
        "#n/a",
        ".",
        "?",
        "not done",
        "n.d.",
        "–",
        "—",
        "nil",
    }
)
# Letters and signs behind a number; a plus sign at the number itself is a grade ("3+"), and a bare L may be liters.
_FLAG_BEHIND: Final = re.compile(
    r"(?P<value>.*\S)\s+(?P<flag>HH|LL|H|L|A|N|[Hh]igh|[Ll]ow|HIGH|LOW|[Aa]bnormal|ABNORMAL|\*+|\++|-+|!+|↑+|↓+)"
    r"|(?P<close>.*[\d.,])(?P<mark>HH|LL|H|\*+|!+|↑+|↓+)"
    r"|(?P<before>.*\S)\s*[\[(]\s*(?P<inside>HH|LL|H|L|A|N|\*+|\++|!+)\s*[\])]",
    re.DOTALL,
)
_FLAG_BEFORE: Final = re.compile(r"[\[(]?(?P<flag>HH|LL|H|L|\*+|↑+|↓+)[\])]?\s+(?P<value>[<>≤≥=]*\s*\d.*)", re.DOTALL)
_SIGNS: Final = "|".join(re.escape(sign) for sign in sorted(COMPARATORS, key=len, reverse=True))
_WITH_UNIT: Final = re.compile(rf"(?P<value>\s*(?:{_SIGNS})?\s*[+-]?\d[\d.,]*(?:[eE][+-]?\d+)?)\s*(?P<unit>\S.*)")
_ATOM: Final = (
    r"(?:(?:[yzafpnuµμmcdhkMGT]|mc)?(?:g|mol|mole|L|l|U|IU|Eq|Osm|kat|m|s|sec|E|IE|UI|val|Units?|units?|u|iu|UNITS?)"
    r"|MG|NG|PG|UG|MCG|DL|ML|UL|FL|G|MOL|MMOL|UMOL|NMOL|PMOL|MEQ|MIU|UIU|min|h|hr|hrs?|d|day|24h|24hr?s?|mm|mmHg|"
    r"cells?|copies|ratio|score|index|K|M|T|n|1|Tsd|Mio|Mrd|Zellen|gamma|creat|kreat|crea|Hb|HPF|LPF|hpf|lpf|mMol|MMol)"
)
_POWER: Final = r"(?:[x×*]?\s?10\s?(?:\^|\*+|E\+?|e\+?|\+)?\s?\(?\d{0,2}\)?|[³⁶⁹¹²⁰]+|\^?\d{1,2})"
_PART: Final = rf"(?:{_POWER}\s?)?(?:{_ATOM})?(?:[²³]|\^?[23])?(?:\s?{_POWER})?"
_UNIT: Final = re.compile(
    rf"(?:{_PART})(?:\s?[/.·]\s?{_PART}){{0,3}}(?:\s?/\s?1[.,]73\s?m(?:2|²|\^2)?)?(?:\s?\(?calc\.?\)?)?"
)
_PERCENT: Final = re.compile(
    r"[A-Za-zµμ/]{1,8}/\{\S{1,20}\}|%(?:\s?\S{1,12})?|‰|mL/min(?:/1[.,]73\s?m\S{0,2})?|mm\[Hg\]|\{\S{1,20}\}|\S{0,12}\[\S{1,8}\]\S{0,12}/?\S{0,6}"
)


def is_nothing(text: str) -> bool:
    """Tell whether a cell is empty or only says that there is no value."""
    return not text.strip() or text.strip().casefold() in _NOTHING


@lru_cache(maxsize=4096)
def is_unit(text: str) -> bool:
    """Tell whether a text has the form of a unit."""
    plain = text.strip()
    if not plain or len(plain) > 30 or plain.isdigit():
        return False
    if _PERCENT.fullmatch(plain):
        return True
    return _UNIT.fullmatch(plain) is not None and any(each.isalpha() for each in plain)


@dataclass(frozen=True, slots=True)
class Value:
    """A value letter for letter with the number understood from it; unit and flag where they stand in the same cell."""

    reading: Reading
    unit: str = ""
    flag: str = ""


def value_of(cell: str, mark: DecimalMark | None, *, has_unit: bool = False) -> Value:
    """Understand a value as printed; the text stays as it is, whatever is understood.

    `has_unit` tells that the unit stands elsewhere, so that an L behind the number is no liter.
    """
    text = str(cell).strip()
    if len(text) > _LONGEST_VALUE:
        return Value(Reading(text))
    return _value_of(text, mark, has_unit=has_unit, is_native=isinstance(cell, NativeNumber))


@lru_cache(maxsize=4096)
def _value_of(text: str, mark: DecimalMark | None, *, has_unit: bool, is_native: bool) -> Value:
    plain = _read(text, mark, is_native=is_native)
    if plain.number is not None or plain.is_doubtful:
        return Value(plain)
    flagged = _flagged(text)
    if flagged:
        inner = _value_of(flagged[0].strip(), mark, has_unit=has_unit, is_native=False)
        if inner.reading.number is not None:
            is_liter = flagged[1] == "L" and text.endswith("L") and not has_unit and not inner.unit
            return Value(_as_sent(text, inner.reading), inner.unit, "" if is_liter else inner.flag or flagged[1])
    found = _WITH_UNIT.fullmatch(text)
    if found and is_unit(found["unit"]):
        return Value(_as_sent(text, _read(found["value"], mark)), found["unit"].strip())
    return Value(plain)


def _flagged(text: str) -> tuple[str, str] | None:
    """Return the value and the flag of a text such as "12.5 H", "12.5*", "12.5 (H)" or "H 12.5"."""
    behind, before = _FLAG_BEHIND.fullmatch(text), _FLAG_BEFORE.fullmatch(text)
    if behind:
        value, flag = (next(filter(None, behind.group(*names))) for names in (_VALUES, _MARKS))
        return value, flag
    return (before["value"], before["flag"]) if before else None


_VALUES: Final = ("value", "close", "before")
_MARKS: Final = ("flag", "mark", "inside")


def _as_sent(text: str, inner: Reading) -> Reading:
    return Reading(text, inner.comparator, inner.number, inner.is_doubtful)


def _read(text: str, mark: DecimalMark | None, *, is_native: bool = False) -> Reading:
    if is_native or mark is not DecimalMark.COMMA:
        decimal_comma = None if mark is None and not is_native else False
        return read_value(text, decimal_comma=decimal_comma)
    with_point = _POINT_GROUPS.fullmatch(text)
    if with_point:  # where the comma is the decimal mark, "1.234" is one thousand two hundred and thirty-four
        return _as_sent(text, read_value(text.replace(".", "")))
    return read_value(text, decimal_comma=True)


_POINT_GROUPS: Final = re.compile(rf"\s*(?:{_SIGNS})?\s*[+-]?[1-9]\d{{0,2}}(?:\.\d{{3}})+\s*")
_LIMIT: Final = re.compile(r"[+-]?\d[\d.,]*")


def limit_of(cell: str, mark: DecimalMark | None) -> Decimal | None:
    """Return one limit of a range; None where it is no plain number."""
    reading = value_of(cell, mark).reading
    return reading.number if reading.comparator is None else None


@lru_cache(maxsize=4096)
def range_of(text: str, mark: DecimalMark | None) -> ReferenceRange:
    """Understand a range as printed; the text stays as it is, with the limits that a decimal comma means."""
    plain = text.strip()
    if not plain or is_nothing(plain):
        return ReferenceRange()
    if len(plain) > _LONGEST_VALUE:
        return ReferenceRange(text=plain)
    words = plain
    if mark is DecimalMark.COMMA:
        words = _LIMIT.sub(
            lambda limit: (
                limit[0].replace(".", "").replace(",", ".") if _is_grouped(limit[0]) else limit[0].replace(",", ".")
            ),
            plain,
        )
    elif mark is DecimalMark.POINT:
        words = _LIMIT.sub(lambda limit: limit[0].replace(",", ""), plain)
    found = read_range(words)
    if found.low is None and found.high is None:
        found = read_range(_without_unit(words))
    if found.low is not None and found.high is not None and found.low > found.high:
        return ReferenceRange(text=plain)
    return ReferenceRange(found.low, found.high, plain)


def _is_grouped(digits: str) -> bool:
    return "," in digits or _POINT_GROUPS.fullmatch(digits) is not None


_RANGE_WITH_UNIT: Final = re.compile(r"(?P<range>.*\d[)\]]?)\s*(?P<unit>[^\d\s].*)")


def unit_in(printed: str) -> str:
    """Return the unit that stands behind a range, "70 - 99 mg/dL", where some senders write it only."""
    found = _RANGE_WITH_UNIT.fullmatch(printed) if len(printed) <= _LONGEST_VALUE else None
    return found["unit"] if found and is_unit(found["unit"]) else ""


def _without_unit(words: str) -> str:
    found = _RANGE_WITH_UNIT.fullmatch(words)
    return found["range"] if found and is_unit(found["unit"]) else words

"""Values and ranges as senders print them in one text: number and unit together, ranges with a unit, and words for nothing."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final

from hoofbeat.domain.values import COMPARATORS, Reading, ReferenceRange, read_range, read_value


@dataclass(frozen=True, slots=True)
class Value:
    """A value letter for letter, what was understood of it, and its unit."""

    reading: Reading
    unit: str = ""
    unit_code: str = ""


_SIGNS: Final = "|".join(re.escape(sign) for sign in sorted(COMPARATORS, key=len, reverse=True))
_NUMBER: Final = r"[+-]?(?:\d[\d.,]*|\.\d+)(?:[eE][+-]?\d{1,3}(?![\d(]))?"
_QUANTITY: Final = re.compile(rf"((?:{_SIGNS})?\s*{_NUMBER})\s*(?:- (?=[^\W\d]|%))?(\S+(?: \S+)?)")
_SPAN: Final = re.compile(rf"{_NUMBER}\s*(?:-|–|—|to)\s*{_NUMBER}\s*(\S+(?: \S+)?)?", re.IGNORECASE)
_LIMITS: Final = re.compile(
    rf"[\s(\[]*((?:(?:{_SIGNS})\s*{_NUMBER}|{_NUMBER}\s*(?:-|–|—|to)\s*{_NUMBER}))\s*(\S.*?)?[\s)\]]*", re.IGNORECASE
)
# A unit that consists of one of these, or has a sign that only units have.
_UNIT_SIGN: Final = re.compile(r"[/%^*°µμ\[]|^x?10(?:[*^+eE(]|\d$)|\bper\b")
_UNIT_WORDS: Final = frozenset(
    {
        *("kg", "g", "mg", "ug", "mcg", "ng", "pg", "gm", "gram", "grams", "lb", "lbs", "oz"),
        *(
            "l",
            "dl",
            "ml",
            "ul",
            "cl",
            "fl",
            "m",
            "cm",
            "mm",
            "um",
            "nm",
            "cm2",
            "m2",
            "mm3",
            "mmhg",
            "mm hg",
            "mm[hg]",
        ),
        *("u", "iu", "miu", "uiu", "eu", "au", "ru", "gpl", "mpl", "unit(s)", "units", "ph units", "ph", "mets"),
        *("s", "sec", "secs", "second", "seconds", "second(s)", "min", "mins", "minute", "minutes", "h", "hr", "hrs"),
        *("hour", "hours", "day", "days", "week", "weeks", "month", "months", "year", "years"),
        *("mol", "mmol", "umol", "nmol", "pmol", "meq", "mosm", "osm", "cells", "copies", "ratio", "index", "inr"),
        *("score", "titer", "log", "cfu", "kcal", "cal", "c", "f", "degc", "degf", "bpm", "kpa", "mbar", "mv", "db"),
    }
)
_NOTHING: Final = frozenset(
    {"", "unk", "null", "ni", "n/a", "na", "nav", "nask", "asku", "nullflavor", "undefined", "-", "--", "---", "."}
)
_NOT_YET: Final = frozenset({"pending", "in progress", "in process", "to follow", "see below", "awaiting result"})
_SPELLING: Final = re.compile(r"^[x*]?10(?:\*|\^|\+|e|\()?0?(\d{1,2})\)?(?=/|$|\s)")


def is_placeholder(text: str, unit: str = "") -> bool:
    """Tell whether a text only holds the place of a value that was not sent ("UNK", "0 unit", "Pending")."""
    folded = " ".join(f"{text} {unit}".split()).casefold()
    return folded in _NOTHING or folded in _NOT_YET or folded == "0 unit"


def text_value(text: str) -> Value:
    """Understand a value with or without its unit: "5.4 x10(3)/uL", "<0.5", "500 to 10,000 IU/mL", "trace"."""
    plain = read_value(text)
    if plain.number is not None or plain.is_doubtful:
        return Value(plain)
    found = _QUANTITY.fullmatch(text.strip())
    if found and is_unit(found[2]):
        reading = read_value(found[1])
        return Value(Reading(text, reading.comparator, reading.number, reading.is_doubtful), found[2])
    span = _SPAN.fullmatch(text.strip())
    return Value(Reading(text), span[1] if span and span[1] and is_unit(span[1]) else "")


def is_unit(words: str) -> bool:
    """Tell whether words behind a number are unmistakably its unit."""
    folded = words.casefold()
    if folded in _UNIT_WORDS:
        return True
    first, _, rest = words.partition(" ")
    is_one = not rest or rest.casefold() in ("units", "hg", "hgb", "cr", "creat", "creatinine")
    is_rest_of_number = first[:1] in "*^+" or (first[:1].isdigit() and not _SPELLING.match(first.casefold()))
    return is_one and not is_rest_of_number and bool(_UNIT_SIGN.search(first)) and len(words) <= 40


def printed_range(text: str, unit: str) -> ReferenceRange:
    """Understand a range as printed; one with a unit has limits only if that is the unit of the value. "()" is none."""
    if not any(sign.isalnum() for sign in text) or re.sub(r"[^a-z]+", "", text.casefold()) in ("null", "nullnull"):
        return ReferenceRange()
    plain = read_range(text)
    if plain.low is not None or plain.high is not None:
        return plain
    found = _LIMITS.fullmatch(text)
    if not found or not found[2] or not is_same_unit(found[2].strip("()[] "), unit):
        return ReferenceRange(text=text)
    limits = read_range(found[1])
    return ReferenceRange(limits.low, limits.high, text)


def is_same_unit(one: str, other: str) -> bool:
    """Tell whether two spellings are of one unit, as far as that can be told without a table."""
    return _unit_key(one) == _unit_key(other)


def _unit_key(unit: str) -> str:
    folded = "".join(unit.split()).casefold().replace("μ", "u").replace("µ", "u").replace("mcg", "ug")
    return _SPELLING.sub(lambda found: f"10*{found[1]}", folded)

"""Values and ranges as senders print them in one text: number and unit together, ranges with a unit, and words for nothing."""

from __future__ import annotations

import dataclasses
import re
from dataclasses import dataclass
from functools import lru_cache
from html import unescape
from typing import Final

from hoofbeat.domain.values import COMPARATORS, Reading, ReferenceRange, read_range, read_value


@dataclass(frozen=True, slots=True)
class Value:
    """A value letter for letter, what was understood of it, its unit, and a flag where one stands beside the number."""

    reading: Reading
    unit: str = ""
    unit_code: str = ""
    flag: str = ""


_SIGNS: Final = "|".join(re.escape(sign) for sign in sorted(COMPARATORS, key=len, reverse=True))
_NUMBER: Final = r"[+-]?(?:\d[\d.,]*|\.\d+)(?:[eE][+-]?\d{1,3}(?![\d(]))?"
# A slash right behind the number makes it a date or a pressure ("120/80"), and no measurement with a unit.
_QUANTITY: Final = re.compile(rf"((?:{_SIGNS})?\s*{_NUMBER})(?!/\d)\s*(?:- (?=[^\W\d]|%))?(\D.*|[\dx×*]\S.*)")
_SPAN: Final = re.compile(rf"{_NUMBER}\s*(?:-|–|—|to)\s*{_NUMBER}\s*(\S.*)?", re.IGNORECASE)
_LIMITS: Final = re.compile(
    rf"[\s(\[]*((?:(?:{_SIGNS})\s*{_NUMBER}|{_NUMBER}\s*(?:-|–|—|to)\s*{_NUMBER}))\s*(\S.*?)?[\s)\]]*", re.IGNORECASE
)
_LONGEST_BEHIND: Final = 60
# Flags beside a number, with or without brackets; in capitals, for a small h is an hour.
_MARK: Final = r"HH|LL|H|L|A|AA|N|HI|LO|HIGH|LOW|High|Low|ABN|Abn|ABNORMAL|Abnormal|CRIT|Critical|\*{1,3}|!{1,3}"
_FLAG: Final = rf"[\[(*]?\s*(?:{_MARK})\s*[\])*]?"
_FLAG_AFTER: Final = re.compile(rf"(?P<unit>.*?)(?:\s+|(?=[\[(*!])|^)(?P<flag>{_FLAG})")
_FLAG_AMID: Final = re.compile(rf"(?P<flag>{_FLAG})\s+(?P<unit>\S.*)")
_FLAG_BEFORE: Final = re.compile(rf"(?P<flag>{_FLAG})\s+(?P<rest>(?:{_SIGNS})?\s*{_NUMBER}.*)")
# A unit that consists of one of these, or has a sign that only units have.
_UNIT_SIGN: Final = re.compile(r"[/%^*°µμ\[{]|^x?10(?:[*^+eE(]|\d$)|\bper\b")
_UNIT_WORDS: Final = frozenset(
    [
        "kg",
        "g",
        "mg",
        "ug",
        "mcg",
        "ng",
        "pg",
        "gm",
        "gram",
        "grams",
        "lb",
        "lbs",
        "oz",
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
        "mm[hg]",
        "u",
        "iu",
        "miu",
        "uiu",
        "eu",
        "au",
        "ru",
        "gpl",
        "mpl",
        "unit(s)",
        "units",
        "ph",
        "mets",
        "s",
        "sec",
        "secs",
        "second",
        "seconds",
        "second(s)",
        "min",
        "mins",
        "minute",
        "minutes",
        "h",
        "hr",
        "hrs",
        "hour",
        "hours",
        "day",
        "days",
        "week",
        "weeks",
        "month",
        "months",
        "year",
        "years",
        "mol",
        "mmol",
        "umol",
        "nmol",
        "pmol",
        "meq",
        "mosm",
        "osm",
        "cells",
        "copies",
        "ratio",
        "index",
        "inr",
        "score",
        "titer",
        "log",
        "cfu",
        "kcal",
        "cal",
        "c",
        "f",
        "degc",
        "degf",
        "bpm",
        "kpa",
        "mbar",
        "mv",
        "db",
    ]
) | {"ph units", "mm hg", "index value", "arbitrary units"}
_BEHIND_UNIT: Final = frozenset(
    {"units", "hg", "hgb", "cr", "creat", "creatinine", "crea", "hb", "wbc", "wbcs", "fibrinogen"}
)
_CALCULATED: Final = re.compile(r"\s*\(?\b(?:calc|calculated|calc\.)\)?\.?$", re.IGNORECASE)
_TOGETHER: Final = (
    # Parts of one unit that stand apart: "mL/min/1.73 m2", "mg/24 hours", "x 10^9/L", "% of total Hgb".
    (re.compile(r"\s*(?:/|\bper\b)\s*(?=1[.,]73|24\b|100\b)", re.IGNORECASE), "/"),
    (re.compile(r"(?<=1[.,]73)\s*(?:m\s?(?:2|²|\^2|\*2)|sq\.?\s?m)\b", re.IGNORECASE), "m2"),
    (re.compile(r"(?<=/24)\s*(?:h|hr|hrs|hour|hours)\b", re.IGNORECASE), "h"),
    (re.compile(r"(?<=/100)\s*(?=\w)"), ""),
    (re.compile(r"^[x×]\s*(?=10)", re.IGNORECASE), "x"),
    (re.compile(r"^%\s*of\s[\w .]{1,25}$", re.IGNORECASE), "%"),
    (re.compile(r"\{[^{}]{1,30}\}"), "{}"),
)
_NO_UNIT: Final = re.compile(r"/[\d/.,-]*$|\{[^}]*$")
_LONGEST_VALUE: Final = 200
_NOTHING: Final = frozenset(
    {"", "unk", "null", "ni", "n/a", "na", "nav", "nask", "asku", "nullflavor", "undefined", "-", "--", "---", "."}
)
_NOT_YET: Final = frozenset(
    {
        *("pending", "in progress", "in process", "to follow", "awaiting result", "result pending", "results pending"),
        *("pend", "folgt", "in arbeit", "pendiente", "en cours"),
    }
)
# Words in the place of a value which say that nothing was measured, and why; more words may follow.
_NOT_MEASURED: Final = re.compile(
    r"(?:(?:test |result |test result )?(?:was )?not (?:performed|done|tested|reported|calculated|run|resulted|available)|tnp|dnr"
    r"|(?:test |order )?cancel(?:l?ed)?|do not report|test credited|no (?:specimen|sample|result|value)s?(?: received| available)?"
    r"|(?:specimen |sample )?not received|not (?:applicable|calculable)|(?:unable to|can ?not|could not)(?: be)? (?:calculated?|perform(?:ed)?|report(?:ed)?)"
    r"|qnsr?|(?:quantity|specimen|sample|volume) (?:is |was )?(?:not sufficient|insufficient)|insufficient (?:quantity|specimen|sample|volume)"
    r"|(?:specimen|sample) (?:rejected|unsuitable|unsatisfactory|lost|not labell?ed)|nicht durchgeführt|nicht gemessen|storniert|entfällt|material fehlt"
    r"|kein material|zu wenig material|no realizad[oa]|muestra insuficiente|anulad[oa]|non effectué|non réalisé|annulé|non fait)"
    r"(?![^\W\d_]).*",
    re.DOTALL,
)
_SUPERSCRIPTS: Final = str.maketrans("⁰¹²³⁴⁵⁶⁷⁸⁹", "0123456789")
_SPELLING: Final = re.compile(r"^[x×*]?10(?:\*|\^|\+|e|\()?0?(\d{1,2})\)?(?=/|$|\s)")


@lru_cache(maxsize=4096)
def is_placeholder(text: str, unit: str = "") -> bool:
    """Tell whether a text only holds the place of a value: it was not sent, is not there yet, or nothing was measured."""
    folded = " ".join(f"{text} {unit}".split()).casefold()
    if folded in _NOTHING or folded in _NOT_YET or folded == "0 unit":
        return True
    bare = " ".join(text.split()).casefold().strip(" *.,:;!-()[]")
    return bare in _NOT_YET or (len(bare) <= _LONGEST_VALUE and _NOT_MEASURED.fullmatch(bare) is not None)


@lru_cache(maxsize=4096)
def text_value(text: str) -> Value:
    """Understand a value with or without its unit and flag: "5.4 x10(3)/uL", "<0.5", "12.3 (H)", "500 to 10,000 IU/mL", "trace"."""
    if "&" in text and unescape(text) != text:  # escaped once too often on its way ("&lt;5")
        meant = text_value(unescape(text))
        return dataclasses.replace(meant, reading=_as_sent(text, meant.reading))
    plain = read_value(text)
    if plain.number is not None or plain.is_doubtful:
        return Value(plain)
    words = text.strip()
    before = _FLAG_BEFORE.fullmatch(words) if len(words) <= _LONGEST_VALUE else None
    if before:
        inner = text_value(before["rest"])
        if inner.reading.number is not None:
            return Value(_as_sent(text, inner.reading), inner.unit, flag=_bare_flag(before["flag"]))
    found = _QUANTITY.fullmatch(words) if len(words) <= _LONGEST_VALUE else None
    behind = _behind(found[2]) if found else None
    if found and behind is not None:
        return Value(_as_sent(text, read_value(found[1])), behind[0], flag=behind[1])
    span = _SPAN.fullmatch(words) if len(words) <= _LONGEST_VALUE else None
    return Value(Reading(text), span[1] if span and span[1] and is_unit(span[1]) else "")


def _as_sent(text: str, inner: Reading) -> Reading:
    return Reading(text, inner.comparator, inner.number, inner.is_doubtful)


def _behind(words: str) -> tuple[str, str] | None:
    """Return the unit and the flag behind a number; None where other words stand there, so that it is no plain number."""
    words = words.strip()
    if words == "L":  # a liter, or a flag: who reads it sees which
        return "", ""
    for pattern in (_FLAG_AFTER, _FLAG_AMID):
        found = pattern.fullmatch(words)
        if found and (not found["unit"] or is_unit(found["unit"])):
            return found["unit"], _bare_flag(found["flag"])
    return (words, "") if is_unit(words) else None


def _bare_flag(flag: str) -> str:
    return flag.strip("[]() ") if set(flag) <= set("*! ") else flag.strip("[]()* ")


def is_unit(words: str) -> bool:
    """Tell whether words behind a number are unmistakably its unit."""
    if len(words) > _LONGEST_BEHIND:
        return False
    folded = words.strip().casefold()
    if folded in _UNIT_WORDS:
        return True
    bare = _CALCULATED.sub("", words.strip())
    if not bare:
        return True
    for pattern, together in _TOGETHER:
        bare = pattern.sub(together, bare)
    if bare.casefold() in _UNIT_WORDS:
        return True
    first, _, rest = bare.partition(" ")
    first = first.translate(_SUPERSCRIPTS)
    is_one = not rest or rest.casefold() in _BEHIND_UNIT
    is_rest_of_number = first[:1] in "*^+" or (first[:1].isdigit() and not _SPELLING.match(first.casefold()))
    has_sign = bool(_UNIT_SIGN.search(first)) and not _NO_UNIT.fullmatch(first)
    return is_one and not is_rest_of_number and has_sign and len(bare) <= 40


def unit_behind(printed: str) -> str:
    """Return the unit that stands behind a range, "0 - 93 ng/mL", where some senders write it only."""
    found = _LIMITS.fullmatch(printed) if len(printed) <= _LONGEST_VALUE else None
    unit = (found[2] or "").strip("()[] ") if found else ""
    return unit if unit and is_unit(unit) else ""


def printed_range(text: str, unit: str) -> ReferenceRange:
    """Understand a range as printed; one with a unit has limits only if that is the unit of the value. "()" is none."""
    if not any(sign.isalnum() for sign in text) or re.sub(r"[^a-z]+", "", text.casefold()) in ("null", "nullnull"):
        return ReferenceRange()
    plain = read_range(unescape(text))
    if plain.low is not None or plain.high is not None:
        return ReferenceRange(plain.low, plain.high, text)
    found = _LIMITS.fullmatch(unescape(text))
    if not found or not found[2] or not is_same_unit(found[2].strip("()[] "), unit):
        return ReferenceRange(text=text)
    limits = read_range(found[1])
    return ReferenceRange(limits.low, limits.high, text)


def is_same_unit(one: str, other: str) -> bool:
    """Tell whether two spellings are of one unit, as far as that can be told without a table."""
    return _unit_key(one) == _unit_key(other)


def _unit_key(unit: str) -> str:
    folded = (
        "".join(unit.split())
        .casefold()
        .translate(_SUPERSCRIPTS)
        .replace("μ", "u")
        .replace("µ", "u")
        .replace("mcg", "ug")
    )
    return _SPELLING.sub(lambda found: f"10*{found[1]}", folded)

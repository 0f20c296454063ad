"""Doses, counts and received quantities in words. Our own numbers are written out plainly; received ones stay as they came."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from types import MappingProxyType

from hoofbeat.wording.translation import ntr, tr

NO_BREAK = "\N{NO-BREAK SPACE}"

# How a unit of a dose may be typed, and how it is written out: one and many. ISMP's list of error-prone abbreviations.
_MICROGRAMS = ("microgram", "micrograms")
_UNITS = ("unit", "units")
_INTERNATIONAL = ("international unit", "international units")
_WRITTEN_OUT: Mapping[str, tuple[str, str]] = MappingProxyType(
    {
        **dict.fromkeys(("mcg", "µg", "μg", "ug", "microgram", "micrograms", "mcgs"), _MICROGRAMS),
        **dict.fromkeys(("u", "unit", "units"), _UNITS),
        **dict.fromkeys(("iu", "international unit", "international units"), _INTERNATIONAL),
        **dict.fromkeys(("tablet", "tablets", "tab", "tabs"), ("tablet", "tablets")),
        **dict.fromkeys(("capsule", "capsules", "cap", "caps"), ("capsule", "capsules")),
        **dict.fromkeys(("drop", "drops", "gtt"), ("drop", "drops")),
        **dict.fromkeys(("puff", "puffs"), ("puff", "puffs")),
        **dict.fromkeys(("spray", "sprays"), ("spray", "sprays")),
        **dict.fromkeys(("patch", "patches"), ("patch", "patches")),
        **dict.fromkeys(("sachet", "sachets"), ("sachet", "sachets")),
        **dict.fromkeys(("syringe", "syringes"), ("syringe", "syringes")),
        **dict.fromkeys(("injection", "injections"), ("injection", "injections")),
        **dict.fromkeys(("spoon", "spoons"), ("spoon", "spoons")),
        **dict.fromkeys(("hour", "hours"), ("hour", "hours")),
        **dict.fromkeys(("day", "days"), ("day", "days")),
    }
)
_SYMBOLS: Mapping[str, str] = MappingProxyType(
    {symbol.casefold(): symbol for symbol in ("mg", "g", "kg", "mL", "L", "mmol", "mg/mL", "MBq", "GBq")}
)


def number_words(number: Decimal | int) -> str:
    """Write a number of our own: "0.5", never ".5"; "5", never "5.0"; "25,000"."""
    plain = f"{Decimal(number):f}"
    whole, _, part = plain.partition(".")
    part = part.rstrip("0")
    sign = "-" if whole.startswith("-") else ""
    grouped = f"{int(whole or 0):,}".lstrip("-")
    return f"{sign}{grouped}.{part}" if part else f"{sign}{grouped}"


def unit_words(unit: str, amount: Decimal | int) -> str:
    """Write a unit of a dose out in full, in the form that goes with the amount; an unknown unit stays as typed."""
    typed = " ".join(unit.split())
    forms = _WRITTEN_OUT.get(typed.casefold())
    if forms is None:
        return _SYMBOLS.get(typed.casefold(), typed)
    return ntr(*forms, 1 if amount == 1 else 2)


def dose_words(amount: Decimal | int, unit: str) -> str:
    """Say a dose: "120 mg", "50 micrograms", with a space that does not break."""
    return f"{number_words(amount)}{NO_BREAK}{unit_words(unit, amount)}".rstrip(NO_BREAK)


def shown_unit(unit: str) -> str:
    """Return a unit as it is shown: the unit "1" of plain numbers is kept as sent, and not said, since "5.0 1" is another number."""
    return "" if unit.strip() == "1" else unit


def received_words(value_text: str, unit: str) -> str:
    """Put a received value and its unit side by side, letter for letter; a unit sent inside the value is not said twice."""
    if not shown_unit(unit) or value_text.rstrip().casefold().endswith(unit.casefold()):
        return value_text
    return f"{value_text}{NO_BREAK}{unit}"


def quoted(text: str) -> str:
    """Put quotation marks around what somebody else wrote."""
    return tr("“{text}”").format(text=text)


def hours_words(hours: Decimal | int) -> str:
    """Say a number of hours."""
    return dose_words(hours, "hours")


def more_words(count: int) -> str:
    """Say that so many rows stand on a later page."""
    return ntr("+{count} more on page 2", "+{count} more on page 2", count).format(count=count)


def words_limited(text: str, longest: int) -> tuple[str, bool]:
    """Return a text up to so many words, and whether some were left for later."""
    words = text.split()
    return (text, False) if len(words) <= longest else (" ".join(words[:longest]), True)

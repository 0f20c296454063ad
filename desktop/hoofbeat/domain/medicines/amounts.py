"""Amounts of a dose as people write them: "2", "0.5", "1/2", "½", "1½", "half"."""

from __future__ import annotations

import re
from collections.abc import Mapping
from decimal import Decimal
from types import MappingProxyType

from hoofbeat.domain.values import is_measurable, read_decimal

_PARTS: Mapping[str, Decimal] = MappingProxyType(
    {"½": Decimal("0.5"), "¼": Decimal("0.25"), "¾": Decimal("0.75"), "half": Decimal("0.5")}
)
_FRACTIONS: Mapping[tuple[int, int], Decimal] = MappingProxyType(
    {(1, 2): Decimal("0.5"), (1, 4): Decimal("0.25"), (3, 4): Decimal("0.75"), (3, 2): Decimal("1.5")}
)
AMOUNT = r"(?:(?:\d+\s+)?[13]/[24](?!\d)|\d*\s?[½¼¾]|half(?:\s+an?)?\b|\d+(?:[.,]\d+)*)"
"""What an amount looks like; `read_amount` says which number it is."""
_WITH_FRACTION = re.compile(r"(?:(\d+)\s+)?([13])/([24])")
_WITH_SIGN = re.compile(r"(\d*)\s*([½¼¾])")


def read_amount(text: str) -> Decimal:
    """Read an amount, halves and quarters included; ValueError where it is none or may be two."""
    typed = " ".join(text.casefold().split())
    if typed in ("half a", "half an"):
        typed = "half"
    if typed in _PARTS:
        return _PARTS[typed]
    signed, fraction = _WITH_SIGN.fullmatch(typed), _WITH_FRACTION.fullmatch(typed)
    if signed:
        return int(signed[1] or 0) + _PARTS[signed[2]]
    if fraction:
        part = _FRACTIONS.get((int(fraction[2]), int(fraction[3])))
        if part is None:
            raise ValueError("not a fraction of a tablet")
        return int(fraction[1] or 0) + part
    number = read_decimal(typed)
    if not is_measurable(number):
        raise ValueError("not an amount")
    return number

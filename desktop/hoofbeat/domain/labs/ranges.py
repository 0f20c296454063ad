"""What a value says about the range that its own laboratory printed: inside, outside, or that it cannot be told."""

from __future__ import annotations

import re
from decimal import Decimal
from enum import Enum

from hoofbeat.domain.labs.units import UNITS_AS_WRITTEN, KnowsUnits, unit_key
from hoofbeat.domain.records import Result

_STRICT = re.compile(r"[\s(\[]*[<>](?!=)")
_NOT_A_UNIT = re.compile(
    r"(?:\d+(?:[.,]\d+)*(?:[eE][+-]?\d+)?)|[<>≤≥=+–—()\[\],;:]|\bto\b|(?<![A-Za-z0-9])-|-(?![A-Za-z])", re.IGNORECASE
)


class Standing(Enum):
    """Where a value stands to the range printed by its own laboratory."""

    INSIDE = "inside"
    OUTSIDE = "outside"
    CANNOT_TELL = "cannot tell"


def standing(result: Result, units: KnowsUnits = UNITS_AS_WRITTEN) -> Standing:
    """Tell whether a value lies inside the printed range, only where unit and comparator leave no doubt.

    A value on the limit is inside. Where the range itself was printed with a strict sign ("<5"), that cannot be told.
    """
    low, high = result.range_low, result.range_high
    if result.value is None or (low is None and high is None) or not is_range_in_unit(result, units):
        return Standing.CANNOT_TELL
    if low is not None and high is not None and low > high:
        return Standing.CANNOT_TELL
    is_on_limit = result.value in (low, high) and result.comparator not in ("<", ">")
    if is_on_limit and _STRICT.match(result.range_text):
        return Standing.CANNOT_TELL
    return _compare(result.comparator, result.value, low, high)


def _compare(comparator: str, value: Decimal, low: Decimal | None, high: Decimal | None) -> Standing:
    is_below = low is not None and value < low
    is_above = high is not None and value > high
    if not comparator:
        return Standing.OUTSIDE if is_below or is_above else Standing.INSIDE
    if comparator in ("<", "<="):
        return _up_to(value, low, high, is_value_included=comparator == "<=")
    if comparator in (">", ">="):
        return _from(value, low, high, is_value_included=comparator == ">=")
    return Standing.CANNOT_TELL


def _up_to(value: Decimal, low: Decimal | None, high: Decimal | None, *, is_value_included: bool) -> Standing:
    """Judge a value that is anything up to a number. A range from 0 leaves nothing below it."""
    if low is not None and (value < low or (value == low and not is_value_included)):
        return Standing.OUTSIDE
    is_open_below = low is None or low == 0
    return Standing.INSIDE if is_open_below and high is not None and value <= high else Standing.CANNOT_TELL


def _from(value: Decimal, low: Decimal | None, high: Decimal | None, *, is_value_included: bool) -> Standing:
    """Judge a value that is anything from a number on."""
    if high is not None and (value > high or (value == high and not is_value_included)):
        return Standing.OUTSIDE
    return Standing.INSIDE if high is None and low is not None and value >= low else Standing.CANNOT_TELL


def is_range_in_unit(result: Result, units: KnowsUnits) -> bool:
    """Tell whether the range was printed in the value's unit, or without one."""
    rest = result.range_text
    if result.unit:
        rest = rest.replace(result.unit, " ")
    rest = _NOT_A_UNIT.sub(" ", rest).strip()
    if not rest:
        return True
    own = unit_key(result.catalogue_test, result.unit, units)
    return all(unit_key(result.catalogue_test, word, units) == own for word in rest.split())

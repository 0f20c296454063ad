"""How a result is marked on a drawing, and what of its value and its range has a place there."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from enum import Enum
from types import MappingProxyType
from typing import TypeGuard

from hoofbeat.domain.labs import UNITS_AS_WRITTEN, KnowsUnits, is_range_in_unit
from hoofbeat.domain.records import Result


class Mark(Enum):
    """How a result is marked."""

    VALUE = "value"
    AT_MOST = "at most"
    AT_LEAST = "at least"
    UNSURE = "unsure"
    WORDS = "words"


_MARKS: Mapping[str, Mark] = MappingProxyType(
    {"": Mark.VALUE, "<": Mark.AT_MOST, "<=": Mark.AT_MOST, ">": Mark.AT_LEAST, ">=": Mark.AT_LEAST}
)


_FARTHEST_EXPONENT = 1000


def mark_of(result: Result) -> Mark:
    """Return how a result is marked; one without a number that an axis can hold stands among the words."""
    return _MARKS.get(result.comparator, Mark.UNSURE) if is_drawable(result.value) else Mark.WORDS


def is_drawable(number: Decimal | None) -> TypeGuard[Decimal]:
    """Tell whether a number has a place on an axis; one with a thousand zeros is a slip."""
    return number is not None and number.is_finite() and (not number or abs(number.adjusted()) <= _FARTHEST_EXPONENT)


def printed_limits(result: Result, units: KnowsUnits = UNITS_AS_WRITTEN) -> tuple[Decimal | None, Decimal | None]:
    """Return the ends of the range printed beside a result where they may stand on its axis: the same unit, low before high."""
    low, high = result.range_low, result.range_high
    if (low is None and high is None) or not is_range_in_unit(result, units):
        return None, None
    if low is not None and high is not None and low > high:
        return None, None
    return (low, high) if _may_stand(low) and _may_stand(high) else (None, None)


def _may_stand(limit: Decimal | None) -> bool:
    return limit is None or is_drawable(limit)

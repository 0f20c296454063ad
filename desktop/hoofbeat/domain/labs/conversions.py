"""A value in another unit of the same test: only by the conversions that the catalogue allows, and never stored."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from decimal import ROUND_HALF_EVEN, Context, Decimal
from itertools import combinations, product

from hoofbeat.domain.catalogue import Conversion, LabTest
from hoofbeat.domain.labs import Series
from hoofbeat.domain.records import Result
from hoofbeat.domain.values import ReferenceRange

_FEWEST_DIGITS = 3
"""A converted number has as many digits as were printed, and at least so many: fewer would move it."""


@dataclass(frozen=True, slots=True)
class Way:
    """A conversion of the catalogue in one of its two directions; the units are UCUM codes."""

    conversion: Conversion
    is_backwards: bool = False

    @property
    def from_unit(self) -> str:
        """The unit that a value is printed in."""
        return self.conversion.to_unit if self.is_backwards else self.conversion.from_unit

    @property
    def to_unit(self) -> str:
        """The unit that it is converted to."""
        return self.conversion.from_unit if self.is_backwards else self.conversion.to_unit

    @property
    def is_exact(self) -> bool:
        """Tell whether it only writes the same amount in another way."""
        return self.conversion.kind == "exact"

    def of(self, number: Decimal) -> Decimal:
        """Convert a number, as exactly as decimals can."""
        factor, offset = self.conversion.factor, self.conversion.offset
        if factor is None:
            raise ValueError("a conversion that is allowed has a factor")
        return (number - offset) / factor if self.is_backwards else number * factor + offset


@dataclass(frozen=True, slots=True)
class Converted:
    """A value in another unit, with the range that was printed beside it. It is shown and forgotten."""

    comparator: str
    number: Decimal
    range: ReferenceRange


def ways_from(test: LabTest, unit: str) -> tuple[Way, ...]:
    """Return the ways to convert a unit (UCUM) of this test, in the order of the catalogue."""
    return tuple(way for each in test.conversions if each.is_allowed for way in _both(each) if way.from_unit == unit)


def find_refusal(test: LabTest, one: str, other: str) -> Conversion | None:
    """Return where the catalogue says that two units of this test must not be converted into each other, or None."""
    pair = {one, other}
    return next((each for each in test.conversions if not each.is_allowed and _units(each) == pair), None)


def has_units_apart(series: Iterable[Series], test: LabTest | None) -> bool:
    """Tell whether a test has results in two units that the catalogue refuses to convert into each other."""
    if test is None:
        return False
    units = dict.fromkeys(each.key.unit for each in series)
    same = {unit: {unit, *(way.to_unit for way in ways_from(test, unit) if way.is_exact)} for unit in units}
    return any(
        find_refusal(test, *pair) for one, two in combinations(units, 2) for pair in product(same[one], same[two])
    )


def converted(result: Result, way: Way) -> Converted | None:
    """Convert a result; None where it has no number. Every factor is above 0, so that "less than" stays "less than"."""
    if result.value is None or not result.value.is_finite():
        return None
    low, high = (None if limit is None else _rounded(way, limit) for limit in (result.range_low, result.range_high))
    return Converted(result.comparator, _rounded(way, result.value), ReferenceRange(low, high))


def _rounded(way: Way, number: Decimal) -> Decimal:
    digits = max(_FEWEST_DIGITS, len(number.as_tuple().digits))
    return Context(prec=digits, rounding=ROUND_HALF_EVEN).plus(way.of(number))


def _both(conversion: Conversion) -> Iterator[Way]:
    yield Way(conversion)
    yield Way(conversion, is_backwards=True)


def _units(conversion: Conversion) -> set[str]:
    return {conversion.from_unit, conversion.to_unit}

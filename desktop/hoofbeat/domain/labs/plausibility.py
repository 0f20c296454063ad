"""What is worth a second look in a result that is being entered. Nothing here is an error: keeping it is one step away."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from enum import Enum

from hoofbeat.domain.labs import UNITS_AS_WRITTEN, KnowsUnits, Measured, unit_key
from hoofbeat.domain.records import Progress
from hoofbeat.domain.values import PartialDate, ends_below_its_start, has_two_decimal_signs

_TENFOLD = Decimal(10)


class Doubt(Enum):
    """Why a result deserves a second look."""

    TENFOLD = "ten times as much or as little as last time"
    OTHER_UNIT = "another unit than last time"
    STILL_TO_COME = "taken on a day that is still to come"
    BEFORE_BIRTH = "taken before the person was born"
    THERE_ALREADY = "the same result is there already"
    UNKNOWN_UNIT = "a unit that neither the catalogue nor an earlier result has"
    TWO_DECIMAL_SIGNS = "a number with two decimal signs"
    RANGE_UPSIDE_DOWN = "a range that ends below its start"


@dataclass(frozen=True, slots=True)
class SecondLook:
    """One doubt, with the earlier result that raised it, if one did."""

    doubt: Doubt
    entered: Measured
    earlier: Measured | None = field(default=None)


def second_looks(
    entered: Measured,
    earlier: Sequence[Measured],
    *,
    today: date,
    units: KnowsUnits = UNITS_AS_WRITTEN,
    born_on: PartialDate | None = None,
) -> list[SecondLook]:
    """Return what to ask about a result before it is saved; `earlier` are results of its test and laboratory, newest first."""
    return [*date_looks(entered, today=today, born_on=born_on), *result_looks(entered, earlier, units=units)]


def date_looks(entered: Measured, *, today: date, born_on: PartialDate | None = None) -> list[SecondLook]:
    """Return what to ask about the day on which the sample was taken; the same for all its results."""
    on = entered.sample.taken_on
    if on is None:
        return []
    looks = []
    if on.first > today:
        looks.append(SecondLook(Doubt.STILL_TO_COME, entered))
    if born_on is not None and on.last < born_on.first:
        looks.append(SecondLook(Doubt.BEFORE_BIRTH, entered))
    return looks


def result_looks(
    entered: Measured, earlier: Sequence[Measured], *, units: KnowsUnits = UNITS_AS_WRITTEN
) -> list[SecondLook]:
    """Return what to ask about the value, the unit and the range of a result."""
    if entered.result.state is Progress.AWAITED:
        return []
    typed = list(_looks_as_typed(entered, earlier, units))
    is_unknown = any(look.doubt is Doubt.UNKNOWN_UNIT for look in typed)
    compared = _looks_compared(entered, earlier, units)
    return [*typed, *(look for look in compared if not (is_unknown and look.doubt is Doubt.OTHER_UNIT))]


def _looks_as_typed(entered: Measured, earlier: Sequence[Measured], units: KnowsUnits) -> Iterator[SecondLook]:
    if has_two_decimal_signs(entered.result.value_text):
        yield SecondLook(Doubt.TWO_DECIMAL_SIGNS, entered)
    if ends_below_its_start(entered.result.range_text):
        yield SecondLook(Doubt.RANGE_UPSIDE_DOWN, entered)
    if not _is_known(entered.result.unit.strip(), entered.result.catalogue_test, earlier, units):
        yield SecondLook(Doubt.UNKNOWN_UNIT, entered)


def _is_known(unit: str, test: str, earlier: Sequence[Measured], units: KnowsUnits) -> bool:
    if not unit or units is UNITS_AS_WRITTEN:
        return True
    return units.ucum_of(test, unit) is not None or any(each.result.unit.strip() == unit for each in earlier)


def _looks_compared(entered: Measured, earlier: Sequence[Measured], units: KnowsUnits) -> Iterator[SecondLook]:
    if not earlier:
        return
    same = next((each for each in earlier if _is_same(entered, each, units)), None)
    if same is not None:
        yield SecondLook(Doubt.THERE_ALREADY, entered, same)
    last = earlier[0]
    if _unit(entered, units) != _unit(last, units):
        yield SecondLook(Doubt.OTHER_UNIT, entered, last)
    elif _is_tenfold(entered.result.value, last.result.value):
        yield SecondLook(Doubt.TENFOLD, entered, last)


def _is_same(one: Measured, other: Measured, units: KnowsUnits) -> bool:
    is_same_moment = one.sample.taken_on is not None and one.moment == other.moment
    is_same_minute = one.result.minute == other.result.minute
    is_same_text = one.result.value_text.strip() == other.result.value_text.strip()
    return is_same_moment and is_same_minute and is_same_text and _unit(one, units) == _unit(other, units)


def _is_tenfold(now: Decimal | None, last: Decimal | None) -> bool:
    if not now or not last:
        return False
    smaller, larger = sorted((abs(now), abs(last)))
    return larger >= smaller * _TENFOLD


def _unit(row: Measured, units: KnowsUnits) -> str:
    return unit_key(row.result.catalogue_test, row.result.unit, units)

"""What is worth a second look in a result that is being entered. Nothing here is an error: keeping it is one step away."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from enum import Enum

from hoofbeat.domain.labs import UNITS_AS_WRITTEN, KnowsUnits, Measured, unit_key
from hoofbeat.domain.records import Progress

_TENFOLD = Decimal(10)


class Doubt(Enum):
    """Why a result deserves a second look."""

    TENFOLD = "ten times as much or as little as last time"
    OTHER_UNIT = "another unit than last time"
    STILL_TO_COME = "taken on a day that is still to come"
    THERE_ALREADY = "the same result is there already"


@dataclass(frozen=True, slots=True)
class SecondLook:
    """One doubt, with the earlier result that raised it, if one did."""

    doubt: Doubt
    entered: Measured
    earlier: Measured | None = field(default=None)


def second_looks(
    entered: Measured, earlier: Sequence[Measured], *, today: date, units: KnowsUnits = UNITS_AS_WRITTEN
) -> list[SecondLook]:
    """Return what to ask about a result before it is saved; `earlier` are results of its test and laboratory, newest first."""
    return list(_looks(entered, earlier, today, units))


def _looks(entered: Measured, earlier: Sequence[Measured], today: date, units: KnowsUnits) -> Iterator[SecondLook]:
    on = entered.sample.taken_on
    if on is not None and on.first > today:
        yield SecondLook(Doubt.STILL_TO_COME, entered)
    if entered.result.state is Progress.AWAITED or not earlier:
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

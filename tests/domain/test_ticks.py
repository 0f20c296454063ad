"""Ticks are round, exact, and hold what they are made for."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hoofbeat.domain.ticks import DATE_STEPS, FIRST_DAY, LAST_DAY, Calendar, DateStep, minutes_between, value_axis

numbers = st.decimals(min_value=-(10**9), max_value=10**9, places=4)


@given(numbers, numbers, st.integers(1, 12))
def test_an_axis_holds_both_values_in_round_steps(one: Decimal, two: Decimal, most: int) -> None:
    low, high = min(one, two), max(one, two)
    axis = value_axis(low, high, most)
    assert axis.low <= low <= high <= axis.high
    assert len(axis.ticks) - 1 <= max(2, most)
    assert axis.step.normalize().as_tuple().digits in {(1,), (2,), (5,)}
    assert axis.ticks[0] == axis.low
    assert axis.ticks[-1] == axis.high


@given(numbers, numbers)
def test_the_text_of_a_tick_is_exactly_its_value(one: Decimal, two: Decimal) -> None:
    axis = value_axis(min(one, two), max(one, two), 5)
    assert [Decimal(axis.text_of(tick)) for tick in axis.ticks] == list(axis.ticks)


@pytest.mark.parametrize(
    ("low", "high", "most", "texts"),
    [
        ("0", "212", 5, ["0", "50", "100", "150", "200", "250"]),
        ("0", "0.3", 3, ["0.0", "0.1", "0.2", "0.3"]),
        ("134", "145", 4, ["130", "135", "140", "145"]),
        ("0", "0", 2, ["0.0", "0.5", "1.0"]),
        ("-2", "2", 4, ["-2", "-1", "0", "1", "2"]),
        ("0", "4500000", 3, ["0", "2000000", "4000000", "6000000"]),
        ("0", "1e300", 2, ["0", "5e299", "1e300"]),
    ],
)
def test_axes_that_a_person_would_draw(low: str, high: str, most: int, texts: list[str]) -> None:
    axis = value_axis(Decimal(low), Decimal(high), most)
    assert [axis.text_of(tick) for tick in axis.ticks] == texts


def test_numbers_too_close_to_tell_apart_get_an_axis_from_zero() -> None:
    axis = value_axis(Decimal("1e30"), Decimal("1e30") + 1, 5)
    assert axis.low == 0
    assert axis.high >= Decimal("1e30") + 1


@given(st.sampled_from(DATE_STEPS), st.dates(), st.integers(1, 20_000))
def test_ticks_of_dates_lie_inside_in_order(step: DateStep, day: date, length: int) -> None:
    first = day.toordinal()
    last = min(LAST_DAY, first + min(length, int(step.about_days * 60)))
    found = list(step.between(first, last))
    assert found == sorted(set(found))
    assert all(first <= each.toordinal() <= last for each in found)
    if step.counts is Calendar.YEARS:
        assert all((each.month, each.day) == (1, 1) for each in found)
    elif step.counts is Calendar.MONTHS:
        assert all(each.day == 1 and (each.month - 1) % step.every == 0 for each in found)


def test_the_ends_of_the_calendar_end_the_ticks() -> None:
    for step in DATE_STEPS:
        assert len(list(step.between(LAST_DAY - 400, LAST_DAY + 5))) < 500
        assert len(list(step.between(FIRST_DAY - 5, FIRST_DAY + 400))) < 500


@pytest.mark.parametrize(
    ("first", "last", "every", "minutes"),
    [(-1.5, 31.5, 10, [0, 10, 20, 30]), (-10, 5, 5, [-10, -5, 0, 5]), (0, 4320, 1440, [0, 1440, 2880, 4320])],
)
def test_ticks_of_minutes(first: float, last: float, every: int, minutes: list[int]) -> None:
    assert list(minutes_between(first, last, every)) == minutes

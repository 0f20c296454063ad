"""Partly known dates, wall times, values and ranges as printed."""

from __future__ import annotations

from datetime import date, time
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hoofbeat.domain.values import PartialDate, Period, WallTime, read_range, read_value

partial_dates = st.dates(min_value=date(1000, 1, 1)).flatmap(
    lambda day: st.sampled_from(
        [PartialDate.of(day), PartialDate(day.year, day.month), PartialDate(day.year)],
    )
)


@given(partial_dates)
def test_a_partly_known_date_survives_as_text(day: PartialDate) -> None:
    assert PartialDate.parse(str(day)) == day
    assert day.first <= day.last


@given(partial_dates, partial_dates)
def test_backwards_as_text_a_partly_known_date_follows_its_period(one: PartialDate, two: PartialDate) -> None:
    if one.first <= two.first and two.last <= one.last and one != two:
        assert sorted([str(one), str(two)], reverse=True) == [str(two), str(one)]


@pytest.mark.parametrize(
    "text", ["2026-02-31", "2026-13", "26-03-01", "2026-3-1", "", "today", "2026-00-01", "2023-02-29"]
)
def test_what_is_no_date_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match=r"."):
        PartialDate.parse(text)


def test_the_last_day_of_a_month_knows_leap_years() -> None:
    assert PartialDate(2024, 2).last == date(2024, 2, 29)
    assert PartialDate(2019).last == date(2019, 12, 31)


@given(partial_dates, st.none() | st.times())
def test_a_wall_time_survives_as_text_to_the_minute(day: PartialDate, at: time | None) -> None:
    at = at.replace(second=0, microsecond=0) if at is not None and day.is_exact else None
    assert WallTime.parse(str(WallTime(day, at))) == WallTime(day, at)


def test_a_time_needs_its_day() -> None:
    with pytest.raises(ValueError, match="needs its day"):
        WallTime.parse("2026-03T10:30")


@pytest.mark.parametrize(
    ("text", "comparator", "number"),
    [
        ("5", None, "5"),
        ("5.0", None, "5.0"),
        ("<5", "<", "5"),
        ("> 2000", ">", "2000"),
        ("≤ 0.5", "<=", "0.5"),
        ("≥3", ">=", "3"),
        ("1,2", None, "1.2"),
        ("1.2e3", None, "1.2e3"),
        ("-0.3", None, "-0.3"),
        ("1,234.5", None, "1234.5"),
        ("1.234,5", None, "1234.5"),
        ("0,123", None, "0.123"),
        ("12,345,678", None, "12345678"),
        ("1.234", None, "1.234"),
    ],
)
def test_values_as_printed_are_understood(text: str, comparator: str | None, number: str) -> None:
    reading = read_value(text)
    assert reading.text == text
    assert reading.comparator == comparator
    assert str(reading.number) == str(Decimal(number))


@pytest.mark.parametrize(
    "text", ["trace", "NEG", "see note", "", "1,2,3", "1.2.3", "5 mg", "--5", "<", "1e", "12 34", "١٢"]
)
def test_words_stay_words(text: str) -> None:
    reading = read_value(text)
    assert (reading.text, reading.comparator, reading.number) == (text, None, None)


def test_a_comma_that_may_mean_two_numbers_is_not_guessed() -> None:
    assert read_value("1,234").is_doubtful
    assert read_value("1,234").number is None
    assert read_value("1,234", decimal_comma=True).number == Decimal("1.234")
    assert read_value("1,234", decimal_comma=False).number == Decimal(1234)


@given(st.decimals(allow_nan=False, allow_infinity=False, places=3), st.sampled_from(["", "<", ">", "<=", ">="]))
def test_any_number_is_read_with_all_its_digits(number: Decimal, sign: str) -> None:
    reading = read_value(f"{sign}{number:f}")
    assert str(reading.number) == f"{number:f}"
    assert (reading.comparator or "") == sign


@given(st.text(max_size=40))
def test_no_text_is_lost_or_raises(text: str) -> None:
    assert read_value(text).text == text
    assert read_range(text).text == text


@pytest.mark.parametrize(
    ("text", "low", "high"),
    [
        ("0 to 93", "0", "93"),
        ("13 à 115", "13", "115"),
        ("3,5 bis 5,1", "3.5", "5.1"),
        ("0-93", "0", "93"),
        ("0 – 93", "0", "93"),
        ("(0.5 - 1.2)", "0.5", "1.2"),
        ("-2 to 2", "-2", "2"),
        ("0,5 - 1,2", "0.5", "1.2"),
        ("< 5", None, "5"),
        (">=40", "40", None),
    ],
)
def test_ranges_as_printed_are_understood(text: str, low: str | None, high: str | None) -> None:
    understood = read_range(text)
    assert understood.low == (None if low is None else Decimal(low))
    assert understood.high == (None if high is None else Decimal(high))


@pytest.mark.parametrize("text", ["negative", "500 to 10,000", "()", "see report", "1-2-3"])
def test_a_range_in_doubt_stays_text(text: str) -> None:
    understood = read_range(text)
    assert (understood.low, understood.high, understood.text) == (None, None, text)


def test_a_period_in_doubt_includes_the_day() -> None:
    march = Period(PartialDate(2026, 3), PartialDate(2026, 3))
    assert march.may_include(date(2026, 3, 31))
    assert not march.may_include(date(2026, 4, 1))
    assert Period().may_include(date(1900, 1, 1))


@pytest.mark.parametrize("text", ["5E101", "<1e150", "1e-200", "9" * 150, "0e300"])
def test_a_number_that_nothing_measures_stays_text(text: str) -> None:
    reading = read_value(text)
    assert (reading.text, reading.number, reading.comparator, reading.is_doubtful) == (text, None, None, False)


def test_a_range_may_be_printed_with_exponents() -> None:
    found = read_range("1e-07 - 5e-07")
    assert (found.low, found.high) == (Decimal("1E-7"), Decimal("5E-7"))

"""Repetition: the same moments as the calendar library's, where that one is safe to ask; and always an end."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from dateutil.rrule import rrulestr  # type: ignore[import-untyped]  # ships no types
from hypothesis import given, settings
from hypothesis import strategies as st

from hoofbeat.domain.recurrence import MOST_MOMENTS, Frequency, Rule, between, moments_near
from hoofbeat.exchange.ics.rules import read_rule


def at(year: int, month: int, day: int, hour: int = 0) -> datetime:
    return datetime(year, month, day, hour)  # noqa: DTZ001  # wall time: rules know no zones


START = st.datetimes(at(2024, 1, 1), at(2027, 12, 31)).map(
    lambda moment: moment.replace(day=min(moment.day, 28), hour=9, second=0, microsecond=0)
)
DAYS = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")
FAR = date(2031, 12, 31)


def listed(values: st.SearchStrategy[Any]) -> st.SearchStrategy[str]:
    return st.lists(values.map(str), min_size=1, max_size=3, unique=True).map(",".join)


# Only days that every month and year has, and only parts that do meet: the library looks for a day that never comes until 9999.
WEEKDAYS = listed(st.sampled_from(DAYS))
# Not "each Friday" beside "the first Monday" either: the library then finds neither.
PLACED = WEEKDAYS | listed(st.tuples(st.sampled_from(["1", "2", "-1", "-2"]), st.sampled_from(DAYS)).map("".join))
MONTHS = listed(st.integers(1, 12))
PARTS: dict[Frequency, list[dict[str, st.SearchStrategy[str]]]] = {
    Frequency.DAILY: [{"BYDAY": WEEKDAYS}, {"BYMONTH": MONTHS}, {"BYDAY": WEEKDAYS, "BYMONTH": MONTHS}],
    Frequency.WEEKLY: [{"BYDAY": WEEKDAYS}, {"BYMONTH": MONTHS}],
    Frequency.MONTHLY: [{"BYDAY": PLACED}, {"BYMONTHDAY": listed(st.sampled_from([1, 15, 28, -1, -28]))}],
    Frequency.YEARLY: [
        {"BYDAY": PLACED},
        {"BYMONTH": MONTHS, "BYDAY": PLACED},
        {"BYMONTH": MONTHS, "BYMONTHDAY": listed(st.sampled_from([1, 15, 28, -1, -28]))},
        {"BYYEARDAY": listed(st.sampled_from([1, 60, 200, 365, -1, -365]))},
    ],
}


@st.composite
def tame_rules(draw: st.DrawFn) -> str:
    frequency = draw(st.sampled_from(list(Frequency)))
    parts = [f"FREQ={frequency.value}", f"INTERVAL={draw(st.integers(1, 5))}", f"WKST={draw(st.sampled_from(DAYS))}"]
    nothing: dict[str, st.SearchStrategy[str]] = {}
    chosen = draw(st.sampled_from([nothing, *PARTS[frequency]]))
    parts += [f"{name}={draw(values)}" for name, values in chosen.items()]
    # In its first week the library counts places from the start on, and not from where the week begins.
    has_places: bool = frequency is not Frequency.WEEKLY and draw(st.booleans())
    if chosen and has_places:
        parts.append(f"BYSETPOS={draw(listed(st.sampled_from([1, -1])))}")
    return ";".join([*parts, *draw(st.sampled_from([(), ("COUNT=7",), ("UNTIL=20300301T120000",)]))])


@settings(max_examples=80, deadline=None)
@given(tame_rules(), START)
def test_the_moments_are_those_of_the_calendar_library(sent: str, start: datetime) -> None:
    theirs = list(rrulestr(sent, dtstart=start).between(at(2023, 1, 1), at(2031, 12, 31, 23), inc=True))
    ours = list(between(read_rule(sent, start=start, zone=""), start, earliest=start.date(), last=FAR))
    if start in theirs:
        assert ours == theirs
    else:  # RFC 5545 counts the start as the first moment whether or not it fits; the library does not
        assert ours[0] == start
        assert ours[1:] == theirs[: len(ours) - 1]


def test_the_first_day_of_a_week_is_counted_from_where_the_week_begins() -> None:
    start = at(2024, 1, 2, 9)  # a Tuesday, after the Monday that is the first of its week
    rule = read_rule("FREQ=WEEKLY;WKST=MO;BYDAY=MO,WE;BYSETPOS=1;COUNT=3", start=start, zone="")
    moments = list(between(rule, start, earliest=start.date(), last=FAR))
    assert moments == [start, at(2024, 1, 8, 9), at(2024, 1, 15, 9)]


@given(tame_rules(), START, st.dates(date(2023, 1, 1), date(2033, 1, 1)))
@settings(max_examples=40, deadline=None)
def test_no_rule_gives_more_than_is_kept_and_each_gives_its_first(sent: str, start: datetime, today: date) -> None:
    near = moments_near(read_rule(sent, start=start, zone=""), start, today=today)
    assert start in near.kept
    assert len(near.kept) <= MOST_MOMENTS
    assert list(near.kept) == sorted(set(near.kept))


def test_a_short_series_is_whole_and_a_long_one_is_not() -> None:
    start = at(2026, 3, 2, 9)
    short = moments_near(Rule(Frequency.WEEKLY, count=5), start, today=date(2026, 3, 20))
    assert (len(short.kept), short.is_whole) == (5, True)
    assert not moments_near(Rule(Frequency.WEEKLY), start, today=date(2026, 3, 20)).is_whole
    assert not moments_near(Rule(Frequency.DAILY, count=61), start, today=date(2026, 3, 20)).is_whole


def test_a_series_that_ended_long_ago_gives_its_last_dates() -> None:
    rule = Rule(Frequency.MONTHLY, until=at(2015, 6, 30))
    near = moments_near(rule, at(2015, 1, 15, 8), today=date(2026, 3, 1))
    assert [moment.month for moment in near.kept] == [1, 2, 3, 4, 5, 6]
    assert near.is_whole

"""Entries in one order, whatever is known of their dates, and the filter that lets some of them through."""

from __future__ import annotations

import itertools
from datetime import date, time

from hypothesis import given, settings
from hypothesis import strategies as st

from hoofbeat.domain.timeline import (
    Entry,
    Event,
    Group,
    Place,
    TimelineFilter,
    by_month,
    end_key,
    is_older,
    moment_key,
    newest_first,
)
from hoofbeat.domain.values import PartialDate
from tests.made_up import allergy, day

PARTLY = st.builds(
    lambda on, length: PartialDate.parse(on.isoformat()[:length]),
    st.dates(date(2019, 1, 1), date(2020, 12, 31)),
    st.sampled_from((4, 7, 10)),
)


def entry(on: PartialDate | None, at: time | None = None, event: Event = Event.ALLERGY) -> Entry:
    return Entry(event, on, at, allergy())


def dates(entries: list[Entry]) -> list[str]:
    return [moment_key(each.on, each.at) for each in entries]


def test_a_partly_known_date_stands_after_the_known_ones_of_its_period_and_none_at_the_end() -> None:
    listed = [
        entry(None),
        *(entry(day(text)) for text in ("2019", "2019-03", "2019-03-14", "2019-12-31", "2020-01-01")),
    ]
    listed.append(entry(day("2019-03-14"), time(9, 30)))
    assert dates(newest_first(listed)) == [
        "2020-01-01",
        "2019-12-31",
        "2019-03-14T09:30",
        "2019-03-14",
        "2019-03",
        "2019",
        "",
    ]


@settings(max_examples=60)
@given(st.lists(st.one_of(st.none(), PARTLY), max_size=12))
def test_each_entry_is_older_than_the_ones_above_it_and_none_is_lost(days: list[PartialDate | None]) -> None:
    ordered = newest_first(entry(each, event=Event(1 + number % 12)) for number, each in enumerate(days))
    assert len(ordered) == len(days)
    places = [each.place for each in ordered]
    assert all(is_older(lower, upper) and not is_older(upper, lower) for upper, lower in itertools.pairwise(places))


@settings(max_examples=60)
@given(PARTLY, st.one_of(st.none(), PARTLY), st.one_of(st.none(), PARTLY))
def test_in_doubt_a_date_lies_in_the_period(
    on: PartialDate, start: PartialDate | None, end: PartialDate | None
) -> None:
    wanted = TimelineFilter(start=start, end=end)
    may_be_in = (start is None or on.last >= start.first) and (end is None or on.first <= end.last)
    assert wanted.has_date(moment_key(on)) >= may_be_in
    if not may_be_in and on.is_exact:
        assert not wanted.has_date(moment_key(on))


def test_the_end_of_a_year_lies_behind_its_last_minute_and_before_the_next() -> None:
    assert moment_key(day("2019-12-31"), time(23, 59)) < end_key(day("2019")) < "2020"


def test_all_entries_of_a_month_stand_below_one_heading() -> None:
    days = ("2019-03-14", "2019-03-02", "2019-03", "2019", None)
    months = by_month([entry(None if text is None else day(text)) for text in days])
    assert [(month, len(entries)) for month, entries in months] == [(day("2019-03"), 3), (day("2019"), 1), (None, 1)]


def test_every_event_is_in_one_group_of_the_filter() -> None:
    assert TimelineFilter().events == set(Event)
    assert TimelineFilter(groups=frozenset({Group.DOSES})).events == {Event.DOSE}


def test_entries_of_one_moment_have_an_order_too() -> None:
    upper, lower = Place("2019", Event.DOSE, "a"), Place("2019", Event.NOTE, "a")
    assert is_older(lower, upper)
    assert not is_older(upper, upper)

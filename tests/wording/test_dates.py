from __future__ import annotations

from datetime import date, datetime, time, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hoofbeat.domain.values import PartialDate, WallTime
from hoofbeat.wording import dates


@pytest.mark.parametrize(
    ("iso", "words"), [("2026-03-03", "3 March 2026"), ("2019-03", "March 2019"), ("2019", "2019")]
)
def test_a_date_is_said_as_far_as_it_is_known(iso: str, words: str) -> None:
    assert dates.date_words(PartialDate.parse(iso)) == words


def test_a_table_has_short_months() -> None:
    assert dates.date_words(date(2026, 9, 24), is_short=True) == "24 Sept 2026"


@pytest.mark.parametrize(
    ("iso", "words"),
    [
        ("2026-03-04T10:30", "Wednesday 4 March 2026, 10:30am"),
        ("2026-03-04T00:00", "Wednesday 4 March 2026, midnight"),
        ("2026-03-04T12:00", "Wednesday 4 March 2026, midday"),
        ("2026-03-04", "Wednesday 4 March 2026"),
        ("2026-03", "March 2026"),
    ],
)
def test_an_appointment_is_said_with_its_weekday(iso: str, words: str) -> None:
    assert dates.moment_words(WallTime.parse(iso)) == words


@pytest.mark.parametrize(
    ("at", "twelve", "twenty_four"),
    [
        ("00:00", "midnight", "00:00"),
        ("00:30", "12:30am", "00:30"),
        ("09:05", "9:05am", "09:05"),
        ("10:00", "10am", "10:00"),
        ("12:00", "midday", "12:00"),
        ("12:01", "12:01pm", "12:01"),
        ("13:15", "1:15pm", "13:15"),
        ("23:59", "11:59pm", "23:59"),
    ],
)
def test_a_time_is_said_in_twelve_or_in_twenty_four_hours(at: str, twelve: str, twenty_four: str) -> None:
    clock = time.fromisoformat(at)
    assert dates.time_words(clock) == twelve
    assert dates.time_words(clock, uses_24_hours=True) == twenty_four


@pytest.mark.parametrize(
    ("start", "end", "words"),
    [
        ("2026-03-03", "2026-03-05", "3 to 5 March 2026"),
        ("2026-02-28", "2026-03-03", "28 February to 3 March 2026"),
        ("2025-12-30", "2026-01-02", "30 December 2025 to 2 January 2026"),
        ("2019-03", "2019-05", "March to May 2019"),
        ("2019", "2021", "2019 to 2021"),
        ("2019-03", "2019-05-02", "March 2019 to 2 May 2019"),
        ("2026-03-03", "2026-03-03", "3 March 2026"),
        ("2019", None, "since 2019"),
        (None, "2019-03", "until March 2019"),
        (None, None, ""),
    ],
)
def test_a_span_is_said_with_to(start: str | None, end: str | None, words: str) -> None:
    first, last = (None if text is None else PartialDate.parse(text) for text in (start, end))
    assert dates.period_words(first, last) == words


def test_a_day_that_is_not_known_is_said_so() -> None:
    assert dates.day_not_known(PartialDate(2019, 3)) == "March 2019 (day not known)"
    assert dates.day_not_known(None) == "date not known"
    assert dates.day_not_known(PartialDate(2019, 3, 1)) == "1 March 2019"


@pytest.mark.parametrize(("days", "words"), [(0, "today"), (1, "1 day ago"), (25, "25 days ago")])
def test_days_gone_by_are_counted(days: int, words: str) -> None:
    assert dates.days_ago(days) == words


def test_a_moment_of_the_record_is_said_with_its_time() -> None:
    moment = datetime(2026, 3, 3, 9, 12)  # noqa: DTZ001  the wall clock is meant
    assert dates.timestamp_words(moment) == "3 March 2026, 9:12am"


@given(st.dates(min_value=date(1900, 1, 1), max_value=date(2200, 12, 31)))
def test_every_date_has_words_of_its_own(on: date) -> None:
    words = dates.weekday_date_words(on)
    assert words != dates.weekday_date_words(on + timedelta(days=1))
    assert datetime.strptime(words, "%A %d %B %Y").date() == on  # noqa: DTZ007  only the date is read back

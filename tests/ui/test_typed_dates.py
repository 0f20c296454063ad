"""Typed dates and times: understood in every usual form, asked about when they may mean two days, never guessed."""

from __future__ import annotations

from datetime import date, time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hoofbeat.domain.values import PartialDate
from hoofbeat.ui.typed_dates import understand_date, understand_time
from hoofbeat.wording.dates import MONTHS

TODAY = date(2026, 3, 3)


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("14 3 2026", "2026-03-14"),
        ("14/3/2026", "2026-03-14"),
        ("3/14/2026", "2026-03-14"),
        ("3/3/2026", "2026-03-03"),
        ("14.3.2026", "2026-03-14"),
        ("3.4.2026", "2026-04-03"),
        ("2026-03-14", "2026-03-14"),
        ("2026-03", "2026-03"),
        ("March 2019", "2019-03"),
        ("mar 2019", "2019-03"),
        ("3/2019", "2019-03"),
        ("2019", "2019"),
        ("3 March 2026", "2026-03-03"),
        ("March 3, 2026", "2026-03-03"),
        ("3rd of March 2026", "2026-03-03"),
        ("  Sept 2020 ", "2020-09"),
        ("today", "2026-03-03"),
        ("yesterday", "2026-03-02"),
        ("29 February 2024", "2024-02-29"),
    ],
)
def test_a_clear_date_is_understood(typed: str, meant: str) -> None:
    assert understand_date(typed, today=TODAY).date == PartialDate.parse(meant)


@pytest.mark.parametrize(
    ("typed", "candidates"),
    [
        ("3/3/26", ["2026-03-03"]),
        ("3/4/2026", ["2026-04-03", "2026-03-04"]),
        ("3/4/26", ["2026-04-03", "2026-03-04"]),
        ("2 May 58", ["1958-05-02"]),
        ("13/4/26", ["2026-04-13"]),
    ],
)
def test_a_doubtful_date_is_asked_about(typed: str, candidates: list[str]) -> None:
    found = understand_date(typed, today=TODAY)
    assert found.date is None
    assert [str(each) for each in found.candidates] == candidates


@pytest.mark.parametrize(
    "typed",
    [
        "31 2 2026",
        "2026-02-31",
        "29 February 2026",
        "99/99/9999",
        "abc",
        "3",
        "3 ma 2026",
        "0/1/2026",
        "12;3;2026",
        "",
        "1 2 3 4",
        "1 March April",
    ],
)
def test_what_is_no_date_is_not_guessed_at(typed: str) -> None:
    assert understand_date(typed, today=TODAY).candidates == ()


@given(st.dates(min_value=date(1000, 1, 1)))
def test_every_day_is_understood_as_the_program_writes_it(day: date) -> None:
    for typed in (f"{day.day} {MONTHS[day.month - 1]} {day.year}", day.isoformat()):
        assert understand_date(typed, today=TODAY).date == PartialDate.of(day)


@given(st.text(max_size=30))
def test_no_text_whatever_raises(text: str) -> None:
    understand_date(text, today=TODAY)
    understand_time(text)


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("10:30", time(10, 30)),
        ("10.30", time(10, 30)),
        ("1030", time(10, 30)),
        ("930", time(9, 30)),
        ("9", time(9)),
        ("10:30am", time(10, 30)),
        ("3 pm", time(15)),
        ("12am", time(0)),
        ("12pm", time(12)),
        ("10:30 p.m.", time(22, 30)),
        ("midday", time(12)),
        ("midnight", time(0)),
    ],
)
def test_a_time_of_day_is_understood(typed: str, meant: time) -> None:
    assert understand_time(typed) == meant


@pytest.mark.parametrize("typed", ["25:00", "10:75", "13pm", "0am", "soon", ""])
def test_what_is_no_time_is_not_guessed_at(typed: str) -> None:
    assert understand_time(typed) is None

"""How much and how often, as people write it on paper: understood wholly, or not at all and kept as written."""

from __future__ import annotations

from datetime import time
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given as forall
from hypothesis import strategies as st

from hoofbeat.domain.checks import problems_of
from hoofbeat.domain.medicines import clock_doses
from hoofbeat.domain.medicines.amounts import read_amount
from hoofbeat.domain.medicines.clock_times import impossible_time
from hoofbeat.domain.medicines.written_doses import read_dose
from hoofbeat.domain.records import Schedule
from tests.made_up import phase

DAILY = {"schedule": Schedule.DAILY}


@pytest.mark.parametrize(
    ("text", "values"),
    [
        ("1-0-1", DAILY | {"morning": 1, "evening": 1}),
        ("1 - 1 - 2 - 1", DAILY | {"morning": 1, "midday": 1, "evening": 2, "bedtime": 1}),
        ("½-0-1/2", DAILY | {"morning": "0.5", "evening": "0.5"}),
        ("20 mg 1-0-0", DAILY | {"amount": 20, "unit": "mg", "morning": 1}),
        ("twice daily", DAILY | {"times_per_day": 2}),
        ("3 times a day", DAILY | {"times_per_day": 3}),
        ("2x/day", DAILY | {"times_per_day": 2}),
        ("tid", DAILY | {"times_per_day": 3}),
        ("daily", DAILY),
        ("every 4 weeks", {"schedule": Schedule.EVERY_WEEKS, "every": 4}),
        ("120 mg every 28 days", {"schedule": Schedule.EVERY_DAYS, "every": 28, "amount": 120, "unit": "mg"}),
        ("Every other day", {"schedule": Schedule.EVERY_DAYS, "every": 2}),
        ("weekly", {"schedule": Schedule.EVERY_WEEKS, "every": 1}),
        ("every 8 hours", {"schedule": Schedule.EVERY_HOURS, "every": 8}),
        ("20 mg at bedtime", DAILY | {"amount": 20, "unit": "mg", "bedtime": 20}),
        ("half a tablet in the morning", DAILY | {"amount": "0.5", "unit": "tablet", "morning": "0.5"}),
        (
            "2 capsules morning, noon and evening",
            DAILY | {"amount": 2, "unit": "capsules", "morning": 2, "midday": 2, "evening": 2},
        ),
        ("on Monday and Thursday", {"schedule": Schedule.DAYS_OF_WEEK, "days_of_week": "Monday, Thursday"}),
        ("on the 5th of each month", {"schedule": Schedule.DAY_OF_MONTH, "day_of_month": 5}),
        ("14 days on, 14 off", {"schedule": Schedule.CYCLE, "days_on": 14, "days_off": 14}),
        ("as needed, at most 4 in 24 hours", {"schedule": Schedule.AS_NEEDED, "limit": "at most 4 in 24 hours"}),
        ("8am and 8pm", DAILY | {"at_times": "8am and 8pm"}),
        ("08:00 (2), 20:00 (1)", DAILY | {"at_times": "08:00 (2), 20:00 (1)"}),
        ("once", {"schedule": Schedule.ONCE}),
    ],
)
def test_what_is_unmistakable_is_understood(text: str, values: dict[str, Any]) -> None:
    found = read_dose(text)
    assert found is not None
    meant = phase(**values)
    assert phase(**found.values).replaced(id=meant.id) == meant


@pytest.mark.parametrize(
    "text",
    [
        "",
        "with food",
        "2 daily",
        "2 capsules 1-0-1",
        "1-2 tablets daily",
        "monthly",
        "every 4 to 6 hours",
        "every 0 days",
        "every 10000 days",
        "up to 3 times a day",
        "20 mg daily for 7 days",
        "10,000 units daily",
        "twice daily at 8am",
        "twice daily in the morning",
        "weekly on Monday",
        "at bedtime",
        "0-0-0",
        "25:00",
        "on the 32nd of each month",
    ],
)
def test_what_may_mean_two_things_or_nothing_is_kept_as_written(text: str) -> None:
    assert read_dose(text) is None


def test_an_amount_that_stands_apart_is_that_of_the_part_of_the_day() -> None:
    found = read_dose("at bedtime", amount=Decimal(20), unit="mg")
    assert found is not None
    assert (found.values["amount"], found.values["bedtime"]) == (Decimal(20), Decimal(20))
    assert read_dose("10 mg at bedtime", amount=Decimal(20), unit="mg") is None


@forall(st.text(alphabet="0123456789 -/.,:½()abdeghiklmnoprstwxy", max_size=60))
def test_any_text_is_either_understood_as_a_dose_that_may_be_saved_or_kept(text: str) -> None:
    found = read_dose(text)
    if found is not None and not any(value == 0 for value in found.values.values()):
        assert problems_of(phase(**found.values)) == []


@pytest.mark.parametrize(
    ("text", "times"),
    [
        ("08:00, 20:00", [(time(8), None), (time(20), None)]),
        ("8pm, 8am", [(time(8), None), (time(20), None)]),
        ("12am and 12pm", [(time(0), None), (time(12), None)]),
        ("08:00 (2), 20:00 (1.5)", [(time(8), Decimal(2)), (time(20), Decimal("1.5"))]),
        ("7.30 x 1/2", [(time(7, 30), Decimal("0.5"))]),
        ("8", []),
        ("24:00", []),
        ("13pm", []),
        ("after lunch", []),
        ("", []),
    ],
)
def test_times_on_the_clock_are_understood_or_not_at_all(text: str, times: list[tuple[time, Decimal | None]]) -> None:
    assert [(each.at, each.amount) for each in clock_doses(text)] == times


def test_a_time_that_no_clock_shows_is_found() -> None:
    assert impossible_time("08:00, 25:00") == "25:00"
    assert impossible_time("08:00 with food") == ""


@pytest.mark.parametrize(
    ("text", "amount"),
    [("2", "2"), ("0,5", "0.5"), ("½", "0.5"), ("1½", "1.5"), ("1 1/2", "1.5"), ("3/4", "0.75"), ("half", "0.5")],
)
def test_halves_and_quarters_are_amounts(text: str, amount: str) -> None:
    assert read_amount(text) == Decimal(amount)


@pytest.mark.parametrize("text", ["", "3/4/2", "1,234", "two", "3/3", "-1/2"])
def test_what_is_no_amount_is_refused(text: str) -> None:
    with pytest.raises(ValueError):  # any reason will do
        read_amount(text)

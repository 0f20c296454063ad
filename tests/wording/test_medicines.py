from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from hoofbeat.domain.medicines import (
    ClockChange,
    DosePlan,
    MedicineChange,
    MedicineEvent,
    PlanRule,
    TakenCount,
    dose_near,
)
from hoofbeat.domain.records import DayPart, GivenState, Schedule, Side
from hoofbeat.domain.values import Period, WallTime
from hoofbeat.wording import medicines
from tests.made_up import day, given, medication, phase


def said(text: str) -> str:
    return text.replace("\N{NO-BREAK SPACE}", " ")


@pytest.mark.parametrize(
    ("values", "words"),
    [
        ({"amount": 120, "unit": "mg", "schedule": Schedule.EVERY_DAYS, "every": 28}, "120 mg every 28 days"),
        ({"amount": 120, "unit": "mg", "schedule": Schedule.EVERY_WEEKS, "every": 4}, "120 mg every 4 weeks"),
        ({"amount": 30, "unit": "mg", "schedule": Schedule.EVERY_WEEKS, "every": 1}, "30 mg every week"),
        ({"amount": 50, "unit": "mcg", "schedule": Schedule.EVERY_HOURS, "every": 8}, "50 micrograms every 8 hours"),
        ({"unit": "capsule", "morning": 2, "schedule": Schedule.DAILY}, "2 capsules in the morning"),
        (
            {"unit": "capsule", "morning": 2, "midday": 1, "evening": 2, "schedule": Schedule.DAILY},
            "2 capsules in the morning, 1 capsule at midday and 2 capsules in the evening",
        ),
        (
            {"amount": 20, "unit": "mg", "morning": 1, "bedtime": 1, "schedule": Schedule.DAILY},
            "20 mg: 1 in the morning and at bedtime",
        ),
        (
            {"amount": 2, "unit": "capsules", "morning": 2, "midday": 2, "evening": 2, "schedule": Schedule.DAILY},
            "2 capsules in the morning, at midday and in the evening",
        ),
        ({"amount": 20, "unit": "mg", "bedtime": 20, "schedule": Schedule.DAILY}, "20 mg at bedtime"),
        (
            {"amount": 20, "unit": "mg", "morning": 20, "bedtime": 40, "schedule": Schedule.DAILY},
            "20 mg in the morning and 40 mg at bedtime",
        ),
        ({"amount": 20, "unit": "mg", "schedule": Schedule.DAILY}, "20 mg every day"),
        ({"amount": 20, "unit": "mg", "times_per_day": 2, "schedule": Schedule.DAILY}, "20 mg 2 times a day"),
        ({"amount": 20, "unit": "mg", "schedule": Schedule.AS_NEEDED}, "20 mg as needed"),
        (
            {"amount": 1, "unit": "tablet", "schedule": Schedule.DAYS_OF_WEEK, "days_of_week": "thu, Monday"},
            "1 tablet on Monday and Thursday",
        ),
        (
            {"amount": 1, "unit": "mg", "schedule": Schedule.DAY_OF_MONTH, "day_of_month": 5},
            "1 mg on day 5 of each month",
        ),
        (
            {
                "amount": 750,
                "unit": "mg",
                "schedule": Schedule.CYCLE,
                "days_on": 14,
                "days_off": 14,
                "times_per_day": 2,
            },
            "750 mg for 14 days, then 14 days without, 2 times a day",
        ),
        ({"amount": 4, "unit": "mg", "schedule": Schedule.ONCE}, "4 mg once"),
        ({"schedule": Schedule.AS_WRITTEN, "instructions": "as told on  the leaflet"}, "as told on the leaflet"),
        (
            {"amount": 20, "unit": "mg", "schedule": Schedule.DAILY, "instructions": "with food"},
            "20 mg every day (as written: with food)",
        ),
        ({"amount": 20, "unit": "mg", "schedule": Schedule.DAILY, "at_times": "08:00"}, "20 mg every day at 08:00"),
        ({"schedule": Schedule.EVERY_WEEKS, "every": None}, ""),
        (
            {"amount": 2, "unit": "mg", "schedule": Schedule.AS_NEEDED, "limit": "no more than 4 in 24 hours"},
            "2 mg as needed, no more than 4 in 24 hours",
        ),
        (
            {"unit": "tablet", "schedule": Schedule.DAILY, "at_times": "8am (2), 8pm (1)"},
            "2 tablets at 08:00 and 1 tablet at 20:00",
        ),
        (
            {"amount": 4, "schedule": Schedule.AS_WRITTEN, "instructions": "4 every day"},
            "4 every day",
        ),
    ],
)
def test_a_dose_is_said_in_words(values: dict[str, Any], words: str) -> None:
    assert said(medicines.dose_in_words(phase(**values))) == words


def test_every_four_weeks_is_never_called_monthly() -> None:
    words = medicines.rhythm_words(phase(schedule=Schedule.EVERY_WEEKS, every=4))
    assert "month" not in words


def test_a_dose_given_is_said_with_day_side_and_place() -> None:
    dose = given("2026-02-06", side=Side.LEFT, site="buttock")
    assert medicines.given_words(dose, today=date(2026, 3, 3)) == "6 February 2026 (25 days ago), left side, buttock"


def test_a_dose_that_was_not_given_is_said_with_the_reason_as_typed() -> None:
    dose = given("2026-02-06", state=GivenState.NOT_GIVEN, why_not="fever")
    assert medicines.administration_words(dose) == "6 February 2026: not given, fever"


def test_a_day_that_passed_is_said_without_blame() -> None:
    assert (
        medicines.unmarked_words(date(2026, 3, 3), today=date(2026, 3, 9))
        == "Planned for 3 March. Not marked as given."
    )
    assert "3 March 2025" in medicines.unmarked_words(date(2025, 3, 3), today=date(2026, 3, 9))


def test_the_next_dates_say_the_year_where_it_changes() -> None:
    plan = DosePlan(PlanRule.FROM_START, None, (date(2026, 12, 4), date(2026, 12, 31), date(2027, 1, 29)))
    assert medicines.next_dates_words(plan) == "4 December, 31 December 2026 and 29 January 2027"


def test_a_medicine_keeps_the_name_on_its_label() -> None:
    assert medicines.medicine_name(medication("SandoSTATIN", generic_name="octreotide")) == "SandoSTATIN (octreotide)"
    assert medicines.medicine_name(medication("Octreotide 20 mg", generic_name="octreotide")) == "Octreotide 20 mg"


def test_a_changed_dose_is_said_with_both_doses_and_the_reason() -> None:
    before = phase(amount=20, unit="mg", schedule=Schedule.DAILY)
    after = phase(amount=40, unit="mg", schedule=Schedule.DAILY, reason="heartburn at night")
    change = MedicineChange(MedicineEvent.CHANGED, medication("Omeprazole"), None, (before,), (after,))
    assert said(medicines.change_words(change)) == (
        "Changed Omeprazole: from 20 mg every day to 40 mg every day (reason: heartburn at night)"
    )


@pytest.mark.parametrize(
    ("values", "words"),
    [
        ({"unit": "capsules", "bedtime": 2, "schedule": Schedule.DAILY}, "2 capsules"),
        ({"amount": 20, "unit": "mg", "bedtime": 20, "schedule": Schedule.DAILY}, "20 mg"),
        ({"amount": 20, "unit": "mg", "bedtime": 1, "schedule": Schedule.DAILY}, "20 mg: 1"),
        ({"amount": 20, "unit": "mg", "morning": 20, "bedtime": 40, "schedule": Schedule.DAILY}, "40 mg"),
        (
            {"unit": "mg", "bedtime": 5, "schedule": Schedule.DAYS_OF_WEEK, "days_of_week": "Monday"},
            "5 mg, on Monday",
        ),
        ({"unit": "mg", "bedtime": 5, "schedule": Schedule.DAILY, "instructions": "with food"}, "5 mg, with food"),
        ({"amount": 5, "unit": "mg", "schedule": Schedule.DAILY}, ""),
    ],
)
def test_the_dose_of_one_part_of_the_day_is_said_alone(values: dict[str, Any], words: str) -> None:
    assert said(medicines.dose_in_part(phase(**values), DayPart.BEDTIME)) == words


def test_the_days_on_of_a_cycle_are_said_as_spans() -> None:
    spans = [Period(day("2026-03-01"), day("2026-03-14")), Period(day("2026-03-29"), day("2026-04-11"))]
    assert medicines.cycles_words(spans) == "Days on: 1 to 14 March 2026, then 29 March to 11 April 2026."
    assert medicines.cycles_words([]) == ""


def test_a_time_that_the_clocks_leave_out_is_told_and_kept() -> None:
    words = medicines.clock_change_words(ClockChange.SKIPPED, WallTime.parse("2026-03-29T02:30"))
    assert words == (
        "The clocks here go forward that night and leave out Sunday 29 March 2026, 2:30am. It is kept as you typed it."
    )


def test_what_is_taken_as_needed_is_counted_without_a_judgement() -> None:
    weeks = [TakenCount(date(2026, 2, 23), 0), TakenCount(date(2026, 3, 2), 3)]
    months = [TakenCount(date(2026, 3, 1), 3)]
    assert medicines.taken_words(weeks, months) == [
        "Marked by week, from Monday: 23 Feb: 0, 2 Mar: 3.",
        "Marked by month: March: 3.",
    ]


def test_where_no_dose_holds_the_next_one_is_said_or_the_last_one() -> None:
    ended = phase(amount=10, unit="mg", schedule=Schedule.DAILY, from_on="2026-01-01", until_on="2026-02-01")
    coming = phase(amount=20, unit="mg", schedule=Schedule.DAILY, from_on="2026-03-08")
    today = date(2026, 3, 3)
    assert said(medicines.current_dose_words((), dose_near([ended], today))) == "until 1 February 2026: 10 mg every day"
    both = dose_near([ended, coming], today)
    assert said(medicines.current_dose_words((), both)) == "from 8 March 2026: 20 mg every day"
    assert dose_near([ended, coming], date(2026, 3, 9)) is None
    assert medicines.current_dose_words((), dose_near([], today)) == ""


def test_a_dose_for_a_while_says_until_when() -> None:
    short = phase(amount=20, unit="mg", schedule=Schedule.DAILY, from_on="2026-03-01", until_on="2026-03-07")
    assert said(medicines.current_dose_words((short,), None)) == "20 mg every day, until 7 March 2026"

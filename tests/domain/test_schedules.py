"""Sixty schedules worked out by hand with a calendar on paper. In 2026, 1 January is a Thursday and 1 March a Sunday."""

from __future__ import annotations

from datetime import date, time
from typing import Any

import pytest

from hoofbeat.domain.medicines import DosePlan, PlanRule, doses_on, plan_doses
from hoofbeat.domain.records import GivenState, Schedule
from tests.made_up import given, phase

DAILY, HOURS, DAYS, WEEKS = Schedule.DAILY, Schedule.EVERY_HOURS, Schedule.EVERY_DAYS, Schedule.EVERY_WEEKS
WEEKDAYS, MONTH, CYCLE = Schedule.DAYS_OF_WEEK, Schedule.DAY_OF_MONTH, Schedule.CYCLE
START, LAST, CALENDAR, MOVED = PlanRule.FROM_START, PlanRule.FROM_LAST_GIVEN, PlanRule.CALENDAR, PlanRule.MOVED

Values = dict[str, Any]


def every(count: int, unit: Schedule, start: str | None = None, **more: Any) -> Values:
    return {"schedule": unit, "every": count, "from_on": start, **more}


def weekly(days: str, start: str | None = None, **more: Any) -> Values:
    return {"schedule": WEEKDAYS, "days_of_week": days, "from_on": start, **more}


def monthly(day: int, start: str | None = None, **more: Any) -> Values:
    return {"schedule": MONTH, "day_of_month": day, "from_on": start, **more}


def cycle(on: int, off: int, start: str, **more: Any) -> Values:
    return {"schedule": CYCLE, "days_on": on, "days_off": off, "from_on": start, **more}


def daily(start: str | None = None, **more: Any) -> Values:
    return {"schedule": DAILY, "from_on": start, **more}


def once(start: str) -> Values:
    return {"schedule": Schedule.ONCE, "from_on": start}


# name, phases, given, today, rule, the next dates; a date in brackets has come and is not marked as given
DATES: list[tuple[str, list[Values], list[str], str, PlanRule, str]] = [
    ("28 days from the start", [every(28, DAYS, "2026-01-05")], [], "2026-01-05", START, "01-05 02-02 03-02"),
    ("28 days, start long ago", [every(28, DAYS, "2025-01-06")], [], "2026-01-01", START, "01-05 02-02 03-02"),
    ("28 days from the last", [every(28, DAYS, "2025-01-06")], ["2026-01-08"], "2026-01-10", LAST, "02-05 03-05 04-02"),
    ("a day late moves all", [every(28, DAYS, "2026-01-01")], ["2026-01-30"], "2026-02-01", LAST, "02-27 03-27 04-24"),
    (
        "14 days over a leap day",
        [every(14, DAYS, "2028-02-20")],
        [],
        "2028-02-20",
        START,
        "2028-02-20 2028-03-05 03-19",
    ),
    ("every day by count", [every(1, DAYS, "2026-02-27")], [], "2026-02-27", START, "02-27 02-28 03-01"),
    ("every other day", [every(2, DAYS, "2026-02-26")], [], "2026-02-27", START, "02-28 03-02 03-04"),
    ("every 3 days", [every(3, DAYS, "2026-02-26")], [], "2026-02-27", START, "03-01 03-04 03-07"),
    ("every 90 days", [every(90, DAYS, "2026-01-01")], [], "2026-01-02", START, "04-01 06-30 09-28"),
    ("every 365 days", [every(365, DAYS, "2026-03-01")], [], "2026-03-01", START, "03-01 2027-03-01 2028-02-29"),
    ("every week", [every(1, WEEKS, "2026-01-02")], [], "2026-01-03", START, "01-09 01-16 01-23"),
    ("every 2 weeks", [every(2, WEEKS, "2026-01-02")], [], "2026-01-03", START, "01-16 01-30 02-13"),
    ("every 4 weeks", [every(4, WEEKS, "2026-01-02")], ["2026-01-30"], "2026-02-01", LAST, "02-27 03-27 04-24"),
    ("every 12 weeks", [every(12, WEEKS, "2026-01-02")], [], "2026-01-03", START, "03-27 06-19 09-11"),
    ("every 52 weeks", [every(52, WEEKS, "2026-01-02")], [], "2026-01-02", START, "01-02 2027-01-01 2027-12-31"),
    ("every 365 weeks", [every(365, WEEKS, "2026-01-02")], [], "2026-01-02", START, "01-02 2032-12-31 2039-12-30"),
    ("every 8 hours is every day", [every(8, HOURS, "2026-01-02")], [], "2026-01-02", START, "01-02 01-03 01-04"),
    ("every 36 hours", [every(36, HOURS, "2026-01-02")], [], "2026-01-02", START, "01-02 01-03 01-05"),
    ("every 48 hours", [every(48, HOURS, "2026-01-02")], [], "2026-01-03", START, "01-04 01-06 01-08"),
    ("every 365 hours", [every(365, HOURS, "2026-01-01")], [], "2026-01-01", START, "01-01 01-16 01-31"),
    ("72 hours from an evening", [every(72, HOURS)], ["2026-01-01T22:00"], "2026-01-02", LAST, "01-04 01-07 01-10"),
    ("one weekday", [weekly("Friday")], [], "2026-01-01", CALENDAR, "01-02 01-09 01-16"),
    ("two weekdays", [weekly("Mon, Thu")], [], "2026-01-01", CALENDAR, "01-01 01-05 01-08"),
    ("weekend", [weekly("Saturday and Sunday")], [], "2026-01-01", CALENDAR, "01-03 01-04 01-10"),
    ("weekday that starts later", [weekly("Monday", "2026-02-01")], [], "2026-01-01", CALENDAR, "02-02 02-09 02-16"),
    ("weekday that ends", [weekly("Monday", until_on="2026-01-12")], [], "2026-01-01", CALENDAR, "01-05 01-12"),
    ("weekday marked today", [weekly("Thu")], ["2026-01-01"], "2026-01-01", CALENDAR, "01-08 01-15 01-22"),
    ("the 5th", [monthly(5)], [], "2026-01-06", CALENDAR, "02-05 03-05 04-05"),
    ("the 29th", [monthly(29)], [], "2026-01-30", CALENDAR, "02-28 03-29 04-29"),
    ("the 29th in a leap year", [monthly(29)], [], "2028-01-30", CALENDAR, "2028-02-29 03-29 04-29"),
    ("the 30th", [monthly(30)], [], "2026-02-01", CALENDAR, "02-28 03-30 04-30"),
    ("the 31st", [monthly(31)], [], "2026-04-01", CALENDAR, "04-30 05-31 06-30"),
    ("the 31st over new year", [monthly(31)], [], "2026-12-01", CALENDAR, "12-31 2027-01-31 2027-02-28"),
    ("the 1st, late dose", [monthly(1)], ["2026-01-03"], "2026-01-04", CALENDAR, "02-01 03-01 04-01"),
    ("the 1st, given early", [monthly(1)], ["2026-01-30 for 2026-02-01"], "2026-01-30", CALENDAR, "03-01 04-01 05-01"),
    ("every day", [daily()], [], "2026-02-27", CALENDAR, "02-27 02-28 03-01"),
    ("every day, starts later", [daily("2026-03-05")], [], "2026-03-01", CALENDAR, "03-05 03-06 03-07"),
    ("every day, ends tomorrow", [daily(until_on="2026-03-02")], [], "2026-03-01", CALENDAR, "03-01 03-02"),
    ("21 on, 7 off", [cycle(21, 7, "2026-01-01")], [], "2026-01-20", CALENDAR, "01-20 01-21 01-29"),
    ("14 on, 14 off", [cycle(14, 14, "2026-01-01")], [], "2026-01-14", CALENDAR, "01-14 01-29 01-30"),
    ("1 on, 6 off", [cycle(1, 6, "2026-01-01")], [], "2026-01-02", CALENDAR, "01-08 01-15 01-22"),
    ("5 on, 23 off over February", [cycle(5, 23, "2026-02-26")], [], "2026-03-01", CALENDAR, "03-01 03-02 03-26"),
    ("a cycle to come", [cycle(2, 5, "2026-03-10")], [], "2026-03-01", CALENDAR, "03-10 03-11 03-17"),
    ("once", [once("2026-03-09")], [], "2026-03-01", CALENDAR, "03-09"),
    ("once, today", [once("2026-03-09")], [], "2026-03-09", CALENDAR, "03-09"),
    (
        "a new dose takes over",
        [every(28, DAYS, "2025-06-01"), every(14, DAYS, "2026-02-10")],
        ["2026-01-15"],
        "2026-01-20",
        START,
        "02-10 02-24 03-10",
    ),
    (
        "a taper of three steps",
        [daily("2026-01-01", until_on="2026-01-02"), daily("2026-01-03"), every(2, DAYS, "2026-01-04")],
        [],
        "2026-01-02",
        CALENDAR,
        "01-02 01-03 01-05",
    ),
    ("moved by hand", [every(28, DAYS)], ["2026-01-08", "move 2026-02-09"], "2026-01-10", MOVED, "02-09 03-09 04-06"),
    (
        "moved, then given",
        [every(28, DAYS)],
        ["2026-02-09", "move 2026-02-09"],
        "2026-02-10",
        LAST,
        "03-09 04-06 05-04",
    ),
    (
        "moved, and past",
        [every(28, DAYS)],
        ["2026-01-08", "move 2026-02-09"],
        "2026-02-12",
        MOVED,
        "(02-09) 03-09 04-06 05-04",
    ),
    (
        "moved, then not given",
        [every(28, DAYS)],
        ["2026-01-08", "not 2026-02-09", "move 2026-02-09"],
        "2026-02-12",
        MOVED,
        "03-09 04-06 05-04",
    ),
    ("a weekday moved", [weekly("Mon")], ["move 2026-01-06"], "2026-01-05", MOVED, "01-06 01-12 01-19"),
    ("not marked", [every(28, DAYS)], ["2026-01-08"], "2026-02-07", LAST, "(02-05) 03-05 04-02 04-30"),
    (
        "not given is settled",
        [every(28, DAYS)],
        ["2026-01-08", "not 2026-02-05"],
        "2026-02-07",
        LAST,
        "03-05 04-02 04-30",
    ),
]

# name, phase, doses given, the day, what the day holds
DAYS_HELD: list[tuple[str, Values, list[str], str, str]] = [
    ("half a tablet", daily(unit="tablet", morning="0.5"), [], "2026-01-01", "morning 0.5"),
    ("a sliding dose", daily(morning=3, midday=2, bedtime=1), [], "2026-01-01", "morning 3, midday 2, bedtime 1"),
    ("clock times", daily(amount=20, at_times="8am and 8pm"), [], "2026-01-01", "08:00 20, 20:00 20"),
    ("clock times, own amounts", daily(at_times="20:00 (1), 08:00 (1/2)"), [], "2026-01-01", "08:00 0.5, 20:00 1"),
    ("three times a day", daily(amount=5, times_per_day=3), [], "2026-01-01", "5, 5, 5"),
    ("every 6 hours", every(6, HOURS, "2026-01-01", at_times="04:00"), [], "2026-01-09", "04:00, 10:00, 16:00, 22:00"),
    ("hours from the last", every(8, HOURS), ["2026-01-08T23:30"], "2026-01-09", "07:30, 15:30, 23:30"),
    ("a day off", cycle(2, 2, "2026-01-01"), [], "2026-01-03", ""),
    ("a weekday", weekly("Fri", bedtime=1), [], "2026-01-02", "bedtime 1"),
    ("as needed", {"schedule": Schedule.AS_NEEDED, "amount": 1}, [], "2026-01-02", ""),
]


def test_there_are_sixty_cases() -> None:
    assert len(DATES) + len(DAYS_HELD) >= 60


@pytest.mark.parametrize(
    ("phases", "doses", "today", "rule", "expected"), [each[1:] for each in DATES], ids=[each[0] for each in DATES]
)
def test_the_dates_are_those_on_paper(
    phases: list[Values], doses: list[str], today: str, rule: PlanRule, expected: str
) -> None:
    moved = [date.fromisoformat(each.removeprefix("move ")) for each in doses if each.startswith("move ")]
    plan = plan_doses(
        [phase(**each) for each in phases],
        [_administration(each) for each in doses if not each.startswith("move ")],
        today=date.fromisoformat(today),
        moved_to=moved[0] if moved else None,
    )
    assert plan == _plan(rule, expected, int(today[:4]))


@pytest.mark.parametrize(
    ("values", "doses", "day", "expected"), [each[1:] for each in DAYS_HELD], ids=[each[0] for each in DAYS_HELD]
)
def test_a_day_holds_what_it_does_on_paper(values: Values, doses: list[str], day: str, expected: str) -> None:
    on = date.fromisoformat(day)
    held = doses_on([phase(**values)], [given(each) for each in doses], day=on, today=on)
    said = [
        " ".join(str(part) for part in (each.part.value if each.part else "", _clock(each.at), each.amount) if part)
        for each in held
    ]
    assert ", ".join(said) == expected


def _clock(at: time | None) -> str:
    return "" if at is None else f"{at:%H:%M}"


def _administration(text: str) -> Any:
    if text.startswith("not "):
        on = text.removeprefix("not ")
        return given(on, state=GivenState.NOT_GIVEN, planned_on=on)
    at, _, planned = text.partition(" for ")
    return given(at, planned_on=planned or None)


def _plan(rule: PlanRule, text: str, year: int) -> DosePlan:
    unmarked, dates = None, []
    for word in text.split():
        bare = word.strip("()")
        year = int(bare[:4]) if len(bare) == 10 else year
        on = date.fromisoformat(f"{year}-{bare[-5:]}")
        if word.startswith("("):
            unmarked = on
        else:
            dates.append(on)
    return DosePlan(rule, unmarked, tuple(dates))

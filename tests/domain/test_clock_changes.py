"""No change of the clocks, in any zone, moves a dose by an hour or a day; a time that a change skips or doubles is told."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta
from functools import cache
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from hoofbeat.domain.medicines import ClockChange, clock_change, doses_on
from hoofbeat.domain.records import Schedule
from hoofbeat.domain.values import PartialDate, WallTime
from tests.made_up import given, phase

ZONES = (
    "Europe/Berlin",
    "Europe/London",
    "Europe/Chisinau",
    "America/New_York",
    "America/Los_Angeles",
    "America/Santiago",
    "America/St_Johns",
    "Australia/Sydney",
    "Australia/Lord_Howe",
    "Pacific/Auckland",
    "Africa/Casablanca",
    "Asia/Jerusalem",
)
AT = "02:30"
SCHEDULES: dict[str, dict[str, Any]] = {
    "every day": {"schedule": Schedule.DAILY, "at_times": AT},
    "every 2 days": {"schedule": Schedule.EVERY_DAYS, "every": 2, "at_times": AT},
    "every week": {"schedule": Schedule.EVERY_WEEKS, "every": 1, "at_times": AT},
    "days of the week": {"schedule": Schedule.DAYS_OF_WEEK, "days_of_week": "Sat, Sun, Mon", "at_times": AT},
    "every 6 hours": {"schedule": Schedule.EVERY_HOURS, "every": 6, "at_times": AT},
}
HOURS = (time(2, 30), time(8, 30), time(14, 30), time(20, 30))


@cache
def changes(zone: str) -> tuple[date, ...]:
    """Return the days from 2024 to 2030 on which the clocks of a zone change."""
    place, found = ZoneInfo(zone), []
    day = date(2024, 1, 1)
    while day < date(2031, 1, 1):
        following = day + timedelta(days=1)
        starts = [datetime.combine(each, time(), place).utcoffset() for each in (day, following)]
        if starts[0] != starts[1]:
            found.append(day)
        day = following
    return tuple(found)


def expected_on(name: str, day: date, start: date) -> tuple[time, ...]:
    apart = (day - start).days
    is_due = {
        "every 2 days": apart % 2 == 0,
        "every week": apart % 7 == 0,
        "days of the week": day.weekday() in (5, 6, 0),
    }.get(name, True)
    return (HOURS if name == "every 6 hours" else (time(2, 30),)) if is_due else ()


@pytest.mark.parametrize("zone", ZONES)
@pytest.mark.parametrize("name", SCHEDULES)
def test_a_dose_keeps_its_day_and_its_time_on_the_wall(zone: str, name: str) -> None:
    assert len(changes(zone)) >= 14
    for change in changes(zone):
        start = change - timedelta(days=8)
        dose = phase(from_on=start.isoformat(), **SCHEDULES[name])
        for day in (change + timedelta(days=near) for near in (-2, -1, 0, 1, 2)):
            held = doses_on([dose], day=day, today=start)
            assert tuple(each.at for each in held) == expected_on(name, day, start), (zone, day)


@pytest.mark.parametrize("zone", ZONES)
def test_a_rhythm_of_hours_counts_on_the_wall_from_the_last_dose(zone: str) -> None:
    dose = phase(schedule=Schedule.EVERY_HOURS, every=6)
    for change in changes(zone):
        last = given(f"{change - timedelta(days=1)}T20:30")
        assert tuple(each.at for each in doses_on([dose], [last], day=change, today=change)) == HOURS


@pytest.mark.parametrize("zone", ZONES)
def test_a_time_that_the_clocks_skip_or_show_twice_is_told_and_no_other(zone: str) -> None:
    place = ZoneInfo(zone)
    for day in changes(zone):
        for minutes in range(0, 24 * 60, 15):
            at = (datetime.combine(day, time()) + timedelta(minutes=minutes)).time()
            shown = _moments_that_show(datetime.combine(day, at), place)
            found = clock_change(WallTime(PartialDate.of(day), at), place)
            assert found is {0: ClockChange.SKIPPED, 1: None, 2: ClockChange.DOUBLED}[shown], (day, at)


def test_a_dose_without_a_time_is_in_no_change_of_the_clocks() -> None:
    assert clock_change(WallTime.parse("2026-03-29"), ZoneInfo("Europe/Berlin")) is None


def _moments_that_show(wall: datetime, zone: ZoneInfo) -> int:
    """Count the moments at which the clocks of a zone show a time, going through the world's time."""
    noon = datetime.combine(wall.date(), time(12), zone)
    offsets = {(noon + timedelta(days=near)).utcoffset() for near in (-1, 0, 1)}
    moments = {(wall - offset).replace(tzinfo=UTC) for offset in offsets if offset is not None}
    return sum(moment.astimezone(zone).replace(tzinfo=None) == wall for moment in moments)

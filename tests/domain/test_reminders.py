"""Each thing planned is reminded of once, at its own time on the wall, whatever the clocks do; and nothing that is marked."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from hypothesis import given as over
from hypothesis import settings
from hypothesis import strategies as st

from hoofbeat.domain.medicines import DayDose, PlannedDose, mark_of
from hoofbeat.domain.records import AppointmentState, DayPart, Schedule
from hoofbeat.domain.reminders import Reminder, appointment_reminders, dose_reminders, due_now, instant
from tests.made_up import appointment, medication, phase

ZONES = st.sampled_from(["Europe/Vienna", "America/New_York", "Australia/Lord_Howe", "Pacific/Apia", "UTC"]).map(
    ZoneInfo
)
AT_THE_TIME = timedelta()


def dose(at: time | None = None, part: DayPart | None = None, *, is_reminding: bool = True) -> DayDose:
    medicine = medication("Creon", is_reminding=is_reminding)
    planned = PlannedDose(phase(medicine, schedule=Schedule.DAILY), None, part, at)
    return DayDose(medicine, planned, f"{medicine.id}/{at}/{part}")


def days_around_a_change(year: int) -> list[date]:
    """Return the days around the changes of the clocks in Europe and North America."""
    middles = (date(year, 3, 10), date(year, 3, 29), date(year, 10, 27), date(year, 11, 3), date(year, 4, 6))
    return [middle + timedelta(days=by) for middle in middles for by in range(-4, 5)]


@settings(max_examples=120)
@over(
    zone=ZONES,
    year=st.integers(2024, 2030),
    at=st.times().map(lambda each: each.replace(second=0, microsecond=0)),
    minutes=st.sampled_from([0, 10, 120, 1440]),
    step=st.integers(1, 90),
)
def test_each_is_due_once_however_often_one_looks(zone: ZoneInfo, year: int, at: time, minutes: int, step: int) -> None:
    each = dose(at)
    days = days_around_a_change(year)[:9]
    planned = list(dose_reminders([(day, each) for day in days], zone=zone, before=timedelta(minutes=minutes)))
    moment = min(one.due for one in planned) - timedelta(minutes=5)
    end = max(one.due for one in planned) + timedelta(minutes=5)
    said: list[str] = []
    while moment < end:
        later = moment + timedelta(minutes=step)
        said += [one.key for one in due_now(planned, after=moment, until=later)]
        moment = later
    assert sorted(said) == sorted(one.key for one in planned)


@settings(max_examples=120)
@over(zone=ZONES, day=st.dates(date(2024, 1, 1), date(2030, 12, 31)), at=st.times())
def test_it_is_due_when_the_wall_shows_its_time_or_as_much_after_a_gap(zone: ZoneInfo, day: date, at: time) -> None:
    wall = datetime.combine(day, at)
    shown = instant(wall, zone).astimezone(zone).replace(tzinfo=None)
    gap = shown - wall
    assert gap in (timedelta(), timedelta(minutes=30), timedelta(hours=1), timedelta(days=1))


def test_a_time_that_is_shown_twice_is_reminded_of_the_first_time_only() -> None:
    vienna = ZoneInfo("Europe/Vienna")
    (planned,) = dose_reminders([(date(2026, 10, 25), dose(time(2, 30)))], zone=vienna, before=AT_THE_TIME)
    assert planned.due == datetime(2026, 10, 25, 0, 30, tzinfo=UTC)
    again = due_now([planned], after=planned.due, until=planned.due + timedelta(hours=1, minutes=59))
    assert again == ()


def test_a_marked_dose_and_a_medicine_that_does_not_ask_are_left_in_peace() -> None:
    day, open_dose = date(2026, 3, 3), dose(part=DayPart.MORNING)
    mark = mark_of(open_dose, day=day, mark_id="m")
    marked = DayDose(open_dose.medication, open_dose.planned, open_dose.key, mark=mark)
    quiet = dose(part=DayPart.MORNING, is_reminding=False)
    found = dose_reminders([(day, open_dose), (day, marked), (day, quiet)], zone=ZoneInfo("UTC"), before=AT_THE_TIME)
    assert [each.dose for each in found] == [open_dose]


def test_parts_of_the_day_have_their_times_and_a_dose_of_any_time_comes_at_nine() -> None:
    doses = [dose(part=part) for part in DayPart] + [dose()]
    found = dose_reminders([(date(2026, 3, 3), each) for each in doses], zone=ZoneInfo("UTC"), before=AT_THE_TIME)
    assert [f"{each.wall:%H:%M}" for each in found] == ["08:00", "12:30", "18:00", "22:00", "09:00"]


def test_an_appointment_is_due_by_its_own_zone_and_not_once_it_is_off() -> None:
    zones = {"": ZoneInfo("UTC"), "America/New_York": ZoneInfo("America/New_York")}
    there = appointment("2026-03-04T10:30", zone="America/New_York")
    off = [appointment(state=state) for state in (AppointmentState.CANCELLED, AppointmentState.DONE)]
    found = list(
        appointment_reminders(
            [there, *off, appointment("2026-03")], zone_of=zones.__getitem__, before=timedelta(hours=2)
        )
    )
    assert [(each.appointment, each.due) for each in found] == [(there, datetime(2026, 3, 4, 13, 30, tzinfo=UTC))]


def test_what_was_due_while_the_computer_slept_long_is_not_said_after() -> None:
    now = datetime(2026, 3, 3, 9, tzinfo=UTC)
    planned = [
        Reminder(f"{hours}", datetime.combine(now, time(9)), now - timedelta(hours=hours)) for hours in (1, 3, 12)
    ]
    assert [each.key for each in due_now(planned, after=now - timedelta(days=1), until=now)] == ["1"]

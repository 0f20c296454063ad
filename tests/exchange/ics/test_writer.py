"""Calendar files that are written, read back by the calendar library and by our own reader."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from icalendar import Calendar

from hoofbeat.domain.calendars import CalendarEntry
from hoofbeat.domain.records import Appointment
from hoofbeat.domain.values import PartialDate, WallTime
from hoofbeat.exchange.ics.reader import read_calendars
from hoofbeat.exchange.ics.writer import write_calendar

MADE_AT = datetime(2026, 3, 1, 8, 0, tzinfo=UTC)
TEXTS = st.text(st.characters(codec="utf-8", categories=("L", "N", "P", "S", "Zs")), min_size=1, max_size=90).filter(
    str.strip
)


def entry(**fields: object) -> CalendarEntry:
    whole = {"uid": "a@hoofbeat", "starts_at": WallTime.parse("2026-03-04T10:30"), "summary": "Visit", **fields}
    return CalendarEntry(**whole)  # type: ignore[arg-type]  # made up field by field


@settings(max_examples=30, deadline=None)
@given(
    day=st.dates(date(2020, 1, 1), date(2035, 12, 31)),
    at=st.none() | st.times().map(lambda each: time(each.hour, each.minute)),
    zone=st.sampled_from(["", "UTC", "Europe/Vienna", "America/New_York"]),
    summary=TEXTS,
    minutes=st.none() | st.integers(1, 600),
)
def test_what_is_written_is_read_back_the_same(
    day: date, at: time | None, zone: str, summary: str, minutes: int | None
) -> None:
    starts_at = WallTime(PartialDate.of(day), at)
    content = write_calendar([entry(starts_at=starts_at, zone=zone, summary=summary, minutes=minutes)], made_at=MADE_AT)
    imported = read_calendars(content, name="out.ics", today=day)
    (finding,) = imported.findings
    assert isinstance(finding.record, Appointment)
    found = finding.record
    assert (found.starts_at, found.about, imported.not_taken) == (starts_at, summary.strip(), ())
    if at is not None:
        assert (found.zone, found.minutes) == (zone, minutes)


def test_the_alarms_stand_before_it_for_the_calendar_library() -> None:
    content = write_calendar([entry(alarms=(1440, 120))], made_at=MADE_AT)
    (event,) = Calendar.from_ical(content).walk("VEVENT")
    assert [alarm.decoded("TRIGGER") for alarm in event.walk("VALARM")] == [timedelta(days=-1), timedelta(hours=-2)]


@pytest.mark.parametrize(
    ("fields", "name", "said"),
    [({"is_private": True}, "CLASS", "PRIVATE"), ({"is_cancelled": True}, "STATUS", "CANCELLED")],
)
def test_what_is_kept_private_or_cancelled_says_so(fields: dict[str, bool], name: str, said: str) -> None:
    (event,) = Calendar.from_ical(write_calendar([entry(**fields)], made_at=MADE_AT)).walk("VEVENT")
    assert event[name] == said


def test_every_zone_that_is_named_is_described() -> None:
    content = write_calendar([entry(zone="Europe/Vienna")], made_at=MADE_AT)
    (zone,) = Calendar.from_ical(content).walk("VTIMEZONE")
    assert zone["TZID"] == "Europe/Vienna"


def test_what_is_known_to_the_month_only_is_left_out() -> None:
    content = write_calendar([entry(starts_at=WallTime.parse("2026-03"))], made_at=MADE_AT)
    assert not list(Calendar.from_ical(content).walk("VEVENT"))

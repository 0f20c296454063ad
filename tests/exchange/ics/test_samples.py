"""Calendars of four programs as they are: zones, whole days, series and their exceptions come in as the files say."""

from __future__ import annotations

import os
from datetime import date
from pathlib import Path

import pytest

from hoofbeat.domain.imports import ImportedFile
from hoofbeat.domain.records import Appointment
from hoofbeat.exchange.ics.reader import read_calendars

FOLDER = Path(os.environ.get("HOOFBEAT_SAMPLES", Path(__file__).parents[4] / "shared" / "samples")) / "ics"
TODAY = date(2026, 3, 1)


def read(name: str) -> ImportedFile:
    if not (FOLDER / name).is_file():
        pytest.skip(f"the sample {name} is not here")
    return read_calendars((FOLDER / name).read_bytes(), name=name, today=TODAY)


def lines(imported: ImportedFile, *, before: str = "2026") -> list[str]:
    found = [each.record for each in imported.findings if isinstance(each.record, Appointment)]
    return sorted(
        f"{each.starts_at} {each.zone or '-'} {each.minutes or '-'} {each.about}"
        + (f" moved from {each.moved_from}" if each.moved_from else "")
        for each in found
        if str(each.starts_at) < before
    )


def test_five_kinds_of_start_are_each_what_they_are() -> None:
    assert lines(read("mixed-timezone-handling.ics")) == [
        "2002-10-28 - - Date Only (Explicit)",
        "2002-10-28 - - Date Only (Implicit)",
        "2002-10-28T01:20 - 1440 No Timezone",
        "2002-10-28T01:20 America/New_York 1440 Inline Timezone",
        "2002-10-28T01:20 UTC 1440 UTC Timezone",
    ]


def test_a_series_with_moved_dates_stands_where_they_were_moved_to() -> None:
    imported = read("DateTime1.ics")
    assert lines(imported) == [
        "2009-08-17T11:00 UTC 360 Breakfast at Tiffany's",
        "2009-08-19T06:30 America/Toronto 240 Repeater Event",
        "2009-08-21T09:00 America/Toronto 60 Breakfast at Tims moved from 2009-08-19T08:30",
        "2009-08-26T06:30 America/Toronto 240 Repeater Event",
        "2009-08-27T08:30 America/Toronto 60 Breakfast at Tims moved from 2009-08-24T08:30",
    ]
    assert [each.why.code for each in imported.not_taken] == ["series shortened", "series shortened"]


def test_zones_of_windows_and_dates_taken_out_are_understood() -> None:
    imported = read("ms_timezones.ics")
    found = lines(imported)
    assert "2020-09-10T09:00 Europe/Berlin 30 test" in found
    assert "2020-09-15T08:30 America/Los_Angeles 60 Not the actual summary 1" in found
    assert "2020-06-09T09:00 Europe/Berlin 30 Log Yesterday's Jira time" in found
    assert not any(line.startswith("2020-09-03T12:00") for line in found)
    assert {remark for each in imported.findings for remark in each.remarks} == {"line mended"}


def test_whole_days_and_series_with_and_without_an_end_come_in() -> None:
    imported = read("apple_ical.ics")
    found = lines(imported)
    assert "2023-10-11 - 2880 Multi-day event" in found
    assert "2023-10-15 - 4320 Multi-day event" in found
    assert sum(line.endswith("Daily") for line in found) == 13 + 1
    assert [each.why.code for each in imported.not_taken] == ["series shortened"]

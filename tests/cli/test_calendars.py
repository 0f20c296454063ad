"""Calendars on the command line: brought in, listed as the file says, updated, and written."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from hoofbeat.__main__ import main

VISIT = """BEGIN:VCALENDAR
BEGIN:VEVENT
UID:visit-1@clinic
DTSTART;TZID="W. Europe Standard Time":{start}
SUMMARY:Endocrine clinic
END:VEVENT
BEGIN:VTODO
SUMMARY:Call back
END:VTODO
END:VCALENDAR
"""


@pytest.fixture
def journal(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> str:
    path = str(tmp_path / "maria.hoofbeat")
    assert main(["new", path]) == 0
    capsys.readouterr()
    return path


def listed(journal: str, capsys: pytest.CaptureFixture[str]) -> list[dict[str, Any]]:
    capsys.readouterr()
    assert main(["list", journal, "appointments", "--json"]) == 0
    found: list[dict[str, Any]] = json.loads(capsys.readouterr().out)
    return found


def test_a_calendar_is_brought_in_and_updated_and_written(
    journal: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = tmp_path / "clinic.ics"
    file.write_text(VISIT.format(start="20300304T103000"), encoding="utf-8")
    assert main(["import", journal, str(file), "--json"]) == 0
    (document,) = json.loads(capsys.readouterr().out)
    assert (document["format"], document["added"]) == ("ics", {"appointments": 1})
    assert [each["where"] for each in document["not_taken"]] == ["VTODO, line 7"]
    (found,) = listed(journal, capsys)
    assert (found["starts_at"], found["zone"], found["about"]) == (
        "2030-03-04T10:30",
        "Europe/Berlin",
        "Endocrine clinic",
    )
    file.write_text(VISIT.format(start="20300306T090000"), encoding="utf-8")
    assert main(["import", journal, str(file), "--json"]) == 0
    (document,) = json.loads(capsys.readouterr().out)
    assert (document["added"], document["changed"]) == ({}, {"appointments": 1})
    (found,) = listed(journal, capsys)
    assert (found["starts_at"], found["moved_from"], found["state"]) == (
        "2030-03-06T09:00",
        "2030-03-04T10:30",
        "moved",
    )
    out = tmp_path / "out.ics"
    assert main(["export", journal, str(out)]) == 0
    assert "DTSTART;TZID=Europe/Berlin:20300306T090000" in out.read_text(encoding="utf-8")


def test_an_empty_calendar_is_told_plainly(journal: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file = tmp_path / "none.ics"
    file.write_bytes("BEGIN:VCALENDAR\r\nEND:VCALENDAR\r\n".encode("utf-16"))
    assert main(["import", journal, str(file)]) == 0
    assert "The file is a calendar without any appointment." in capsys.readouterr().out


def test_an_unknown_zone_and_an_end_before_the_start_are_said_once_each(
    journal: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "clinic.ics"
    path.write_text(
        "BEGIN:VCALENDAR\nBEGIN:VEVENT\nUID:a@clinic\nDTSTART;TZID=Nowhere:20300304T103000\n"
        "DTEND;TZID=Nowhere:20300304T093000\nRRULE:FREQ=WEEKLY;COUNT=3\nSUMMARY:Visit\nEND:VEVENT\nEND:VCALENDAR\n",
        encoding="utf-8",
    )
    capsys.readouterr()
    assert main(["import", journal, str(path)]) == 0
    said = capsys.readouterr().err
    assert said.count("does not know the time zone") == 1
    assert said.count("it ends before it starts") == 1

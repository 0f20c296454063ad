"""Whatever a calendar holds, it is read within bounds: a refusal is named, and no other failure comes out."""

from __future__ import annotations

import time
from datetime import date

from hypothesis import given, settings
from hypothesis import strategies as st

from hoofbeat.domain.checks import problems_of
from hoofbeat.exchange.ics.reader import read_calendars
from hoofbeat.exchange.refusal import RefusedError

TODAY = date(2026, 3, 1)
LINES = st.sampled_from(
    [
        *("BEGIN:VCALENDAR", "END:VCALENDAR", "BEGIN:VEVENT", "END:VEVENT", "BEGIN:VTIMEZONE", "END:VTIMEZONE"),
        *("BEGIN:STANDARD", "END:STANDARD", "UID:a", "UID:b", "SUMMARY:Visit", "TZID:Mine", "TZOFFSETTO:+9900"),
        *("DTSTART:20260304T103000", "DTSTART;TZID=Mine:20260304T103000", "DTSTART;TZID=Europe/Vienna:20260329T023000"),
        *("DTSTART;VALUE=DATE:20260304", "DTSTART:19000101", "DTSTART:22001231T235959Z", "DTSTART:", "DTEND:20260304"),
        *("DTEND:20260304T090000Z", "DURATION:P999999W", "DURATION:PT", "SEQUENCE:99999999999", "STATUS:CANCELLED"),
        *("RRULE:FREQ=DAILY", "RRULE:FREQ=YEARLY;BYDAY=5MO;BYMONTH=2", "RRULE:FREQ=WEEKLY;UNTIL=20261399", "RRULE:="),
        *("RRULE:FREQ=MONTHLY;BYSETPOS=-1;BYDAY=MO,TU", "RRULE:FREQ=DAILY;COUNT=1000", "RRULE:FREQ=YEARLY;UNTIL=9"),
        *("EXDATE:20260305T103000,20260306", "RDATE:20260307T103000/PT1H,x", "RECURRENCE-ID:20260305T103000Z"),
        *(
            "RECURRENCE-ID;RANGE=THISANDFUTURE:20260305",
            "METHOD:CANCEL",
            " folded",
            "\tfolded",
            ";;;:",
            ":",
            '"',
            "\\",
            "",
        ),
    ]
)


@settings(max_examples=150, deadline=None)
@given(
    st.lists(LINES | st.text(max_size=30), max_size=25).map("\n".join), st.sampled_from(["utf-8", "utf-16", "latin-1"])
)
def test_any_lines_are_read_or_refused_by_name(text: str, encoding: str) -> None:
    content = f"BEGIN:VCALENDAR\n{text}".encode(encoding, errors="replace")
    try:
        imported = read_calendars(content, name="x.ics", today=TODAY)
    except RefusedError:
        return
    assert imported.findings or imported.not_taken
    for finding in imported.findings:
        assert problems_of(finding.record) == []


def test_a_file_full_of_bombs_is_answered_within_a_second() -> None:
    rules = (
        "FREQ=SECONDLY",
        "FREQ=DAILY;COUNT=1000000000",
        "FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=31",
        "FREQ=DAILY",
        "FREQ=HOURLY",
    )
    events = "".join(
        f"BEGIN:VEVENT\nUID:{number}\nDTSTART:20200101T090000\nRRULE:{rule}\nEND:VEVENT\n"
        for number, rule in enumerate(rules * 5)
    )
    begun = time.process_time()
    imported = read_calendars(f"BEGIN:VCALENDAR\n{events}END:VCALENDAR".encode(), name="x.ics", today=TODAY)
    assert time.process_time() - begun < 1
    assert len(imported.findings) == 5 * (60 + 4)

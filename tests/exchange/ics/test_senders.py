"""Each calendar of `senders` becomes what stands beside it; written with folded lines and other line ends it becomes the same."""

from __future__ import annotations

from collections import Counter
from datetime import date

import pytest

from hoofbeat.domain.imports import ImportedFile
from hoofbeat.domain.records import Appointment
from hoofbeat.exchange.ics.reader import read_calendars, read_together
from hoofbeat.exchange.recognition import is_calendar
from tests.exchange.ics.senders import SENT, Sent

TODAY = date(2026, 3, 1)
_FOLDED_AT = 60


def read(content: bytes) -> ImportedFile:
    assert is_calendar(content)
    return read_calendars(content, name="clinic.ics", today=TODAY)


def said(imported: ImportedFile) -> list[str]:
    found = [each.record for each in imported.findings if isinstance(each.record, Appointment)]
    found.sort(key=lambda each: str(each.starts_at))
    return [
        f"{each.starts_at} {each.zone or '-'} {each.state.value} {each.minutes or '-'} "
        + ", ".join(filter(None, (each.about, each.place)))
        for each in found
    ]


def folded(content: bytes) -> bytes:
    """Return the same with long lines folded, in the middle of a letter where it falls so."""
    lines = []
    for line in content.splitlines():
        pieces = [line[place : place + _FOLDED_AT] for place in range(0, max(len(line), 1), _FOLDED_AT)]
        lines.append(b"\r\n ".join(pieces))
    return b"\r\n".join(lines)


@pytest.mark.parametrize("sent", SENT.values(), ids=list(SENT))
def test_a_calendar_of_any_sender_becomes_its_appointments(sent: Sent) -> None:
    imported = read(sent.text.encode())
    assert said(imported) == list(sent.becomes)
    assert Counter(each.why.code for each in imported.not_taken) == Counter(sent.left)


@pytest.mark.parametrize("sent", SENT.values(), ids=list(SENT))
def test_folded_lines_and_other_line_ends_change_nothing(sent: Sent) -> None:
    if "QUOTED-PRINTABLE" not in sent.text:  # these are broken in another way, by a sign of their own
        assert said(read(folded(sent.text.encode()))) == list(sent.becomes)
    assert said(read(sent.text.replace("\n", "\r").encode())) == list(sent.becomes)
    assert said(read(sent.text.encode("utf-16"))) == list(sent.becomes)


@pytest.mark.parametrize(
    ("changed", "zone"),
    [
        ({}, "Europe/Berlin"),
        (
            {
                "-1SU;BYMONTH=10": "1SU;BYMONTH=11",
                "-1SU;BYMONTH=3": "2SU;BYMONTH=3",
                "+0200": "-0500",
                "+0100": "-0600",
            },
            "America/Chicago",
        ),
        ({"+0200": "+0137"}, ""),
        ({"BYMONTH=10": "BYMONTH=9"}, ""),
        ({"RRULE:FREQ=YEARLY": "RRULE:FREQ=SECONDLY"}, ""),
    ],
)
def test_a_zone_of_ones_own_is_the_known_one_with_the_same_clock(changed: dict[str, str], zone: str) -> None:
    text = SENT["Lotus Notes, a zone of its own"].text
    for was, becomes in changed.items():
        text = text.replace(was, becomes)
    (found,) = read(text.encode()).findings
    assert isinstance(found.record, Appointment)
    assert found.record.zone == zone
    assert found.remarks == (() if zone else ("zone not known",))


def test_of_an_invitation_and_its_cancellation_in_two_files_only_the_later_counts() -> None:
    event = "BEGIN:VEVENT\nUID:1\nDTSTART:20260304T103000\nSEQUENCE:{sequence}\nSUMMARY:Visit\nEND:VEVENT\n"
    asked = f"BEGIN:VCALENDAR\n{event.format(sequence=0)}END:VCALENDAR"
    off = f"BEGIN:VCALENDAR\nMETHOD:CANCEL\n{event.format(sequence=1)}END:VCALENDAR"
    for files in ([("b/asked.ics", asked), ("off.ics", off)], [("off.ics", off), ("b/asked.ics", asked)]):
        imported = read_together([(name, text.encode()) for name, text in files], name="mail", today=TODAY)
        assert said(imported) == ["2026-03-04T10:30 - cancelled - Visit"]
        assert [(each.where, each.why.code) for each in imported.not_taken] == [
            ("b/asked.ics VEVENT 1, line 2", "another version")
        ]
        assert imported.findings[0].record.source == "imported from off.ics"


def test_a_cancellation_that_names_no_date_is_kept_for_what_it_calls_off() -> None:
    imported = read(b"BEGIN:VCALENDAR\nMETHOD:CANCEL\nBEGIN:VEVENT\nUID:1\nEND:VEVENT\nEND:VCALENDAR")
    assert ([each.uid for each in imported.series], imported.findings, imported.not_taken) == (["1"], (), ())

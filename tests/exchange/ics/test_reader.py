"""Calendar files as hospitals and phones write them, read into appointments; and what is said of the rest."""

from __future__ import annotations

import time
from datetime import date

import pytest

from hoofbeat.domain.imports import ImportedFile
from hoofbeat.domain.records import Appointment
from hoofbeat.exchange.formats import FORMATS
from hoofbeat.exchange.ics.reader import MOST_APPOINTMENTS, read_calendars
from hoofbeat.exchange.recognition import is_calendar

TODAY = date(2026, 3, 1)


def event(*lines: str) -> str:
    return "\n".join(("BEGIN:VEVENT", *lines, "END:VEVENT"))


def calendar(*components: str, head: str = "") -> str:
    return "\n".join(filter(None, ("BEGIN:VCALENDAR", "VERSION:2.0", head, *components, "END:VCALENDAR")))


def read(text: str | bytes) -> ImportedFile:
    content = text if isinstance(text, bytes) else text.encode()
    assert is_calendar(content)
    return read_calendars(content, name="clinic.ics", today=TODAY)


def appointments(imported: ImportedFile) -> list[Appointment]:
    return [each.record for each in imported.findings if isinstance(each.record, Appointment)]


def only(text: str) -> Appointment:
    (found,) = appointments(read(text))
    return found


def reasons(imported: ImportedFile) -> list[str]:
    return [each.why.code for each in imported.not_taken]


STARTS = {
    "DTSTART:20260304T103000": ("2026-03-04T10:30", ""),
    "DTSTART:20260304T103000Z": ("2026-03-04T10:30", "UTC"),
    "DTSTART;TZID=Europe/Vienna:20260304T103000": ("2026-03-04T10:30", "Europe/Vienna"),
    'DTSTART;TZID="W. Europe Standard Time":20260304T103000': ("2026-03-04T10:30", "Europe/Berlin"),
    "DTSTART;TZID=/freeassociation.sourceforge.net/Europe/Vienna:20260304T103000": (
        "2026-03-04T10:30",
        "Europe/Vienna",
    ),
    "DTSTART;TZID=europe/vienna:20260304T103000": ("2026-03-04T10:30", "Europe/Vienna"),
    "DTSTART;VALUE=DATE:20260304": ("2026-03-04", ""),
    "DTSTART:20260304": ("2026-03-04", ""),
    'DTSTART;TZID="W. Europe Standard Time:20260304T103000"': ("2026-03-04T10:30", "Europe/Berlin"),
}


@pytest.mark.parametrize(("line", "expected"), STARTS.items())
def test_a_start_is_the_one_written_with_its_zone(line: str, expected: tuple[str, str]) -> None:
    found = only(calendar(event(line, "SUMMARY:Scan")))
    assert (str(found.starts_at), found.zone) == expected


def test_a_zone_that_nobody_knows_is_said_and_the_time_kept() -> None:
    imported = read(calendar(event("DTSTART;TZID=Clinic Time:20260304T103000", "SUMMARY:Scan")))
    (finding,) = imported.findings
    (found,) = appointments(imported)
    assert (str(found.starts_at), found.zone, finding.remarks) == ("2026-03-04T10:30", "", ("zone not known",))
    assert "Clinic Time" in found.note


def test_a_zone_described_with_one_offset_is_that_offset() -> None:
    zone = "BEGIN:VTIMEZONE\nTZID:Custom\nBEGIN:STANDARD\nDTSTART:16010101T000000\nTZOFFSETFROM:+0200\nTZOFFSETTO:+0200\nEND:STANDARD\nEND:VTIMEZONE"
    found = only(calendar(event("DTSTART;TZID=Custom:20260304T103000", "SUMMARY:Scan"), zone))
    assert found.zone == "Etc/GMT-2"


@pytest.mark.parametrize(
    ("lines", "minutes"),
    [
        (("DTSTART:20260304T103000", "DTEND:20260304T111500"), 45),
        (("DTSTART:20260304T103000", "DURATION:PT1H30M"), 90),
        (("DTSTART;TZID=Europe/Vienna:20260329T013000", "DTEND;TZID=Europe/Vienna:20260329T033000"), 60),
        (("DTSTART;VALUE=DATE:20260304", "DTEND;VALUE=DATE:20260305"), None),
        (("DTSTART;VALUE=DATE:20260304", "DTEND;VALUE=DATE:20260306"), 2880),
        (("DTSTART:20260304T103000",), None),
    ],
)
def test_the_length_is_the_time_that_passes(lines: tuple[str, ...], minutes: int | None) -> None:
    assert only(calendar(event(*lines, "SUMMARY:Visit"))).minutes == minutes


def test_an_end_before_the_start_leaves_the_length_open_and_says_so() -> None:
    imported = read(calendar(event("DTSTART:20260304T103000", "DTEND:20260304T100000", "SUMMARY:Visit")))
    assert appointments(imported)[0].minutes is None
    assert imported.findings[0].remarks == ("ends before it starts",)


def test_folded_lines_and_escapes_are_put_together() -> None:
    found = only(
        calendar(
            event("DTSTART:20260304T103000", "SUMMARY:Endo\n crine visit\\, yearly", "DESCRIPTION:Bring\\nthe list")
        )
    )
    assert (found.about, found.note) == ("Endocrine visit, yearly", "Bring\nthe list")


SERIES = ("UID:a@clinic", "DTSTART;TZID=Europe/Vienna:20260302T090000", "RRULE:FREQ=WEEKLY;COUNT=4", "SUMMARY:Infusion")


def test_a_series_becomes_single_appointments_that_share_it() -> None:
    found = appointments(read(calendar(event(*SERIES, "EXDATE;TZID=Europe/Vienna:20260316T090000"))))
    assert [str(each.starts_at) for each in found] == ["2026-03-02T09:00", "2026-03-09T09:00", "2026-03-23T09:00"]
    assert {each.series for each in found} == {"a@clinic"}
    assert found[0].source_id == "VEVENT/a@clinic/2026-03-02T09:00"


def test_one_date_of_a_series_that_is_moved_stands_once_with_where_it_was() -> None:
    moved = event(
        "UID:a@clinic",
        "RECURRENCE-ID:20260309T080000Z",
        "DTSTART;TZID=Europe/Vienna:20260310T140000",
        "SUMMARY:Infusion",
    )
    cancelled = event(
        *("UID:a@clinic", "RECURRENCE-ID;TZID=Europe/Vienna:20260316T090000", "STATUS:CANCELLED"),
        *("DTSTART;TZID=Europe/Vienna:20260316T090000", "SUMMARY:Infusion"),
    )
    found = sorted(appointments(read(calendar(moved, event(*SERIES), cancelled))), key=lambda each: str(each.starts_at))
    assert [(str(each.starts_at), each.state.value, str(each.moved_from or "")) for each in found] == [
        ("2026-03-02T09:00", "planned", ""),
        ("2026-03-10T14:00", "moved", "2026-03-09T09:00"),
        ("2026-03-16T09:00", "cancelled", ""),
        ("2026-03-23T09:00", "planned", ""),
    ]


def test_dates_added_to_a_series_are_taken() -> None:
    found = appointments(
        read(calendar(event("UID:b", "DTSTART:20260302T090000", "RDATE:20260305T090000,20260306T090000")))
    )
    assert [str(each.starts_at)[:10] for each in found] == ["2026-03-02", "2026-03-05", "2026-03-06"]


@pytest.mark.parametrize(
    "rule",
    [
        "FREQ=SECONDLY",
        "FREQ=MINUTELY;COUNT=10",
        "FREQ=HOURLY",
        "FREQ=DAILY;COUNT=1000000000",
        "FREQ=DAILY;BYHOUR=" + ",".join(map(str, range(24))),
        "FREQ=YEARLY;BYMONTHDAY=" + ",".join(map(str, range(1, 32))) + ";BYSETPOS=" + ",".join(map(str, range(1, 100))),
        "FREQ=YEARLY;BYWEEKNO=7",
        "FREQ=FORTNIGHTLY",
        "FREQ=DAILY;INTERVAL=0",
        "",
    ],
)
def test_a_rule_not_meant_for_appointments_leaves_its_first_date_and_a_sentence(rule: str) -> None:
    imported = read(calendar(event("UID:c", "DTSTART:20260302T090000", f"RRULE:{rule}")))
    assert [str(each.starts_at) for each in appointments(imported)] == ["2026-03-02T09:00"]
    assert reasons(imported) in (["repeats too often"], ["rule not known"])


@pytest.mark.parametrize(
    "rule",
    [
        "FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=31",
        "FREQ=DAILY;BYMONTH=2;BYMONTHDAY=31",
        "FREQ=DAILY;COUNT=1000;BYMONTH=2;BYMONTHDAY=31",
    ],
)
def test_a_day_that_never_comes_is_answered_at_once(rule: str) -> None:
    begun = time.process_time()
    found = appointments(read(calendar(event("UID:d", "DTSTART:19000302T090000", f"RRULE:{rule}"))))
    assert [str(each.starts_at) for each in found] == ["1900-03-02T09:00"]
    assert time.process_time() - begun < 1


def test_a_series_without_end_gives_sixty_dates_and_says_that_there_are_more() -> None:
    imported = read(calendar(event("UID:e", "DTSTART:20100101T090000", "RRULE:FREQ=DAILY")))
    found = appointments(imported)
    assert (len(found), str(found[1].starts_at)) == (60, "2026-03-01T09:00")
    assert reasons(imported) == ["series shortened"]


def test_calendars_that_cannot_be_taken_whole_say_what_and_give_the_rest() -> None:
    text = calendar(
        "this line is broken",
        "BEGIN:VTODO\nSUMMARY:Call\nEND:VTODO",
        event("SUMMARY:No date"),
        event("DTSTART:20261399T999999"),
        event("DTSTART:20260304T103000", "SUMMARY:Visit", "so is this one"),
    )
    imported = read(text)
    assert [each.about for each in appointments(imported)] == ["Visit"]
    assert sorted(reasons(imported)) == [
        *("broken line", "broken line", "date not understood", "kind of calendar not kept", "no date")
    ]


def test_a_calendar_without_an_appointment_says_so() -> None:
    assert reasons(read(calendar())) == ["no events"]


def test_a_calendar_that_is_cut_off_gives_what_is_there() -> None:
    imported = read("BEGIN:VCALENDAR\nBEGIN:VEVENT\nDTSTART:20260304T103000\nSUMMARY:Visit")
    assert [each.about for each in appointments(imported)] == ["Visit"]
    assert "not closed" in reasons(imported)


def test_many_calendars_in_one_file_are_all_read() -> None:
    text = "\n".join(calendar(event(f"UID:{n}", f"DTSTART:202603{n % 28 + 1:02}T{n % 24:02}0000")) for n in range(53))
    assert len(appointments(read(text))) == 53


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "cp1252"])
def test_any_encoding_of_a_calendar_is_read(encoding: str) -> None:
    content = calendar(event("DTSTART:20260304T103000", "SUMMARY:Fußzeile")).replace("\n", "\r\n").encode(encoding)
    assert appointments(read(content))[0].about == "Fußzeile"
    assert next(each.name for each in FORMATS if each.is_begun_by(content[:1024])) == "ics"


def test_a_whole_calendar_that_cancels_cancels_its_events() -> None:
    found = only(calendar(event("UID:f", "DTSTART:20260304T103000"), head="METHOD:CANCEL"))
    assert found.state.value == "cancelled"


def test_of_two_versions_of_an_event_the_later_one_is_taken() -> None:
    old = event("UID:g", "SEQUENCE:1", "DTSTART:20260304T103000")
    new = event("UID:g", "SEQUENCE:2", "DTSTART:20260305T103000")
    imported = read(calendar(new, old))
    assert [str(each.starts_at)[:10] for each in appointments(imported)] == ["2026-03-05"]
    assert reasons(imported) == ["another version"]


def test_a_file_with_more_than_can_be_kept_is_cut_and_says_so(monkeypatch: pytest.MonkeyPatch) -> None:
    assert MOST_APPOINTMENTS == 20_000
    monkeypatch.setattr("hoofbeat.exchange.ics.reader.MOST_APPOINTMENTS", 5)
    imported = read(calendar(event("UID:h", "DTSTART:20260304T103000", "RRULE:FREQ=DAILY;COUNT=9")))
    assert (len(imported.findings), reasons(imported)) == (5, ["too many appointments"])


@pytest.mark.parametrize("rule", ["FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=31", "FREQ=YEARLY;INTERVAL=5"])
def test_a_series_without_another_day_near_now_does_not_speak_of_many_dates(rule: str) -> None:
    imported = read(calendar(event("UID:a@clinic", "DTSTART:20260304T103000", f"RRULE:{rule}", "SUMMARY:Scan")))
    assert [str(each.starts_at) for each in appointments(imported)] == ["2026-03-04T10:30"]
    assert reasons(imported) == ["no further date"]

"""A calendar brought in again: nothing twice, what it moved is moved, what was written here stays, and one undo takes it back."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from hoofbeat.bootstrap import installation
from hoofbeat.domain.catalogue import Catalogue
from hoofbeat.domain.changes import Change
from hoofbeat.domain.records import Appointment, AppointmentState, Kind
from hoofbeat.domain.values import WallTime
from hoofbeat.services import calendars, history, importing, journals, records, visits
from hoofbeat.services.clock import moment
from hoofbeat.services.journals import Journal
from hoofbeat.wording.calendars import calendar_entry

EVENT = """BEGIN:VCALENDAR
BEGIN:VEVENT
UID:visit-1@clinic
DTSTART;TZID=Europe/Vienna:{start}
DTEND;TZID=Europe/Vienna:{end}
SUMMARY:Endocrine clinic
LOCATION:{place}
STATUS:{status}
END:VEVENT
END:VCALENDAR
"""


@pytest.fixture
def journal(tmp_path: Path) -> Iterator[Journal]:
    journal = journals.create(path=tmp_path / "j.hoofbeat", name="Maria Gomez")
    yield journal
    journal.close()


@pytest.fixture
def catalogue() -> Catalogue:
    return installation().catalogue


def bring_in(journal: Journal, folder: Path, catalogue: Catalogue, **fields: str) -> Change | None:
    values = {"start": "20300304T103000", "end": "20300304T110000", "place": "Room 1", "status": "CONFIRMED", **fields}
    path = folder / "clinic.ics"
    path.write_text(EVENT.format(**values), encoding="utf-8")
    return bring_in_file(journal, path, catalogue)


def bring_in_file(journal: Journal, path: Path, catalogue: Catalogue) -> Change | None:
    plan = importing.plan(journal, imported=importing.read(path, catalogue=catalogue), catalogue=catalogue)
    return importing.commit(journal, plan=plan, catalogue=catalogue, is_backed_up=True)


def only(journal: Journal) -> Appointment:
    with journal.reading() as stored:
        (found,) = stored.list(Appointment)
    return found


def test_a_calendar_comes_in_once(journal: Journal, tmp_path: Path, catalogue: Catalogue) -> None:
    assert bring_in(journal, tmp_path, catalogue) is not None
    assert bring_in(journal, tmp_path, catalogue) is None


def test_a_visit_that_the_calendar_moved_is_moved_and_one_undo_takes_it_back(
    journal: Journal, tmp_path: Path, catalogue: Catalogue
) -> None:
    bring_in(journal, tmp_path, catalogue)
    before = only(journal)
    records.correct(journal, record=before.replaced(to_bring="The list"))
    bring_in(journal, tmp_path, catalogue, start="20300311T143000", end="20300311T150000", place="Room 7")
    moved = only(journal)
    assert (str(moved.starts_at), str(moved.moved_from), moved.state.value) == (
        "2030-03-11T14:30",
        "2030-03-04T10:30",
        "moved",
    )
    assert (moved.place, moved.to_bring) == ("Room 7", "The list")
    assert bring_in(journal, tmp_path, catalogue, start="20300311T143000", end="20300311T150000") is None
    history.undo(journal)
    assert only(journal) == before.replaced(to_bring="The list")


def test_a_visit_that_was_moved_here_is_not_moved_back(journal: Journal, tmp_path: Path, catalogue: Catalogue) -> None:
    bring_in(journal, tmp_path, catalogue)
    visits.move(journal, appointment_id=only(journal).id, to=WallTime.parse("2030-03-05T09:00"))
    assert bring_in(journal, tmp_path, catalogue) is None


def test_a_visit_that_the_calendar_cancelled_is_cancelled(
    journal: Journal, tmp_path: Path, catalogue: Catalogue
) -> None:
    bring_in(journal, tmp_path, catalogue)
    bring_in(journal, tmp_path, catalogue, status="CANCELLED")
    assert only(journal).state.value == "cancelled"


@pytest.mark.parametrize("has_zone", [True, False])
def test_what_was_written_into_a_calendar_here_is_known_again(
    journal: Journal, tmp_path: Path, catalogue: Catalogue, has_zone: bool
) -> None:
    made = Appointment(
        id=records.new_id(),  # type: ignore[arg-type]  # ids are text
        starts_at=WallTime.parse("2030-03-04T10:30"),
        zone="Europe/Vienna" if has_zone else "",
        with_whom="Dr. Lee",
    )
    records.add(journal, record=made)
    path = tmp_path / "out.ics"
    content = calendars.of_appointments(journal, calendar_entry, made_at=moment(), only=made.id).content
    path.write_bytes(content)
    assert bring_in_file(journal, path, catalogue) is None
    path.write_bytes(content.replace(b"20300304T103000", b"20300306T103000"))
    change = bring_in_file(journal, path, catalogue)
    assert change is not None
    assert change.touched == {Kind.APPOINTMENTS}
    assert str(only(journal).moved_from) == "2030-03-04T10:30"


SERIES = """BEGIN:VCALENDAR
BEGIN:VEVENT
UID:infusions@clinic
DTSTART;TZID=Europe/Vienna:{start}
RRULE:FREQ=WEEKLY;{end}
SUMMARY:Infusion
{more}END:VEVENT
{others}END:VCALENDAR
"""


def bring_in_series(
    journal: Journal,
    folder: Path,
    catalogue: Catalogue,
    *,
    start: str = "20300304T090000",
    end: str = "COUNT=4",
    more: str = "",
    others: str = "",
) -> Change | None:
    path = folder / "infusions.ics"
    path.write_text(SERIES.format(start=start, end=end, more=more, others=others), encoding="utf-8")
    return bring_in_file(journal, path, catalogue)


def states(journal: Journal) -> dict[str, str]:
    with journal.reading() as stored:
        return {str(each.starts_at): each.state.value for each in stored.list(Appointment)}


def test_a_date_that_the_calendar_takes_out_of_its_series_later_is_cancelled(
    journal: Journal, tmp_path: Path, catalogue: Catalogue
) -> None:
    bring_in_series(journal, tmp_path, catalogue)
    out = "EXDATE;TZID=Europe/Vienna:20300311T090000\n"
    assert bring_in_series(journal, tmp_path, catalogue, more=out) is not None
    assert states(journal) == {
        "2030-03-04T09:00": "planned",
        "2030-03-11T09:00": "cancelled",
        "2030-03-18T09:00": "planned",
        "2030-03-25T09:00": "planned",
    }
    assert bring_in_series(journal, tmp_path, catalogue, more=out) is None
    history.undo(journal)
    assert set(states(journal).values()) == {"planned"}


def test_the_dates_after_a_series_was_ended_are_cancelled(
    journal: Journal, tmp_path: Path, catalogue: Catalogue
) -> None:
    bring_in_series(journal, tmp_path, catalogue)
    bring_in_series(journal, tmp_path, catalogue, end="UNTIL=20300312T230000Z")
    assert list(states(journal).values()) == ["planned", "planned", "cancelled", "cancelled"]


def test_a_series_at_another_hour_leaves_nobody_waiting_at_the_old_one(
    journal: Journal, tmp_path: Path, catalogue: Catalogue
) -> None:
    bring_in_series(journal, tmp_path, catalogue, end="COUNT=1")
    bring_in_series(journal, tmp_path, catalogue, start="20300304T113000", end="COUNT=1")
    assert states(journal) == {"2030-03-04T09:00": "cancelled", "2030-03-04T11:30": "planned"}


def test_a_date_moved_by_the_calendar_is_not_taken_for_one_taken_out(
    journal: Journal, tmp_path: Path, catalogue: Catalogue
) -> None:
    bring_in_series(journal, tmp_path, catalogue)
    moved = (
        "BEGIN:VEVENT\nUID:infusions@clinic\nRECURRENCE-ID;TZID=Europe/Vienna:20300311T090000\n"
        "DTSTART;TZID=Europe/Vienna:20300312T140000\nSUMMARY:Infusion\nEND:VEVENT\n"
    )
    bring_in_series(journal, tmp_path, catalogue, others=moved)
    assert sorted(states(journal).values()) == ["moved", "planned", "planned", "planned"]


def test_a_rule_that_is_not_followed_cancels_nothing(journal: Journal, tmp_path: Path, catalogue: Catalogue) -> None:
    bring_in_series(journal, tmp_path, catalogue)
    bring_in_series(journal, tmp_path, catalogue, end="COUNT=1000000000")
    assert set(states(journal).values()) == {"planned"}


def test_what_lies_beyond_the_dates_that_were_read_is_left_alone(
    journal: Journal, tmp_path: Path, catalogue: Catalogue
) -> None:
    bring_in_series(journal, tmp_path, catalogue, start="20300304T090000", end="COUNT=100")
    with journal.reading() as stored:
        last = max(str(each.starts_at) for each in stored.list(Appointment))
    bring_in_series(journal, tmp_path, catalogue, start="20290305T090000", end="COUNT=200")
    assert states(journal)[last] == "planned"


def test_a_visit_that_the_calendar_cancelled_and_gives_again_is_planned_again(
    journal: Journal, tmp_path: Path, catalogue: Catalogue
) -> None:
    bring_in(journal, tmp_path, catalogue)
    bring_in(journal, tmp_path, catalogue, status="CANCELLED")
    assert bring_in(journal, tmp_path, catalogue) is not None
    assert only(journal).state.value == "planned"
    assert bring_in(journal, tmp_path, catalogue) is None
    history.undo(journal)
    assert only(journal).state.value == "cancelled"


def test_a_visit_that_was_cancelled_here_stays_so_whatever_its_calendar_repeats(
    journal: Journal, tmp_path: Path, catalogue: Catalogue
) -> None:
    bring_in(journal, tmp_path, catalogue)
    visits.mark(journal, appointment_id=only(journal).id, state=AppointmentState.CANCELLED)
    assert bring_in(journal, tmp_path, catalogue) is None
    records.remove(journal, kind=Kind.APPOINTMENTS, record_id=only(journal).id)
    history.undo(journal)
    assert bring_in(journal, tmp_path, catalogue) is None
    assert only(journal).state.value == "cancelled"


def test_a_date_that_was_taken_out_of_a_series_and_comes_back_is_planned_again(
    journal: Journal, tmp_path: Path, catalogue: Catalogue
) -> None:
    bring_in_series(journal, tmp_path, catalogue)
    bring_in_series(journal, tmp_path, catalogue, more="EXDATE;TZID=Europe/Vienna:20300311T090000\n")
    bring_in_series(journal, tmp_path, catalogue)
    assert set(states(journal).values()) == {"planned"}


OFF = "BEGIN:VCALENDAR\nMETHOD:CANCEL\nBEGIN:VEVENT\nUID:{uid}\nSEQUENCE:9\n{more}END:VEVENT\nEND:VCALENDAR\n"


@pytest.mark.parametrize("more", ["", "DTSTART;TZID=Europe/Vienna:20300304T090000\n"])
def test_a_series_that_is_called_off_by_its_name_is_cancelled_whole(
    journal: Journal, tmp_path: Path, catalogue: Catalogue, more: str
) -> None:
    bring_in_series(journal, tmp_path, catalogue)
    path = tmp_path / "off.ics"
    path.write_text(OFF.format(uid="infusions@clinic", more=more), encoding="utf-8")
    bring_in_file(journal, path, catalogue)
    assert list(states(journal).values()) == ["cancelled"] * 4


def test_a_visit_that_is_called_off_by_its_name_alone_is_cancelled(
    journal: Journal, tmp_path: Path, catalogue: Catalogue
) -> None:
    bring_in(journal, tmp_path, catalogue)
    path = tmp_path / "off.ics"
    path.write_text(OFF.format(uid="visit-1@clinic", more=""), encoding="utf-8")
    bring_in_file(journal, path, catalogue)
    assert only(journal).state.value == "cancelled"


def test_one_date_sent_alone_on_another_clock_is_found_in_its_series(
    journal: Journal, tmp_path: Path, catalogue: Catalogue
) -> None:
    bring_in_series(journal, tmp_path, catalogue)
    moved = (
        "BEGIN:VCALENDAR\nBEGIN:VEVENT\nUID:infusions@clinic\nRECURRENCE-ID;TZID=America/New_York:20300311T040000\n"
        "DTSTART;TZID=America/New_York:20300312T050000\nSUMMARY:Infusion\nEND:VEVENT\nEND:VCALENDAR\n"
    )
    path = tmp_path / "moved.ics"
    path.write_text(moved, encoding="utf-8")
    bring_in_file(journal, path, catalogue)
    assert states(journal) == {
        "2030-03-04T09:00": "planned",
        "2030-03-12T05:00": "moved",
        "2030-03-18T09:00": "planned",
        "2030-03-25T09:00": "planned",
    }


def test_a_folder_of_calendars_brings_up_to_date_as_one_calendar_does(
    journal: Journal, tmp_path: Path, catalogue: Catalogue
) -> None:
    folder = tmp_path / "mail"
    folder.mkdir()
    bring_in(journal, folder, catalogue)
    (folder / "clinic.ics").rename(folder / "b.ics")
    path = folder / "a.ics"
    path.write_text(OFF.format(uid="visit-1@clinic", more="DTSTART:20300304T093000Z\n"), encoding="utf-8")
    assert bring_in_file(journal, folder, catalogue) is not None
    assert only(journal).state.value == "cancelled"
    assert bring_in_file(journal, folder, catalogue) is None

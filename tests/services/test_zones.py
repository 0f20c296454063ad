"""Time zones of appointments: one that nobody knows is refused, and a time that the clocks leave out or repeat is known."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from hoofbeat.domain.changes import Act, Description
from hoofbeat.domain.errors import RecordInvalidError
from hoofbeat.domain.medicines import ClockChange
from hoofbeat.domain.records import Appointment, AppointmentState, Kind
from hoofbeat.domain.values import WallTime
from hoofbeat.services import journals, records, visits, zones
from hoofbeat.services.journals import Journal
from tests.made_up import appointment

_DESCRIBED = Description(Act.ADD, Kind.APPOINTMENTS, "Visit")


@pytest.fixture
def journal(tmp_path: Path) -> Iterator[Journal]:
    journal = journals.create(path=tmp_path / "j.hoofbeat", name="Maria Gomez")
    yield journal
    journal.close()


@pytest.mark.parametrize("zone", ["Mars/Olympus", "europe", "../etc/passwd", "Europe/Vienna\0", "x" * 900, "/"])
def test_a_zone_that_nobody_knows_is_refused(journal: Journal, zone: str) -> None:
    with pytest.raises(RecordInvalidError) as refused:
        records.add(journal, record=appointment(zone=zone))
    assert [(each.field, each.code) for each in refused.value.problems] == [("zone", "not a time zone")]


def test_a_visit_with_a_zone_from_elsewhere_can_still_be_marked_and_its_zone_put_right(journal: Journal) -> None:
    made = appointment(zone="Mars/Olympus")
    with journal.change() as work:  # as a complete record of another computer brings it along
        work.add(made)
        work.commit(_DESCRIBED)
    visits.mark(journal, appointment_id=made.id, state=AppointmentState.DONE)
    records.correct(journal, record=made.replaced(zone="Asia/Tokyo"))
    with pytest.raises(RecordInvalidError):
        records.correct(journal, record=made.replaced(zone="Venus/Base"))
    with journal.reading() as stored:
        assert stored.get(Appointment, made.id).zone == "Asia/Tokyo"


@pytest.mark.parametrize(
    ("at", "change"),
    [
        ("2026-03-29T02:30", ClockChange.SKIPPED),
        ("2026-10-25T02:30", ClockChange.DOUBLED),
        ("2026-03-29T03:30", None),
        ("2026-03-29", None),
        ("2026-03", None),
    ],
)
def test_a_time_that_the_clocks_leave_out_or_repeat_is_known(at: str, change: ClockChange | None) -> None:
    assert zones.change_of_clocks(WallTime.parse(at), "Europe/Vienna") is change
    assert zones.change_of_clocks(WallTime.parse(at), "Asia/Tokyo") is None


def test_zones_are_offered_by_the_names_that_people_know() -> None:
    names = zones.zone_names()
    assert {"Europe/Vienna", "America/New_York", "UTC"} <= set(names)
    assert all(zones.find_zone(each) is not None for each in names)
    assert not any(each.startswith(("Etc/", "SystemV/")) for each in names)

"""Appointments to come and past, and one visit with what belongs to it."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from hoofbeat.domain.records import Appointment, AppointmentState
from hoofbeat.domain.values import WallTime
from hoofbeat.services import history, journals, questions, records, visits
from hoofbeat.services.journals import Journal
from tests.made_up import appointment

TODAY = date(2026, 3, 3)


@pytest.fixture
def journal(tmp_path: Path) -> Iterator[Journal]:
    journal = journals.create(path=tmp_path / "j.hoofbeat", name="Maria")
    yield journal
    journal.close()


def added(journal: Journal, at: str, **values: object) -> Appointment:
    made = appointment(at, **values)
    records.add(journal, record=made)
    return made


def found(journal: Journal, made: Appointment) -> Appointment:
    return visits.visit(journal, appointment_id=made.id, today=TODAY).appointment


def test_each_appointment_is_either_to_come_or_past(journal: Journal) -> None:
    later, sooner = added(journal, "2026-04-01T09:00"), added(journal, "2026-03-03T09:00")
    some_day = added(journal, "2026-03")
    past = added(journal, "2026-03-02T09:00")
    done_today = added(journal, "2026-03-03T08:00", state=AppointmentState.DONE)
    off = added(journal, "2026-05-01T09:00", state=AppointmentState.CANCELLED)
    shown = visits.appointments(journal, today=TODAY, limit=10)
    assert [each.appointment.id for each in shown.ahead] == [some_day.id, sooner.id, later.id]
    assert [each.id for each in shown.past] == [off.id, done_today.id, past.id]


def test_past_appointments_are_filtered_ordered_and_cut(journal: Journal) -> None:
    old = added(journal, "2024-01-01", with_whom="Dr Lee")
    new = added(journal, "2025-01-01", with_whom="Dr Lee")
    added(journal, "2025-06-01", with_whom="Dr Novak")
    shown = visits.appointments(journal, today=TODAY, containing="lee", is_oldest_first=True, limit=1)
    assert ([each.id for each in shown.past], shown.past_count) == ([old.id], 2)
    shown = visits.appointments(journal, today=TODAY, containing="lee", limit=5)
    assert [each.id for each in shown.past] == [new.id, old.id]


def test_a_visit_to_come_tells_how_many_questions_wait(journal: Journal) -> None:
    visit = added(journal, "2026-03-04T10:30")
    questions.add(journal, text="one", appointment=visit.id)
    questions.add(journal, text="loose")
    shown = visits.appointments(journal, today=TODAY, limit=10)
    assert [each.questions for each in shown.ahead] == [1]
    assert [each.text for each in shown.loose_questions] == ["loose"]


def test_a_visit_that_is_moved_keeps_where_it_was_and_undo_puts_it_back(journal: Journal) -> None:
    visit = added(journal, "2026-03-04T10:30")
    visits.move(journal, appointment_id=visit.id, to=WallTime.parse("2026-03-11T14:00"))
    moved = found(journal, visit)
    assert (str(moved.starts_at), moved.moved_from, moved.state) == (
        "2026-03-11T14:00",
        visit.starts_at,
        AppointmentState.MOVED,
    )
    history.undo(journal)
    assert found(journal, visit) == visit


def test_moving_to_the_same_time_changes_nothing(journal: Journal) -> None:
    visit = added(journal, "2026-03-04T10:30")
    assert visits.move(journal, appointment_id=visit.id, to=visit.starts_at) is None
    assert found(journal, visit) == visit


def test_a_moved_visit_that_was_cancelled_is_moved_again_when_it_is_back(journal: Journal) -> None:
    visit = added(journal, "2026-03-04T10:30")
    visits.move(journal, appointment_id=visit.id, to=WallTime.parse("2026-03-11T14:00"))
    visits.mark(journal, appointment_id=visit.id, state=AppointmentState.CANCELLED)
    visits.mark(journal, appointment_id=visit.id, state=AppointmentState.PLANNED)
    assert found(journal, visit).state is AppointmentState.MOVED


def test_what_was_said_is_written_without_touching_the_rest(journal: Journal) -> None:
    visit = added(journal, "2026-03-04T10:30", to_bring="scan disc")
    visits.add_thing(journal, appointment_id=visit.id, thing="medicine list")
    visits.write(journal, appointment_id=visit.id, texts={"what_was_said": "Go on as before"})
    written = found(journal, visit)
    assert (written.to_bring, written.what_was_said) == ("scan disc\nmedicine list", "Go on as before")


def test_ticks_stay_with_the_appointment_and_can_be_taken_back(journal: Journal) -> None:
    visit = added(journal, "2026-03-04T10:30", to_bring="scan disc\n\n medicine list ")
    visits.pack(journal, appointment_id=visit.id, thing="scan disc", is_packed=True)
    visits.pack(journal, appointment_id=visit.id, thing="medicine list", is_packed=True)
    visits.pack(journal, appointment_id=visit.id, thing="scan disc", is_packed=False)
    shown = visits.visit(journal, appointment_id=visit.id, today=TODAY)
    assert shown.things == ("scan disc", "medicine list")
    assert shown.packed == frozenset({"medicine list"})
    history.undo(journal)
    again = visits.visit(journal, appointment_id=visit.id, today=TODAY)
    assert again.packed == frozenset({"scan disc", "medicine list"})


def test_a_blank_thing_is_not_added(journal: Journal) -> None:
    visit = added(journal, "2026-03-04T10:30", to_bring="scan disc")
    assert visits.add_thing(journal, appointment_id=visit.id, thing="  ") is None


def test_the_visit_before_is_with_the_same_person_where_there_was_one(journal: Journal) -> None:
    with_lee = added(journal, "2025-10-12T10:00", with_whom="Dr Lee")
    added(journal, "2026-01-12T10:00", with_whom="Dr Novak")
    visit = added(journal, "2026-03-04T10:30", with_whom="Dr Lee")
    assert visits.visit(journal, appointment_id=visit.id, today=TODAY).visit_before == with_lee

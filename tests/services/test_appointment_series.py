"""Appointments that repeat, questions that move on and steps that are left to do: each act is one change, and one undo."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime
from pathlib import Path

import pytest

from hoofbeat.domain.appointments import clashes
from hoofbeat.domain.records import Appointment, AppointmentId, NextStep, Question
from hoofbeat.domain.recurrence import Frequency, Rule
from hoofbeat.domain.values import PartialDate, WallTime
from hoofbeat.services import appointment_series, history, journals, next_steps, questions, records, visits
from hoofbeat.services.journals import Journal

TODAY = date(2026, 3, 1)


@pytest.fixture
def journal(tmp_path: Path) -> Iterator[Journal]:
    journal = journals.create(path=tmp_path / "j.hoofbeat", name="Maria Gomez")
    yield journal
    journal.close()


def made(starts_at: str, **fields: object) -> Appointment:
    return Appointment(id=AppointmentId(records.new_id()), starts_at=WallTime.parse(starts_at), **fields)  # type: ignore[arg-type]  # made up field by field


def listed(journal: Journal) -> list[Appointment]:
    with journal.reading() as stored:
        return sorted(stored.list(Appointment), key=lambda each: str(each.starts_at))


def starts(journal: Journal) -> list[str]:
    return [str(each.starts_at) for each in listed(journal)]


@pytest.fixture
def infusions(journal: Journal) -> list[Appointment]:
    appointment_series.add(
        journal, first=made("2026-03-03T10:00", place="Ward 2"), rule=Rule(Frequency.WEEKLY, interval=4, count=4)
    )
    return listed(journal)


def test_a_series_is_added_as_single_appointments_and_goes_with_one_undo(
    journal: Journal, infusions: list[Appointment]
) -> None:
    assert starts(journal) == ["2026-03-03T10:00", "2026-03-31T10:00", "2026-04-28T10:00", "2026-05-26T10:00"]
    assert len({each.series for each in infusions}) == 1
    history.undo(journal)
    assert starts(journal) == []


def test_one_is_moved_and_the_others_stay(journal: Journal, infusions: list[Appointment]) -> None:
    visits.move(journal, appointment_id=infusions[1].id, to=WallTime.parse("2026-04-01T10:00"))
    assert starts(journal) == ["2026-03-03T10:00", "2026-04-01T10:00", "2026-04-28T10:00", "2026-05-26T10:00"]


def test_this_and_those_that_follow_are_moved_together(journal: Journal, infusions: list[Appointment]) -> None:
    appointment_series.move(journal, appointment_id=infusions[1].id, to=WallTime.parse("2026-04-01T14:30"))
    assert starts(journal) == ["2026-03-03T10:00", "2026-04-01T14:30", "2026-04-29T14:30", "2026-05-27T14:30"]
    assert [str(each.moved_from or "") for each in listed(journal)][1:3] == ["2026-03-31T10:00", "2026-04-28T10:00"]
    history.undo(journal)
    assert listed(journal) == infusions


def test_what_is_changed_for_those_that_follow_leaves_what_each_has_for_itself(
    journal: Journal, infusions: list[Appointment]
) -> None:
    visits.write(journal, appointment_id=infusions[2].id, texts={"what_was_said": "Fine"})
    appointment_series.correct(journal, record=infusions[1].replaced(place="Ward 5"))
    assert [each.place for each in listed(journal)] == ["Ward 2", "Ward 5", "Ward 5", "Ward 5"]
    assert listed(journal)[2].what_was_said == "Fine"


def test_this_and_those_that_follow_are_cancelled_or_removed(journal: Journal, infusions: list[Appointment]) -> None:
    appointment_series.cancel(journal, appointment_id=infusions[2].id)
    assert [each.state.value for each in listed(journal)] == ["planned", "planned", "cancelled", "cancelled"]
    history.undo(journal)
    appointment_series.remove(journal, appointment_id=infusions[1].id)
    assert starts(journal) == ["2026-03-03T10:00"]


def test_appointments_at_the_same_time_are_found_whatever_their_zones() -> None:
    one, other = made("2026-03-03T10:00", minutes=60), made("2026-03-03T04:30", zone="New York")
    later, whole_day = made("2026-03-03T11:00"), made("2026-03-03")

    def in_utc(wall: datetime, zone: str) -> datetime:
        return wall.replace(hour=wall.hour + 6) if zone else wall

    found = clashes([one, other, later, whole_day], in_utc=in_utc)
    assert found == {one.id: [other], other.id: [one]}


def test_unanswered_questions_move_on_and_say_where_they_came_from(journal: Journal) -> None:
    before, after = made("2026-02-20T10:00"), made("2026-03-20T10:00")
    for each in (before, after):
        records.add(journal, record=each)
    questions.add(journal, text="There already?", appointment=after.id)
    for text, about in (("Answered?", ""), ("About the scan?", "topic:follow-up"), ("Left over?", "")):
        questions.add(journal, text=text, appointment=before.id, about=about)
    with journal.reading() as stored:
        first = next(each for each in stored.list(Question) if each.text == "Answered?")
    questions.answer(journal, question_id=first.id, text="Yes")
    assert visits.visit(journal, appointment_id=before.id, today=TODAY).carry_to == after
    questions.carry_over(journal, came_from=before.id, to=after.id)
    shown = visits.visit(journal, appointment_id=after.id, today=TODAY)
    assert [each.text for each in shown.questions] == ["There already?", "About the scan?", "Left over?"]
    assert [each.about for each in shown.questions][1] == "topic:follow-up"
    assert list(shown.came_from.values()) == [before]
    history.undo(journal)
    assert len(visits.visit(journal, appointment_id=before.id, today=TODAY).questions) == 3


def test_several_questions_are_added_at_once_and_none_twice(journal: Journal) -> None:
    questions.add(journal, text="Which scan?", appointment=None)
    questions.add_all(journal, texts=[("which scan?", ""), ("When?", "topic:follow-up")], appointment=None)
    assert [each.text for each in questions.list_questions(journal, appointment=None)] == ["Which scan?", "When?"]
    assert questions.add_all(journal, texts=[("When?", "")], appointment=None) is None


def test_a_next_step_is_to_do_until_it_is_done(journal: Journal) -> None:
    next_steps.add(journal, text="Ask for the report")
    next_steps.add(journal, text="Blood draw", who="me", due_on=PartialDate(2026, 3, 9))
    with journal.reading() as stored:
        steps: list[NextStep] = list(next_steps.to_do(stored))
    assert [each.text for each in steps] == ["Blood draw", "Ask for the report"]
    next_steps.mark(journal, step_id=steps[0].id, is_done=True, today=TODAY)
    with journal.reading() as stored:
        assert [each.text for each in next_steps.to_do(stored)] == ["Ask for the report"]
        assert stored.get(NextStep, steps[0].id).done_on == PartialDate(2026, 3, 1)

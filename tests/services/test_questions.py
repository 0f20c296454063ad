"""Questions keep their order per visit."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from hoofbeat.domain.records import AppointmentState
from hoofbeat.services import history, journals, questions, records
from hoofbeat.services.journals import Journal
from tests.made_up import appointment, question


@pytest.fixture
def journal(tmp_path: Path) -> Iterator[Journal]:
    journal = journals.create(path=tmp_path / "j.hoofbeat", name="Maria")
    yield journal
    journal.close()


def texts(journal: Journal) -> list[str]:
    return [each.text for each in questions.list_questions(journal, appointment=None)]


def test_questions_are_moved_within_their_list(journal: Journal) -> None:
    for text in ("one", "two", "three"):
        questions.add(journal, text=text)
    ids = {each.text: each.id for each in questions.list_questions(journal, appointment=None)}
    assert questions.move(journal, question_id=ids["three"], by=-1) is not None
    assert texts(journal) == ["one", "three", "two"]
    assert questions.move(journal, question_id=ids["two"], by=1) is None
    history.undo(journal)
    assert texts(journal) == ["one", "two", "three"]


def test_an_answer_marks_the_question_as_asked(journal: Journal) -> None:
    questions.add(journal, text="How long between my scans?")
    (question,) = questions.list_questions(journal, appointment=None)
    questions.answer(journal, question_id=question.id, text="six months")
    (answered,) = questions.list_questions(journal, appointment=None)
    assert (answered.is_asked, answered.answer) == (True, "six months")


TODAY = date(2026, 3, 3)


def test_what_was_not_answered_and_what_is_tied_to_no_visit_comes_to_the_next_one(journal: Journal) -> None:
    held = appointment("2026-01-12T10:30")
    off = appointment("2026-03-20T10:30", state=AppointmentState.CANCELLED)
    later = appointment("2026-04-01T10:30")
    coming = appointment("2026-03-04T10:30")
    asked = [
        question("Left of January", held),
        question("Answered", held, answer="Yes"),
        question("Of a visit that is off", off),
        question("For April", later),
        question("Mine", coming, rank=1),
    ]
    for record in (held, off, later, coming, *asked):
        records.add(journal, record=record)
    questions.add(journal, text="Tied to none")
    with journal.reading() as stored:
        waiting = questions.waiting_elsewhere(stored, today=TODAY)
    assert [each.text for each in waiting] == ["Left of January", "Of a visit that is off", "Tied to none"]
    questions.bring_here(journal, to=coming.id, today=TODAY)
    found = questions.list_questions(journal, appointment=coming.id)
    assert [each.text for each in found] == ["Mine", "Left of January", "Of a visit that is off", "Tied to none"]
    assert [each.about for each in found] == ["", f"appointment:{held.id}", f"appointment:{off.id}", ""]
    assert questions.bring_here(journal, to=coming.id, today=TODAY) is None
    history.undo(journal)
    assert [each.text for each in questions.list_questions(journal, appointment=coming.id)] == ["Mine"]

"""Questions keep their order per visit."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from hoofbeat.services import history, journals, questions
from hoofbeat.services.journals import Journal


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

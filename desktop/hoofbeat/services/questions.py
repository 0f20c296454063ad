"""Questions for a visit: asked in their order, moved up and down, answered as heard."""

from __future__ import annotations

from collections.abc import Sequence

from hoofbeat.domain.changes import Act, Change, Description
from hoofbeat.domain.records import AppointmentId, Kind, Question, QuestionId
from hoofbeat.services import records
from hoofbeat.store.journal import Journal
from hoofbeat.store.repositories import Repository


def add(
    journal: Journal, *, text: str, appointment: AppointmentId | None = None, about: str = "", author: str = ""
) -> Change:
    """Add a question at the end of a visit's list, or a loose one. RecordInvalidError."""
    with journal.reading() as stored:
        rank = len(ranked(stored, appointment)) + 1
    question = Question(id=QuestionId(records.new_id()), text=text, rank=rank, appointment=appointment, about=about)
    return records.add(journal, record=question, author=author)


def list_questions(journal: Journal, *, appointment: AppointmentId | None) -> Sequence[Question]:
    """Return the questions of a visit, or the loose ones, in their order."""
    with journal.reading() as stored:
        return ranked(stored, appointment)


def ranked(stored: Repository, appointment: AppointmentId | None) -> Sequence[Question]:
    """Return the questions of a visit, or the loose ones, in their order; those without a place come last."""
    found = list(stored.list(Question, appointment=appointment))
    return sorted(found, key=lambda each: (each.rank is None, each.rank or 0))


def move(journal: Journal, *, question_id: str, by: int, author: str = "") -> Change | None:
    """Move a question up (by -1) or down (by 1) among those of its visit; None when it stands at that end already."""
    with journal.change(author=author) as work:
        question = work.records.get(Question, question_id)
        order = list(ranked(work.records, question.appointment))
        old = order.index(question)
        new = old + by
        if not 0 <= new < len(order):
            return None
        order.insert(new, order.pop(old))
        for rank, each in enumerate(order, start=1):
            work.correct(each.replaced(rank=rank))
        return work.commit(Description(Act.ARRANGE, Kind.QUESTIONS, question.text)) if work.has_changes else None


def answer(journal: Journal, *, question_id: str, text: str, author: str = "") -> Change | None:
    """Mark a question as asked, with the answer as it was heard."""
    with journal.reading() as stored:
        question = stored.get(Question, question_id)
    answered = question.replaced(is_asked=True, answer=text)
    return records.correct(journal, record=answered, author=author, act=Act.ANSWER)

"""Questions for a visit: asked in their order, moved up and down, answered as heard."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
from typing import Final

from hoofbeat.domain.changes import Act, Change, Description
from hoofbeat.domain.records import Appointment, AppointmentId, AppointmentState, Kind, Question, QuestionId
from hoofbeat.services import records
from hoofbeat.store.journal import Journal
from hoofbeat.store.repositories import Order, Repository

FROM_VISIT: Final = "appointment:"
"""What stands before the id of the visit that a question came from."""
FROM_MEDICINE: Final = "medicine:"
"""What stands before the id of the medicine that a question came from."""
FROM_TOPIC: Final = "topic:"
"""What stands before the place in the reference that a question came from."""

_VISITS_LOOKED_BACK: Final = 12
"""Of so many appointments before today the questions are looked through that nobody answered."""


def add(
    journal: Journal, *, text: str, appointment: AppointmentId | None = None, about: str = "", author: str = ""
) -> Change:
    """Add a question at the end of a visit's list, or a loose one. RecordInvalidError."""
    with journal.reading() as stored:
        rank = len(ranked(stored, appointment)) + 1
    question = Question(id=QuestionId(records.new_id()), text=text, rank=rank, appointment=appointment, about=about)
    return records.add(journal, record=question, author=author)


def add_all(
    journal: Journal, *, texts: Sequence[tuple[str, str]], appointment: AppointmentId | None, author: str = ""
) -> Change | None:
    """Add several questions at once, each with what it is about, behind those of a visit; ones that stand there are left out."""
    with journal.change(author=author) as work:
        order = ranked(work.records, appointment)
        known = {each.text.casefold() for each in order}
        wanted = [(text, about) for text, about in texts if text.casefold() not in known]
        for rank, (text, about) in enumerate(wanted, start=len(order) + 1):
            work.add(
                Question(id=QuestionId(records.new_id()), text=text, rank=rank, appointment=appointment, about=about)
            )
        if not work.has_changes:
            return None
        return work.commit(Description(Act.ADD, Kind.QUESTIONS, wanted[0][0], len(wanted)))


def unanswered(questions: Iterable[Question]) -> list[Question]:
    """Return the questions that were neither asked nor answered."""
    return [each for each in questions if not each.is_asked and not each.answer.strip()]


def carry_over(
    journal: Journal, *, came_from: AppointmentId, to: AppointmentId | None, author: str = ""
) -> Change | None:
    """Move the unanswered questions of a visit to another one, or to none yet, behind those that are there; None without any.

    Each remembers the visit that it came from, unless it came from somewhere else before.
    """
    with journal.change(author=author) as work:
        left = unanswered(ranked(work.records, came_from))
        rank = len(ranked(work.records, to))
        for place, each in enumerate(left, start=rank + 1):
            about = each.about or f"{FROM_VISIT}{came_from}"
            work.correct(each.replaced(appointment=to, rank=place, about=about))
        if not work.has_changes:
            return None
        return work.commit(Description(Act.ARRANGE, Kind.QUESTIONS, left[0].text, len(left)))


def waiting_elsewhere(stored: Repository, *, today: date) -> list[Question]:
    """Return the unanswered questions of the latest appointments that are over, the oldest first, and those tied to none."""
    latest = stored.page(
        Appointment,
        order=[Order("starts_at", is_descending=True)],
        before={"starts_at": str(today)},
        limit=_VISITS_LOOKED_BACK,
    )
    called_off = (
        each
        for state in (AppointmentState.CANCELLED, AppointmentState.DONE)
        for each in stored.list(Appointment, state=state, not_before={"starts_at": str(today)})
    )
    over = [*reversed([each for each in latest if each.starts_at.on.last < today]), *called_off]
    return unanswered(question for tied in (*(each.id for each in over), None) for question in ranked(stored, tied))


def bring_here(journal: Journal, *, to: AppointmentId, today: date, author: str = "") -> Change | None:
    """Move the questions that wait elsewhere to an appointment, behind those that are there; None where none waits."""
    with journal.change(author=author) as work:
        waiting = [each for each in waiting_elsewhere(work.records, today=today) if each.appointment != to]
        rank = len(ranked(work.records, to))
        for place, each in enumerate(waiting, start=rank + 1):
            origin = f"{FROM_VISIT}{each.appointment}" if each.appointment is not None else ""
            work.correct(each.replaced(appointment=to, rank=place, about=each.about or origin))
        if not work.has_changes:
            return None
        return work.commit(Description(Act.ARRANGE, Kind.QUESTIONS, waiting[0].text, len(waiting)))


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

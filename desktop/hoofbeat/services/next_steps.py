"""What was agreed at a visit: added, marked as done, and listed until it is."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date

from hoofbeat.domain.changes import Change
from hoofbeat.domain.records import AppointmentId, NextStep, NextStepId
from hoofbeat.domain.values import PartialDate
from hoofbeat.services import records
from hoofbeat.store.journal import Journal
from hoofbeat.store.repositories import Repository


def add(
    journal: Journal,
    *,
    text: str,
    who: str = "",
    due_on: PartialDate | None = None,
    appointment: AppointmentId | None = None,
    author: str = "",
) -> Change:
    """Add a next step. RecordInvalidError where it says nothing."""
    made = NextStep(id=NextStepId(records.new_id()), text=text, who=who, due_on=due_on, appointment=appointment)
    return records.add(journal, record=made, author=author)


def mark(journal: Journal, *, step_id: str, is_done: bool, today: date, author: str = "") -> Change | None:
    """Mark a step as done today, or as not done after all. RecordNotFoundError."""
    with journal.reading() as stored:
        step = stored.get(NextStep, step_id)
    done_on = PartialDate.of(today) if is_done else None
    return records.correct(journal, record=step.replaced(is_done=is_done, done_on=done_on), author=author)


def of_visit(stored: Repository, appointment: AppointmentId) -> Sequence[NextStep]:
    """Return what was agreed at a visit, in its order."""
    return list(stored.list(NextStep, appointment=appointment))


def to_do(stored: Repository) -> Sequence[NextStep]:
    """Return the steps that are not done, those with a date first, soonest first."""
    return _soonest(stored.list(NextStep, is_done=False))


def _soonest(steps: Iterable[NextStep]) -> Sequence[NextStep]:
    return sorted(steps, key=lambda each: (each.due_on is None, "" if each.due_on is None else str(each.due_on.last)))

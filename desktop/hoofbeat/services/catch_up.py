"""The ten-minute catch-up: what is missing since the last visit, and what was answered of it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import TYPE_CHECKING

from hoofbeat.domain.catch_up import Answered, Step
from hoofbeat.domain.changes import Change
from hoofbeat.domain.records import Appointment, AppointmentState, Medication, MedicineState, Progress, Question
from hoofbeat.services import visits
from hoofbeat.services.choices import choice, choose
from hoofbeat.services.lines import ResultLine, result_lines
from hoofbeat.services.medicines import MedicineLine, medicine_line
from hoofbeat.services.questions import ranked, waiting_elsewhere
from hoofbeat.store import aside, results, since
from hoofbeat.store.journal import Journal
from hoofbeat.store.repositories import Repository

if TYPE_CHECKING:
    from hoofbeat.domain.catalogue import Catalogue

_NAME = "catch_up"
_TO_MARK = frozenset({AppointmentState.PLANNED, AppointmentState.MOVED})
_LOOKED_BACK = timedelta(days=90)
"""Where there was no visit before, appointments of so many days are asked about."""
_FIRST_ROUND = "first"


@dataclass(frozen=True, slots=True)
class CatchUp:
    """What there is to ask about. `steps` are those with something to ask that was not answered yet, in their order.

    `waiting` counts the questions that wait elsewhere for the visit.
    """

    visit: Appointment | None
    last_visit: Appointment | None
    appointments: Sequence[Appointment]
    medicines: Sequence[MedicineLine]
    doses: Sequence[MedicineLine]
    awaited: Sequence[ResultLine]
    questions: Sequence[Question]
    answered: Answered
    waiting: int = 0

    @property
    def steps(self) -> tuple[Step, ...]:
        """The open steps."""
        is_open = {
            Step.APPOINTMENTS: bool(self.appointments),
            Step.MEDICINES: bool(self.medicines),
            Step.DOSES: bool(self.doses),
            Step.RESULTS: True,
            Step.OWN_WORDS: self.visit is not None and not self.visit.since_last_visit.strip(),
            Step.QUESTIONS: True,
        }
        return tuple(step for step in Step if is_open[step] and step not in self.answered.steps)


def catch_up(journal: Journal, *, today: date, catalogue: Callable[[], Catalogue]) -> CatchUp:
    """Return what is missing since the last visit."""
    with journal.reading_connection() as connection:
        stored = Repository(connection)
        visit = visits.next_appointment(stored, today=today)
        last = since.find_last_visit(connection, today=today, visit=visit)
        start = last.starts_at.on.first if last is not None else today - _LOOKED_BACK
        answered = _answered(aside.find_preference(connection, _NAME), last)
        taking = [
            medicine_line(stored, each, today=today) for each in stored.list(Medication, state=MedicineState.TAKING)
        ]
        waiting = results.newest_results(connection, state=Progress.AWAITED)
        past = since.appointments_between(connection, start, today)
        return CatchUp(
            visit=visit,
            last_visit=last,
            appointments=[each for each in past if each.state in _TO_MARK],
            medicines=[each for each in taking if each.medication.id not in answered.medicines],
            doses=[each for each in taking if each.plan is not None and each.plan.unmarked is not None],
            awaited=list(result_lines(stored, waiting, catalogue())) if waiting else [],
            questions=ranked(stored, visit.id if visit is not None else None),
            answered=answered,
            waiting=len(waiting_elsewhere(stored, today=today)) if visit is not None else 0,
        )


def answer(journal: Journal, *, step: Step, round_name: str) -> None:
    """Keep that a step was answered; it comes again only after the next visit."""
    kept = Answered.read(choice(journal, name=_NAME)).in_round(round_name).with_step(step)
    choose(journal, name=_NAME, value=kept.written())


def still_taking(journal: Journal, *, medicines: Iterable[str], round_name: str) -> None:
    """Keep that medicines are still taken as before."""
    kept = Answered.read(choice(journal, name=_NAME)).in_round(round_name).with_medicines(medicines)
    choose(journal, name=_NAME, value=kept.written())


def write_own_words(journal: Journal, *, appointment_id: str, text: str, author: str = "") -> Change | None:
    """Write down how it has been since the last visit."""
    return visits.write(journal, appointment_id=appointment_id, texts={"since_last_visit": text}, author=author)


def _answered(kept: str | None, last: Appointment | None) -> Answered:
    return Answered.read(kept or "").in_round(last.id if last is not None else _FIRST_ROUND)

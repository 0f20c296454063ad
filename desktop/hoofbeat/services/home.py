"""What Home shows: what is next, what is planned and awaited, and what was added last. No value of a result is in it."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import Enum
from typing import TYPE_CHECKING, Any

from hoofbeat.domain.changes import Change
from hoofbeat.domain.medicines import DosePlan
from hoofbeat.domain.records import (
    Appointment,
    Kind,
    Medication,
    MedicineState,
    MedicineUse,
    NextStep,
    Person,
    Progress,
    Question,
    Sharing,
)
from hoofbeat.domain.since_last_visit import SinceLastVisit
from hoofbeat.domain.values import PartialDate
from hoofbeat.services.choices import WRITING_AS, choose
from hoofbeat.services.lines import ResultLine, result_lines
from hoofbeat.services.medicines import MedicineLine, medicine_line
from hoofbeat.services.next_steps import to_do
from hoofbeat.services.questions import ranked, waiting_elsewhere
from hoofbeat.services.visits import next_appointment, packed, things
from hoofbeat.store import aside, history, results, since
from hoofbeat.store.journal import Journal
from hoofbeat.store.repositories import Order, Repository

if TYPE_CHECKING:
    from hoofbeat.domain.catalogue import Catalogue

PLANNED_WITHIN = timedelta(days=7)
_RECENT = 4
_COUNTED_AS_EMPTY = frozenset({Kind.PEOPLE})


class Beginning(Enum):
    """The first things that somebody writes down."""

    APPOINTMENT = "appointment"
    MEDICINE = "medicine"
    ALLERGY = "allergy"
    TEAM = "team"


_BEGINNINGS: Mapping[Beginning, tuple[Kind, ...]] = {
    Beginning.APPOINTMENT: (Kind.APPOINTMENTS,),
    Beginning.MEDICINE: (Kind.MEDICINES,),
    Beginning.ALLERGY: (Kind.ALLERGIES,),
    Beginning.TEAM: (Kind.TEAM,),
}
_PUT_AWAY = "beginnings_put_away"


@dataclass(frozen=True, slots=True)
class HomeView:
    """All that Home shows.

    `planned` are the injections and infusions planned within the week, or whose planned day has come and is not marked as
    given. `waiting` counts the questions that wait elsewhere for this visit. `drafts` are the names of forms with something typed, and when it was kept. `news` is what is new since the last
    visit; for a caregiver, since the last sheet was handed out, where one was. `to_begin` tells which first things are written
    down; None where that list was put away.
    """

    person_name: str
    is_new: bool
    visit: Appointment | None
    questions: Sequence[Question]
    loose_questions: Sequence[Question]
    planned: Sequence[MedicineLine]
    awaited: Sequence[ResultLine]
    drafts: Sequence[tuple[str, datetime]]
    recent: Sequence[Change]
    steps: Sequence[NextStep] = ()
    things: Sequence[str] = ()
    packed: frozenset[str] = frozenset()
    news: SinceLastVisit | None = None
    last_summary_on: PartialDate | None = None
    to_begin: Mapping[Beginning, bool] | None = None
    injected: Sequence[MedicineLine] = ()
    waiting: int = 0


def home(journal: Journal, *, today: date, catalogue: Callable[[], Catalogue]) -> HomeView:
    """Return what Home shows on this day. The catalogue is asked for only when there is a test to be named."""
    with journal.reading_connection() as connection:
        stored = Repository(connection)
        visit = next_appointment(stored, today=today)
        injections = _injections(stored, today)
        awaited = results.newest_results(connection, state=Progress.AWAITED)
        person = next(stored.list(Person), None)
        summary = next(iter(stored.page(Sharing, order=(Order("shared_at", is_descending=True),), limit=1)), None)
        return HomeView(
            person_name=person.name if person is not None else "",
            is_new=not any(stored.has_any(kind) for kind in Kind if kind not in _COUNTED_AS_EMPTY),
            visit=visit,
            questions=ranked(stored, visit.id) if visit is not None else (),
            loose_questions=[each for each in ranked(stored, None) if not each.is_asked],
            planned=[line for line in injections if line.plan is not None and _is_near(line.plan, today)],
            injected=[line for line in injections if line.last_given is not None],
            awaited=list(result_lines(stored, awaited, catalogue())) if awaited else [],
            drafts=[(form, saved_at) for form, (_, saved_at) in aside.list_drafts(connection).items()],
            steps=to_do(stored),
            recent=history.list_changes(connection, limit=_RECENT),
            waiting=len(waiting_elsewhere(stored, today=today)) if visit is not None else 0,
            things=things(visit) if visit is not None else (),
            packed=packed(visit) if visit is not None else frozenset(),
            news=_news(connection, visit, summary if aside.find_preference(connection, WRITING_AS) else None, today),
            last_summary_on=summary.shared_at.on if summary is not None else None,
            to_begin=None if aside.find_preference(connection, _PUT_AWAY) else _to_begin(stored),
        )


def put_away_beginnings(journal: Journal, *, is_away: bool = True) -> None:
    """Put the list of first things away for good, or bring it back."""
    choose(journal, name=_PUT_AWAY, value="yes" if is_away else "")


def _news(connection: Any, visit: Appointment | None, summary: Sharing | None, today: date) -> SinceLastVisit | None:
    last = since.find_last_visit(connection, today=today, visit=visit)
    start = summary.shared_at.on if summary is not None else last.starts_at.on if last is not None else None
    if start is None:
        return None
    known = last if summary is None else None
    without = visit.id if visit is not None else ""
    return since.read_since(connection, start.first, today=today, last=known, without=without)


def _to_begin(stored: Repository) -> Mapping[Beginning, bool]:
    return {each: any(stored.has_any(kind) for kind in kinds) for each, kinds in _BEGINNINGS.items()}


def _injections(stored: Repository, today: date) -> Sequence[MedicineLine]:
    return [
        medicine_line(stored, medication, today=today)
        for use in (MedicineUse.INJECTION, MedicineUse.INFUSION)
        for medication in stored.list(Medication, use=use, state=MedicineState.TAKING)
    ]


def _is_near(plan: DosePlan, today: date) -> bool:
    return plan.unmarked is not None or any(day <= today + PLANNED_WITHIN for day in plan.dates)

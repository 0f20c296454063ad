"""Appointments as visits: which one comes next, the list of them, and one with all that belongs to it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from itertools import takewhile

from hoofbeat.domain import visits
from hoofbeat.domain.appointments import clashes
from hoofbeat.domain.changes import Change
from hoofbeat.domain.records import (
    Appointment,
    AppointmentId,
    AppointmentKind,
    AppointmentState,
    Kind,
    NextStep,
    Question,
)
from hoofbeat.domain.values import PartialDate, WallTime
from hoofbeat.services import appointment_series, next_steps, records
from hoofbeat.services.questions import FROM_VISIT, ranked, waiting_elsewhere
from hoofbeat.services.zones import in_utc
from hoofbeat.store import lists
from hoofbeat.store.journal import Journal
from hoofbeat.store.repositories import Order, Repository

_SEARCHED = ("with_whom", "place", "about", "what_was_said", "plan", "note")


@dataclass(frozen=True, slots=True)
class Ahead:
    """An appointment to come, and how many questions wait for it."""

    appointment: Appointment
    questions: int


@dataclass(frozen=True, slots=True)
class AppointmentsView:
    """The appointments: those to come, soonest first; a part of the others; and the questions tied to none.

    `past_count` is how many others there are that fit the filter; `has_appointments` counts also those that do not.
    """

    ahead: Sequence[Ahead]
    past: Sequence[Appointment]
    past_count: int
    loose_questions: Sequence[Question]
    is_empty: bool
    clashes: Mapping[str, Sequence[Appointment]] = field(default_factory=dict)
    has_appointments: bool = True


@dataclass(frozen=True, slots=True)
class VisitView:
    """One appointment with its questions, the things to bring and those already packed, and the visit before it.

    `following` is how many of its series come after it; `carry_to` is the next visit, which unanswered questions may move on to
    once this one is over; `waiting` counts those that may move here, where this is the next visit; `came_from` are, by the id of a question, the visits that it was meant for before; `is_next` tells that no visit comes before it.
    """

    appointment: Appointment
    questions: Sequence[Question]
    things: tuple[str, ...]
    packed: frozenset[str]
    visit_before: Appointment | None
    steps: Sequence[NextStep] = ()
    following: int = 0
    clashes: Sequence[Appointment] = ()
    carry_to: Appointment | None = None
    came_from: Mapping[str, Appointment] = field(default_factory=dict)
    is_next: bool = False
    waiting: int = 0


@dataclass(frozen=True, slots=True)
class MonthView:
    """The appointments of some days in their order, and those that are at the same time as another."""

    appointments: Sequence[Appointment]
    clashes: Mapping[str, Sequence[Appointment]]


def month(journal: Journal, *, first: date, last: date, kind: AppointmentKind | None = None) -> MonthView:
    """Return the appointments, of one kind or all, whose day is known and lies between two days, both included."""
    with journal.reading() as stored:
        ordered = stored.list(Appointment, order=[Order("starts_at")], not_before={"starts_at": str(first)})
        within = takewhile(lambda each: each.starts_at.on.first <= last, ordered)
        found = [each for each in within if each.starts_at.on.is_exact]
    return MonthView([each for each in found if kind in (None, each.kind)], clashing(found))


def next_appointment(stored: Repository, *, today: date) -> Appointment | None:
    """Return the next visit or call, today included; where there is none, the next appointment of any kind."""
    return visits.next_appointment(_from_today(stored, today), today=today)


def next_appointment_id(stored: Repository, *, today: date) -> AppointmentId | None:
    """Return the id of the next appointment."""
    found = next_appointment(stored, today=today)
    return None if found is None else found.id


def appointments(
    journal: Journal,
    *,
    today: date,
    containing: str = "",
    kind: AppointmentKind | None = None,
    is_oldest_first: bool = False,
    limit: int,
) -> AppointmentsView:
    """Return the appointments to come, and of all others so many that contain these words; with a kind, only those of it."""
    with journal.reading_connection() as connection:
        stored = Repository(connection)
        ahead = visits.appointments_ahead(_from_today(stored, today), today=today)
        ids = lists.list_ids(
            connection,
            Kind.APPOINTMENTS,
            order_by="starts_at",
            is_descending=not is_oldest_first,
            containing=containing,
            within=_SEARCHED,
            equal={"kind": kind.value} if kind is not None else None,
        )
        to_come = {each.id for each in ahead}
        past = [each for each in ids if each not in to_come]
        found = stored.get_many(Appointment, past[:limit])
        return AppointmentsView(
            ahead=[
                Ahead(each, stored.count(Kind.QUESTIONS, appointment=each.id))
                for each in ahead
                if kind in (None, each.kind)
            ],
            past=[found[each] for each in past[:limit]],
            past_count=len(past),
            loose_questions=ranked(stored, None),
            clashes=clashing(ahead),
            has_appointments=stored.has_any(Kind.APPOINTMENTS),
            is_empty=not (stored.has_any(Kind.APPOINTMENTS) or stored.has_any(Kind.QUESTIONS)),
        )


def visit(journal: Journal, *, appointment_id: str, today: date) -> VisitView:
    """Return one appointment with what belongs to it; RecordNotFoundError."""
    with journal.reading() as stored:
        found = stored.get(Appointment, appointment_id)
        before = visits.last_visit(stored.list(Appointment), today=today, visit=found)
        questions = ranked(stored, found.id)
        from_today = _from_today(stored, today)
        to_come = [each for each in from_today if each.id != found.id]
        following = visits.next_appointment(from_today, today=today)
        is_next = following is not None and following.id == found.id
        return VisitView(
            appointment=found,
            questions=questions,
            things=things(found),
            packed=packed(found),
            visit_before=before,
            steps=next_steps.of_visit(stored, found.id),
            following=appointment_series.following(stored, found),
            clashes=clashing([found, *to_come]).get(found.id, ()),
            carry_to=visits.next_appointment(to_come, today=today),
            came_from=_came_from(stored, questions),
            is_next=is_next,
            waiting=len(waiting_elsewhere(stored, today=today)) if is_next else 0,
        )


def move(journal: Journal, *, appointment_id: str, to: WallTime, author: str = "") -> Change | None:
    """Move an appointment to another time; where it was moved from stays with it. RecordNotFoundError."""
    found = _get(journal, appointment_id)
    moved = found.replaced(starts_at=to, moved_from=found.starts_at, state=AppointmentState.MOVED)
    return records.correct(journal, record=moved, author=author) if to != found.starts_at else None


def mark(journal: Journal, *, appointment_id: str, state: AppointmentState, author: str = "") -> Change | None:
    """Mark an appointment as done, cancelled or planned; one that was moved is planned as moved again."""
    found = _get(journal, appointment_id)
    if state is AppointmentState.PLANNED and found.moved_from is not None:
        state = AppointmentState.MOVED
    return records.correct(journal, record=found.replaced(state=state), author=author)


def write(journal: Journal, *, appointment_id: str, texts: Mapping[str, str], author: str = "") -> Change | None:
    """Write down texts of an appointment by field, such as what was said; the rest of it stays. RecordNotFoundError."""
    return records.correct(journal, record=_get(journal, appointment_id).replaced(**texts), author=author)


def things(appointment: Appointment) -> tuple[str, ...]:
    """Return what to bring, one thing each."""
    return tuple(line.strip() for line in appointment.to_bring.splitlines() if line.strip())


def add_thing(journal: Journal, *, appointment_id: str, thing: str, author: str = "") -> Change | None:
    """Add something to bring; None for blanks."""
    found = _get(journal, appointment_id)
    line = " ".join(thing.split())
    wanted = (*things(found), line) if line else things(found)
    return records.correct(journal, record=found.replaced(to_bring="\n".join(wanted)), author=author)


def remove_thing(journal: Journal, *, appointment_id: str, thing: str, author: str = "") -> Change | None:
    """Take something off the list of what to bring."""
    found = _get(journal, appointment_id)
    kept = [each for each in things(found) if each != thing]
    return records.correct(journal, record=found.replaced(to_bring="\n".join(kept)), author=author)


def pack(journal: Journal, *, appointment_id: str, thing: str, is_packed: bool, author: str = "") -> Change | None:
    """Tick something to bring, or take the tick away."""
    found = _get(journal, appointment_id)
    ticked = packed(found) | {thing} if is_packed else packed(found) - {thing}
    kept = [each for each in things(found) if each in ticked]
    return records.correct(journal, record=found.replaced(packed="\n".join(kept)), author=author)


def packed(appointment: Appointment) -> frozenset[str]:
    """Return the things to bring that are ticked."""
    return frozenset(line.strip() for line in appointment.packed.splitlines() if line.strip())


def clashing(found: Iterable[Appointment]) -> Mapping[str, Sequence[Appointment]]:
    """Return, by the id of each planned appointment, those at the same time, on the clock of this computer where none is given."""
    return clashes(found, in_utc=in_utc)


def _came_from(stored: Repository, questions: Sequence[Question]) -> Mapping[str, Appointment]:
    ids = {each.id: each.about.removeprefix(FROM_VISIT) for each in questions if each.about.startswith(FROM_VISIT)}
    found = stored.get_many(Appointment, ids.values())
    return {question: found[visit] for question, visit in ids.items() if visit in found}


def _get(journal: Journal, appointment_id: str) -> Appointment:
    with journal.reading() as stored:
        return stored.get(Appointment, appointment_id)


def _from_today(stored: Repository, today: date) -> list[Appointment]:
    """Return the appointments from today on, and those of this month or year whose day is not known yet."""
    partly_known = [WallTime(PartialDate(today.year)), WallTime(PartialDate(today.year, today.month))]
    found = list(stored.list_in(Appointment, "starts_at", partly_known))
    return [*found, *stored.list(Appointment, order=[Order("starts_at")], not_before={"starts_at": str(today)})]

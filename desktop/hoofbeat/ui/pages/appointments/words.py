"""What is said of an appointment in a line or two."""

from __future__ import annotations

from hoofbeat.domain.records import Appointment, AppointmentState
from hoofbeat.ui.surroundings import Surroundings
from hoofbeat.wording.dates import date_words
from hoofbeat.wording.translation import ntr, tr


def who_and_where(appointment: Appointment) -> str:
    """Say what it is, with whom and where."""
    parts = (appointment.with_whom, appointment.place, appointment.about)
    return ", ".join(part.strip() for part in (tr(appointment.kind.label), *parts) if part.strip())


def visit_title(appointment: Appointment, surroundings: Surroundings) -> str:
    """Say whose visit it is and when: "Dr Lee, Wednesday 4 March 2026, 10:30am"."""
    what = appointment.with_whom.strip() or tr(appointment.kind.label)
    return f"{what}, {surroundings.moment_text(appointment.starts_at)}"


def state_words(appointment: Appointment, surroundings: Surroundings) -> str:
    """Say where it stands, where that is worth a word; a moved one says where it was."""
    if appointment.state is AppointmentState.PLANNED:
        return ""
    if appointment.state is AppointmentState.MOVED and appointment.moved_from is not None:
        return tr("Moved from {moment}").format(moment=surroundings.moment_text(appointment.moved_from))
    return tr(appointment.state.label)


def waiting_questions(count: int) -> str:
    """Say how many questions wait for a visit."""
    return ntr("{count} question", "{count} questions", count).format(count=count) if count else ""


def last_visit_words(before: Appointment | None) -> str:
    """Say when the visit before was, where there was one."""
    return "" if before is None else tr("The last visit was {date}.").format(date=date_words(before.starts_at.on))

"""Questions that wait elsewhere for the next visit: the button that brings them there."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QPushButton

from hoofbeat.domain.records import AppointmentId
from hoofbeat.ui.pages.appointments.words import bring_words
from hoofbeat.ui.surroundings import Surroundings
from hoofbeat.ui.widgets.parts import button
from hoofbeat.wording.translation import tr

if TYPE_CHECKING:
    from datetime import date

    from hoofbeat.domain.changes import Change
    from hoofbeat.services.journals import Journal


def bring_button(surroundings: Surroundings, count: int, appointment: AppointmentId) -> QPushButton:
    """Make the button that brings so many questions to an appointment."""
    act = partial(bring_questions, surroundings, appointment)
    made = button(bring_words(count), act, look="edge", icon="right", icons=surroundings.appearance.icons)
    made.setObjectName("bring questions")
    return made


def bring_questions(surroundings: Surroundings, appointment: AppointmentId) -> None:
    """Bring the questions that wait elsewhere to an appointment."""
    act = partial(_bring, appointment, surroundings.today())
    surroundings.tasks.change(act, then=lambda _change: surroundings.host.say_undoable(tr("Brought here.")))


def _bring(appointment: AppointmentId, today: date, journal: Journal, author: str) -> Change | None:
    from hoofbeat.services import questions

    return questions.bring_here(journal, to=appointment, today=today, author=author)

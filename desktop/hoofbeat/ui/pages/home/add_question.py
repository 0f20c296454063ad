"""One line to write down a question for a visit, where it comes to mind."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from hoofbeat.domain.records import AppointmentId
from hoofbeat.ui.surroundings import Surroundings
from hoofbeat.ui.widgets.adding_line import AddingLine
from hoofbeat.wording.translation import tr

if TYPE_CHECKING:
    from hoofbeat.domain.changes import Change
    from hoofbeat.services.journals import Journal


class AddQuestion(AddingLine):
    """A line and a button; Enter adds too."""

    def __init__(self, surroundings: Surroundings, appointment: AppointmentId | None) -> None:
        super().__init__(
            surroundings,
            prompt=tr("A question for this visit"),
            names=(tr("Add a question"), "new question"),
            act=lambda text: partial(_add_question, text, appointment),
            then=lambda _change: surroundings.host.say_undoable(tr("Question added.")),
            button_text=tr("Add a question"),
        )


def _add_question(text: str, appointment: AppointmentId | None, journal: Journal, author: str) -> Change:
    from hoofbeat.services import questions

    return questions.add(journal, text=text, appointment=appointment, author=author)

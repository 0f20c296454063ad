"""One line to write down a question for a visit, where it comes to mind."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QLineEdit, QWidget

from hoofbeat.domain.records import AppointmentId
from hoofbeat.ui.surroundings import Surroundings
from hoofbeat.ui.widgets.parts import button, row
from hoofbeat.wording.translation import tr

if TYPE_CHECKING:
    from hoofbeat.domain.changes import Change
    from hoofbeat.services.journals import Journal


class AddQuestion(QWidget):
    """A line and a button; Enter adds too."""

    def __init__(self, surroundings: Surroundings, appointment: AppointmentId | None) -> None:
        super().__init__()
        self._surroundings = surroundings
        self._appointment = appointment
        self._line = QLineEdit()
        self._line.setAccessibleName(tr("A question for this visit"))
        self._line.setPlaceholderText(tr("A question for this visit"))
        self._line.setObjectName("new question")
        self._line.returnPressed.connect(self._add)
        icons = surroundings.appearance.icons
        line = row(self._line, button(tr("Add a question"), self._add, icon="add", icons=icons))
        line.setStretch(0, 1)
        self.setLayout(line)

    def _add(self) -> None:
        text = self._line.text().strip()
        if not text:
            self._line.setFocus()
            return
        act = partial(_add_question, text, self._appointment)
        self._surroundings.tasks.change(act, then=self._on_added)

    def _on_added(self, _change: Change) -> None:
        self._line.clear()
        self._surroundings.host.say_undoable(tr("Question added."))


def _add_question(text: str, appointment: AppointmentId | None, journal: Journal, author: str) -> Change:
    from hoofbeat.services import questions

    return questions.add(journal, text=text, appointment=appointment, author=author)

"""Questions to begin with, by situation: several are chosen and added at once."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QCheckBox, QFrame, QVBoxLayout, QWidget

from hoofbeat.domain.changes import Change
from hoofbeat.domain.records import AppointmentId
from hoofbeat.ui.editors import ChoiceBox
from hoofbeat.ui.surroundings import Surroundings
from hoofbeat.ui.widgets.parts import button, card, clear, column, icon_button, label, row
from hoofbeat.ui.widgets.scrolling import ScrollingColumn
from hoofbeat.ui.widgets.tick_line import tick_line
from hoofbeat.wording.translation import ntr, tr

if TYPE_CHECKING:
    from hoofbeat.reference.starters import Situation, StarterQuestion
    from hoofbeat.services.installation import Installation
    from hoofbeat.services.journals import Journal


class StarterView(ScrollingColumn):
    """One situation at a time, its questions to tick. Signal: `added` with the change, None where all were there already."""

    added = Signal(object)

    def __init__(self, surroundings: Surroundings, *, appointment: AppointmentId | None) -> None:
        super().__init__(surroundings.appearance)
        self._surroundings = surroundings
        self._appointment = appointment
        self._situations: Sequence[Situation] = ()
        self._ticked: dict[str, StarterQuestion] = {}
        self._choice = ChoiceBox()
        self._choice.setAccessibleName(tr("Situation"))
        self._choice.currentIndexChanged.connect(self._show_situation)
        self._listed: QVBoxLayout = column(spacing="")
        self._add = button(
            tr("Add"), self._on_add_clicked, look="primary", icon="add", icons=surroundings.appearance.icons
        )
        self._build()
        surroundings.tasks.read(partial(_starters, surroundings.installation), then=self._on_read)

    def focus_first(self) -> None:
        """Put the cursor where the situation is chosen."""
        self._choice.setFocus()

    def _build(self) -> None:
        words = tr("Questions that many people ask. Choose those that are yours too; you can change their words later.")
        self.content.addWidget(label(words, "quiet"))
        caption = label(tr("For which time?"), "label")
        caption.setBuddy(self._choice)
        self.content.addWidget(caption)
        self.content.addLayout(row(self._choice, None))
        self._frame: QFrame
        self._frame, inside = card(spacing="")
        inside.addLayout(self._listed)
        self.content.addWidget(self._frame)
        self.content.addLayout(row(self._add, None))
        self.content.addStretch(1)
        self._count()

    def _on_read(self, situations: Sequence[Situation]) -> None:
        self._situations = situations
        for situation in situations:
            self._choice.addItem(tr(situation.title))
        self._show_situation(0)

    def _show_situation(self, place: int) -> None:
        clear(self._listed)
        for question in self._situations[place].questions if 0 <= place < len(self._situations) else ():
            self._listed.addWidget(self._line(question))
        self.order_tabs()

    def _line(self, question: StarterQuestion) -> QWidget:
        box = QCheckBox()
        box.setAccessibleName(question.text)
        box.setChecked(question.text in self._ticked)
        box.toggled.connect(partial(self._on_ticked, question))
        name = tr("Read about it: {question}").format(question=question.text)
        read = icon_button(name, "learn", self._surroundings.appearance.icons, partial(self._read_about, question))
        read.setToolTip(tr("Read about it"))
        made = QWidget()
        inside = row(tick_line(box, tr(question.text)), read)
        inside.setStretch(0, 1)
        made.setLayout(inside)
        return made

    def _read_about(self, question: StarterQuestion) -> None:
        self._surroundings.host.show_page("learn", lambda page: page.open_topic(question.topic))

    def _on_ticked(self, question: StarterQuestion, is_ticked: bool) -> None:
        if is_ticked:
            self._ticked[question.text] = question
        else:
            self._ticked.pop(question.text, None)
        self._count()

    def _count(self) -> None:
        count = len(self._ticked)
        words = ntr("Add {count} question", "Add {count} questions", count).format(count=count)
        self._add.setText(words if count else tr("Add questions"))
        self._add.setAccessibleName(self._add.text())
        self._add.setEnabled(bool(count) and self._surroundings.can_change)

    def _on_add_clicked(self) -> None:
        texts = [(each.text, each.topic) for each in self._ticked.values()]
        self._surroundings.tasks.change(partial(_add_all, texts, self._appointment), then=self.added.emit)


def _starters(installation: Callable[[], Installation], _journal: Journal) -> Sequence[Situation]:
    return installation().reference.starters


def _add_all(
    texts: Sequence[tuple[str, str]], appointment: AppointmentId | None, journal: Journal, author: str
) -> Change | None:
    from hoofbeat.services import questions

    about = [(text, f"{questions.FROM_TOPIC}{topic}") for text, topic in texts]
    return questions.add_all(journal, texts=about, appointment=appointment, author=author)

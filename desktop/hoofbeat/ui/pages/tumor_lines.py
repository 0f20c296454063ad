"""My tumor in eight lines: all eight always stand there, and what is not known can become a question for the next visit."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from datetime import date
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from hoofbeat.domain.records import Knowledge, TumorFact, TumorTopic
from hoofbeat.ui.surroundings import Surroundings
from hoofbeat.ui.widgets.flow import FlowLayout
from hoofbeat.ui.widgets.line_lists import act_button
from hoofbeat.ui.widgets.parts import column, label, row
from hoofbeat.wording.translation import tr
from hoofbeat.wording.tumor import state_words, suggested_question

if TYPE_CHECKING:
    from hoofbeat.domain.changes import Change
    from hoofbeat.services.journals import Journal

Edit = Callable[[TumorFact], object]
Add = Callable[[TumorTopic], object]


class TumorLine(QWidget):
    """One line: the topic, what is known with its date and source, and what can be done about it."""

    def __init__(
        self,
        surroundings: Surroundings,
        topic: TumorTopic,
        fact: TumorFact | None,
        *,
        edit: Edit,
        add: Add,
        is_asked: bool,
    ) -> None:
        super().__init__()
        self._surroundings = surroundings
        self._topic, self._fact = topic, fact
        name = tr(topic.label)
        text, detail = self._told()
        words = column(spacing="")
        words.addWidget(label(name, "label"))
        words.addWidget(label(text, "" if self._is_known else "quiet"))
        if detail:
            words.addWidget(label(detail, "small"))
        if is_asked and not self._is_known:
            words.addWidget(label(tr("Is among your questions."), "small"))
        made = list(self._acts(name, edit, add, is_asked=is_asked)) if surroundings.can_change else []
        inside = row(words, spacing="m")
        inside.setStretch(0, 1)
        if len(made) == 1:
            inside.addWidget(made[0], 0, Qt.AlignmentFlag.AlignTop)
        elif made:
            acts = QWidget()
            flow = FlowLayout(acts, spacing="xs")
            for each in made:
                flow.addWidget(each)
            words.addWidget(acts)
        self.setLayout(inside)

    @property
    def _is_known(self) -> bool:
        return self._fact is not None and self._fact.state is Knowledge.KNOWN and bool(self._fact.value.strip())

    def _told(self) -> tuple[str, str]:
        if self._fact is None:
            return tr("Not written down"), ""
        text = self._fact.value.strip() if self._is_known else state_words(self._fact.state)
        details = (self._surroundings.date_text(self._fact.on), self._fact.source)
        return text, ", ".join(part for part in details if part)

    def _acts(self, name: str, edit: Edit, add: Add, *, is_asked: bool) -> Iterator[QWidget]:
        icons = self._surroundings.appearance.icons
        topic, fact = self._topic, self._fact
        if fact is not None:
            yield act_button(tr("Edit"), name, partial(edit, fact), name=f"edit:{fact.id}", icons=icons, icon="edit")
        else:
            yield act_button(
                tr("Write it down"), name, partial(add, topic), name=f"add:{topic}", icons=icons, icon="add"
            )
            for state in (Knowledge.NOT_KNOWN, Knowledge.NOT_TESTED):
                act = partial(self._say_state, state)
                yield act_button(state_words(state), name, act, name=f"{state}:{topic}", icons=icons)
        if not self._is_known and not is_asked and topic is not TumorTopic.OTHER:
            words = tr("Add as a question")
            yield act_button(words, name, self._ask, name=f"ask:{topic}", icons=icons, icon="question")

    def _say_state(self, state: Knowledge) -> None:
        act = partial(_say_state, self._topic, state)
        said = partial(self._say, tr("{what}: {state}.").format(what=tr(self._topic.label), state=tr(state.label)))
        self._surroundings.tasks.change(act, then=said)

    def _ask(self) -> None:
        text = suggested_question(self._topic)
        act = partial(_ask, text, self._topic, self._surroundings.today())
        self._surroundings.tasks.change(act, then=partial(self._say, tr("Question added.")))

    def _say(self, text: str, _change: Change) -> None:
        self._surroundings.host.say_undoable(text)


def tumor_lines(
    surroundings: Surroundings, facts: Sequence[TumorFact], asked: frozenset[TumorTopic], *, edit: Edit, add: Add
) -> Iterator[TumorLine]:
    """Yield the eight lines, each as often as there is something to say, and what else was written down."""
    for topic in TumorTopic:
        found: list[TumorFact | None] = [fact for fact in facts if fact.topic is topic]
        if not found and topic is not TumorTopic.OTHER:
            found = [None]
        for fact in found:
            yield TumorLine(surroundings, topic, fact, edit=edit, add=add, is_asked=topic in asked)


def _say_state(topic: TumorTopic, state: Knowledge, journal: Journal, author: str) -> Change:
    from hoofbeat.services import tumor

    return tumor.say_state(journal, topic=topic, state=state, author=author)


def _ask(text: str, topic: TumorTopic, today: date, journal: Journal, author: str) -> Change:
    from hoofbeat.services import tumor

    return tumor.ask_about(journal, text=text, topic=topic, today=today, author=author)

"""Questions in their order: the first three on top, each to be moved, answered, corrected and deleted where it stands."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLineEdit, QVBoxLayout, QWidget

from hoofbeat.domain.changes import Change
from hoofbeat.domain.records import Appointment, AppointmentId, Kind, Question
from hoofbeat.ui.form_layouts import FormLayout, Group
from hoofbeat.ui.forms import RecordForm
from hoofbeat.ui.pages.appointments.form_in_place import FormInPlace
from hoofbeat.ui.pages.appointments.origins import way_back
from hoofbeat.ui.surroundings import Surroundings
from hoofbeat.ui.widgets.adding_line import AddingLine
from hoofbeat.ui.widgets.flow import FlowLayout
from hoofbeat.ui.widgets.line_lists import act_button, section, surface
from hoofbeat.ui.widgets.parts import button, column, icon_button, label, row
from hoofbeat.wording.translation import tr

if TYPE_CHECKING:
    from hoofbeat.services.journals import Journal

FIRST_QUESTIONS = 3
"""How many stand on top; the sheet asks them first."""
_ANSWER = FormLayout((Group(("answer", "is_asked", "text")),), ("note", "source", "is_sensitive"))
_LOOSE = FormLayout((Group(("text", "appointment", "answer", "is_asked")),), ("note", "source", "is_sensitive"))


class QuestionList:
    """The questions of one visit, or those tied to none, as a part of a page.

    `on_busy` hears that a form was opened in place (True) or closed, so that the page does not load over it. `typed` is what
    stood in the line for a new question before the list was made anew. `came_from` are the visits that questions were meant for
    before, `starters` opens questions to choose from, `carry_over` are the words and the act that move those not answered on.
    """

    def __init__(
        self,
        surroundings: Surroundings,
        questions: Sequence[Question],
        *,
        appointment: AppointmentId | None,
        title: str,
        on_busy: Callable[[bool], object],
        typed: str = "",
        came_from: Mapping[str, Appointment] | None = None,
        starters: Callable[[], object] | None = None,
        carry_over: tuple[str, Callable[[], object]] | None = None,
    ) -> None:
        self._came_from = came_from or {}
        self._starters, self._carry_over = starters, carry_over
        self._surroundings = surroundings
        self._appointment = appointment
        self._first_typed = typed
        self._place = FormInPlace(on_busy)
        self._adding: AddingLine | None = None
        self.widget = section(title, surface(self._lines(questions)))

    @property
    def typed(self) -> str:
        """What stands in the line for a new question."""
        return "" if self._adding is None else self._adding.typed

    @property
    def line(self) -> QLineEdit | None:
        """The line for a new question, where one can be added."""
        return None if self._adding is None else self._adding.line

    @property
    def form(self) -> RecordForm | None:
        """The form that is open in place."""
        return self._place.form

    def keep_draft(self) -> None:
        """Keep what was typed and not yet added."""
        self._place.keep_draft()
        if self.typed.strip() and self._surroundings.can_change:
            content = {"record.text": self.typed.strip()}
            if self._appointment is not None:
                content["record.appointment"] = f"id:{self._appointment}"
            self._surroundings.tasks.change(partial(_save_draft, content))

    def open_answer(self, question: Question) -> None:
        """Open the form of a question, with the answer first, under it."""
        layout = _LOOSE if self._appointment is None else _ANSWER
        form = RecordForm(self._surroundings, Kind.QUESTIONS, record=question, layout=layout, is_inline=True)
        self._place.open(question.id, form, remove=partial(self._remove, question))

    def _lines(self, questions: Sequence[Question]) -> list[QWidget]:
        is_for_visit = self._appointment is not None
        lines: list[QWidget] = []
        for number, question in enumerate(questions, 1):
            if is_for_visit and number == FIRST_QUESTIONS + 1:
                lines.append(label(tr("If there is time"), "section"))
            lines.append(self._question(number, question, len(questions)))
        if not lines:
            lines.append(label(tr("Write down what you want to ask, when it comes to mind."), "quiet"))
        if self._surroundings.can_change:
            lines.append(self._make_adding())
            lines += self._ways()
        return lines

    def _ways(self) -> list[QWidget]:
        """Return what can be done with all: move on those not answered, choose from questions that many ask."""
        icons = self._surroundings.appearance.icons
        made: list[QWidget] = []
        if self._carry_over is not None:
            words, act = self._carry_over
            carry = button(words, act, icon="right", icons=icons)
            carry.setObjectName("carry over")
            made.append(carry)
        if self._starters is not None:
            starters = button(
                tr("Choose from questions many ask"), self._starters, look="edge", icon="question", icons=icons
            )
            starters.setObjectName("starters")
            made.append(starters)
        holder = QWidget()
        flow = FlowLayout(holder)
        for each in made:
            flow.addWidget(each)
        return [holder] if made else []

    def _question(self, number: int, question: Question, count: int) -> QWidget:
        holder = QWidget()
        words = column(spacing="")
        words.setSpacing(2)
        words.addWidget(label(question.text))
        for text in _said(question):
            words.addWidget(label(text, "quiet"))
        origin = self._origin(question)
        if origin is not None:
            words.addWidget(origin)
        inside = row(_numbered(number, words), spacing="s")
        inside.setStretch(0, 1)
        inside.addLayout(self._buttons(number, question, count))
        holder.setLayout(inside)
        return self._place.line(question.id, holder)

    def _origin(self, question: Question) -> QWidget | None:
        """Return the way back to where a question came from, where it came from somewhere."""
        visit = self._came_from.get(question.id)
        if visit is not None:
            moment = self._surroundings.moment_text(visit.starts_at)
            return label(tr("From the appointment on {moment}").format(moment=moment), "small")
        way = way_back(question.about, self._surroundings)
        if way is None:
            return None
        text, act = way
        back = button(text, act, look="link")
        back.setAccessibleName(tr("{text}: {question}").format(text=text, question=question.text))
        back.setObjectName(f"origin:{question.id}")
        return back

    def _buttons(self, number: int, question: Question, count: int) -> QVBoxLayout:
        icons = self._surroundings.appearance.icons
        if not self._surroundings.can_change:
            return column(spacing="")
        text = tr("Edit") if question.answer.strip() or question.is_asked else tr("Answer")
        answer = act_button(
            text, question.text, partial(self.open_answer, question), name=f"answer:{question.id}", icons=icons
        )
        line = row(answer, spacing="xs")
        ways = ((tr("Move up"), "up", -1, number > 1), (tr("Move down"), "down", 1, number < count))
        for words, icon, by, can_move in ways:
            made = icon_button(f"{words}: {question.text}", icon, icons, partial(self._move, question.id, by))
            made.setToolTip(words)
            made.setObjectName(f"{icon}:{question.id}")
            made.setEnabled(can_move)
            line.addWidget(made)
        delete = icon_button(
            tr("Delete: {text}").format(text=question.text), "remove", icons, partial(self._remove, question)
        )
        delete.setToolTip(tr("Delete"))
        delete.setObjectName(f"remove:{question.id}")
        line.addWidget(delete)
        level = column(spacing="")
        level.addLayout(line)
        level.addStretch(1)
        return level

    def _make_adding(self) -> QWidget:
        self._adding = AddingLine(
            self._surroundings,
            prompt=tr("Add a question"),
            names=(tr("Add this question"), "new question"),
            act=lambda text: partial(_add, text, self._appointment),
            typed=self._first_typed,
        )
        return self._adding

    def _move(self, question_id: str, by: int) -> None:
        self._surroundings.tasks.change(partial(_move, question_id, by))

    def _remove(self, question: Question) -> None:
        self._place.close()
        said = partial(_say_deleted, self._surroundings)
        self._surroundings.tasks.change(partial(_remove, question.id), then=said)


def _numbered(number: int, words: QVBoxLayout) -> QVBoxLayout:
    """Put the number beside the first line of the words, and both in the middle of their line."""
    place = label(f"{number}.", "label", wraps=False)
    beside = row(place, words, spacing="s")
    beside.setAlignment(place, Qt.AlignmentFlag.AlignTop)
    beside.setStretch(1, 1)
    middle = column(spacing="")
    middle.addStretch(1)
    middle.addLayout(beside)
    middle.addStretch(1)
    return middle


def _said(question: Question) -> list[str]:
    """Return what is said under a question: its answer, or that it was asked."""
    if question.answer.strip():
        return [tr("Answer: {answer}").format(answer=question.answer.strip())]
    return [tr("Asked")] if question.is_asked else []


def _say_deleted(surroundings: Surroundings, _change: Change) -> None:
    surroundings.host.say_undoable(tr("Deleted."))


def _add(text: str, appointment: AppointmentId | None, journal: Journal, author: str) -> Change:
    from hoofbeat.services import questions

    return questions.add(journal, text=text, appointment=appointment, author=author)


def _move(question_id: str, by: int, journal: Journal, author: str) -> Change | None:
    from hoofbeat.services import questions

    return questions.move(journal, question_id=question_id, by=by, author=author)


def _remove(question_id: str, journal: Journal, author: str) -> Change:
    from hoofbeat.services import records

    return records.remove(journal, kind=Kind.QUESTIONS, record_id=question_id, author=author)


def _save_draft(content: Mapping[str, str], journal: Journal, _author: str) -> None:
    from hoofbeat.services import drafts

    drafts.save_draft(journal, form=Kind.QUESTIONS.value, content=content)

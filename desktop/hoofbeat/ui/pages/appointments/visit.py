"""One visit: where and with whom, its questions, what to bring, how it has been, what was said, and what becomes of it."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QFrame, QWidget

from hoofbeat.domain.changes import Change
from hoofbeat.domain.records import Appointment, AppointmentId, AppointmentState, Kind, fields_for
from hoofbeat.ui.forms import Form
from hoofbeat.ui.pages.appointments.bringing import BringList
from hoofbeat.ui.pages.appointments.export import save_appointment
from hoofbeat.ui.pages.appointments.forms import AfterForm, BeforeForm, MoveForm
from hoofbeat.ui.pages.appointments.questions import QuestionList
from hoofbeat.ui.pages.appointments.steps import StepList
from hoofbeat.ui.pages.appointments.waiting import bring_questions
from hoofbeat.ui.pages.appointments.words import (
    bring_words,
    carry_words,
    clash_words,
    clock_words,
    length_words,
    state_words,
    zone_words,
)
from hoofbeat.ui.pages.papers.acts import Holder
from hoofbeat.ui.pages.papers.section import PapersSection
from hoofbeat.ui.pages.since.line import SinceSection
from hoofbeat.ui.surroundings import Surroundings
from hoofbeat.ui.theme import SPACE
from hoofbeat.ui.widgets.flow import FlowLayout
from hoofbeat.ui.widgets.line_lists import facts, line, section, surface
from hoofbeat.ui.widgets.parts import button, card, clear, column, label
from hoofbeat.ui.widgets.scrolling import ScrollingColumn
from hoofbeat.wording.translation import ntr, tr

if TYPE_CHECKING:
    from hoofbeat.services.journals import Journal
    from hoofbeat.services.visits import VisitView

_FACTS = (
    *("kind", "place", "address", "room", "phone", "how_to_join", "companion", "companion_role", "about", "minutes"),
    *("zone", "note"),
)
_TO_COME = frozenset({AppointmentState.PLANNED, AppointmentState.MOVED})


class VisitDetail(ScrollingColumn):
    """The column of one visit. What is typed into it outlives the loading of the rest.

    `edit`, `removed` and `reload` are what the page does when the whole form is asked for, when the visit is gone, and when a
    form in it was closed; `starters` when questions are to be chosen from those that many ask.
    """

    def __init__(
        self,
        surroundings: Surroundings,
        view: VisitView,
        *,
        edit: Callable[[Appointment], object],
        removed: Callable[[], object],
        reload: Callable[[], object],
        starters: Callable[[Appointment], object],
    ) -> None:
        super().__init__(surroundings.appearance)
        self._surroundings = surroundings
        self._edit, self._removed, self._reload = edit, removed, reload
        self._starters = starters
        self._is_busy = False
        self._head, self._lists, self._end = column(spacing="s"), column(spacing="l"), column(spacing="l")
        self._steps: StepList | None = None
        self.before, self.after = BeforeForm(surroundings, view.appointment), AfterForm(surroundings, view.appointment)
        self._questions: QuestionList | None = None
        self._bring: BringList | None = None
        self._room = column(spacing="")
        holder = Holder(Kind.APPOINTMENTS, view.appointment.id)
        self.papers = PapersSection(surroundings, [holder], filled=self.order_tabs)
        self._build()
        self.show_visit(view)

    @property
    def is_busy(self) -> bool:
        """Tell whether a form is open in place, over which nothing may be loaded."""
        return self._is_busy

    @property
    def questions(self) -> QuestionList | None:
        """The questions of the visit."""
        return self._questions

    def show_visit(self, view: VisitView) -> None:
        """Show the visit as it is stored by now."""
        self.view = view
        self.before.show_visit(view.appointment, view.visit_before)
        self.after.show_visit(view.appointment)
        typed_question = self._questions.typed if self._questions is not None else ""
        typed_thing = self._bring.typed if self._bring is not None else ""
        with self.refilling(self._head) as head:
            head.addWidget(self._about(view.appointment))
            head.addWidget(self._ways(view.appointment))
            self._room = column(spacing="")
            head.addLayout(self._room)
        with self.refilling(self._lists) as lists:
            self._questions = QuestionList(
                self._surroundings,
                view.questions,
                appointment=view.appointment.id,
                title=tr("My questions"),
                on_busy=self._set_busy,
                typed=typed_question,
                came_from=view.came_from,
                starters=partial(self._starters, view.appointment),
                carry_over=self._carrying(view),
            )
            lists.addWidget(self._questions.widget)
            lists.addWidget(SinceSection(self._surroundings, view.appointment.id))
            self._bring = BringList(self._surroundings, view, typed=typed_thing)
            lists.addWidget(self._bring.widget)
            if view.appointment.preparation.strip():
                words = line("", [view.appointment.preparation.strip()])
                lists.addWidget(section(tr("How to prepare"), surface([words])))
        typed_step = self._steps.typed if self._steps is not None else ""
        with self.refilling(self._end) as end:
            self._steps = StepList(
                self._surroundings,
                view.steps,
                appointment=view.appointment.id,
                on_busy=self._set_busy,
                typed=typed_step,
            )
            end.addWidget(self._steps.widget)

    def keep_drafts(self) -> None:
        """Keep all that was typed."""
        for form in (self.before, self.after, self._form_in_place()):
            if form is not None:
                form.keep_draft()
        if self._questions is not None:
            self._questions.keep_draft()
        if self._steps is not None:
            self._steps.keep_draft()
        self.papers.keep_draft()
        if self._bring is not None:
            self._bring.keep_typed()

    def add_question(self) -> None:
        """Put the cursor where a question is added."""
        if self._questions is not None and self._questions.line is not None:
            self._questions.line.setFocus()

    def _build(self) -> None:
        self.content.addLayout(self._head)
        self.content.addLayout(self._lists)
        self.content.addWidget(section(tr("Before the visit"), _framed(self.before)))
        self.content.addWidget(section(tr("After the visit"), _framed(self.after)))
        self.content.addLayout(self._end)
        self.content.addWidget(self.papers)
        self.content.addStretch(1)

    def _about(self, appointment: Appointment) -> QFrame:
        state = state_words(appointment, self._surroundings)
        declared = fields_for(Kind.APPOINTMENTS)
        names = ((name, self._fact(appointment, name)) for name in _FACTS)
        labels = {name: declared[name].label for name in _FACTS} | {"minutes": "Length"}
        known = facts((tr(labels[name]), text) for name, text in names if text)
        clash = clash_words(self.view.clashes, self._surroundings)
        skipped = clock_words(appointment.starts_at, appointment.zone, self._surroundings)
        said = [label(text, "label") for text in (state, clash, skipped) if text]
        return surface([*said, known])

    def _fact(self, appointment: Appointment, name: str) -> str:
        if name == "kind":
            return tr(appointment.kind.label)
        if name == "zone":
            return zone_words(appointment, self._surroundings)
        if name == "minutes":
            return "" if appointment.minutes is None else length_words(appointment.minutes)
        return str(getattr(appointment, name)).strip()

    def _ways(self, appointment: Appointment) -> QWidget:
        holder = QWidget()
        flow = FlowLayout(holder)
        icons = self._surroundings.appearance.icons
        ways: list[tuple[str, str, Callable[[], object]]] = [(tr("Edit"), "edit", partial(self._edit, appointment))]
        if appointment.state in _TO_COME:
            ways += [
                (tr("Mark as done"), "check", partial(self._mark, AppointmentState.DONE)),
                (tr("Move"), "calendar-day", self._open_move),
                (tr("Mark as cancelled"), "close", partial(self._mark, AppointmentState.CANCELLED)),
            ]
        else:
            ways.append((tr("Back to planned"), "undo", partial(self._mark, AppointmentState.PLANNED)))
        ways.append((tr("Save for a calendar…"), "export", self._export))
        ways.append((tr("Delete"), "remove", self._remove))
        following = self.view.following if appointment.state in _TO_COME else 0
        if following:
            ways += [
                (tr("Cancel this and following"), "series-close", partial(self._change_series, "cancel")),
                (tr("Delete this and following"), "series-remove", partial(self._change_series, "remove")),
            ]
        if self.view.is_next and self._surroundings.host.has_page("catch_up"):
            ways.insert(1, (tr("Ten-minute catch-up"), "clock", self._catch_up))
        for text, icon, act in ways if self._surroundings.can_change else ():
            made = button(text, act, icon=icon.removeprefix("series-"), icons=icons)
            made.setObjectName(f"way:{icon}")
            flow.addWidget(made)
        return holder

    def _mark(self, state: AppointmentState) -> None:
        words = tr("Marked: {state}.").format(state=tr(state.label).lower())
        act = partial(_mark, self.view.appointment.id, state)
        self._surroundings.tasks.change(act, then=partial(self._say, words))

    def _catch_up(self) -> None:
        self._surroundings.host.show_page("catch_up", lambda page: page.begin())

    def _export(self) -> None:
        save_appointment(self._surroundings, self, self.view.appointment.id)

    def _carrying(self, view: VisitView) -> tuple[str, Callable[[], object]] | None:
        """Offer, once a visit is over, to move the questions on that were not answered; for the next one, to bring them here."""
        if view.waiting and self._surroundings.can_change:
            return bring_words(view.waiting), partial(bring_questions, self._surroundings, view.appointment.id)
        is_over = (
            view.appointment.state not in _TO_COME or view.appointment.starts_at.on.last < self._surroundings.today()
        )
        left = [each for each in view.questions if not each.is_asked and not each.answer.strip()]
        if not is_over or not left or not self._surroundings.can_change:
            return None
        return carry_words(len(left), view.carry_to, self._surroundings), self._carry_over

    def _carry_over(self) -> None:
        to = None if self.view.carry_to is None else self.view.carry_to.id
        act = partial(_carry_over, self.view.appointment.id, to)
        self._surroundings.tasks.change(act, then=partial(self._say, tr("Moved on.")))

    def _change_series(self, act: str) -> None:
        count = self.view.following + 1
        words = {
            "cancel": ntr("Cancelled {count} appointment.", "Cancelled {count} appointments.", count),
            "remove": ntr("Deleted {count} appointment.", "Deleted {count} appointments.", count),
        }[act].format(count=count)
        change = partial(_change_series, act, self.view.appointment.id)
        self._surroundings.tasks.change(change, then=partial(self._on_series_changed, act, words))

    def _on_series_changed(self, act: str, words: str, _change: Change | None) -> None:
        if act == "remove":
            self._removed()
        self._say(words)

    def _open_move(self) -> None:
        self._close_move()
        form = MoveForm(self._surroundings, self.view.appointment, following=self.view.following)
        form.saved.connect(self._on_moved)
        form.closed.connect(self._close_move)
        self._room.addWidget(_framed(form))
        self._set_busy(True)
        form.focus_first()
        self.bring_into_view(form)

    def _close_move(self) -> None:
        clear(self._room)
        if self._is_busy:
            self._set_busy(False)

    def _on_moved(self, change: Change | None) -> None:
        self._close_move()
        if change is not None:
            self._say(tr("Moved."))

    def _form_in_place(self) -> Form | None:
        return self.findChild(MoveForm)

    def _set_busy(self, is_busy: bool) -> None:
        self._is_busy = is_busy
        self.order_tabs()
        for part in (self._questions, self._steps):
            if part is not None and part.form is not None:
                self.bring_into_view(part.form)
        if not is_busy:
            self._reload()

    def _remove(self) -> None:
        self._surroundings.tasks.change(partial(_remove, self.view.appointment.id), then=self._on_removed)

    def _on_removed(self, _change: Change) -> None:
        self._removed()
        self._say(tr("Deleted."))

    def _say(self, text: str, _change: Change | None = None) -> None:
        self._surroundings.host.say_undoable(text)


def _framed(form: Form) -> QFrame:
    frame, inside = card(spacing="m")
    inside.setContentsMargins(SPACE["l"], SPACE["m"], SPACE["l"], SPACE["m"])
    inside.addWidget(form)
    return frame


def _carry_over(came_from: str, to: str | None, journal: Journal, author: str) -> Change | None:
    from hoofbeat.services import questions

    target = None if to is None else AppointmentId(to)
    return questions.carry_over(journal, came_from=AppointmentId(came_from), to=target, author=author)


def _change_series(act: str, appointment_id: str, journal: Journal, author: str) -> Change | None:
    from hoofbeat.services import appointment_series

    changing = appointment_series.cancel if act == "cancel" else appointment_series.remove
    return changing(journal, appointment_id=appointment_id, author=author)


def _mark(appointment_id: str, state: AppointmentState, journal: Journal, author: str) -> Change | None:
    from hoofbeat.services import visits

    return visits.mark(journal, appointment_id=appointment_id, state=state, author=author)


def _remove(appointment_id: str, journal: Journal, author: str) -> Change:
    from hoofbeat.services import records

    return records.remove(journal, kind=Kind.APPOINTMENTS, record_id=appointment_id, author=author)

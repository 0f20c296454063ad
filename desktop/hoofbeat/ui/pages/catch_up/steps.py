"""What each step of the catch-up asks, and what can be answered there and then."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from functools import partial
from typing import TYPE_CHECKING, Any

from PySide6.QtWidgets import QPlainTextEdit, QPushButton, QWidget

from hoofbeat.domain.catch_up import Step
from hoofbeat.domain.records import Appointment, AppointmentState
from hoofbeat.ui.pages.appointments.waiting import bring_button
from hoofbeat.ui.pages.home.add_question import AddQuestion
from hoofbeat.ui.pages.home.parts import numbered
from hoofbeat.ui.surroundings import Surroundings
from hoofbeat.ui.widgets.flow import FlowLayout
from hoofbeat.ui.widgets.line_lists import act_button, line, surface
from hoofbeat.ui.widgets.parts import button, column, label
from hoofbeat.wording.medicines import doses_in_words, medicine_name, unmarked_words
from hoofbeat.wording.results import awaited_words
from hoofbeat.wording.translation import tr

if TYPE_CHECKING:
    from hoofbeat.domain.changes import Change
    from hoofbeat.services.catch_up import CatchUp
    from hoofbeat.services.journals import Journal
    from hoofbeat.services.medicines import MedicineLine

_ASKED = {
    Step.APPOINTMENTS: ("Did these take place?", "A word on each is enough."),
    Step.MEDICINES: ("Are you still taking these?", "Say what is as before, and change what is not."),
    Step.DOSES: ("Was this given?", "If it was, the day and the side are worth a line."),
    Step.RESULTS: ("Any new result on paper?", "A result that came in the post or that somebody read out to you."),
    Step.OWN_WORDS: ("How has it been since the last visit?", "In your own words. It stands on the visit sheet."),
    Step.QUESTIONS: ("What do you want to ask?", "The three most important questions come first on the sheet."),
}
_TALLEST = 140


class Steps:
    """Makes the widgets of the steps from what the record says. `own_words` is the box for them, while that step is shown."""

    def __init__(self, surroundings: Surroundings, view: CatchUp) -> None:
        self._surroundings = surroundings
        self._view = view
        self.own_words: QPlainTextEdit | None = None

    def parts(self, step: Step) -> Iterable[QWidget]:
        """Return the question of a step and what belongs to it."""
        title, note = _ASKED[step]
        yield label(tr(title), "heading")
        yield label(tr(note), "quiet")
        made = {
            Step.APPOINTMENTS: self._appointments,
            Step.MEDICINES: self._medicines,
            Step.DOSES: self._doses,
            Step.RESULTS: self._results,
            Step.OWN_WORDS: self._own_words,
            Step.QUESTIONS: self._questions,
        }
        yield from made[step]()

    def _appointments(self) -> Iterable[QWidget]:
        yield surface(self._appointment(each) for each in self._view.appointments)

    def _appointment(self, appointment: Appointment) -> QWidget:
        title = self._surroundings.moment_text(appointment.starts_at)
        who = ", ".join(text for text in (tr(appointment.kind.label), appointment.with_whom, appointment.place) if text)
        acts = [
            self._act(
                tr("It took place"), title, partial(self._mark, appointment.id, AppointmentState.DONE), icon="check"
            ),
            self._act(tr("Cancelled"), title, partial(self._mark, appointment.id, AppointmentState.CANCELLED)),
        ]
        return _with_ways_below(line(title, [who]), acts)

    def _medicines(self) -> Iterable[QWidget]:
        yield surface(self._medicine(each) for each in self._view.medicines)
        ids = [each.medication.id for each in self._view.medicines]
        if len(ids) > 1:
            everything = button(tr("All as before"), partial(self._confirm, ids), icon="check", icons=self._icons)
            everything.setObjectName("all as before")
            yield everything

    def _medicine(self, each: MedicineLine) -> QWidget:
        name, host = medicine_name(each.medication), self._surroundings.host
        medication = each.medication
        change = partial(host.show_page, "medicines", lambda page: page.change_dose(medication.id))
        stop = partial(host.show_page, "medicines", partial(_stop, medication))
        acts = [
            self._act(tr("As before"), name, partial(self._confirm, [medication.id]), icon="check"),
            self._act(tr("Other dose"), name, change),
            self._act(tr("Stopped"), name, stop),
        ]
        return _with_ways_below(line(name, [doses_in_words(each.doses)] if each.doses else []), acts)

    def _doses(self) -> Iterable[QWidget]:
        yield surface(self._dose(each) for each in self._view.doses)

    def _dose(self, each: MedicineLine) -> QWidget:
        name, planned = medicine_name(each.medication), each.plan.unmarked if each.plan is not None else None
        act = partial(self._surroundings.host.show_page, "medicines", partial(_mark_as_given, each.medication.id))
        details = [] if planned is None else [unmarked_words(planned, today=self._surroundings.today())]
        return line(name, details, buttons=[self._act(tr("Mark as given"), name, act, icon="check")])

    def _results(self) -> Iterable[QWidget]:
        host = self._surroundings.host
        lines = []
        for each in self._view.awaited:
            enter = partial(host.show_page, "results", partial(_enter, each.result.id))
            words = [awaited_words(each.sample.taken_on)]
            act = self._act(tr("It came: enter it"), each.test_name, enter)
            lines.append(line(each.test_name, words, buttons=[act]))
        if lines:
            yield surface(lines)
        other = button(
            tr("Enter another result"),
            partial(host.show_page, "results", lambda page: page.add()),
            icon="add",
            icons=self._icons,
        )
        other.setObjectName("another result")
        yield other

    def _own_words(self) -> Iterable[QWidget]:
        self.own_words = QPlainTextEdit()
        self.own_words.setAccessibleName(tr("How it has been since the last visit"))
        self.own_words.setObjectName("own words")
        self.own_words.setTabChangesFocus(True)
        self.own_words.setMaximumHeight(self._surroundings.appearance.scaled(_TALLEST))
        yield self.own_words

    def _questions(self) -> Iterable[QWidget]:
        visit = self._view.visit
        if visit is not None:
            yield label(tr("For {moment}").format(moment=self._surroundings.moment_text(visit.starts_at)), "label")
        if self._view.questions:
            yield numbered([each.text for each in self._view.questions])
        yield AddQuestion(self._surroundings, visit.id if visit is not None else None)
        if visit is not None and self._view.waiting:
            yield bring_button(self._surroundings, self._view.waiting, visit.id)

    def keep_own_words(self) -> None:
        """Write down what was typed about how it has been."""
        text = self.own_words.toPlainText().strip() if self.own_words is not None else ""
        if text and self._view.visit is not None:
            self._surroundings.tasks.change(partial(_write, self._view.visit.id, text))

    def _act(self, text: str, about: str, act: Callable[[], object], *, icon: str = "") -> QPushButton:
        return act_button(text, about, act, name=f"{text}:{about}", icons=self._icons, icon=icon)

    def _mark(self, appointment_id: str, state: AppointmentState) -> None:
        said = partial(self._say, tr("Marked: {state}.").format(state=tr(state.label).lower()))
        self._surroundings.tasks.change(partial(_mark, appointment_id, state), then=said)

    def _confirm(self, ids: Sequence[str]) -> None:
        act = partial(_confirm, tuple(ids), self._view.answered.round)
        self._surroundings.tasks.change(act, then=lambda _nothing: self._surroundings.host.reload_page())

    def _say(self, text: str, _change: Change | None) -> None:
        self._surroundings.host.say_undoable(text)

    @property
    def _icons(self) -> Any:
        return self._surroundings.appearance.icons


def _with_ways_below(words: QWidget, acts: Iterable[QWidget]) -> QWidget:
    """Put several ways to answer below the words, where large text has room for them."""
    made, ways = QWidget(), QWidget()
    flow = FlowLayout(ways, spacing="xs")
    for act in acts:
        flow.addWidget(act)
    inside = column(spacing="")
    inside.addWidget(words)
    inside.addWidget(ways)
    made.setLayout(inside)
    return made


def question_of(step: Step) -> str:
    """Return what a step asks."""
    return tr(_ASKED[step][0])


def _stop(medication: Any, page: Any) -> None:
    page.stop_medicine(medication)


def _mark_as_given(medication_id: str, page: Any) -> None:
    page.mark_as_given(medication_id)


def _enter(result_id: str, page: Any) -> None:
    page.enter_result(result_id)


def own_column(parts: Iterable[QWidget]) -> QWidget:
    """Stack the parts of a step."""
    made = QWidget()
    inside = column(spacing="m")
    for part in parts:
        inside.addWidget(part)
    made.setLayout(inside)
    return made


def _mark(appointment_id: str, state: AppointmentState, journal: Journal, author: str) -> Change | None:
    from hoofbeat.services import visits

    return visits.mark(journal, appointment_id=appointment_id, state=state, author=author)


def _confirm(ids: Sequence[str], round_name: str, journal: Journal, _author: str) -> None:
    from hoofbeat.services import catch_up

    catch_up.still_taking(journal, medicines=ids, round_name=round_name)


def _write(appointment_id: str, text: str, journal: Journal, author: str) -> Change | None:
    from hoofbeat.services import catch_up

    return catch_up.write_own_words(journal, appointment_id=appointment_id, text=text, author=author)

"""The Appointments page: those to come, questions tied to none, those past; and the way to one visit and back."""

from __future__ import annotations

from datetime import date
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QPushButton
from typing_extensions import override

from hoofbeat.domain.changes import Change
from hoofbeat.domain.errors import RecordNotFoundError
from hoofbeat.domain.records import Appointment, Kind
from hoofbeat.ui.forms import Form, RecordForm
from hoofbeat.ui.pages.appointments.forms import AppointmentForm
from hoofbeat.ui.pages.appointments.front import Front
from hoofbeat.ui.pages.appointments.repeating import planned_words
from hoofbeat.ui.pages.appointments.starters import StarterView
from hoofbeat.ui.pages.appointments.visit import VisitDetail
from hoofbeat.ui.pages.appointments.words import visit_title
from hoofbeat.ui.pages.page import ScrollingPage
from hoofbeat.ui.surroundings import Surroundings
from hoofbeat.ui.widgets.parts import button
from hoofbeat.wording.translation import ntr, tr

if TYPE_CHECKING:
    from hoofbeat.services.journals import Journal
    from hoofbeat.services.visits import VisitView


class AppointmentsPage(ScrollingPage):
    """Next, questions, past; one visit one step in."""

    title = "Appointments"
    shows = frozenset({Kind.APPOINTMENTS, Kind.QUESTIONS, Kind.NEXT_STEPS})

    def __init__(self, surroundings: Surroundings) -> None:
        super().__init__(surroundings)
        self._visit: VisitDetail | None = None
        self._came_from = ""
        self.front = Front(
            surroundings,
            self.scroll_area,
            open_one=self.show_record,
            add=self.add,
            add_on=self._add_on,
            starters=partial(self._open_starters, None),
        )

    @override
    def load(self) -> None:
        self.set_main_action(tr("Add appointment"), self.add if self.surroundings.can_change else None)
        self.front.load()
        if self._visit is not None and not self._visit.is_busy:
            self._read_visit(self._visit.view.appointment.id)

    @override
    def add(self) -> bool:
        if self._visit is not None:
            self._visit.add_question()
        elif self.surroundings.can_change and not isinstance(self.inner, Form):
            self._open(AppointmentForm(self.surroundings), tr("New appointment"))
        return True

    @override
    def find_here(self) -> bool:
        if self.inner is None:
            self.front.find_here()
        return True

    @override
    def print_page(self) -> bool:
        if self._visit is None or not self.surroundings.host.has_page("share"):
            return False
        _print(self.surroundings, self._visit.view.appointment.id)
        return True

    @override
    def prepare_to_close(self) -> None:
        if self._visit is not None:
            self._visit.keep_drafts()
        elif isinstance(self.inner, Form):
            self.inner.keep_draft()
        else:
            self.front.keep_draft()

    @override
    def on_back(self) -> None:
        if isinstance(self.inner, Form):
            self.inner.close_keeping_draft()
        elif isinstance(self.inner, StarterView):
            self._return_to(self._came_from)
        else:
            self._leave()

    def show_record(self, record_id: str) -> None:
        """Open one visit."""
        self._read_visit(record_id)

    def continue_draft(self, kind: Kind, record_id: str) -> None:
        """Open the form that a draft belongs to."""
        if kind is Kind.QUESTIONS:
            self._continue_question(record_id)
        elif record_id:
            self.show_record(record_id.partition("/")[0])
        else:
            self.add()

    def _add_on(self, day: date) -> None:
        if self.surroundings.can_change:
            self._open(AppointmentForm(self.surroundings, on=day), tr("New appointment"))

    def _open_starters(self, appointment: Appointment | None) -> None:
        """Let questions be chosen for a visit, or for none yet."""
        came_from = "" if appointment is None else appointment.id
        view = StarterView(self.surroundings, appointment=None if appointment is None else appointment.id)
        view.added.connect(partial(self._on_starters_added, came_from))
        if self._visit is not None:
            self._visit.keep_drafts()
            self._visit = None
        self._came_from = came_from
        self.show_inner(view, tr("Questions many ask"), back=tr("Back"))
        view.focus_first()

    def _on_starters_added(self, came_from: str, change: Change | None) -> None:
        self._return_to(came_from)
        if change is None:
            self.surroundings.host.say(tr("These questions are there already."))
        else:
            count = change.description.count
            words = ntr("Added {count} question.", "Added {count} questions.", count).format(count=count)
            self.surroundings.host.say_undoable(words)

    def _read_visit(self, appointment_id: str) -> None:
        query = partial(_visit, appointment_id, self.surroundings.today())
        self.surroundings.tasks.read(query, view=(self, "visit"), then=self._on_visit_read, failed=self._on_read_failed)

    def _on_visit_read(self, view: VisitView) -> None:
        title = visit_title(view.appointment, self.surroundings)
        if self._visit is not None and self._visit.view.appointment.id == view.appointment.id:
            if not self._visit.is_busy:
                self._visit.show_visit(view)
            self.set_words(title)
            return
        self.scroll_area.remember_focus()
        self._visit = VisitDetail(
            self.surroundings,
            view,
            edit=self._open_edit,
            removed=self._leave,
            reload=self.mark_stale,
            starters=self._open_starters,
        )
        action = _print_button(self.surroundings, view.appointment.id)
        self.show_inner(self._visit, title, back=tr("All appointments"), action=action)

    def _on_read_failed(self, error: Exception) -> None:
        """Go back to the list where a visit is gone, as after undoing that it was added."""
        if isinstance(error, RecordNotFoundError):
            self._leave()
        else:
            self.surroundings.host.tell_error(error)

    def _open_edit(self, appointment: Appointment) -> None:
        following = 0 if self._visit is None else self._visit.view.following
        form = AppointmentForm(self.surroundings, appointment, following=following)
        form.remove_requested.connect(partial(self._remove, Kind.APPOINTMENTS, appointment.id))
        self._open(form, visit_title(appointment, self.surroundings), came_from=appointment.id)

    def _continue_question(self, question_id: str) -> None:
        if question_id:
            self.surroundings.tasks.read(partial(_question, question_id), then=self._open_question)
        else:
            self._open(RecordForm(self.surroundings, Kind.QUESTIONS), tr("New question"))

    def _open_question(self, question: object) -> None:
        form = RecordForm(self.surroundings, Kind.QUESTIONS, record=question)  # type: ignore[arg-type]  # it was asked for by its kind
        self._open(form, tr("Question"))

    def _open(self, form: Form, title: str, *, came_from: str = "") -> None:
        """Open a form one step in; when it closes, the visit that it was opened from is shown again."""
        if self._visit is not None:
            self._visit.keep_drafts()
            self._visit = None
        else:
            self.scroll_area.remember_focus()
        form.saved.connect(partial(self._on_saved, came_from))
        form.closed.connect(partial(self._return_to, came_from))
        self.show_inner(form, title, back=tr(self.title))
        form.focus_first()

    def _remove(self, kind: Kind, record_id: str) -> None:
        self.surroundings.tasks.change(partial(_remove, kind, record_id), then=self._on_removed)

    def _on_removed(self, _change: Change) -> None:
        self._leave()
        self.surroundings.host.say_undoable(tr("Deleted."))

    def _on_saved(self, came_from: str, change: Change | None) -> None:
        self._return_to(came_from)
        self.show_saved()
        if change is not None:
            count = change.description.count
            self.surroundings.host.say_undoable(planned_words(count) if count > 1 else tr("Saved."))

    def _return_to(self, appointment_id: str) -> None:
        self._leave()
        if appointment_id:
            self._read_visit(appointment_id)

    def _leave(self) -> None:
        if self._visit is not None:
            self._visit.keep_drafts()
            self._visit = None
        self.show_outer()
        self.scroll_area.focus_again()


def _print_button(surroundings: Surroundings, appointment_id: str) -> QPushButton | None:
    if not surroundings.host.has_page("share"):
        return None
    act, icons = partial(_print, surroundings, appointment_id), surroundings.appearance.icons
    return button(tr("Print visit sheet"), act, look="primary", icon="print", icons=icons)


def _print(surroundings: Surroundings, appointment_id: str) -> None:
    surroundings.host.show_page("share", lambda page: page.show_visit(appointment_id))


def _visit(appointment_id: str, today: date, journal: Journal) -> VisitView:
    from hoofbeat.services import visits

    return visits.visit(journal, appointment_id=appointment_id, today=today)


def _question(question_id: str, journal: Journal) -> object:
    with journal.reading() as records:
        return records.get_kind(Kind.QUESTIONS, question_id)


def _remove(kind: Kind, record_id: str, journal: Journal, author: str) -> Change:
    from hoofbeat.services import records

    return records.remove(journal, kind=kind, record_id=record_id, author=author)

"""The Medicines page: what it shows, and the way from it to each form and back."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Any

from PySide6.QtWidgets import QVBoxLayout
from typing_extensions import override

from hoofbeat.domain.changes import Change
from hoofbeat.domain.errors import RecordNotFoundError
from hoofbeat.domain.records import (
    Administration,
    Allergy,
    DosePhase,
    Kind,
    Medication,
)
from hoofbeat.ui.forms import Form, RecordForm
from hoofbeat.ui.pages.medicines import acts, sections
from hoofbeat.ui.pages.medicines.add_form import AddMedicineForm
from hoofbeat.ui.pages.medicines.detail import MedicineDetail
from hoofbeat.ui.pages.medicines.dose_forms import ChangeDoseForm, CorrectDoseForm
from hoofbeat.ui.pages.medicines.given_form import CorrectGivenForm, GiveForm
from hoofbeat.ui.pages.medicines.overview import Overview
from hoofbeat.ui.pages.medicines.stop_form import StopForm
from hoofbeat.ui.pages.page import ScrollingPage
from hoofbeat.ui.surroundings import Surroundings
from hoofbeat.ui.widgets.parts import card, clear
from hoofbeat.wording.medicines import medicine_name
from hoofbeat.wording.translation import tr

if TYPE_CHECKING:
    from hoofbeat.services.medicines import MedicineHistory, MedicinesView

_GIVEN_SHOWN = 20
"""Doses given that one medicine shows at first; each "older" shows as many more."""


class MedicinesPage(ScrollingPage):
    """Allergies, taking now, injections, planned, as needed, stopped, not known."""

    title = "Medicines"
    shows = frozenset({Kind.MEDICINES, Kind.DOSES, Kind.GIVEN, Kind.ALLERGIES})

    def __init__(self, surroundings: Surroundings) -> None:
        super().__init__(surroundings)
        self._overview = Overview(sections.Making(surroundings, self), add=self.add, toggled=self.load)
        self._in_place: Form | None = None
        self._detail: MedicineDetail | None = None
        self._given_shown = _GIVEN_SHOWN
        surroundings.appearance.changed.connect(self.mark_stale)

    @override
    def load(self) -> None:
        self.set_main_action(tr("Add medicine"), self.add if self.surroundings.can_change else None)
        if self._in_place is not None:
            return
        query = partial(acts.view, self.surroundings.today())
        self.surroundings.tasks.read(query, view=(self, "page"), then=self._on_read)
        if self._detail is not None and self.inner is self._detail:
            self._read_detail(self._detail.medication_id)

    @override
    def add(self) -> bool:
        if self.surroundings.can_change:
            form = AddMedicineForm(self.surroundings)
            form.change_requested.connect(self.change_dose)
            self._open(form, tr("New medicine"))
        return True

    @override
    def prepare_to_close(self) -> None:
        for form in (self.inner, self._in_place):
            if isinstance(form, Form):
                form.keep_draft()

    @override
    def on_back(self) -> None:
        if isinstance(self.inner, Form):
            self.inner.close_keeping_draft()
        else:
            self._leave_detail()

    def continue_draft(self, kind: Kind, record_id: str) -> None:
        """Open the form that a draft belongs to."""
        medication_id = record_id.partition("/")[0]
        if kind is Kind.ALLERGIES and not record_id:
            self.add_allergy()
        elif kind is Kind.DOSES and record_id == medication_id:
            self.change_dose(medication_id)
        elif kind is Kind.GIVEN and record_id == medication_id:
            self.mark_as_given(medication_id)
        elif kind is Kind.MEDICINES and not record_id:
            self.add()
        elif kind is not Kind.ALLERGIES:
            self.show_record(medication_id)

    def show_record(self, record_id: str) -> None:
        """Open one medicine with its past."""
        self._given_shown = _GIVEN_SHOWN
        self._read_detail(record_id)

    def change_dose(self, medication_id: str) -> None:
        """Open the form for another dose from a day on."""
        self._read(medication_id, self._open_change)

    def mark_as_given(self, medication_id: str) -> None:
        """Open the form that marks a dose, under the medicine that it is about."""
        self._read(medication_id, self._open_giving)

    def add_allergy(self) -> None:
        """Open the form for an allergy or a note."""
        self._open(RecordForm(self.surroundings, Kind.ALLERGIES), tr("New allergy or do-not-give note"))

    def open_allergy(self, allergy: Allergy) -> None:
        """Open the form that corrects an allergy or a note."""
        form = RecordForm(self.surroundings, Kind.ALLERGIES, record=allergy)
        form.remove_requested.connect(partial(self.remove, Kind.ALLERGIES, allergy.id, allergy.substance))
        self._open(form, tr("Allergy or do-not-give note"))

    def say_none_known(self) -> None:
        """Record that no allergy is known."""
        self.surroundings.tasks.change(acts.none_known, then=partial(self._say, tr("Recorded: no allergies known.")))

    def edit_medicine(self, medication: Medication) -> None:
        """Open the form that corrects a medicine."""
        form = RecordForm(self.surroundings, Kind.MEDICINES, record=medication)
        form.remove_requested.connect(partial(self.remove, Kind.MEDICINES, medication.id, medication.name))
        self._open(form, medicine_name(medication))

    def edit_phase(self, medicine: MedicineHistory, phase: DosePhase) -> None:
        """Open the form that corrects a dose."""
        name = medicine.line.medication.name
        form = CorrectDoseForm(self.surroundings, medicine, phase)
        form.remove_requested.connect(partial(self.remove, Kind.DOSES, phase.id, name))
        self._open(form, tr("Dose of {medicine}").format(medicine=name))

    def edit_given(self, medication: Medication, dose: Administration) -> None:
        """Open the form that corrects a dose given."""
        form = CorrectGivenForm(self.surroundings, medication, dose)
        form.remove_requested.connect(partial(self.remove, Kind.GIVEN, dose.id, medication.name))
        self._open(form, tr("Dose given of {medicine}").format(medicine=medication.name))

    def stop_medicine(self, medication: Medication) -> None:
        """Open, above what is known of it, the form that marks a medicine as stopped."""
        if self._detail is not None:
            form = StopForm(self.surroundings, medication)
            self._open_in_place(form, self._detail.room, tr("Marked as stopped."))

    def take_now(self, medication: Medication) -> None:
        """Mark a medicine as being taken."""
        act = partial(acts.take_now, medication.id, self.surroundings.today())
        self.surroundings.tasks.change(act, then=partial(self._say, tr("Marked as taken now.")))

    def remove(self, kind: Kind, record_id: str, name: str) -> None:
        """Delete a record at once; Undo brings it back."""
        self.surroundings.tasks.change(
            partial(acts.remove, kind, record_id, name), then=partial(self._on_removed, kind)
        )

    def show_more_given(self) -> None:
        """Show older doses too."""
        if self._detail is not None:
            self._given_shown += _GIVEN_SHOWN
            self._read_detail(self._detail.medication_id)

    def _on_read(self, view: MedicinesView) -> None:
        with self.scroll_area.refilling() as content:
            self._overview.fill(content, view)

    def _read(self, medication_id: str, then: Any) -> None:
        query = partial(acts.history, medication_id, self.surroundings.today(), self._given_shown)
        self.surroundings.tasks.read(query, view=(self, "medicine"), then=then, failed=self._on_read_failed)

    def _on_read_failed(self, error: Exception) -> None:
        """Go back to the list where a medicine is gone, as after undoing that it was added."""
        if isinstance(error, RecordNotFoundError):
            self._leave_detail()
        else:
            self.surroundings.host.tell_error(error)

    def _read_detail(self, medication_id: str) -> None:
        self._read(medication_id, self._show_detail)

    def _show_detail(self, medicine: MedicineHistory) -> None:
        if self._detail is None or self.inner is not self._detail:
            self._close_in_place()
            self._detail = MedicineDetail(self.surroundings, self)
            self.show_inner(self._detail, medicine_name(medicine.line.medication), back=tr(self.title))
        self.set_words(medicine_name(medicine.line.medication))
        self._detail.show_medicine(medicine)

    def _open_change(self, medicine: MedicineHistory) -> None:
        name = medicine_name(medicine.line.medication)
        self._open(
            ChangeDoseForm(self.surroundings, medicine), tr("Change the dose of {medicine}").format(medicine=name)
        )

    def _open_giving(self, medicine: MedicineHistory) -> None:
        from hoofbeat.services.medicines import dose_to_give

        line = medicine.line
        is_in_detail = self._detail is not None and self.inner is self._detail
        room = (
            self._detail.room
            if is_in_detail and self._detail is not None
            else self._overview.rooms.get(line.medication.id)
        )
        if room is None:
            self._show_detail(medicine)
            room = self._detail.room if self._detail is not None else None
        if room is not None:
            dose = dose_to_give(line, today=self.surroundings.today())
            form = GiveForm(self.surroundings, line.medication, dose, line.last_given)
            self._open_in_place(form, room, tr("Marked."))

    def _open(self, form: Form, title: str) -> None:
        """Open a form one step in; when it closes, what was there before is shown again."""
        self._close_in_place()
        self.scroll_area.remember_focus()
        came_from = self._detail.medication_id if self._detail is not None else ""
        self._detail = None
        form.saved.connect(partial(self._on_saved, came_from))
        form.closed.connect(partial(self._return_to, came_from))
        self.show_inner(form, title, back=tr(self.title))
        form.focus_first()

    def _open_in_place(self, form: Form, room: QVBoxLayout, said: str) -> None:
        """Open a form where the medicine stands."""
        self._close_in_place()
        frame, inside = card(spacing="m")
        inside.addWidget(form)
        room.addWidget(frame)
        self._in_place = form
        form.saved.connect(partial(self._on_saved_in_place, said))
        form.closed.connect(self._on_closed_in_place)
        area = self._detail or self.scroll_area
        area.order_tabs()
        form.focus_first()
        area.bring_into_view(form)

    def _close_in_place(self) -> None:
        if self._in_place is not None:
            self._in_place.keep_draft(closed_on_purpose=True)
            self._in_place = None
            for room in (*self._overview.rooms.values(), *([self._detail.room] if self._detail is not None else [])):
                clear(room)

    def _on_saved_in_place(self, said: str, _change: Change | None) -> None:
        self._on_closed_in_place()
        self._say(said)

    def _on_closed_in_place(self) -> None:
        self._close_in_place()
        self.mark_stale()

    def _on_saved(self, came_from: str, change: Change | None) -> None:
        self._return_to(came_from)
        self.show_saved()
        if change is not None:
            self._say(tr("Saved."))

    def _on_removed(self, kind: Kind, _change: Change) -> None:
        came_from = "" if self._detail is None else self._detail.medication_id
        if kind is Kind.MEDICINES:
            came_from = ""
        self._return_to(came_from)
        self._say(tr("Deleted."))

    def _return_to(self, medication_id: str) -> None:
        self._detail = None
        self.show_outer()
        if medication_id:
            self._read_detail(medication_id)
        else:
            self.scroll_area.focus_again()

    def _leave_detail(self) -> None:
        self._close_in_place()
        self._detail = None
        self.show_outer()
        self.mark_stale()

    def _say(self, text: str, _change: Change | None = None) -> None:
        self.surroundings.host.say_undoable(text)

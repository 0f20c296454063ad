"""What can be done on the Medicines page: each act opens its form, or changes the record at once."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING, Protocol

from hoofbeat.domain.changes import Change
from hoofbeat.domain.records import Administration, Allergy, DosePhase, Kind, Medication, MedicineUse
from hoofbeat.ui.forms import RecordForm
from hoofbeat.ui.pages.medicines import acts
from hoofbeat.ui.pages.medicines.add_form import AddMedicineForm
from hoofbeat.ui.pages.medicines.dose_forms import ChangeDoseForm, CorrectDoseForm
from hoofbeat.ui.pages.medicines.form_places import FormPlaces
from hoofbeat.ui.pages.medicines.given_form import CorrectGivenForm, GiveForm
from hoofbeat.ui.pages.medicines.list_form import WholeListForm
from hoofbeat.ui.pages.medicines.move_form import MoveForm
from hoofbeat.ui.pages.medicines.stop_form import StopForm
from hoofbeat.ui.pages.medicines.taper_form import TaperForm
from hoofbeat.wording.medicines import medicine_name
from hoofbeat.wording.translation import tr

if TYPE_CHECKING:
    from PySide6.QtWidgets import QVBoxLayout

    from hoofbeat.services.medicines import MedicineHistory
    from hoofbeat.ui.surroundings import Surroundings
    from hoofbeat.ui.widgets.scrolling import ScrollingColumn


class Showing(Protocol):
    """What the page shows, as far as the acts need it."""

    surroundings: Surroundings

    def show_record(self, record_id: str) -> None:
        """Show one medicine with its past."""

    def read_medicine(self, medication_id: str, then: Callable[[MedicineHistory], object]) -> None:
        """Read one medicine, and go on with it."""

    def room_of(self, medicine: MedicineHistory) -> tuple[QVBoxLayout, ScrollingColumn]:
        """Return where a form about a medicine stands, showing the medicine first where it has no place yet."""

    def show_more_given(self) -> None:
        """Show older doses too."""

    def after_removal(self, kind: Kind) -> None:
        """Show what is left after a record was deleted."""


class Doing:
    """The acts of the page, by their names in `sections.Acts` and `detail.DetailActs`."""

    def __init__(self, page: Showing, places: FormPlaces) -> None:
        self._page, self._places = page, places
        self._surroundings = page.surroundings

    def show_record(self, record_id: str) -> None:
        """Open one medicine with its past."""
        self._page.show_record(record_id)

    def show_more_given(self) -> None:
        """Show older doses too."""
        self._page.show_more_given()

    def add(self) -> None:
        """Open the form of a new medicine."""
        form = AddMedicineForm(self._surroundings)
        form.change_requested.connect(self.change_dose)
        form.list_requested.connect(self.add_list)
        self._places.open(form, tr("New medicine"))

    def add_list(self) -> None:
        """Open the grid for a whole list."""
        form = WholeListForm(self._surroundings)
        form.change_requested.connect(self.change_dose)
        self._places.open(form, tr("A whole list from paper"))

    def change_dose(self, medication_id: str) -> None:
        """Open the form for another dose from a day on."""
        self._page.read_medicine(medication_id, self._open_change)

    def taper(self, medication_id: str) -> None:
        """Open the form for several doses that follow each other."""
        self._page.read_medicine(medication_id, self._open_taper)

    def mark_as_given(self, medication_id: str) -> None:
        """Open the form that marks a dose, under the medicine that it is about."""
        self._page.read_medicine(medication_id, self._open_giving)

    def move_next(self, medication_id: str) -> None:
        """Open the form that moves the next dose, under the medicine."""
        self._page.read_medicine(medication_id, self._open_moving)

    def follow_rhythm(self, medication_id: str) -> None:
        """Give the next dose back to its rhythm."""
        self._change(partial(acts.move_next, medication_id, None), tr("The rhythm makes the next date again."))

    def add_allergy(self) -> None:
        """Open the form for an allergy or a note."""
        self._places.open(RecordForm(self._surroundings, Kind.ALLERGIES), tr("New allergy or do-not-give note"))

    def open_allergy(self, allergy: Allergy) -> None:
        """Open the form that corrects an allergy or a note."""
        form = RecordForm(self._surroundings, Kind.ALLERGIES, record=allergy)
        form.remove_requested.connect(partial(self.remove, Kind.ALLERGIES, allergy.id, allergy.substance))
        self._places.open(form, tr("Allergy or do-not-give note"))

    def say_none_known(self) -> None:
        """Record that no allergy is known."""
        self._change(acts.none_known, tr("Recorded: no allergies known."))

    def edit_medicine(self, medication: Medication) -> None:
        """Open the form that corrects a medicine."""
        form = RecordForm(self._surroundings, Kind.MEDICINES, record=medication)
        form.remove_requested.connect(partial(self.remove, Kind.MEDICINES, medication.id, medication.name))
        self._places.open(form, medicine_name(medication))

    def edit_phase(self, medicine: MedicineHistory, phase: DosePhase) -> None:
        """Open the form that corrects a dose."""
        name = medicine.line.medication.name
        form = CorrectDoseForm(self._surroundings, medicine, phase)
        form.remove_requested.connect(partial(self.remove, Kind.DOSES, phase.id, name))
        self._places.open(form, tr("Dose of {medicine}").format(medicine=name))

    def edit_given(self, medication: Medication, dose: Administration) -> None:
        """Open the form that corrects a dose given."""
        form = CorrectGivenForm(self._surroundings, medication, dose)
        form.remove_requested.connect(partial(self.remove, Kind.GIVEN, dose.id, medication.name))
        self._places.open(form, tr("Dose given of {medicine}").format(medicine=medication.name))

    def stop_medicine(self, medicine: MedicineHistory) -> None:
        """Open, above what is known of it, the form that marks a medicine as stopped."""
        form = StopForm(self._surroundings, medicine.line.medication)
        self._places.open_in_place(form, *self._page.room_of(medicine), tr("Marked as stopped."))

    def take_now(self, medicine: MedicineHistory) -> None:
        """Mark a medicine as being taken; where its doses ended, go on to write the dose from now on."""
        medication = medicine.line.medication
        act = partial(acts.take_now, medication.id, self._surroundings.today())
        is_dose_wanted = bool(medicine.line.phases) and not medicine.line.doses
        self._surroundings.tasks.change(act, then=partial(self._on_taken, medication.id, is_dose_wanted))

    def set_use(self, medication: Medication, use: MedicineUse) -> None:
        """Say how a medicine is used."""
        self._change(partial(acts.set_use, medication.id, use), tr("Saved."))

    def ask(self, medication: Medication, text: str) -> None:
        """Add a question about a medicine for the next visit, or for none yet."""
        act = partial(acts.ask, medication.id, text, self._surroundings.today())
        self._change(act, tr("Added to your questions."))

    def remove(self, kind: Kind, record_id: str, name: str) -> None:
        """Delete a record at once; Undo brings it back."""
        self._surroundings.tasks.change(
            partial(acts.remove, kind, record_id, name), then=partial(self._on_removed, kind)
        )

    def _on_taken(self, medication_id: str, is_dose_wanted: bool, _change: Change | None) -> None:
        self._say(tr("Marked as taken now."))
        if is_dose_wanted:
            self.change_dose(medication_id)

    def _open_change(self, medicine: MedicineHistory) -> None:
        form = ChangeDoseForm(self._surroundings, medicine)
        form.taper_requested.connect(partial(self.taper, medicine.line.medication.id))
        name = medicine_name(medicine.line.medication)
        self._places.open(form, tr("Change the dose of {medicine}").format(medicine=name))

    def _open_taper(self, medicine: MedicineHistory) -> None:
        name = medicine_name(medicine.line.medication)
        form = TaperForm(self._surroundings, medicine)
        self._places.open(form, tr("Change the dose of {medicine} in steps").format(medicine=name))

    def _open_giving(self, medicine: MedicineHistory) -> None:
        from hoofbeat.services.medicines import dose_to_give

        line = medicine.line
        room, area = self._page.room_of(medicine)
        dose = dose_to_give(line, today=self._surroundings.today())
        form = GiveForm(self._surroundings, line.medication, dose, line.last_given)
        self._places.open_in_place(form, room, area, tr("Marked."))

    def _open_moving(self, medicine: MedicineHistory) -> None:
        form = MoveForm(self._surroundings, medicine.line)
        self._places.open_in_place(form, *self._page.room_of(medicine), tr("Moved."))

    def _change(self, act: Callable[..., Change | None], said: str) -> None:
        self._surroundings.tasks.change(act, then=partial(self._say, said))

    def _on_removed(self, kind: Kind, _change: Change) -> None:
        self._page.after_removal(kind)
        self._say(tr("Deleted."))

    def _say(self, text: str, _change: Change | None = None) -> None:
        self._surroundings.host.say_undoable(text)

"""What can be done on the Medicines page: each act opens its form, or changes the record at once."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from hoofbeat.domain.changes import Change
from hoofbeat.domain.records import Allergy, Kind, Medication, MedicineUse
from hoofbeat.ui.forms import RecordForm
from hoofbeat.ui.pages.medicines import acts
from hoofbeat.ui.pages.medicines.add_form import AddMedicineForm
from hoofbeat.ui.pages.medicines.doing_doses import DoingDoses
from hoofbeat.ui.pages.medicines.list_form import WholeListForm
from hoofbeat.ui.pages.medicines.stop_form import StopForm
from hoofbeat.wording.medicines import medicine_name
from hoofbeat.wording.translation import tr

if TYPE_CHECKING:
    from hoofbeat.services.medicines import MedicineHistory


class Doing(DoingDoses):
    """The acts of the page, by their names in `sections.Acts` and `detail.DetailActs`: those about doses, and these."""

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

    def stop_medicine(self, medicine: MedicineHistory) -> None:
        """Open, above what is known of it, the form that marks a medicine as stopped."""
        form = StopForm(self._surroundings, medicine.line.medication)
        self._places.open_in_place(form, *self._page.room_of(medicine), tr("Marked as stopped."))

    def take_now(self, medicine: MedicineHistory) -> None:
        """Mark a medicine as being taken; where its doses ended, go on to write the dose from now on."""
        medication = medicine.line.medication
        act = partial(acts.take_now, medication.id, self._surroundings.today())
        self._surroundings.tasks.change(act, then=partial(self._on_taken, medication.id))

    def set_use(self, medication: Medication, use: MedicineUse) -> None:
        """Say how a medicine is used."""
        self._change(partial(acts.set_use, medication.id, use), tr("Saved."))

    def ask(self, medication: Medication, text: str) -> None:
        """Add a question about a medicine for the next visit, or for none yet."""
        act = partial(acts.ask, medication.id, text, self._surroundings.today())
        self._change(act, tr("Added to your questions."))

    def _on_taken(self, medication_id: str, _change: Change | None) -> None:
        self._say(tr("Marked as taken now."))
        self._page.read_medicine(medication_id, self._ask_for_dose)

    def _ask_for_dose(self, medicine: MedicineHistory) -> None:
        if medicine.line.phases and not medicine.line.doses:
            self._open_change(medicine)

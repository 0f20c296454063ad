"""What is done with the doses of a medicine on its page: changed, corrected, marked, moved, deleted."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING, Protocol

from hoofbeat.domain.changes import Change
from hoofbeat.domain.records import Administration, DosePhase, Kind, Medication
from hoofbeat.ui.pages.medicines import acts
from hoofbeat.ui.pages.medicines.dose_forms import ChangeDoseForm, CorrectDoseForm
from hoofbeat.ui.pages.medicines.form_places import FormPlaces
from hoofbeat.ui.pages.medicines.given_form import CorrectGivenForm, GiveForm
from hoofbeat.ui.pages.medicines.move_form import MoveForm
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


class DoingDoses:
    """The acts about doses; each opens its form, or changes the record at once. Whatever is deleted comes back with Undo."""

    def __init__(self, page: Showing, places: FormPlaces) -> None:
        self._page, self._places = page, places
        self._surroundings = page.surroundings

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

    def remove(self, kind: Kind, record_id: str, name: str) -> None:
        """Delete a record at once; Undo brings it back."""
        self._surroundings.tasks.change(
            partial(acts.remove, kind, record_id, name), then=partial(self._on_removed, kind)
        )

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

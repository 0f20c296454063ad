"""The form of a new medicine: its name and use, its first dose, and the rest under "More"; saved as one change."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QTimer, Signal

from hoofbeat.domain.changes import Change
from hoofbeat.domain.records import DosePhase, Kind, Medication, MedicineState, MedicineUse
from hoofbeat.ui.field_set import FieldSet
from hoofbeat.ui.form_layouts import FormLayout, Group
from hoofbeat.ui.forms import Form, Values
from hoofbeat.ui.pages.medicines.dose_fields import FIRST_DOSE, DoseFields, known
from hoofbeat.ui.surroundings import Surroundings
from hoofbeat.ui.widgets.banner import Notice
from hoofbeat.wording.medicines import medicine_name
from hoofbeat.wording.translation import tr

if TYPE_CHECKING:
    from hoofbeat.services.journals import Journal
    from hoofbeat.ui.tasks import Act

_NAME_MILLISECONDS = 400
_FIRST = FormLayout((Group(("name", "generic_name", "why", "use", ("form", "route"))),))
_MORE = FormLayout(
    (),
    (
        *("strength", "state", "started_on", "prescriber", "pharmacy", "stopped_on", "why_stopped"),
        *("note", "source", "is_sensitive"),
    ),
)


class AddMedicineForm(Form):
    """A new medicine. Signal: `change_requested` with the id of one that is there already."""

    change_requested = Signal(str)

    def __init__(self, surroundings: Surroundings) -> None:
        self._medicine = FieldSet(surroundings, Kind.MEDICINES, _FIRST)
        self._dose = DoseFields(surroundings, FIRST_DOSE)
        more = FieldSet(surroundings, Kind.MEDICINES, _MORE)
        self._medicine.set_values({"use": MedicineUse.REGULAR})
        more.set_values({"state": MedicineState.TAKING})
        super().__init__(
            surroundings,
            name=Kind.MEDICINES.value,
            parts={"medicine": self._medicine, "dose": self._dose, "more": more},
            act=self._make_act,
        )
        self._notice: Notice | None = None
        self._name_timer = QTimer(self, singleShot=True, interval=_NAME_MILLISECONDS)
        self._name_timer.timeout.connect(self._look_for_same)
        self._medicine.editor("name").edited.connect(self._name_timer.start)
        self._medicine.editor("use").edited.connect(self._on_use_chosen)

    def _make_act(self, values: Values) -> Act[Change | None]:
        is_dosed = not self._dose.is_blank
        return partial(_add, values["medicine"] | values["more"], values["dose"] if is_dosed else None)

    def _on_use_chosen(self) -> None:
        self._dose.set_use(self._medicine.editor("use").value())

    def _look_for_same(self) -> None:
        name = self._medicine.editor("name").value()
        self._surroundings.tasks.read(partial(_find_same, name), view=(self, "same"), then=self._on_same_found)

    def _on_same_found(self, same: Medication | None) -> None:
        if self._notice is not None:
            self._notice.hide()
            self._notice.deleteLater()
            self._notice = None
        if same is None:
            return
        text = tr("You already have {medicine}. Add a change to it?").format(medicine=medicine_name(same))
        self._notice = Notice(text, self._surroundings.appearance, icon="medicines")
        self._notice.add_button(tr("Change its dose"), partial(self.change_requested.emit, same.id))
        self.add_notice(self._notice)


def _find_same(name: str, journal: Journal) -> Medication | None:
    from hoofbeat.services import medicines

    return medicines.find_same(journal, name=name)


def _add(medicine: dict[str, object], dose: dict[str, object] | None, journal: Journal, author: str) -> Change:
    from hoofbeat.services import medicines, records

    medication = Medication(id=records.new_id(), **known(medicine))  # type: ignore[arg-type]  # an id is a text
    phase = None
    if dose is not None:
        started = {"from_on": medication.started_on}
        phase = DosePhase(id=records.new_id(), medication=medication.id, **(known(dose) | started))  # type: ignore[arg-type]  # the same
    return medicines.add(journal, medication=medication, phase=phase, author=author)

"""The forms that change a dose from a day on, and that correct a dose that was written down."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Qt, Signal

from hoofbeat.domain.changes import Change
from hoofbeat.domain.records import DosePhase, Kind
from hoofbeat.domain.values import PartialDate
from hoofbeat.ui.forms import Form, Values
from hoofbeat.ui.pages.medicines.dose_fields import NEW_DOSE, DoseFields, known
from hoofbeat.ui.surroundings import Surroundings
from hoofbeat.ui.widgets.parts import button, label
from hoofbeat.wording.medicines import doses_in_words
from hoofbeat.wording.translation import tr

if TYPE_CHECKING:
    from hoofbeat.services.journals import Journal
    from hoofbeat.services.medicines import MedicineHistory
    from hoofbeat.ui.tasks import Act


def ask_your_team() -> str:
    """Say the sentence that stands beside every change of a medicine."""
    return tr("Ask your care team before you change or stop any medicine.")


class ChangeDoseForm(Form):
    """A dose from a day on; what was before stays as it was. Signal: `taper_requested` for several doses at once."""

    taper_requested = Signal()

    def __init__(self, surroundings: Surroundings, medicine: MedicineHistory) -> None:
        line = medicine.line
        fields = DoseFields(surroundings, NEW_DOSE, phases=line.phases, given=medicine.given, use=line.medication.use)
        last = line.doses[-1] if line.doses else next(reversed(line.phases), None)
        from_on = PartialDate.of(surroundings.today())
        if last is not None:
            fields.show_phase(last.replaced(from_on=from_on, until_on=None, reason="", note="", source=""))
        else:
            fields.set_values({"from_on": from_on})
        super().__init__(
            surroundings,
            name=f"{Kind.DOSES.value}/{line.medication.id}",
            parts={"dose": fields},
            act=partial(_make_change, line.medication.id),
        )
        now = doses_in_words(line.doses)
        if now:
            self._notices.addWidget(label(tr("Now: {dose}").format(dose=now), "label"))
        self._notices.addWidget(label(ask_your_team(), "small"))
        steps = button(tr("Several steps at once"), self.taper_requested.emit, look="edge")
        self._notices.addWidget(steps, 0, Qt.AlignmentFlag.AlignLeft)


class CorrectDoseForm(Form):
    """A dose as it was written down, to mend a slip."""

    def __init__(self, surroundings: Surroundings, medicine: MedicineHistory, phase: DosePhase) -> None:
        others = [each for each in medicine.line.phases if each.id != phase.id]
        fields = DoseFields(
            surroundings, NEW_DOSE, phases=others, given=medicine.given, use=medicine.line.medication.use
        )
        fields.show_phase(phase)
        super().__init__(
            surroundings,
            name=f"{Kind.DOSES.value}/{medicine.line.medication.id}/{phase.id}",
            parts={"dose": fields},
            act=partial(_make_correction, phase),
            can_remove=True,
        )
        text = tr("This corrects what is written. A new dose from a day on is a change of the dose.")
        self._notices.addWidget(label(text, "small"))


def _make_change(medication_id: str, values: Values) -> Act[Change | None]:
    return partial(_change, medication_id, known(values["dose"]))


def _change(medication_id: str, values: dict[str, Any], journal: Journal, author: str) -> Change:
    from hoofbeat.services import medicines, records

    phase = DosePhase(id=records.new_id(), medication=medication_id, **values)  # type: ignore[arg-type]  # ids are texts
    return medicines.change_dose(journal, phase=phase, author=author)


def _make_correction(phase: DosePhase, values: Values) -> Act[Change | None]:
    return partial(_correct, phase.replaced(**values["dose"]))


def _correct(phase: DosePhase, journal: Journal, author: str) -> Change | None:
    from hoofbeat.services import medicines

    return medicines.correct_dose(journal, phase=phase, author=author)

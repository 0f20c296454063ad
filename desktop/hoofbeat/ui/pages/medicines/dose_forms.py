"""The forms that change a dose from a day on, and that correct a dose that was written down."""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial
from typing import TYPE_CHECKING, Any, Final

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QCheckBox
from typing_extensions import override

from hoofbeat.domain.changes import Change
from hoofbeat.domain.errors import Problem
from hoofbeat.domain.medicines import may_go_on_beside
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


GOES_ON: Final = "_goes_on"
"""Under this name stands whether the dose of now goes on beside the new one."""


def ask_your_team() -> str:
    """Say the sentence that stands beside every change of a medicine."""
    return tr("Ask your care team before you change or stop any medicine.")


class ChangedDoseFields(DoseFields):
    """The fields of a dose that takes the place of the one of now; one as needed may also stand beside one by a rhythm."""

    def __init__(self, surroundings: Surroundings, medicine: MedicineHistory) -> None:
        line = medicine.line
        self._now = line.doses
        self.goes_on = QCheckBox(tr("The current dose goes on beside it"))
        self.goes_on.setObjectName("goes_on")
        super().__init__(surroundings, NEW_DOSE, phases=line.phases, given=medicine.given, use=line.medication.use)
        self._put_before("reason", self.goes_on)
        self.goes_on.clicked.connect(lambda _checked: self.edited.emit())

    @override
    def typed(self) -> dict[str, str]:
        return {**super().typed(), GOES_ON: "yes" if self.goes_on.isChecked() else ""}

    @override
    def set_typed(self, typed: Mapping[str, str]) -> None:
        self.goes_on.setChecked(bool(typed.get(GOES_ON)))
        super().set_typed(typed)

    @override
    def collect(self) -> tuple[dict[str, Any], list[Problem]]:
        values, problems = super().collect()
        return {**values, GOES_ON: self._goes_on}, problems

    @override
    def sentences(self) -> list[str]:
        said, now = super().sentences(), doses_in_words(self._now)
        if said and now and self._schedule is not None and may_go_on_beside(self._now, self._schedule):
            beside, instead = tr("The current dose goes on: {dose}."), tr("It takes the place of: {dose}.")
            said.append((beside if self._goes_on else instead).format(dose=now))
        return said

    @property
    def _goes_on(self) -> bool:
        return self.goes_on.isChecked() and not self.goes_on.isHidden()

    @override
    def _refresh(self) -> None:
        schedule = self._schedule
        self.goes_on.setHidden(schedule is None or not may_go_on_beside(self._now, schedule))
        super()._refresh()


class ChangeDoseForm(Form):
    """A dose from a day on; what was before stays as it was. Signal: `taper_requested` for several doses at once."""

    taper_requested = Signal()

    def __init__(self, surroundings: Surroundings, medicine: MedicineHistory) -> None:
        line = medicine.line
        fields = ChangedDoseFields(surroundings, medicine)
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
    said = known(values["dose"])
    return partial(_change, medication_id, goes_on=said.pop(GOES_ON), values=said)


def _change(medication_id: str, journal: Journal, author: str, *, goes_on: bool, values: dict[str, Any]) -> Change:
    from hoofbeat.services import medicines, records

    phase = DosePhase(id=records.new_id(), medication=medication_id, **values)  # type: ignore[arg-type]  # ids are texts
    add = medicines.add_beside if goes_on else medicines.change_dose
    return add(journal, phase=phase, author=author)


def _make_correction(phase: DosePhase, values: Values) -> Act[Change | None]:
    return partial(_correct, phase.replaced(**values["dose"]))


def _correct(phase: DosePhase, journal: Journal, author: str) -> Change | None:
    from hoofbeat.services import medicines

    return medicines.correct_dose(journal, phase=phase, author=author)

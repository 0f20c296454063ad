"""The form for several doses that follow each other, such as a dose that is lowered step by step; saved as one change."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date, timedelta
from functools import partial
from typing import TYPE_CHECKING, Any

from typing_extensions import override

from hoofbeat.domain.changes import Change
from hoofbeat.domain.checks import problems_of
from hoofbeat.domain.errors import Problem
from hoofbeat.domain.fields import Field
from hoofbeat.domain.records import DosePhase, DosePhaseId, Kind, MedicationId, fields_for
from hoofbeat.domain.values import PartialDate
from hoofbeat.ui.field_set import FieldSet
from hoofbeat.ui.form_layouts import FormLayout, Group
from hoofbeat.ui.forms import Form, Values
from hoofbeat.ui.pages.medicines.dose_forms import ask_your_team
from hoofbeat.ui.pages.medicines.in_words import InWords
from hoofbeat.ui.pages.medicines.written import values_of
from hoofbeat.ui.surroundings import Surroundings
from hoofbeat.ui.widgets.parts import label
from hoofbeat.wording.dates import period_words
from hoofbeat.wording.medicines import dose_in_words, doses_in_words
from hoofbeat.wording.translation import tr

if TYPE_CHECKING:
    from hoofbeat.services.journals import Journal
    from hoofbeat.services.medicines import MedicineHistory
    from hoofbeat.ui.tasks import Act

_STEPS = 8
_SHOWN_AT_FIRST = 3
_LAYOUT = FormLayout(
    (Group(("from_on", *((f"dose_{number}", f"days_{number}") for number in range(1, _STEPS + 1)), "reason")),)
)


class TaperFields(FieldSet):
    """A first day, and for each step the dose and for how many days; a step without days goes on. `phases` are the doses so far."""

    def __init__(self, surroundings: Surroundings, phases: Sequence[DosePhase] = ()) -> None:
        super().__init__(surroundings, Kind.DOSES, _LAYOUT, fields=_fields())
        self._phases = phases
        self._words = InWords()
        self._column.insertWidget(self._column.count() - 2, self._words)
        self.set_values({"from_on": PartialDate.of(surroundings.today())})
        self.edited.connect(self._refresh)
        self._refresh()

    @override
    def set_typed(self, typed: Mapping[str, str]) -> None:
        super().set_typed(typed)
        self._refresh()

    @override
    def collect(self) -> tuple[dict[str, Any], list[Problem]]:
        values, problems = super().collect()
        if problems:
            return values, problems
        phases, problems = _phases(values)
        return {"phases": phases}, problems

    def _refresh(self) -> None:
        filled = [number for number in range(1, _STEPS + 1) if self.editor(f"dose_{number}").typed().strip()]
        shown = max(_SHOWN_AT_FIRST, max(filled, default=0) + 1)
        for number in range(1, _STEPS + 1):
            for name in (f"dose_{number}", f"days_{number}"):
                self.show_field(name, number <= shown)
        values, problems = self.collect()
        self._words.say([] if problems else _steps_words(values["phases"], self._phases))


class TaperForm(Form):
    """The steps of one medicine."""

    def __init__(self, surroundings: Surroundings, medicine: MedicineHistory) -> None:
        line = medicine.line
        super().__init__(
            surroundings,
            name=f"{Kind.DOSES.value}/{line.medication.id}/steps",
            parts={"steps": TaperFields(surroundings, line.phases)},
            act=partial(_make_act, line.medication.id),
        )
        now = doses_in_words(line.doses)
        if now:
            self._notices.addWidget(label(tr("Now: {dose}").format(dose=now), "label"))
        self._notices.addWidget(label(ask_your_team(), "small"))


def _fields() -> Mapping[str, Field]:
    declared = fields_for(Kind.DOSES)
    first, days = declared["instructions"], declared["days_on"]
    made = {"from_on": declared["from_on"], "reason": declared["reason"]}
    for number in range(1, _STEPS + 1):
        named = tr("Step {number}").format(number=number)
        help_text = tr("For example 40 mg in the morning, or 2-1-1.") if number == 1 else ""
        days_help = tr("Empty where it goes on.") if number == 1 else ""
        made[f"dose_{number}"] = replace(first, name=f"dose_{number}", label=named, help=help_text)
        days_label = tr("Days of step {number}").format(number=number)
        made[f"days_{number}"] = replace(days, name=f"days_{number}", label=days_label, help=days_help)
    return made


def _phases(values: Mapping[str, Any]) -> tuple[list[DosePhase], list[Problem]]:
    """Put the steps one after the other; every step but the last says for how many days."""
    from_on, steps = values["from_on"], _steps(values)
    if from_on is None or not from_on.is_exact:
        return [], [Problem("from_on", "needs a day")]
    if not steps:
        return [], [Problem("dose_1", "missing")]
    phases: list[DosePhase] = []
    start: date = from_on.first
    for place, number in enumerate(steps):
        days, is_last = values[f"days_{number}"], place == len(steps) - 1
        if days is not None and days < 1:
            return [], [Problem(f"days_{number}", "too small", {"minimum": "1"})]
        if days is None and not is_last:
            return [], [Problem(f"days_{number}", "missing")]
        phase = _phase(values, number, start, days)
        wrong = problems_of(phase)
        if wrong:
            return [], [replace(each, field=f"dose_{number}") for each in wrong]
        phases.append(phase)
        start += timedelta(days=days or 0)
    return phases, []


def _steps(values: Mapping[str, Any]) -> Sequence[int]:
    return [number for number in range(1, _STEPS + 1) if values[f"dose_{number}"]]


def _phase(values: Mapping[str, Any], number: int, start: date, days: int | None) -> DosePhase:
    understood, _ = values_of(values[f"dose_{number}"])
    until = None if days is None else PartialDate.of(start + timedelta(days=days - 1))
    return DosePhase(
        id=DosePhaseId(f"step {number}"),
        medication=MedicationId("new"),
        from_on=PartialDate.of(start),
        until_on=until,
        reason=values["reason"],
        **understood,
    )


def _steps_words(steps: Sequence[DosePhase], known: Sequence[DosePhase]) -> list[str]:
    """Say each step, and that nothing follows the last one where it has an end."""
    said = [_step_words(each) for each in steps]
    begins = steps[0].from_on
    is_followed = any(
        each.from_on is not None and begins is not None and each.from_on.first > begins.last for each in known
    )
    if steps[-1].until_on is not None and not is_followed:
        said.append(tr("After that no dose is written down."))
    return said


def _step_words(phase: DosePhase) -> str:
    when = period_words(phase.from_on, phase.until_on, today=date.min)
    return f"{when[:1].upper()}{when[1:]}: {dose_in_words(phase)}"


def _make_act(medication_id: str, values: Values) -> Act[Change | None]:
    return partial(_change, medication_id, values["steps"]["phases"])


def _change(medication_id: str, phases: Sequence[DosePhase], journal: Journal, author: str) -> Change:
    from hoofbeat.services import medicines, records

    first, *then = (
        each.replaced(id=DosePhaseId(records.new_id()), medication=MedicationId(medication_id)) for each in phases
    )
    return medicines.change_dose(
        journal, phase=first, then=then, is_last=phases[-1].until_on is not None, author=author
    )

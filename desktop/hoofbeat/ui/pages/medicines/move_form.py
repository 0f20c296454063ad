"""The form that moves the next dose to another day; the rhythm goes on from there."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from hoofbeat.domain.changes import Change
from hoofbeat.domain.records import Kind
from hoofbeat.domain.values import PartialDate
from hoofbeat.ui.field_set import FieldSet
from hoofbeat.ui.form_layouts import FormLayout, Group
from hoofbeat.ui.forms import Form, Values
from hoofbeat.ui.pages.medicines import acts
from hoofbeat.ui.pages.medicines.dose_forms import ask_your_team
from hoofbeat.ui.surroundings import Surroundings
from hoofbeat.ui.widgets.parts import label
from hoofbeat.wording.dates import date_words
from hoofbeat.wording.medicines import rule_words
from hoofbeat.wording.translation import tr

if TYPE_CHECKING:
    from hoofbeat.services.medicines import MedicineLine
    from hoofbeat.ui.tasks import Act

_LAYOUT = FormLayout((Group(("moved_to",)),))


class MoveForm(Form):
    """On which day the next dose is to be, as it was arranged."""

    def __init__(self, surroundings: Surroundings, line: MedicineLine) -> None:
        fields = FieldSet(surroundings, Kind.MEDICINES, _LAYOUT)
        plan = line.plan
        planned = None if plan is None else plan.unmarked or next(iter(plan.dates), None)
        fields.set_values({"moved_to": None if planned is None else PartialDate.of(planned)})
        super().__init__(
            surroundings,
            name=f"{Kind.MEDICINES.value}/{line.medication.id}/move",
            parts={"medicine": fields},
            act=partial(_make_move, line.medication.id),
            is_inline=True,
            save_text=tr("Move the next dose"),
        )
        if plan is not None and planned is not None:
            now = tr("Planned for {date}.").format(date=date_words(planned))
            self._notices.addWidget(label(f"{now} {rule_words(plan.rule)}", "label"))
        self._notices.addWidget(label(ask_your_team(), "small"))


def _make_move(medication_id: str, values: Values) -> Act[Change | None]:
    return partial(acts.move_next, medication_id, values["medicine"]["moved_to"])

"""The form that marks a medicine as stopped, on a day that may not be known, and why."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from hoofbeat.domain.changes import Change
from hoofbeat.domain.records import Kind, Medication
from hoofbeat.domain.values import PartialDate
from hoofbeat.ui.field_set import FieldSet
from hoofbeat.ui.form_layouts import FormLayout, Group
from hoofbeat.ui.forms import Form, Values
from hoofbeat.ui.pages.medicines.dose_forms import ask_your_team
from hoofbeat.ui.surroundings import Surroundings
from hoofbeat.ui.widgets.parts import label
from hoofbeat.wording.translation import tr

if TYPE_CHECKING:
    from hoofbeat.services.journals import Journal
    from hoofbeat.ui.tasks import Act

_LAYOUT = FormLayout((Group(("stopped_on", "why_stopped")),))


class StopForm(Form):
    """When and why a medicine was stopped."""

    def __init__(self, surroundings: Surroundings, medication: Medication) -> None:
        fields = FieldSet(surroundings, Kind.MEDICINES, _LAYOUT)
        fields.set_help("stopped_on", tr("Leave it empty where the day is not known."))
        super().__init__(
            surroundings,
            name=f"{Kind.MEDICINES.value}/{medication.id}/stop",
            parts={"medicine": fields},
            act=partial(_make_stop, medication.id),
            is_inline=True,
            save_text=tr("Mark as stopped"),
        )
        self._notices.addWidget(label(ask_your_team(), "small"))


def _make_stop(medication_id: str, values: Values) -> Act[Change | None]:
    stopped = values["medicine"]
    return partial(_stop, medication_id, stopped["stopped_on"], stopped["why_stopped"])


def _stop(medication_id: str, on: PartialDate | None, why: str, journal: Journal, author: str) -> Change | None:
    from hoofbeat.services import medicines

    return medicines.stop(journal, medication_id=medication_id, stopped_on=on, why=why, author=author)

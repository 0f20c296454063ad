"""The form of a new medicine: its name and use, its first dose, and the rest under "More"; saved as one change."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import partial
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Qt, QTimer, Signal
from typing_extensions import override

from hoofbeat.domain.changes import Change
from hoofbeat.domain.fields import Field
from hoofbeat.domain.known_medicines import KnownMedicine, spoken, use_suggested
from hoofbeat.domain.records import DosePhase, Kind, Medication, MedicineState, MedicineUse
from hoofbeat.ui.editors import Editor, SuggestingEditor
from hoofbeat.ui.field_set import FieldSet
from hoofbeat.ui.form_layouts import FormLayout, Group
from hoofbeat.ui.forms import Form, Values
from hoofbeat.ui.pages.medicines.dose_fields import FIRST_DOSE, DoseFields, known
from hoofbeat.ui.pages.medicines.known_names import offer_names
from hoofbeat.ui.surroundings import Surroundings
from hoofbeat.ui.widgets.banner import Notice
from hoofbeat.ui.widgets.parts import button
from hoofbeat.wording.medicines import look_alike_words, medicine_name
from hoofbeat.wording.translation import tr

if TYPE_CHECKING:
    from hoofbeat.services.installation import Installation
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


class MedicineFields(FieldSet):
    """The first fields of a medicine; the name offers those of the offline list, and takes any other."""

    @override
    def _make_editor(self, field: Field) -> Editor:
        if field.name == "name":
            return SuggestingEditor(field, partial(offer_names, self._surroundings))
        return super()._make_editor(field)


class AddMedicineForm(Form):
    """A new medicine.

    Signals: `change_requested` with the id of one that is there already; `list_requested` for a whole list at once.
    """

    change_requested = Signal(str)
    list_requested = Signal()

    def __init__(self, surroundings: Surroundings) -> None:
        self._medicine = MedicineFields(surroundings, Kind.MEDICINES, _FIRST)
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
        self._same: Notice | None = None
        self._suggestion: Notice | None = None
        self._look_alike: Notice | None = None
        self._known: KnownMedicine | None = None
        self._offered: dict[str, Any] = {}
        whole = button(tr("A whole list from paper"), self.list_requested.emit, look="edge")
        self._notices.addWidget(whole, 0, Qt.AlignmentFlag.AlignLeft)
        self._name_timer = QTimer(self, singleShot=True, interval=_NAME_MILLISECONDS)
        self._name_timer.timeout.connect(self._look_for_same)
        self._medicine.editor("name").edited.connect(self._name_timer.start)
        self._medicine.editor("use").edited.connect(self._on_use_chosen)
        for name in ("generic_name", "use", "form", "route"):
            self._medicine.editor(name).edited.connect(self._suggest)

    def _make_act(self, values: Values) -> Act[Change | None]:
        is_dosed = not self._dose.is_blank
        return partial(_add, values["medicine"] | values["more"], values["dose"] if is_dosed else None)

    def _on_use_chosen(self) -> None:
        self._dose.set_use(self._medicine.editor("use").value())

    def _look_for_same(self) -> None:
        query = partial(_look_up, self._medicine.editor("name").value(), self._surroundings.installation)
        self._surroundings.tasks.read(query, view=(self, "same"), then=self._on_looked_up)

    def _on_looked_up(self, found: tuple[Medication | None, KnownMedicine | None, str]) -> None:
        same, self._known, look_alike = found
        self._note_look_alike(look_alike)
        _drop(self._same)
        self._same = None
        if same is not None:
            text = tr("You already have {medicine}. Add a change to it?").format(medicine=medicine_name(same))
            self._same = Notice(text, self._surroundings.appearance, icon="medicines")
            self._same.add_button(tr("Change its dose"), partial(self.change_requested.emit, same.id))
            self.add_notice(self._same)
        self._suggest()

    def _note_look_alike(self, name: str) -> None:
        _drop(self._look_alike)
        self._look_alike = None
        if name:
            self._look_alike = Notice(look_alike_words(name), self._surroundings.appearance, icon="pill")
            self.add_notice(self._look_alike)

    def _suggest(self) -> None:
        """Offer what the offline list, the form and the route say; nothing is filled in by itself."""
        values = self._suggested()
        if values == self._offered:
            return
        self._offered = values
        _drop(self._suggestion)
        self._suggestion = None
        if not values:
            return
        said = [tr(value.label).lower() if isinstance(value, MedicineUse) else str(value) for value in values.values()]
        text = tr("This may be: {facts}.").format(facts=", ".join(said))
        self._suggestion = Notice(text, self._surroundings.appearance, icon="syringe" if "use" in values else "pill")
        self._suggestion.add_button(tr("Fill it in"), partial(self._fill_in, values))
        self.add_notice(self._suggestion)

    def _suggested(self) -> dict[str, Any]:
        typed = {
            name: self._medicine.editor(name).typed().strip() for name in ("name", "generic_name", "form", "route")
        }
        known, found = self._known, {}
        if known is not None and not typed["generic_name"] and spoken(known.fills) not in spoken(typed["name"]):
            found["generic_name"] = known.fills
        if known is not None and known.route and not typed["route"]:
            found["route"] = known.route
        use = use_suggested(name=typed["name"], form=typed["form"], route=typed["route"], known=known)
        is_plain = self._medicine.editor("use").value() is MedicineUse.REGULAR
        return found | ({"use": use} if use is not None and is_plain else {})

    def _fill_in(self, values: Mapping[str, Any]) -> None:
        self._medicine.set_values(values)
        self._on_use_chosen()
        self._medicine.edited.emit()
        self._suggest()
        self._medicine.go_to("why")


def _drop(notice: Notice | None) -> None:
    if notice is not None:
        notice.hide()
        notice.deleteLater()


def _look_up(
    name: str, installation: Callable[[], Installation], journal: Journal
) -> tuple[Medication | None, KnownMedicine | None, str]:
    from hoofbeat.services import medicines

    listed = installation().medicines
    same = medicines.find_same(journal, name=name, known=listed)
    return same, listed.find(name), listed.look_alike(name)


def _add(medicine: dict[str, object], dose: dict[str, object] | None, journal: Journal, author: str) -> Change:
    from hoofbeat.services import medicines, records

    medication = Medication(id=records.new_id(), **known(medicine))  # type: ignore[arg-type]  # an id is a text
    phase = None
    if dose is not None:
        started = {"from_on": medication.started_on}
        phase = DosePhase(id=records.new_id(), medication=medication.id, **(known(dose) | started))  # type: ignore[arg-type]  # the same
    return medicines.add(journal, medication=medication, phase=phase, author=author)

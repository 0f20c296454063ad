"""A whole list from paper at once: a line for each medicine, with how often in words; all of it is one change."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QLabel
from typing_extensions import override

from hoofbeat.domain.changes import Change
from hoofbeat.domain.checks import problems_of
from hoofbeat.domain.errors import Problem
from hoofbeat.domain.fields import Field
from hoofbeat.domain.known_medicines import KnownMedicines, use_suggested
from hoofbeat.domain.records import DosePhase, DosePhaseId, Kind, Medication, MedicationId, MedicineUse, fields_for
from hoofbeat.ui.editors import Editor, SuggestingEditor
from hoofbeat.ui.field_set import FieldSet
from hoofbeat.ui.form_layouts import FormLayout, Group
from hoofbeat.ui.forms import Form
from hoofbeat.ui.pages.medicines.dose_fields import AmountEditor
from hoofbeat.ui.pages.medicines.known_names import offer_names
from hoofbeat.ui.pages.medicines.written import values_of
from hoofbeat.ui.surroundings import Surroundings
from hoofbeat.ui.widgets.banner import Notice
from hoofbeat.ui.widgets.parts import label
from hoofbeat.wording.medicines import dose_in_words, medicine_name
from hoofbeat.wording.translation import tr

if TYPE_CHECKING:
    from hoofbeat.services.installation import Installation
    from hoofbeat.services.journals import Journal

_LINES = 20
_SHOWN_AT_FIRST = 5
_COLUMNS = ("name", "amount", "unit", "often")
_STRETCHES = (5, 0, 2, 6)
_AMOUNT_CHARACTERS, _UNIT_CHARACTERS = 9, 6
_LAYOUT = FormLayout(
    (Group(tuple(tuple(f"{column}_{number}" for column in _COLUMNS) for number in range(1, _LINES + 1))),)
)
Entry = tuple[Medication, DosePhase | None]


class ListFields(FieldSet):
    """The lines; under each stands what was understood of it."""

    def __init__(self, surroundings: Surroundings) -> None:
        super().__init__(surroundings, Kind.MEDICINES, _LAYOUT, fields=_fields())
        self.known = KnownMedicines(())
        self.there: dict[str, Medication] = {}
        self._said: dict[int, QLabel] = {}
        for number in range(1, _LINES + 1):
            self._add_words(number)
        self.edited.connect(self.refresh)
        self.refresh()

    @override
    def set_typed(self, typed: Mapping[str, str]) -> None:
        super().set_typed(typed)
        self.refresh()

    @override
    def collect(self) -> tuple[dict[str, Any], list[Problem]]:
        values, problems = super().collect()
        entries: list[Entry] = []
        for number in self._filled():
            if not any(each.field.endswith(f"_{number}") for each in problems):
                entry = self._entry(values, number)
                problems += _problems(entry, number)
                entries.append(entry)
        if not entries and not problems:
            problems.append(Problem("name_1", "missing"))
        return {"entries": entries}, problems

    def refresh(self) -> None:
        """Show one line more than is filled, and under each filled one what was understood."""
        filled = self._filled()
        shown = max(_SHOWN_AT_FIRST, max(filled, default=0) + 1)
        values, problems = super().collect()
        wrong = {each.field.rpartition("_")[2] for each in problems}
        for number, words in self._said.items():
            for name in _COLUMNS:
                self.show_field(f"{name}_{number}", number <= shown)
            is_said = number in filled and str(number) not in wrong
            words.setText(self._words(values, number) if is_said else "")
            words.setVisible(is_said)

    def there_already(self) -> Medication | None:
        """Return the first medicine of the record whose name was typed."""
        typed = (self.editor(f"name_{number}").typed() for number in self._filled())
        return next((there for name in typed if (there := self._there(name)) is not None), None)

    def _there(self, name: str) -> Medication | None:
        words = self.known.stands_for([name])
        return next((self.there[word] for word in sorted(words) if word in self.there), None)

    @override
    def _make_editor(self, field: Field) -> Editor:
        if field.name.startswith("name_"):
            return SuggestingEditor(field, partial(offer_names, self._surroundings))
        if field.name.startswith("amount_"):
            return _narrow(AmountEditor(field), self.fontMetrics().averageCharWidth() * _AMOUNT_CHARACTERS)
        editor = super()._make_editor(field)
        if isinstance(editor.target, QComboBox):
            editor.target.setMinimumContentsLength(_UNIT_CHARACTERS)
        return editor

    def _add_words(self, number: int) -> None:
        """Make room for the words under a line, and leave the captions to the first one."""
        place = 2 * (number - 1)  # the lines before this one have their words by now
        item = self._column.itemAt(place)
        line = None if item is None else item.layout()
        if isinstance(line, QHBoxLayout):
            for column, stretch in enumerate(_STRETCHES):
                line.setStretch(column, stretch)
        for name in _COLUMNS if number > 1 else ():
            self._holders[f"{name}_{number}"].findChildren(QLabel)[0].hide()
        self._said[number] = label("", "small")
        self._column.insertWidget(place + 1, self._said[number])

    def _filled(self) -> list[int]:
        return [
            number
            for number in range(1, _LINES + 1)
            if any(self.editor(f"{name}_{number}").typed().strip() for name in _COLUMNS)
        ]

    def _entry(self, values: Mapping[str, Any], number: int) -> Entry:
        name, often = values[f"name_{number}"], values[f"often_{number}"]
        amount, unit = values[f"amount_{number}"], values[f"unit_{number}"]
        use = use_suggested(name=name, known=self.known.find(name))
        dose, _ = values_of(often, amount=amount, unit=unit)
        if dose.get("limit") or "as needed" in (often.casefold(), getattr(dose.get("schedule"), "value", "")):
            use = MedicineUse.AS_NEEDED
        medicine = Medication(id=MedicationId(f"line {number}"), name=name, use=use or MedicineUse.REGULAR)
        if not often and amount is None:
            return medicine, None
        return medicine, DosePhase(id=DosePhaseId(f"line {number}"), medication=medicine.id, **dose)

    def _words(self, values: Mapping[str, Any], number: int) -> str:
        medicine, phase = self._entry(values, number)
        often = values[f"often_{number}"]
        _, is_understood = values_of(often, amount=values[f"amount_{number}"], unit=values[f"unit_{number}"])
        said = tr("No dose.") if phase is None else dose_in_words(phase)
        if not is_understood:
            said = tr("Kept as written: {text}").format(text=said)
        used = tr(medicine.use.label) if medicine.use is not MedicineUse.REGULAR else ""
        there = self._there(medicine.name)
        also = tr("You already have {medicine}.").format(medicine=medicine_name(there)) if there else ""
        return "  ·  ".join(text for text in (used, said, also) if text)


class WholeListForm(Form):
    """The grid. Signal: `change_requested` with the id of a medicine that is there already."""

    change_requested = Signal(str)

    def __init__(self, surroundings: Surroundings) -> None:
        self._fields = ListFields(surroundings)
        super().__init__(
            surroundings,
            name=f"{Kind.MEDICINES.value}/list",
            parts={"list": self._fields},
            act=lambda values: partial(_add, values["list"]["entries"]),
            save_text=tr("Save the list"),
        )
        help_text = tr(
            "How often in words, such as: 1-0-1, twice daily, every 4 weeks, at bedtime. Anything else is kept as written."
        )
        self._help = label(help_text, "small")
        self._notices.addWidget(self._help)
        self._notice: Notice | None = None
        self._same: Medication | None = None
        self._fields.edited.connect(self._look_for_same)
        surroundings.tasks.read(partial(_known, surroundings.installation), then=self._on_known)

    def _on_known(self, found: tuple[KnownMedicines, dict[str, Medication]]) -> None:
        self._fields.known, self._fields.there = found
        self._fields.refresh()
        self._look_for_same()

    def _look_for_same(self) -> None:
        same = self._fields.there_already()
        if same == self._same:
            return
        self._same = same
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


def _narrow(editor: Editor, width: int) -> Editor:
    editor.target.setMaximumWidth(width)
    return editor


def _fields() -> Mapping[str, Field]:
    medicine, dose = fields_for(Kind.MEDICINES), fields_for(Kind.DOSES)
    columns = {"name": medicine["name"], "amount": dose["amount"], "unit": dose["unit"], "often": dose["instructions"]}
    captions = {"often": "How often"}
    made = {}
    for number in range(1, _LINES + 1):
        for name, field in columns.items():
            caption = tr(captions.get(name, field.label))
            spoken_name = caption if number == 1 else tr("{field}, line {number}").format(field=caption, number=number)
            key = f"{name}_{number}"
            made[key] = replace(field, name=key, label=spoken_name, help="", is_required=False)
    return made


def _problems(entry: Entry, number: int) -> list[Problem]:
    medicine, phase = entry
    found = [replace(each, field=f"name_{number}") for each in problems_of(medicine)]
    for each in problems_of(phase) if phase is not None else ():
        column = each.field if each.field in ("amount", "unit") else "often"
        found.append(replace(each, field=f"{column}_{number}"))
    return found


def _known(installation: Any, journal: Journal) -> tuple[KnownMedicines, dict[str, Medication]]:
    from hoofbeat.services import medicines

    place: Installation = installation()
    return place.medicines, medicines.by_name(journal, known=place.medicines)


def _add(entries: Sequence[Entry], journal: Journal, author: str) -> Change:
    from hoofbeat.services import medicines, records

    made: list[Entry] = []
    for medicine, phase in entries:
        named = medicine.replaced(id=MedicationId(records.new_id()))
        dosed = None if phase is None else phase.replaced(id=DosePhaseId(records.new_id()), medication=named.id)
        made.append((named, dosed))
    return medicines.add_list(journal, entries=made, author=author)

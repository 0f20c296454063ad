"""The fields about the sample of a report: when and where it was taken, how, and by when what is missing is expected."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from PySide6.QtWidgets import QLabel

from hoofbeat.domain.fields import Field
from hoofbeat.domain.records import Kind, fields_for
from hoofbeat.ui.field_set import FieldSet
from hoofbeat.ui.form_layouts import FormLayout, Group
from hoofbeat.ui.reference_editor import NewByName
from hoofbeat.ui.surroundings import Surroundings
from hoofbeat.ui.widgets.parts import label
from hoofbeat.wording.results import ask_before_change_sentence

_TAKEN = FormLayout(
    (Group(("taken_on", ("laboratory", "specimen"))),), ("taken_at", "procedure", "note", "is_sensitive")
)
_HOW = FormLayout((Group((("fasting_hours", "acid_medicine"), "acid_medicine_advice")),))
_AWAITED = FormLayout((Group(("expected_on", "laboratory_phone")),))


class SampleFields(FieldSet):
    """Some fields of a sample. What they hold is given as texts by field name, as `services.labs.reports` takes them."""

    def texts(self) -> dict[str, str]:
        """Return everything that is filled in and can be read, by field name."""
        values, _ = self.collect()
        texts = {name: _text(self._fields[name], value) for name, value in values.items()}
        return {name: text for name, text in texts.items() if text}


class HowTaken(SampleFields):
    """How the sample was taken, with what the record itself knows: the injection before it."""

    def __init__(self, surroundings: Surroundings) -> None:
        declared = fields_for(Kind.SAMPLES)
        acid = replace(declared["acid_medicine"], help="")
        super().__init__(surroundings, Kind.SAMPLES, _HOW, fields={**declared, "acid_medicine": acid})
        self.since: QLabel = label("")
        self.since.hide()
        self._column.insertWidget(0, self.since)
        self._column.addWidget(label(ask_before_change_sentence(), "small"))

    def show_since(self, sentences: list[str]) -> None:
        """Say how long before the sample the last injection was given."""
        self.since.setText("\n".join(sentences))
        self.since.setVisible(bool(sentences))


def taken_fields(surroundings: Surroundings) -> SampleFields:
    """Return the fields of when and where a sample was taken."""
    declared = fields_for(Kind.SAMPLES)
    specimen = replace(declared["specimen"], help="", label="Specimen, for example blood or urine")
    return SampleFields(surroundings, Kind.SAMPLES, _TAKEN, fields={**declared, "specimen": specimen})


def awaited_fields(surroundings: Surroundings) -> SampleFields:
    """Return the fields about results that are not back yet: by when, and whom to call."""
    phone = replace(
        fields_for(Kind.LABORATORIES)["phone"],
        name="laboratory_phone",
        label="Whom to call: phone of the laboratory",
    )
    fields: Mapping[str, Field] = {**fields_for(Kind.SAMPLES), "laboratory_phone": phone}
    return SampleFields(surroundings, Kind.SAMPLES, _AWAITED, fields=fields)


def _text(field: Field, value: Any) -> str:
    if isinstance(value, NewByName):
        return value.name
    if isinstance(value, bool):
        return "yes" if value else ""
    primitive = field.to_primitive(value)
    return "" if primitive is None else str(primitive)

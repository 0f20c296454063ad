"""The fields of when an appointment is: its zone is offered while typing, and a time that the clocks leave out or repeat is told."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from typing_extensions import override

from hoofbeat.domain.fields import Field
from hoofbeat.domain.records import Kind
from hoofbeat.domain.values import WallTime
from hoofbeat.ui.editors import Editor, SuggestingEditor, TypedWrongError
from hoofbeat.ui.field_set import FieldSet
from hoofbeat.ui.form_layouts import FormLayout
from hoofbeat.ui.pages.appointments.words import clock_words
from hoofbeat.ui.surroundings import Surroundings
from hoofbeat.ui.widgets.parts import label


class MomentFields(FieldSet):
    """Fields of an appointment with its date and time; `zone` is its zone where that is not among them."""

    def __init__(self, surroundings: Surroundings, layout: FormLayout, *, zone: str = "") -> None:
        super().__init__(surroundings, Kind.APPOINTMENTS, layout)
        self._zone = zone
        self._clock = label("", "small")
        self._put_below("starts_at", self._clock)
        self._clock.hide()
        self.edited.connect(self._look_at_clock)

    @override
    def set_values(self, values: Mapping[str, Any]) -> None:
        super().set_values(values)
        self._look_at_clock()

    @override
    def set_typed(self, typed: Mapping[str, str]) -> None:
        super().set_typed(typed)
        self._look_at_clock()

    @override
    def _make_editor(self, field: Field) -> Editor:
        return SuggestingEditor(field, _offer_zones) if field.name == "zone" else super()._make_editor(field)

    def _look_at_clock(self) -> None:
        moment: WallTime | None
        try:
            moment = self.editor("starts_at").value()
        except TypedWrongError:
            moment = None
        zone = self.editor("zone").typed().strip() if "zone" in self.names else self._zone
        words = "" if moment is None else clock_words(moment, zone, self._surroundings)
        self._clock.setText(words)
        self._clock.setHidden(not words)


def _offer_zones(offer: Callable[[list[str]], object]) -> None:
    from hoofbeat.services.zones import zone_names

    offer(list(zone_names()))

"""The editor for a field that names another record: found while typing; a name that is new can become a record of its own."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Qt
from typing_extensions import override

from hoofbeat.domain.fields import Field
from hoofbeat.domain.records import RECORD_TYPES, Kind, Record
from hoofbeat.ui.editors import OfferingEditor, TypedWrongError
from hoofbeat.ui.record_names import record_name
from hoofbeat.ui.surroundings import Surroundings

if TYPE_CHECKING:
    from hoofbeat.services.journals import Journal

MADE_BY_NAME = frozenset({Kind.LABORATORIES, Kind.OWN_TESTS})
"""Kinds that are little more than a name: typing a new one makes the record."""


@dataclass(frozen=True, slots=True)
class NewByName:
    """A record that does not exist yet, by the name that was typed."""

    kind: Kind
    name: str


class ReferenceEditor(OfferingEditor):
    """A list of the records of one kind by their names."""

    def __init__(self, field: Field, surroundings: Surroundings) -> None:
        super().__init__(field)
        self._surroundings = surroundings
        self._kind = Kind(field.refers_to or "")
        self._wanted: str | None = None
        self._line.textEdited.connect(self._on_text_edited)
        self._box.activated.connect(self._on_activated)
        surroundings.tasks.read(self._list, then=self._offer)

    @override
    def typed(self) -> str:
        return f"id:{self._wanted}" if self._wanted else self._box.currentText()

    @override
    def set_typed(self, text: str) -> None:
        if text.startswith("id:"):
            self.set_value(text.removeprefix("id:"))
        else:
            self._wanted = None
            self._box.setEditText(text)

    @override
    def value(self) -> str | NewByName | None:
        name = self._box.currentText().strip()
        if self._wanted:
            return self._wanted
        if not name:
            return None
        index = self._box.findText(name, Qt.MatchFlag.MatchFixedString)
        if index >= 0:
            return str(self._box.itemData(index))
        if self._kind in MADE_BY_NAME:
            return NewByName(self._kind, name)
        raise TypedWrongError("no such record", text=name)

    @override
    def set_value(self, value: Any) -> None:
        self._wanted = value
        self._show_wanted()

    def _list(self, journal: Journal) -> list[Record]:
        with journal.reading() as records:
            return list(records.list(RECORD_TYPES[self._kind]))

    def _offer(self, records: list[Record]) -> None:
        typed = self._box.currentText()
        self._box.clear()
        for record in reversed(records):
            self._box.addItem(record_name(record, self._surroundings), record.id)
        self._box.setCurrentIndex(-1)
        self._box.setEditText(typed)
        self._show_wanted()

    def _show_wanted(self) -> None:
        if self._wanted:
            index = self._box.findData(self._wanted)
            if index >= 0:
                self._box.setCurrentIndex(index)

    def _on_text_edited(self, _text: str) -> None:
        self._wanted = None
        self.edited.emit()

    def _on_activated(self, index: int) -> None:
        self._wanted = self._box.itemData(index)
        self.edited.emit()

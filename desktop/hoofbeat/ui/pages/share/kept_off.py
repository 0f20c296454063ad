"""The records that stay off sheets unless they are chosen, by name, each with a tick that puts it on this one."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QCheckBox, QWidget

from hoofbeat.domain.records import kind_of
from hoofbeat.ui.record_names import record_name
from hoofbeat.ui.surroundings import Surroundings
from hoofbeat.ui.widgets.parts import clear, column, label
from hoofbeat.wording.kinds import kind_name
from hoofbeat.wording.translation import tr

if TYPE_CHECKING:
    from hoofbeat.services.sheets.choices import KeptOff

_LONGEST_NAME = 60


class KeptOffList(QWidget):
    """Signal: `changed` when a record was put on the sheet or taken off."""

    changed = Signal()

    def __init__(self, surroundings: Surroundings) -> None:
        super().__init__()
        self._surroundings = surroundings
        self._ticks: dict[str, QCheckBox] = {}
        self._is_of_record = True
        self._inside = column(spacing="")
        self.setLayout(self._inside)
        self.hide()

    def show_records(self, kept_off: Sequence[KeptOff]) -> None:
        """Show these records; those that were chosen stay so."""
        chosen = self.chosen()
        clear(self._inside)
        self._ticks = {}
        if kept_off:
            self._inside.addWidget(label(tr("Kept off sheets, unless you tick them"), "label"))
        for each in kept_off:
            tick = QCheckBox(self._name(each).replace("&", "&&"))
            tick.setToolTip(self._name(each))
            tick.setAccessibleDescription(tr("Kept off sheets, unless you tick it"))
            tick.setChecked(each.record.id in chosen)
            tick.clicked.connect(lambda _checked: self.changed.emit())
            self._ticks[each.record.id] = tick
            self._inside.addWidget(tick)
        self._show()

    def set_for_record(self, is_of_record: bool) -> None:
        """Show the records only for a sheet that is made of them."""
        self._is_of_record = is_of_record
        self._show()

    def choose(self, record_ids: frozenset[str]) -> None:
        """Put these records on the sheet, and no others."""
        for record_id, tick in self._ticks.items():
            tick.setChecked(record_id in record_ids)

    def chosen(self) -> frozenset[str]:
        """Return the ids of the records that are put on the sheet."""
        return frozenset(record_id for record_id, tick in self._ticks.items() if tick.isChecked())

    def _show(self) -> None:
        self.setVisible(self._is_of_record and bool(self._ticks))

    def _name(self, kept_off: KeptOff) -> str:
        text = kept_off.name or record_name(kept_off.record, self._surroundings)
        day = self._surroundings.date_text(kept_off.on, is_short=True)
        named = ", ".join(part for part in (_shortened(text), day) if part)
        kind = kind_name(kind_of(type(kept_off.record)))
        said = tr("{kind}: {name}").format(kind=kind, name=named) if named else kind
        return said[:1].upper() + said[1:]


def _shortened(text: str) -> str:
    line = " ".join(text.split())
    return line if len(line) <= _LONGEST_NAME else line[: _LONGEST_NAME - 1].rstrip() + "…"

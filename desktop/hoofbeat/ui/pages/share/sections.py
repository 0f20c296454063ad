"""The sections of a sheet, each with a tick and with how much of it there is."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QCheckBox, QWidget

from hoofbeat.domain.sheets.kinds import SHEET_FORMS, Section, SheetKind
from hoofbeat.ui.pages.share.fields import grid, tick
from hoofbeat.ui.widgets.parts import column, label
from hoofbeat.wording.sheets import section_name
from hoofbeat.wording.translation import tr

_LONGER_NAMES: Mapping[Section, str] = MappingProxyType(
    {
        Section.QUESTIONS: "my questions",
        Section.SINCE: "since the last visit",
        Section.RESULTS: "results, and those awaited",
    }
)


class SectionTicks(QWidget):
    """Signal: `changed` when a section was put on or taken off."""

    changed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._ticks = {section: tick(_name(section)) for section in Section}
        self._shown: tuple[Section, ...] = ()
        self._columns = 1
        self._grid = grid("")
        inside = column(spacing="xs")
        inside.addWidget(label(tr("On the sheet"), "label"))
        inside.addLayout(self._grid)
        self.setLayout(inside)
        for box in self._ticks.values():
            box.setParent(self)  # what is shown without a parent is a window of its own
            box.hide()
            box.clicked.connect(lambda _checked: self.changed.emit())

    def tick_of(self, section: Section) -> QCheckBox:
        """Return the tick of a section."""
        return self._ticks[section]

    def show_sheet(self, kind: SheetKind, left_out: frozenset[Section]) -> None:
        """Show the sections of a sheet, without a tick those that are left out."""
        self._shown = SHEET_FORMS[kind].sections
        for section, box in self._ticks.items():
            box.setVisible(section in self._shown)
            box.setChecked(section not in left_out)
        self.setVisible(bool(self._shown))
        self.arrange(columns=self._columns)

    def show_counts(self, counts: Mapping[Section, int]) -> None:
        """Say beside each section how much of it is on the sheet."""
        for section, box in self._ticks.items():
            count, text = counts.get(section, 0), _name(section)
            said = tr("{section} ({count})").format(section=text, count=count) if count else text
            box.setText(said)
            box.setAccessibleName(said)

    def left_out(self) -> frozenset[Section]:
        """Return the sections that are taken off."""
        return frozenset(section for section in self._shown if not self._ticks[section].isChecked())

    def arrange(self, *, columns: int) -> None:
        """Stand in so many columns."""
        self._columns = columns
        self._grid.setColumnStretch(1, columns - 1)
        for box in self._ticks.values():
            self._grid.removeWidget(box)
        for number, section in enumerate(self._shown):
            self._grid.addWidget(self._ticks[section], number // columns, number % columns)


def _name(section: Section) -> str:
    text = tr(_LONGER_NAMES[section]) if section in _LONGER_NAMES else section_name(section)
    return text[:1].upper() + text[1:]

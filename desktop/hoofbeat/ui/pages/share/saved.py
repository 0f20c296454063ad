"""Choices kept under a name, such as "Dr Lee": use them, keep those of now, give them another name, take them away."""

from __future__ import annotations

from collections.abc import Collection

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QLineEdit, QWidget

from hoofbeat.ui.editors import ChoiceBox
from hoofbeat.ui.pages.share.fields import field
from hoofbeat.ui.surroundings import Surroundings
from hoofbeat.ui.widgets.flow import FlowLayout
from hoofbeat.ui.widgets.parts import button, column
from hoofbeat.wording.translation import tr

_NONE = ""


class SavedChoices(QWidget):
    """The list stands in `picker`, the acts here. Signals: `chosen` with a name; `save_requested`, `rename_requested` with the new name and the old one, `remove_requested`."""

    chosen = Signal(str)
    save_requested = Signal(str)
    rename_requested = Signal(str, str)
    remove_requested = Signal(str)

    def __init__(self, surroundings: Surroundings) -> None:
        super().__init__()
        self._surroundings = surroundings
        self._renamed = _NONE
        self._box = ChoiceBox()
        self._keep = button(tr("Keep these choices…"), self._ask_for_name, look="quiet")
        self._rename = button(tr("Rename…"), self._ask_for_new_name, look="quiet")
        self._remove = button(tr("Remove"), lambda: self.remove_requested.emit(self.current), look="quiet")
        self._name = QLineEdit()
        self._name.setMaxLength(80)
        self._name.setPlaceholderText(tr("For example: Dr Lee"))
        self._save = button(tr("Keep"), self._on_named)
        self._cancel = button(tr("Cancel"), self._leave_name, look="quiet")
        self._naming = field(tr("Name of these choices"), self._name, _in_a_line(self._save, self._cancel))
        self._acts = _in_a_line(self._keep, self._rename, self._remove)
        inside = column(spacing="xs")
        self.picker = field(tr("Your saved choices"), self._box)
        inside.addWidget(self._acts)
        inside.addWidget(self._naming)
        self.setLayout(inside)
        self._naming.hide()
        self._box.activated.connect(self._on_activated)
        self._name.returnPressed.connect(self._on_named)
        self.show_names(())

    @property
    def current(self) -> str:
        """The name of the choices in use, "" when they were not taken from saved ones."""
        return str(self._box.currentData() or _NONE)

    def show_names(self, names: Collection[str], current: str | None = None) -> None:
        """Offer choices by their names."""
        wanted = self.current if current is None else current
        self._box.clear()
        self._box.addItem(tr("None: as chosen below"), _NONE)
        for name in names:
            self._box.addItem(name, name)
        self._box.setCurrentIndex(max(0, self._box.findData(wanted)))
        self.picker.setVisible(bool(names))
        self._show_acts()

    def _show_acts(self) -> None:
        can_change = self._surroundings.can_change
        self._keep.setVisible(can_change)
        self._rename.setVisible(can_change and bool(self.current))
        self._remove.setVisible(can_change and bool(self.current))

    def _on_activated(self, _index: int) -> None:
        self._show_acts()
        if self.current:
            self.chosen.emit(self.current)

    def _ask_for_name(self) -> None:
        self._ask(_NONE, self.current)

    def _ask_for_new_name(self) -> None:
        self._ask(self.current, self.current)

    def _ask(self, renamed: str, suggested: str) -> None:
        self._renamed = renamed
        self._name.setText(suggested)
        self._acts.hide()
        self._naming.show()
        self._name.setFocus()
        self._name.selectAll()

    def _on_named(self) -> None:
        name = self._name.text().strip()
        if not name:
            self._name.setFocus()
            return
        self._leave_name()
        if self._renamed:
            self.rename_requested.emit(name, self._renamed)
        else:
            self.save_requested.emit(name)

    def _leave_name(self) -> None:
        self._naming.hide()
        self._acts.show()
        self._keep.setFocus()


def _in_a_line(*parts: QWidget) -> QWidget:
    made = QWidget()
    line = FlowLayout(made)
    for part in parts:
        line.addWidget(part)
    policy = made.sizePolicy()
    policy.setHeightForWidth(True)
    made.setSizePolicy(policy)
    return made

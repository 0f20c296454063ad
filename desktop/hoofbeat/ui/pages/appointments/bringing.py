"""What to bring, as a list to tick, to add to and to take from; and how to prepare."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QCheckBox, QWidget

from hoofbeat.domain.changes import Change
from hoofbeat.ui.surroundings import Surroundings
from hoofbeat.ui.widgets.adding_line import AddingLine
from hoofbeat.ui.widgets.line_lists import section, surface
from hoofbeat.ui.widgets.parts import column, icon_button, label, row
from hoofbeat.ui.widgets.tick_line import tick_line
from hoofbeat.wording.translation import tr

if TYPE_CHECKING:
    from hoofbeat.services.journals import Journal
    from hoofbeat.services.visits import VisitView


class BringList:
    """The things to bring of one visit, as a part of a page. `typed` stood in the line for a new one before."""

    def __init__(self, surroundings: Surroundings, view: VisitView, *, typed: str = "") -> None:
        self._surroundings = surroundings
        self._view = view
        self._adding: AddingLine | None = None
        self.widget = section(tr("To bring"), surface(self._lines(typed)))

    @property
    def typed(self) -> str:
        """What stands in the line for a new thing."""
        return "" if self._adding is None else self._adding.typed

    def keep_typed(self) -> None:
        """Add what was typed and not added yet."""
        if self._adding is not None:
            self._adding.add_typed()

    def _lines(self, typed: str) -> list[QWidget]:
        found = [self._thing(number, each) for number, each in enumerate(self._view.things)]
        lines: list[QWidget] = []
        if found:
            holder = QWidget()
            inside = column(spacing="")
            for each in found:
                inside.addWidget(each)
            holder.setLayout(inside)
            lines.append(holder)
        if self._surroundings.can_change:
            lines.append(self._make_adding(typed))
        return lines or [label(tr("Nothing noted."), "quiet")]

    def _thing(self, number: int, thing: str) -> QWidget:
        box = QCheckBox()
        box.setAccessibleName(thing)
        box.setObjectName(f"thing:{number}")
        box.setChecked(thing in self._view.packed)
        box.setEnabled(self._surroundings.can_change)
        box.toggled.connect(partial(self._on_ticked, thing))
        made = QWidget()
        parts = [tick_line(box, thing)]
        if self._surroundings.can_change:
            icons = self._surroundings.appearance.icons
            name = tr("Take off the list: {thing}").format(thing=thing)
            parts.append(icon_button(name, "close", icons, partial(self._remove, thing)))
        inside = row(*parts)
        inside.setStretch(0, 1)
        made.setLayout(inside)
        return made

    def _make_adding(self, typed: str) -> QWidget:
        self._adding = AddingLine(
            self._surroundings,
            prompt=tr("Add something to bring"),
            names=(tr("Add this to what to bring"), "new thing"),
            act=lambda text: partial(_add, self._view.appointment.id, text),
            typed=typed,
        )
        return self._adding

    def _remove(self, thing: str) -> None:
        act = partial(_remove, self._view.appointment.id, thing)
        self._surroundings.tasks.change(act, then=self._on_removed)

    def _on_removed(self, _change: Change | None) -> None:
        self._surroundings.host.say_undoable(tr("Taken off the list."))

    def _on_ticked(self, thing: str, is_packed: bool) -> None:
        self._surroundings.tasks.change(partial(_pack, self._view.appointment.id, thing, is_packed))


def _add(appointment_id: str, thing: str, journal: Journal, author: str) -> Change | None:
    from hoofbeat.services import visits

    return visits.add_thing(journal, appointment_id=appointment_id, thing=thing, author=author)


def _remove(appointment_id: str, thing: str, journal: Journal, author: str) -> Change | None:
    from hoofbeat.services import visits

    return visits.remove_thing(journal, appointment_id=appointment_id, thing=thing, author=author)


def _pack(appointment_id: str, thing: str, is_packed: bool, journal: Journal, author: str) -> Change | None:
    from hoofbeat.services import visits

    return visits.pack(journal, appointment_id=appointment_id, thing=thing, is_packed=is_packed, author=author)

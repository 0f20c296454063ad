"""The Medicines page filled: allergies on top, then what is taken, injections, planned, as needed, stopped, not known."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QPushButton, QVBoxLayout, QWidget

from hoofbeat.domain.known_medicines import use_suggested
from hoofbeat.domain.records import Medication, MedicineState, MedicineUse
from hoofbeat.ui.pages.medicines import day, sections
from hoofbeat.ui.pages.medicines.as_of import AsOfChooser, as_of_notice
from hoofbeat.ui.pages.medicines.views import ways_in
from hoofbeat.ui.widgets.empty import EmptyState
from hoofbeat.ui.widgets.line_lists import act_button, section
from hoofbeat.wording.translation import tr

if TYPE_CHECKING:
    from hoofbeat.services.medicines import MedicineLine, MedicinesView


_SUGGESTED = 2
"""So many suggestions stand over the list at a time."""


def suggested(lines: Sequence[MedicineLine]) -> list[tuple[Medication, MedicineUse]]:
    """Return what stands among the daily medicines and looks like an injection or an infusion."""
    regular = (
        each.medication
        for each in lines
        if each.medication.use is MedicineUse.REGULAR and each.medication.state is MedicineState.TAKING
    )
    found = ((each, use_suggested(name=each.name, form=each.form, route=each.route)) for each in regular)
    return [(each, use) for each, use in found if use is not None][:_SUGGESTED]


class Overview:
    """Fills a column with the medicines of a day.

    `rooms` are the places, by medicine, for the form that marks a dose; `chooser` asks for a past day, while it is open. `toggled` is called when the stopped ones are to be
    shown or hidden, `look_back` with the day that the list is wanted of, `open_view` with a view one step in, `print_list` for the list on paper.
    """

    def __init__(
        self,
        making: sections.Making,
        *,
        add: Callable[[], object],
        toggled: Callable[[], object],
        look_back: Callable[[date | None], object],
        open_view: Callable[[str], object],
        print_list: Callable[[], object],
    ) -> None:
        self.rooms: dict[str, QVBoxLayout] = {}
        self.chooser: AsOfChooser | None = None
        self._now = self._making = making
        self._add, self._toggled, self._look_back = add, toggled, look_back
        self._open_view, self._print_list = open_view, print_list
        self._is_stopped_open = self._is_choosing = False

    def fill(self, content: QVBoxLayout, view: MedicinesView) -> None:
        """Fill a column that was emptied."""
        self.rooms = {}
        self._making = replace(self._now, is_as_of=view.is_as_of)
        if view.is_as_of:
            content.addWidget(as_of_notice(self._making, view.on, self._on_choosing, self._on_day_chosen))
        elif not view.lines and not view.allergies:
            content.addWidget(self._empty())
        elif view.lines:
            content.addWidget(ways_in(self._open_view, self._print_list, self._making.icons))
        content.addWidget(sections.allergies(self._making, view.allergies))
        self.chooser = AsOfChooser(self._making, self._on_day_chosen) if self._is_choosing else None
        if self.chooser is not None:
            content.addWidget(self.chooser)
        for each in suggested(view.lines) if self._making.can_change else ():
            content.addWidget(sections.use_suggestion(self._making, *each))
        taken = day.taken_by_time(view.lines)
        if taken or view.lines:
            content.addWidget(sections.taking_now(self._making, taken, view.on, buttons=self._as_of_buttons(view)))
        self._fill_injections(content, view)
        states = MedicineState
        self._fill_others(
            content, states.PLANNED.label, day.in_state(view.lines, states.PLANNED), sections.planned_words
        )
        self._fill_others(content, "As needed", day.as_needed(view.lines), sections.needed_words)
        self._fill_stopped(content, view)
        not_known = day.in_state(view.lines, states.NOT_KNOWN)
        self._fill_others(content, states.NOT_KNOWN.label, not_known, sections.not_known_words)

    def _fill_injections(self, content: QVBoxLayout, view: MedicinesView) -> None:
        found = day.given(view.lines)
        if found:
            made = [sections.injection(self._making, each) for each in found]
            self.rooms = {each.medication.id: room for each, (_, room) in zip(found, made, strict=True)}
            content.addWidget(section(tr("Injections and infusions"), *(frame for frame, _ in made)))

    def _fill_others(
        self, content: QVBoxLayout, title: str, found: Sequence[MedicineLine], words: sections.Words
    ) -> None:
        if found:
            content.addWidget(sections.others(self._making, tr(title), found, [words(each) for each in found]))

    def _fill_stopped(self, content: QVBoxLayout, view: MedicinesView) -> None:
        found = day.in_state(view.lines, MedicineState.STOPPED)
        if not found:
            return
        title = tr("Stopped ({count})").format(count=len(found))
        shown = found if self._is_stopped_open else []
        words = [sections.stopped_words(each) for each in shown]
        toggle = act_button(
            tr("Hide") if self._is_stopped_open else tr("Show"),
            title,
            self._on_toggled,
            name="stopped",
            icons=self._making.icons,
            icon="up" if self._is_stopped_open else "down",
        )
        content.addWidget(sections.others(self._making, title, shown, words, buttons=[toggle]))

    def _as_of_buttons(self, view: MedicinesView) -> list[QPushButton]:
        if view.is_as_of or self._is_choosing:
            return []
        text = tr("Show the list as of …")
        return [act_button(text, "", self._on_choosing, name="as of", icons=self._making.icons)]

    def _on_choosing(self) -> None:
        self._is_choosing = True
        self._toggled()

    def _on_day_chosen(self, chosen: date | None) -> None:
        self._is_choosing = False
        self._look_back(chosen)

    def _on_toggled(self) -> None:
        self._is_stopped_open = not self._is_stopped_open
        self._toggled()

    def _empty(self) -> QWidget:
        return EmptyState(
            self._making.icons,
            icon="medicines",
            text=tr("Keep your medicines and injections here, under the names on their labels."),
            example=tr("For example: Lanreotide 120 mg, under the skin, every 4 weeks."),
            act_text=tr("Add medicine"),
            act=self._add if self._making.can_change else None,
        )

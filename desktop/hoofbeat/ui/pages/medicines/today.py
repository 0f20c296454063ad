"""One day of doses, to be ticked off by whoever likes to: injections on top, then by part of the day."""

from __future__ import annotations

from datetime import date, timedelta
from functools import partial
from typing import TYPE_CHECKING, Protocol

from PySide6.QtWidgets import QCheckBox, QVBoxLayout, QWidget

from hoofbeat.domain.changes import Change
from hoofbeat.domain.errors import RecordNotFoundError
from hoofbeat.domain.medicines import DayDose
from hoofbeat.domain.records import Administration, Kind, Medication
from hoofbeat.ui.pages.medicines import acts
from hoofbeat.ui.surroundings import Surroundings
from hoofbeat.ui.widgets.empty import EmptyState
from hoofbeat.ui.widgets.line_lists import act_button, line, section, surface
from hoofbeat.ui.widgets.parts import button, icon_button, label, row
from hoofbeat.ui.widgets.scrolling import ScrollingColumn
from hoofbeat.ui.widgets.tick_line import tick_line
from hoofbeat.wording.dates import weekday_date_words
from hoofbeat.wording.days import beside_words, grouped, mark_words, tick_words
from hoofbeat.wording.medicines import doses_in_words, medicine_name
from hoofbeat.wording.translation import tr

if TYPE_CHECKING:
    from hoofbeat.services.days import AsNeeded, DayView, MarkedBeside

_ONE_DAY = timedelta(days=1)


class DayActs(Protocol):
    """What a day or a week asks of its page."""

    def add(self) -> None:
        """Open the form of a new medicine."""

    def edit_given(self, medication: Medication, dose: Administration) -> None:
        """Open the form that corrects a dose given."""


class Ticking:
    """Ticks doses off and takes ticks back, one change at a time; a second press before the answer does nothing."""

    def __init__(self, surroundings: Surroundings) -> None:
        self._surroundings = surroundings
        self._under_way: set[str] = set()

    def toggle(self, dose: DayDose, day: date) -> None:
        """Mark a dose of a day as given, or take its mark away. A day to come is not marked ahead."""
        name = f"{day}/{dose.key}"
        if name in self._under_way or not self.can_toggle(dose, day):
            return
        self._under_way.add(name)
        today = self._surroundings.today()
        if dose.mark is None:
            self._change(name, partial(acts.tick, day, today, dose.key), tr("Marked as given."))
        else:
            act = partial(acts.remove, Kind.GIVEN, dose.mark.id, dose.medication.name)
            self._change(name, act, tr("Mark taken away."))

    def can_toggle(self, dose: DayDose, day: date) -> bool:
        """Tell whether a box stands beside a dose: what was marked as not given is mended in its form."""
        is_open = dose.mark is None or dose.is_given
        return self._surroundings.can_change and is_open and day <= self._surroundings.today()

    def take_as_needed(self, medication: Medication) -> None:
        """Mark what is taken as needed as taken now."""
        if medication.id in self._under_way:
            return
        self._under_way.add(medication.id)
        act = partial(acts.take_as_needed, medication.id, self._surroundings.now())
        self._change(medication.id, act, tr("Marked as given."))

    def _change(self, name: str, act: acts.ChangeAct, said: str) -> None:
        self._surroundings.tasks.change(
            act, then=partial(self._on_changed, name, said), failed=partial(self._on_failed, name)
        )

    def _on_changed(self, name: str, said: str, change: Change | None) -> None:
        self._under_way.discard(name)
        if change is not None:
            self._surroundings.host.say_undoable(said)

    def _on_failed(self, name: str, error: Exception) -> None:
        self._under_way.discard(name)
        if isinstance(error, RecordNotFoundError):
            self._surroundings.host.say(tr("The plan was changed meanwhile. Here it is as it is now."))
            self._surroundings.host.reload_page()
        else:
            self._surroundings.host.tell_error(error)


class DayColumn(ScrollingColumn):
    """The doses of one day."""

    title = "Today"

    def __init__(self, surroundings: Surroundings, doing: DayActs) -> None:
        super().__init__(surroundings.appearance)
        self._surroundings, self._doing = surroundings, doing
        self._ticking = Ticking(surroundings)
        self.day = surroundings.today()

    def load(self) -> None:
        """Read the day."""
        query = partial(acts.day, self.day, self._surroundings.today())
        self._surroundings.tasks.read(query, view=(self, "day"), then=self._on_read)

    def turn(self, days: int) -> None:
        """Go so many days on; 0 for today."""
        self.day = self.day + days * _ONE_DAY if days else self._surroundings.today()
        self.load()

    def _on_read(self, view: DayView) -> None:
        if view.on != self.day:
            return
        with self.refilling() as content:
            content.addWidget(self._head())
            if not view.has_medicines:
                content.addWidget(self._empty())
                return
            for title, doses in grouped(view.doses):
                content.addWidget(section(title, surface([self._dose(each) for each in doses])))
            if not view.doses:
                content.addWidget(surface([line("", [tr("Nothing is planned for this day.")])]))
            self._fill_beside(content, view)
            if self.day <= self._surroundings.today():
                note = tr("Ticking is for those who like to. Nothing here needs it.")
                content.addWidget(label(note, "small"))

    def _fill_beside(self, content: QVBoxLayout, view: DayView) -> None:
        if view.beside:
            content.addWidget(section(tr("Also marked"), surface([self._beside(each) for each in view.beside])))
        if view.needed and self.day == self._surroundings.today():
            content.addWidget(section(tr("As needed"), surface([self._needed(each) for each in view.needed])))

    def _head(self) -> QWidget:
        icons = self._surroundings.appearance.icons
        back = icon_button(tr("Day before"), "left", icons, partial(self.turn, -1))
        on = icon_button(tr("Day after"), "right", icons, partial(self.turn, 1))
        back.setObjectName("day before")
        on.setObjectName("day after")
        today = button(tr("Today"), partial(self.turn, 0))
        today.setObjectName("today")
        today.setEnabled(self.day != self._surroundings.today())
        made = QWidget()
        words = label(weekday_date_words(self.day), "heading")
        inside = row(back, on, words, today)
        inside.setStretch(2, 1)
        made.setLayout(inside)
        return made

    def _dose(self, dose: DayDose) -> QWidget:
        uses_24_hours = self._surroundings.uses_24_hours
        words = tick_words(dose, uses_24_hours=uses_24_hours)
        details = " · ".join(
            text
            for text in (
                " ".join(dose.planned.phase.instructions.split()),
                mark_words(dose, uses_24_hours=uses_24_hours),
            )
            if text
        )
        if not self._ticking.can_toggle(dose, self.day):
            return line(words, [details] if details else [], buttons=self._edit(dose, words))
        box = QCheckBox()
        box.setChecked(dose.is_given)
        box.setAccessibleName(words)
        box.setObjectName(f"tick:{dose.key}")
        box.clicked.connect(lambda _checked=False: self._ticking.toggle(dose, self.day))
        inside = row(tick_line(box, words, details), *self._edit(dose, words), spacing="m")
        inside.setStretch(0, 1)
        made = QWidget()
        made.setLayout(inside)
        return made

    def _edit(self, dose: DayDose, words: str) -> list[QWidget]:
        if dose.mark is None:
            return []
        return self._edit_button(dose.medication, dose.mark, words, f"edit:{dose.key}")

    def _edit_button(self, medication: Medication, mark: Administration, words: str, name: str) -> list[QWidget]:
        if not self._surroundings.can_change:
            return []
        act = partial(self._doing.edit_given, medication, mark)
        return [act_button(tr("Edit"), words, act, name=name, icons=self._surroundings.appearance.icons)]

    def _beside(self, each: MarkedBeside) -> QWidget:
        words = beside_words(each.medication, each.dose, uses_24_hours=self._surroundings.uses_24_hours)
        edit = self._edit_button(each.medication, each.dose, words, f"edit:{each.dose.id}")
        return line("", [words], buttons=edit)

    def _needed(self, each: AsNeeded) -> QWidget:
        medication = each.medication
        buttons = []
        if self._surroundings.can_change:
            take = act_button(
                tr("Taken now"),
                medication.name,
                partial(self._ticking.take_as_needed, medication),
                name=f"take:{medication.id}",
                icons=self._surroundings.appearance.icons,
                icon="check",
                look="",
            )
            buttons = [take]
        dose = doses_in_words(each.doses)
        return line(medicine_name(medication), [dose] if dose else [], buttons=buttons)

    def _empty(self) -> QWidget:
        return EmptyState(
            self._surroundings.appearance.icons,
            icon="medicines",
            text=tr("The doses of the day stand here, once a medicine is written down."),
            example=tr("For example: morning, Creon, 2 capsules."),
            act_text=tr("Add medicine"),
            act=self._doing.add if self._surroundings.can_change else None,
        )

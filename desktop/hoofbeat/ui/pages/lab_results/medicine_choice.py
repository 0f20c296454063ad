"""Which medicines stand below a chart, to see what ran when. Nothing is concluded from it."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import replace
from datetime import date
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QCheckBox, QWidget

from hoofbeat.domain.records import DosePhase, Medication
from hoofbeat.domain.trend import StripRow, strip_row
from hoofbeat.ui.surroundings import Surroundings
from hoofbeat.ui.widgets.parts import button, column, label
from hoofbeat.ui.widgets.tick_line import tick_lines
from hoofbeat.wording.amounts import dose_words
from hoofbeat.wording.medicines import medicine_name
from hoofbeat.wording.translation import tr

if TYPE_CHECKING:
    from hoofbeat.services.journals import Journal
    from hoofbeat.services.medicine_courses import Course, Courses


class MedicineChoice(QWidget):
    """A tick for each medicine, one click away. Signal: `strip_changed` with the rows that stand below the chart now."""

    strip_changed = Signal(object)

    def __init__(self, surroundings: Surroundings, courses: Courses) -> None:
        super().__init__()
        self._surroundings = surroundings
        shown = {course.medication.id for course in courses.shown}
        self._boxes = {each.id: self._box(each, is_on=each.id in shown) for each in courses.offered}
        names = {each.id: medicine_name(each) for each in courses.offered}
        self._ticks = tick_lines([(box, names[of]) for of, box in self._boxes.items()])
        self._open = button(
            tr("Medicines below the chart"),
            self._on_open_clicked,
            look="edge",
            icon="medicines",
            icons=surroundings.appearance.icons,
        )
        self._said = label(tr("To see what was taken when. Nothing is concluded from it."), "small")
        inside = column(spacing="xs")
        inside.addWidget(self._open, 0, Qt.AlignmentFlag.AlignLeft)
        inside.addWidget(self._said)
        inside.addWidget(self._ticks)
        self.setLayout(inside)
        for part in (self._said, self._ticks):
            part.hide()

    def _box(self, medication: Medication, *, is_on: bool) -> QCheckBox:
        box = QCheckBox()
        box.setAccessibleName(tr("Below the chart: {medicine}").format(medicine=medication.name))
        box.setChecked(is_on)
        box.setEnabled(self._surroundings.can_change)
        box.toggled.connect(self._on_box_toggled)
        return box

    def _on_open_clicked(self) -> None:
        is_open = self._ticks.isHidden()
        self._said.setVisible(is_open)
        self._ticks.setVisible(is_open)

    def _on_box_toggled(self, _is_on: bool) -> None:
        chosen = [medication for medication, box in self._boxes.items() if box.isChecked()]
        self._surroundings.tasks.change(partial(_choose, chosen), then=self._on_chosen)

    def _on_chosen(self, _nothing: object) -> None:
        self._surroundings.tasks.read(_courses, view=self, then=self._on_read)

    def _on_read(self, courses: Courses) -> None:
        self.strip_changed.emit(strip_rows(self._surroundings, courses.shown))


def strip_rows(surroundings: Surroundings, courses: Sequence[Course]) -> list[StripRow]:
    """Return the rows that stand below a chart."""
    return [_strip_row(course, surroundings.today()) for course in courses]


def _strip_row(course: Course, today: date) -> StripRow:
    medication = course.medication
    made = strip_row(
        medicine_name(medication),
        course.phases,
        course.given,
        label_of=_amount,
        stopped_on=medication.stopped_on,
        today=today,
    )
    return replace(made, is_sensitive=any(each.is_sensitive for each in (medication, *course.phases, *course.given)))


def _amount(phase: DosePhase) -> str:
    return "" if phase.amount is None else dose_words(phase.amount, phase.unit)


def _choose(chosen: Collection[str], journal: Journal, _author: str) -> None:
    from hoofbeat.services import medicine_courses

    medicine_courses.choose_courses(journal, medication_ids=chosen)


def _courses(journal: Journal) -> Courses:
    from hoofbeat.services import medicine_courses

    return medicine_courses.list_courses(journal)

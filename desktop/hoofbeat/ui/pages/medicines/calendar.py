"""Saving the doses of chosen medicines as a calendar with alarms, for a phone: three months, and no word on health unless chosen."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, time
from functools import partial
from typing import TYPE_CHECKING, Final

from PySide6.QtWidgets import QCheckBox, QWidget

from hoofbeat.domain.records import DayPart, Medication
from hoofbeat.ui.save_place import SavePlace, ask_save_place
from hoofbeat.ui.surroundings import Surroundings
from hoofbeat.ui.widgets.line_lists import section, surface
from hoofbeat.ui.widgets.parts import button, label, row
from hoofbeat.ui.widgets.scrolling import ScrollingColumn
from hoofbeat.ui.widgets.tick_line import tick_line
from hoofbeat.wording.calendars import dose_entries, doses_written_sentence
from hoofbeat.wording.medicines import medicine_name, part_name
from hoofbeat.wording.reminders import neutral_words
from hoofbeat.wording.translation import tr

if TYPE_CHECKING:
    from hoofbeat.services.journals import Journal

_ENDING: Final = ".ics"


@dataclass(frozen=True, slots=True)
class _Wanted:
    """Where to write, and what is to be in it."""

    place: SavePlace
    medication_ids: Collection[str]
    is_detailed: bool
    part_times: Mapping[DayPart, time]


class CalendarColumn(ScrollingColumn):
    """Which medicines go into the calendar, and whether it names them."""

    def __init__(self, surroundings: Surroundings, _doing: object) -> None:
        super().__init__(surroundings.appearance)
        self._surroundings = surroundings
        self._boxes: dict[str, QCheckBox] = {}
        self._known: Sequence[Medication] = ()
        self._details = QCheckBox()
        self._save = button(tr("Save doses for a calendar…"), self._on_save, look="primary")

    def load(self) -> None:
        """Read the medicines."""
        self._surroundings.tasks.read(_medicines, view=(self, "calendar"), then=self._on_read)

    def _on_read(self, found: Sequence[Medication]) -> None:
        if list(found) == list(self._known) and self._boxes:
            return
        ticked = self._ticked()
        self._known = found
        with self.refilling() as content:
            note = tr("A calendar file holds the planned doses of the next three months, with an alarm at each time.")
            content.addWidget(label(note, "quiet"))
            if not found:
                content.addWidget(label(tr("No medicine with planned doses is written down."), "quiet"))
                return
            lines = [self._line(each, is_ticked=not ticked or each.id in ticked) for each in found]
            content.addWidget(section(tr("Medicines"), surface(lines)))
            content.addWidget(section(tr("What the calendar says"), surface([self._details_line()])))
            content.addWidget(label(self._times(), "small"))
            self._save = button(
                tr("Save doses for a calendar…"),
                self._on_save,
                look="primary",
                icon="save",
                icons=self._surroundings.appearance.icons,
            )
            self._save.setObjectName("calendar:save")
            content.addLayout(row(self._save, None))
            self._refresh()

    def _line(self, medication: Medication, *, is_ticked: bool) -> QWidget:
        box = QCheckBox()
        box.setChecked(is_ticked)
        box.setAccessibleName(medicine_name(medication))
        box.setObjectName(f"calendar:{medication.id}")
        box.clicked.connect(lambda _checked=False: self._refresh())
        self._boxes[medication.id] = box
        return tick_line(box, medicine_name(medication))

    def _details_line(self) -> QWidget:
        is_ticked = self._details.isChecked()
        self._details = QCheckBox()
        self._details.setChecked(is_ticked)
        words = tr("Name the medicines and amounts")
        self._details.setAccessibleName(words)
        self._details.setObjectName("calendar:details")
        said = tr("Without it each entry says only “{words}”.").format(words=neutral_words())
        return tick_line(self._details, words, said)

    def _times(self) -> str:
        times = [
            f"{part_name(part)} {self._surroundings.time_text(at)}"
            for part, at in self._surroundings.part_times.items()
        ]
        said = tr("Parts of the day stand at: {times}. Other times can be set under Settings and backup.")
        return said.format(times=", ".join(times))

    def _ticked(self) -> Collection[str]:
        return {medication_id for medication_id, box in self._boxes.items() if box.isChecked()}

    def _refresh(self) -> None:
        self._save.setEnabled(bool(self._ticked()))

    def _on_save(self) -> None:
        title = tr("Save doses for a calendar")
        place = ask_save_place(self, title, name=tr("doses"), ending=_ENDING, kinds=tr("Calendars"))
        if place is None:
            return
        host = self._surroundings.host
        wanted = _Wanted(place, self._ticked(), self._details.isChecked(), self._surroundings.part_times)
        query = partial(_write, wanted, self._surroundings.now())
        self._surroundings.tasks.read(
            query, then=lambda count: host.say(doses_written_sentence(count, place.path.name)), failed=host.tell_error
        )


def _medicines(journal: Journal) -> Sequence[Medication]:
    from hoofbeat.services import calendars

    return calendars.medicines_with_doses(journal)


def _write(wanted: _Wanted, made_at: datetime, journal: Journal) -> int:
    from hoofbeat.services import calendars

    doses = calendars.planned_doses(journal, medication_ids=wanted.medication_ids, today=made_at.date())
    entries = list(dose_entries(doses, is_detailed=wanted.is_detailed, part_times=wanted.part_times))
    saved = calendars.of_entries(entries, made_at=made_at)
    saved.write(wanted.place.path, may_replace=wanted.place.may_replace)
    return saved.count

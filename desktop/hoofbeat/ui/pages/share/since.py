"""From which day on changes are listed: since the last visit, so many months, or since another day."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from hoofbeat.domain.fields import Field, FieldType
from hoofbeat.ui.date_editors import DateEditor
from hoofbeat.ui.editors import ChoiceBox, TypedWrongError
from hoofbeat.ui.surroundings import Surroundings
from hoofbeat.ui.theme import SPACE
from hoofbeat.ui.widgets.parts import label
from hoofbeat.wording.translation import tr

if TYPE_CHECKING:
    from hoofbeat.domain.records import Appointment

_LAST_VISIT, _OTHER_DAY = "last visit", "other day"
_SPANS = ((91, "The last 3 months"), (182, "The last 6 months"), (365, "The last year"))


class SinceChoice(QWidget):
    """The list stands in `box`; below it, while another day is chosen, the day. Signal: `changed`."""

    changed = Signal()

    def __init__(self, surroundings: Surroundings) -> None:
        super().__init__()
        self._surroundings = surroundings
        self._day: date | None = None
        self.box = ChoiceBox()
        self.box.addItem(tr("The last visit"), _LAST_VISIT)
        for days, text in _SPANS:
            self.box.addItem(tr(text), days)
        self.box.addItem(tr("Another day"), _OTHER_DAY)
        declared = Field(holds=FieldType.PARTIAL_DATE, label="Since", name="since")
        self._date = DateEditor(declared, surroundings, is_narrow=True)
        self._date.set_name(tr("Since"))
        self._wrong = label("", "problem")
        inside = QVBoxLayout(self)
        inside.setContentsMargins(0, SPACE["xs"], 0, 0)
        inside.addWidget(self._date)
        inside.addWidget(self._wrong)
        self._wrong.hide()
        self.hide()
        self.box.activated.connect(self._on_box_activated)
        self._date.edited.connect(self._on_date_edited)

    def show_last_visit(self, visit: Appointment | None) -> None:
        """Say when the last visit was."""
        text = tr("The last visit: none recorded")
        if visit is not None:
            text = tr("The last visit, {day}").format(day=self._surroundings.date_text(visit.starts_at.on))
        self.box.setItemText(0, text)

    def since(self) -> date | None:
        """Return the day, or None for that of the last visit."""
        chosen = self.box.currentData()
        if isinstance(chosen, int):
            return self._surroundings.today() - timedelta(days=chosen)
        return self._day if chosen == _OTHER_DAY else None

    def _on_box_activated(self, _index: int) -> None:
        is_other = self.box.currentData() == _OTHER_DAY
        self.setVisible(is_other)
        if is_other:
            self._date.focus_day()
        if not is_other or self._day is not None:
            self.changed.emit()

    def _on_date_edited(self) -> None:
        """Take the day as soon as what is typed is one."""
        try:
            found = self._date.value()
        except TypedWrongError:
            return
        day = found.first if found is not None else None
        if day is not None and day > self._surroundings.today():
            self._wrong.setText(tr("This day is still to come. Please check."))
            self._wrong.show()
            return
        self._wrong.hide()
        if day != self._day:
            self._day = day
            self.changed.emit()

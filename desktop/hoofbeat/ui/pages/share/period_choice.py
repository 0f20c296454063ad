"""From which day to which: both may be partly known, and may stay empty."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from hoofbeat.domain.fields import Field, FieldType
from hoofbeat.domain.values import PartialDate, Period
from hoofbeat.ui.date_editors import DateEditor
from hoofbeat.ui.editors import TypedWrongError
from hoofbeat.ui.surroundings import Surroundings
from hoofbeat.ui.widgets.parts import column, label
from hoofbeat.wording.translation import tr


class PeriodChoice(QWidget):
    """Signal: `changed` when another period is chosen."""

    changed = Signal()

    def __init__(self, surroundings: Surroundings) -> None:
        super().__init__()
        self._period = Period()
        self._start, self._end = (_editor(name, surroundings) for name in (tr("From"), tr("Until")))
        self._wrong = label(tr("The end is before the start. Please check."), "problem")
        self._wrong.hide()
        inside = column(spacing="xs")
        for title, editor in ((tr("From"), self._start), (tr("Until"), self._end)):
            inside.addWidget(label(title, "label"))
            inside.addWidget(editor)
            editor.edited.connect(self._on_edited)
        inside.addWidget(label(tr("Left empty, it is the whole time. A year alone will do."), "small"))
        inside.addWidget(self._wrong)
        self.setLayout(inside)

    def choose(self, period: Period) -> None:
        """Show a period."""
        self._period = period
        self._start.set_value(period.start)
        self._end.set_value(period.end)
        self._wrong.hide()

    def period(self) -> Period:
        """Return the period that is chosen."""
        return self._period

    def _on_edited(self) -> None:
        """Take the period as soon as what is typed is one."""
        try:
            period = Period(_date(self._start), _date(self._end))
        except TypedWrongError:
            return
        is_wrong = bool(period.start and period.end and period.end.last < period.start.first)
        self._wrong.setVisible(is_wrong)
        if not is_wrong and period != self._period:
            self._period = period
            self.changed.emit()


def _editor(name: str, surroundings: Surroundings) -> DateEditor:
    editor = DateEditor(Field(holds=FieldType.PARTIAL_DATE, label=name, name="period"), surroundings, is_narrow=True)
    editor.set_name(name)
    return editor


def _date(editor: DateEditor) -> PartialDate | None:
    return editor.value()

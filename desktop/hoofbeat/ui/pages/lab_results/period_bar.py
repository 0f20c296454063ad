"""Which time a chart shows: all of it, the last years, or from one day to another; and the ways earlier, later, closer, farther."""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial
from types import MappingProxyType

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QPushButton, QWidget

from hoofbeat.domain.records import Kind, fields_for
from hoofbeat.domain.trend.walk import last_years
from hoofbeat.domain.values import Period
from hoofbeat.ui.date_editors import DateEditor
from hoofbeat.ui.editors import TypedWrongError
from hoofbeat.ui.surroundings import Surroundings
from hoofbeat.ui.widgets.announce import announce
from hoofbeat.ui.widgets.chart.view import ChartView
from hoofbeat.ui.widgets.flow import FlowLayout
from hoofbeat.ui.widgets.parts import button, column, icon_button, label, row
from hoofbeat.wording.dates import period_words
from hoofbeat.wording.translation import ntr, tr

_YEARS = (5, 2, 1)
_STEP = 0.5
"""Share of the time shown by which one goes earlier or later."""


class PeriodBar(QWidget):
    """Steers a chart. Signal: `period_shown` with the words for the time shown."""

    period_shown = Signal(str)

    def __init__(self, surroundings: Surroundings, view: ChartView) -> None:
        super().__init__()
        self._surroundings = surroundings
        self._view = view
        self._all = self._choice(tr("All"), None)
        self._years: Mapping[QPushButton, Period] = MappingProxyType(
            {self._choice(_years_words(count), period): period for count, period in self._last_years()}
        )
        self._own = button(tr("From … to …"), self._on_own_clicked)
        self._own.setCheckable(True)
        icons = surroundings.appearance.icons
        self._earlier = icon_button(tr("Earlier"), "left", icons, partial(view.steering.pan, -_STEP))
        self._later = icon_button(tr("Later"), "right", icons, partial(view.steering.pan, _STEP))
        self._closer = icon_button(tr("Show less time"), "add", icons, view.steering.zoom_in)
        self._farther = icon_button(tr("Show more time"), "minus", icons, view.steering.zoom_out)
        self._dates = self._date_row()
        self._lay_out()
        view.laid_out.connect(self._follow)
        self._follow()

    def show_between(self) -> None:
        """Show the time that was typed; where a date cannot be read, say so at it."""
        typed = []
        for editor in self._editors:
            try:
                typed.append(editor.value())
                editor.mark_wrong(False)
            except TypedWrongError:
                editor.mark_wrong(True)
                editor.focus_day()
                self._problem.setText(tr("Type day, month and year. The month and year, or the year alone, will do."))
                self._problem.show()
                return
        start, end = typed
        if start is not None and end is not None and end.last < start.first:
            self._problem.setText(tr("The second day lies before the first."))
            self._problem.show()
            return
        self._problem.hide()
        self._show(None if start is None and end is None else Period(start, end))

    def _last_years(self) -> list[tuple[int, Period]]:
        return [(count, last_years(count, self._surroundings.today())) for count in _YEARS]

    def _choice(self, text: str, period: Period | None) -> QPushButton:
        made = button(text, partial(self._show, period))
        made.setCheckable(True)
        made.setAccessibleName(tr("Show: {time}").format(time=text))
        return made

    def _date_row(self) -> QWidget:
        field = fields_for(Kind.SAMPLES)["taken_on"]
        self._editors = tuple(DateEditor(field, self._surroundings, is_narrow=True) for _ in range(2))
        captions = (tr("From"), tr("To"))
        for editor, caption in zip(self._editors, captions, strict=True):
            editor.set_name(caption)
        self._problem = label("", "problem")
        self._problem.hide()
        dates = FlowLayout(spacing="l")
        for editor, caption in zip(self._editors, captions, strict=True):
            dates.addWidget(_captioned(caption, editor))
        show = button(tr("Show this time"), self.show_between)
        inside = column(spacing="s")
        inside.addLayout(dates)
        inside.addWidget(self._problem)
        inside.addLayout(row(show, None))
        holder = QWidget()
        holder.setLayout(inside)
        return holder

    def _lay_out(self) -> None:
        line = FlowLayout()
        for each in (self._all, *self._years, self._own, self._earlier, self._later, self._closer, self._farther):
            line.addWidget(each)
        inside = column(spacing="s")
        inside.addLayout(line)
        inside.addWidget(self._dates)
        self._dates.hide()
        self.setLayout(inside)

    def _show(self, period: Period | None) -> None:
        self._view.show_period(period)
        words = tr("All results are shown.") if period is None else period_words(period.start, period.end)
        announce(self._view, words)
        self.period_shown.emit(words)

    def _on_own_clicked(self) -> None:
        self._dates.setVisible(self._own.isChecked())
        if self._own.isChecked():
            shown = self._view.period or Period()
            for editor, day in zip(self._editors, (shown.start, shown.end), strict=True):
                editor.set_value(day)
            self._editors[0].focus_day()

    def _follow(self) -> None:
        """Mark what is shown, however one came there, and offer only the ways that lead somewhere."""
        period, chart, whole = self._view.period, self._view.chart, self._view.whole
        self._all.setChecked(period is None)
        for each, years in self._years.items():
            each.setChecked(period == years)
        self._own.setChecked(not self._dates.isHidden())
        has_part = period is not None
        self._earlier.setEnabled(has_part and chart.first > whole.first)
        self._later.setEnabled(has_part and chart.last < whole.last)
        self._farther.setEnabled(has_part)
        self._closer.setEnabled(not chart.is_empty)


def _years_words(count: int) -> str:
    return ntr("{count} year", "{count} years", count).format(count=count)


def _captioned(caption: str, editor: DateEditor) -> QWidget:
    holder = QWidget()
    inside = column(spacing="xs")
    inside.addWidget(label(caption, "label"))
    inside.addWidget(editor)
    holder.setLayout(inside)
    return holder

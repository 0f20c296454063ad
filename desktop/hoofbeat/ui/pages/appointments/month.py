"""A month of appointments as a grid of days: arrows move by day, Page Up and Page Down by month, Enter opens the day below."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import date, timedelta
from functools import partial
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QLocale, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTableWidget, QTableWidgetItem, QWidget
from typing_extensions import override

from hoofbeat.domain.records import Appointment, AppointmentKind, AppointmentState
from hoofbeat.domain.values import PartialDate
from hoofbeat.ui.pages.appointments.words import clash_words, short_line, who_and_where, zone_words
from hoofbeat.ui.surroundings import Surroundings
from hoofbeat.ui.widgets.announce import announce
from hoofbeat.ui.widgets.line_lists import act_button, line, section, surface
from hoofbeat.ui.widgets.parts import button, clear, column, icon_button, label, row
from hoofbeat.wording.dates import date_words, weekday_date_words
from hoofbeat.wording.translation import ntr, tr

if TYPE_CHECKING:
    from hoofbeat.services.journals import Journal
    from hoofbeat.services.visits import MonthView as MonthOfAppointments

_WEEKS, _DAYS = 6, 7
_ROW_HEIGHT, _HEADER_HEIGHT = 66, 40
_LINES: Final = 2
"""Appointments that a day shows by name."""


class MonthGrid(QTableWidget):
    """The days of six weeks. Signals: `turned` by so many months; `day_chosen` when the cursor comes to a day."""

    turned = Signal(int)
    day_chosen = Signal(object)

    def __init__(self) -> None:
        super().__init__(_WEEKS, _DAYS)
        self.first = date(2000, 1, 1)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.verticalHeader().hide()
        self.horizontalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Stretch)
        self.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Stretch)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setTabKeyNavigation(False)
        self.setWordWrap(False)
        self.setProperty("look", "month")
        self.currentCellChanged.connect(self._on_cell_changed)

    @property
    def day(self) -> date:
        """The day that the cursor is on."""
        return self.day_at(max(self.currentRow(), 0), max(self.currentColumn(), 0))

    def day_at(self, week: int, weekday: int) -> date:
        """Return the day of a cell."""
        return self.first + timedelta(days=week * _DAYS + weekday)

    def go_to(self, day: date) -> None:
        """Put the cursor on a day that the grid shows."""
        week, weekday = divmod((day - self.first).days, _DAYS)
        self.setCurrentCell(week, weekday)

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_PageUp, Qt.Key.Key_PageDown):
            self.turned.emit(-1 if event.key() == Qt.Key.Key_PageUp else 1)
        else:
            super().keyPressEvent(event)

    def _on_cell_changed(self, week: int, weekday: int, _old_week: int, _old_weekday: int) -> None:
        if week >= 0 and weekday >= 0 and self.item(week, weekday) is not None:
            self.day_chosen.emit(self.day_at(week, weekday))


class MonthView(QWidget):
    """One month with the day that is looked at below it. `open_one` opens an appointment, `add_on` a form for a new one."""

    def __init__(
        self,
        surroundings: Surroundings,
        *,
        open_one: Callable[[str], object],
        add_on: Callable[[date], object],
    ) -> None:
        super().__init__()
        self._surroundings = surroundings
        self._open_one, self._add_on = open_one, add_on
        self.kind: AppointmentKind | None = None
        self._month = surroundings.today().replace(day=1)
        self._day = surroundings.today()
        self._by_day: Mapping[date, Sequence[Appointment]] = {}
        self._clashes: Mapping[str, Sequence[Appointment]] = {}
        self._title = label("", "heading", wraps=False)
        self.grid = MonthGrid()
        self._below = column(spacing="s")
        self._build()

    def load(self) -> None:
        """Read the month."""
        first = self._first_shown()
        query = partial(_read, first, first + timedelta(days=_WEEKS * _DAYS - 1), self.kind)
        self._surroundings.tasks.read(query, view=(self, "month"), then=self._on_read)

    def turn(self, by: int) -> None:
        """Go so many months on, to the same day of the month or its last one."""
        months = self._month.year * 12 + self._month.month - 1 + by
        if not 1900 * 12 <= months < 2200 * 12:
            return
        self._month = date(months // 12, months % 12 + 1, 1)
        following = date((months + 1) // 12, (months + 1) % 12 + 1, 1)
        self._day = min(self._month + timedelta(days=self._day.day - 1), following - timedelta(days=1))
        self.load()

    def _build(self) -> None:
        icons = self._surroundings.appearance.icons
        back = icon_button(tr("Month before"), "left", icons, partial(self.turn, -1))
        on = icon_button(tr("Month after"), "right", icons, partial(self.turn, 1))
        today = button(tr("Today"), self._go_to_today)
        self.grid.turned.connect(self.turn)
        self.grid.day_chosen.connect(self._on_day_chosen)
        self.grid.cellDoubleClicked.connect(lambda _week, _weekday: self._add_on(self._day))
        self.grid.activated.connect(lambda _index: self._focus_below())
        self._fit()
        self._surroundings.appearance.changed.connect(self._fit)
        inside = column(spacing="s")
        inside.addLayout(row(back, on, self._title, None, today))
        inside.addWidget(self.grid)
        inside.addLayout(self._below)
        self.setLayout(inside)

    def _fit(self) -> None:
        self.grid.setFixedHeight(self._surroundings.appearance.scaled(_ROW_HEIGHT * _WEEKS + _HEADER_HEIGHT))

    def _go_to_today(self) -> None:
        self._day = self._surroundings.today()
        self._month = self._day.replace(day=1)
        self.load()
        self.grid.setFocus()

    def _first_shown(self) -> date:
        begins = QLocale().firstDayOfWeek().value - 1
        return self._month - timedelta(days=(self._month.weekday() - begins) % _DAYS)

    def _on_read(self, view: MonthOfAppointments) -> None:
        found: dict[date, list[Appointment]] = {}
        for each in view.appointments:
            found.setdefault(each.starts_at.on.first, []).append(each)
        self._by_day, self._clashes = found, view.clashes
        self._title.setText(date_words(PartialDate(self._month.year, self._month.month)))
        self.grid.setAccessibleName(tr("Appointments of {month}").format(month=self._title.text()))
        self.grid.first = self._first_shown()
        names = [
            QLocale().dayName((self.grid.first.weekday() + place) % _DAYS + 1, QLocale.FormatType.ShortFormat)
            for place in range(_DAYS)
        ]
        self.grid.setHorizontalHeaderLabels(names)
        self.grid.blockSignals(True)
        for week in range(_WEEKS):
            for weekday in range(_DAYS):
                self.grid.setItem(week, weekday, self._item(self.grid.day_at(week, weekday)))
        self.grid.go_to(self._day)
        self.grid.blockSignals(False)
        self._show_day()

    def _item(self, day: date) -> QTableWidgetItem:
        appointments = self._by_day.get(day, ())
        lines = [str(day.day), *(self._brief(each) for each in appointments[:_LINES])]
        more = len(appointments) - _LINES
        if more > 0:
            lines.append(ntr("{count} more", "{count} more", more).format(count=more))
        item = QTableWidgetItem("\n".join(lines))
        item.setTextAlignment(Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignLeft)
        said = self._said(day)
        item.setData(Qt.ItemDataRole.AccessibleTextRole, said)
        item.setToolTip(said)
        font = item.font()
        font.setBold(day == self._surroundings.today())
        item.setFont(font)
        if day.month != self._month.month:
            item.setForeground(self.palette().placeholderText())
        return item

    def _said(self, day: date) -> str:
        """Say a day with all that is on it, for a screen reader."""
        parts = [f"{self._brief(each)} {self._clash(each)}".strip() for each in self._by_day.get(day, ())]
        on_it = "; ".join(parts) or tr("nothing planned")
        name = weekday_date_words(day)
        if day == self._surroundings.today():
            name = tr("today, {day}").format(day=name)
        return tr("{day}: {appointments}").format(day=name, appointments=on_it)

    def _brief(self, appointment: Appointment) -> str:
        """Say an appointment in a few words; one that is off must not be taken for one to go to."""
        words = short_line(appointment, self._surroundings)
        is_off = appointment.state is AppointmentState.CANCELLED
        return tr("Cancelled: {appointment}").format(appointment=words) if is_off else words

    def _clash(self, appointment: Appointment) -> str:
        return clash_words(self._clashes.get(appointment.id, ()), self._surroundings)

    def _on_day_chosen(self, day: date) -> None:
        self._day = day
        self._show_day()
        announce(self.grid, self._said(day))

    def _show_day(self) -> None:
        clear(self._below)
        icons = self._surroundings.appearance.icons
        add = button(tr("Add on this day"), partial(self._add_on, self._day), icon="add", icons=icons)
        add.setEnabled(self._surroundings.can_change)
        lines = [self._line(each) for each in self._by_day.get(self._day, ())]
        part = section(
            weekday_date_words(self._day), surface(lines or [label(tr("Nothing planned."), "quiet")]), buttons=[add]
        )
        self._below.addWidget(part)

    def _line(self, appointment: Appointment) -> QWidget:
        title = short_line(appointment, self._surroundings)
        state = "" if appointment.state is AppointmentState.PLANNED else tr(appointment.state.label)
        zone = zone_words(appointment, self._surroundings)
        details = [each for each in (who_and_where(appointment), zone, state, self._clash(appointment)) if each]
        act = partial(self._open_one, appointment.id)
        icons = self._surroundings.appearance.icons
        name = f"open:{appointment.id}"
        return line(title, details, buttons=[act_button(tr("Open"), title, act, name=name, icons=icons)])

    def _focus_below(self) -> None:
        found = next((each for each in self.findChildren(QWidget) if each.objectName().startswith("open:")), None)
        if found is not None:
            found.setFocus()
        elif self._surroundings.can_change:
            self._add_on(self._day)


def _read(first: date, last: date, kind: AppointmentKind | None, journal: Journal) -> MonthOfAppointments:
    from hoofbeat.services import visits

    return visits.month(journal, first=first, last=last, kind=kind)

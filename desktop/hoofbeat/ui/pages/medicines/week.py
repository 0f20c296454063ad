"""A week of doses as a grid: arrows move, Space ticks, Page Up and Page Down turn the week."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QLocale, QSignalBlocker, Qt, Signal
from PySide6.QtGui import QKeyEvent, QResizeEvent, QWheelEvent
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTableWidget, QTableWidgetItem
from typing_extensions import override

from hoofbeat.domain.medicines import DayDose
from hoofbeat.ui.pages.medicines import acts
from hoofbeat.ui.pages.medicines.today import DayActs, Ticking
from hoofbeat.ui.surroundings import Surroundings
from hoofbeat.ui.widgets.announce import announce
from hoofbeat.ui.widgets.empty import EmptyState
from hoofbeat.ui.widgets.parts import button, icon_button, label, row
from hoofbeat.ui.widgets.scrolling import ScrollingColumn
from hoofbeat.wording.dates import WEEKDAYS, weekday_date_words
from hoofbeat.wording.days import grouped, tick_words, week_words
from hoofbeat.wording.translation import tr

if TYPE_CHECKING:
    from hoofbeat.services.days import DayView

_DAYS = 7
_ROW_ROOM, _CELL_ROOM = 18, 40
_NAME_SHARE = 0.3
_GIVEN, _OPEN, _NOT_GIVEN = "✓", "○", "–"


@dataclass(frozen=True, slots=True)
class WeekRow:
    """One line of the week: a heading, or a dose with its places in the days that hold it."""

    words: str
    doses: dict[date, DayDose] = field(default_factory=dict)

    @property
    def is_heading(self) -> bool:
        """Tell whether it only names what follows."""
        return not self.doses


def week_rows(days: Sequence[DayView], *, uses_24_hours: bool = False) -> list[WeekRow]:
    """Put the doses of several days under each other: the same dose at the same time is one line."""
    everything = [dose for day in days for dose in day.doses]
    lines: dict[str, dict[str, WeekRow]] = {title: {} for title, _ in grouped(everything)}
    for day in days:
        for title, doses in grouped(day.doses):
            for dose in doses:
                words = tick_words(dose, uses_24_hours=uses_24_hours)
                lines[title].setdefault(dose.key, WeekRow(words)).doses[day.on] = dose
    return [each for title, rows in lines.items() for each in (WeekRow(title), *rows.values())]


class WeekGrid(QTableWidget):
    """The lines of a week. Signals: `turned` by so many weeks; `toggled` with a dose and its day."""

    turned = Signal(int)
    toggled = Signal(object, object)

    def __init__(self) -> None:
        super().__init__(0, _DAYS + 1)
        self.setObjectName("week")
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setTabKeyNavigation(False)
        self.setShowGrid(False)
        self.setWordWrap(True)
        self.verticalHeader().hide()
        self.horizontalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self.horizontalHeader().setHighlightSections(False)
        self.horizontalHeader().setDefaultAlignment(Qt.AlignmentFlag.AlignCenter)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.cellClicked.connect(self._on_cell_clicked)
        self._rows: Sequence[WeekRow] = ()
        self._days: Sequence[date] = ()

    def show_rows(self, rows: Sequence[WeekRow], days: Sequence[date], today: date) -> None:
        """Show other lines; the cursor stays where it was, else it stands on today."""
        place = (self.currentRow(), self.currentColumn())
        self._rows, self._days = rows, days
        with QSignalBlocker(self):
            self.clearSpans()
            self.setRowCount(len(rows))
            titles = ["", *(_day_title(each) for each in days)]
            self.setHorizontalHeaderLabels(titles)
            for number, each in enumerate(rows):
                self._fill_row(number, each, today)
            if place[0] < 0 or place[0] >= len(rows) or place[1] < 1:
                place = self._first_place(today)
            self.setCurrentCell(*place)
        self.fit()

    def fit(self) -> None:
        """Give the names the room that the days leave, and each line the height of its words."""
        metrics, width = self.fontMetrics(), self.viewport().width()
        wanted = (
            max(metrics.horizontalAdvance(_day_title(each)) for each in self._days) + _ROW_ROOM if self._days else 0
        )
        one = min(wanted, round(width * (1 - _NAME_SHARE) / _DAYS))
        self.setColumnWidth(0, width - one * _DAYS)
        for column in range(1, _DAYS + 1):
            self.setColumnWidth(column, one)
        self.resizeRowsToContents()
        smallest = metrics.height() + _ROW_ROOM
        for number in range(self.rowCount()):
            self.setRowHeight(number, max(self.rowHeight(number), smallest))
        height = sum(self.rowHeight(number) for number in range(self.rowCount()))
        self.setFixedHeight(height + self.horizontalHeader().sizeHint().height() + 2 * self.frameWidth())

    def dose_at(self, number: int, column: int) -> tuple[DayDose, date] | None:
        """Return the dose of a cell with its day, where it has one."""
        if not 0 <= number < len(self._rows) or not 1 <= column <= len(self._days):
            return None
        day = self._days[column - 1]
        dose = self._rows[number].doses.get(day)
        return None if dose is None else (dose, day)

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_PageUp, Qt.Key.Key_PageDown):
            self.turned.emit(-1 if event.key() == Qt.Key.Key_PageUp else 1)
        elif event.key() in (Qt.Key.Key_Space, Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._on_cell_clicked(self.currentRow(), self.currentColumn())
        else:
            super().keyPressEvent(event)

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.fit()

    @override
    def wheelEvent(self, event: QWheelEvent) -> None:
        event.ignore()

    def _on_cell_clicked(self, number: int, column: int) -> None:
        found = self.dose_at(number, column)
        if found is not None:
            self.toggled.emit(*found)

    def _fill_row(self, number: int, each: WeekRow, today: date) -> None:
        name = QTableWidgetItem(each.words)
        name.setFlags(Qt.ItemFlag.ItemIsEnabled)
        self.setItem(number, 0, name)
        if each.is_heading:
            bold = name.font()
            bold.setBold(True)
            name.setFont(bold)
            self.setSpan(number, 0, 1, _DAYS + 1)
            return
        for column, day in enumerate(self._days, start=1):
            dose = each.doses.get(day)
            item = QTableWidgetItem("" if dose is None else _sign(dose))
            item.setTextAlignment(Qt.AlignmentFlag.AlignCenter)
            item.setData(Qt.ItemDataRole.AccessibleTextRole, _spoken(each, dose, day))
            if dose is None:
                item.setFlags(Qt.ItemFlag.ItemIsEnabled)
            if day > today:
                item.setForeground(self.palette().placeholderText())
            self.setItem(number, column, item)

    def _first_place(self, today: date) -> tuple[int, int]:
        column = self._days.index(today) + 1 if today in self._days else 1
        lines = [number for number, each in enumerate(self._rows) if not each.is_heading]
        held = [number for number in lines if self.dose_at(number, column) is not None]
        return next(iter(held or lines), 0), column


class WeekColumn(ScrollingColumn):
    """The doses of one week."""

    title = "Week"

    def __init__(self, surroundings: Surroundings, doing: DayActs) -> None:
        super().__init__(surroundings.appearance)
        self._surroundings, self._doing = surroundings, doing
        self._ticking = Ticking(surroundings)
        self._first = _first_of_week(surroundings.today())
        self._words = label("", "heading")
        self.grid = WeekGrid()
        self.grid.setAccessibleName(tr("Doses of the week"))
        self.grid.turned.connect(self.turn)
        self.grid.toggled.connect(self._ticking.toggle)
        self.grid.currentCellChanged.connect(self._on_moved)
        self._today = button(tr("This week"), partial(self.turn, 0))
        self._empty: EmptyState | None = None
        self._build()
        surroundings.appearance.changed.connect(self.grid.fit)

    def load(self) -> None:
        """Read the week."""
        query = partial(acts.week, self._first, self._surroundings.today())
        self._surroundings.tasks.read(query, view=(self, "week"), then=self._on_read)

    def turn(self, weeks: int) -> None:
        """Go so many weeks on; 0 for this one."""
        self._first = self._first + timedelta(weeks=weeks) if weeks else _first_of_week(self._surroundings.today())
        self.load()

    def _build(self) -> None:
        icons = self._surroundings.appearance.icons
        back = icon_button(tr("Week before"), "left", icons, partial(self.turn, -1))
        on = icon_button(tr("Week after"), "right", icons, partial(self.turn, 1))
        head = row(back, on, self._words, self._today)
        head.setStretch(2, 1)
        self._none = label(tr("Nothing is planned for this week."), "quiet")
        note = tr(
            "{given} marked as given   {planned} planned   {not_given} marked as not given. Space or a click ticks."
        )
        self._key = label(note.format(given=_GIVEN, planned=_OPEN, not_given=_NOT_GIVEN), "small")
        self.content.addLayout(head)
        for part in (self._none, self.grid, self._key):
            self.content.addWidget(part)
        self.content.addStretch(1)
        self.order_tabs()

    def _on_read(self, days: Sequence[DayView]) -> None:
        if days[0].on != self._first:
            return
        today = self._surroundings.today()
        self._words.setText(week_words(days[0].on, days[-1].on))
        self._today.setEnabled(self._first != _first_of_week(today))
        rows = week_rows(days, uses_24_hours=self._surroundings.uses_24_hours)
        self._show_empty(not days[0].has_medicines)
        self._none.setVisible(not rows and days[0].has_medicines)
        for part in (self.grid, self._key):
            part.setVisible(bool(rows))
        self.grid.show_rows(rows, [each.on for each in days], today)

    def _show_empty(self, is_empty: bool) -> None:
        if is_empty and self._empty is None:
            self._empty = EmptyState(
                self._surroundings.appearance.icons,
                icon="medicines",
                text=tr("The doses of the week stand here, once a medicine is written down."),
                example=tr("For example: morning, Creon, 2 capsules."),
                act_text=tr("Add medicine"),
                act=self._doing.add if self._surroundings.can_change else None,
            )
            self.content.insertWidget(1, self._empty)
        if self._empty is not None:
            self._empty.setVisible(is_empty)

    def _on_moved(self, number: int, column: int, _old_number: int, _old_column: int) -> None:
        item = self.grid.item(number, column)
        if item is not None and self.grid.hasFocus():
            announce(self.grid, str(item.data(Qt.ItemDataRole.AccessibleTextRole) or item.text()))


def _first_of_week(day: date) -> date:
    begins = QLocale().firstDayOfWeek().value - 1
    return day - timedelta(days=(day.weekday() - begins) % _DAYS)


def _day_title(day: date) -> str:
    return f"{tr(WEEKDAYS[day.weekday()])[:3]}\n{day.day}"


def _sign(dose: DayDose) -> str:
    if dose.mark is None:
        return _OPEN
    return _GIVEN if dose.is_given else _NOT_GIVEN


def _spoken(each: WeekRow, dose: DayDose | None, day: date) -> str:
    words = {None: tr("nothing planned"), _OPEN: tr("planned"), _GIVEN: tr("marked as given")}
    said = words.get(None if dose is None else _sign(dose), tr("marked as not given"))
    return tr("{day}, {dose}: {state}").format(day=weekday_date_words(day), dose=each.words, state=said)

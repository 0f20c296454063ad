"""The grid of results: every cell is typed into at once, the keys lead on, and a new row is there by itself."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from functools import partial

from PySide6.QtCore import QEvent, QModelIndex, QRect, Qt, QTimer, Signal
from PySide6.QtGui import QColor, QFocusEvent, QKeyEvent, QResizeEvent, QStandardItemModel, QWheelEvent
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTableView
from typing_extensions import override

from hoofbeat.domain.labs.pasted_tables import Column
from hoofbeat.ui.pages.lab_results.report.cell_editor import CellDelegate, Step, pasted_table, step_of
from hoofbeat.ui.pages.lab_results.report.rows_model import COLUMNS, LINES, ReportRows, is_reading, place_of
from hoofbeat.wording.translation import tr

_CHARACTERS = {
    Column.TEST: 26,
    Column.MINUTE: 7,
    Column.VALUE: 14,
    Column.UNIT: 12,
    Column.RANGE: 16,
    Column.FLAG: 7,
    Column.METHOD: 16,
}
"""The least room of each column; what is left is shared in the same measure."""
_ROW_ROOM, _READING_ROOM, _CELL_ROOM = 22, 14, 40
_FAR = 100_000
_RARE = (Column.MINUTE, Column.METHOD)


class ReportGrid(QTableView):
    """A table of `ReportRows`, as high as its rows.

    Signals: `table_pasted` with the text; `moved` with the rectangle of the cell that is typed into now.
    """

    table_pasted = Signal(str)
    moved = Signal(QRect)

    def __init__(self, rows: ReportRows, offered_tests: QStandardItemModel, color: Callable[[str], QColor]) -> None:
        super().__init__()
        self.rows = rows
        self._first_column = 0
        self._is_leaving = False
        self._fitting = QTimer(self, singleShot=True, interval=0)
        self._fitting.timeout.connect(self._fit_height)
        self._delegate = CellDelegate(offered_tests, partial(color, "hairline"), self)
        self.setModel(rows)
        self.setItemDelegate(self._delegate)
        self._set_looks()
        self._delegate.stepped.connect(self._follow)
        self._delegate.table_pasted.connect(self.table_pasted)
        self.clicked.connect(self._on_clicked)
        rows.dataChanged.connect(self._on_data_changed)
        rows.rowsInserted.connect(self._on_rows_inserted)
        rows.rowsRemoved.connect(self._fit)
        rows.modelReset.connect(self._on_reset)
        for column in _RARE:
            self.setColumnHidden(COLUMNS.index(column), True)
        self._on_reset()

    @property
    def place(self) -> int:
        """The row that is typed into, or was last."""
        return max(place_of(self.currentIndex()), 0)

    @property
    def _last(self) -> int:
        """The blank row at the end."""
        return self.rows.rowCount() // LINES - 1

    def show_column(self, column: Column, is_shown: bool) -> None:
        """Show a column that few reports need, or hide it."""
        if self.isColumnHidden(COLUMNS.index(column)) is is_shown:
            self.setColumnHidden(COLUMNS.index(column), not is_shown)
            self._fit()

    def go_to(self, place: int, column: Column) -> None:
        """Type into a cell."""
        self._open(place, COLUMNS.index(column))
        self._first_column = COLUMNS.index(column)

    def finish(self) -> None:
        """Close the line that is open."""
        self._delegate.finish()

    def remove_row(self) -> None:
        """Take the row away that is typed into."""
        place = self.place
        self.finish()
        self.rows.remove_row(place)
        self.go_to(min(place, self._last), Column.TEST)

    def take_offered(self) -> None:
        """Take over what is offered in the row that is typed into."""
        self.rows.take_offered(self.place)

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        text, step = pasted_table(event), step_of(event)
        if text:
            self.table_pasted.emit(text)
        elif step is not None:
            self._follow(step)
        else:
            super().keyPressEvent(event)

    @override
    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        if self._is_leaving:
            return
        if event.reason() is Qt.FocusReason.BacktabFocusReason:
            self._open(self._last, 0)
        elif event.reason() is Qt.FocusReason.TabFocusReason:
            self.go_to(0, Column.TEST)

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if event.size().width() != event.oldSize().width():
            self._fit()

    @override
    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() is QEvent.Type.FontChange:
            self._fit()

    @override
    def wheelEvent(self, event: QWheelEvent) -> None:
        event.ignore()

    def _set_looks(self) -> None:
        self.setAccessibleName(tr("Results of the report"))
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setSelectionMode(QAbstractItemView.SelectionMode.NoSelection)
        self.setTabKeyNavigation(False)
        self.setCornerButtonEnabled(False)
        self.setWordWrap(True)
        self.setShowGrid(False)
        self.verticalHeader().setMinimumSectionSize(0)
        self.setProperty("look", "grid")
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.verticalHeader().hide()
        header = self.horizontalHeader()
        header.setHighlightSections(False)
        header.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        header.setSectionResizeMode(QHeaderView.ResizeMode.Interactive)

    def _follow(self, step: Step) -> None:
        place, column = self.place, max(self.currentIndex().column(), 0)
        if step in (Step.NEXT, Step.BACK):
            self._go_beside(place, column, 1 if step is Step.NEXT else -1)
        elif step is Step.ENTER:
            self._open(min(place + 1, self._last), self._first_column)
        elif step in (Step.DOWN, Step.UP):
            below = place + (1 if step is Step.DOWN else -1)
            self.go_to(min(max(below, 0), self._last), COLUMNS[column])
        elif step is Step.REMOVE:
            self.remove_row()
        elif step is Step.TAKE:
            self.take_offered()
        elif step is Step.AWAIT:
            self.toggle_awaited()

    def toggle_awaited(self) -> None:
        """Say that the result of a row is not back yet, or that it is."""
        place = self.place
        row = self.rows.row(place)
        if not row.has_value:
            self.rows.replace_row(place, replace(row, is_awaited=not row.is_awaited))

    def _go_beside(self, place: int, column: int, by: int) -> None:
        shown = [each for each in range(len(COLUMNS)) if not self.isColumnHidden(each)]
        is_blank_end = by > 0 and place == self._last and self.rows.row(place).is_blank
        cells = [(row, each) for row in (place - 1, place, place + 1) for each in shown]
        at = cells.index((place, column if column in shown else shown[0])) + by
        row, next_column = cells[at] if 0 <= at < len(cells) else (-1, 0)
        if is_blank_end or not 0 <= row <= self._last:
            self._leave(is_on=by > 0)
            return
        self._open(row, next_column)
        if row != place:
            self._first_column = next_column

    def _leave(self, *, is_on: bool) -> None:
        """Give the keyboard to what stands behind the grid, or before it."""
        self._is_leaving = True
        self.finish()
        self.setFocus(Qt.FocusReason.OtherFocusReason)
        self._is_leaving = False
        self.focusNextPrevChild(is_on)

    def _open(self, place: int, column: int) -> None:
        index = self.rows.cell(place, column)
        if self._delegate.line is not None and index == self.currentIndex():
            self._delegate.line.setFocus()
            return
        self.finish()
        self.setCurrentIndex(index)
        self.edit(index)
        line = self._delegate.line
        if line is not None:
            line.selectAll()
            line.setFocus()
        self.moved.emit(self.visualRect(index))

    def _on_clicked(self, index: QModelIndex) -> None:
        column = Column.VALUE if is_reading(index) else COLUMNS[index.column()]
        self.go_to(place_of(index), column)

    def _on_data_changed(self, first: QModelIndex, _last: QModelIndex) -> None:
        if is_reading(first):  # told after the cells of its row
            self._fit_row(place_of(first))

    def _on_rows_inserted(self, _parent: QModelIndex, first: int, _last: int) -> None:
        self.setSpan(first + 1, 0, 1, len(COLUMNS))
        self._fit_row(first // LINES)
        self._fit_height()

    def _on_reset(self) -> None:
        self.clearSpans()
        for place in range(self._last + 1):
            self.setSpan(self.rows.reading(place).row(), 0, 1, len(COLUMNS))
        self._fit()

    def _fit(self) -> None:
        unit = self.fontMetrics().averageCharWidth()
        shown = [place for place in range(len(COLUMNS)) if not self.isColumnHidden(place)]
        least = {place: unit * _CHARACTERS[COLUMNS[place]] for place in shown}
        left = max(self.viewport().width() - sum(least.values()), 0)
        for place in shown:
            self.setColumnWidth(place, least[place] + left * least[place] // sum(least.values()))
        self.setColumnWidth(shown[-1], self.columnWidth(shown[-1]) + max(self._room_left(), 0))
        for place in range(self._last + 1):
            self._fit_row(place)
        self._fit_height()

    def _room_left(self) -> int:
        return self.viewport().width() - self.horizontalHeader().length()

    def _fit_row(self, place: int) -> None:
        """Give the cells and the line below them the room of their texts."""
        shown = [each for each in range(len(COLUMNS)) if not self.isColumnHidden(each)]
        cells = [self._text_height(self.rows.cell(place, each), self.columnWidth(each)) for each in shown]
        reading = self.rows.reading(place)
        width = max(min(self.horizontalHeader().length(), self.viewport().width()), 1)
        heights = (
            max(cells, default=0) + _ROW_ROOM,
            self._text_height(reading, width) + _READING_ROOM if reading.data() else 0,
        )
        for line, height in enumerate(heights, start=place * LINES):
            if self.rowHeight(line) != height:
                self.setRowHeight(line, height)
                self._fitting.start()

    def _text_height(self, index: QModelIndex, width: int) -> int:
        metrics = self.fontMetrics()
        text = str(index.data() or "")
        wrapped = metrics.boundingRect(0, 0, width - _CELL_ROOM, _FAR, Qt.TextFlag.TextWordWrap, text)
        return max(metrics.height(), wrapped.height())

    def _fit_height(self) -> None:
        is_wide = self._room_left() < 0
        bar = self.horizontalScrollBar().sizeHint().height() if is_wide else 0
        header = self.horizontalHeader().sizeHint().height()
        self.setFixedHeight(self.verticalHeader().length() + header + bar + 2 * self.frameWidth())

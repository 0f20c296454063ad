"""A quiet table: rows to open by one click or Enter, wide columns that follow the text size, a menu of what can be done."""

from __future__ import annotations

from math import ceil

from PySide6.QtCore import QEvent, QModelIndex, Qt, Signal
from PySide6.QtGui import QKeyEvent, QResizeEvent, QWheelEvent
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTableView
from typing_extensions import override

from hoofbeat.ui.models import PagedTableModel, Row

_ROW_ROOM = 20
_CELL_ROOM = 34
"""Pixels beside the text of a cell."""
_COLUMN_ROOM = 26
_SORT_ROOM = 14
_LEAST_CHARACTERS = 14
"""The least room of a column that takes what is left."""
_MEASURED_ROWS = 200
_FAR = 100_000


class RecordTable(QTableView):
    """Shows a paged model. Signals: `row_opened` and `row_removed` with the row's place."""

    row_opened = Signal(int)
    row_removed = Signal(int)

    def __init__(self, name: str) -> None:
        super().__init__()
        self.setAccessibleName(name)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setTabKeyNavigation(False)
        self.setShowGrid(False)
        self.setWordWrap(False)
        self.setSortingEnabled(False)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setCornerButtonEnabled(False)
        self.verticalHeader().hide()
        self.horizontalHeader().setHighlightSections(False)
        self.horizontalHeader().setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        self.horizontalHeader().setStretchLastSection(False)
        self.horizontalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Interactive)
        self.clicked.connect(lambda index: self.row_opened.emit(index.row()))

    def show_model(self, model: PagedTableModel[Row]) -> None:
        """Show a model, with its order marked in the header."""
        self.setModel(model)
        model.modelReset.connect(self._choose_first)
        keys = [column.sort_key for column in model.columns]
        self.horizontalHeader().setSortIndicator(-1, Qt.SortOrder.AscendingOrder)
        if model.ordering.key and model.ordering.key in keys:
            order = Qt.SortOrder.DescendingOrder if model.ordering.is_descending else Qt.SortOrder.AscendingOrder
            self.horizontalHeader().setSortIndicator(keys.index(model.ordering.key), order)
        self.setSortingEnabled(any(keys))
        self._fit()

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        row = self.currentIndex().row()
        if row >= 0 and event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.row_opened.emit(row)
        elif row >= 0 and event.key() == Qt.Key.Key_Delete:
            self.row_removed.emit(row)
        else:
            super().keyPressEvent(event)

    @override
    def focusInEvent(self, event: object) -> None:
        super().focusInEvent(event)  # type: ignore[arg-type]  # Qt's own event
        self._choose_first()

    def _choose_first(self) -> None:
        """Stand on a row as soon as the table has both rows and the keyboard."""
        if not self.hasFocus():
            return
        if not self.currentIndex().isValid() and self.model() is not None and self.model().rowCount() > 0:
            self.setCurrentIndex(self.model().index(0, 0, QModelIndex()))

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    @override
    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() is QEvent.Type.FontChange:
            self._fit()

    def _fit(self) -> None:
        """Give each column the room that it asks for; those that ask for none share what is left."""
        metrics = self.fontMetrics()
        self.verticalHeader().setDefaultSectionSize(metrics.height() + _ROW_ROOM)
        model = self.model()
        if not isinstance(model, PagedTableModel):
            return
        widths = self._wanted_widths(model)
        open_ended = [place for place, width in enumerate(widths) if not width]
        smallest = metrics.averageCharWidth() * _LEAST_CHARACTERS
        is_tight = sum(widths) + smallest * len(open_ended) > self.viewport().width()
        for place, column in enumerate(model.columns):
            if column.is_act and not column.title:  # each row opens by a click and by Enter too, so this may give way
                self.setColumnHidden(place, is_tight)
                widths[place] = 0 if is_tight else widths[place]
        left = self.viewport().width() - sum(widths)
        for place in open_ended:
            widths[place] = max(left // len(open_ended), smallest)
        for place, width in enumerate(widths):
            self.setColumnWidth(place, width)

    def _wanted_widths(self, model: PagedTableModel[Row]) -> list[int]:
        return [self._wanted_width(place, column.characters) for place, column in enumerate(model.columns)]

    def _wanted_width(self, _place: int, characters: int) -> int:
        """Return the width of a column of so many characters; 0 where it takes what is left."""
        return self.fontMetrics().averageCharWidth() * characters + _COLUMN_ROOM if characters else 0


class FittedTable(RecordTable):
    """A table as high as its rows, for a page that scrolls as a whole; of many rows it shows the first ones.

    Long texts run over several lines, so that nothing is cut off.
    """

    def __init__(self, name: str) -> None:
        super().__init__(name)
        self._most = 0
        self.setWordWrap(True)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)

    def show_most(self, rows: int) -> None:
        """Show at most so many rows; 0 for all."""
        self._most = rows
        self._fit()

    @override
    def show_model(self, model: PagedTableModel[Row]) -> None:
        super().show_model(model)
        model.modelReset.connect(self._fit)
        model.rowsInserted.connect(self._fit)

    @override
    def wheelEvent(self, event: QWheelEvent) -> None:
        event.ignore()

    @override
    def _fit(self) -> None:
        super()._fit()
        if self.model() is None:
            return
        rows = self.model().rowCount()
        shown = min(rows, self._most) if self._most else rows
        bar = self.horizontalScrollBar().sizeHint().height() if self._is_wide() else 0
        height = sum(self._fit_row(row) for row in range(shown))
        self.setFixedHeight(height + self.horizontalHeader().sizeHint().height() + bar + 2 * self.frameWidth())

    @override
    def _wanted_widths(self, model: PagedTableModel[Row]) -> list[int]:
        """Where there is not room for all, let the widest columns run over more lines."""
        widths = super()._wanted_widths(model)
        least = self.fontMetrics().averageCharWidth() * _LEAST_CHARACTERS + _CELL_ROOM
        open_ended = widths.count(0) * least
        over = sum(widths) + open_ended - self.viewport().width()
        spare = sum(max(width - least, 0) for width in widths)
        if over <= 0 or not spare:
            return widths
        share = min(over / spare, 1)
        return [width - ceil(max(width - least, 0) * share) for width in widths]

    @override
    def _wanted_width(self, place: int, characters: int) -> int:
        """Give a column no more room than its texts take."""
        widest = super()._wanted_width(place, characters)
        if not widest:
            return 0
        model, metrics = self.model(), self.fontMetrics()
        measured = min(model.rowCount(), self._most or _MEASURED_ROWS, _MEASURED_ROWS)
        texts = [str(model.index(row, place).data() or "") for row in range(measured)]
        title = str(model.headerData(place, Qt.Orientation.Horizontal) or "")
        needed = max((metrics.horizontalAdvance(text) for text in (title, *texts)), default=0)
        return min(widest, needed + _CELL_ROOM + (_SORT_ROOM if self.isSortingEnabled() and title else 0))

    def _fit_row(self, row: int) -> int:
        """Give a row the room of its longest text, and never less than a target to click on; return its height."""
        metrics, model = self.fontMetrics(), self.model()
        texts = [str(model.index(row, place).data() or "") for place in range(model.columnCount())]
        wrapped = [
            metrics.boundingRect(
                0, 0, self.columnWidth(place) - _CELL_ROOM, _FAR, Qt.TextFlag.TextWordWrap, text
            ).height()
            for place, text in enumerate(texts)
        ]
        height = max(metrics.height(), *wrapped) + _ROW_ROOM
        self.setRowHeight(row, height)
        return height

    def _is_wide(self) -> bool:
        return self.horizontalHeader().length() > self.viewport().width()

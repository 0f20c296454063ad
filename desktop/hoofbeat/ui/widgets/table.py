"""A quiet table: rows to open by one click or Enter, wide columns that follow the text size, a menu of what can be done."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QModelIndex, Qt, Signal
from PySide6.QtGui import QKeyEvent, QResizeEvent, QWheelEvent
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTableView
from typing_extensions import override

from hoofbeat.ui.models import PagedTableModel, Row

_ROW_ROOM = 20


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
        keys = [column.sort_key for column in model.columns]
        if model.ordering.key in keys:
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
        widths = [
            metrics.averageCharWidth() * column.characters + (26 if column.characters else 0)
            for column in model.columns
        ]
        open_ended = [place for place, width in enumerate(widths) if not width]
        smallest = metrics.averageCharWidth() * 14
        for place in open_ended:
            widths[place] = max((self.viewport().width() - sum(widths)) // max(len(open_ended), 1), smallest)
        for place, width in enumerate(widths):
            self.setColumnWidth(place, width)


class FittedTable(RecordTable):
    """A table as high as its rows, for a page that scrolls as a whole; of many rows it shows the first ones."""

    def __init__(self, name: str) -> None:
        super().__init__(name)
        self._most = 0
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
        height = self.verticalHeader().defaultSectionSize() * shown
        self.setFixedHeight(height + self.horizontalHeader().sizeHint().height() + bar + 2 * self.frameWidth() + 2)

    def _is_wide(self) -> bool:
        return self.horizontalHeader().length() > self.viewport().width()

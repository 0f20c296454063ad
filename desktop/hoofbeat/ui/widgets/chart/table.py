"""The results of a chart as a table: the same rows, in words, the newest first."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, Qt
from typing_extensions import override

from hoofbeat.domain.labs import Measured
from hoofbeat.domain.trend import Chart
from hoofbeat.ui.models import Column, Index, RowRole
from hoofbeat.wording.charts import value_and_sign_words, when_words
from hoofbeat.wording.results import flag_words, range_with_unit, value_words
from hoofbeat.wording.translation import tr

NamedRow = tuple[str, Measured]

COLUMNS: Sequence[Column[NamedRow]] = (
    Column("Date", lambda row: when_words(row[1]), characters=18),
    Column(
        "Value",
        lambda row: value_words(row[1].result),
        spoken=lambda row: value_and_sign_words(row[1].result),
        characters=16,
    ),
    Column("Lab's range", lambda row: range_with_unit(row[1].result), characters=18),
    Column("Lab", lambda row: row[0], characters=18),
    Column("Flag", lambda row: flag_words(row[1].result.flag)),
)


class ChartTable(QAbstractTableModel):
    """The rows of the chart that is shown."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._rows: Sequence[NamedRow] = ()

    @property
    def columns(self) -> Sequence[Column[NamedRow]]:
        """The columns from left to right."""
        return COLUMNS

    @property
    def rows(self) -> Sequence[NamedRow]:
        """The rows from top to bottom, each with the name of its line."""
        return self._rows

    def row_at(self, row: int) -> Measured:
        """Return the result in a row."""
        return self._rows[row][1]

    def show_chart(self, chart: Chart) -> None:
        """Show the results of a chart, and those that have no place on it because their date is not known."""
        self.beginResetModel()
        rows = [(line.line.name, point.row) for line in chart.lines for point in line.points]
        rows.sort(key=lambda row: (row[1].moment, row[1].result.minute or 0), reverse=True)
        self._rows = [*rows, *((line.name, row) for line, row in chart.undated)]
        self.endResetModel()

    @override
    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008  # Qt's own default
        return 0 if parent.isValid() else len(self._rows)

    @override
    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008  # Qt's own default
        return 0 if parent.isValid() else len(COLUMNS)

    @override
    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid():
            return None
        row, column = self._rows[index.row()], COLUMNS[index.column()]
        if role == Qt.ItemDataRole.DisplayRole:
            return column.text(row)
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return f"{tr(column.title)}: {(column.spoken or column.text)(row)}"
        return row[1] if role == RowRole.OBJECT else None

    @override
    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if orientation is Qt.Orientation.Horizontal and role == Qt.ItemDataRole.DisplayRole:
            return tr(COLUMNS[section].title)
        return None

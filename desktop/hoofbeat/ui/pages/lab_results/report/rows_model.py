"""The rows of a report as a table model, two lines for each: the cells to type into, and below them how the row is read."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt, Signal
from PySide6.QtGui import QColor
from typing_extensions import override

from hoofbeat.domain.labs.pasted_tables import Column
from hoofbeat.domain.labs.report_rows import ReportRow
from hoofbeat.wording.report_entry import column_name, problems_words, row_words
from hoofbeat.wording.translation import tr

if TYPE_CHECKING:
    from hoofbeat.services.labs.report_check import RowCheck

COLUMNS = (Column.TEST, Column.MINUTE, Column.VALUE, Column.UNIT, Column.RANGE, Column.FLAG, Column.METHOD)
"""The columns to type into."""
LINES = 2
"""Lines of the table for each row of the report: its cells, and how they are read."""
_OFFERED: Mapping[Column, Callable[[RowCheck], str]] = {
    Column.UNIT: lambda known: known.last.unit,
    Column.RANGE: lambda known: known.last.range_text,
    Column.METHOD: lambda known: known.last.method,
}
_Index = QModelIndex | QPersistentModelIndex
_NOWHERE = QModelIndex()


class ReportRows(QAbstractTableModel):
    """Rows of a report, with a blank one always at the end. What the laboratory printed last stands in grey in empty cells.

    Signals: `row_edited` with the place of a row that the person changed; `rows_changed` when rows came or went.
    """

    row_edited = Signal(int)
    rows_changed = Signal()

    def __init__(self, color: Callable[[str], QColor], parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._color = color
        self._rows: list[ReportRow] = [ReportRow()]
        self._known: list[RowCheck | None] = [None]
        self._says_missing = False

    @property
    def rows(self) -> Sequence[ReportRow]:
        """The rows as typed, without the blank one at the end."""
        return self._rows[:-1]

    def row(self, place: int) -> ReportRow:
        """Return one row, the blank one too."""
        return self._rows[place]

    def known(self, place: int) -> RowCheck | None:
        """Return what is known of a row, once it was checked."""
        return self._known[place]

    def set_rows(self, rows: Iterable[ReportRow]) -> None:
        """Show these rows in place of all others."""
        self.beginResetModel()
        self._rows = [*(row for row in rows if not row.is_blank), ReportRow()]
        self._known = [None] * len(self._rows)
        self.endResetModel()
        self.rows_changed.emit()

    def add_rows(self, rows: Iterable[ReportRow]) -> None:
        """Add rows behind those that are there; blank ones between them go."""
        self.set_rows([*self.rows, *rows])

    def remove_row(self, place: int) -> None:
        """Take a row away; the blank one at the end stays."""
        if place < len(self._rows) - 1:
            self.beginRemoveRows(_NOWHERE, place * LINES, place * LINES + 1)
            del self._rows[place], self._known[place]
            self.endRemoveRows()
            self.rows_changed.emit()

    def replace_row(self, place: int, row: ReportRow) -> None:
        """Show another row in the place of one, as the person wants it."""
        if row == self._rows[place]:
            return
        self._rows[place] = row
        self._tell(place)
        if place == len(self._rows) - 1 and not row.is_blank:
            following = (place + 1) * LINES
            self.beginInsertRows(_NOWHERE, following, following + 1)
            self._rows.append(ReportRow())
            self._known.append(None)
            self.endInsertRows()
        self.row_edited.emit(place)

    def show_known(self, known: Mapping[int, RowCheck]) -> None:
        """Show what is known of rows by their places."""
        for place, each in known.items():
            if place < len(self._known) and self._known[place] != each:
                self._known[place] = each
                self._tell(place)

    def say_what_is_missing(self) -> None:
        """Say from now on in each row what is missing in it; while it is being typed for the first time that is no news."""
        self._says_missing = True
        for place in range(len(self._rows)):
            self._tell(place)

    def offered(self, place: int, column: Column) -> str:
        """Return what the laboratory printed last in a cell that is empty."""
        known, row = self._known[place], self._rows[place]
        if known is None or row.text(column) or row.is_awaited or column not in _OFFERED:
            return ""
        return _OFFERED[column](known)

    def take_offered(self, place: int) -> bool:
        """Take over what is offered in a row; tell whether there was anything."""
        row = self._rows[place]
        for column in _OFFERED:
            offered = self.offered(place, column)
            row = row.with_text(column, offered) if offered else row
        is_any = row != self._rows[place]
        self.replace_row(place, row)
        return is_any

    def cell(self, place: int, column: int) -> QModelIndex:
        """Return the cell of a row to type into."""
        return self.index(place * LINES, column)

    def reading(self, place: int) -> QModelIndex:
        """Return the line below a row that says how it is read."""
        return self.index(place * LINES + 1, 0)

    @override
    def rowCount(self, parent: _Index = _NOWHERE) -> int:
        return 0 if parent.isValid() else len(self._rows) * LINES

    @override
    def columnCount(self, parent: _Index = _NOWHERE) -> int:
        return 0 if parent.isValid() else len(COLUMNS)

    @override
    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if role not in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            return None
        if orientation is Qt.Orientation.Horizontal:
            return column_name(COLUMNS[section])
        return tr("How row {number} is read").format(number=section // LINES + 1) if section % LINES else str(section)

    @override
    def flags(self, index: _Index) -> Qt.ItemFlag:
        if is_reading(index):
            return Qt.ItemFlag.ItemIsEnabled
        return Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable | Qt.ItemFlag.ItemIsEditable

    @override
    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        place = place_of(index)
        if is_reading(index):
            return self._reading_data(place, role) if index.column() == 0 else None
        column = COLUMNS[index.column()]
        if role == Qt.ItemDataRole.DisplayRole:
            return self._shown(place, column)
        if role == Qt.ItemDataRole.AccessibleTextRole:
            offered = self.offered(place, column)
            return tr("as last time {text}").format(text=offered) if offered else self._shown(place, column)
        if role == Qt.ItemDataRole.EditRole:
            return self._rows[place].texts.get(column.value, "")
        is_grey = self.offered(place, column) or (self._rows[place].is_awaited and column is Column.VALUE)
        return self._color("faint_text") if is_grey and role == Qt.ItemDataRole.ForegroundRole else None

    @override
    def setData(self, index: _Index, value: Any, role: int = Qt.ItemDataRole.EditRole) -> bool:
        if role != Qt.ItemDataRole.EditRole or not index.isValid() or is_reading(index):
            return False
        row, column = self._rows[place_of(index)], COLUMNS[index.column()]
        if row.texts.get(column.value, "") != str(value):
            self.replace_row(place_of(index), row.with_text(column, str(value)))
        return True

    def _shown(self, place: int, column: Column) -> str:
        row = self._rows[place]
        if column is Column.VALUE and row.is_awaited:
            return tr("not back yet")
        return row.texts.get(column.value, "") or self.offered(place, column)

    def _reading_data(self, place: int, role: int) -> Any:
        row, known = self._rows[place], self._known[place]
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            return row_words(row, known, says_missing=self._says_missing)
        if role == Qt.ItemDataRole.ForegroundRole:
            is_wrong = bool(problems_words(row, known, says_missing=self._says_missing))
            return self._color("problem_line" if is_wrong else "quiet_text")
        return None

    def _tell(self, place: int) -> None:
        last = len(COLUMNS) - 1
        self.dataChanged.emit(self.cell(place, 0), self.cell(place, last))
        self.dataChanged.emit(self.reading(place), self.index(place * LINES + 1, last))


def place_of(index: _Index) -> int:
    """Return the row of the report that a line of the table belongs to."""
    return index.row() // LINES


def is_reading(index: _Index) -> bool:
    """Tell whether a line of the table says how a row is read."""
    return index.row() % LINES == 1

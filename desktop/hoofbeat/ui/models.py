"""A table model over any source of rows: ids ordered and filtered in the journal, rows fetched 200 at a time."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from enum import IntEnum
from functools import partial
from typing import TYPE_CHECKING, Any, Generic, Protocol, TypeVar

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt, Signal
from PySide6.QtGui import QGuiApplication
from typing_extensions import override

from hoofbeat.ui.tasks import Tasks
from hoofbeat.wording.translation import tr

if TYPE_CHECKING:
    from hoofbeat.services.journals import Journal

PAGE_SIZE = 200
Row = TypeVar("Row")
Row_co = TypeVar("Row_co", covariant=True)
Seen_contra = TypeVar("Seen_contra", contravariant=True)
Index = QModelIndex | QPersistentModelIndex


class RowRole(IntEnum):
    """Roles beside Qt's own: the row itself, its id, and what a column sorts by."""

    OBJECT = Qt.ItemDataRole.UserRole
    ID = Qt.ItemDataRole.UserRole + 1
    SORT = Qt.ItemDataRole.UserRole + 2


@dataclass(frozen=True, slots=True)
class Ordering:
    """The column that a list is sorted by, by its key; empty is the source's own order."""

    key: str = ""
    is_descending: bool = False


@dataclass(frozen=True)
class Column(Generic[Seen_contra]):
    """One column: its title, the text of a row in it, and how to sort by it.

    `sort_key` names the order for the source ("" where one cannot sort by it); `spoken` is the text for a screen reader where
    it differs; `characters` is about how wide it is, 0 for what is left. `is_act` marks words to click on, such as "Edit".
    """

    title: str
    text: Callable[[Seen_contra], str]
    sort_key: str = ""
    spoken: Callable[[Seen_contra], str] | None = None
    characters: int = 0
    is_number: bool = False
    is_act: bool = False


class Source(Protocol[Row_co]):
    """Where rows come from. Both are called on the reader thread."""

    def ids(self, journal: Journal, ordering: Ordering, filter_text: str) -> Sequence[str]:
        """Return the ids of all rows that fit the filter, in order."""

    def rows(self, journal: Journal, ids: Sequence[str]) -> Sequence[Row_co]:
        """Return the rows with these ids, in this order."""


@dataclass(frozen=True)
class _Loaded(Generic[Row]):
    ids: Sequence[str]
    rows: Sequence[Row] = field(default_factory=list)


class PagedTableModel(QAbstractTableModel, Generic[Row]):
    """The rows of a source as a table. Signals: `loaded` when a new answer is shown."""

    loaded = Signal()

    def __init__(
        self,
        tasks: Tasks,
        source: Source[Row],
        columns: Sequence[Column[Row]],
        *,
        ordering: Ordering | None = None,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._tasks = tasks
        self._source = source
        self._columns = columns
        self._ordering = ordering or Ordering()
        self._filter = ""
        self._ids: Sequence[str] = ()
        self._rows: list[Row] = []
        self._is_fetching = False

    @property
    def columns(self) -> Sequence[Column[Row]]:
        """The columns from left to right."""
        return self._columns

    @property
    def ordering(self) -> Ordering:
        """The order shown."""
        return self._ordering

    @property
    def total(self) -> int:
        """The number of rows that fit the filter, fetched or not."""
        return len(self._ids)

    @property
    def filter_text(self) -> str:
        """What the rows are filtered by."""
        return self._filter

    def reload(self) -> None:
        """Read the list anew, as far as it was fetched."""
        wanted = max(len(self._rows), PAGE_SIZE)
        query = partial(_load, self._source, self._ordering, self._filter, wanted)
        self._tasks.read(query, view=self, then=self._on_loaded)

    def set_filter(self, text: str) -> None:
        """Show the rows that contain a text."""
        if text != self._filter:
            self._filter = text
            self.reload()

    def row_at(self, row: int) -> Row:
        """Return the row object at a place in the list."""
        return self._rows[row]

    def id_at(self, row: int) -> str:
        """Return the id of the row at a place in the list."""
        return self._ids[row]

    def place_of(self, row_id: str) -> int | None:
        """Return the place of a row that is fetched already."""
        fetched = self._ids[: len(self._rows)]
        return fetched.index(row_id) if row_id in fetched else None

    @override
    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008  # Qt's own default
        return 0 if parent.isValid() else len(self._rows)

    @override
    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008  # Qt's own default
        return 0 if parent.isValid() else len(self._columns)

    @override
    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid() or index.row() >= len(self._rows):
            return None
        return self._data_of(self._rows[index.row()], self._columns[index.column()], index.row(), role)

    @override
    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if orientation is not Qt.Orientation.Horizontal or not 0 <= section < len(self._columns):
            return None
        column = self._columns[section]
        if role == Qt.ItemDataRole.DisplayRole:
            return tr(column.title)
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return _alignment(column)
        return None

    @override
    def sort(self, column: int, order: Qt.SortOrder = Qt.SortOrder.AscendingOrder) -> None:
        if not 0 <= column < len(self._columns) or not self._columns[column].sort_key:
            return
        wanted = Ordering(self._columns[column].sort_key, order is Qt.SortOrder.DescendingOrder)
        if wanted != self._ordering:
            self._ordering = wanted
            self.reload()

    @override
    def canFetchMore(self, parent: Index) -> bool:
        return not parent.isValid() and len(self._rows) < len(self._ids) and not self._is_fetching

    @override
    def fetchMore(self, parent: Index) -> None:
        if self.canFetchMore(parent):
            self._is_fetching = True
            ids = self._ids[len(self._rows) : len(self._rows) + PAGE_SIZE]
            self._tasks.read(partial(_fetch, self._source, ids, self._ids), view=(self, "more"), then=self._on_fetched)

    def _data_of(self, row: Row, column: Column[Row], place: int, role: int) -> Any:
        if role == Qt.ItemDataRole.DisplayRole:
            return column.text(row)
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return f"{tr(column.title)}: {(column.spoken or column.text)(row)}"
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return _alignment(column)
        if role == Qt.ItemDataRole.ToolTipRole:
            return column.text(row) or None
        if role == Qt.ItemDataRole.ForegroundRole:
            return QGuiApplication.palette().link() if column.is_act else None
        return {RowRole.OBJECT: row, RowRole.ID: self._ids[place], RowRole.SORT: column.text(row)}.get(role)  # type: ignore[call-overload]  # a role is a number

    def _on_loaded(self, answer: _Loaded[Row]) -> None:
        self.beginResetModel()
        self._ids, self._rows, self._is_fetching = answer.ids, list(answer.rows), False
        self.endResetModel()
        self.loaded.emit()

    def _on_fetched(self, answer: _Loaded[Row]) -> None:
        if answer.ids is not self._ids:
            return
        first = len(self._rows)
        self.beginInsertRows(QModelIndex(), first, first + len(answer.rows) - 1)
        self._rows += answer.rows
        self.endInsertRows()
        self._is_fetching = False


def _alignment(column: Column[Any]) -> Qt.AlignmentFlag:
    side = Qt.AlignmentFlag.AlignRight if column.is_number else Qt.AlignmentFlag.AlignLeft
    return side | Qt.AlignmentFlag.AlignVCenter


def _load(source: Source[Row], ordering: Ordering, filter_text: str, wanted: int, journal: Journal) -> _Loaded[Row]:
    ids = source.ids(journal, ordering, filter_text)
    return _Loaded(ids, source.rows(journal, ids[:wanted]))


def _fetch(source: Source[Row], ids: Sequence[str], all_ids: Sequence[str], journal: Journal) -> _Loaded[Row]:
    return _Loaded(all_ids, source.rows(journal, ids))

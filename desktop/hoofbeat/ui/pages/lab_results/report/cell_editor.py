"""The line in a cell of the grid: what is typed is in the model at once, and the keys lead from cell to cell."""

from __future__ import annotations

from collections.abc import Callable
from enum import Enum

from PySide6.QtCore import QAbstractItemModel, QEvent, QModelIndex, QObject, QPersistentModelIndex, QRect, Qt, Signal
from PySide6.QtGui import QColor, QGuiApplication, QKeyEvent, QKeySequence, QPainter, QStandardItemModel
from PySide6.QtWidgets import (
    QAbstractItemView,
    QCompleter,
    QLineEdit,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QWidget,
)
from typing_extensions import override

from hoofbeat.domain.labs.pasted_tables import Column, is_table
from hoofbeat.ui.pages.lab_results.editors import NameCompleter
from hoofbeat.ui.pages.lab_results.report.rows_model import COLUMNS, ReportRows, is_reading, place_of
from hoofbeat.wording.report_entry import column_name
from hoofbeat.wording.translation import tr

_Index = QModelIndex | QPersistentModelIndex
_CONTROL, _SHIFT, _NONE = (
    Qt.KeyboardModifier.ControlModifier,
    Qt.KeyboardModifier.ShiftModifier,
    Qt.KeyboardModifier.NoModifier,
)


class Step(Enum):
    """What a key does in the grid."""

    NEXT = "next cell"
    BACK = "cell before"
    ENTER = "the row below, where typing began"
    DOWN = "the row below"
    UP = "the row above"
    REMOVE = "row away"
    TAKE = "grey text of the row taken"
    AWAIT = "row not back yet"


_STEPS = {
    (Qt.Key.Key_Tab, _NONE): Step.NEXT,
    (Qt.Key.Key_Backtab, _SHIFT): Step.BACK,
    (Qt.Key.Key_Backtab, _NONE): Step.BACK,
    (Qt.Key.Key_Tab, _SHIFT): Step.BACK,
    (Qt.Key.Key_Return, _NONE): Step.ENTER,
    (Qt.Key.Key_Enter, _NONE): Step.ENTER,
    (Qt.Key.Key_Down, _NONE): Step.DOWN,
    (Qt.Key.Key_Up, _NONE): Step.UP,
    (Qt.Key.Key_Delete, _CONTROL): Step.REMOVE,
    (Qt.Key.Key_Space, _CONTROL): Step.TAKE,
    (Qt.Key.Key_E, _CONTROL): Step.AWAIT,
}


def step_of(event: QKeyEvent) -> Step | None:
    """Return what a key does in the grid, if anything."""
    modifiers = event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
    return _STEPS.get((Qt.Key(event.key()), modifiers))


def pasted_table(event: QKeyEvent) -> str:
    """Return the table that a key pastes; "" where it is another key, or the clipboard holds no table."""
    text = QGuiApplication.clipboard().text() if event.matches(QKeySequence.StandardKey.Paste) else ""
    return text if is_table(text) else ""


class CellLine(QLineEdit):
    """Signals: `stepped` with what a key asks for; `table_pasted` with the text."""

    stepped = Signal(object)
    table_pasted = Signal(str)

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setProperty("look", "cell")

    @property
    def open_list(self) -> QAbstractItemView | None:
        """The list to choose from, where it is open."""
        completer: QCompleter | None = self.completer()
        popup = completer.popup() if completer is not None else None
        return popup if popup is not None and popup.isVisible() else None

    @override
    def event(self, event: QEvent) -> bool:
        if isinstance(event, QKeyEvent) and event.type() is QEvent.Type.KeyPress and self._follow(event):
            return True
        if isinstance(event, QKeyEvent) and event.type() is QEvent.Type.ShortcutOverride and step_of(event):
            event.accept()
            return True
        return super().event(event)

    def _follow(self, event: QKeyEvent) -> bool:
        text = pasted_table(event)
        if text:
            self.table_pasted.emit(text)
            return True
        step = step_of(event)
        listed = self.open_list
        if step is None or (listed is not None and step in (Step.UP, Step.DOWN)):
            return False
        if listed is not None:
            has_chosen = listed.currentIndex().isValid()
            listed.hide()
            if step is Step.ENTER and has_chosen:
                return True  # the line shows what was chosen; the next key goes on
        self.stepped.emit(step)
        return True


class CellDelegate(QStyledItemDelegate):
    """Makes the lines to type into, and draws between the rows. Signals: `stepped` and `table_pasted` as those of the line."""

    stepped = Signal(object)
    table_pasted = Signal(str)

    def __init__(self, offered_tests: QStandardItemModel, line_color: Callable[[], QColor], parent: QObject) -> None:
        super().__init__(parent)
        self._offered_tests = offered_tests
        self._line_color = line_color
        self.line: CellLine | None = None

    def finish(self) -> None:
        """Close the line that is open; what it holds is in the model already."""
        if self.line is not None:
            line, self.line = self.line, None
            self.closeEditor.emit(line)

    @override
    def createEditor(self, parent: QWidget, option: QStyleOptionViewItem, index: _Index) -> QWidget:
        line = CellLine(parent)
        model, place = index.model(), QPersistentModelIndex(index)
        line.stepped.connect(self.stepped)
        line.table_pasted.connect(self.table_pasted)
        line.textEdited.connect(lambda text: model.setData(_plain(place), text))
        column = COLUMNS[index.column()]
        name = tr("{column}, row {number}").format(column=column_name(column), number=place_of(index) + 1)
        line.setAccessibleName(name)
        if column is Column.TEST:
            self._complete(line, lambda text: model.setData(_plain(place), text))
        self.line = line
        return line

    @override
    def destroyEditor(self, editor: QWidget, index: _Index) -> None:
        if editor is self.line:
            self.line = None
        super().destroyEditor(editor, index)

    @override
    def setEditorData(self, editor: QWidget, index: _Index) -> None:
        if not isinstance(editor, CellLine):
            return
        text = str(index.data(Qt.ItemDataRole.EditRole) or "")
        if editor.text() != text:
            editor.setText(text)
        model = index.model()
        if isinstance(model, ReportRows):
            row, column = place_of(index), COLUMNS[index.column()]
            is_awaited = column is Column.VALUE and model.row(row).is_awaited
            editor.setPlaceholderText(tr("not back yet") if is_awaited else model.offered(row, column))

    @override
    def setModelData(self, editor: QWidget, model: QAbstractItemModel, index: _Index) -> None:
        if isinstance(editor, CellLine):
            model.setData(index, editor.text())

    @override
    def updateEditorGeometry(self, editor: QWidget, option: QStyleOptionViewItem, index: _Index) -> None:
        editor.setGeometry(option.rect)

    @override
    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: _Index) -> None:
        rect: QRect = option.rect
        view = self.parent()
        if is_reading(index) and isinstance(view, QAbstractItemView):
            option = QStyleOptionViewItem(option)
            width = view.viewport().width()
            option.rect = QRect(0, rect.y(), width, rect.height())  # seen however far one scrolls
        super().paint(painter, option, index)
        painter.setPen(self._line_color())
        if not is_reading(index):
            painter.drawLine(rect.topRight(), rect.bottomRight())
        model = index.model()
        is_last_line = is_reading(index) or (isinstance(model, ReportRows) and model.row(place_of(index)).is_blank)
        if is_last_line:
            painter.drawLine(rect.bottomLeft(), rect.bottomRight())

    @override
    def eventFilter(self, editor: QObject, event: QEvent) -> bool:
        if isinstance(event, QKeyEvent) and isinstance(editor, CellLine):
            return False  # the line itself knows the keys
        return super().eventFilter(editor, event)

    def _complete(self, line: CellLine, take: Callable[[str], object]) -> None:
        completer = NameCompleter(self._offered_tests, line)
        completer.activated.connect(take)
        completer.highlighted.connect(take)
        line.setCompleter(completer)


def _plain(place: QPersistentModelIndex) -> QModelIndex:
    return place.model().index(place.row(), place.column()) if place.isValid() else QModelIndex()

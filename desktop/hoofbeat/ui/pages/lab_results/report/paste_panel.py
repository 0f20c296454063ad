"""What a pasted table holds, column by column, for the person to check before its rows go into the grid."""

from __future__ import annotations

from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QCheckBox, QFrame, QGridLayout, QWidget

from hoofbeat.domain.labs.pasted_tables import MOST_ROWS, Arrangement, Column, read_rows, titles_of
from hoofbeat.domain.labs.report_rows import from_pasted
from hoofbeat.ui.editors import ChoiceBox
from hoofbeat.ui.surroundings import Surroundings
from hoofbeat.ui.theme import SPACE
from hoofbeat.ui.widgets.announce import announce
from hoofbeat.ui.widgets.flow import FlowLayout
from hoofbeat.ui.widgets.parts import button, clear, column, label, row
from hoofbeat.wording.report_entry import column_name, pasted_column_words, table_words
from hoofbeat.wording.translation import ntr, tr

if TYPE_CHECKING:
    from hoofbeat.services.labs.reports import PastedTable

_SHOWN_CELLS = 3


class PastePanel(QFrame):
    """Signals: `taken` with the rows and the title of the column of values; `closed`."""

    taken = Signal(object, str)
    closed = Signal()

    def __init__(self, surroundings: Surroundings, table: PastedTable) -> None:
        super().__init__()
        self._surroundings = surroundings
        self._cells = table.cells
        self._arrangement = table.arrangement
        self.setProperty("look", "soft")
        self.boxes: list[ChoiceBox] = []
        self._said = label("")
        self._columns = QWidget()
        self._grid = QGridLayout(self._columns)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(SPACE["m"])
        self._grid.setVerticalSpacing(SPACE["s"])
        self._grid.setColumnStretch(0, 1)
        self.titles = QCheckBox(tr("The first line names the columns"))
        self.turn = QCheckBox(tr("The tests stand side by side"))
        self.titles.setChecked(self._arrangement.has_titles)
        self.turn.setChecked(self._arrangement.is_turned)
        self.titles.toggled.connect(self._on_titles_toggled)
        self.turn.toggled.connect(self._on_turned)
        self._add = button("", self._on_taken, look="primary")
        inside = column(spacing="m", margin="m")
        inside.addWidget(self._said)
        inside.addWidget(self._columns)
        inside.addWidget(self._ticks())
        inside.addLayout(row(self._add, button(tr("Leave it"), self.closed.emit), None))
        self.setLayout(inside)
        self._show()
        announce(self, self._said.text())

    def focus_first(self) -> None:
        """Put the keyboard on what is most likely wanted: to take the rows."""
        self._add.setFocus(Qt.FocusReason.OtherFocusReason)

    def _ticks(self) -> QWidget:
        holder = QWidget()
        line = FlowLayout(holder, spacing="l")
        for each in (self.titles, self.turn):
            line.addWidget(each)
        return holder

    def _show(self) -> None:
        rows = read_rows(self._cells, self._arrangement)
        self._said.setText(table_words(len(rows), len(self._arrangement.columns)))
        if len(rows) > MOST_ROWS:
            self._said.setText(
                tr("This table has {count} rows. Please paste at most {most} at a time.").format(
                    count=len(rows), most=MOST_ROWS
                )
            )
        words = ntr("Add {count} row", "Add {count} rows", len(rows)).format(count=len(rows))
        self._add.setText(words)
        self._add.setAccessibleName(words)
        self._add.setEnabled(0 < len(rows) <= MOST_ROWS and Column.TEST in self._arrangement.columns)
        self._show_columns()

    def _show_columns(self) -> None:
        clear(self._grid)
        self.boxes = []
        titles = titles_of(self._cells, self._arrangement)
        body = read_rows(self._cells, self._everything())
        for place, meant in enumerate(self._arrangement.columns):
            cells = [each.left_over[place] for each in body[:_SHOWN_CELLS] if place < len(each.left_over)]
            words = label(pasted_column_words(place + 1, titles[place], cells))
            box = ChoiceBox()
            for each in Column:
                box.addItem(column_name(each), each)
            box.setCurrentIndex(list(Column).index(meant))
            box.setAccessibleName(words.text())
            box.activated.connect(partial(self._on_column_chosen, place))
            words.setBuddy(box)
            self._grid.addWidget(words, place, 0)
            self._grid.addWidget(box, place, 1)
            self.boxes.append(box)

    def _everything(self) -> Arrangement:
        """Return the arrangement that takes no cell, so that each row hands all of them on."""
        return replace(self._arrangement, columns=())

    def _on_column_chosen(self, place: int, index: int) -> None:
        self._arrangement = self._arrangement.with_column(place, list(Column)[index])
        self._show()
        self.boxes[place].setFocus()

    def _on_titles_toggled(self, has_titles: bool) -> None:
        self._arrangement = replace(self._arrangement, has_titles=has_titles)
        self._show()

    def _on_turned(self, is_turned: bool) -> None:
        lines = max(map(len, self._cells), default=0) if not is_turned else len(self._cells)
        columns = [Column.TEST, Column.VALUE, Column.UNIT, Column.RANGE][:lines]
        columns += [Column.LEFT_OUT] * (lines - len(columns))
        self._arrangement = replace(self._arrangement, is_turned=is_turned, columns=tuple(columns))
        self._show()

    def _on_taken(self) -> None:
        columns = self._arrangement.columns
        titles = titles_of(self._cells, self._arrangement)
        title = titles[columns.index(Column.VALUE)] if Column.VALUE in columns else ""
        self.taken.emit([from_pasted(each) for each in read_rows(self._cells, self._arrangement)], title)

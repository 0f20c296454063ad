"""The results of a report: the grid, what can be done with its rows, and the questions that a pasted table raises."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtGui import QColor, QGuiApplication
from PySide6.QtWidgets import QCheckBox, QWidget

from hoofbeat.domain.labs.pasted_tables import Column
from hoofbeat.domain.labs.report_rows import ReportRow, meanings
from hoofbeat.ui.pages.lab_results.editors import offered_tests
from hoofbeat.ui.pages.lab_results.report.grid import ReportGrid
from hoofbeat.ui.pages.lab_results.report.paste_panel import PastePanel
from hoofbeat.ui.pages.lab_results.report.rows_model import ReportRows
from hoofbeat.ui.surroundings import Surroundings
from hoofbeat.ui.theme import SMALLEST_TARGET
from hoofbeat.ui.widgets.announce import announce
from hoofbeat.ui.widgets.banner import Notice
from hoofbeat.ui.widgets.flow import FlowLayout
from hoofbeat.ui.widgets.parts import Clicked, button, clear, column, label
from hoofbeat.wording.report_entry import comma_question
from hoofbeat.wording.result_entry import plain_number
from hoofbeat.wording.translation import tr

if TYPE_CHECKING:
    from hoofbeat.services.labs.reports import PastedTable


class ResultsPart(QWidget):
    """The results of a report.

    Signals: `panel_requested`; `paste_requested` with a text; `rows_pasted` with the title of the column of values; `opened`
    with a part that opened and is to be seen.
    """

    panel_requested = Signal()
    paste_requested = Signal(str)
    rows_pasted = Signal(str)
    opened = Signal(QWidget)

    def __init__(self, surroundings: Surroundings) -> None:
        super().__init__()
        self._surroundings = surroundings
        self.rows = ReportRows(self._color, self)
        self.grid = ReportGrid(self.rows, offered_tests(surroundings, self), self._color)
        self._asked = column(spacing="s")
        self._pasted = column(spacing="s")
        self._said = label("", "small")
        self._said.hide()
        self.method = QCheckBox(tr("Column for the method"))
        self.method.toggled.connect(partial(self.grid.show_column, Column.METHOD))
        inside = column(spacing="s")
        inside.addLayout(self._head())
        inside.addLayout(self._pasted)
        inside.addLayout(self._asked)
        inside.addWidget(self._said)
        inside.addWidget(self.grid)
        inside.addWidget(self._acts_on_row())
        inside.addWidget(
            label(
                tr(
                    "Tab goes to the next cell, Enter to the row below, and from the fields above to the first result. "
                    "Grey text is what this lab printed last time: it is saved only if you take it. "
                    "Copy a table from your portal and paste it into any cell."
                ),
                "small",
            )
        )
        self.setLayout(inside)
        self.rows.row_edited.connect(lambda _place: self.refresh())
        self.rows.rows_changed.connect(self.refresh)
        self.grid.moved.connect(lambda _cell: self._follow_row())
        self.refresh()

    def say(self, text: str) -> None:
        """Say quietly what was just done with the rows."""
        self._said.setText(text)
        self._said.setVisible(bool(text))
        announce(self, text)

    def refresh(self) -> None:
        """Follow the rows: ask what a comma means, show the columns that are filled, offer what can be done."""
        self._ask()
        if any(row.text(Column.METHOD) for row in self.rows.rows):
            self.method.setChecked(True)
        if any(row.text(Column.MINUTE) for row in self.rows.rows):
            self.grid.show_column(Column.MINUTE, True)
        self._follow_row()

    def show_table(self, table: PastedTable) -> None:
        """Show what a pasted table holds, for the person to check."""
        clear(self._pasted)
        panel = PastePanel(self._surroundings, table)
        panel.taken.connect(self._on_taken)
        panel.closed.connect(self._on_panel_closed)
        self._pasted.addWidget(panel)
        panel.focus_first()
        self.opened.emit(panel)

    def set_awaited(self) -> None:
        """Say of every row without a value that it is not back yet."""
        self._change_all(lambda row: ReportRow(row.texts, is_awaited=True) if not row.has_value else row)

    def remove_valueless(self) -> None:
        """Take away the rows that have no value."""
        self.rows.set_rows(row for row in self.rows.rows if row.has_value or row.is_awaited)

    def _color(self, role: str) -> QColor:
        """Return the color of a role as the theme is now."""
        return self._surroundings.appearance.theme.color(role)

    def _head(self) -> FlowLayout:
        icons = self._surroundings.appearance.icons
        made = FlowLayout(spacing="s")
        heading = label(tr("Results"), "heading", wraps=False)
        heading.setMinimumHeight(SMALLEST_TARGET)
        made.addWidget(heading)
        made.addWidget(button(tr("Repeat the last panel"), self.panel_requested.emit, icon="redo", icons=icons))
        made.addWidget(button(tr("Paste a table"), self._on_paste_clicked, icon="paper", icons=icons))
        made.addWidget(self.method)
        return made

    def _acts_on_row(self) -> QWidget:
        holder = QWidget()
        line = FlowLayout(holder)
        self._take = self._act(tr("Take the grey text (Ctrl+Space)"), self.grid.take_offered)
        self._take_all = self._act(tr("Take all grey text"), self._on_take_all_clicked)
        self._await = self._act(tr("Not back yet (Ctrl+E)"), self.grid.toggle_awaited)
        self._remove = self._act(tr("Remove row (Ctrl+Delete)"), self.grid.remove_row)
        for each in (self._take, self._take_all, self._await, self._remove):
            line.addWidget(each)
        return holder

    def _act(self, text: str, clicked: Clicked) -> QWidget:
        return button(text, clicked, look="edge")

    def _follow_row(self) -> None:
        place = self.grid.place
        row = self.rows.row(min(place, len(self.rows.rows)))
        self._await.setEnabled(not row.has_value)
        self._remove.setEnabled(place < len(self.rows.rows))

    def follow_offers(self) -> None:
        """Offer to take the grey text where there is some."""
        is_any = any(
            self.rows.offered(place, each)
            for place in range(len(self.rows.rows))
            for each in (Column.UNIT, Column.RANGE, Column.METHOD)
        )
        self._take.setVisible(is_any)
        self._take_all.setVisible(is_any)

    def _ask(self) -> None:
        doubtful = [row.reading.text for row in self.rows.rows if row.reading.is_doubtful]
        clear(self._asked)
        if not doubtful:
            return
        notice = Notice(comma_question(doubtful[0], len(doubtful) - 1), self._surroundings.appearance, icon="question")
        for meaning, is_decimal in zip(meanings(doubtful[0]), (True, False), strict=True):
            if meaning.number is not None:
                notice.add_button(plain_number(meaning.number), partial(self._settle_commas, is_decimal=is_decimal))
        self._asked.addWidget(notice)

    def _settle_commas(self, *, is_decimal: bool) -> None:
        self._change_all(lambda row: row.with_comma(is_decimal=is_decimal))

    def _change_all(self, changed: Callable[[ReportRow], ReportRow]) -> None:
        for place, row in enumerate(self.rows.rows):
            self.rows.replace_row(place, changed(row))

    def _on_take_all_clicked(self) -> None:
        for place in range(len(self.rows.rows)):
            self.rows.take_offered(place)
        self.follow_offers()

    def _on_paste_clicked(self) -> None:
        text = QGuiApplication.clipboard().text()
        if text.strip():
            self.paste_requested.emit(text)
        else:
            self.say(tr("There is no text to paste yet. Copy the table in your portal or spreadsheet first."))

    def _on_taken(self, rows: Sequence[ReportRow], title: str) -> None:
        clear(self._pasted)
        first = len(self.rows.rows)
        self.grid.finish()
        self.rows.add_rows(rows)
        self.rows_pasted.emit(title)
        self.grid.go_to(min(first, len(self.rows.rows)), Column.VALUE)

    def _on_panel_closed(self) -> None:
        clear(self._pasted)
        self.grid.go_to(self.grid.place, Column.TEST)

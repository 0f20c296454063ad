"""The step that asks, or shows, what the columns of a table say: one line for each, with its first values beside it."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QGridLayout, QWidget

from hoofbeat.domain.tables import REPEATABLE, DateOrder, DecimalMark, Doubt, FoundTable, Role, TableLayout
from hoofbeat.ui.editors import ChoiceBox
from hoofbeat.ui.surroundings import Surroundings
from hoofbeat.ui.theme import SPACE
from hoofbeat.ui.widgets.banner import Notice
from hoofbeat.ui.widgets.parts import breakable, button, card, column, label, row
from hoofbeat.wording.tables import doubt_sentence, mark_words, order_words, role_words, table_words
from hoofbeat.wording.translation import tr

_LONGEST_EXAMPLE = 24
_LONGEST_EXAMPLES = 90


class ColumnsView(QWidget):
    """Signals: `layout_chosen` with the table and its TableLayout; an empty layout leaves the table out."""

    layout_chosen = Signal(object, object)

    def __init__(self, surroundings: Surroundings, table: FoundTable) -> None:
        super().__init__()
        self._surroundings = surroundings
        self._table = table
        self.boxes: list[ChoiceBox] = []
        self._inside = column(spacing="l")
        self.setLayout(self._inside)
        self._add_doubts()
        columns, writing = self._columns_card(), self._writing_card()
        is_about_writing = bool(table.doubts) and Doubt.COLUMNS not in table.doubts
        for each in (writing, columns) if is_about_writing else (columns, writing):
            self._inside.addWidget(each)
        self._problem: QFrame | None = None
        self._undated: TableLayout | None = None
        self._add_buttons()

    def focus_first(self) -> None:
        """Put the keyboard where the first answer is wanted."""
        boxes = [*self.boxes, self.order, self.mark]
        next((box for box in boxes if box.property("is_asked")), boxes[0]).setFocus()

    @property
    def chosen(self) -> TableLayout:
        """The layout as it is chosen now."""
        roles = tuple(Role(box.currentData()) for box in self.boxes)
        order, mark = self.order.currentData(), self.mark.currentData()
        return TableLayout(roles, DateOrder(order) if order else None, DecimalMark(mark) if mark else None)

    def read_so(self) -> None:
        """Take the layout as it is chosen, or say what is still missing."""
        chosen = self.chosen
        text = self._problem_with(chosen)
        if text:
            self._say(text)
        else:
            self.layout_chosen.emit(self._table, chosen)

    def _add_doubts(self) -> None:
        table = self._table
        sentences = [doubt_sentence(doubt, table.doubtful) for doubt in table.doubts]
        if sentences:
            self._inside.addWidget(Notice(" ".join(sentences), self._surroundings.appearance, icon="question"))
        words = tr(
            "{table}. Hoofbeat asks this once for each sender: files with the same columns are then read the same way."
        )
        self._inside.addWidget(label(words.format(table=table_words(table)), "quiet"))

    def _columns_card(self) -> QFrame:
        frame, inside = card(spacing="m")
        inside.addWidget(label(tr("What each column says"), "section"))
        grid = QGridLayout()
        grid.setHorizontalSpacing(SPACE["m"])
        grid.setVerticalSpacing(SPACE["s"])
        grid.setColumnStretch(0, 1)
        for place, heading in enumerate(self._table.heading):
            name = heading or tr("Column {number}").format(number=place + 1)
            title = label(breakable(name), "label")
            examples = label(self._examples(place), "small")
            about = column(spacing="")
            about.addWidget(title)
            about.addWidget(examples)
            box = _box([(role_words(role), role.value) for role in Role], self._table.layout.roles[place].value)
            box.setAccessibleName(tr("What the column {name} says").format(name=name))
            box.setAccessibleDescription(examples.text())
            grid.addLayout(about, place, 0)
            grid.addWidget(box, place, 1, Qt.AlignmentFlag.AlignTop)
            self.boxes.append(box)
        inside.addLayout(grid)
        return frame

    def _examples(self, place: int) -> str:
        cells = [line[place] for line in self._table.rows if place < len(line) and line[place]]
        shown = [cell if len(cell) <= _LONGEST_EXAMPLE else f"{cell[: _LONGEST_EXAMPLE - 1]}…" for cell in cells]
        text = " · ".join(shown)
        return text[:_LONGEST_EXAMPLES] if text else tr("Empty in the first rows")

    def _writing_card(self) -> QFrame:
        layout = self._table.layout
        frame, inside = card(spacing="m")
        inside.addWidget(label(tr("How dates and numbers are written"), "section"))
        example = self._table.doubtful if Doubt.DATE_ORDER in self._table.doubts else ""
        as_it_is = (tr("As the file itself shows"), "")
        to_choose = (tr("Please choose…"), "")
        first = {doubt: to_choose if doubt in self._table.doubts else as_it_is for doubt in Doubt}
        self.order = _box(
            [first[Doubt.DATE_ORDER], *((order_words(each, example), each.value) for each in DateOrder)],
            layout.date_order or "",
        )
        self.mark = _box(
            [first[Doubt.DECIMAL_MARK], *((mark_words(each), each.value) for each in DecimalMark)],
            layout.decimal_mark or "",
        )
        for words, box in ((tr("Dates"), self.order), (tr("Before the decimals stands"), self.mark)):
            title = label(words, "label")
            title.setBuddy(box)
            box.setAccessibleName(words)
            line = row(title, box)
            line.setStretch(0, 1)
            inside.addLayout(line)
        for doubt, boxes in (("columns", self.boxes), ("date order", [self.order]), ("decimal mark", [self.mark])):
            for box in boxes:
                box.setProperty("is_asked", doubt in self._table.doubts)
        return frame

    def _add_buttons(self) -> None:
        leave = button(tr("Leave this table out"), self._leave_out)
        self._inside.addLayout(row(leave, None))

    def _leave_out(self) -> None:
        self.layout_chosen.emit(self._table, TableLayout((Role.IGNORED,) * len(self.boxes)))

    def _problem_with(self, chosen: TableLayout) -> str:
        if not chosen.holds_values:
            return tr("Please say which column holds the date, which the test, and which the value.")
        if not chosen.is_complete and chosen != self._undated:
            self._undated = chosen
            return tr("No column holds a date. Press once more to go on: a date that stands nowhere stays empty.")
        is_wide = Role.TEST_VALUES in chosen.roles
        single = [
            role
            for role in chosen.roles
            if role not in REPEATABLE or (not is_wide and role in (Role.UNIT, Role.RANGE, Role.FLAG))
        ]
        double = next((role for role in single if role is not Role.IGNORED and single.count(role) > 1), None)
        if double in (Role.TEST_VALUES, Role.DAY_VALUES, Role.NOTE, None):
            return ""
        return tr("Two columns are said to hold “{role}”. Please choose one.").format(role=role_words(double))

    def _say(self, text: str) -> None:
        from hoofbeat.ui.widgets.announce import announce

        if self._problem is not None:
            self._problem.hide()
            self._problem.deleteLater()
        self._problem = Notice(text, self._surroundings.appearance, look="problem", icon="warning")
        self._inside.insertWidget(0, self._problem)
        announce(self, text)


def _box(choices: list[tuple[str, Any]], chosen: str) -> ChoiceBox:
    made = ChoiceBox()
    made.setMinimumContentsLength(18)
    for words, value in choices:
        made.addItem(words, str(value))
    made.setCurrentIndex(max(made.findData(str(chosen)), 0))
    return made

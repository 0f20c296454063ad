"""Looking back on the Medicines page: choosing a day, and the notice that the list is that of a past one."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QWidget

from hoofbeat.domain.errors import Problem
from hoofbeat.domain.records import Kind, fields_for
from hoofbeat.ui.date_editors import DateEditor
from hoofbeat.ui.editors import TypedWrongError
from hoofbeat.ui.field_set import sentence_at_field
from hoofbeat.ui.widgets.announce import announce
from hoofbeat.ui.widgets.banner import Notice
from hoofbeat.ui.widgets.parts import button, card, column, label, row
from hoofbeat.wording.dates import date_words
from hoofbeat.wording.translation import tr

if TYPE_CHECKING:
    from hoofbeat.ui.pages.medicines.sections import Making

Chosen = Callable[["date | None"], object]


class AsOfChooser(QWidget):
    """Asks for a day up to today; what cannot be one is said in place and stays as it was typed."""

    def __init__(self, making: Making, chosen: Chosen) -> None:
        super().__init__()
        self._surroundings = making.surroundings
        self._chosen = chosen
        name = tr("Show the list as of")
        field = replace(fields_for(Kind.MEDICINES)["started_on"], name="as_of", label=name, help="")
        self.editor = DateEditor(field, making.surroundings)
        self.editor.set_name(name)
        self._problem = label("", "problem")
        self._problem.hide()
        frame, inside = card(spacing="s")
        words = label(name, "label")
        words.setBuddy(self.editor.target)
        for part in (words, self._problem, self.editor):
            inside.addWidget(part)
        show = button(tr("Show the list"), self._on_show, look="primary")
        inside.addLayout(row(show, button(tr("Close"), self._on_close), None))
        outside = column(spacing="")
        outside.addWidget(frame)
        self.setLayout(outside)
        context = Qt.ShortcutContext.WidgetWithChildrenShortcut
        QShortcut(QKeySequence(Qt.Key.Key_Return), self, self._on_show, context=context)
        QShortcut(QKeySequence(Qt.Key.Key_Escape), self, self._on_close, context=context)

    def _on_show(self) -> None:
        try:
            day = self.editor.value()
        except TypedWrongError as wrong:
            problem = Problem(self.editor.field.name, wrong.code, wrong.data)
            self._say(sentence_at_field(problem, self.editor.field.label))
            return
        if day is None or not day.is_exact:
            self._say(tr("Please give a whole date: day, month and year."))
        elif day.first > self._surroundings.today():
            self._say(tr("Please choose today or a day before it."))
        else:
            self._chosen(day.first)

    def _on_close(self) -> None:
        self._chosen(None)

    def _say(self, text: str) -> None:
        self._problem.setText(text)
        self._problem.show()
        self.editor.mark_wrong(True)
        self.editor.target.setFocus()
        announce(self, text)


def as_of_notice(making: Making, day: date, choose: Callable[[], object], chosen: Chosen) -> Notice:
    """Make the notice over a list of a past day, with the way back to today's."""
    text = tr("The list as of {date}, by what is written down.").format(date=date_words(day))
    notice = Notice(text, making.surroundings.appearance, icon="clock")
    notice.add_button(tr("Another day"), choose).setObjectName("another day")
    notice.add_button(tr("Back to today"), lambda: chosen(None)).setObjectName("as of")
    return notice

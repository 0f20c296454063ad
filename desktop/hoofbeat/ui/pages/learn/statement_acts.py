"""What can be done with a passage: keep it, write a note on it, ask about it at a visit, copy it with its source."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QPlainTextEdit, QWidget

from hoofbeat.ui.pages.lab_results.question_box import QuestionBox
from hoofbeat.ui.surroundings import Surroundings
from hoofbeat.ui.widgets.parts import Clicked, button, column, label
from hoofbeat.wording.translation import tr

_LINES = 4


class StatementActs(QWidget):
    """Signals: `bookmark_chosen` with whether there is to be one; `note_written`; `question_written`; `copy_chosen`; `grown`."""

    bookmark_chosen = Signal(bool)
    note_written = Signal(str)
    question_written = Signal(str)
    copy_chosen = Signal()
    grown = Signal()

    def __init__(self, surroundings: Surroundings, *, is_bookmarked: bool, note: str, question: str) -> None:
        super().__init__()
        self._surroundings = surroundings
        self._note = note
        self._suggestion = question
        self._editor: QPlainTextEdit | None = None
        self._inside = column(spacing="xs")
        if surroundings.can_change:
            text = tr("Remove the bookmark") if is_bookmarked else tr("Bookmark this passage")
            self._add(text, "bookmark", lambda: self.bookmark_chosen.emit(not is_bookmarked))
            self._write = self._add(tr("Change my note") if note else tr("Write a note"), "note", self.write_note)
            self._ask = self._add(tr("Add a question for my visit"), "question", self.ask)
        self._add(tr("Copy with its source"), "copy", self.copy_chosen.emit)
        self._room = column(spacing="s")
        self._inside.addLayout(self._room)
        self.setLayout(self._inside)

    def write_note(self) -> None:
        """Open the note to write in."""
        self._write.hide()
        words = label(tr("Your note on this passage"), "label")
        self._editor = QPlainTextEdit(self._note)
        self._editor.setAccessibleName(words.text())
        self._editor.setTabChangesFocus(True)
        self._editor.setFixedHeight(self._editor.fontMetrics().lineSpacing() * _LINES + 20)
        words.setBuddy(self._editor)
        self._room.addWidget(words)
        self._room.addWidget(self._editor)
        self._room.addWidget(button(tr("Save the note"), self.keep_note, look="primary"))
        self.grown.emit()
        self._editor.setFocus()

    def note_typed(self) -> str:
        """Return the note as it is typed now."""
        return self._note if self._editor is None else self._editor.toPlainText().strip()

    def keep_note(self) -> None:
        """Keep the note if it was changed; also done when the panel is closed, so that nothing typed is lost."""
        typed = self.note_typed()
        if typed != self._note.strip():
            self._note = typed
            self.note_written.emit(typed)

    def ask(self) -> None:
        """Open the question to write."""
        self._ask.hide()
        box = QuestionBox(self._suggestion)
        box.written.connect(self.question_written)
        box.closed.connect(box.hide)
        box.closed.connect(self._ask.show)
        self._room.addWidget(box)
        self.grown.emit()
        box.focus()

    def _add(self, text: str, icon: str, clicked: Clicked) -> QWidget:
        made = button(text, clicked, look="quiet", icon=icon, icons=self._surroundings.appearance.icons)
        self._inside.addWidget(made)
        return made

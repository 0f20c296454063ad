"""A question for the next visit, written where it comes to mind."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QFrame, QLineEdit

from hoofbeat.ui.widgets.parts import button, card, column, label, row
from hoofbeat.wording.translation import tr


class QuestionBox(QFrame):
    """One line with a beginning to change. Signals: `written` with the question; `closed` without one."""

    written = Signal(str)
    closed = Signal()

    def __init__(self, suggestion: str) -> None:
        super().__init__()
        frame, inside = card(spacing="s")
        words = label(tr("Your question, in your own words"), "label")
        self._line = QLineEdit(suggestion)
        self._line.setAccessibleName(words.text())
        words.setBuddy(self._line)
        self._line.setObjectName("question line")
        self._line.returnPressed.connect(self._on_written)
        inside.addWidget(words)
        inside.addWidget(self._line)
        save = button(tr("Add to my questions"), self._on_written, look="primary")
        inside.addLayout(row(save, button(tr("Close"), self.closed.emit), None))
        outside = column(spacing="")
        outside.addWidget(frame)
        self.setLayout(outside)
        context = Qt.ShortcutContext.WidgetWithChildrenShortcut
        QShortcut(QKeySequence(Qt.Key.Key_Escape), self, self.closed.emit, context=context)

    @property
    def typed(self) -> str:
        """The question as it stands."""
        return self._line.text()

    def focus(self) -> None:
        """Put the cursor into the question, with what stands there selected."""
        self._line.setFocus()
        self._line.selectAll()

    def _on_written(self) -> None:
        text = self._line.text().strip()
        if text:
            self.written.emit(text)

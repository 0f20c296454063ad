"""What stands above the text: back and forward, the list of topics, the box to find in, the headings, the size of text."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QLineEdit, QMenu, QWidget
from typing_extensions import override

from hoofbeat.ui.surroundings import Surroundings
from hoofbeat.ui.widgets.parts import button, icon_button, row
from hoofbeat.wording.translation import tr

_TYPING_MILLISECONDS = 60
_WIDE_CHARACTERS = 84
LONGEST_QUESTION = 300


class FindBox(QLineEdit):
    """Signals: `wanted` with what is typed, as soon as the hand rests; `left` when the keyboard goes on to what was found."""

    wanted = Signal(str)
    left = Signal()

    def __init__(self) -> None:
        super().__init__()
        words = tr("Find a word, or ask a question")
        self.setPlaceholderText(words)
        self.setAccessibleName(words)
        self.setClearButtonEnabled(True)
        self.setMaxLength(LONGEST_QUESTION)
        self._typing = QTimer(self, singleShot=True, interval=_TYPING_MILLISECONDS)
        self._typing.timeout.connect(self._on_rest)
        self.textEdited.connect(lambda _text: self._typing.start())
        self.textChanged.connect(self._on_text_changed)
        self.returnPressed.connect(self._on_return)

    def show_typed(self, text: str) -> None:
        """Show what was looked for, and look for nothing."""
        if text != self.text():
            self.blockSignals(True)
            self.setText(text)
            self.blockSignals(False)
        self._typing.stop()

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape and self.text():
            self.clear()
        elif event.key() == Qt.Key.Key_Down:
            self._on_return()
        else:
            super().keyPressEvent(event)

    def _on_text_changed(self, text: str) -> None:
        if not text:
            self._typing.stop()
            self.wanted.emit("")

    def _on_rest(self) -> None:
        self.wanted.emit(self.text())

    def _on_return(self) -> None:
        if self._typing.isActive():
            self._typing.stop()
            self._on_rest()
        self.left.emit()


class Controls(QWidget):
    """All in one line; where that is narrow, buttons show their icons alone.

    Signals: `back_wanted`, `forward_wanted`, `list_wanted` with whether it is to be seen, `heading_chosen` with its anchor,
    `print_wanted`.
    """

    back_wanted = Signal()
    forward_wanted = Signal()
    list_wanted = Signal(bool)
    heading_chosen = Signal(str)
    print_wanted = Signal()

    def __init__(self, surroundings: Surroundings) -> None:
        super().__init__()
        appearance, icons = surroundings.appearance, surroundings.appearance.icons
        self._appearance = appearance
        self._is_low = False
        self.find_box = FindBox()
        self.back = icon_button(tr("Back"), "left", icons, self.back_wanted.emit)
        self.forward = icon_button(tr("Forward"), "right", icons, self.forward_wanted.emit)
        self.topics = button(tr("Topics"), self._on_topics, icon="learn", icons=icons)
        self.topics.setCheckable(True)
        self.headings = button(tr("On this page"), icon="down", icons=icons)
        self._menu = QMenu(self.headings)
        self.headings.clicked.connect(self._show_menu)
        self._smaller = icon_button(tr("Smaller text"), "minus", icons, appearance.shrink_text)
        self._larger = icon_button(tr("Larger text"), "add", icons, appearance.enlarge_text)
        self._print = icon_button(tr("Print or save…"), "print", icons, self.print_wanted.emit)
        parts = (self.back, self.forward, self.topics, self.headings, self.find_box)
        self._line = row(*parts, self._smaller, self._larger, self._print, spacing="xs")
        self._line.setStretch(4, 1)
        self.setLayout(self._line)
        self.setMinimumWidth(1)
        self.set_low(is_low=False)
        appearance.changed.connect(self._fit)

    def set_low(self, *, is_low: bool) -> None:
        """Hold what else stands in the head of the page, where that has no room."""
        self._is_low = is_low
        self._print.setVisible(is_low)
        self._fit()

    def show_headings(self, headings: Sequence[tuple[str, str]]) -> None:
        """Offer the headings of the text."""
        self._menu.clear()
        for anchor, words in headings:
            action = self._menu.addAction(words.replace("&", "&&"))
            action.triggered.connect(lambda _checked=False, anchor=anchor: self.heading_chosen.emit(anchor))
        self.headings.setEnabled(len(headings) > 1)

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        character = self.fontMetrics().averageCharWidth()
        is_narrow = self.width() < character * _WIDE_CHARACTERS
        for made, text in ((self.topics, tr("Topics")), (self.headings, tr("On this page"))):
            made.setText("" if is_narrow else text)
            made.setToolTip(text if is_narrow else "")
        self._smaller.setHidden(is_narrow)
        self._larger.setHidden(is_narrow)

    def _on_topics(self) -> None:
        self.list_wanted.emit(self.topics.isChecked())

    def _show_menu(self) -> None:
        self._menu.popup(self.headings.mapToGlobal(self.headings.rect().bottomLeft()))

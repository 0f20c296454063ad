"""The list of topics beside the text; where there is no room for both, one in the place of the other."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QSizePolicy, QWidget
from typing_extensions import override

from hoofbeat.ui.appearance import Appearance
from hoofbeat.ui.pages.learn.contents import TopicList
from hoofbeat.ui.pages.learn.reader import Reader
from hoofbeat.ui.widgets.parts import row

_LIST_CHARACTERS = 29
_LEAST_TEXT_CHARACTERS = 42
_LEAST_HEIGHT = 120
_NO_LIMIT = 16_777_215


class Desk(QWidget):
    """Signal: `list_shown` with whether the list is seen now."""

    list_shown = Signal(bool)

    def __init__(self, appearance: Appearance) -> None:
        super().__init__()
        self.topics = TopicList(appearance)
        self.reader = Reader(appearance)
        self._appearance = appearance
        self._wants_list = True
        self._is_choosing = False
        for part in (self.topics, self.reader):
            part.setMinimumHeight(_LEAST_HEIGHT)
            part.setMinimumWidth(1)
        self.reader.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        inside = row(self.topics, self.reader, spacing="m")
        inside.setStretch(1, 1)
        self.setLayout(inside)
        appearance.changed.connect(self._lay_out)

    @property
    def is_narrow(self) -> bool:
        """Tell whether there is room for only one of the two."""
        return self.width() < self._list_width() + self._character() * _LEAST_TEXT_CHARACTERS

    def show_list(self, is_shown: bool) -> None:
        """Show the list, or put it away to have more room for the text."""
        if self.is_narrow:
            self._is_choosing = is_shown
        else:
            self._wants_list = is_shown
        self._lay_out()
        if is_shown:
            self.topics.setFocus()

    def show_text(self) -> None:
        """Let the text be seen."""
        self._is_choosing = False
        self._lay_out()

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._lay_out()

    def _lay_out(self) -> None:
        if self.is_narrow:
            self.topics.setMinimumWidth(1)
            self.topics.setMaximumWidth(_NO_LIMIT)
            self.topics.setVisible(self._is_choosing)
            self.reader.setVisible(not self._is_choosing)
        else:
            self.topics.setFixedWidth(self._list_width())
            self.topics.setVisible(self._wants_list)
            self.reader.setVisible(True)
        self.list_shown.emit(not self.topics.isHidden())

    def _list_width(self) -> int:
        return round(self._character() * _LIST_CHARACTERS)

    def _character(self) -> float:
        return self.fontMetrics().averageCharWidth()

"""A button whose words go on in the next line: for a sentence that leads somewhere."""

from __future__ import annotations

from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtGui import QKeyEvent, QPaintEvent, QPalette
from PySide6.QtWidgets import QPushButton, QSizePolicy, QStyle, QStyleOptionButton, QStylePainter
from typing_extensions import override

from hoofbeat.ui.theme import SPACE
from hoofbeat.ui.widgets.parts import Clicked

_LINES = Qt.TextFlag.TextWordWrap | Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
_INSET = SPACE["s"]
_NARROWEST = 160


class WrappingButton(QPushButton):
    """A quiet button as wide as its place and as high as its sentence needs."""

    def __init__(self, sentence: str, clicked: Clicked) -> None:
        super().__init__(sentence)
        self.setAccessibleName(sentence)
        self.setProperty("look", "quiet")
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self.clicked.connect(lambda _checked=False: clicked())

    @override
    def hasHeightForWidth(self) -> bool:
        return True

    @override
    def heightForWidth(self, width: int) -> int:
        room = QRect(0, 0, max(1, width - 2 * _INSET), 100_000)
        words = self.fontMetrics().boundingRect(room, _LINES, self.text())
        return max(words.height() + _INSET, super().sizeHint().height())

    @override
    def sizeHint(self) -> QSize:
        return QSize(super().sizeHint().width(), self.heightForWidth(self.width()))

    @override
    def minimumSizeHint(self) -> QSize:
        return QSize(_NARROWEST, super().sizeHint().height())

    @override
    def paintEvent(self, _event: QPaintEvent) -> None:
        option = QStyleOptionButton()
        self.initStyleOption(option)
        painter = QStylePainter(self)
        painter.drawControl(QStyle.ControlElement.CE_PushButtonBevel, option)
        room = self.rect().adjusted(_INSET, 0, -_INSET, 0)
        # The text is not cut up for a mnemonic: it is a sentence, and may hold an ampersand.
        painter.setPen(self.palette().color(QPalette.ColorRole.ButtonText))
        painter.drawText(room, int(_LINES), self.text())

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.click()
        else:
            super().keyPressEvent(event)

"""A quiet message at the foot of the window, with one thing to do about it; it stays long enough to be read."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QEvent, QObject, QTimer
from PySide6.QtWidgets import QApplication, QFrame, QWidget
from typing_extensions import override

from hoofbeat.ui.icons import Icons
from hoofbeat.ui.theme import SPACE
from hoofbeat.ui.widgets.announce import announce
from hoofbeat.ui.widgets.parts import button, icon_button, label, row
from hoofbeat.wording.translation import tr

SHOWN_MILLISECONDS = 12_000


class Toast(QFrame):
    """Lies over the foot of its parent; it waits while the mouse or the keyboard is in it."""

    def __init__(self, parent: QWidget, icons: Icons) -> None:
        super().__init__(parent)
        self.setProperty("look", "toast")
        self._act: Callable[[], object] | None = None
        self._text = label("", wraps=False)
        self._button = button("", self._on_act)
        self._close = icon_button(tr("Close message"), "close", icons, self.hide)
        icons.put(self._close, "close", "surface")
        self._parent = parent
        self._line = row(self._text, self._button, self._close, spacing="m")
        self._line.setContentsMargins(SPACE["l"], SPACE["xs"], SPACE["s"], SPACE["xs"])
        self.setLayout(self._line)
        self._timer = QTimer(self, singleShot=True, interval=SHOWN_MILLISECONDS)
        self._timer.timeout.connect(self._on_time_over)
        parent.installEventFilter(self)
        self.hide()

    @property
    def text(self) -> str:
        """What is being said."""
        return self._text.text()

    def say(self, text: str, *, act: Callable[[], object] | None = None, act_text: str = "") -> None:
        """Show and announce a message, with a button where there is something to do about it."""
        self._text.setText(text)
        self._act = act
        self._button.setText(act_text)
        self._button.setAccessibleName(act_text)
        self._button.setVisible(act is not None)
        self._place()
        self.show()
        self.raise_()
        self._timer.start()
        announce(self, f"{text} {act_text}".strip())

    @override
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if watched is self._parent and event.type() is QEvent.Type.Resize:
            self._place()
        return False

    def _place(self) -> None:
        parent = self._parent
        self._text.setWordWrap(False)
        self.adjustSize()
        room = parent.width() - 2 * SPACE["l"]
        if self.width() > room:
            self._text.setWordWrap(True)
            self.resize(room, self._line.heightForWidth(room))
        self.move((parent.width() - self.width()) // 2, parent.height() - self.height() - SPACE["l"])

    def _on_act(self) -> None:
        self.hide()
        if self._act is not None:
            self._act()

    def _on_time_over(self) -> None:
        focused = QApplication.focusWidget()
        if self.underMouse() or (focused is not None and self.isAncestorOf(focused)):
            self._timer.start()
        else:
            self.hide()

"""A quiet panel beside what was chosen in the text: a meaning, a notice, or what can be done with a passage."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, QRect, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QScrollArea, QVBoxLayout, QWidget
from typing_extensions import override

from hoofbeat.ui.surroundings import Surroundings
from hoofbeat.ui.theme import SPACE
from hoofbeat.ui.widgets.announce import announce
from hoofbeat.ui.widgets.parts import clear, column, icon_button, label, row
from hoofbeat.wording.translation import tr

_WIDTH = 440
_GAP = 6
_EDGES = 4


class Popover(QFrame):
    """Lies over its parent and takes the keyboard; Esc gives it back. Signal: `closed`."""

    closed = Signal()

    def __init__(self, surroundings: Surroundings, parent: QWidget) -> None:
        super().__init__(parent)
        self.setProperty("look", "popover")
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self._appearance = surroundings.appearance
        self._parent = parent
        self._beside = QRect()
        self._title = label("", "heading")
        close = icon_button(tr("Close"), "close", surroundings.appearance.icons, self.close_panel)
        head = row(self._title, close, spacing="s")
        head.setStretch(0, 1)
        head.setAlignment(self._title, Qt.AlignmentFlag.AlignVCenter)
        self._inside: QVBoxLayout = column(spacing="s")
        self._content = QWidget()
        whole = column(spacing="xs")
        whole.setContentsMargins(SPACE["l"], SPACE["s"], SPACE["s"], SPACE["m"])
        whole.addLayout(head)
        whole.addLayout(self._inside)
        self._inside.setContentsMargins(0, 0, SPACE["m"], 0)
        self._content.setLayout(whole)
        self._whole = whole
        scroll = QScrollArea()
        scroll.setWidgetResizable(True)
        scroll.setFrameShape(QFrame.Shape.NoFrame)
        scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        scroll.setWidget(self._content)
        outside = column(spacing="")
        outside.setContentsMargins(1, 1, 1, 1)
        outside.addWidget(scroll)
        self.setLayout(outside)
        parent.installEventFilter(self)
        self.hide()

    def show_beside(self, place: QRect, title: str, *parts: QWidget, said: str = "") -> None:
        """Show parts beside a place of the parent; a screen reader says what there is to read."""
        clear(self._inside)
        self._title.setText(title)
        for part in parts:
            self._inside.addWidget(part)
        self._beside = place
        self.setAccessibleName(f"{title}. {said}" if said else title)
        self._place()
        self.show()
        self.raise_()
        self.fit()
        self.setFocus(Qt.FocusReason.OtherFocusReason)
        announce(self, self.accessibleName())

    def close_panel(self) -> None:
        """Go away, and say so."""
        if self.isVisible():
            self.hide()
            self.closed.emit()

    def fit(self) -> None:
        """Take the height that the content has, as soon as it is laid out."""
        QTimer.singleShot(0, self, self._place)

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.close_panel()
        else:
            super().keyPressEvent(event)

    @override
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if watched is self._parent and event.type() is QEvent.Type.Resize and self.isVisible():
            self._place()
        return False

    def _place(self) -> None:
        """Stand below the place, above it where there is more room, and always inside the parent."""
        room = self._parent.rect().adjusted(_GAP, _GAP, -_GAP, -_GAP)
        width = min(self._appearance.scaled(_WIDTH), room.width())
        height = min(self._height_for(width), room.height())
        top = self._beside.bottom() + _GAP
        if top + height > room.bottom():
            above = self._beside.top() - _GAP - height
            top = above if room.top() <= above <= room.bottom() - height else room.bottom() - height
        top = max(room.top(), top)
        left = min(max(room.left(), self._beside.left() - SPACE["l"]), room.right() - width)
        self.setGeometry(left, top, width, height)

    def _height_for(self, width: int) -> int:
        whole = self._whole
        self._inside.invalidate()
        whole.invalidate()
        whole.activate()
        needed = (
            whole.totalHeightForWidth(width - _EDGES) if whole.hasHeightForWidth() else whole.totalSizeHint().height()
        )
        return needed + _EDGES

"""One column that scrolls, and that can be filled anew without losing the place or the keyboard."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from itertools import pairwise

from PySide6.QtCore import QPoint, Qt, QTimer
from PySide6.QtWidgets import QApplication, QFrame, QLayout, QScrollArea, QVBoxLayout, QWidget

from hoofbeat.ui.appearance import Appearance
from hoofbeat.ui.theme import LONGEST_LINE, SPACE
from hoofbeat.ui.widgets.parts import clear, column


class ScrollingColumn(QScrollArea):
    """Fill `content`. A widget that is to have the keyboard again after a refill goes by its object name."""

    def __init__(self, appearance: Appearance) -> None:
        super().__init__()
        self._appearance = appearance
        self.content: QVBoxLayout = column(spacing="l")
        self.content.setContentsMargins(2, 2, SPACE["m"], SPACE["l"])
        self._holder = QWidget()
        self._holder.setObjectName("page_body")
        self._holder.setLayout(self.content)
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setWidget(self._holder)
        appearance.changed.connect(self._fit)
        self._fit()
        self._remembered = ""

    def remember_focus(self) -> None:
        """Note what has the keyboard, before something else is shown in the place of the column."""
        self._remembered = self._focused_name()

    def focus_again(self) -> None:
        """Give the keyboard back to what had it."""
        self._focus(self._remembered)

    def bring_into_view(self, part: QWidget) -> None:
        """Scroll, once all is laid out, so that a part that was just opened is seen from its top."""
        QTimer.singleShot(0, part, lambda: self._scroll_to(part))

    def order_tabs(self) -> None:
        """Let Tab follow the order in which things stand, whenever they were put there."""
        for one, next_one in pairwise(_in_reading_order(self.content)):
            QWidget.setTabOrder(one, next_one)

    @contextmanager
    def refilling(self, part: QVBoxLayout | None = None) -> Iterator[QVBoxLayout]:
        """Empty the column, or a part of it, and let it be filled anew; the keyboard and the place stay where they were."""
        filled = part or self.content
        with self.keeping_place():
            clear(filled)
            yield filled
            if part is None:
                self.content.addStretch(1)

    @contextmanager
    def keeping_place(self) -> Iterator[None]:
        """Let parts of the column be filled anew; the keyboard and the place stay where they were."""
        name = self._focused_name()
        place = self.verticalScrollBar().value()
        yield
        self.order_tabs()
        self._focus(name)
        QTimer.singleShot(0, self, lambda: self.verticalScrollBar().setValue(place))

    def _scroll_to(self, part: QWidget) -> None:
        self.content.activate()
        top = part.mapTo(self._holder, QPoint(0, 0)).y()
        seen = self.verticalScrollBar().value()
        if top < seen or top + min(part.height(), self.viewport().height()) > seen + self.viewport().height():
            self.verticalScrollBar().setValue(max(top - SPACE["xl"], 0))

    def _focused_name(self) -> str:
        focused = QApplication.focusWidget()
        return focused.objectName() if focused is not None and self.isAncestorOf(focused) else ""

    def _focus(self, name: str) -> None:
        if not name:
            return
        found = [each for each in self.findChildren(QWidget, name) if each.parent() is not None and not each.isHidden()]
        if found:
            found[-1].setFocus(Qt.FocusReason.OtherFocusReason)

    def _fit(self) -> None:
        self._holder.setMaximumWidth(self._appearance.scaled(LONGEST_LINE))


def _in_reading_order(layout: QLayout) -> Iterator[QWidget]:
    """Yield the widgets of a layout that take the keyboard, from its begin to its end."""
    for place in range(layout.count()):
        item = layout.itemAt(place)
        widget, inner = (None, None) if item is None else (item.widget(), item.layout())
        if widget is not None:
            if widget.focusPolicy() != Qt.FocusPolicy.NoFocus:
                yield widget
            inner = widget.layout()
        if inner is not None:
            yield from _in_reading_order(inner)

"""What was found, in groups; each line is a way to where it stands."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QFontMetrics, QKeyEvent
from PySide6.QtWidgets import QListWidget, QListWidgetItem
from typing_extensions import override

from hoofbeat.ui.appearance import Appearance
from hoofbeat.wording.translation import tr

_OPEN = Qt.ItemDataRole.UserRole
_HEADING_LINES = 2.2

Open = Callable[[], object]


class FoundList(QListWidget):
    """Lines below headings. Signal: `left_upwards` when the keyboard goes up from the first line."""

    left_upwards = Signal()

    def __init__(self, appearance: Appearance) -> None:
        super().__init__()
        self._appearance = appearance
        self.setAccessibleName(tr("What was found"))
        self.setWordWrap(True)
        self.setTextElideMode(Qt.TextElideMode.ElideNone)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollMode(QListWidget.ScrollMode.ScrollPerPixel)
        self.setResizeMode(QListWidget.ResizeMode.Adjust)
        self.itemClicked.connect(_open)

    def add_heading(self, text: str) -> None:
        """Begin a group."""
        line = QListWidgetItem(text)
        line.setFlags(Qt.ItemFlag.NoItemFlags)
        font = self.font()
        font.setPointSizeF(self._appearance.body_points * 0.9)
        font.setWeight(font.Weight.DemiBold)
        line.setFont(font)
        line.setTextAlignment(Qt.AlignmentFlag.AlignBottom | Qt.AlignmentFlag.AlignLeft)
        line.setSizeHint(QSize(1, round(QFontMetrics(font).lineSpacing() * _HEADING_LINES)))
        line.setForeground(self._appearance.theme.color("quiet_text"))
        self.addItem(line)

    def add_line(self, title: str, detail: str, group: str, act: Open) -> None:
        """Add something found; a screen reader hears its group too."""
        line = QListWidgetItem(f"{title}\n{detail}" if detail else title)
        line.setData(_OPEN, act)
        line.setData(Qt.ItemDataRole.AccessibleTextRole, ", ".join(text for text in (title, detail, group) if text))
        self.addItem(line)

    def add_remark(self, text: str) -> None:
        """Say something that cannot be opened."""
        line = QListWidgetItem(text)
        line.setFlags(Qt.ItemFlag.NoItemFlags)
        line.setForeground(self._appearance.theme.color("quiet_text"))
        self.addItem(line)

    def lines(self) -> list[QListWidgetItem]:
        """Return the lines that can be opened, from top to bottom."""
        return [self.item(row) for row in range(self.count()) if self.item(row).data(_OPEN) is not None]

    def go_to_first(self) -> None:
        """Stand on the first line, with the keyboard."""
        for line in self.lines()[:1]:
            self.setFocus()
            self.setCurrentItem(line)

    def open_first(self) -> None:
        """Open the first line."""
        for line in self.lines()[:1]:
            _open(line)

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        row, lines = self.currentRow(), self.lines()
        if row >= 0 and event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            _open(self.item(row))
        elif event.key() == Qt.Key.Key_Up and lines and row == self.row(lines[0]):
            self.left_upwards.emit()
        else:
            super().keyPressEvent(event)


def _open(line: QListWidgetItem) -> None:
    act = line.data(_OPEN)
    if act is not None:
        act()

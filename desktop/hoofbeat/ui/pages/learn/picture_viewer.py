"""One picture, as wide as the window, or wider where its letters need it at the size of text that was chosen."""

from __future__ import annotations

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QPixmap, QResizeEvent
from PySide6.QtWidgets import QLabel, QScrollArea
from typing_extensions import override

from hoofbeat.ui.appearance import Appearance
from hoofbeat.ui.pages.learn.looks import PICTURE_WIDTH
from hoofbeat.ui.pages.learn.pictures import draw_picture
from hoofbeat.wording.translation import tr


class PictureViewer(QScrollArea):
    """Scrolled with the arrow keys, too. A screen reader says the words of the picture."""

    def __init__(self, appearance: Appearance, name: str, words: str) -> None:
        super().__init__()
        self._appearance = appearance
        self._name = name
        self._width = 0
        self._shown = QLabel()
        self._shown.setAccessibleName(words)
        self.setAccessibleName(tr("Picture: {words}").format(words=words))
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAlignment(Qt.AlignmentFlag.AlignHCenter | Qt.AlignmentFlag.AlignTop)
        self.setProperty("look", "picture")
        self.setWidget(self._shown)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOn)
        appearance.changed.connect(self._on_appearance_changed)

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._draw()

    def _on_appearance_changed(self) -> None:
        self._width = 0
        self._draw()

    def _draw(self) -> None:
        width = max(self.viewport().width(), self._appearance.scaled(PICTURE_WIDTH))
        if width == self._width:
            return
        self._width = width
        image = draw_picture(self._name, width, theme=self._appearance.theme, ratio=self.devicePixelRatioF())
        self._shown.setPixmap(QPixmap.fromImage(image))
        self._shown.resize(self._shown.sizeHint())
        QTimer.singleShot(0, self, self._show_middle)

    def _show_middle(self) -> None:
        self.horizontalScrollBar().setValue(self.horizontalScrollBar().maximum() // 2)

"""One picture, as large as its letters need at the size of text that was chosen."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QPixmap
from PySide6.QtWidgets import QLabel, QScrollArea

from hoofbeat.ui.appearance import Appearance
from hoofbeat.ui.pages.learn.looks import PICTURE_WIDTH
from hoofbeat.ui.pages.learn.pictures import draw_picture
from hoofbeat.wording.translation import tr

_LARGER = 1.35


class PictureViewer(QScrollArea):
    """Scrolled with the arrow keys, too. A screen reader says the words of the picture."""

    def __init__(self, appearance: Appearance, name: str, words: str) -> None:
        super().__init__()
        self._appearance = appearance
        self._name = name
        self._shown = QLabel()
        self._shown.setAccessibleName(words)
        self.setAccessibleName(tr("Picture: {words}").format(words=words))
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAlignment(Qt.AlignmentFlag.AlignHCenter | Qt.AlignmentFlag.AlignTop)
        self.setProperty("look", "picture")
        self.setWidget(self._shown)
        appearance.changed.connect(self._draw)
        self._draw()

    def _draw(self) -> None:
        width = self._appearance.scaled(round(PICTURE_WIDTH * _LARGER))
        image = draw_picture(self._name, width, theme=self._appearance.theme, ratio=self.devicePixelRatioF())
        self._shown.setPixmap(QPixmap.fromImage(image))
        self._shown.resize(self._shown.sizeHint())

"""The sheet before it goes anywhere: its pages on paper or its words as text, and what is left out said above them."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QPlainTextEdit, QPushButton, QSizePolicy, QStackedWidget, QWidget

from hoofbeat.ui.editors import ChoiceBox
from hoofbeat.ui.pages.share.making import Made
from hoofbeat.ui.pages.share.paper_view import FIT_PAGE, FIT_WIDTH, PaperView
from hoofbeat.ui.preview import Draftsman
from hoofbeat.ui.surroundings import Surroundings
from hoofbeat.ui.widgets.announce import announce
from hoofbeat.ui.widgets.flow import FlowLayout
from hoofbeat.ui.widgets.parts import button, column, icon_button, label, row
from hoofbeat.wording.sheets import left_out_sentence
from hoofbeat.wording.translation import tr

_PERCENTAGES = (75, 100, 125, 150, 200, 300)


class PreviewPane(QWidget):
    """Signal: `failed` with an error of the drawing."""

    failed = Signal(object)

    def __init__(self, surroundings: Surroundings, draftsman: Draftsman) -> None:
        super().__init__()
        icons = surroundings.appearance.icons
        self.paper = PaperView(draftsman)
        self.words = QPlainTextEdit()
        self._before = icon_button(tr("Page before"), "left", icons, lambda: self._turn(-1))
        self._after = icon_button(tr("Next page"), "right", icons, lambda: self._turn(1))
        self._number = label(tr("Making the sheet…"), "quiet", wraps=False)
        self._zoom = ChoiceBox()
        self._as_text: QPushButton = button(tr("As text"))
        self._left_out = label("", "small")
        self._kinds = QStackedWidget()
        self._lay_out()
        self._connect()
        self._show_turning()

    def show_made(self, made: Made) -> None:
        """Show a sheet."""
        self._left_out.setText(left_out_sentence(made.sheet.left_out))
        self._left_out.setVisible(bool(self._left_out.text()))
        if self.words.toPlainText() != made.text:
            if self.words.toPlainText():
                announce(self, tr("The preview is new."))
            self.words.setPlainText(made.text)
        self.paper.show_pdf(made.pdf)

    def clear(self) -> None:
        """Show nothing, and keep nothing."""
        self.paper.clear()
        self.words.clear()
        self._left_out.clear()
        self._number.setText("")
        self._show_turning()

    def grow(self, grows: bool) -> None:
        """Be as high as the page, because what is around scrolls; or scroll by itself."""
        self.paper.grow(grows)

    def show_as_text(self, is_text: bool) -> None:
        """Show the words of the sheet instead of its picture, or the picture."""
        self._as_text.setChecked(is_text)
        self._kinds.setCurrentWidget(self.words if is_text else self.paper)
        self._show_turning()

    def _lay_out(self) -> None:
        self.words.setReadOnly(True)
        self.words.setTabChangesFocus(True)
        self.words.setAccessibleName(tr("The sheet as text"))
        self._as_text.setCheckable(True)
        self._zoom.setAccessibleName(tr("Size of the preview"))
        self._zoom.setMinimumContentsLength(9)
        self._zoom.addItem(tr("Page width"), FIT_WIDTH)
        self._zoom.addItem(tr("Whole page"), FIT_PAGE)
        for percent in _PERCENTAGES:
            self._zoom.addItem(tr("{percent} %").format(percent=percent), percent)
        self._kinds.addWidget(self.paper)
        self._kinds.addWidget(self.words)
        bar = QWidget()
        parts = FlowLayout(bar)
        turning = QWidget()
        turning.setLayout(row(self._before, self._number, self._after, spacing="xs"))
        for part in (turning, self._zoom, self._as_text):
            parts.addWidget(part)
        policy = bar.sizePolicy()
        policy.setVerticalPolicy(QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        bar.setSizePolicy(policy)
        inside = column(spacing="s")
        inside.addWidget(bar)
        inside.addWidget(self._left_out)
        inside.addWidget(self._kinds, 1)
        self._left_out.hide()
        self.setLayout(inside)

    def _connect(self) -> None:
        self.paper.page_shown.connect(self._on_page_shown)
        self.paper.turned.connect(self._turn)
        self.paper.failed.connect(self.failed)
        self._zoom.activated.connect(lambda _index: self.paper.set_zoom(self._zoom.currentData()))
        self._as_text.clicked.connect(self.show_as_text)

    def _turn(self, step: int) -> None:
        page = self.paper.page + step
        if 0 <= page < self.paper.count:
            self.paper.show_page(page)
            announce(self, self.paper_number(page))

    def paper_number(self, page: int) -> str:
        """Say which page of how many."""
        return tr("Page {number} of {count}").format(number=page + 1, count=self.paper.count)

    def _on_page_shown(self, page: int, _count: int) -> None:
        self._number.setText(self.paper_number(page))
        self._show_turning()

    def _show_turning(self) -> None:
        is_paper = not self._as_text.isChecked()
        self._before.setEnabled(is_paper and self.paper.page > 0)
        self._after.setEnabled(is_paper and self.paper.page + 1 < self.paper.count)
        self._zoom.setEnabled(is_paper)

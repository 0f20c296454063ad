"""The text of a PDF beside which results are typed: to read and copy, in a window of its own if wanted. Nothing is guessed from it."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QPlainTextEdit, QWidget

from hoofbeat.ui.surroundings import Surroundings
from hoofbeat.ui.widgets.announce import announce
from hoofbeat.ui.widgets.parts import button, column, label, row
from hoofbeat.wording.translation import tr

_HEIGHT = 380
_BESIDE = (520, 640)


class PdfTextView(QWidget):
    """Shows the text of a PDF and lets it be copied."""

    def __init__(self, surroundings: Surroundings, pages: Sequence[str]) -> None:
        super().__init__()
        self.text = text_pane(pages)
        self.text.setMinimumHeight(surroundings.appearance.scaled(_HEIGHT))
        icons = surroundings.appearance.icons
        inside = column(spacing="m")
        inside.addWidget(
            label(
                tr(
                    "This is the text of the PDF. Hoofbeat guesses no result from it: the columns of a PDF are easily mixed up. Copy what you need, or keep the text beside you while you type."
                )
            )
        )
        inside.addWidget(self.text)
        copy = button(tr("Copy all"), self._copy, icon="copy", icons=icons)
        inside.addLayout(row(copy, None))
        self.setLayout(inside)
        self.setFocusProxy(self.text)

    def _copy(self) -> None:
        QGuiApplication.clipboard().setText(self.text.toPlainText())
        announce(self, tr("Copied."))


class TextBeside(QWidget):
    """The text in a window of its own, which stays beside the form while results are typed."""

    def __init__(self, owner: QWidget, surroundings: Surroundings, name: str, pages: Sequence[str]) -> None:
        super().__init__(owner, Qt.WindowType.Window)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(tr("Text of {name}").format(name=name))
        self.text = text_pane(pages)
        inside = column(spacing="s", margin="m")
        inside.addWidget(self.text, 1)
        inside.addLayout(row(None, button(tr("Close"), self.close)))
        self.setLayout(inside)
        width, height = (surroundings.appearance.scaled(each) for each in _BESIDE)
        self.resize(width, height)


def text_pane(pages: Sequence[str]) -> QPlainTextEdit:
    """Make a pane with the text of all pages, to read and select by keyboard."""
    pane = QPlainTextEdit()
    pane.setReadOnly(True)
    pane.setTextInteractionFlags(
        Qt.TextInteractionFlag.TextSelectableByKeyboard | Qt.TextInteractionFlag.TextSelectableByMouse
    )
    pane.setTabChangesFocus(True)
    pane.setAccessibleName(tr("Text of the PDF"))
    parts = [
        tr("Page {number}").format(number=number) + f"\n\n{page}" if len(pages) > 1 else page
        for number, page in enumerate(pages, start=1)
    ]
    pane.setPlainText("\n\n".join(parts))
    return pane

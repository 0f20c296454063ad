"""The text itself: rich text that loads nothing but our own pictures, follows no link by itself, and can mark a passage."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from urllib.parse import unquote

from PySide6.QtCore import QPoint, QRect, Qt, QTimer, QUrl, Signal
from PySide6.QtGui import (
    QColor,
    QFontMetricsF,
    QImage,
    QKeyEvent,
    QMouseEvent,
    QResizeEvent,
    QTextBlock,
    QTextCharFormat,
    QTextCursor,
    QTextDocument,
    QTextFragment,
    QTextTable,
)
from PySide6.QtWidgets import QTextBrowser, QTextEdit
from typing_extensions import override

from hoofbeat.ui.appearance import Appearance
from hoofbeat.ui.pages.learn.composing import Composed
from hoofbeat.ui.pages.learn.looks import LINE_CHARACTERS, READING_SIZE, Room, style_sheet
from hoofbeat.wording.translation import tr

_MARGIN = 22
_INDENT = 24
_SETTLING_MILLISECONDS = 80
_SAMPLE = "The tests that may be used measure what the tumor makes, and show where in the body it is."
"""A sentence as the texts have them, to know how wide a character is on average."""


class Reader(QTextBrowser):
    """Signals: `link_chosen` with its target; `room_changed` when the text should be set anew; `dismissed` by the Esc key."""

    link_chosen = Signal(str)
    room_changed = Signal()
    dismissed = Signal()

    def __init__(self, appearance: Appearance) -> None:
        super().__init__()
        self.setObjectName("reader")
        self._appearance = appearance
        self._images: Mapping[str, QImage] = {}
        self._nothing = QImage(1, 1, QImage.Format.Format_ARGB32_Premultiplied)
        self._nothing.fill(0)
        self._clicked_at: QPoint | None = None
        self._anchors: dict[str, QTextBlock] = {}
        self.setOpenLinks(False)
        self.setOpenExternalLinks(False)
        self.setUndoRedoEnabled(False)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        # Always there: a bar that comes and goes would have the text set anew each time.
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOn)
        self.setViewportMargins(_MARGIN, 0, _MARGIN // 2, 0)
        self.setAccessibleName(tr("Text"))
        self.document().setDocumentMargin(0)
        self.document().setIndentWidth(_INDENT)
        self._settling = QTimer(self, singleShot=True, interval=_SETTLING_MILLISECONDS)
        self._settling.timeout.connect(self.room_changed)
        self.anchorClicked.connect(self._on_anchor_clicked)
        self._read_at: int | str = 0
        self._is_unsettled = False
        self._noting = QTimer(self, singleShot=True, interval=_SETTLING_MILLISECONDS)
        self._noting.timeout.connect(self._note_place)
        self.verticalScrollBar().valueChanged.connect(self._noting.start)
        appearance.changed.connect(self._settle)

    def room(self, widest: int, told_pictures: frozenset[str]) -> Room:
        """Return what there is to set a text into; this widget itself could be so wide at most."""
        font = self.font()
        font.setPointSizeF(self._appearance.body_points * READING_SIZE)
        character = QFontMetricsF(font).horizontalAdvance(_SAMPLE) / len(_SAMPLE)
        width = max(self.viewport().width(), round(20 * character))
        return Room(
            theme=self._appearance.theme,
            points=self._appearance.body_points,
            text_width=min(width, round(LINE_CHARACTERS * character)),
            full_width=width,
            character_width=character,
            widest=width + widest - self.width(),
            ratio=self.devicePixelRatioF(),
            told_pictures=told_pictures,
        )

    def show_composed(self, composed: Composed, room: Room) -> None:
        """Show a place."""
        self._images = composed.images
        self.setExtraSelections([])
        document = self.document()
        document.setDefaultStyleSheet(style_sheet(room))
        document.setHtml(composed.html)
        self._finish(document, room)
        self.moveCursor(QTextCursor.MoveOperation.Start)
        self._read_at = 0
        self.keep_room()
        self.setAccessibleName(composed.title)

    def go_to(self, anchor: str, *, marks: bool = False) -> None:
        """Bring a place of the text into view; where it is a passage, mark it."""
        block = self._anchors.get(anchor)
        if block is None:
            return
        before = block.previous()
        shown = before if before.isValid() and before.blockFormat().headingLevel() else block
        top = self.document().documentLayout().blockBoundingRect(shown).top()
        self.verticalScrollBar().setValue(max(0, round(top) - _MARGIN))
        self.setTextCursor(QTextCursor(block))
        self._read_at = anchor
        if marks:
            self.mark(anchor)

    def stay_at(self, stay: int | str) -> None:
        """Be so far down in the text, or at an anchor of it, without marking anything."""
        if isinstance(stay, str):
            self.go_to(stay)
        else:
            self.verticalScrollBar().setValue(stay)

    def mark(self, anchor: str) -> None:
        """Mark a passage."""
        block = self._anchors.get(anchor)
        if block is not None:
            self._mark(block)

    def keep_room(self) -> None:
        """Go on noting where one reads: the text is set into the room that there is."""
        self._is_unsettled = False

    @property
    def read_at(self) -> int | str:
        """Where one was reading before the room changed: the anchor at the top of what was seen, or 0 for the very top."""
        return self._read_at

    def focus_first_link(self) -> None:
        """Put the keyboard on the first link."""
        self.setFocus()
        self.moveCursor(QTextCursor.MoveOperation.Start)
        self.focusNextPrevChild(True)

    def links(self) -> list[str]:
        """Return where the links of the text lead, from top to bottom."""
        return [
            unquote(fragment.charFormat().anchorHref())
            for block in _blocks(self.document())
            for fragment in _fragments(block)
            if fragment.charFormat().anchorHref()
        ]

    def chosen_rect(self) -> QRect:
        """Return where the link that was chosen stands, in this widget."""
        if self._clicked_at is not None:
            spot = self.cursorRect(self.cursorForPosition(self._clicked_at))
        else:
            spot = self.cursorRect(self.textCursor())
        return spot.translated(self.viewport().pos())

    @override
    def loadResource(self, type: int, name: QUrl | str) -> object:
        """Give our own pictures. Anything else is nothing, said so that Qt looks no further."""
        address = QUrl(name)
        if address.scheme() == "illustration":
            return self._images.get(address.path(), self._nothing)
        return self._nothing

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        if event.oldSize().width() != event.size().width():
            self._settle()
        super().resizeEvent(event)

    @override
    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        self._clicked_at = event.position().toPoint()
        super().mouseReleaseEvent(event)

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.dismissed.emit()
            return
        self._clicked_at = None
        super().keyPressEvent(event)

    def _settle(self) -> None:
        """Wait until the room no longer changes. Where one reads was noted before lines broke elsewhere."""
        self._is_unsettled = True
        self._settling.start()

    def _note_place(self) -> None:
        if not self._is_unsettled:
            self._read_at = self._top_anchor()

    def _top_anchor(self) -> int | str:
        if not self.verticalScrollBar().value():
            return 0
        names = {block.blockNumber(): name for name, block in reversed(self._anchors.items())}
        top = self.cursorForPosition(QPoint(0, _MARGIN + 2)).blockNumber()
        return next((names[number] for number in range(top, -1, -1) if number in names), 0)

    def _finish(self, document: QTextDocument, room: Room) -> None:
        """Do what the style sheet cannot: dots below words with a meaning, the length of lines, and where each anchor is."""
        self._anchors = {}
        spare = max(0, room.full_width - room.text_width)
        terms: list[tuple[int, int]] = []
        cursor = QTextCursor(document)
        cursor.beginEditBlock()
        for block in _blocks(document):
            cursor.setPosition(block.position())
            self._fit(cursor, block, spare)
            for fragment in _fragments(block):
                for name in fragment.charFormat().anchorNames():
                    self._anchors.setdefault(name, block)
                if fragment.charFormat().anchorHref().startswith("term:"):
                    terms.append((fragment.position(), fragment.length()))
        dotted = QTextCharFormat()
        dotted.setUnderlineStyle(QTextCharFormat.UnderlineStyle.DotLine)
        dotted.setUnderlineColor(QColor(room.theme.colors["accent"]))
        for start, length in terms:
            cursor.setPosition(start)
            cursor.setPosition(start + length, QTextCursor.MoveMode.KeepAnchor)
            cursor.mergeCharFormat(dotted)
        cursor.endEditBlock()

    def _fit(self, cursor: QTextCursor, block: QTextBlock, spare: int) -> None:
        """Keep lines short outside tables; in a table, leave no room below the last block of a cell."""
        # None outside a table, whatever the stubs say.
        table: QTextTable | None = cursor.currentTable()
        form = block.blockFormat()
        if table is None:
            if spare and not _has_picture(block):
                form.setRightMargin(form.rightMargin() + spare)
                cursor.setBlockFormat(form)
        elif table.cellAt(cursor).lastCursorPosition().block() == block:
            form.setBottomMargin(0)
            cursor.setBlockFormat(form)

    def _mark(self, block: QTextBlock) -> None:
        cursor = QTextCursor(block)
        cursor.movePosition(QTextCursor.MoveOperation.EndOfBlock, QTextCursor.MoveMode.KeepAnchor)
        selection = QTextEdit.ExtraSelection()
        selection.cursor = cursor
        form = QTextCharFormat()
        form.setBackground(self._appearance.theme.color("stripe"))
        form.setForeground(self._appearance.theme.color("on_notice"))
        selection.format = form
        self.setExtraSelections([selection])

    def _on_anchor_clicked(self, url: QUrl) -> None:
        self.link_chosen.emit(unquote(url.toString()))


def _blocks(document: QTextDocument) -> Iterator[QTextBlock]:
    block = document.begin()
    while block.isValid():
        yield block
        block = block.next()


def _has_picture(block: QTextBlock) -> bool:
    return any(fragment.charFormat().isImageFormat() for fragment in _fragments(block))


def _fragments(block: QTextBlock) -> Iterator[QTextFragment]:
    walk = block.begin()
    while not walk.atEnd():
        yield walk.fragment()
        walk += 1

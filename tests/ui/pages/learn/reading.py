"""What tests of Learn do as a person does: follow a link, open a topic, look for words, see what is marked."""

from __future__ import annotations

from urllib.parse import unquote

from PySide6.QtCore import Qt
from PySide6.QtGui import QTextCursor

from hoofbeat.ui.pages.learn.page import LearnPage
from hoofbeat.ui.pages.learn.reader import Reader, _blocks, _fragments
from tests.ui.driver import Driver


def follow(driver: Driver, page: LearnPage, link: str) -> None:
    """Choose a link as the Enter key does."""
    assert select_link(page.reader, link), f"{link} is not among {page.reader.links()}"
    driver.press(Qt.Key.Key_Return)
    driver.settle()


def open_topic(driver: Driver, page: LearnPage, target: str) -> None:
    page.open_topic(target)
    driver.settle()


def look_for(driver: Driver, page: LearnPage, words: str) -> None:
    page.find_here()
    driver.type(words)
    driver.press(Qt.Key.Key_Return)
    driver.settle()


def shown(page: LearnPage) -> str:
    return page.reader.toPlainText()


def select_link(reader: Reader, target: str) -> bool:
    """Put the keyboard on the first link that leads there; tell whether there is one."""
    for block in _blocks(reader.document()):
        for fragment in _fragments(block):
            if unquote(fragment.charFormat().anchorHref()) == target:
                cursor = QTextCursor(reader.document())
                cursor.setPosition(fragment.position())
                cursor.setPosition(fragment.position() + fragment.length(), QTextCursor.MoveMode.KeepAnchor)
                reader._clicked_at = None
                reader.setTextCursor(cursor)
                reader.setFocus()
                return True
    return False


def has_anchor(reader: Reader, anchor: str) -> bool:
    return anchor in reader._anchors


def marked_text(reader: Reader) -> str:
    return "".join(each.cursor.selectedText() for each in reader.extraSelections())

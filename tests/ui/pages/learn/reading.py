"""What tests of Learn do as a person does: follow a link, open a topic, look for words."""

from __future__ import annotations

from PySide6.QtCore import Qt

from hoofbeat.ui.pages.learn.page import LearnPage
from tests.ui.driver import Driver


def follow(driver: Driver, page: LearnPage, link: str) -> None:
    """Choose a link as the Enter key does."""
    assert page.reader.select_link(link), f"{link} is not among {page.reader.links()}"
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

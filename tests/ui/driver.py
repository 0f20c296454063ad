"""Drives a real window on a real journal: opens it, waits for its workers, types as a person would."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QAbstractButton, QApplication, QLabel, QWidget
from pytestqt.qtbot import QtBot

from hoofbeat.settings import Settings
from hoofbeat.ui.start import control, make_window
from hoofbeat.ui.window.controller import Controller

MOMENT = datetime(2026, 3, 3, 10, 42, tzinfo=ZoneInfo("Europe/Vienna"))


class Driver:
    """One window. `errors` holds what was told as a failure."""

    def __init__(self, qtbot: QtBot, application: QApplication, path: Path, settings: Settings | None = None) -> None:
        self._bot = qtbot
        self.errors: list[Exception] = []
        chosen = settings or Settings()
        self.window = make_window(application, chosen)
        self.controller: Controller = control(self.window, chosen, path, now=lambda: MOMENT)
        self.tasks = self.controller.tasks
        self.tasks.failed.connect(self.errors.append)

    def show(self) -> None:
        """Show the window and let it begin, as a start does."""
        with self._bot.waitActive(self.window):
            self.window.show()
            self.window.activateWindow()
        self.controller.begin()
        self.settle()

    def create(self, *, name: str = "", passphrase: str | None = None) -> None:
        """Make a journal and open it."""
        self._open(lambda: self.controller.session.create(name=name, passphrase=passphrase))

    def create_sample(self) -> None:
        """Open the made-up record."""
        self._open(lambda: self.controller.session.create_sample(self.controller.session.path))

    def open(self) -> None:
        """Open the journal that is there."""
        self._open(self.controller.session.begin)

    def go(self, key: str) -> Any:
        """Go to a page and wait until it is there."""
        self.window.show_page(key)
        self.settle()
        return self.window.page

    def settle(self) -> None:
        """Wait until both workers have answered all that was asked, and what those answers asked."""
        for _ in range(3):
            done: list[object] = []
            for worker in (self.tasks._reader, self.tasks._writer):
                self.tasks._submit(worker, lambda: None, done.append, None)
            self._bot.waitUntil(lambda done=done: len(done) == 2, timeout=20_000)  # type: ignore[misc]  # bound by its default

    def read(self, query: Callable[[Any], Any]) -> Any:
        """Read from the journal."""
        answers: list[Any] = []
        self.tasks.read(query, then=answers.append)
        self._bot.waitUntil(lambda: bool(answers), timeout=20_000)
        return answers[0]

    def type(self, text: str) -> None:
        """Type into whatever has the keyboard; QTest.keyClicks would abort on some letters."""
        for letter in text:
            self._press(0, Qt.KeyboardModifier.NoModifier, letter)

    def press(self, key: Qt.Key, modifier: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
        """Press a key."""
        self._press(int(key), modifier, "")

    def click(self, text: str, within: QWidget | None = None) -> None:
        """Press the button with these words."""
        self.button(text, within).click()
        self.settle()

    def button(self, text: str, within: QWidget | None = None) -> QAbstractButton:
        """Find the visible button with these words, or this spoken name."""
        found = [
            each
            for each in (within or self.window).findChildren(QAbstractButton)
            if each.isVisible() and text in (each.text(), each.accessibleName())
        ]
        assert found, f"no button {text!r} among {self.buttons(within)}"
        return found[0]

    def buttons(self, within: QWidget | None = None) -> list[str]:
        """Return the words of all visible buttons."""
        return [
            each.text() or each.accessibleName()
            for each in (within or self.window).findChildren(QAbstractButton)
            if each.isVisible()
        ]

    def words(self, within: QWidget | None = None) -> str:
        """Return all words that are seen, without the marks where a long one may break."""
        seen = (each.text() for each in (within or self.window).findChildren(QLabel) if each.isVisible())
        return "\n".join(seen).replace("\N{ZERO WIDTH SPACE}", "")

    def close(self) -> None:
        """Close the window as a person does."""
        if self.window.isVisible():
            self.window.close()
        else:
            self.tasks.shut_down()
        self.window.deleteLater()
        QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)

    def _open(self, begin: Callable[[], object]) -> None:
        with self._bot.waitSignal(self.controller.session.opened, timeout=20_000):
            begin()
        self.settle()

    def _press(self, key: int, modifier: Qt.KeyboardModifier, text: str) -> None:
        focused: QWidget | None = QApplication.focusWidget() or self.window.focusWidget()
        target: QObject = self.window if focused is None else focused
        for kind in (QEvent.Type.KeyPress, QEvent.Type.KeyRelease):
            QApplication.sendEvent(target, QKeyEvent(kind, key, modifier, text))

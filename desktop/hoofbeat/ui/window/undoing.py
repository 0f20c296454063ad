"""Undo and redo of the window: in a text field its typing, else the changes since the journal was opened."""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QApplication, QLineEdit, QMenu, QPlainTextEdit

from hoofbeat.domain.changes import Change, Undone
from hoofbeat.domain.errors import NothingCouldBeUndoneError, NothingToRedoError, NothingToUndoError
from hoofbeat.ui.surroundings import Surroundings
from hoofbeat.wording.changes import change_sentence
from hoofbeat.wording.translation import tr

if TYPE_CHECKING:
    from hoofbeat.services.journals import Journal


class Undoing(QObject):
    """Does undo and redo, and keeps their menu entries true."""

    def __init__(self, surroundings: Surroundings, actions: Mapping[str, QAction]) -> None:
        super().__init__()
        self._surroundings = surroundings
        self._actions = actions
        self._since = 0
        self._can_undo = False
        surroundings.tasks.change_made.connect(lambda _change: self.refresh())
        for menu in actions["undo"].associatedObjects():
            if isinstance(menu, QMenu):
                menu.aboutToShow.connect(self._follow_typing)

    def begin(self, since: int) -> None:
        """Let undo go back as far as this change, and no further."""
        self._since = since
        self.refresh()

    def refresh(self) -> None:
        """Say in the menu what would be undone and redone."""
        self._surroundings.tasks.read(partial(_possible, self._since), view="undo", then=self._on_possible)

    def undo(self) -> None:
        """Take back typing where the cursor is in a text, else the newest change."""
        focused = QApplication.focusWidget()
        if _can_undo_typing(focused):
            focused.undo()  # type: ignore[union-attr]  # _can_undo_typing says that it is a text
        elif self._surroundings.can_change:
            self._surroundings.tasks.change(partial(_undo, self._since), then=self._on_undone, failed=self._on_failed)

    def redo(self) -> None:
        """Make the change again that was taken back last."""
        if self._surroundings.can_change:
            self._surroundings.tasks.change(_redo, then=self._on_redone, failed=self._on_failed)

    def _on_possible(self, possible: tuple[Change | None, Change | None]) -> None:
        for name, plain, change in zip(("undo", "redo"), (tr("Undo"), tr("Redo")), possible, strict=True):
            action = self._actions[name]
            action.setEnabled(change is not None)
            text = (
                plain
                if change is None
                else tr("{act}: {change}").format(act=plain, change=change_sentence(change.description))
            )
            action.setText(text.replace("&", "&&"))
        self._can_undo = possible[0] is not None

    def _follow_typing(self) -> None:
        """Let the menu undo typing too; the keys need no entry for that, a text takes them by itself."""
        self._actions["undo"].setEnabled(self._can_undo or _can_undo_typing(QApplication.focusWidget()))

    def _on_undone(self, undone: Undone) -> None:
        text = tr("Undone: {change}").format(change=change_sentence(undone.change.description))
        if undone.kept:
            text = tr("{text}. Kept what was changed or used since.").format(text=text)
        self._surroundings.host.say(text, act=self.redo, act_text=tr("Redo"))

    def _on_redone(self, redone: Undone) -> None:
        self._surroundings.host.say_undoable(
            tr("Done again: {change}").format(change=change_sentence(redone.change.description))
        )

    def _on_failed(self, error: Exception) -> None:
        if isinstance(error, NothingToUndoError | NothingToRedoError | NothingCouldBeUndoneError):
            from hoofbeat.wording.errors import sentence

            self._surroundings.host.say(sentence(error))
        else:
            self._surroundings.host.tell_error(error)


def _can_undo_typing(widget: object) -> bool:
    if isinstance(widget, QLineEdit):
        return widget.isUndoAvailable()
    return isinstance(widget, QPlainTextEdit) and widget.document().isUndoAvailable()


def _possible(since: int, journal: Journal) -> tuple[Change | None, Change | None]:
    from hoofbeat.services import history

    return history.can_undo(journal, since=since), history.can_redo(journal)


def _undo(since: int, journal: Journal, author: str) -> Undone:
    from hoofbeat.services import history

    return history.undo(journal, since=since, author=author)


def _redo(journal: Journal, author: str) -> Undone:
    from hoofbeat.services import history

    return history.redo(journal, author=author)

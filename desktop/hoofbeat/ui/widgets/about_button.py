"""The way from something of the record to what the reference says about it; it is there only where the reference does."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QPushButton, QSizePolicy

from hoofbeat.ui.surroundings import Surroundings

if TYPE_CHECKING:
    from hoofbeat.reference.library import Library
    from hoofbeat.services.installation import Installation
    from hoofbeat.services.journals import Journal

Find = Callable[["Library"], "str | None"]
"""Finds the target in the reference: a topic's id, or `topic#anchor`."""


class AboutButton(QPushButton):
    """Opens the passage; shows itself when that is found."""

    def __init__(self, surroundings: Surroundings, text: str, find: Find) -> None:
        super().__init__(text)
        self.setAccessibleName(text)
        self.setProperty("look", "quiet")
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        surroundings.appearance.icons.put(self, "learn", "accent")
        self._surroundings = surroundings
        self._target = ""
        self.hide()
        self.clicked.connect(self._open)
        surroundings.tasks.read(partial(_find, surroundings.installation, find), then=self._on_found)

    def _on_found(self, target: str | None) -> None:
        if target is not None:
            self._target = target
            self.show()

    def _open(self) -> None:
        self._surroundings.host.show_page("learn", lambda page: page.open_topic(self._target))


def _find(installation: Callable[[], Installation], find: Find, _journal: Journal) -> str | None:
    return find(installation().reference)

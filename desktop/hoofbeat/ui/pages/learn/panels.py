"""What a link shows beside itself, without leaving the text: a meaning, a way out of the program, acts on a passage, a copy."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QRect, Signal
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QWidget

from hoofbeat.ui.pages.learn.keeping import Keeping
from hoofbeat.ui.pages.learn.lists import general_word
from hoofbeat.ui.pages.learn.places import Place, View
from hoofbeat.ui.pages.learn.popover import Popover
from hoofbeat.ui.pages.learn.reader import Reader
from hoofbeat.ui.surroundings import Surroundings
from hoofbeat.ui.widgets.parts import button, label
from hoofbeat.wording.translation import tr

if TYPE_CHECKING:
    from hoofbeat.reference.glossary import Term
    from hoofbeat.services.installation import Installation
    from hoofbeat.services.journals import Journal


class Panels(QObject):
    """Signals: `place_wanted` with a place to go to; `kept_changed` when something else is kept now."""

    place_wanted = Signal(object)
    kept_changed = Signal()

    def __init__(self, surroundings: Surroundings, reader: Reader, over: QWidget) -> None:
        super().__init__(over)
        self._surroundings = surroundings
        self._reader = reader
        self._over = over
        self.popover = Popover(surroundings, over)
        self.keeping = Keeping(surroundings, self.popover)
        self.keeping.changed.connect(self.kept_changed)
        self.popover.closed.connect(reader.setFocus)
        reader.dismissed.connect(self.popover.close_panel)

    def show_term(self, name: str) -> None:
        """Show what a word means."""
        query = partial(_find_term, self._surroundings.installation, name)
        then = partial(self._on_term, self._chosen_rect())
        self._surroundings.tasks.read(query, view=(self, "term"), then=then)

    def show_acts(self, key: str) -> None:
        """Show what can be done with a passage."""
        self.keeping.open(key, self._chosen_rect())

    def show_leaving(self, address: str) -> None:
        """Say that a link leads out of the program; nothing is opened."""
        title = tr("This link leaves the program")
        said = tr(
            "This page is outside Hoofbeat. Hoofbeat opens no web page by itself: copy the address to your browser."
        )
        copy = button(
            tr("Copy the address"),
            partial(self._copy_and_close, address),
            look="primary",
            icon="copy",
            icons=self._surroundings.appearance.icons,
        )
        self.popover.show_beside(self._chosen_rect(), title, label(said), label(address, "quiet"), copy, said=said)

    def copy(self, text: str) -> None:
        """Copy a phone number or an address, and say so."""
        QGuiApplication.clipboard().setText(text)
        said = tr("Copied: {text}").format(text=text)
        if text.startswith("http"):
            said = tr("Copied. The page is outside Hoofbeat: paste the address into your browser.")
        self._surroundings.host.say(said)

    def _on_term(self, beside: QRect, term: Term | None) -> None:
        if term is None:
            return
        parts = [label(term.plain)]
        if not term.is_from_source:
            parts.append(label(general_word(), "small"))
        place = Place(View.WORDS, term.name)
        words = button(tr("All words from A to Z"), partial(self.place_wanted.emit, place), look="edge")
        said = " ".join(part.text() for part in parts)
        self.popover.show_beside(beside, term.name, *parts, words, said=said)

    def _copy_and_close(self, text: str) -> None:
        self.popover.close_panel()
        self.copy(text)

    def _chosen_rect(self) -> QRect:
        """Return where the link that was chosen stands, in the widget that panels lie over."""
        spot = self._reader.chosen_rect()
        return spot.translated(self._reader.mapTo(self._over, spot.topLeft()) - spot.topLeft())


def _find_term(installation: Callable[[], Installation], name: str, _journal: Journal) -> Term | None:
    return installation().reference.glossary.find_term(name)

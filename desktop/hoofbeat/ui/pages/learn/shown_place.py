"""The place that is shown: made ready for the room there is, made anew when that changes, and one stays where one was in it."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from hoofbeat.ui.pages.learn.composing import Composed, compose
from hoofbeat.ui.pages.learn.desk import Desk
from hoofbeat.ui.pages.learn.looks import Room
from hoofbeat.ui.pages.learn.places import Place
from hoofbeat.ui.surroundings import Surroundings

Stay = int | str | None
"""Where to be in a text: so far down, at an anchor, or, where it is None, where the place says."""


class ShownPlace(QObject):
    """Fills the reader. Signal: `shown` with whether it is another place than before."""

    shown = Signal(bool)

    def __init__(self, page: QWidget, surroundings: Surroundings, desk: Desk) -> None:
        super().__init__(page)
        self.composed: Composed | None = None
        self._surroundings = surroundings
        self._page, self._desk, self._reader = page, desk, desk.reader
        self._place: Place | None = None
        self._room: Room | None = None
        self._stay_wanted: Stay = None
        self._is_under_way = False
        self._told_pictures: frozenset[str] = frozenset()
        self._reader.room_changed.connect(self._on_room_changed)

    @property
    def is_settled(self) -> bool:
        """Tell whether the text is set into the room that there is now."""
        return self._room == self._room_now()

    def show(self, place: Place, stay: Stay = None) -> None:
        """Make a place ready and show it, no picture of it told in words."""
        self._place, self._told_pictures = place, frozenset()
        self._compose(stay)

    def renew(self) -> None:
        """Make the same place anew, and stay where one is in it."""
        self._compose_staying(self._reader.verticalScrollBar().value())

    def tell_picture(self, name: str) -> None:
        """Tell what is in a picture in words, or no longer."""
        self._told_pictures ^= {name}
        self.renew()

    def forget(self) -> None:
        """Keep nothing of what was shown: the notes of a record stand in it."""
        self.composed, self._place, self._is_under_way = None, None, False
        self._reader.clear()

    def _compose(self, stay: Stay) -> None:
        if self._place is None:
            return
        self._stay_wanted, self._is_under_way = stay, True
        room = self._room_now()
        query = partial(compose, self._surroundings.installation, self._place, room)
        self._surroundings.tasks.read(query, view=(self, "text"), then=partial(self._on_composed, room, stay))

    def _compose_staying(self, stay: int | str) -> None:
        """Make the place anew; where it is not shown yet, one still goes where one wanted to."""
        self._compose(self._stay_wanted if self._is_under_way else stay)

    def _on_composed(self, room: Room, stay: Stay, composed: Composed) -> None:
        is_new = self.composed is None or self.composed.place != composed.place
        self.composed, self._room, self._is_under_way = composed, room, False
        self._reader.show_composed(composed, room)
        if stay is None:
            self._reader.go_to(composed.at, marks=True)
        else:
            self._reader.mark(composed.at)
            self._reader.stay_at(stay)
        self.shown.emit(is_new)

    def _on_room_changed(self) -> None:
        if self.is_settled:
            self._reader.keep_room()
        elif self._page.isVisible() and self.composed is not None:
            self._compose_staying(self._reader.read_at)

    def _room_now(self) -> Room:
        return self._reader.room(self._desk.width(), self._told_pictures)

"""Where a reader can be, and the way back and forward between the places where they were."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum


class View(Enum):
    """What fills the page."""

    TOPIC = "a topic"
    WORDS = "the words from A to Z"
    FOUND = "what was found"
    KEPT = "bookmarks and notes"


@dataclass(frozen=True, slots=True)
class Place:
    """A place: `name` is the id of a topic, a word, or what was looked for; `anchor` a passage of the topic."""

    view: View
    name: str = ""
    anchor: str = ""


def topic_place(target: str) -> Place:
    """Return the place that a link means: the id of a topic, or `topic#anchor`."""
    topic_id, _, anchor = target.partition("#")
    return Place(View.TOPIC, topic_id, anchor)


@dataclass(slots=True)
class _Stop:
    place: Place
    scroll: int | None = None


class Trail:
    """The places that were visited, each with how far it was scrolled when it was left."""

    def __init__(self) -> None:
        self._stops: list[_Stop] = []
        self._at = -1

    @property
    def current(self) -> Place | None:
        """Where the reader is."""
        return self._stops[self._at].place if self._stops else None

    @property
    def scroll(self) -> int | None:
        """How far the present place was scrolled when it was left; None for one that is new."""
        return self._stops[self._at].scroll if self._stops else None

    @property
    def has_back(self) -> bool:
        """Tell whether there is a place to go back to."""
        return self._at > 0

    @property
    def has_forward(self) -> bool:
        """Tell whether there is a place to go forward to."""
        return self._at < len(self._stops) - 1

    def remember(self, scroll: int) -> None:
        """Note how far the present place is scrolled."""
        if self._stops:
            self._stops[self._at].scroll = scroll

    def go(self, place: Place) -> None:
        """Go to a new place, from which there is no way forward. What is typed on is one search, not many."""
        current = self.current
        if place == current:
            self._stops[self._at].scroll = None
            return
        is_same_search = current is not None and current.view is place.view is View.FOUND
        kept = self._stops[: self._at + (0 if is_same_search else 1)]
        self._stops = [*kept, _Stop(place)]
        self._at = len(self._stops) - 1

    def back(self) -> None:
        """Go to the place before."""
        self._at -= self.has_back

    def forward(self) -> None:
        """Go to the place from which one went back."""
        self._at += self.has_forward

    def leave_search(self) -> None:
        """Forget the present search, as when what was typed is taken away, and be where one was before."""
        if self.has_back and self._stops[self._at].place.view is View.FOUND:
            del self._stops[self._at :]
            self._at -= 1

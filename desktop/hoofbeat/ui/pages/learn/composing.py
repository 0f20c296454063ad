"""Makes what the reader shows of a place, on the reader thread: rich text, pictures, and what can be done there."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from PySide6.QtGui import QImage

from hoofbeat.reference.content import Picture, TopicHead
from hoofbeat.ui.pages.learn.article import ArticleRenderer
from hoofbeat.ui.pages.learn.lists import (
    MOST_TITLES,
    Found,
    count_words,
    found_html,
    kept_html,
    term_anchor,
    words_html,
)
from hoofbeat.ui.pages.learn.looks import Room
from hoofbeat.ui.pages.learn.pictures import draw_picture
from hoofbeat.ui.pages.learn.places import Place, View
from hoofbeat.wording.translation import tr

if TYPE_CHECKING:
    from hoofbeat.reference.library import Library
    from hoofbeat.services.installation import Installation
    from hoofbeat.services.journals import Journal
    from hoofbeat.services.reading import Kept

_MOST_HITS = 12


@dataclass(frozen=True, slots=True)
class Composed:
    """A place made ready: its rich text with the pictures in it; `headings` are anchors with their words; `at` is where to go; `pictures` are their words."""

    place: Place
    title: str
    html: str
    headings: tuple[tuple[str, str], ...] = ()
    images: Mapping[str, QImage] = field(default_factory=dict)
    at: str = ""
    topic: TopicHead | None = None
    pictures: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Contents:
    """Every topic, and the ids of those about what the person recorded."""

    heads: tuple[TopicHead, ...]
    for_me: tuple[str, ...]


def read_contents(installation: Callable[[], Installation], journal: Journal) -> Contents:
    """Read which topics there are, and which come first for this person."""
    from hoofbeat.services import topics

    library = installation().reference
    return Contents(library.heads, topics.topics_for_me(journal, library=library))


def prepare_search(installation: Callable[[], Installation], _journal: Journal) -> None:
    """Build the index, so that the first search does not wait for it."""
    installation().reference_index.search("")


def compose(installation: Callable[[], Installation], place: Place, room: Room, journal: Journal) -> Composed:
    """Make a place ready. TopicNotFoundError."""
    from hoofbeat.services import reading

    library = installation().reference
    if place.view is View.TOPIC:
        return _topic(library, place, room, reading.list_kept(journal))
    if place.view is View.WORDS:
        at = term_anchor(place.name) if place.name else ""
        letters = tuple((f"letter-{letter}", letter) for letter in library.glossary.by_letter)
        return Composed(place, tr("Words A to Z"), words_html(library.glossary), letters, at=at)
    if place.view is View.KEPT:
        html = kept_html(reading.list_kept(journal).values(), library, room)
        return Composed(place, tr("My bookmarks and notes"), html)
    found = _find(installation, place.name)
    return Composed(place, count_words(len(found.answer.hits)), found_html(found, room))


def _topic(library: Library, place: Place, room: Room, kept: Mapping[str, Kept]) -> Composed:
    topic = library.get_topic(place.name)
    pictures = {block.name for block in topic.blocks() if isinstance(block, Picture)}
    return Composed(
        place,
        topic.title,
        ArticleRenderer(library, room, kept, topic).page(),
        tuple((section.anchor, section.heading) for section in topic.sections),
        {name: draw_picture(name, room.picture_width, theme=room.theme, ratio=room.ratio) for name in pictures},
        place.anchor,
        topic.head,
        {name: library.pictures[name] for name in pictures},
    )


def _find(installation: Callable[[], Installation], typed: str) -> Found:
    library, index = installation().reference, installation().reference_index
    answer = index.search(typed, _MOST_HITS)
    titles = tuple(head for head in library.heads if is_named(head, typed))[:MOST_TITLES]
    return Found(typed, answer, index.spans(answer), titles, library.glossary.find_term(typed))


def is_named(head: TopicHead, typed: str) -> bool:
    """Tell whether a topic's title or one of its other names has every word that was typed, or its beginning."""
    names = " ".join((head.title, *head.also)).casefold().split()
    words = typed.casefold().split()
    return bool(words) and all(any(name.strip("(),:").startswith(word) for name in names) for word in words)

"""What a topic of the reference is made of on paper: parts in words and styles, with nothing of how the reference keeps them."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum
from pathlib import Path
from typing import TypeAlias

from hoofbeat.reports.frame_words import Frame


@dataclass(frozen=True, slots=True)
class Words:
    """A stretch of text with one look."""

    text: str
    is_strong: bool = False
    is_emphasis: bool = False


class Look(Enum):
    """How a paragraph stands on the page."""

    TEXT = "running text"
    SHORT = "the short version, set apart"
    NOTE = "an editor's note, set apart"
    SOURCE = "who says so"
    ENTRY = "an entry of a list"
    ROW = "a row of a table: what it is about"
    FOOT = "what stands at the end"


@dataclass(frozen=True, slots=True)
class HeadingPart:
    """The heading of a section; level 1 is the topic itself."""

    text: str
    level: int = 2


@dataclass(frozen=True, slots=True)
class TextPart:
    """A paragraph; an entry of a list has its mark and its depth."""

    words: tuple[Words, ...]
    look: Look = Look.TEXT
    mark: str = ""
    depth: int = 0


@dataclass(frozen=True, slots=True)
class FigurePart:
    """A picture by its file, with the words that say the same."""

    file: Path
    words: str


Part: TypeAlias = HeadingPart | TextPart | FigurePart


@dataclass(frozen=True, slots=True)
class TopicContent:
    """A topic: its title, and its parts in their order."""

    title: str
    parts: tuple[Part, ...]


@dataclass(frozen=True, slots=True)
class TopicsContent:
    """Topics as a sheet; of its frame only the title is said, for it is about nobody. `text` says the same in plain text."""

    frame: Frame
    topics: tuple[TopicContent, ...]
    text: str

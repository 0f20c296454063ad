"""What a topic of the reference is made of: runs of text, blocks, sections, topics, and the passages that search finds."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Literal, TypeAlias


@dataclass(frozen=True, slots=True)
class Source:
    """One of the publications that the facts are drawn from."""

    id: str
    name: str
    label: str
    title: str
    publisher: str
    dated: str
    dated_as: str
    url: str | None
    citation: str


@dataclass(frozen=True, slots=True)
class Run:
    """A stretch of text with one look; `target` is where a link leads (`topic:ID`, `https://…`), if it is one."""

    text: str
    is_strong: bool = False
    is_emphasis: bool = False
    target: str | None = None


Runs: TypeAlias = tuple[Run, ...]


def plain(runs: Runs) -> str:
    """The text of the runs without their looks."""
    return "".join(run.text for run in runs)


@dataclass(frozen=True, slots=True)
class Paragraph:
    """One paragraph and the ids of the facts that it states."""

    anchor: str
    runs: Runs
    fact_ids: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Item:
    """One entry of a list; `depth` is 0 for the outermost level."""

    runs: Runs
    fact_ids: tuple[str, ...] = ()
    depth: int = 0


@dataclass(frozen=True, slots=True)
class ItemList:
    """A list with its entries in order."""

    anchor: str
    items: tuple[Item, ...]
    is_ordered: bool = False

    @property
    def fact_ids(self) -> tuple[str, ...]:
        """The ids of all entries, each once."""
        return tuple(dict.fromkeys(fact_id for item in self.items for fact_id in item.fact_ids))


@dataclass(frozen=True, slots=True)
class Cell:
    """One cell of a table."""

    runs: Runs
    fact_ids: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Table:
    """A table: the heads of its columns, and its rows."""

    anchor: str
    heads: tuple[Runs, ...]
    rows: tuple[tuple[Cell, ...], ...]

    @property
    def fact_ids(self) -> tuple[str, ...]:
        """The ids of all cells, each once."""
        return tuple(dict.fromkeys(fact_id for row in self.rows for cell in row for fact_id in cell.fact_ids))


@dataclass(frozen=True, slots=True)
class Note:
    """An editor's note: our own words, visibly set apart, with no facts of a source."""

    anchor: str
    paragraphs: tuple[Runs, ...]

    @property
    def fact_ids(self) -> tuple[str, ...]:
        """Always empty."""
        return ()


@dataclass(frozen=True, slots=True)
class Picture:
    """A picture of the reference by its name, with the text that says the same."""

    anchor: str
    name: str
    alternative: str

    @property
    def fact_ids(self) -> tuple[str, ...]:
        """Always empty."""
        return ()


Block: TypeAlias = Paragraph | ItemList | Table | Note | Picture


@dataclass(frozen=True, slots=True)
class Section:
    """A heading with the blocks under it, up to the next heading; `path` holds the headings above it too."""

    anchor: str
    heading: str
    level: int
    path: tuple[str, ...]
    blocks: tuple[Block, ...]


@dataclass(frozen=True, slots=True)
class TopicHead:
    """What the front matter of a topic says: enough to list it without reading its text."""

    id: str
    title: str
    group: str
    order: int
    also: tuple[str, ...] = ()
    related: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Topic:
    """One topic: its head and its sections in order."""

    head: TopicHead
    sections: tuple[Section, ...]

    @property
    def id(self) -> str:
        """The id by which topics link to each other."""
        return self.head.id

    @property
    def title(self) -> str:
        """The title as shown."""
        return self.head.title

    @property
    def fact_ids(self) -> frozenset[str]:
        """Every fact that some block of this topic states."""
        return frozenset(fact_id for block in self.blocks() for fact_id in block.fact_ids)

    def blocks(self) -> Iterator[Block]:
        """All blocks from top to bottom."""
        for section in self.sections:
            yield from section.blocks


@dataclass(frozen=True, slots=True)
class Passage:
    """A piece of a topic that can be shown by itself: a paragraph, a list with its lead-in, a row of a table, a note."""

    topic_id: str
    title: str
    heading: str
    anchor: str
    text: str
    fact_ids: tuple[str, ...] = ()
    sources: tuple[Source, ...] = ()
    kind: Literal["text", "row", "note"] = "text"
    names: tuple[str, ...] = field(default=(), repr=False)

    @property
    def key(self) -> str:
        """The name of this passage over all topics; it holds as long as its first fact stays in its topic."""
        return f"{self.topic_id}#{self.anchor}"

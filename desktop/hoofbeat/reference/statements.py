"""What stands above one line of sources: the blocks that the same sources state. It is what a reader keeps, copies or asks about."""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import groupby

from hoofbeat.reference.content import Block, Section, Source, Topic
from hoofbeat.reference.facts import FactList
from hoofbeat.reference.passages import text_of


@dataclass(frozen=True, slots=True)
class Statement:
    """Blocks of one section, one below the other, and the sources that all of them have."""

    section: Section
    blocks: tuple[Block, ...]
    sources: tuple[Source, ...]

    @property
    def anchor(self) -> str:
        """The place where it begins; it holds as long as the first fact stays where it is."""
        return self.blocks[0].anchor

    @property
    def text(self) -> str:
        """All of it as plain text."""
        return "\n\n".join(map(text_of, self.blocks))


def statements_of(section: Section, facts: FactList) -> Iterator[Statement]:
    """The statements of a section from top to bottom; blocks without a source make one without sources."""
    for sources, blocks in groupby(section.blocks, lambda block: facts.sources_of(block.fact_ids)):
        yield Statement(section, tuple(blocks), sources)


def find_statement(topic: Topic, facts: FactList, anchor: str) -> Statement | None:
    """The statement that a place of the topic belongs to: a heading, a block, one of its entries or rows; none where it is gone."""
    for section in topic.sections:
        for statement in statements_of(section, facts):
            if anchor == section.anchor or any(
                anchor == block.anchor or anchor.startswith(f"{block.anchor}.") for block in statement.blocks
            ):
                return statement
    return None

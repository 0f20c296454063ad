"""Cutting a topic into passages: what search finds and shows, each good to read by itself."""

from collections.abc import Iterator
from typing import Literal, TypeAlias

from hoofbeat.reference.content import Block, ItemList, Note, Paragraph, Passage, Picture, Section, Table, Topic, plain
from hoofbeat.reference.facts import FactList

_LONGEST_WITH_LEAD_IN = 900
"""A list up to this many characters stays in one passage with the paragraph that leads into it."""


def passages_of(topic: Topic, facts: FactList) -> tuple[Passage, ...]:
    """All passages of the topic, from top to bottom. Pictures are left out: their text repeats what stands beside them."""
    return tuple(
        Passage(
            topic_id=topic.id,
            title=topic.title,
            heading=section.heading,
            anchor=anchor,
            text=text,
            fact_ids=fact_ids,
            sources=facts.sources_of(fact_ids),
            kind=kind,
            names=topic.head.also,
        )
        for section in topic.sections
        for anchor, text, fact_ids, kind in _pieces(section)
    )


def text_of(block: Block) -> str:
    """The block as plain text, entries and rows on lines of their own."""
    match block:
        case Paragraph():
            return plain(block.runs)
        case ItemList():
            return "\n".join(
                f"{'  ' * item.depth}{_mark(block, number)} {plain(item.runs)}"
                for number, item in enumerate(block.items, start=1)
            )
        case Table():
            return "\n".join(row_text(block, number) for number in range(len(block.rows)))
        case Note():
            return "\n".join(plain(runs) for runs in block.paragraphs)
        case Picture():
            return f"[Picture: {block.alternative}]"


def row_text(table: Table, number: int) -> str:
    """One row of a table as a line: the first cell, then each other cell after the head of its column."""
    first, *others = table.rows[number]
    parts = [
        f"{plain(head)}: {plain(cell.runs)}"
        for head, cell in zip(table.heads[1:], others, strict=False)
        if plain(cell.runs).strip()
    ]
    return f"{plain(first.runs)}. {'; '.join(parts)}"


def _mark(block: ItemList, number: int) -> str:
    return f"{number}." if block.is_ordered else "-"


_Piece: TypeAlias = tuple[str, str, tuple[str, ...], Literal["text", "row", "note"]]


def _pieces(section: Section) -> Iterator[_Piece]:
    blocks = [block for block in section.blocks if not isinstance(block, Picture)]
    at = 0
    while at < len(blocks):
        block, after = blocks[at], blocks[at + 1] if at + 1 < len(blocks) else None
        if isinstance(block, Paragraph) and isinstance(after, ItemList):
            yield from _led_list(block, after)
            at += 1
        elif isinstance(block, ItemList):
            yield from _list(block)
        elif isinstance(block, Table):
            yield from _rows(block)
        else:
            yield block.anchor, text_of(block), block.fact_ids, "note" if isinstance(block, Note) else "text"
        at += 1


def _led_list(lead: Paragraph, block: ItemList) -> Iterator[_Piece]:
    text = f"{text_of(lead)}\n{text_of(block)}"
    if len(text) <= _LONGEST_WITH_LEAD_IN:
        yield lead.anchor, text, tuple(dict.fromkeys(lead.fact_ids + block.fact_ids)), "text"
        return
    yield lead.anchor, text_of(lead), lead.fact_ids, "text"
    yield from _list(block)


def _list(block: ItemList) -> Iterator[_Piece]:
    text = text_of(block)
    if len(text) <= _LONGEST_WITH_LEAD_IN:
        yield block.anchor, text, block.fact_ids, "text"
        return
    for number, item in enumerate(block.items):
        yield f"{block.anchor}.{number}", plain(item.runs), item.fact_ids, "text"


def _rows(table: Table) -> Iterator[_Piece]:
    for number, row in enumerate(table.rows):
        fact_ids = tuple(dict.fromkeys(fact_id for cell in row for fact_id in cell.fact_ids))
        yield f"{table.anchor}.{number}", row_text(table, number), fact_ids, "row"

"""Topics of the reference to take along: as PDF and as plain text, with the sources under every passage."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import datetime
from pathlib import Path

from hoofbeat.domain.sheets.request import SheetRequest
from hoofbeat.reference.content import Block, ItemList, Note, Paragraph, Picture, Runs, Section, Table, Topic, plain
from hoofbeat.reference.library import Library
from hoofbeat.reference.render import plain_text, source_words
from hoofbeat.reference.statements import statements_of
from hoofbeat.reports.frame_words import Frame
from hoofbeat.reports.theme import Paper
from hoofbeat.reports.topic_content import (
    FigurePart,
    HeadingPart,
    Look,
    Part,
    TextPart,
    TopicContent,
    TopicsContent,
    Words,
)
from hoofbeat.services.sheets.making import MadeSheet

__all__ = ["Paper", "file_name", "make_topic_sheet", "topics_pdf", "topics_text"]

_IN_SHORT = "in-short"
_BULLET = "•"


def topics_pdf(
    topic_ids: Sequence[str], *, library: Library, paper: Paper, made_at: datetime, resources: Path
) -> bytes:
    """Return these topics as a PDF, in this order. TopicNotFoundError."""
    from hoofbeat.reports.topic import render_topics

    contents = [_content(library.get_topic(topic_id), library, resources) for topic_id in topic_ids]
    return render_topics(contents, paper=paper, made_at=made_at, fonts=resources / "fonts")


def make_topic_sheet(request: SheetRequest, *, library: Library, made_at: datetime) -> MadeSheet:
    """Make a sheet of the topic that is asked for. TopicNotFoundError."""
    topic = _content(library.get_topic(request.topic), library, library.folder.parent)
    frame = Frame(topic.title, name="", born="", headline="", prepared="", disclaimer="", printed="", advice="")
    content = TopicsContent(frame, (topic,), topics_text([request.topic], library=library))
    return MadeSheet(request, content, made_at, {}, f"{request.kind.value}-{made_at.date().isoformat()}")


def topics_text(topic_ids: Sequence[str], *, library: Library) -> str:
    """Return these topics as plain text, in this order. TopicNotFoundError."""
    return "\n\n".join(plain_text(library.get_topic(topic_id), library.facts) for topic_id in topic_ids)


def file_name(topic_ids: Sequence[str]) -> str:
    """Return the name that a saved file gets unless one is chosen."""
    return f"{topic_ids[0] if len(topic_ids) == 1 else 'topics'}.pdf"


def _content(topic: Topic, library: Library, resources: Path) -> TopicContent:
    parts = [part for section in topic.sections for part in _section(section, library, resources)]
    cited = library.facts.sources_of(sorted(topic.fact_ids))
    if cited:
        parts.append(HeadingPart("Where this comes from", 3))
        parts.extend(TextPart((Words(source.citation),), Look.FOOT) for source in cited)
    return TopicContent(topic.title, tuple(parts))


def _section(section: Section, library: Library, resources: Path) -> Iterator[Part]:
    yield HeadingPart(section.heading, section.level)
    look = Look.SHORT if section.anchor == _IN_SHORT else Look.TEXT
    for statement in statements_of(section, library.facts):
        for block in statement.blocks:
            yield from _block(block, look, library, resources)
        if statement.sources:
            yield TextPart((Words(source_words(statement.sources)),), Look.SOURCE)


def _block(block: Block, look: Look, library: Library, resources: Path) -> Iterator[Part]:
    match block:
        case Paragraph():
            yield TextPart(_words(block.runs), look)
        case ItemList():
            for number, item in enumerate(block.items, start=1):
                mark = f"{number}." if block.is_ordered else _BULLET
                yield TextPart(_words(item.runs), Look.ENTRY, mark, item.depth)
        case Note():
            words = [_words(runs) for runs in block.paragraphs]
            yield TextPart(tuple(word for paragraph in words for word in (*paragraph, Words(" "))), Look.NOTE)
        case Picture():
            alternative = library.pictures.get(block.name, block.alternative)
            yield FigurePart(resources / "illustrations" / f"{block.name}.svg", alternative)
        case Table():
            yield from _table(block)


def _table(table: Table) -> Iterator[Part]:
    """A page is too narrow for six columns: each row says what it is about, then each column its head and its text."""
    for first, *others in table.rows:
        yield TextPart(_words(first.runs), Look.ROW)
        for head, cell in zip(table.heads[1:], others, strict=False):
            if plain(cell.runs).strip():
                yield TextPart((Words(f"{plain(head)}: ", is_strong=True), *_words(cell.runs)), Look.ENTRY)


def _words(runs: Runs) -> tuple[Words, ...]:
    return tuple(Words(run.text, run.is_strong, run.is_emphasis) for run in runs)

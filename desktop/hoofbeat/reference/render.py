"""A topic as the rich text that QTextBrowser shows, and as plain text. Everything that comes from a text is escaped.

Links: `topic:ID` another topic, `term:NAME` a glossary word, `copy:TEXT` a phone number or address to copy, `https:` the
rare page outside. Pictures are `illustration:NAME`. Looks belong to the style sheet of the reader, by class.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from html import escape
from itertools import groupby

from hoofbeat.reference.content import Block, Item, ItemList, Note, Paragraph, Picture, Run, Runs, Section, Table, Topic
from hoofbeat.reference.facts import FactList
from hoofbeat.reference.glossary import Glossary
from hoofbeat.reference.passages import text_of

_TO_COPY = re.compile(
    r"1-800-4-CANCER|\b1-\d{3}-\d{3}-\d{4}\b"  # phone numbers
    r"|\b[\w.+-]+@[\w-]+(?:\.[\w-]+)+\b"  # e-mail
    r"|https?://[^\s<>()]*[^\s<>().,;]"  # web addresses
)


class TopicRenderer:
    """Makes HTML of one topic. With a glossary, each of its terms is marked where the topic first uses it.

    `pictures` are the full words of the drawings; a text may have a shorter form of its own.
    """

    def __init__(
        self, facts: FactList, glossary: Glossary | None = None, pictures: Mapping[str, str] | None = None
    ) -> None:
        self._facts = facts
        self._glossary = glossary
        self._pictures = pictures or {}
        self._seen: set[str] = set()

    def html(self, topic: Topic) -> str:
        """The whole topic; each section's heading and each block carries its anchor."""
        self._seen = set()
        parts = [f"<h1>{escape(topic.title)}</h1>"]
        for section in topic.sections:
            parts.append(
                f'<h{section.level}><a name="{section.anchor}"></a>{escape(section.heading)}</h{section.level}>'
            )
            for source_line, blocks in groupby(section.blocks, self._source_line):
                parts.extend(self._block(block) for block in blocks)
                parts.append(f'<p class="sources">{escape(source_line)}</p>' if source_line else "")
        return "\n".join(filter(None, parts))

    def _source_line(self, block: Block) -> str:
        return source_line(self._facts, block.fact_ids)

    def _block(self, block: Block) -> str:
        name = f'<a name="{block.anchor}"></a>'
        match block:
            case Paragraph():
                return f"<p>{name}{self._runs(block.runs)}</p>"
            case ItemList():
                return name + self._list(block)
            case Table():
                return name + self._table(block)
            case Note():
                inside = "".join(f"<p>{self._runs(runs)}</p>" for runs in block.paragraphs)
                return f'<blockquote class="note">{name}{inside}</blockquote>'
            case Picture():
                alternative = escape(self._pictures.get(block.name, block.alternative))
                return f'<p class="picture">{name}<img src="illustration:{escape(block.name)}" alt="{alternative}"></p>'

    def _list(self, block: ItemList) -> str:
        tag = "ol" if block.is_ordered else "ul"
        return "".join(self._items(block.items, tag, 0))

    def _items(self, items: Sequence[Item], tag: str, depth: int) -> Iterator[str]:
        """The entries of one level; deeper ones become a list inside the entry before them."""
        yield f"<{tag}>"
        at = 0
        while at < len(items):
            end = at + 1
            while end < len(items) and items[end].depth > depth:
                end += 1
            yield f"<li>{self._runs(items[at].runs)}"
            if end > at + 1:
                yield from self._items(items[at + 1 : end], tag, depth + 1)
            yield "</li>"
            at = end
        yield f"</{tag}>"

    def _table(self, table: Table) -> str:
        heads = "".join(f"<th>{self._runs(runs)}</th>" for runs in table.heads)
        rows = "".join(
            "<tr>" + "".join(f"<td>{self._runs(cell.runs)}</td>" for cell in row) + "</tr>" for row in table.rows
        )
        return f"<table><tr>{heads}</tr>{rows}</table>"

    def _runs(self, runs: Runs) -> str:
        return "".join(map(self._run, runs))

    def _run(self, run: Run) -> str:
        if run.target is not None:
            inside = f'<a href="{escape(run.target)}">{escape(run.text)}</a>'
        else:
            inside = "".join(self._with_copies(run.text))
        inside = f"<b>{inside}</b>" if run.is_strong else inside
        return f"<i>{inside}</i>" if run.is_emphasis else inside

    def _with_copies(self, text: str) -> Iterator[str]:
        at = 0
        for match in _TO_COPY.finditer(text):
            yield from self._with_terms(text[at : match.start()])
            yield f'<a class="copy" href="copy:{escape(match[0])}">{escape(match[0])}</a>'
            at = match.end()
        yield from self._with_terms(text[at:])

    def _with_terms(self, text: str) -> Iterator[str]:
        at = 0
        for mention in self._glossary.mentions(text) if self._glossary else ():
            if mention.term.name in self._seen:
                continue
            self._seen.add(mention.term.name)
            yield escape(text[at : mention.start])
            word = escape(text[mention.start : mention.end])
            yield f'<a class="term" href="term:{escape(mention.term.name)}">{word}</a>'
            at = mention.end
        yield escape(text[at:])


def source_line(facts: FactList, fact_ids: Sequence[str]) -> str:
    """The line under a passage that says who says so, and when they said it; empty where no fact is stated."""
    labels = [source.label for source in facts.sources_of(fact_ids)]
    return f"{'Source' if len(labels) == 1 else 'Sources'}: {'; '.join(labels)}" if labels else ""


def marked_html(text: str, spans: Sequence[tuple[int, int]]) -> str:
    """A passage's text with the words that a search found it by set in `<span class="mark">`."""
    parts, at = [], 0
    for start, end in spans:
        parts += [escape(text[at:start]), f'<span class="mark">{escape(text[start:end])}</span>']
        at = end
    parts.append(escape(text[at:]))
    return "".join(parts).replace("\n", "<br>")


def plain_text(topic: Topic, facts: FactList) -> str:
    """The whole topic for a terminal or the clipboard, with the sources under what they state."""
    parts = [topic.title]
    for section in topic.sections:
        parts.append(section.heading)
        parts.extend(_plain_blocks(section, facts))
    return "\n\n".join(parts) + "\n"


def _plain_blocks(section: Section, facts: FactList) -> Iterator[str]:
    for line, blocks in groupby(section.blocks, lambda block: source_line(facts, block.fact_ids)):
        yield from map(text_of, blocks)
        if line:
            yield f"({line})"

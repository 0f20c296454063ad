"""A topic as the rich text that QTextBrowser shows, and as plain text. Everything that comes from a text is escaped.

Links: `topic:ID` another topic, `term:NAME` a glossary word, `copy:TEXT` a phone number or address to copy, `https:` the
rare page outside. Pictures are `illustration:NAME`. Looks belong to the style sheet of the reader, by class.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from html import escape

from hoofbeat.reference.content import (
    Block,
    Item,
    ItemList,
    Note,
    Paragraph,
    Picture,
    Run,
    Runs,
    Section,
    Source,
    Table,
    Topic,
)
from hoofbeat.reference.facts import FactList
from hoofbeat.reference.glossary import Glossary
from hoofbeat.reference.passages import text_of
from hoofbeat.reference.statements import Statement, statements_of

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
        """The whole topic; each section's heading, each block, each entry and each row carries its anchor."""
        self._seen = set()
        parts = [f"<h1>{escape(topic.title)}</h1>"]
        for section in topic.sections:
            parts.extend(self.section(section))
        return "\n".join(filter(None, parts))

    def section(self, section: Section) -> Iterator[str]:
        """The heading, then the blocks, with a line of sources under those that share them."""
        yield self.heading(section)
        for statement in statements_of(section, self._facts):
            yield from map(self.block, statement.blocks)
            if statement.sources:
                yield self.sources(statement)

    def heading(self, section: Section) -> str:
        """The heading of a section."""
        return f'<h{section.level}><a name="{section.anchor}"></a>{escape(section.heading)}</h{section.level}>'

    def sources(self, statement: Statement) -> str:
        """The line under blocks that says who says so."""
        return f'<p class="sources">{escape(source_words(statement.sources))}</p>'

    def block(self, block: Block) -> str:
        """One block with its anchor."""
        match block:
            case Paragraph():
                return f'<p><a name="{block.anchor}"></a>{self.runs(block.runs)}</p>'
            case ItemList():
                return self._list(block)
            case Table():
                return self.table(block)
            case Note():
                return self.note(block)
            case Picture():
                return self.picture(block)

    def note(self, note: Note) -> str:
        """An editor's note."""
        inside = "".join(f"<p>{self.runs(runs)}</p>" for runs in note.paragraphs)
        return f'<blockquote class="note"><a name="{note.anchor}"></a>{inside}</blockquote>'

    def picture(self, picture: Picture) -> str:
        """A picture with the words that say the same."""
        image = f'<img src="illustration:{escape(picture.name)}" alt="{escape(self.alternative(picture))}">'
        return f'<p class="picture"><a name="{picture.anchor}"></a>{image}</p>'

    def alternative(self, picture: Picture) -> str:
        """The full words of a drawing; those of the text where there are none."""
        return self._pictures.get(picture.name, picture.alternative)

    def table(self, table: Table) -> str:
        """A table with its heads; the first cell of each row carries the row's anchor."""
        heads = "".join(f"<th>{self.runs(runs)}</th>" for runs in table.heads)
        rows = "".join(
            "<tr>"
            + "".join(
                f"<td>{_name_of_part(table, number) if not at else ''}{self.runs(cell.runs)}</td>"
                for at, cell in enumerate(row)
            )
            + "</tr>"
            for number, row in enumerate(table.rows)
        )
        return f'<a name="{table.anchor}"></a><table><tr>{heads}</tr>{rows}</table>'

    def _list(self, block: ItemList) -> str:
        tag = "ol" if block.is_ordered else "ul"
        entries = [f"{_name_of_part(block, at)}{self.runs(item.runs)}" for at, item in enumerate(block.items)]
        return f'<a name="{block.anchor}"></a>' + "".join(_nested(block.items, entries, tag, 0))

    def runs(self, runs: Runs) -> str:
        """Runs of text with their looks, links and marked terms."""
        return "".join(map(self._run, runs))

    def _run(self, run: Run) -> str:
        if run.target is not None:
            inside = f'<a href="{escape(run.target)}">{escape(run.text)}</a>'
        else:
            inside = "".join(self.copied(run.text))
        inside = f"<b>{inside}</b>" if run.is_strong else inside
        return f"<i>{inside}</i>" if run.is_emphasis else inside

    def copied(self, text: str) -> Iterator[str]:
        """Text in which phone numbers and addresses can be copied, and terms are marked."""
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


def source_words(sources: Sequence[Source]) -> str:
    """The line under a passage that names its sources; empty where there are none."""
    labels = [source.label for source in sources]
    return f"{'Source' if len(labels) == 1 else 'Sources'}: {'; '.join(labels)}" if labels else ""


def _name_of_part(block: ItemList | Table, number: int) -> str:
    """The anchor of one entry or row, as the passages have it."""
    return f'<a name="{block.anchor}.{number}"></a>'


def _nested(items: Sequence[Item], entries: Sequence[str], tag: str, depth: int) -> Iterator[str]:
    """The entries of one level; deeper ones become a list inside the entry before them."""
    yield f"<{tag}>"
    at = 0
    while at < len(items):
        end = at + 1
        while end < len(items) and items[end].depth > depth:
            end += 1
        yield f"<li>{entries[at]}"
        if end > at + 1:
            yield from _nested(items[at + 1 : end], entries[at + 1 : end], tag, depth + 1)
        yield "</li>"
        at = end
    yield f"</{tag}>"


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
    for statement in statements_of(section, facts):
        yield from map(text_of, statement.blocks)
        if statement.sources:
            yield f"({source_words(statement.sources)})"

"""The pages of the reader that are lists: the words from A to Z, what a search found, and what one keeps."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from html import escape
from typing import TYPE_CHECKING

from hoofbeat.reference.content import TopicHead
from hoofbeat.reference.glossary import Glossary, Term
from hoofbeat.reference.library import Library
from hoofbeat.reference.render import marked_html, source_words
from hoofbeat.reference.search import SearchAnswer
from hoofbeat.reference.statements import find_statement
from hoofbeat.ui.pages.learn.article import SEPARATOR, boxed, disclaimer, own_note
from hoofbeat.ui.pages.learn.groups import GROUPS
from hoofbeat.ui.pages.learn.looks import Room
from hoofbeat.wording.translation import ntr, tr

if TYPE_CHECKING:
    from hoofbeat.services.reading import Kept

MOST_TITLES = 4
_SHORT = 220
_NOT_IN_ANCHOR = re.compile(r"[^a-z0-9]+")


@dataclass(frozen=True, slots=True)
class Found:
    """What a search found: `spans` are the words in each hit; `term` is the word of the glossary that was typed, if it is one."""

    typed: str
    answer: SearchAnswer
    spans: tuple[tuple[tuple[int, int], ...], ...]
    titles: tuple[TopicHead, ...] = ()
    term: Term | None = None


def term_anchor(name: str) -> str:
    """Return the place of a word in the list of words."""
    return "word-" + _NOT_IN_ANCHOR.sub("-", name.lower()).strip("-")


def words_html(glossary: Glossary) -> str:
    """Return the list of words with their meanings."""
    letters = "&nbsp; ".join(f'<a href="here:letter-{letter}">{letter}</a>' for letter in glossary.by_letter)
    parts = [f"<h1>{escape(tr('Words A to Z'))}</h1><p>{letters}</p>"]
    say = tr("Words marked “general word” have their meaning from Hoofbeat, the others from the sources.")
    parts.append(f'<p class="small">{escape(say)}</p>')
    for letter, terms in glossary.by_letter.items():
        parts.append(f'<h2><a name="letter-{letter}"></a>{letter}</h2>')
        parts.extend(_term(term) for term in terms)
    return _page(parts)


def found_html(found: Found, room: Room) -> str:
    """Return what a search found, best first; without hits the nearest words, and the contents in any case."""
    answer = found.answer
    parts = [f"<h1>{escape(tr('Find: {words}').format(words=shortened(found.typed)))}</h1>"]
    if answer.corrections:
        changed = ", ".join(f"<b>{escape(each.used)}</b>" for each in answer.corrections)
        parts.append(f"<p>{escape(tr('Showing results for'))} {changed}.</p>")
    if found.term is not None:
        parts.append(
            boxed("short", f'<p class="label">{escape(tr("What the word means"))}</p>{_term(found.term)}', room)
        )
    if found.titles:
        links = SEPARATOR.join(_topic_link(head) for head in found.titles)
        parts.append(f'<p class="small"><br>{escape(tr("Topics of this name"))}</p><p>{links}</p>')
    if not answer.hits:
        parts.extend(_nothing(found))
        return _page(parts)
    parts.append(f'<p class="small">{escape(count_words(len(answer.hits)))}</p>')
    for hit, spans in zip(answer.hits, found.spans, strict=True):
        passage = hit.passage
        link = f'<a href="topic:{escape(passage.key)}">{escape(passage.title)}</a>'
        parts.append(f'<h3>{link}</h3><p class="where">{escape(passage.heading)}</p>')
        parts.append(f"<p>{marked_html(passage.text, spans)}</p>")
        parts.append(f'<p class="sources">{escape(source_words(passage.sources))}</p>')
    return _page(parts)


def kept_html(kept: Iterable[Kept], library: Library, room: Room) -> str:
    """Return the bookmarks and notes, what was kept last first."""
    parts = [f"<h1>{escape(tr('My bookmarks and notes'))}</h1>"]
    shown = [_kept(each, library, room) for each in kept]
    if not shown:
        say = tr("Keep the passages that you want to find again, and write your own notes on them.")
        example = tr("For example: open Tests for gastrinoma, and under a passage choose “Keep, copy or ask”.")
        parts.append(f'<p>{escape(say)}</p><p class="small">{escape(example)}</p>')
        parts.append(f'<p><a class="act" href="topic:overview">{escape(tr("Open the overview"))}</a></p>')
    return _page([*parts, *shown])


def contents_html(heads: Sequence[TopicHead]) -> str:
    """Return every topic as a link, by group."""
    parts = []
    for group, title in GROUPS.items():
        links = [f"<li>{_topic_link(head)}</li>" for head in heads if head.group == group]
        if links:
            parts.append(f"<h3>{escape(tr(title))}</h3><ul>{''.join(links)}</ul>")
    return "".join(parts)


def shortened(text: str) -> str:
    """Return a text on one line, cut after a whole word where it is long."""
    line = " ".join(text.split())
    return line if len(line) <= _SHORT else line[:_SHORT].rsplit(" ", 1)[0] + " …"


def _kept(kept: Kept, library: Library, room: Room) -> str:
    topic_id, _, anchor = kept.key.partition("#")
    head = next((each for each in library.heads if each.id == topic_id), None)
    statement = find_statement(library.get_topic(topic_id), library.facts, anchor) if head else None
    note = own_note(kept.note, room) if kept.note.strip() else ""
    acts = f'<p class="sources"><a class="act" href="keep:{escape(kept.key)}">{escape(tr("Change or remove"))}</a></p>'
    if head is None or statement is None:
        gone = tr("This passage is no longer in the reference.")
        return f"<h3>{escape(head.title if head else topic_id)}</h3><p>{escape(gone)}</p>{note}{acts}"
    link = f'<a href="topic:{escape(kept.key)}">{escape(head.title)}</a>'
    text = escape(shortened(statement.text))
    return f'<h3>{link}</h3><p class="where">{escape(statement.section.heading)}</p><p>{text}</p>{note}{acts}'


def _nothing(found: Found) -> list[str]:
    parts = [f"<p>{escape(count_words(0))}</p>"]
    if found.answer.nearest:
        links = " &nbsp; ".join(f'<a href="find:{escape(each)}">{escape(each)}</a>' for each in found.answer.nearest)
        parts.append(f'<p class="small">{escape(tr("The nearest words in the reference"))}</p><p>{links}</p>')
    parts.append(f"<h2>{escape(tr('All topics'))}</h2>")
    return [*parts, contents_html(found.answer.contents)]


def count_words(count: int) -> str:
    """Say how many passages were found."""
    if not count:
        return tr("No passage has these words.")
    return ntr("{count} passage, the best first", "{count} passages, the best first", count).format(count=count)


def _topic_link(head: TopicHead) -> str:
    return f'<a href="topic:{head.id}">{escape(head.title)}</a>'


def _term(term: Term) -> str:
    name = f'<a name="{term_anchor(term.name)}"></a><b>{escape(term.name)}</b>'
    general = f' &nbsp;<span class="tag">{escape(tr("general word"))}</span>' if not term.is_from_source else ""
    return f"<p>{name}{general}<br>{escape(term.plain)}</p>"


def general_word() -> str:
    """Say that a meaning is ours, and not one of the sources'."""
    return tr("A general word. Its meaning is given by Hoofbeat, not by the sources.")


def _page(parts: Sequence[str]) -> str:
    return f'<html><body>{"".join(parts)}<p class="foot after">{escape(disclaimer())}</p></body></html>'

"""A topic as the reader shows it: the short version set apart, a list of its headings, acts under every statement, a foot."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from html import escape
from typing import TYPE_CHECKING

from typing_extensions import override

from hoofbeat.reference.content import Note, Picture, Section, Table, Topic, plain
from hoofbeat.reference.library import Library
from hoofbeat.reference.render import TopicRenderer, source_words
from hoofbeat.reference.statements import Statement
from hoofbeat.ui.pages.learn.looks import Room
from hoofbeat.ui.pages.learn.pictures import picture_size
from hoofbeat.wording.translation import tr

if TYPE_CHECKING:
    from hoofbeat.services.reading import Kept

IN_SHORT = "in-short"
_ENOUGH_HEADINGS = 2
_CELL_PADDING = 7
SEPARATOR = "&nbsp;&nbsp;&middot; &nbsp;"
"""Between links in a line; the dot stays at the line's end."""


class ArticleRenderer(TopicRenderer):
    """Links besides those of `TopicRenderer`: `keep:ANCHOR` acts on a statement, `tell:NAME` a picture in words, `here:ANCHOR`."""

    def __init__(self, library: Library, room: Room, kept: Mapping[str, Kept], topic: Topic) -> None:
        super().__init__(library.facts, library.glossary, library.pictures)
        self._library = library
        self._room = room
        self._kept = kept
        self._topic = topic

    def page(self) -> str:
        """Return the whole page."""
        return f"<html><body>{self.html(self._topic)}{self._foot()}</body></html>"

    @override
    def section(self, section: Section) -> Iterator[str]:
        if section.anchor != IN_SHORT:
            yield from super().section(section)
            return
        label = f'<p class="label"><a name="{section.anchor}"></a>{escape(section.heading)}</p>'
        inside = "".join(list(super().section(section))[1:])
        yield boxed("short", label + inside, self._room)
        yield self._headings()

    @override
    def sources(self, statement: Statement) -> str:
        kept = self._kept.get(f"{self._topic.id}#{statement.anchor}")
        bookmark = f"<b>{escape(tr('Bookmarked'))}</b> &nbsp;" if kept and kept.is_bookmarked else ""
        act = f'<a class="act" href="keep:{statement.anchor}">{escape(tr("Keep, copy or ask"))}</a>'
        line = f'<p class="sources">{escape(source_words(statement.sources))}<br>{bookmark}{act}</p>'
        return line + (own_note(kept.note, self._room) if kept and kept.note.strip() else "")

    @override
    def note(self, note: Note) -> str:
        inside = "".join(f"<p>{self.runs(runs)}</p>" for runs in note.paragraphs)
        return boxed("note", f'<a name="{note.anchor}"></a>{inside}', self._room)

    @override
    def picture(self, picture: Picture) -> str:
        size = picture_size(picture.name, self._room.picture_width)
        words = escape(self.alternative(picture))
        image = f'<img src="illustration:{picture.name}" width="{size.width()}" height="{size.height()}" alt="{words}">'
        is_told = picture.name in self._room.told_pictures
        text = tr("Hide the words of the picture") if is_told else tr("Read the picture in words")
        larger = f'<a class="act" href="enlarge:{picture.name}">{escape(tr("Show it larger"))}</a>'
        tell = f'<a class="act" href="tell:{picture.name}">{escape(text)}</a>'
        act = f'<p class="small">{larger}{SEPARATOR}{tell}</p>'
        told = f'<p class="told">{words}</p>' if is_told else ""
        return f'<p class="picture"><a name="{picture.anchor}"></a>{image}</p>{act}{told}'

    @override
    def table(self, table: Table) -> str:
        if not self._room.has_room_for(len(table.heads)):
            return self._row_by_row(table)
        heads = "".join(f"<th>{self.runs(runs)}</th>" for runs in table.heads)
        rows = "".join(self._row(table, number) for number in range(len(table.rows)))
        look = f'class="data" width="{self._room.full_width}" cellspacing="0" cellpadding="{_CELL_PADDING}" border="0"'
        return f'<a name="{table.anchor}"></a><table {look}><tr>{heads}</tr>{rows}</table>'

    def _row(self, table: Table, number: int) -> str:
        cells = (self.runs(cell.runs) for cell in table.rows[number])
        first = f'<a name="{table.anchor}.{number}"></a>'
        return f"<tr><td>{first}{'</td><td>'.join(cells)}</td></tr>"

    def _row_by_row(self, table: Table) -> str:
        """Say each row below the other: what it is about as a heading, then each column's head before its text."""
        parts = [f'<a name="{table.anchor}"></a>']
        if self._room.could_have_room_for(len(table.heads)):
            parts.append(f'<p class="small"><a class="act" href="widen:">{escape(tr("Show as a wide table"))}</a></p>')
        for number, (first, *others) in enumerate(table.rows):
            parts.append(f'<h3><a name="{table.anchor}.{number}"></a>{self.runs(first.runs)}</h3>')
            told = zip(table.heads[1:], others, strict=False)
            lines = (f"<b>{escape(plain(head))}:</b> {self.runs(cell.runs)}" for head, cell in told if plain(cell.runs))
            parts.extend(f"<p>{line}</p>" for line in lines)
        return "".join(parts)

    def _headings(self) -> str:
        further = [section for section in self._topic.sections if section.anchor != IN_SHORT]
        if len(further) < _ENOUGH_HEADINGS:
            return ""
        links = (f'<a href="here:{each.anchor}">{escape(each.heading)}</a>' for each in further)
        label = f'<p class="label after">{escape(tr("On this page"))}</p>'
        return f'{label}<p class="small">{SEPARATOR.join(links)}</p>'

    def _foot(self) -> str:
        parts = []
        related = self._library.related(self._topic.id)
        if related:
            links = (f'<li><a href="topic:{head.id}">{escape(head.title)}</a></li>' for head in related)
            parts.append(f'<p class="label after">{escape(tr("Read on"))}</p><ul>{"".join(links)}</ul>')
        cited = self._library.facts.sources_of(sorted(self._topic.fact_ids))
        if cited:
            parts.append(f'<p class="label after">{escape(tr("Where this comes from"))}</p>')
            parts.extend(f'<p class="foot">{"".join(self.copied(source.citation))}</p>' for source in cited)
        parts.append(f'<p class="foot after">{escape(disclaimer())}</p>')
        return "".join(parts)


def disclaimer() -> str:
    """Return the sentence that stands at the foot of every page."""
    return tr("Hoofbeat keeps your records in order. It does not give medical advice.")


def boxed(look: str, inside: str, room: Room) -> str:
    """Set something apart on a ground of its own."""
    frame = f'class="{look}" width="{room.text_width}" cellspacing="0" cellpadding="14" border="0"'
    return f"<table {frame}><tr><td>{inside}</td></tr></table>"


def own_note(text: str, room: Room) -> str:
    """Show what the reader wrote."""
    words = "<br>".join(escape(line) for line in text.strip().splitlines())
    return boxed("own", f'<p class="label">{escape(tr("Your note"))}</p><p>{words}</p>', room) + '<p class="small"></p>'

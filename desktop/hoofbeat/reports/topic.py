"""Topics of the reference as PDF: one after the other, with pictures, and under every passage who says so."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from types import MappingProxyType

from hoofbeat.reports.page import Page, Role, draw_pages
from hoofbeat.reports.rows import Block, Cell, FigureMark, Row, RuleMark, set_row, split_block, stacked
from hoofbeat.reports.tags import About
from hoofbeat.reports.text import Span, Typesetter
from hoofbeat.reports.theme import INK, LARGE_PRINT, MILLIMETRE, Face, Fonts, Grid, Paper, Scale, Style, load_fonts
from hoofbeat.reports.topic_content import FigurePart, HeadingPart, Look, Part, TextPart, TopicContent, Words
from hoofbeat.wording.dates import date_words
from hoofbeat.wording.translation import tr

_BODY, _LINE_HEIGHT = 11.0, 1.36
_MARGIN, _MARGIN_OF_LARGE_PRINT = 27 * MILLIMETRE, 16 * MILLIMETRE
_HEADINGS: Mapping[int, tuple[float, float]] = MappingProxyType({1: (20.0, 4.0), 2: (13.5, 15.0), 3: (11.5, 10.0)})
"""Size and space above of a heading, in points beside a body of 11."""
_LARGEST_HEADING = 26.0
_SMALL, _SMALL_IN_LARGE_PRINT = 10.0, 14.0
_SPACES: Mapping[Look, float] = MappingProxyType(
    {Look.SOURCE: 2.0, Look.ENTRY: 3.0, Look.ROW: 9.0, Look.SHORT: 7.0, Look.NOTE: 8.0, Look.FOOT: 4.0}
)
_SPACE = 6.0
_INDENT, _DEEPER = 13.0, 13.0
_ROOM_FOR_NEXT_TOPIC = 0.4
"""The part of a page that must be left for another topic to begin on it."""


def render_topics(
    topics: Sequence[TopicContent],
    *,
    paper: Paper,
    made_at: datetime,
    fonts: Path,
    is_large: bool = False,
    language: str = "en",
) -> bytes:
    """Return topics as a PDF; `fonts` is the folder of the bundled fonts."""
    title = topics[0].title if len(topics) == 1 else tr("Topics to read")
    margin = _MARGIN_OF_LARGE_PRINT if is_large else _MARGIN
    grid = Grid(paper, margin=margin, margin_top=16 * MILLIMETRE, headings=0.0, gutter=0.0)
    scale = Scale(LARGE_PRINT if is_large else _BODY, _LINE_HEIGHT)
    pages = _Composer(title, made_at, grid, load_fonts(fonts), scale).pages(topics)
    return draw_pages(pages, grid, About(title, language, made_at))


@dataclass(slots=True)
class _Composer:
    """Puts topics on pages, from the top down."""

    title: str
    made_at: datetime
    grid: Grid
    fonts: Fonts
    scale: Scale
    done: list[Page] = field(default_factory=list)
    type: Typesetter = field(init=False)

    def __post_init__(self) -> None:
        self.type = Typesetter(self.fonts)

    @property
    def _small(self) -> Style:
        size = _SMALL_IN_LARGE_PRINT if self.scale.is_large else _SMALL
        return Style(size=size, grey=self.scale.quiet.grey)

    @property
    def _growth(self) -> float:
        """Return how many times larger this is than ordinary print."""
        return self.scale.body / _BODY

    def pages(self, topics: Sequence[TopicContent]) -> list[Page]:
        """Return the pages, numbered."""
        for topic in topics:
            if not self.done or self.done[-1].room < self.grid.paper.height * _ROOM_FOR_NEXT_TOPIC:
                self._next_page()
            elif self.done[-1].placed:
                self.done[-1].y += 3 * self.scale.body
            self._topic(topic)
        for number, page in enumerate(self.done, start=1):
            page.y = page.bottom
            page.put(self._foot(number, len(self.done)), self.grid.margin, Role.FURNITURE)
        return self.done

    def _topic(self, topic: TopicContent) -> None:
        """Place the parts; a heading stays with what follows it, and a line of sources with what it is about."""
        parts = [HeadingPart(topic.title, 1), *topic.parts]
        kept: list[tuple[Block, Role]] = []
        for part, after in zip(parts, [*parts[1:], None], strict=True):
            kept.append(self._set(part))
            is_followed = after is not None and (isinstance(part, HeadingPart) or _is_source(after))
            if not is_followed:
                self._place(kept)
                kept = []

    def _place(self, kept: list[tuple[Block, Role]]) -> None:
        page = self.done[-1]
        if sum(block.height for block, _ in kept) > page.room and not self._is_fresh(page):
            page = self._next_page()
        for block, role in kept:
            page = self._put(page, block, role)

    def _put(self, page: Page, block: Block, role: Role) -> Page:
        """Place a block, in parts where it is higher than a page."""
        while block.height > page.room:
            parts = split_block(block, page.room)
            if parts is not None:
                above, block = parts
                page.put(above, self.grid.margin, role)
            elif self._is_fresh(page):
                break
            page = self._next_page()
        page.put(block, self.grid.margin, role)
        page.y += block.height
        return page

    def _is_fresh(self, page: Page) -> bool:
        return len(page.placed) <= 1

    def _next_page(self) -> Page:
        grid = self.grid
        page = Page(grid.margin_top, grid.paper.height - grid.margin_bottom - self._foot(1, 1).height)
        cells = (Cell((Span(self.title, self.scale.quiet),), 0, grid.width),)
        rule = Block((RuleMark(0, 3, grid.width, 0.8, INK),), 12)
        if self.done:
            head = stacked([set_row(Row(cells), self.type, self.scale, 1), rule])
            page.put(head, grid.margin, Role.FURNITURE)
            page.y += head.height
        self.done.append(page)
        return page

    def _foot(self, number: int, count: int) -> Block:
        grid, quiet = self.grid, self._small
        printed = tr("From Hoofbeat, printed {date}.").format(date=date_words(self.made_at.date()))
        numbered = tr("Page {number} of {count}").format(number=number, count=count)
        left = grid.width * 0.75
        line = Row(
            (
                Cell((Span(printed, quiet),), 0, left),
                Cell((Span(numbered, quiet),), left, grid.width - left, is_right=True),
            )
        )
        advice = tr("Hoofbeat keeps your records in order. It does not give medical advice.")
        rows = [line, Row((Cell((Span(advice, quiet),), 0, grid.width),))]
        return stacked([Block((), 12), *(set_row(row, self.type, self.scale) for row in rows)])

    def _set(self, part: Part) -> tuple[Block, Role]:
        match part:
            case HeadingPart():
                return self._heading(part), Role.TITLE if part.level == 1 else Role.HEADING
            case FigurePart():
                return self._figure(part), Role.FIGURE
            case TextPart():
                return self._text(part), Role.TEXT

    def _heading(self, part: HeadingPart) -> Block:
        size, space = _HEADINGS[min(part.level, max(_HEADINGS))]
        size = max(self.scale.body, min(size * self._growth, _LARGEST_HEADING))
        cell = Cell((Span(part.text, Style(Face.STRONG, size)),), 0, self.grid.width)
        return set_row(Row((cell,), space_above=space), self.type, self.scale)

    def _text(self, part: TextPart) -> Block:
        indent, deeper = _INDENT * self._growth, _DEEPER * self._growth
        left = indent + part.depth * deeper if part.look is Look.ENTRY else 0.0
        spans = tuple(Span(each.text, self._style(part.look, each)) for each in part.words)
        cells = [Cell(spans, left, self.grid.width - left)]
        if part.mark:
            cells.insert(0, Cell((Span(part.mark, self.scale.text),), left - indent, indent))
        block = set_row(Row(tuple(cells), space_above=_SPACES.get(part.look, _SPACE)), self.type, self.scale)
        return _between_rules(block, self.grid.width) if part.look is Look.NOTE else block

    def _style(self, look: Look, words: Words) -> Style:
        if look in (Look.SOURCE, Look.FOOT):
            return self._small
        if words.is_strong or look is Look.ROW:
            return self.scale.strong
        return self.scale.own_words if words.is_emphasis else self.scale.text

    def _figure(self, part: FigurePart) -> Block:
        from hoofbeat.reports.illustration import draw_illustration

        drawing = draw_illustration(part.file, self.grid.width)
        mark = FigureMark(0, 8, self.grid.width, drawing.height, drawing, part.words)
        return Block((mark,), drawing.height + 14)


def _between_rules(block: Block, width: float) -> Block:
    rule = Block((RuleMark(0, 5, width, 0.6, 0.45),), 7)
    return stacked([rule, block, rule])


def _is_source(part: Part) -> bool:
    return isinstance(part, TextPart) and part.look is Look.SOURCE

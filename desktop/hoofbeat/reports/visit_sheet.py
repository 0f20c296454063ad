"""The visit sheet as PDF: page 1 as a hard page, then what it could not take, then the space to write on."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from datetime import datetime
from pathlib import Path

from hoofbeat.domain.visit_sheet import VisitSheet
from hoofbeat.reports.bands import Setter
from hoofbeat.reports.content import Band, BandName, Entry, VisitContent
from hoofbeat.reports.fitting import BAND_SPACE, SetBand, fit
from hoofbeat.reports.page import Page, Role, draw_pages
from hoofbeat.reports.rows import Block, Cell, Row, RuleMark, set_row, split_block, stacked
from hoofbeat.reports.tags import About
from hoofbeat.reports.text import Span, Typesetter
from hoofbeat.reports.theme import INK, RULE, Grid, Paper, Scale, load_fonts
from hoofbeat.reports.visit_content import visit_content
from hoofbeat.wording.translation import tr

_LINES_IN_HEAD = 3
_RULE_OF_HEAD = 1.4
_RULE_OF_BAND = 0.5
_PAGES_WORTH_SAVING = 3
_FEWER_LINES = (1, 2)


def render_visit_sheet(
    sheet: VisitSheet,
    *,
    paper: Paper,
    made_at: datetime,
    fonts: Path,
    uses_24_hours: bool = False,
    language: str = "en",
) -> bytes:
    """Return the visit sheet as a PDF; `fonts` is the folder of the bundled fonts."""
    content = visit_content(sheet, made_at=made_at, uses_24_hours=uses_24_hours)
    grid, typesetter = Grid(paper), Typesetter(load_fonts(fonts))
    pages = _Composer(content, grid, typesetter).pages()
    if len(pages) == _PAGES_WORTH_SAVING:
        # Fewer lines to write on, where that saves a page.
        tried = (_Composer(_with_fewer_lines(content, fewer), grid, typesetter).pages() for fewer in _FEWER_LINES)
        pages = min([pages, *tried], key=len)
    return draw_pages(pages, grid, About(content.title, language, made_at))


def _with_fewer_lines(content: VisitContent, fewer: int) -> VisitContent:
    """Return the content with so many lines less in each space to write on, and at least one."""
    bands = tuple(
        replace(band, entries=tuple(_with_lines(entry, entry.lines_to_write - fewer) for entry in band.entries))
        for band in content.to_write
    )
    return replace(content, to_write=bands)


def _with_lines(entry: Entry, lines: int) -> Entry:
    return replace(entry, lines_to_write=max(1, lines)) if entry.lines_to_write else entry


@dataclass(slots=True)
class _Composer:
    """Puts the content on pages, one after the other."""

    content: VisitContent
    grid: Grid
    type: Typesetter
    setter: Setter = field(init=False)
    done: list[Page] = field(default_factory=list)

    def pages(self) -> list[Page]:
        """Return the pages, numbered."""
        self.setter, bands = fit(self.content.bands, self._setter, self._room)
        rest = self._page_one(bands)
        for band in rest:
            self._flow(band, tr(", continued"))
        if not rest:
            self._next_page()
        for band in self.content.to_write:
            self._flow(band)
        for number, page in enumerate(self.done, start=1):
            self._foot(page, number, len(self.done))
        return self.done

    def _setter(self, size: float) -> Setter:
        return Setter(self.grid, Scale(size), self.type)

    def _room(self, setter: Setter) -> float:
        """Return the height between head and foot on page 1."""
        head, _ = _head(self.content, setter)
        page = _empty_page(self.content, setter)
        return page.room - head.height

    def _page_one(self, bands: list[SetBand]) -> list[Band]:
        """Fill page 1 and return what is left for later pages."""
        page = _empty_page(self.content, self.setter)
        self.done.append(page)
        head, rest = _head(self.content, self.setter)
        page.put(head, self.grid.margin, Role.TITLE)
        page.y += head.height
        for band in bands:
            self._rule(page)
            self._place(page, band.heading, list(band.blocks))
        return [*rest, *(band.rest for band in bands if band.rest is not None)]

    def _next_page(self) -> Page:
        page = _empty_page(self.content, self.setter, is_first=False)
        head = _running_head(self.content, self.setter)
        page.put(head, self.grid.margin, Role.FURNITURE)
        page.y += head.height
        self.done.append(page)
        return page

    def _flow(self, band: Band, suffix: str = "") -> None:
        """Set a band from where the last one ended; on a new page its heading stands again."""
        page = self.done[-1] if len(self.done) > 1 else self._next_page()
        heading = self.setter.heading(band, suffix)
        waiting = self.setter.blocks(band, band.entries) if band.entries else [self.setter.sentence(band.nothing)]
        table_head = [block for block in waiting if block.is_table_head]
        while waiting:
            fitting = self._fitting(page, heading, waiting)
            if fitting:
                if not self._is_fresh(page):
                    self._rule(page)
                self._place(page, heading, fitting)
                waiting = waiting[len(fitting) :]
                heading = self.setter.heading(band, tr(", continued"))
            elif self._is_fresh(page):
                waiting = self._split_first(page, waiting)
                continue
            if waiting:
                page = self._next_page()
                waiting = [*(block for block in table_head if block not in waiting[:1]), *waiting]

    def _fitting(self, page: Page, heading: Block, waiting: list[Block]) -> list[Block]:
        """Return the blocks that fit below the rule; a table's head never stands alone."""
        room = page.room - BAND_SPACE
        if heading.height > room:
            return []
        fitting: list[Block] = []
        for block in waiting:
            room -= block.height
            if room < 0:
                break
            fitting.append(block)
        return [] if all(block.is_table_head for block in fitting) else fitting

    def _is_fresh(self, page: Page) -> bool:
        return len(page.placed) == 1

    def _split_first(self, page: Page, waiting: list[Block]) -> list[Block]:
        """Cut the first block that is higher than a whole page."""
        at = 1 if waiting[0].is_table_head and len(waiting) > 1 else 0
        room = page.room - BAND_SPACE - sum(block.height for block in waiting[:at])
        parts = split_block(waiting[at], room)
        if parts is None:
            raise AssertionError("no line of this text fits a page")
        return [*waiting[:at], *parts, *waiting[at + 1 :]]

    def _rule(self, page: Page) -> None:
        rule = Block((RuleMark(0, 0, self.grid.width, _RULE_OF_BAND, RULE),), BAND_SPACE)
        page.y += BAND_SPACE * 0.45
        page.put(rule, self.grid.margin, Role.FURNITURE)
        page.y += BAND_SPACE * 0.55

    def _place(self, page: Page, heading: Block, blocks: list[Block]) -> None:
        top = page.y
        page.put(heading, self.grid.margin, Role.HEADING)
        for block in blocks:
            page.put(block, self.grid.margin + self.grid.content_left, Role.TABLE_ROW if block.columns else Role.TEXT)
            page.y += block.height
        page.y = max(page.y, top + heading.height)

    def _foot(self, page: Page, number: int, count: int) -> None:
        numbered = tr("Page {number} of {count}").format(number=number, count=count)
        foot = _foot(self.content, self.setter, numbered, is_first=number == 1)
        page.y = page.bottom
        page.put(foot, self.grid.margin, Role.FURNITURE)


def _empty_page(content: VisitContent, setter: Setter, *, is_first: bool = True) -> Page:
    grid = setter.grid
    foot = _foot(content, setter, "", is_first=is_first)
    return Page(grid.margin_top, grid.paper.height - grid.margin_bottom - foot.height)


def _head(content: VisitContent, setter: Setter) -> tuple[Block, list[Band]]:
    """Return the head of page 1, and what of it was too long for it."""
    grid, scale = setter.grid, setter.scale
    left_width, right = grid.width * 0.5, grid.width * 0.53
    name = Cell((Span(content.name, scale.title), Span(f"\n{content.born}", scale.text)), 0, left_width)
    visit = Cell(
        (Span(content.visit, scale.subtitle), Span(f"\n{content.visit_with}", scale.text)), right, grid.width - right
    )
    top = set_row(Row((name, visit)), setter.type, scale, _LINES_IN_HEAD + 1)
    rule = Block((RuleMark(0, 3, grid.width, _RULE_OF_HEAD, INK),), 8)
    said = Cell((Span(f"{content.prepared} {content.disclaimer}", scale.quiet),), 0, grid.width)
    prepared = set_row(Row((said,)), setter.type, scale, _LINES_IN_HEAD)
    rest = []
    if top.is_cut or prepared.is_cut:
        whole = [content.name, content.born, content.visit, content.visit_with, content.prepared]
        entries = tuple(Entry(text=text) for text in whole if text)
        rest = [Band(BandName.HEAD, tr("Head of the sheet"), entries)]
    return stacked([top, rule, prepared]), rest


def _running_head(content: VisitContent, setter: Setter) -> Block:
    grid, scale = setter.grid, setter.scale
    person = Cell((Span(f"{content.name}, {content.born}", scale.strong),), 0, grid.width * 0.56)
    left = grid.width * 0.6
    title = ", ".join(text for text in (content.title, content.visit_short) if text)
    sheet = Cell((Span(title, scale.quiet),), left, grid.width - left, is_right=True)
    rule = Block((RuleMark(0, 3, grid.width, _RULE_OF_HEAD, INK),), 11)
    return stacked([set_row(Row((person, sheet)), setter.type, scale, 2), rule])


def _foot(content: VisitContent, setter: Setter, numbered: str, *, is_first: bool) -> Block:
    grid, scale = setter.grid, setter.scale
    left = grid.width * 0.8
    printed = " ".join(f"{text}." for text in (content.data_as_of, content.printed) if text)
    dated = Cell((Span(printed, scale.quiet),), 0, grid.width * 0.8)
    number = Cell((Span(numbered, scale.strong),), left, grid.width - left, is_right=True)
    said = [content.left_out, "" if is_first else content.disclaimer, content.advice]
    rows = [Row((dated, number))]
    rows += [Row((Cell((Span(text, scale.quiet),), 0, grid.width),)) for text in said if text]
    space = Block((), 12)
    return stacked([space, *(set_row(row, setter.type, scale) for row in rows)])

"""The visit sheet as PDF: page 1 as a hard page, then what it could not take, then the space to write on."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from datetime import datetime
from itertools import takewhile
from pathlib import Path

from hoofbeat.reports.bands import Setter
from hoofbeat.reports.content import Band, BandName, Entry, VisitContent
from hoofbeat.reports.fitting import BAND_SPACE, SetBand, fit
from hoofbeat.reports.frame import empty_page, head_of, next_page, put_feet
from hoofbeat.reports.page import Page, Role, draw_pages
from hoofbeat.reports.rows import Block, RuleMark, split_block
from hoofbeat.reports.tags import About
from hoofbeat.reports.text import Typesetter
from hoofbeat.reports.theme import RULE, Grid, Paper, Scale, load_fonts
from hoofbeat.wording.translation import tr

_RULE_OF_BAND = 0.5
_PAGES_WORTH_SAVING = 3
_FEWER_LINES = (1, 2)
_BODY_OF_MORE = 10.5
_SHORT_LABEL = 0.15
"""The part of the paper's height."""


def render_visit_sheet(
    content: VisitContent, *, paper: Paper, made_at: datetime, fonts: Path, language: str = "en"
) -> bytes:
    """Return the visit sheet as a PDF; `fonts` is the folder of the bundled fonts."""
    grid, typesetter = Grid(paper), Typesetter(load_fonts(fonts))
    composed = [_Composer(content, grid, typesetter)]
    composed[0].compose()
    if len(composed[0].done) == _PAGES_WORTH_SAVING:
        # Fewer lines to write on, where that saves a page.
        for fewer in _FEWER_LINES:
            composed.append(_Composer(_with_fewer_lines(content, fewer), grid, typesetter))
            composed[-1].compose()
    pages = min(composed, key=lambda each: len(each.done)).finish()
    return draw_pages(pages, grid, About(content.frame.title, language, made_at))


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

    def compose(self) -> None:
        """Put page 1 and the page to write on on as many pages as they need."""
        self.setter, bands = fit(self.content.bands, self._setter, self._room)
        rest = self._page_one(bands)
        for band in rest:
            self._flow(band, tr(", continued"))
        if not rest:
            self._next_page()
        for band in self.content.to_write:
            self._flow(band)

    def finish(self) -> list[Page]:
        """Return the pages, numbered, with what was ticked beyond the first ones."""
        if self.content.more:
            self._add_more()
        put_feet(self.done, self.content.frame, self.setter)
        return self.done

    def _add_more(self) -> None:
        """Put what was ticked beyond the first two pages on pages of their own."""
        from hoofbeat.reports.sheet import LINE_HEIGHT, Flow

        setter = Setter(self.grid, Scale(_BODY_OF_MORE, LINE_HEIGHT), self.type)
        flow = Flow(self.content.frame, setter, self.done)
        flow.turn()
        flow.add(self.content.more)

    def _setter(self, size: float) -> Setter:
        return Setter(self.grid, Scale(size), self.type)

    def _room(self, setter: Setter) -> float:
        """Return the height between head and foot on page 1."""
        head, _ = head_of(self.content.frame, setter)
        return empty_page(self.content.frame, setter).room - head.height

    def _page_one(self, bands: list[SetBand]) -> list[Band]:
        """Fill page 1 and return what is left for later pages."""
        page = empty_page(self.content.frame, self.setter)
        self.done.append(page)
        head, rest = head_of(self.content.frame, self.setter)
        page.put(head, self.grid.margin, Role.TITLE)
        page.y += head.height
        for band in bands:
            self._rule(page)
            self._place(page, band.heading, list(band.blocks))
        whole = (
            (Band(BandName.HEAD, tr("Head of the sheet"), tuple(Entry(text=text) for text in rest)),) if rest else ()
        )
        return [*whole, *(band.rest for band in bands if band.rest is not None)]

    def _next_page(self) -> Page:
        page = next_page(self.content.frame, self.setter)
        self.done.append(page)
        return page

    def _flow(self, band: Band, suffix: str = "") -> None:
        """Set a band from where the last one ended; on a new page its heading stands again."""
        page = self.done[-1] if len(self.done) > 1 else self._next_page()
        heading = self.setter.heading(band, suffix)
        waiting = self.setter.blocks(band, band.entries) if band.entries else [self.setter.sentence(band.nothing)]
        above = [block for block in waiting if block.is_table_head]
        while waiting:
            fitting = self._fitting(page, heading, waiting)
            if fitting:
                if not self._is_fresh(page):
                    self._rule(page)
                self._place(page, heading, fitting)
                waiting = waiting[len(fitting) :]
                above = [*above[:1], *[block for block in fitting if self._is_short_label(block)][-1:]]
                heading = self.setter.heading(band, tr(", continued"))
            elif self._is_fresh(page):
                waiting = self._split_first(page, waiting)
                continue
            if waiting:
                page = self._next_page()
                again = above[:1] if waiting[0].is_label else above
                waiting = [*(block for block in again if block not in waiting[:1]), *waiting]

    def _fitting(self, page: Page, heading: Block, waiting: list[Block]) -> list[Block]:
        """Return the blocks that fit below the rule; the head of a table and the label of rows never stand alone."""
        room = page.room - BAND_SPACE
        if heading.height > room:
            return []
        fitting: list[Block] = []
        for block in waiting:
            room -= block.height
            if room < 0:
                break
            fitting.append(block)
        while fitting and (fitting[-1].is_table_head or self._is_short_label(fitting[-1])):
            fitting.pop()
        return fitting

    def _is_short_label(self, block: Block) -> bool:
        """Tell whether a block is a label that stays with the rows below it; one with a long note breaks like any text."""
        return block.is_label and block.height < self.grid.paper.height * _SHORT_LABEL

    def _is_fresh(self, page: Page) -> bool:
        return len(page.placed) == 1

    def _split_first(self, page: Page, waiting: list[Block]) -> list[Block]:
        """Cut the first block that is higher than a whole page."""
        leading = takewhile(lambda block: block.is_table_head or self._is_short_label(block), waiting[:-1])
        at = sum(1 for _ in leading)
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

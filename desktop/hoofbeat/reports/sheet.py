"""A sheet made of parts as PDF: its parts flow over as many pages as they need, each in the frame of all sheets."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from pathlib import Path

from hoofbeat.reports.bands import Setter
from hoofbeat.reports.frame import empty_page, head_of, next_page, put_feet
from hoofbeat.reports.frame_words import Frame
from hoofbeat.reports.page import Page, Role, draw_pages
from hoofbeat.reports.part_setting import PartSetter, SetPart
from hoofbeat.reports.parts import Heading, Paragraph, Part, SheetContent
from hoofbeat.reports.rows import Block, Cell, Row, RuleMark, set_row, split_block, stacked
from hoofbeat.reports.tags import About
from hoofbeat.reports.text import Span, Typesetter
from hoofbeat.reports.theme import LARGE_PRINT, Grid, Paper, Scale, load_fonts
from hoofbeat.wording.translation import tr

LINE_HEIGHT = 1.28
_SMALLER = (11.0, 10.5, 10.0)
"""Sizes of the body that are tried to save a page; none is below 10 pt."""
_PAGES_WORTH_SAVING = 4
_A_FEW_ROWS = 0.35
"""The part of a page's height."""
_LINES_OF_A_LONG_TEXT, _LINES_BEFORE_A_BREAK = 9, 3
"""A text of so many lines may go on on the next page, after so many."""


def render_sheet(
    content: SheetContent,
    *,
    paper: Paper,
    made_at: datetime,
    fonts: Path,
    is_large: bool = False,
    language: str = "en",
) -> bytes:
    """Return a sheet as PDF; `fonts` is the folder of the bundled fonts."""
    grid, typesetter = Grid(paper), Typesetter(load_fonts(fonts))
    pages = _pages(content, Setter(grid, Scale(LARGE_PRINT if is_large else content.body, LINE_HEIGHT), typesetter))
    if not is_large and _ends_early(pages):
        smaller = (size for size in _SMALLER if size < content.body)
        tried = (_pages(content, Setter(grid, Scale(size, LINE_HEIGHT), typesetter)) for size in smaller)
        pages = next((each for each in tried if len(each) < len(pages)), pages)
    return draw_pages(pages, grid, About(content.frame.title, language, made_at))


def _pages(content: SheetContent, setter: Setter) -> list[Page]:
    flow = Flow(content.frame, setter)
    flow.begin()
    flow.add(content.parts)
    return flow.finish()


def _ends_early(pages: list[Page]) -> bool:
    """Tell whether a few rows alone stand on the last of few pages, which smaller letters may save."""
    return 1 < len(pages) <= _PAGES_WORTH_SAVING and pages[-1].filled < _A_FEW_ROWS


@dataclass(slots=True)
class Flow:
    """Puts parts on pages, from the top down, beginning where the last ones ended; on each new page it says what goes on there."""

    frame: Frame
    setter: Setter
    done: list[Page] = field(default_factory=list)
    _fresh: int = 0
    _titles: list[str] = field(default_factory=list)

    def begin(self) -> None:
        """Begin with the head of the sheet; what of it is too long stands whole below it."""
        page = empty_page(self.frame, self.setter)
        head, whole = head_of(self.frame, self.setter)
        page.put(head, self.setter.grid.margin, Role.TITLE)
        page.y += head.height
        self._open(page)
        if whole:
            self.add((Heading(tr("Head of the sheet")), *(Paragraph(text) for text in whole)))

    def add(self, parts: Iterable[Part]) -> None:
        """Place parts; what must stay together goes to the next page together."""
        kept: list[SetPart] = []
        for made in PartSetter(self.setter).set_parts(parts):
            if made.begins_page and not self._is_fresh:
                self.turn()
            kept.append(made)
            if not made.stays:
                self._place(kept)
                kept = []
        self._place(kept)

    def finish(self) -> list[Page]:
        """Return the pages with their feet."""
        for page in self.done:
            page.filled = 1 - page.room / page.bottom
        put_feet(self.done, self.frame, self.setter)
        return self.done

    @property
    def _page(self) -> Page:
        return self.done[-1]

    @property
    def _is_fresh(self) -> bool:
        return len(self._page.placed) == self._fresh

    def _open(self, page: Page) -> None:
        self.done.append(page)
        self._fresh = len(page.placed)

    def turn(self) -> None:
        """Begin a new page."""
        self._open(next_page(self.frame, self.setter))

    def _place(self, kept: list[SetPart]) -> None:
        if kept and self._needed(kept) > self._page.room and not self._is_fresh:
            self._go_on_with(kept[0])
        for made in kept:
            self._note_title(made)
            self._put_whole(made)
            while made.fills and made.block.height <= self._page.room:
                self._put(made.block, made.role)

    def _needed(self, kept: Sequence[SetPart]) -> float:
        """Return the height that blocks which stay together take here; of a long text the first lines are enough."""
        *before, last = kept
        leading = self.setter.scale.leading
        is_long = last.role is Role.TEXT and last.block.height > _LINES_OF_A_LONG_TEXT * leading
        height = _LINES_BEFORE_A_BREAK * leading if is_long else last.block.height
        return sum(made.block.height for made in before) + height

    def _go_on_with(self, made: SetPart) -> None:
        """Turn the page, and stand above what goes on there the headings that it belongs to: nothing is read without them."""
        self.turn()
        if made.role is not Role.HEADING and self._titles:
            titles = self._titles[:1] if made.role is Role.SUBHEADING else self._titles
            self._put(_continued(titles, self.setter), Role.FURNITURE)
        if made.head is not None:
            self._put(made.head, Role.TABLE_ROW)
        if made.label is not None:
            self._put(made.label, Role.FURNITURE)
        self._fresh = len(self._page.placed)

    def _note_title(self, made: SetPart) -> None:
        if made.role is Role.HEADING:
            self._titles = [made.title]
        elif made.role is Role.SUBHEADING:
            self._titles = [*self._titles[:1], made.title]

    def _put_whole(self, made: SetPart) -> None:
        """Place a block, in parts where it is higher than the room for it."""
        block = made.block
        while block.height > self._page.room:
            parts = split_block(block, self._page.room)
            if parts is not None:
                self._put(parts[0], made.role)
                block = parts[1]
            elif self._is_fresh:
                raise AssertionError("no line of this part fits a page")
            self._go_on_with(made)
        self._put(block, made.role)

    def _put(self, block: Block, role: Role) -> None:
        if self._is_fresh and role in (Role.HEADING, Role.SUBHEADING) and len(self.done) > 1:
            # The head of the page has a rule right above.
            block = replace(block, marks=tuple(mark for mark in block.marks if not isinstance(mark, RuleMark)))
        self._page.put(block, self.setter.grid.margin, role)
        self._page.y += block.height


def _continued(titles: Sequence[str], setter: Setter) -> Block:
    """Set the heading of what goes on on a new page, with that of its part."""
    first, *others = titles
    scale = setter.scale
    spans = [Span(tr("{heading}, continued").format(heading=first), scale.strong)]
    spans += [Span(f"   {title}", scale.quiet) for title in others]
    row = Row((Cell(tuple(spans), 0, setter.grid.width),), space_above=scale.body * 0.2)
    return stacked([set_row(row, setter.type, scale), Block((), scale.body * 0.3)])

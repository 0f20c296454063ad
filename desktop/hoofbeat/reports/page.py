"""Pages: what is placed on each, and how they are drawn into a PDF with embedded fonts and a structure to follow."""

from __future__ import annotations

import io
from collections.abc import Sequence
from dataclasses import dataclass, field
from enum import Enum
from itertools import groupby
from typing import Any

from hoofbeat.reports.rows import Block, BoxMark, FigureMark, Mark, RuleMark, TextMark, UprightMark
from hoofbeat.reports.tags import About, Bookmark, Element, Marked, tagged
from hoofbeat.reports.text import visual_order
from hoofbeat.reports.theme import INK, Face, Grid


class Role(Enum):
    """What a block is to somebody who hears the page instead of seeing it."""

    TITLE = "H1"
    HEADING = "H2"
    SUBHEADING = "H3"
    TEXT = "P"
    TABLE_ROW = "TR"
    FIGURE = "Figure"
    FURNITURE = "Artifact"


_BOOKMARKED = (Role.HEADING, Role.SUBHEADING)


@dataclass(frozen=True, slots=True)
class Placed:
    """A block on a page, from the upper left corner of the paper."""

    block: Block
    x: float
    y: float
    role: Role = Role.TEXT


@dataclass(slots=True)
class Page:
    """One page while it is filled, from the top down to `bottom`; `filled` is the part of it that was. All measures in points from the upper left corner."""

    y: float
    bottom: float
    placed: list[Placed] = field(default_factory=list)
    filled: float = 0.0

    @property
    def room(self) -> float:
        """Return how much height is left."""
        return self.bottom - self.y

    def put(self, block: Block, x: float, role: Role = Role.TEXT) -> None:
        """Place a block at the present height."""
        self.placed.append(Placed(block, x, self.y, role))


def draw_pages(pages: Sequence[Page], grid: Grid, about: About) -> bytes:
    """Draw pages into a PDF. The same pages at the same moment give the same bytes."""
    from reportlab import rl_config
    from reportlab.pdfgen.canvas import Canvas

    # Fonts and pages as bytes: as text they would take a quarter more room, and time to turn into it.
    rl_config.useA85 = 0
    target = io.BytesIO()
    size = (grid.paper.width, grid.paper.height)
    # Without a first font of ours, every page would name Helvetica, which is not embedded.
    font = Face.REGULAR.value
    canvas: Any = Canvas(target, pagesize=size, invariant=1, lang=about.language, initialFontName=font)
    pen = _Pen(canvas, grid.paper.height)
    for number, page in enumerate(pages):
        pen.begin_page(number)
        for placed in page.placed:
            pen.draw(placed)
        canvas.showPage()
    canvas.save()
    return tagged(target.getvalue(), pen.document, pen.outline, about)


class _Pen:
    """Draws blocks and notes, stretch by stretch, which element of the structure was drawn."""

    def __init__(self, canvas: Any, height: float) -> None:
        self._canvas = canvas
        self._height = height
        self._page = 0
        self._count = 0
        self.document = Element("Document")
        self.outline: list[Bookmark] = []

    def begin_page(self, number: int) -> None:
        """Turn to a page."""
        self._page = number
        self._count = 0

    def draw(self, placed: Placed) -> None:
        """Draw a block: lines and boxes as decoration, texts as what they are."""
        place: _Place | None = None if placed.role is Role.FURNITURE else _Place(self.document, placed)
        if placed.role in _BOOKMARKED:
            self._note_heading(placed)
        for group, marks in groupby(placed.block.marks, key=lambda mark: getattr(mark, "group", None)):
            if group is None or place is None:
                self._canvas._code.append("/Artifact BMC")  # noqa: SLF001  ReportLab has no call for marked content
            else:
                element = place.element(group)
                element.kids.append(Marked(self._page, self._count))
                self._bound(element, placed)
                self._canvas._code.append(f"/{element.role} <</MCID {self._count}>> BDC")  # noqa: SLF001  the same
                self._count += 1
            for mark in marks:
                self._draw_mark(mark, placed.x + mark.x, self._height - placed.y - mark.y)
            self._canvas._code.append("EMC")  # noqa: SLF001  the same

    def _bound(self, element: Element, placed: Placed) -> None:
        """Note where a figure stands, as whoever reads it aloud or turns the page into text must know."""
        if placed.role is Role.FIGURE:
            top, width = (
                self._height - placed.y,
                max(mark.x + mark.width for mark in placed.block.marks if isinstance(mark, FigureMark)),
            )
            element.box = (placed.x, top - placed.block.height, placed.x + width, top)

    def _note_heading(self, placed: Placed) -> None:
        """Give a heading a place in the outline; one that goes on on the next page has its place already."""
        marks = (mark for mark in placed.block.marks if isinstance(mark, TextMark) and mark.group == 0)
        pieces = [piece for mark in marks for piece in mark.line]
        # What stands behind a heading in another style is a remark.
        text = "".join(piece.text for piece in pieces if piece.style == pieces[0].style).strip()
        level = _BOOKMARKED.index(placed.role)
        if text and (not self.outline or self.outline[-1].text != text):
            self.outline.append(Bookmark(text, self._page, self._height - placed.y, level))

    def _draw_mark(self, mark: Mark, x: float, y: float) -> None:
        if isinstance(mark, TextMark):
            self._draw_text(mark, x, y)
        elif isinstance(mark, BoxMark):
            self._canvas.setStrokeGray(INK)
            self._canvas.setLineWidth(0.8)
            self._canvas.rect(x, y - mark.size, mark.size, mark.size)
        elif isinstance(mark, FigureMark):
            self._draw_figure(mark, x, y)
        elif isinstance(mark, UprightMark):
            self._canvas.setStrokeGray(mark.grey)
            self._canvas.setLineWidth(mark.thickness)
            self._canvas.line(x, y, x, y - mark.height)
        else:
            self._draw_rule(mark, x, y)

    def _draw_figure(self, mark: FigureMark, x: float, y: float) -> None:
        from reportlab.graphics import renderPDF

        # Without a first font of ours, a drawing would name Helvetica, which is not embedded.
        mark.drawing.initialFontName = Face.REGULAR.value
        renderPDF.draw(mark.drawing, self._canvas, x, y - mark.height)

    def _draw_text(self, mark: TextMark, x: float, y: float) -> None:
        for piece in mark.line:
            self._canvas.setFont(piece.face.value, piece.style.size)
            self._canvas.setFillGray(piece.style.grey)
            self._canvas.drawString(x, y, visual_order(piece.text))
            x += piece.width

    def _draw_rule(self, mark: RuleMark, x: float, y: float) -> None:
        self._canvas.setStrokeGray(mark.grey)
        self._canvas.setLineWidth(mark.thickness)
        self._canvas.line(x, y, x + mark.width, y)


class _Place:
    """Where the texts of one block belong in the structure; the cells of a table's row are elements of their own."""

    def __init__(self, document: Element, placed: Placed) -> None:
        self._block = placed.block
        self._role = placed.role
        self._cells: dict[int, Element] = {}
        self._parent = document
        if placed.role is Role.TABLE_ROW:
            self._parent = document.last("Table").add("TR")

    def element(self, group: int) -> Element:
        """Return the element of a group of lines."""
        if group not in self._cells:
            self._cells[group] = self._new(group)
        return self._cells[group]

    def _new(self, group: int) -> Element:
        if self._role is Role.TABLE_ROW:
            is_whole_row = self._block.columns > 1 and self._block.cells == 1
            return self._parent.add(
                "TH" if self._block.is_table_head else "TD", self._block.columns if is_whole_row else 1
            )
        if self._role is Role.FIGURE:
            figure = next(mark for mark in self._block.marks if isinstance(mark, FigureMark))
            return self._parent.add(self._role.value, words=figure.words)
        if self._role is Role.TEXT:
            return self._cells[0] if 0 in self._cells else self._parent.add(self._role.value)
        # A heading's remark and what else stands in the head of the page are paragraphs.
        return self._parent.add(self._role.value if group == 0 else Role.TEXT.value)

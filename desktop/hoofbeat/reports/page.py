"""Pages: what is placed on each, and how they are drawn into a PDF with numbers, embedded fonts and plain metadata."""

from __future__ import annotations

import io
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from hoofbeat.reports.rows import Block, BoxMark, Mark, RuleMark, TextMark
from hoofbeat.reports.theme import INK, Grid


@dataclass(frozen=True, slots=True)
class Placed:
    """A block on a page, from the upper left corner of the paper; `role` tells a screen reader what it is."""

    block: Block
    x: float
    y: float
    role: str = "P"


@dataclass(slots=True)
class Page:
    """One page while it is filled, from the top down to `bottom`. All measures in points from the upper left corner."""

    y: float
    bottom: float
    placed: list[Placed] = field(default_factory=list)

    @property
    def room(self) -> float:
        """Return how much height is left."""
        return self.bottom - self.y

    def put(self, block: Block, x: float, role: str = "P") -> None:
        """Place a block at the present height."""
        self.placed.append(Placed(block, x, self.y, role))


@dataclass(frozen=True, slots=True)
class About:
    """What a PDF says about itself: nothing of the record."""

    title: str
    language: str
    made_at: datetime


def draw_pages(pages: Sequence[Page], grid: Grid, about: About) -> bytes:
    """Draw pages into a PDF. The same pages at the same moment give the same bytes."""
    from reportlab.pdfgen.canvas import Canvas

    target = io.BytesIO()
    canvas: Any = Canvas(target, pagesize=(grid.paper.width, grid.paper.height), invariant=1, lang=about.language)
    canvas.setTitle(about.title)
    canvas.setAuthor("")
    canvas.setSubject("")
    canvas.setCreator("Hoofbeat")
    canvas.setProducer("Hoofbeat")
    for page in pages:
        for placed in page.placed:
            _draw(canvas, placed.block.marks, placed.x, grid.paper.height - placed.y)
        canvas.showPage()
    canvas.save()
    return target.getvalue()


def _draw(canvas: Any, marks: Iterable[Mark], left: float, top: float) -> None:
    for mark in marks:
        x, y = left + mark.x, top - mark.y
        if isinstance(mark, TextMark):
            _draw_text(canvas, mark, x, y)
        elif isinstance(mark, BoxMark):
            canvas.setStrokeGray(INK)
            canvas.setLineWidth(0.8)
            canvas.rect(x, y - mark.size, mark.size, mark.size)
        else:
            _draw_rule(canvas, mark, x, y)


def _draw_text(canvas: Any, mark: TextMark, x: float, y: float) -> None:
    for piece in mark.line:
        canvas.setFont(piece.face.value, piece.style.size)
        canvas.setFillGray(piece.style.grey)
        canvas.drawString(x, y, piece.text)
        x += piece.width


def _draw_rule(canvas: Any, mark: RuleMark, x: float, y: float) -> None:
    canvas.setStrokeGray(mark.grey)
    canvas.setLineWidth(mark.thickness)
    canvas.line(x, y, x + mark.width, y)

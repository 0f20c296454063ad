"""Rows of cells set as blocks: lines of text, boxes to tick and lines to write on, placed from the block's upper left corner."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from hoofbeat.reports.text import Line, Span, Typesetter, cut_lines, line_width
from hoofbeat.reports.theme import Scale


@dataclass(frozen=True, slots=True)
class Cell:
    """Text in a column. `is_beside` lets it run down beside the detail; what may not be cut is whole or not on the page."""

    spans: tuple[Span, ...]
    left: float
    width: float
    is_right: bool = False
    is_beside: bool = False
    may_be_cut: bool = True


@dataclass(frozen=True, slots=True)
class Row:
    """Cells side by side, a detail below them, a box to tick before them, lines to write on after them.

    `columns` is how many columns the table has that the row belongs to; 0 for a row of no table. A row that `is_label` belongs to
    those below it.
    """

    cells: tuple[Cell, ...] = ()
    detail: Cell | None = None
    box_at: float | None = None
    lines_to_write: int = 0
    left: float = 0.0
    width: float = 0.0
    space_above: float = 0.0
    is_table_head: bool = False
    has_rule_above: bool = False
    columns: int = 0
    is_label: bool = False


@dataclass(frozen=True, slots=True)
class TextMark:
    """One line of text; x and y (downwards) of its baseline's start. Lines of one cell, and of its detail, share a group."""

    x: float
    y: float
    line: Line
    group: int = 0


@dataclass(frozen=True, slots=True)
class BoxMark:
    """A box to tick, from its upper left corner."""

    x: float
    y: float
    size: float


@dataclass(frozen=True, slots=True)
class RuleMark:
    """A line from left to right."""

    x: float
    y: float
    width: float
    thickness: float
    grey: float


@dataclass(frozen=True, slots=True)
class UprightMark:
    """A line downwards."""

    x: float
    y: float
    height: float
    thickness: float
    grey: float


@dataclass(frozen=True, slots=True)
class FigureMark:
    """A picture from its upper left corner: ReportLab's drawing, and the words that say the same."""

    x: float
    y: float
    width: float
    height: float
    drawing: Any
    words: str
    group: int = 0


Mark = TextMark | BoxMark | RuleMark | UprightMark | FigureMark


@dataclass(frozen=True, slots=True)
class Block:
    """What is set of one row: its marks, its height, whether a text was cut, and its place in a table, if any."""

    marks: tuple[Mark, ...]
    height: float
    is_cut: bool = False
    is_table_head: bool = False
    columns: int = 0
    cells: int = 0
    is_label: bool = False


@dataclass(slots=True)
class _Setting:
    """The marks of a row while it is set."""

    type: Typesetter
    scale: Scale
    most: int | None
    marks: list[Mark] = field(default_factory=list)
    is_cut: bool = False

    def put(self, cell: Cell, top: float, group: int) -> float:
        """Set a cell and return where it ends."""
        lines: Sequence[Line] = self.type.lines(cell.spans, cell.width)
        if self.most is not None and cell.may_be_cut:
            lines, is_cut = cut_lines(lines, self.most, cell.width, self.type.fonts)
            self.is_cut = self.is_cut or is_cut
        y = top
        for line in lines:
            size = max((piece.style.size for piece in line), default=self.scale.body)
            x = cell.left + (cell.width - line_width(line) if cell.is_right else 0.0)
            if line:
                self.marks.append(TextMark(x, y + size * _ASCENT, line, group))
            y += size * self.scale.leading / self.scale.body
        return y


_ASCENT = 0.98
"""From the top of a line to its baseline, in sizes: the letters stand in the middle of the line's height."""
_LINE_TO_WRITE = 24.0


def set_row(row: Row, typesetter: Typesetter, scale: Scale, most: int | None = None) -> Block:
    """Set a row. With `most`, no cell that may be cut is higher than so many lines."""
    setting = _Setting(typesetter, scale, most)
    top = row.space_above
    if row.has_rule_above:
        setting.marks.append(RuleMark(row.left, top / 2, row.width, 0.4, 0.8))
    if row.box_at is not None:
        size = scale.body * 0.78
        setting.marks.append(BoxMark(row.box_at, top + (scale.leading - size) / 2, size))
    main = [setting.put(cell, top, at) for at, cell in enumerate(row.cells) if not cell.is_beside]
    bottom = max(main, default=top)
    if row.detail is not None:
        bottom = setting.put(row.detail, bottom, 0)
    bottom = max([bottom, *(setting.put(cell, top, at) for at, cell in enumerate(row.cells) if cell.is_beside)])
    for _ in range(row.lines_to_write):
        bottom += _LINE_TO_WRITE
        setting.marks.append(RuleMark(row.left, bottom - 3, row.width, 0.5, 0.6))
    marks, cells = tuple(setting.marks), len(row.cells)
    return Block(marks, bottom, setting.is_cut, row.is_table_head, row.columns, cells, row.is_label)


def total_height(blocks: Iterable[Block]) -> float:
    """Return how high blocks are, one below the other."""
    return sum(block.height for block in blocks)


def split_block(block: Block, height: float) -> tuple[Block, Block] | None:
    """Cut a block that is higher than a page between two of its lines; None when no line fits above."""
    above = [mark for mark in block.marks if _bottom(mark) <= height]
    below = [mark for mark in block.marks if _bottom(mark) > height]
    if not above or not below:
        return None
    shift = min(_top(mark) for mark in below)
    moved = tuple(replace(mark, y=mark.y - shift) for mark in below)
    return replace(block, marks=tuple(above), height=height), replace(block, marks=moved, height=block.height - shift)


def _line_size(line: Line) -> float:
    return max(piece.style.size for piece in line)


def _top(mark: Mark) -> float:
    return mark.y - _line_size(mark.line) * _ASCENT if isinstance(mark, TextMark) else mark.y


def _bottom(mark: Mark) -> float:
    if isinstance(mark, TextMark):
        return mark.y + _line_size(mark.line) * 0.3
    if isinstance(mark, (FigureMark, UprightMark)):
        return mark.y + mark.height
    return mark.y + mark.size if isinstance(mark, BoxMark) else mark.y


def stacked(blocks: Sequence[Block]) -> Block:
    """Put blocks below each other and make them one, such as a heading with its remark."""
    marks: list[Mark] = []
    top, groups = 0.0, 0
    for block in blocks:
        for mark in block.marks:
            if isinstance(mark, TextMark):
                marks.append(replace(mark, y=mark.y + top, group=mark.group + groups))
            else:
                marks.append(replace(mark, y=mark.y + top))
        groups += 1 + max((mark.group for mark in block.marks if isinstance(mark, TextMark)), default=0)
        top += block.height
    return Block(tuple(marks), top, any(block.is_cut for block in blocks))

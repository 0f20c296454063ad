"""Tables of boxes to tick: what it is on the left, a narrow column for each day on the right."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from hoofbeat.reports.bands import Setter
from hoofbeat.reports.parts import TickRow
from hoofbeat.reports.rows import Block, BoxMark, Cell, Mark, Row, RuleMark, UprightMark, set_row
from hoofbeat.reports.text import Span
from hoofbeat.reports.theme import RULE

_COLUMN = 3.1
_LARGE_COLUMN = 2.45
"""In sizes of the body."""
_BOX, _STEP = 1.0, 1.35
_SIDE_BY_SIDE = 2
_HAIRLINE = 0.85
_GUTTER = 10.0
_INSET = 0.35
"""From a column's rule to what stands in it, in sizes of the body."""


@dataclass(frozen=True, slots=True)
class TickSetter:
    """Sets the head and the rows over a width."""

    setter: Setter
    width: float

    def head(self, columns: Sequence[str]) -> Block:
        """Set the names of the columns; the first column has none."""
        quiet = self.setter.scale.quiet
        left = self._left(len(columns))
        cells = [Cell((Span("", quiet),), 0, left - _GUTTER)]
        cells += [
            Cell((Span(title, quiet),), self._inside(at, left), self._column - self._body * _INSET)
            for at, title in enumerate(columns)
        ]
        row = Row(tuple(cells), is_table_head=True, columns=len(cells), space_above=self._body * 0.2)
        made = self._set(row)
        rule = RuleMark(0, made.height + 1.5, self.width, 0.6, RULE)
        return replace(made, marks=(*made.marks, rule), height=made.height + 3)

    def row(self, row: TickRow) -> Block:
        """Set a row with its boxes, and a rule below it."""
        scale, left = self.setter.scale, self._left(len(row.boxes))
        spans = [Span(row.lead, scale.strong)]
        if row.text:
            spans.append(Span(f"\n{row.text}", scale.text))
        cell = Cell(tuple(spans), 0, left - _GUTTER)
        made = self._set(Row((cell,), columns=len(row.boxes) + 1, space_above=self._body * 0.35))
        boxes = [mark for at, count in enumerate(row.boxes) for mark in self._boxes(self._inside(at, left), count)]
        lowest = max((box.y + box.size for box in boxes), default=0.0)
        height = max(made.height, lowest) + self._body * 0.35
        marks: list[Mark] = [*made.marks, *boxes, RuleMark(0, height, self.width, 0.4, _HAIRLINE)]
        marks += [UprightMark(left + at * self._column, 0, height, 0.4, _HAIRLINE) for at in range(len(row.boxes))]
        return replace(made, marks=tuple(marks), height=height)

    def _inside(self, column: int, left: float) -> float:
        """Return where a column's texts and boxes begin."""
        return left + column * self._column + self._body * _INSET

    def _boxes(self, left: float, count: int) -> list[BoxMark]:
        body, step = self._body, self._body * _STEP
        side_by_side = 1 if self.setter.scale.is_large else _SIDE_BY_SIDE
        top = body * 0.5
        return [
            BoxMark(left + at % side_by_side * step, top + at // side_by_side * body * _STEP, body * _BOX)
            for at in range(count)
        ]

    @property
    def _body(self) -> float:
        return self.setter.scale.body

    @property
    def _column(self) -> float:
        return self._body * (_LARGE_COLUMN if self.setter.scale.is_large else _COLUMN)

    def _left(self, columns: int) -> float:
        return self.width - columns * self._column

    def _set(self, row: Row) -> Block:
        return set_row(row, self.setter.type, self.setter.scale)

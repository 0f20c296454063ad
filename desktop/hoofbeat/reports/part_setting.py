"""Sets parts as blocks: each part becomes blocks with a role, which say what must stay with what follows it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from hoofbeat.reports.bands import Setter
from hoofbeat.reports.page import Role
from hoofbeat.reports.parts import (
    BlankTable,
    Card,
    ChartPart,
    Column,
    Fact,
    Heading,
    Look,
    NumberLinePart,
    PageBreak,
    Paragraph,
    Part,
    Table,
    TableRow,
    TickTable,
    Writing,
)
from hoofbeat.reports.rows import Block, Cell, FigureMark, Mark, Row, RuleMark, UprightMark, set_row, stacked
from hoofbeat.reports.text import Span
from hoofbeat.reports.theme import RULE, Face, Style
from hoofbeat.wording.translation import tr

_GUTTER = 10.0
_SPACE_ABOVE_HEADING, _SPACE_ABOVE_SMALL_HEADING = 1.3, 0.9
"""In sizes of the body."""
_LABELS = 0.3
"""The part of the width that the labels of facts take."""
_LINE_TO_WRITE = 2.4
_BLANK_ROW = 2.6
_HAIRLINE = 0.85
_LINE = 0.6
"""Grey of lines to write on."""


@dataclass(frozen=True, slots=True)
class SetPart:
    """A block of a part. `stays` keeps it on the page of the next block; `fills` says that it is repeated down to the end of the page.

    On a new page `head` and `label`, those of its table, stand above it again. `title` is the text of a heading.
    """

    block: Block
    role: Role = Role.TEXT
    stays: bool = False
    head: Block | None = None
    fills: bool = False
    begins_page: bool = False
    label: Block | None = None
    title: str = ""


@dataclass(frozen=True, slots=True)
class PartSetter:
    """Sets parts over the whole width between the margins."""

    setter: Setter

    def set_parts(self, parts: Iterable[Part]) -> Iterator[SetPart]:
        """Yield the blocks of parts in their order."""
        begins_page = False
        for part in parts:
            if isinstance(part, PageBreak):
                begins_page = True
                continue
            for made in self._set(part):
                yield replace(made, begins_page=True) if begins_page else made
                begins_page = False

    @property
    def _width(self) -> float:
        return self.setter.grid.width

    @property
    def _body(self) -> float:
        return self.setter.scale.body

    def _set(self, part: Part) -> Iterable[SetPart]:
        made: Iterable[SetPart] = ()
        match part:
            case Heading():
                made = self._heading(part)
            case Paragraph():
                made = [SetPart(self._paragraph(part), stays=part.stays)]
            case Fact():
                made = [SetPart(self._fact(part))]
            case Table():
                made = self._table(part)
            case _:
                made = self._drawn(part)
        return made

    def _drawn(self, part: Part) -> Iterable[SetPart]:
        """Set what is more than text: pictures, and what is filled in or cut out by hand."""
        made: Iterable[SetPart] = ()
        match part:
            case NumberLinePart():
                made = self._number_line(part)
            case ChartPart():
                made = self._chart(part)
            case Writing():
                made = self._writing(part)
            case BlankTable():
                made = self._blank_table(part)
            case TickTable():
                made = self._tick_table(part)
            case Card():
                made = self._card(part)
            case _:
                pass
        return made

    def _style(self, look: Look) -> Style:
        scale = self.setter.scale
        return {
            Look.TEXT: scale.text,
            Look.STRONG: scale.strong,
            Look.QUIET: scale.quiet,
            Look.OWN_WORDS: scale.own_words,
            Look.LARGE: Style(Face.STRONG, scale.body * 1.35),
        }[look]

    def _row(self, row: Row) -> Block:
        return set_row(row, self.setter.type, self.setter.scale)

    def _heading(self, part: Heading) -> Iterator[SetPart]:
        scale = self.setter.scale
        space = (_SPACE_ABOVE_SMALL_HEADING if part.is_small else _SPACE_ABOVE_HEADING) * self._body
        spans = [Span(part.text, scale.strong if part.is_small else scale.heading)]
        if part.remark:
            spans.append(Span(f"   {part.remark}", scale.quiet))
        row = Row(
            (Cell(tuple(spans), 0, self._width),),
            width=self._width,
            space_above=space,
            has_rule_above=not part.is_small,
        )
        role = Role.SUBHEADING if part.is_small else Role.HEADING
        block = stacked([self._row(row), Block((), self._body * 0.2)])
        yield SetPart(block, role, stays=True, title=part.text)

    def _paragraph(self, part: Paragraph) -> Block:
        spans = [Span(part.text, self._style(part.look))]
        if part.lead:
            spans.insert(0, Span(f"{part.lead}  " if part.text else part.lead, self._style(Look.STRONG)))
        left = self._body * 1.5 if part.has_box else 0.0
        cell = Cell(tuple(spans), left, self._width - left)
        box = 0.0 if part.has_box else None
        return self._row(Row((cell,), box_at=box, space_above=self._body * (0.9 if part.is_apart else 0.25)))

    def _fact(self, part: Fact) -> Block:
        scale = self.setter.scale
        space = self._body * 0.35
        name = Span(part.label, scale.strong if part.is_name else scale.quiet)
        spans = [Span(part.text, scale.text)]
        if part.detail:
            spans.append(Span(f"\n{part.detail}" if part.text else part.detail, scale.quiet))
        if scale.is_large:
            label = self._row(Row((Cell((name,), 0, self._width),), space_above=space))
            return stacked([label, self._row(Row((Cell(tuple(spans), 0, self._width),)))])
        left = self._width * _LABELS
        cells = (
            Cell((name,), 0, left - _GUTTER),
            Cell(tuple(spans), left, self._width - left),
        )
        return self._row(Row(cells, space_above=space))

    def _table(self, part: Table) -> Iterator[SetPart]:
        if self.setter.scale.is_large or not self._fits(part):
            yield from self._stacked_rows(part)
            return
        edges = _edges(part.columns, self._width)
        head = self._table_head(part.columns, edges)
        yield SetPart(head, Role.TABLE_ROW, stays=True)
        label = ""
        for row in part.rows:
            if row.label and row.label != label:
                yield SetPart(self._label(row, len(edges)), Role.TABLE_ROW, stays=True, head=head)
            label = row.label
            made = self._table_row(part.columns, edges, row)
            is_last = row is part.rows[-1]
            again = self._label_again(row.label, len(edges))
            yield SetPart(made if is_last else self._ruled(made), Role.TABLE_ROW, head=head, label=again)

    def _fits(self, part: Table) -> bool:
        """Tell whether every word fits its column whole: a number that is broken reads as a smaller one."""
        for (_, width), column, at in zip(
            _edges(part.columns, self._width), part.columns, range(len(part.columns)), strict=True
        ):
            style = self._style(column.look)
            words = {word for row in part.rows for word in row.cells[at].split()}
            if any(len(self.setter.type.lines((Span(word, style),), width)) > 1 for word in words):
                return False
        return True

    def _table_head(self, columns: Sequence[Column], edges: Sequence[tuple[float, float]]) -> Block:
        quiet = self.setter.scale.quiet
        cells = tuple(Cell((Span(column.title, quiet),), *edge) for column, edge in zip(columns, edges, strict=True))
        head = self._row(Row(cells, is_table_head=True, columns=len(cells), space_above=self._body * 0.2))
        rule = RuleMark(0, head.height + 1.5, self._width, 0.6, RULE)
        return replace(head, marks=(*head.marks, rule), height=head.height + 3)

    def _label(self, row: TableRow, columns: int) -> Block:
        spans = [Span(row.label, self.setter.scale.strong)]
        if row.label_detail:
            spans.append(Span(f"  {row.label_detail}", self.setter.scale.quiet))
        cell = Cell(tuple(spans), 0, self._width)
        return self._row(Row((cell,), space_above=self._body * 0.5, columns=columns))

    def _label_again(self, label: str, columns: int) -> Block | None:
        """Set the label that stands above what goes on on a new page."""
        return (
            self._label(TableRow((), label=tr("{heading}, continued").format(heading=label)), columns)
            if label
            else None
        )

    def _table_row(self, columns: Sequence[Column], edges: Sequence[tuple[float, float]], row: TableRow) -> Block:
        cells = tuple(
            Cell((Span(text, self._style(column.look)),), *edge)
            for column, edge, text in zip(columns, edges, row.cells, strict=True)
        )
        left, _ = edges[1] if len(edges) > 1 else edges[0]
        detail = Cell((Span(row.detail, self.setter.scale.quiet),), left, self._width - left) if row.detail else None
        return self._row(Row(cells, detail, columns=len(cells), space_above=self._body * 0.25))

    def _ruled(self, made: Block) -> Block:
        """Put a quiet rule below a row, which tells it from the next one."""
        rule = RuleMark(0, made.height + self._body * 0.22, self._width, 0.4, _HAIRLINE)
        return replace(made, marks=(*made.marks, rule), height=made.height + self._body * 0.3)

    def _stacked_rows(self, part: Table) -> Iterator[SetPart]:
        """Set each row as lines: what one looks for, then each column's title and what it says."""
        label = ""
        for row in part.rows:
            if row.label and row.label != label:
                yield SetPart(self._label(row, 0), stays=True)
            label = row.label
            yield SetPart(self._stacked_row(part.columns, row), label=self._label_again(row.label, 0))

    def _stacked_row(self, columns: Sequence[Column], row: TableRow) -> Block:
        scale, width = self.setter.scale, self._width
        rows = [Row((Cell((Span(row.cells[0], scale.strong),), 0, width),), space_above=self._body * 0.45)]
        left = self._body * 0.8
        for column, text in zip(columns[1:], row.cells[1:], strict=True):
            if text:
                spans = [Span(text, self._style(column.look))]
                if column.title:
                    spans.insert(0, Span(f"{column.title}: ", scale.quiet))
                rows.append(Row((Cell(tuple(spans), left, width - left),)))
        if row.detail:
            rows.append(Row((Cell((Span(row.detail, scale.quiet),), left, width - left),)))
        return stacked([self._row(each) for each in rows])

    def _number_line(self, part: NumberLinePart) -> Iterator[SetPart]:
        from hoofbeat.reports.number_line import number_line_drawing

        width = min(self._width, self._body * 32)
        drawing = number_line_drawing(
            part.result,
            width=width,
            fonts=self.setter.type.fonts,
            size=max(10.0, self._body * 0.9),
            caption=part.caption,
            units=part.units,
        )
        if drawing is not None:
            mark = FigureMark(0, self._body * 0.4, width, drawing.height, drawing, part.words)
            # What it says in words stands below it.
            yield SetPart(Block((mark,), drawing.height + self._body * 0.8), Role.FIGURE, stays=True)

    def _chart(self, part: ChartPart) -> Iterator[SetPart]:
        from hoofbeat.reports.chart import chart_drawing

        drawing = chart_drawing(
            part.lines,
            width=self._width,
            fonts=self.setter.type.fonts,
            size=max(10.0, min(self._body, 14.0)),
            strip=part.strip,
            across=part.across,
            units=part.units,
        )
        mark = FigureMark(0, self._body * 0.5, self._width, drawing.height, drawing, part.words)
        yield SetPart(Block((mark,), drawing.height + self._body), Role.FIGURE)

    def _writing(self, part: Writing) -> Iterator[SetPart]:
        if part.label:
            yield SetPart(self._paragraph(Paragraph(part.label, Look.QUIET)), stays=True)
        height = self._body * _LINE_TO_WRITE
        line = Block((RuleMark(0, height - 2, self._width, 0.5, _LINE),), height)
        for _ in range(part.lines):
            yield SetPart(line, Role.FURNITURE)

    def _blank_table(self, part: BlankTable) -> Iterator[SetPart]:
        edges = _edges(part.columns, self._width)
        head = self._table_head(part.columns, edges)
        height = self._body * _BLANK_ROW
        marks: list[Mark] = [RuleMark(0, height, self._width, 0.5, _LINE)]
        marks += [UprightMark(left - _GUTTER / 2, 0, height, 0.4, _LINE) for left, _ in edges[1:]]
        row = Block(tuple(marks), height)
        yield SetPart(head, Role.TABLE_ROW, stays=True)
        for _ in range(part.rows or 1):
            yield SetPart(row, Role.FURNITURE, head=head, fills=not part.rows)

    def _tick_table(self, part: TickTable) -> Iterator[SetPart]:
        from hoofbeat.reports.tick_tables import TickSetter

        ticks = TickSetter(self.setter, self._width)
        head, count = ticks.head(part.columns), len(part.columns) + 1
        yield SetPart(head, Role.TABLE_ROW, stays=True)
        label = ""
        for row in part.rows:
            if row.label and row.label != label:
                yield SetPart(self._label(TableRow((), label=row.label), count), Role.TABLE_ROW, stays=True, head=head)
            label = row.label
            yield SetPart(ticks.row(row), Role.TABLE_ROW, head=head, label=self._label_again(row.label, count))

    def _card(self, part: Card) -> Iterator[SetPart]:
        from hoofbeat.reports.cards import set_card

        made = set_card(part, self.setter.type, is_large=self.setter.scale.is_large)
        yield SetPart(Block((), self._body * 0.5), Role.FURNITURE, stays=True)
        yield SetPart(made.front, stays=True)
        yield SetPart(made.back)
        if part.rest and made.rest:
            yield from self._heading(Heading(part.rest))
            yield from (SetPart(self._paragraph(Paragraph(row.text, lead=row.lead))) for row in made.rest)


def _edges(columns: Sequence[Column], width: float) -> list[tuple[float, float]]:
    """Return the left edge and the width of each column, with a gutter between them."""
    whole = sum(column.share for column in columns)
    edges, left = [], 0.0
    for at, column in enumerate(columns):
        taken = width * column.share / whole
        edges.append((left, taken - (_GUTTER if at + 1 < len(columns) else 0.0)))
        left += taken
    return edges

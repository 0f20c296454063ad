"""Bands set on the grid: a heading in the left column, its entries beside it, each kind of band in columns of its own."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from types import MappingProxyType

from hoofbeat.reports.content import Band, BandName, Entry
from hoofbeat.reports.rows import Block, Cell, Row, set_row, stacked
from hoofbeat.reports.text import Span, Typesetter
from hoofbeat.reports.theme import Grid, Scale, Style


@dataclass(frozen=True, slots=True)
class Setter:
    """What is needed to set a band: the grid, the type scale and the typesetter."""

    grid: Grid
    scale: Scale
    type: Typesetter

    def heading(self, band: Band, suffix: str = "", more: str = "") -> Block:
        """Set the heading of a band with its remark, and where it goes on."""
        texts = (
            (f"{band.heading}{suffix}", self.scale.strong),
            (band.remark, self.scale.quiet),
            (more, self.scale.quiet),
        )
        rows = [Row((Cell((Span(text, style),), 0, self.grid.headings),)) for text, style in texts if text]
        return stacked([set_row(row, self.type, self.scale) for row in rows])

    def blocks(self, band: Band, entries: Sequence[Entry], most: int | None = None) -> list[Block]:
        """Set entries of a band; with `most`, no text has more lines."""
        rows = _ROWS.get(band.name, _plain_rows)(self, band, entries)
        # The first row stands on the line of the heading beside it.
        rows[:1] = [replace(row, space_above=0.0) for row in rows[:1]]
        return [set_row(row, self.type, self.scale, most) for row in rows]

    def is_cut(self, band: Band, entry: Entry, most: int) -> bool:
        """Tell whether an entry has a text of more lines."""
        return any(block.is_cut for block in self.blocks(band, [entry], most))

    def sentence(self, text: str) -> Block:
        """Set a sentence of ours below or in place of entries."""
        cell = Cell((Span(text, self.scale.quiet),), 0, self.grid.content_width)
        return set_row(Row((cell,)), self.type, self.scale)

    def column(self, left: float, right: float) -> tuple[float, float]:
        """Return the left edge and the width of a column given in parts of the content's width, with its gutter."""
        width = self.grid.content_width
        return left * width, (right - left) * width - (8.0 if right < 1 else 0.0)


def _span(text: str, style: Style) -> tuple[Span, ...]:
    return (Span(text, style),)


def _plain_rows(setter: Setter, _band: Band, entries: Iterable[Entry]) -> list[Row]:
    """Set entries over the whole width, what one looks for first."""
    rows = []
    for entry in entries:
        spans = []
        if entry.lead:
            spans.append(Span(f"{entry.lead}  " if entry.text else entry.lead, setter.scale.strong))
        spans.append(Span(entry.text, setter.scale.own_words if entry.is_own_words else setter.scale.text))
        width = setter.grid.content_width
        cells = (Cell(tuple(spans), 0, width),) if entry.texts else ()
        detail = Cell(_span(entry.detail, setter.scale.quiet), 0, width) if entry.detail else None
        rows.append(Row(cells, detail, lines_to_write=entry.lines_to_write, width=width))
    return rows


_NARROWEST_NUMBER = 1.5
"""In sizes of the body."""


def _number_width(setter: Setter, entries: Iterable[Entry]) -> float:
    """Return the width that the numbers of these entries take, with the room behind them."""
    scale, fonts = setter.scale, setter.type.fonts
    widest = max((fonts.width(scale.strong.face, entry.lead, scale.body) for entry in entries), default=0.0)
    return max(_NARROWEST_NUMBER * scale.body, widest + scale.body * 0.4)


def _question_rows(setter: Setter, _band: Band, entries: Sequence[Entry]) -> list[Row]:
    """Set a box, the number and the question; above the first of those for which there may be time, say so."""
    rows: list[Row] = []
    label = ""
    box = setter.scale.body * 1.5
    number = box + _number_width(setter, entries)
    width = setter.grid.content_width
    for entry in entries:
        if entry.label and entry.label != label:
            label = entry.label
            rows.append(Row((Cell(_span(label, setter.scale.quiet), 0, width),), space_above=1.5))
        style = setter.scale.text if entry.label else setter.scale.strong
        detail = Cell(_span(entry.detail, setter.scale.quiet), number, width - number) if entry.detail else None
        cells = (
            Cell(_span(entry.lead, style), box, number - box),
            Cell(_span(entry.text, style), number, width - number),
        )
        rows.append(Row(cells, detail, box_at=0.0, space_above=1.5))
    return rows


def _answer_rows(setter: Setter, _band: Band, entries: Sequence[Entry]) -> list[Row]:
    width, number = setter.grid.content_width, _number_width(setter, entries)
    rows = []
    for entry in entries:
        cells: tuple[Cell, ...] = ()
        if entry.text:
            lead, text = _span(entry.lead, setter.scale.text), _span(entry.text, setter.scale.text)
            cells = (Cell(lead, 0, number), Cell(text, number, width - number))
        rows.append(Row(cells, lines_to_write=entry.lines_to_write, width=width, space_above=3.0))
    return rows


def _tumor_rows(setter: Setter, _band: Band, entries: Sequence[Entry]) -> list[Row]:
    """Set two entries side by side."""
    rows = []
    for start in range(0, len(entries), 2):
        cells = []
        for place, entry in enumerate(entries[start : start + 2]):
            left, width = setter.column(place * 0.5, place * 0.5 + 0.5)
            spans = (Span(f"{entry.lead}  ", setter.scale.quiet), Span(entry.text, setter.scale.text))
            cells.append(Cell(spans, left, width))
        rows.append(Row(tuple(cells)))
    return rows


def _since_rows(setter: Setter, band: Band, entries: Sequence[Entry]) -> list[Row]:
    """Set the person's own words over the whole width, then what happened beside its day."""
    rows = []
    for entry in entries:
        if not entry.cells:
            rows += _plain_rows(setter, band, [entry])
            continue
        (day_left, day_width), (left, width) = setter.column(0, 0.18), setter.column(0.18, 1)
        cells = (
            Cell(_span(entry.cells[0], setter.scale.quiet), day_left, day_width, may_be_cut=False),
            Cell(_span(entry.text, setter.scale.text), left, width),
        )
        rows.append(Row(cells))
    return rows


def _medicine_rows(setter: Setter, _band: Band, entries: Iterable[Entry]) -> list[Row]:
    """Set the name, the dose beside it with the last and the next injection below, and a mark at the right edge."""
    rows = []
    for entry in entries:
        (name_left, name_width), (left, width) = setter.column(0, 0.35), setter.column(0.35, 0.86)
        mark_left, mark_width = setter.column(0.86, 1)
        dose = [Span(entry.text, setter.scale.text)]
        if entry.detail:
            dose.append(Span(f"\n{entry.detail}", setter.scale.quiet))
        cells = [
            Cell(_span(entry.lead, setter.scale.strong), name_left, name_width, may_be_cut=False),
            Cell(tuple(dose), left, width if entry.aside else width + mark_width, may_be_cut=False),
        ]
        if entry.aside:
            cells.append(Cell(_span(entry.aside, setter.scale.strong), mark_left, mark_width, is_right=True))
        rows.append(Row(tuple(cells), space_above=1.5))
    return rows


_RESULT_COLUMNS = ((0.0, 0.26), (0.26, 0.44), (0.44, 0.65), (0.65, 1.0))
_FOR_LONG_VALUES = ((0.0, 0.2), (0.2, 0.52), (0.52, 0.7), (0.7, 1.0))


def _do_values_fit(setter: Setter, entries: Iterable[Entry]) -> bool:
    """Tell whether every number fits its column whole: one that is cut reads as a smaller number."""
    _, width = setter.column(*_RESULT_COLUMNS[1])
    words = {word for entry in entries for word in entry.cells[0].split()}
    return all(len(setter.type.lines(_span(word, setter.scale.strong), width)) == 1 for word in words)


def _result_rows(setter: Setter, band: Band, entries: Sequence[Entry]) -> list[Row]:
    """Set the results of one sample below its day, its laboratory and how it was taken; the value before at the right."""
    scale, width = setter.scale, setter.grid.content_width
    edges = _RESULT_COLUMNS if _do_values_fit(setter, entries) else _FOR_LONG_VALUES
    columns = [setter.column(*edge) for edge in edges]
    head = tuple(Cell(_span(title, scale.quiet), *column) for title, column in zip(band.columns, columns, strict=True))
    count = len(columns)
    rows = [Row(head, is_table_head=True, columns=count)]
    below = setter.column(0, edges[-1][0])
    styles = (scale.strong, scale.strong, scale.text)
    label = ""
    for entry in entries:
        if entry.label != label:
            label = entry.label
            spans = (Span(label, scale.strong), Span(f"  {entry.label_detail}", scale.quiet))
            above = Row((Cell(spans, 0, width),), width=width, space_above=4.0, has_rule_above=True, columns=count)
            rows.append(replace(above, is_label=True))
        texts = (entry.lead, *entry.cells)
        cells = [
            Cell(_span(text, style), *column, may_be_cut=False)
            for text, style, column in zip(texts, styles, columns[:-1], strict=True)
        ]
        cells.append(Cell(_span(entry.aside, scale.quiet), *columns[-1], is_beside=True, may_be_cut=False))
        detail = Cell(_span(entry.detail, scale.quiet), *below) if entry.detail else None
        rows.append(Row(tuple(cells), detail, columns=count))
    return rows


def _team_rows(setter: Setter, _band: Band, entries: Iterable[Entry]) -> list[Row]:
    """Set the name and the number in columns, what they are for beside."""
    name, phone, rest = setter.column(0, 0.28), setter.column(0.28, 0.55), setter.column(0.55, 1)
    return [
        Row(
            (
                Cell(_span(entry.lead, setter.scale.strong), *name),
                Cell(_span(entry.cells[0], setter.scale.strong), *phone),
                Cell(_span(entry.text, setter.scale.text), *rest),
            ),
            space_above=2.0,
        )
        for entry in entries
    ]


_ROWS: Mapping[BandName, Callable[[Setter, Band, Sequence[Entry]], list[Row]]] = MappingProxyType(
    {
        BandName.QUESTIONS: _question_rows,
        BandName.TUMOR: _tumor_rows,
        BandName.SINCE: _since_rows,
        BandName.MEDICINES: _medicine_rows,
        BandName.RESULTS: _result_rows,
        BandName.ANSWERS: _answer_rows,
        BandName.TEAM: _team_rows,
    }
)

"""A sheet made of parts as plain text: the same words as on paper, in the same order."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from hoofbeat.reports.frame_text import framed
from hoofbeat.reports.parts import (
    BlankTable,
    Card,
    CardSide,
    ChartPart,
    Fact,
    Heading,
    NumberLinePart,
    PageBreak,
    Paragraph,
    Part,
    SheetContent,
    Table,
    TickTable,
    Writing,
)

_LINE_TO_WRITE = "_" * 60


def sheet_text(content: SheetContent) -> str:
    """Return the sheet as text, one line for what is one row on paper."""
    return framed(content.frame, lines_of_parts(content.parts))


def lines_of_parts(parts: Iterable[Part]) -> Iterator[str]:
    """Yield the lines of parts, in their order."""
    for part in parts:
        yield from _lines(part)


def _lines(part: Part) -> Iterator[str]:
    match part:
        case Heading():
            yield ""
            heading = part.text if part.is_small else part.text.upper()
            yield f"{heading} ({_on_one_line(part.remark)})" if part.remark else heading
        case Paragraph():
            box = "[ ] " if part.has_box else ""
            yield box + " ".join(text for text in (part.lead, part.text) if text)
        case Fact():
            yield f"- {part.label}: {_sentences(part.text, part.detail)}"
        case Table():
            yield from _rows(part)
        case _:
            yield from _drawn(part)


def _drawn(part: Part) -> Iterator[str]:
    """Yield the words of what is more than text on paper."""
    match part:
        case NumberLinePart() | ChartPart():
            yield f"[{part.words}]"
        case Writing():
            yield from [part.label] if part.label else []
            yield from [_LINE_TO_WRITE] * part.lines
        case BlankTable():
            yield " | ".join(column.title for column in part.columns)
        case TickTable():
            yield from _ticks(part)
        case Card():
            yield from _side(part.front)
            yield from _side(part.back)
        case PageBreak():
            yield ""


def _rows(table: Table) -> Iterator[str]:
    label = ""
    for row in table.rows:
        if row.label != label:
            label = row.label
            if label:
                yield f"{_sentences(row.label, row.label_detail)}:"
        named = [
            f"{column.title}: {_on_one_line(cell)}" if column.title else _on_one_line(cell)
            for column, cell in zip(table.columns[1:], row.cells[1:], strict=True)
            if cell
        ]
        yield f"- {_sentences(_on_one_line(row.cells[0]), '; '.join(named), row.detail)}"


def _ticks(table: TickTable) -> Iterator[str]:
    label = ""
    for row in table.rows:
        if row.label and row.label != label:
            yield f"{row.label}:"
        label = row.label
        days = [
            f"{title} {' '.join(['[ ]'] * count)}"
            for title, count in zip(table.columns, row.boxes, strict=True)
            if count
        ]
        yield f"- {_sentences(row.lead, row.text, ', '.join(_on_one_line(day) for day in days))}"


def _side(side: CardSide) -> Iterator[str]:
    yield ""
    yield side.title
    for row in side.rows:
        yield f"- {': '.join(text for text in (row.lead, _on_one_line(row.text)) if text)}"
    if not side.rows and side.nothing:
        yield side.nothing


def _sentences(*texts: str) -> str:
    return ". ".join(_on_one_line(text).rstrip(".") for text in texts if text)


def _on_one_line(text: str) -> str:
    return "; ".join(line.strip() for line in text.splitlines() if line.strip())

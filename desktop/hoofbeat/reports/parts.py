"""What most sheets are made of, in words: headings, paragraphs, facts, tables, number lines, charts, and space to write on.

A sheet is a list of these parts. Paper, large print and plain text are made from the same list.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from enum import Enum
from typing import TypeAlias

from hoofbeat.domain.labs import UNITS_AS_WRITTEN, KnowsUnits
from hoofbeat.domain.records import Result
from hoofbeat.domain.sheets.kinds import Section
from hoofbeat.domain.trend import Across, Line, StripRow
from hoofbeat.reports.frame_words import Frame


class Look(Enum):
    """How a text stands on the page."""

    TEXT = "running text"
    STRONG = "what one looks for"
    QUIET = "what is said beside"
    OWN_WORDS = "the person's own words"
    LARGE = "what must be seen at once"


@dataclass(frozen=True, slots=True)
class Heading:
    """The heading of a section, or with `is_small` of a part of one; it stays with what follows it."""

    text: str
    remark: str = ""
    is_small: bool = False


@dataclass(frozen=True, slots=True)
class Paragraph:
    """Text over the whole width; `lead` stands before it and is looked for, `has_box` puts a box to tick before both.

    `stays` keeps it on the page of what follows; one that `is_apart` has more room above.
    """

    text: str
    look: Look = Look.TEXT
    lead: str = ""
    has_box: bool = False
    stays: bool = False
    is_apart: bool = False


@dataclass(frozen=True, slots=True)
class Fact:
    """What it is on the left, what is said of it on the right, quiet lines below. What is a name has the look of one."""

    label: str
    text: str
    detail: str = ""
    is_name: bool = False


@dataclass(frozen=True, slots=True)
class Column:
    """A column of a table; `share` is its part of the width beside those of the others."""

    title: str
    share: float = 1.0
    look: Look = Look.TEXT


@dataclass(frozen=True, slots=True)
class TableRow:
    """The cells of a row, and a quiet line below them. `label` stands above the row, once where several have the same."""

    cells: tuple[str, ...]
    detail: str = ""
    label: str = ""
    label_detail: str = ""


@dataclass(frozen=True, slots=True)
class Table:
    """Rows under named columns. In large print, and where a word is wider than its column, a row is set as lines instead."""

    columns: tuple[Column, ...]
    rows: tuple[TableRow, ...]


@dataclass(frozen=True, slots=True)
class NumberLinePart:
    """A result on a grey line with the range that its laboratory printed; `words` say the same."""

    result: Result
    caption: str
    words: str
    units: KnowsUnits = UNITS_AS_WRITTEN


@dataclass(frozen=True, slots=True)
class ChartPart:
    """A chart of series; `words` say what it shows."""

    lines: tuple[Line, ...]
    words: str
    across: Across = Across.DATES
    units: KnowsUnits = UNITS_AS_WRITTEN
    strip: tuple[StripRow, ...] = ()


@dataclass(frozen=True, slots=True)
class Writing:
    """Lines to write on by hand, with what belongs there before the first."""

    lines: int
    label: str = ""


@dataclass(frozen=True, slots=True)
class BlankTable:
    """Named columns with empty cells to fill by hand; as many rows as the page still takes where `rows` is 0."""

    columns: tuple[Column, ...]
    rows: int = 0


@dataclass(frozen=True, slots=True)
class TickRow:
    """What is ticked off, and how many boxes it has in each column. `label` stands above, once where several have the same."""

    lead: str
    text: str
    boxes: tuple[int, ...]
    label: str = ""


@dataclass(frozen=True, slots=True)
class TickTable:
    """Rows with boxes to tick under narrow columns, such as the days of a week."""

    columns: tuple[str, ...]
    rows: tuple[TickRow, ...]


@dataclass(frozen=True, slots=True)
class CardRow:
    """A row of a card, in at most so many lines. The one that `comes_first` has its place before those that do not."""

    lead: str
    text: str
    comes_first: bool = False
    most_lines: int = 3
    begins_group: bool = False


@dataclass(frozen=True, slots=True)
class CardSide:
    """One side of a card: a title and rows, of which it shows as many as fit and says how many more there are."""

    title: str
    rows: tuple[CardRow, ...]
    nothing: str = ""


@dataclass(frozen=True, slots=True)
class Card:
    """A card of 85 x 54 mm to cut out and fold. Rows that are not whole on it stand below `rest`, unless the sheet has them anyway."""

    front: CardSide
    back: CardSide
    rest: str = ""


@dataclass(frozen=True, slots=True)
class PageBreak:
    """What follows begins on a new page."""


Part: TypeAlias = (
    Heading
    | Paragraph
    | Fact
    | Table
    | NumberLinePart
    | ChartPart
    | Writing
    | BlankTable
    | TickTable
    | Card
    | PageBreak
)


@dataclass(frozen=True, slots=True)
class SheetContent:
    """A whole sheet in words; `body` is the size of its ordinary print in points."""

    frame: Frame
    parts: tuple[Part, ...]
    body: float = 11.0


@dataclass(frozen=True, slots=True)
class SheetBody:
    """What the module of a sheet says: its parts, what it is about at the head, and what was left out by choice, in words.

    `counts` says of each section how many records it holds. Without a headline, the sheet's name stands there.
    """

    parts: tuple[Part, ...]
    headline: str = ""
    subline: str = ""
    left_out: tuple[str, ...] = ()
    counts: Mapping[Section, int] = field(default_factory=dict)
    body: float = 11.0


def section(heading: str, parts: Sequence[Part], *, nothing: str = "", remark: str = "") -> tuple[Part, ...]:
    """Return parts below a heading; where there are none, a sentence that says so."""
    inside = tuple(parts) or ((Paragraph(nothing, Look.QUIET),) if nothing else ())
    return (Heading(heading, remark), *inside) if inside else ()

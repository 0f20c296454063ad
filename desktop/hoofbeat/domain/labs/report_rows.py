"""The rows of a laboratory's report while it is being typed: every text as typed, and what is said beside them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from types import MappingProxyType

from hoofbeat.domain.labs.pasted_tables import Column, PastedRow
from hoofbeat.domain.records import Progress
from hoofbeat.domain.values import Reading, read_value

NO_TEXTS: Mapping[str, str] = MappingProxyType({})
_OF_A_VALUE = ("value_text", "unit", "range_text", "flag")
_AWAITED = "state"
_LEFT_OVER = "left_over"
_CELLS = "cells"


@dataclass(frozen=True, slots=True)
class ReportRow:
    """One row: the texts by the names of the fields that an entry takes.

    `number` settles a value that may mean two numbers. `left_over` are pasted cells that found no place; `cell_count` says how
    many cells the pasted line had, where the others had another number.
    """

    texts: Mapping[str, str] = field(default_factory=lambda: NO_TEXTS)
    is_awaited: bool = False
    number: str = ""
    left_over: tuple[str, ...] = ()
    cell_count: int | None = None

    @property
    def is_blank(self) -> bool:
        """Tell whether nothing stands in the row."""
        return not (self.is_awaited or self.left_over or any(text.strip() for text in self.texts.values()))

    @property
    def test(self) -> str:
        """The test as typed."""
        return self.text(Column.TEST)

    @property
    def has_value(self) -> bool:
        """Tell whether a value was typed."""
        return bool(self.text(Column.VALUE))

    @property
    def reading(self) -> Reading:
        """How the value is understood; the one that was chosen where it may mean two numbers."""
        reading = read_value(self.text(Column.VALUE))
        if not reading.is_doubtful or not self.number:
            return reading
        return next((each for each in meanings(reading.text) if str(each.number) == self.number), reading)

    def text(self, column: Column) -> str:
        """Return what stands in a column, without the blanks around it."""
        return self.texts.get(column.value, "").strip()

    def with_text(self, column: Column, text: str) -> ReportRow:
        """Return the row with another text in a column; a new value is not what was settled about the old one."""
        changed = {**self.texts, column.value: text}
        is_new_value = column is Column.VALUE and text.strip() != self.text(column)
        return replace(
            self,
            texts={name: each for name, each in changed.items() if each},
            number="" if is_new_value else self.number,
            is_awaited=self.is_awaited and not (column is Column.VALUE and text.strip()),
        )

    def with_comma(self, *, is_decimal: bool) -> ReportRow:
        """Return the row with the comma of a doubtful value meaning this; any other row as it is."""
        text = self.text(Column.VALUE)
        if not self.reading.is_doubtful:
            return self
        return replace(self, number=str(read_value(text, decimal_comma=is_decimal).number))

    def entry(self) -> dict[str, str]:
        """Return the texts that an entry of this result takes."""
        texts = {name: text.strip() for name, text in self.texts.items() if text.strip()}
        if self.is_awaited:
            kept = {name: text for name, text in texts.items() if name not in _OF_A_VALUE}
            return {**kept, _AWAITED: Progress.AWAITED.value}
        return {**texts, "value": self.number} if self.number and self.reading.number is not None else texts


def meanings(text: str) -> list[Reading]:
    """Return the two readings of a text that may mean two numbers: with a decimal comma, and with one for thousands."""
    return [read_value(text, decimal_comma=is_comma) for is_comma in (True, False)]


def from_pasted(row: PastedRow) -> ReportRow:
    """Return a pasted row as one to go on with."""
    return ReportRow(dict(row.texts), left_over=row.left_over, cell_count=row.cell_count)


def to_kept(rows: Iterable[ReportRow]) -> list[dict[str, object]]:
    """Return rows in plain values, as a draft keeps them."""
    return [
        {
            **row.texts,
            **({_AWAITED: True} if row.is_awaited else {}),
            **({"value": row.number} if row.number else {}),
            **({_LEFT_OVER: list(row.left_over)} if row.left_over else {}),
            **({_CELLS: row.cell_count} if row.cell_count is not None else {}),
        }
        for row in rows
    ]


def from_kept(kept: Iterable[Mapping[str, object]]) -> list[ReportRow]:
    """Return the rows that a draft kept."""
    names = {column.value for column in Column if column is not Column.LEFT_OUT}
    rows = []
    for each in kept:
        left_over, cells = each.get(_LEFT_OVER, []), each.get(_CELLS)
        rows.append(
            ReportRow(
                {name: str(text) for name, text in each.items() if name in names},
                is_awaited=bool(each.get(_AWAITED)),
                number=str(each.get("value", "")),
                left_over=tuple(map(str, left_over)) if isinstance(left_over, list) else (),
                cell_count=cells if isinstance(cells, int) else None,
            )
        )
    return rows

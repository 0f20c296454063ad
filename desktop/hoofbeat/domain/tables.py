"""Tables that are brought in: what each column says, how dates and numbers are written in them, and what is still in doubt."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from types import MappingProxyType
from typing import Self


class Role(StrEnum):
    """What a column says. With `TEST_VALUES` its heading names the test, with `DAY_VALUES` its heading is the date."""

    IGNORED = "-"
    DATE = "date"
    TIME = "time"
    TEST = "test"
    VALUE = "value"
    COMPARATOR = "sign"
    UNIT = "unit"
    RANGE = "range"
    LOW = "low"
    HIGH = "high"
    FLAG = "flag"
    CODE = "code"
    LABORATORY = "laboratory"
    SPECIMEN = "specimen"
    METHOD = "method"
    STATE = "state"
    CATEGORY = "category"
    NOTE = "note"
    PERSON = "person"
    GIVEN_NAME = "given-name"
    FAMILY_NAME = "family-name"
    BORN_ON = "born"
    TEST_VALUES = "values-of-test"
    DAY_VALUES = "values-of-day"


REPEATABLE = frozenset(
    {Role.IGNORED, Role.TEST_VALUES, Role.DAY_VALUES, Role.NOTE, Role.UNIT, Role.RANGE, Role.FLAG, Role.VALUE}
)
"""Roles that several columns of one table may have; of several values in a row the first that is filled counts, and in a table
with a test in each column, units and ranges stand beside each."""


class DateOrder(StrEnum):
    """The order in which day, month and year are written in numbers."""

    YEAR_FIRST = "ymd"
    DAY_FIRST = "dmy"
    MONTH_FIRST = "mdy"


class DecimalMark(StrEnum):
    """The sign before the decimals of a number."""

    POINT = "point"
    COMMA = "comma"


class Doubt(StrEnum):
    """What the table alone does not settle."""

    COLUMNS = "columns"
    DATE_ORDER = "date order"
    DECIMAL_MARK = "decimal mark"


@dataclass(frozen=True, slots=True)
class TableLayout:
    """How one table is to be read: the role of each column from left to right, and how dates and numbers are written."""

    roles: tuple[Role, ...]
    date_order: DateOrder | None = None
    decimal_mark: DecimalMark | None = None

    @property
    def holds_values(self) -> bool:
        """Tell whether values can be read, each with its test."""
        roles = set(self.roles)
        if Role.TEST_VALUES in roles:
            return True
        return bool(roles & {Role.VALUE, Role.DAY_VALUES}) and bool(roles & {Role.TEST, Role.CODE})

    @property
    def is_complete(self) -> bool:
        """Tell whether results can be read so: a value with its test, and a place for the date."""
        return self.holds_values and bool({Role.DATE, Role.DAY_VALUES} & set(self.roles))

    @property
    def is_left_out(self) -> bool:
        """Tell whether nothing is to be read from the table."""
        return all(role is Role.IGNORED for role in self.roles)

    def to_text(self) -> str:
        """Return the layout as one line of text, to be kept."""
        return "|".join((",".join(self.roles), self.date_order or "", self.decimal_mark or ""))

    @classmethod
    def parse(cls, text: str) -> Self:
        """Return the layout of a line of text; ValueError where it is none."""
        roles, order, mark = text.split("|")
        return cls(
            tuple(Role(role) for role in roles.split(",")),
            DateOrder(order) if order else None,
            DecimalMark(mark) if mark else None,
        )


@dataclass(frozen=True, slots=True)
class TableChoices:
    """What somebody said about tables: `layouts` by the signature of a heading, and what holds for any other table."""

    layouts: Mapping[str, TableLayout] = field(default_factory=lambda: MappingProxyType({}))
    date_order: DateOrder | None = None
    decimal_mark: DecimalMark | None = None

    def __reduce__(self) -> tuple[type[Self], tuple[dict[str, TableLayout], DateOrder | None, DecimalMark | None]]:
        """Travel to another process, which a read-only mapping cannot."""
        return type(self), (dict(self.layouts), self.date_order, self.decimal_mark)


NO_CHOICES = TableChoices()


@dataclass(frozen=True, slots=True)
class FoundTable:
    """A table of a file: its heading, a few of its rows as they stand, and how it was or would be read.

    `signature` is the same for every file of one sender; `doubts` have to be settled before anything is read from the table.
    """

    name: str
    signature: str
    heading: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    row_count: int
    layout: TableLayout
    doubts: tuple[Doubt, ...] = ()
    doubtful: str = ""

"""The field registry: one declaration per field, from which tables, forms, lists, checks and the command line follow."""

from __future__ import annotations

import dataclasses
import re
from collections.abc import Callable, Mapping
from datetime import time
from decimal import Decimal
from enum import Enum, StrEnum
from types import MappingProxyType
from typing import Any, Self, dataclass_transform

from hoofbeat.domain.values import PartialDate, WallTime, digits_of, is_measurable, read_decimal

LONGEST_LINE = 1_000
"""Characters that a one-line text may have."""
LONGEST_TEXT = 100_000
"""Characters that a text of several lines may have."""


class Choice(StrEnum):
    """Base of the closed lists a field may hold: each member is its stored text and carries its label."""

    label: str

    def __new__(cls, value: str, label: str) -> Self:
        """Make a member from its stored text and its label."""
        member = str.__new__(cls, value)
        member._value_ = value
        member.label = label
        return member

    @classmethod
    def of(cls, stored: str) -> Self:
        """Return the member with this stored text; else ValueError."""
        for member in cls:
            if member.value == stored:
                return member
        raise ValueError("not one of the choices")


class FieldType(Enum):
    """What a field holds, and so how it is stored, typed in and shown."""

    TEXT = "text"
    LONG_TEXT = "long text"
    PARTIAL_DATE = "partly known date"
    WALL_TIME = "date and time"
    TIME = "time of day"
    DECIMAL = "number"
    INTEGER = "whole number"
    FLAG = "yes or no"
    CHOICE = "choice"
    REFERENCE = "another record"


class OnRemove(Enum):
    """What becomes of a record when the one that it refers to is removed."""

    REMOVE = "goes too"
    CLEAR = "stays, without the reference"


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Field:
    """All that the program knows about one field of a record.

    `is_always_set` is true for what holds a value from the start and is never empty. `is_typed` is false for what only an import fills in; `suggests` names the field (KIND.FIELD) whose texts are offered.
    """

    holds: FieldType
    label: str
    help: str = ""
    name: str = ""
    is_required: bool = False
    is_always_set: bool = False
    is_typed: bool = True
    is_in_reports: bool = True
    choices: type[Choice] | None = None
    refers_to: str | None = None
    on_remove: OnRemove = OnRemove.REMOVE
    minimum: int | None = None
    maximum: int | None = None
    suggests: str | None = None

    def parse(self, text: str) -> Any:
        """Turn canonical text into the field's value; blank text is None, or "" for texts. ValueError when it is no such value."""
        if self.holds in (FieldType.TEXT, FieldType.LONG_TEXT):
            return text
        if not text.strip():
            return False if self.holds is FieldType.FLAG else None
        if self.choices is not None:
            return self.choices.of(text.strip())
        return _PARSERS[self.holds](text.strip())

    def to_primitive(self, value: Any) -> str | int | None:
        """Turn the field's value into what is stored: text, a whole number, or nothing."""
        if value is None or isinstance(value, int):
            return int(value) if isinstance(value, bool) else value
        if isinstance(value, time):
            return f"{value:%H:%M}"
        if isinstance(value, Decimal):
            return digits_of(value)
        return str(value)

    @property
    def written(self) -> Callable[[Any], str | int]:
        """Return what does the same for many values that are there and are not stored as they are."""
        return _WRITERS.get(self.holds, str)

    @property
    def is_stored_as_is(self) -> bool:
        """Tell whether what is stored is the value itself."""
        return self.holds in _STORED_AS_IS

    def from_primitive(self, stored: Any) -> Any:
        """Turn what is stored back into the field's value; limits are for what comes in, never for what is there."""
        if stored is None or self.is_stored_as_is:
            return stored
        if self.holds is FieldType.FLAG:
            return bool(stored)
        if self.choices is not None:
            return self.choices.of(stored)
        return Decimal(stored) if self.holds is FieldType.DECIMAL else _PARSERS[self.holds](stored)


def _written_time(value: time) -> str:
    return f"{value.hour:02}:{value.minute:02}"


_WRITERS: Mapping[FieldType, Callable[[Any], str | int]] = MappingProxyType(
    {FieldType.FLAG: int, FieldType.DECIMAL: digits_of, FieldType.TIME: _written_time}
)
_STORED_AS_IS = frozenset({FieldType.TEXT, FieldType.LONG_TEXT, FieldType.INTEGER, FieldType.REFERENCE})


def _parse_time(text: str) -> time:
    return time.fromisoformat(text).replace(second=0, microsecond=0, tzinfo=None)


def _parse_flag(text: str) -> bool:
    answers = {"yes": True, "true": True, "1": True, "no": False, "false": False, "0": False}
    if text.lower() not in answers:
        raise ValueError("neither yes nor no")
    return answers[text.lower()]


# Python itself would take "1_0" for ten.
_PLAIN_NUMBER = re.compile(r"[+-]?(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d{1,9})?", re.ASCII)
_WHOLE_NUMBER = re.compile(r"[+-]?\d{1,18}", re.ASCII)


def _parse_integer(text: str) -> int:
    if not _WHOLE_NUMBER.fullmatch(text):
        raise ValueError("not a whole number")
    return int(text)


def _parse_decimal(text: str) -> Decimal:
    number = Decimal(text) if _PLAIN_NUMBER.fullmatch(text) else read_decimal(text)
    if not is_measurable(number):
        raise ValueError("not a number that can be measured")
    return number


_PARSERS: Mapping[FieldType, Callable[[str], Any]] = MappingProxyType(
    {
        FieldType.TEXT: str,
        FieldType.LONG_TEXT: str,
        FieldType.REFERENCE: str,
        FieldType.PARTIAL_DATE: PartialDate.parse,
        FieldType.WALL_TIME: WallTime.parse,
        FieldType.TIME: _parse_time,
        FieldType.DECIMAL: _parse_decimal,
        FieldType.INTEGER: _parse_integer,
        FieldType.FLAG: _parse_flag,
    }
)


def _declare(kind: FieldType, label: str, default: Any, **facts: Any) -> Any:
    is_required = default is dataclasses.MISSING
    is_always_set = not is_required and default is not None and default != ""
    declared = Field(holds=kind, label=label, is_required=is_required, is_always_set=is_always_set, **facts)
    return dataclasses.field(default=default, metadata={"field": declared})


def text(label: str, *, default: Any = dataclasses.MISSING, **facts: Any) -> Any:
    """Declare one line of text; without a default it is required (so for every kind of field below)."""
    return _declare(FieldType.TEXT, label, default, **facts)


def long_text(label: str, *, default: Any = dataclasses.MISSING, **facts: Any) -> Any:
    """Declare text of several lines."""
    return _declare(FieldType.LONG_TEXT, label, default, **facts)


def partial_date(label: str, *, default: Any = dataclasses.MISSING, **facts: Any) -> Any:
    """Declare a date of which only the year or the month may be known."""
    return _declare(FieldType.PARTIAL_DATE, label, default, **facts)


def wall_time(label: str, *, default: Any = dataclasses.MISSING, **facts: Any) -> Any:
    """Declare a date with the time on the clock, where known."""
    return _declare(FieldType.WALL_TIME, label, default, **facts)


def time_of_day(label: str, *, default: Any = dataclasses.MISSING, **facts: Any) -> Any:
    """Declare a time on the clock."""
    return _declare(FieldType.TIME, label, default, **facts)


def decimal(label: str, *, default: Any = dataclasses.MISSING, **facts: Any) -> Any:
    """Declare a number whose digits are kept as received."""
    return _declare(FieldType.DECIMAL, label, default, **facts)


def integer(label: str, *, default: Any = dataclasses.MISSING, **facts: Any) -> Any:
    """Declare a whole number."""
    return _declare(FieldType.INTEGER, label, default, **facts)


def flag(label: str, *, default: Any = dataclasses.MISSING, **facts: Any) -> Any:
    """Declare a yes or no."""
    return _declare(FieldType.FLAG, label, default, **facts)


def choice(choices: type[Choice], label: str, *, default: Any = dataclasses.MISSING, **facts: Any) -> Any:
    """Declare one of a closed list."""
    return _declare(FieldType.CHOICE, label, default, choices=choices, **facts)


def reference(to: str, label: str, *, default: Any = dataclasses.MISSING, **facts: Any) -> Any:
    """Declare the id of another record, of the kind named `to`."""
    return _declare(FieldType.REFERENCE, label, default, refers_to=to, **facts)


@dataclass_transform(
    kw_only_default=True,
    frozen_default=True,
    field_specifiers=(text, long_text, partial_date, wall_time, time_of_day, decimal, integer, flag, choice, reference),
)
def record(cls: type[Any]) -> type[Any]:
    """Make a class of declared fields a frozen dataclass with keyword arguments only."""
    return dataclasses.dataclass(frozen=True, kw_only=True, slots=True)(cls)


def fields_of(record_type: Any) -> Mapping[str, Field]:
    """Return the declared fields of a record type by name: its own in the order of their declaration, then the inherited ones.

    The id is none of them.
    """
    inherited = {
        each.name
        for base in record_type.__bases__
        if dataclasses.is_dataclass(base)
        for each in dataclasses.fields(base)
    }
    declared = [each for each in dataclasses.fields(record_type) if "field" in each.metadata]
    declared.sort(key=lambda each: each.name in inherited)
    return MappingProxyType(
        {each.name: dataclasses.replace(each.metadata["field"], name=each.name) for each in declared}
    )

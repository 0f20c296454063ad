"""What every record has, and the kinds that records are known by."""

from __future__ import annotations

import dataclasses
from collections.abc import Callable, Mapping, Sequence
from enum import StrEnum
from operator import attrgetter
from typing import TYPE_CHECKING, Any, ClassVar, Self, TypeVar

from hoofbeat.domain import fields
from hoofbeat.domain.fields import record

R = TypeVar("R", bound="Record")


class Kind(StrEnum):
    """The kinds of records, under the words of the command line."""

    PEOPLE = "people"
    TEAM = "team"
    TUMOR_FACTS = "tumor-facts"
    APPOINTMENTS = "appointments"
    QUESTIONS = "questions"
    NEXT_STEPS = "next-steps"
    LABORATORIES = "laboratories"
    OWN_TESTS = "own-tests"
    SAMPLES = "samples"
    RESULTS = "results"
    MEDICINES = "medicines"
    DOSES = "doses"
    GIVEN = "given"
    ALLERGIES = "allergies"
    TEST_NOTES = "test-notes"
    NOTES = "notes"
    SHARED = "shared"
    ATTACHMENTS = "attachments"


@record
class Record:
    """What every record has: an id (UUID text), where it comes from, a free note, a mark that keeps it off sheets."""

    if TYPE_CHECKING:
        __dataclass_fields__: ClassVar[dict[str, dataclasses.Field[Any]]]

    id: str
    source: str = fields.text(
        "Where this comes from",
        default="",
        help="For example: lab report, letter, told by the team, own device, remembered.",
    )
    source_id: str = fields.text("Name in the source", default="", is_typed=False, is_in_reports=False)
    note: str = fields.long_text("Note", default="")
    is_sensitive: bool = fields.flag("Keep off sheets unless chosen", default=False, is_in_reports=False)

    def replaced(self, **changes: Any) -> Self:
        """Return a copy with these fields changed."""
        places, values_of, _ = _layout_of(type(self))
        if not changes.keys() <= places.keys():
            raise TypeError(f"no fields of {type(self).__name__}: {sorted(changes.keys() - places.keys())}")
        values = [*values_of(self)]
        for name, value in changes.items():
            values[places[name]] = value
        return made_of(type(self), values)

    def __reduce__(self) -> tuple[Any, ...]:
        """Travel to another process as the plain values: an import sends tens of thousands of records."""
        return made_of, (type(self), values_of(self))


def values_of(record: Record) -> tuple[Any, ...]:
    """Return the values of a record in the order of its fields, from which `made_of` makes it again."""
    return _layout_of(type(record))[1](record)


def made_of(record_type: type[R], values: Sequence[Any]) -> R:
    """Return a record of values in the order of its fields, which were checked when they first became a record."""
    made = object.__new__(record_type)
    for put, value in zip(_layout_of(record_type)[2], values, strict=True):
        put(made, value)
    return made


Layout = tuple[Mapping[str, int], Callable[[Record], tuple[Any, ...]], tuple[Callable[[Record, Any], None], ...]]
_LAYOUTS: dict[type[Record], Layout] = {}


def _layout_of(record_type: type[Record]) -> Layout:
    """Return the places of all fields of a type, the id among them, what gets their values, and what puts each into its slot."""
    found = _LAYOUTS.get(record_type)
    if found is None:
        names = tuple(each.name for each in dataclasses.fields(record_type))
        slots = tuple(getattr(record_type, name).__set__ for name in names)
        found = _LAYOUTS[record_type] = ({name: place for place, name in enumerate(names)}, attrgetter(*names), slots)
    return found

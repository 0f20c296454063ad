"""What every record has, and the kinds that records are known by."""

from __future__ import annotations

import dataclasses
from enum import StrEnum
from typing import TYPE_CHECKING, Any, ClassVar, Self

from hoofbeat.domain import fields
from hoofbeat.domain.fields import record


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
        return dataclasses.replace(self, **changes)

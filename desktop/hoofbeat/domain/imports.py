"""What a file that is brought in holds, and what bringing it in would do to a journal; the same for every format."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from enum import Enum
from pathlib import Path
from typing import Any

from hoofbeat.domain.records import Kind, Record, kind_of
from hoofbeat.domain.tables import FoundTable
from hoofbeat.domain.values import PartialDate

COUNTED_KINDS = tuple(kind for kind in Kind if kind not in (Kind.LABORATORIES, Kind.OWN_TESTS))
"""The kinds that an import is counted by; laboratories and own tests only come along with results."""

DATE_NOT_READ = "date not read"
"""The remark about a date that does not exist, or that nobody can read."""


@dataclass(frozen=True, slots=True)
class Reason:
    """Why something was not taken: `code` names the sentence (see `wording.imports`), `data` fills its gaps."""

    code: str
    data: dict[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class SeenPerson:
    """A person whose records a file holds, as far as it says who that is; `identifier` is the sender's number for somebody unnamed."""

    name: str
    born_on: PartialDate | None = None
    identifier: str = ""


@dataclass(frozen=True, slots=True)
class Finding:
    """One record that a file holds, with a fresh id; records of one file refer to each other by these ids.

    `where` is its place in the file, `person` an index into the file's people (None: the file does not say whose it is).
    `remarks` are codes of things to know about how it was read. A result still lacks its test: only its code and name are there.
    """

    record: Record
    where: str
    person: int | None = None
    remarks: tuple[str, ...] = ()

    def __reduce__(self) -> tuple[Any, ...]:
        """Travel to another process as the plain values."""
        return Finding, (self.record, self.where, self.person, self.remarks)


@dataclass(frozen=True, slots=True)
class SentSeries:
    """The dates that a calendar gives, on the day it is read, for something that repeats: one that it gave before and no longer gives is off.

    `identities` are the source ids of those dates; beyond `until` the calendar may have others (None: these are all).
    """

    uid: str
    where: str
    identities: frozenset[str]
    read_on: date
    until: date | None = None


@dataclass(frozen=True, slots=True)
class NotTaken:
    """Something that a file holds and that does not become a record."""

    where: str
    why: Reason


@dataclass(frozen=True, slots=True)
class PartOutcome:
    """What came of one file of a folder or an archive: how many records it holds, or why it was left; of a PDF the text of its pages."""

    name: str
    format: str = ""
    found: int = 0
    why: Reason | None = None
    pages: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class ImportedFile:
    """All that a file holds, read and not yet compared with a journal. What others refer to stands before them.

    `tables` are those of a spreadsheet or of text with separators, read or still in doubt; `parts` the files of a folder or an
    archive; `pages` the text of a PDF, from which nothing is read.
    """

    name: str
    format: str
    people: tuple[SeenPerson, ...] = ()
    findings: tuple[Finding, ...] = ()
    not_taken: tuple[NotTaken, ...] = ()
    tables: tuple[FoundTable, ...] = ()
    parts: tuple[PartOutcome, ...] = ()
    pages: tuple[str, ...] = ()
    is_complete: bool = False
    """Whether it is the complete record of a journal: its records keep their ids, and stand also where nothing refers to them."""
    preferences: Mapping[str, str] = field(default_factory=dict)
    """Choices about the record by name; only a complete record holds any."""
    series: tuple[SentSeries, ...] = ()
    """What repeats, as a calendar gives it."""
    contents_in: Path | None = None
    """The file that the contents of new papers are read from when they are saved."""

    @property
    def doubtful_tables(self) -> Sequence[FoundTable]:
        """Return the tables from which nothing was read, because somebody has to say how first."""
        return [table for table in self.tables if table.doubts]

    def with_parts(self, parts: tuple[PartOutcome, ...]) -> ImportedFile:
        """Return the same with what came of each file of a folder."""
        return replace(self, parts=parts)

    def with_places(self, renamed: Callable[[str], str]) -> ImportedFile:
        """Return the same with each place in the file named otherwise."""
        return replace(
            self,
            findings=tuple(replace(each, where=renamed(each.where)) for each in self.findings),
            not_taken=tuple(replace(each, where=renamed(each.where)) for each in self.not_taken),
            series=tuple(replace(each, where=renamed(each.where)) for each in self.series),
        )


class Verdict(Enum):
    """What becomes of one finding."""

    NEW = "new"
    CHANGED = "changed"
    ALREADY_THERE = "already there"
    CONFLICT = "conflict"
    CORRECTS = "corrects"
    LEFT_OUT = "left out"


class Resolution(Enum):
    """What becomes of a result that contradicts one that is there."""

    KEEP = "keep"
    TAKE = "take"
    BOTH = "both"


@dataclass(frozen=True, slots=True)
class ImportChoices:
    """What somebody chose in the preview: findings that stay out, and what becomes of contradictions, by the ids of the findings."""

    left: frozenset[str] = frozenset()
    resolutions: Mapping[str, Resolution] = field(default_factory=dict)


NO_IMPORT_CHOICES = ImportChoices()


@dataclass(frozen=True, slots=True)
class PlannedRecord:
    """A finding with its verdict, and the record as it would be saved.

    `same_as` is the id of the record that says the same, in the journal or, with `is_repeated`, earlier in the same file;
    `differs` names the fields in which the two still differ. `stored` is that record as it is in the journal; with the verdict
    CHANGED or CORRECTS, `record` is what it becomes.
    """

    finding: Finding
    record: Record
    verdict: Verdict
    same_as: str = ""
    is_repeated: bool = False
    differs: tuple[str, ...] = ()
    stored: Record | None = None

    @property
    def kind(self) -> Kind:
        """Return the kind of the record."""
        return kind_of(type(self.record))


@dataclass(frozen=True, slots=True)
class PersonDifference:
    """A person of the file whose name or birth date is not that of the journal's person."""

    person: SeenPerson
    has_other_name: bool
    has_other_birth_date: bool


@dataclass(frozen=True, slots=True)
class ImportPlan:
    """What bringing in a file would do. `along` are own tests that are new and that new results need.

    `people` are the indices of the people whose records are taken, None for everybody's. `superseded` are records of the journal in
    whose place new ones come. `as_of` is the newest change of the journal when the plan was made. `choices` are those that it
    follows, `base` the plan before them.
    """

    file: ImportedFile
    planned: tuple[PlannedRecord, ...]
    along: tuple[Record, ...]
    not_taken: tuple[NotTaken, ...]
    differences: tuple[PersonDifference, ...]
    people: frozenset[int] | None
    as_of: int
    superseded: tuple[Record, ...] = ()
    choices: ImportChoices = NO_IMPORT_CHOICES
    base: ImportPlan | None = None

    @property
    def changed_records(self) -> Sequence[Record]:
        """Return the records of the journal as they would be after the import."""
        return [each.record for each in self.planned if each.verdict in (Verdict.CHANGED, Verdict.CORRECTS)]

    @property
    def has_changes(self) -> bool:
        """Tell whether anything would be added or changed."""
        return bool(self.new_records or self.changed_records)

    @property
    def new_records(self) -> Sequence[Record]:
        """Return the records that would be added, those that others refer to first."""
        return [*self.along, *(each.record for each in self.planned if each.verdict is Verdict.NEW)]

    @property
    def conflicts(self) -> Sequence[PlannedRecord]:
        """Return what contradicts the journal and was not chosen."""
        return [each for each in self.planned if each.verdict is Verdict.CONFLICT]


@dataclass(frozen=True, slots=True)
class ImportSummary:
    """The counts of an import by kind, for the command line and for a preview; kinds without any are left out.

    `people` is filled only when the file holds records of several.
    """

    file: str
    format: str
    found: Mapping[Kind, int]
    added: Mapping[Kind, int]
    already_there: Mapping[Kind, int]
    not_taken: tuple[NotTaken, ...]
    people: tuple[SeenPerson, ...] = ()
    differences: tuple[PersonDifference, ...] = ()
    parts: tuple[PartOutcome, ...] = ()
    conflicts: tuple[PlannedRecord, ...] = ()
    changed: Mapping[Kind, int] = field(default_factory=dict)
    remarks: Mapping[str, Sequence[str]] = field(default_factory=dict)
    """What to know about how records were read, by the code of the remark: the places in the file."""

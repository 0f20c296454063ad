"""What bringing a file in would do, gathered on a worker thread into rows that a page can show."""

from __future__ import annotations

from collections.abc import Callable, Generator, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from hoofbeat.domain.imports import ImportedFile, ImportPlan, ImportSummary, NotTaken, PlannedRecord
from hoofbeat.domain.records import (
    Administration,
    Allergy,
    Appointment,
    DosePhase,
    Kind,
    Medication,
    OwnTest,
    Record,
    Result,
    Sample,
    subject_of,
)
from hoofbeat.domain.values import PartialDate
from hoofbeat.wording.import_preview import verdict_words
from hoofbeat.wording.imports import reason_sentence, remark_sentence
from hoofbeat.wording.kinds import kind_name
from hoofbeat.wording.results import value_words

if TYPE_CHECKING:
    from hoofbeat.domain.catalogue import Catalogue
    from hoofbeat.domain.progress import Progress
    from hoofbeat.services.installation import Installation
    from hoofbeat.services.journals import Journal

_COME_ALONG = frozenset({Kind.LABORATORIES, Kind.OWN_TESTS, Kind.SAMPLES})
"""Kinds that are seen in the results that they belong to."""


@dataclass(frozen=True, slots=True)
class FoundRow:
    """One record of the file; `value` is apart so that numbers can be hidden."""

    kind: str
    name: str
    value: str
    on: PartialDate | None
    verdict: str
    where: str
    remark: str


@dataclass(frozen=True, slots=True)
class KindRow:
    """How many records of one kind the file holds."""

    kind: str
    found: int
    new: int
    already_there: int


@dataclass(frozen=True, slots=True)
class NotTakenRow:
    """One entry that is not taken, with its place in the file and the reason."""

    where: str
    why: str


@dataclass(frozen=True, slots=True)
class Preview:
    """Everything that the page shows of one file. `chosen` are the people whose records are taken, None where there is one at most."""

    path: Path
    plan: ImportPlan
    summary: ImportSummary
    kinds: Sequence[KindRow]
    found: Sequence[FoundRow]
    not_taken: Sequence[NotTakenRow]
    chosen: frozenset[int] | None
    hides_numbers: bool

    @property
    def new_count(self) -> int:
        """The number of records that would be added."""
        return sum(self.summary.added.values())

    @property
    def changed_count(self) -> int:
        """The number of records of the journal that would be changed."""
        return sum(self.summary.changed.values())

    @property
    def has_changes(self) -> bool:
        """Tell whether there is anything to save."""
        return self.plan.has_changes

    @property
    def already_there_count(self) -> int:
        """The number of records that are in the journal already."""
        return sum(self.summary.already_there.values())


def previewing(
    path: Path, installation: Callable[[], Installation], journal: Journal, _author: str
) -> Generator[Progress, None, Preview]:
    """Read a file and compare it with the journal. Of several people, only the one who fits the journal is chosen."""
    from hoofbeat.services import import_reading

    imported = yield from import_reading.reading(path, catalogue=installation().catalogue)
    people = _people_to_begin_with(imported, journal, installation)
    return (yield from comparing(path, imported, people, installation, journal, _author))


def comparing(
    path: Path,
    imported: ImportedFile,
    people: frozenset[int] | None,
    installation: Callable[[], Installation],
    journal: Journal,
    _author: str,
) -> Generator[Progress, None, Preview]:
    """Compare a file that was read with the journal."""
    from hoofbeat.services import choices, importing

    catalogue = installation().catalogue
    plan = yield from importing.planning(journal, imported=imported, catalogue=catalogue, people=people)
    summary = importing.summary_of(plan)
    return Preview(
        path=path,
        plan=plan,
        summary=summary,
        kinds=[*_kind_rows(summary)],
        found=[*_Naming(plan, catalogue).rows()],
        not_taken=[NotTakenRow(each.where, reason_sentence(each.why)) for each in _by_reason(plan.not_taken)],
        chosen=people,
        hides_numbers=bool(choices.choice(journal, name=choices.HIDES_NUMBERS)),
    )


def _people_to_begin_with(
    imported: ImportedFile, journal: Journal, installation: Callable[[], Installation]
) -> frozenset[int] | None:
    """Choose, of several people, the only one who may be the journal's; where there is none or more than one, nobody."""
    from hoofbeat.services import importing

    if len(imported.people) < 2:
        return None
    without = ImportedFile(imported.name, imported.format, imported.people)
    plan = importing.plan(journal, imported=without, catalogue=installation().catalogue)
    strangers = [difference.person for difference in plan.differences]
    fitting = [place for place, person in enumerate(imported.people) if person not in strangers]
    return frozenset(fitting if len(fitting) == 1 else ())


def _kind_rows(summary: ImportSummary) -> Iterator[KindRow]:
    for kind, found in summary.found.items():
        yield KindRow(
            kind_name(kind, found).capitalize(),
            found,
            summary.added.get(kind, 0),
            summary.already_there.get(kind, 0),
        )


def _by_reason(not_taken: Sequence[NotTaken]) -> list[NotTaken]:
    return sorted(not_taken, key=lambda each: (each.why.code, sorted(each.why.data.items())))


class _Naming:
    """Names the records of a plan, which refer to each other and to records that are in the journal."""

    def __init__(self, plan: ImportPlan, catalogue: Catalogue) -> None:
        self._plan = plan
        self._catalogue = catalogue
        self._samples: dict[str, Sample] = {}
        self._medicines: dict[str, str] = {}
        for planned in plan.planned:
            for record_id in filter(None, (planned.record.id, planned.finding.record.id, planned.same_as)):
                self._remember(record_id, planned.record)
        self._own_tests = {str(each.id): each.name for each in plan.along if isinstance(each, OwnTest)}

    def rows(self) -> Iterator[FoundRow]:
        """Yield the rows, results and the like; what comes along with them is left out."""
        for planned in self._plan.planned:
            if planned.kind not in _COME_ALONG:
                yield self._row(planned)

    def _remember(self, record_id: str, record: Record) -> None:
        if isinstance(record, Sample):
            self._samples[record_id] = record
        elif isinstance(record, Medication):
            self._medicines[record_id] = record.name

    def _row(self, planned: PlannedRecord) -> FoundRow:
        record = planned.record
        return FoundRow(
            kind=kind_name(planned.kind).capitalize(),
            name=self._name(record),
            value=self._value(record),
            on=self._date(record),
            verdict=verdict_words(planned),
            where=planned.finding.where,
            remark=" ".join(filter(None, map(remark_sentence, planned.finding.remarks))),
        )

    def _name(self, record: Record) -> str:
        if isinstance(record, Result):
            known = self._catalogue.find(record.catalogue_test)
            return known.name if known else self._own_tests.get(str(record.own_test), record.code_display)
        if isinstance(record, DosePhase | Administration):
            return self._medicines.get(record.medication, "")
        return subject_of(record)

    def _value(self, record: Record) -> str:
        if isinstance(record, Result):
            return value_words(record)
        if isinstance(record, DosePhase):
            return record.instructions
        return record.reaction if isinstance(record, Allergy) else ""

    def _date(self, record: Record) -> PartialDate | None:
        if isinstance(record, Result):
            sample = self._samples.get(record.sample)
            return sample.taken_on if sample else None
        if isinstance(record, Appointment):
            return record.starts_at.on
        if isinstance(record, Medication):
            return record.started_on
        if isinstance(record, DosePhase):
            return record.from_on
        return record.noticed_on if isinstance(record, Allergy) else None

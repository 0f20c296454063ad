"""What bringing a file in would do, gathered on a worker thread into rows that a page can show."""

from __future__ import annotations

from collections.abc import Callable, Generator, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from hoofbeat.domain.imports import (
    DATE_NOT_READ,
    ImportChoices,
    ImportedFile,
    ImportPlan,
    ImportSummary,
    NotTaken,
    PlannedRecord,
    Verdict,
)
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
from hoofbeat.domain.resolution import Resolution
from hoofbeat.domain.tables import FoundTable, TableChoices
from hoofbeat.domain.values import PartialDate
from hoofbeat.wording.import_preview import source_words, verdict_words
from hoofbeat.wording.imports import part_sentence, reason_sentence, remark_sentence
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
    key: str = ""
    can_leave: bool = False
    is_left: bool = False


@dataclass(frozen=True, slots=True)
class ConflictRow:
    """A result of the file that says otherwise than the journal; `key` is the id of the finding."""

    key: str
    name: str
    on: PartialDate | None
    yours: str
    sent: str
    source: str
    where: str
    resolution: Resolution


@dataclass(frozen=True, slots=True)
class PartRow:
    """One file of a folder, and what came of it."""

    name: str
    outcome: str


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
    conflicts: Sequence[ConflictRow] = ()
    parts: Sequence[PartRow] = ()
    unread_dates: Sequence[str] = ()

    @property
    def new_count(self) -> int:
        """The number of records that would be added."""
        return sum(self.summary.added.values())

    @property
    def changed_count(self) -> int:
        """The number of records of the journal that would be changed."""
        return sum(self.summary.changed.values())

    @property
    def moved_count(self) -> int:
        """The number of appointments that the file moved or cancelled."""
        return sum(each.verdict is Verdict.CHANGED for each in self.plan.planned)

    @property
    def has_changes(self) -> bool:
        """Tell whether there is anything to save."""
        return self.plan.has_changes

    @property
    def already_there_count(self) -> int:
        """The number of records that are in the journal already."""
        return sum(self.summary.already_there.values())


@dataclass(frozen=True, slots=True)
class InDoubt:
    """A file with tables that somebody has to explain first, or whose columns somebody wants to see."""

    path: Path
    file: ImportedFile
    tables: Sequence[FoundTable]


@dataclass(frozen=True, slots=True)
class PdfText:
    """A PDF with its text, page by page."""

    path: Path
    pages: Sequence[str]


Shown = Preview | InDoubt | PdfText


def previewing(
    path: Path, said: TableChoices, installation: Callable[[], Installation], journal: Journal, _author: str
) -> Generator[Progress, None, Shown]:
    """Read a file and compare it with the journal. Of several people, only the one who fits the journal is chosen."""
    from hoofbeat.services import table_choices

    catalogue = installation().catalogue
    imported = yield from table_choices.reading_with(journal, path=path, catalogue=catalogue, said=said)
    if imported.pages:
        return PdfText(path, imported.pages)
    if imported.doubtful_tables:
        return InDoubt(path, imported, imported.doubtful_tables)
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
    hides_numbers = bool(choices.choice(journal, name=choices.HIDES_NUMBERS))
    return _preview(path, plan, catalogue, people, hides_numbers=hides_numbers)


def rechosen(preview: Preview, choices: ImportChoices, catalogue: Catalogue) -> Preview:
    """Return the preview as it is with these choices."""
    from hoofbeat.domain import import_choices

    plan = import_choices.settled(preview.plan, choices)
    return _preview(preview.path, plan, catalogue, preview.chosen, hides_numbers=preview.hides_numbers)


def _preview(
    path: Path, plan: ImportPlan, catalogue: Catalogue, people: frozenset[int] | None, *, hides_numbers: bool
) -> Preview:
    from hoofbeat.services import importing

    summary = importing.summary_of(plan)
    naming = _Naming(plan, catalogue)
    return Preview(
        path=path,
        plan=plan,
        summary=summary,
        kinds=[*_kind_rows(summary)],
        found=[*naming.rows()],
        not_taken=[NotTakenRow(each.where, reason_sentence(each.why)) for each in _by_reason(plan.not_taken)],
        chosen=people,
        hides_numbers=hides_numbers,
        conflicts=[*naming.conflicts()],
        parts=[PartRow(each.name, part_sentence(each)) for each in plan.file.parts],
        unread_dates=[*naming.unread_dates()],
    )


def _people_to_begin_with(
    imported: ImportedFile, journal: Journal, installation: Callable[[], Installation]
) -> frozenset[int] | None:
    """Choose, of several people, the only one who may be the journal's; where there is none or more than one, nobody."""
    from hoofbeat.services import importing, journals

    if len(imported.people) < 2:
        return None
    own = journals.person_of(journal)
    numbers = set(own.identifiers.split()) if own is not None else set()
    numbered = [place for place, person in enumerate(imported.people) if person.identifier in numbers]
    if numbered:
        return frozenset(numbered)
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

    def conflicts(self) -> Iterator[ConflictRow]:
        """Yield what contradicts the journal, with what was chosen for it."""
        bases = self._plan.planned if self._plan.base is None else self._plan.base.planned
        for planned in bases:
            stored, sent = planned.stored, planned.record
            if (
                planned.verdict is not Verdict.CONFLICT
                or not isinstance(stored, Result)
                or not isinstance(sent, Result)
            ):
                continue
            key = planned.finding.record.id
            yield ConflictRow(
                key=key,
                name=self._name(sent),
                on=self._date(sent),
                yours=value_words(stored),
                sent=value_words(sent),
                source=stored.source,
                where=planned.finding.where,
                resolution=self._plan.choices.resolutions.get(key, Resolution.KEEP),
            )

    def unread_dates(self) -> Iterator[str]:
        """Yield the date as sent of each result whose date could not be read."""
        for planned in self._plan.planned:
            record = planned.record
            if isinstance(record, Result) and DATE_NOT_READ in planned.finding.remarks:
                sample = self._samples.get(record.sample)
                if sample is not None and sample.taken_on is None:
                    yield sample.taken_text

    def _remember(self, record_id: str, record: Record) -> None:
        if isinstance(record, Sample):
            self._samples[record_id] = record
        elif isinstance(record, Medication):
            self._medicines[record_id] = record.name

    def _row(self, planned: PlannedRecord) -> FoundRow:
        record, key = planned.record, planned.finding.record.id
        is_left = key in self._plan.choices.left
        remarks = [*map(remark_sentence, planned.finding.remarks)]
        if planned.verdict is Verdict.ALREADY_THERE and planned.stored is not None:
            remarks.append(source_words(planned.stored.source))
        return FoundRow(
            kind="" if planned.kind is Kind.RESULTS else kind_name(planned.kind).capitalize(),
            name=self._name(record),
            value=self._value(record),
            on=self._date(record),
            verdict=verdict_words(planned, is_left=is_left),
            where=planned.finding.where,
            remark=" ".join(filter(None, remarks)),
            key=key,
            can_leave=planned.verdict is Verdict.NEW or is_left,
            is_left=is_left,
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

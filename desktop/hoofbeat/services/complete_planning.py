"""What bringing in a complete record of Hoofbeat would do: records keep their ids, so the same one is never added twice."""

from __future__ import annotations

import dataclasses
from collections.abc import Generator, Mapping
from dataclasses import dataclass, field
from typing import Any, Final

from hoofbeat.domain.checks import problems_of
from hoofbeat.domain.imports import (
    Finding,
    ImportedFile,
    ImportPlan,
    NotTaken,
    PlannedRecord,
    Reason,
    Verdict,
)
from hoofbeat.domain.names import folded
from hoofbeat.domain.progress import Progress
from hoofbeat.domain.records import Kind, Laboratory, OwnTest, Person, Record, fields_for, kind_of
from hoofbeat.domain.seen_people import differences
from hoofbeat.services.import_planning import COMPARE
from hoofbeat.store.repositories import Repository

_PACE: Final = 500

Known = Mapping[Kind, Mapping[str, Record]]
"""The records of the journal by kind and id."""


def known_of(stored: Repository, imported: ImportedFile) -> Known:
    """Read what is needed to compare a file with the journal."""
    kinds = {kind_of(type(each.record)) for each in imported.findings} | {Kind.PEOPLE}
    return {kind: {each.id: each for each in stored.list_kind(kind)} for kind in kinds}


def planning(known: Known, imported: ImportedFile, *, as_of: int) -> Generator[Progress, None, ImportPlan]:
    """Give every record its verdict, telling how far it came."""
    planner = _Planner(known, imported)
    for done, finding in enumerate(imported.findings):
        planner.judge(finding)
        if done % _PACE == 0:
            yield Progress(done, len(imported.findings), COMPARE)
    return planner.finished(as_of)


@dataclass
class _Planner:
    """Judges the records in their order: what others refer to comes before them."""

    known: Known
    imported: ImportedFile
    _planned: list[PlannedRecord] = field(default_factory=list)
    _not_taken: list[NotTaken] = field(default_factory=list)
    _superseded: list[Record] = field(default_factory=list)
    _taken_ids: set[tuple[Kind, str]] = field(default_factory=set)
    _same_as: dict[tuple[Kind, str], str] = field(default_factory=dict)

    def judge(self, finding: Finding) -> None:
        """Give one record its verdict."""
        kind = kind_of(type(finding.record))
        record = self._with_known_references(kind, finding.record)
        if record is None:
            self._leave(finding, "refers to nothing")
            return
        same = self._same(kind, record)
        if same is not None:
            self._same_as[kind, record.id] = same.id
            differs = _differing(record, same)
            self._planned.append(
                PlannedRecord(finding, record, Verdict.ALREADY_THERE, same_as=same.id, differs=differs)
            )
        elif (kind, record.id) in self._taken_ids:
            self._leave(finding, "another version")
        elif problems := problems_of(record):
            self._leave(finding, "not valid", field=problems[0].field)
        else:
            self._taken_ids.add((kind, record.id))
            self._planned.append(PlannedRecord(finding, record, Verdict.NEW))

    def _same(self, kind: Kind, record: Record) -> Record | None:
        """Return the record of the journal that this one is: by its id, else a person, or what is known by its name."""
        known = self.known.get(kind, {})
        if record.id in known:
            return known[record.id]
        if isinstance(record, Person):
            return self._same_person(record)
        if isinstance(record, Laboratory | OwnTest):
            name = folded(record.name)
            return next((each for each in known.values() if folded(getattr(each, "name", "")) == name), None)
        return None

    def _same_person(self, person: Person) -> Record | None:
        """A journal has one person; one of whom it knows no more than the name gives way to all that the file says."""
        own = next(iter(self.known[Kind.PEOPLE].values()), None)
        is_blank = isinstance(own, Person) and own == Person(id=own.id, name=own.name)
        if is_blank and isinstance(own, Person) and folded(own.name) in ("", folded(person.name)):
            self._superseded.append(own)
            return None
        return own

    def _with_known_references(self, kind: Kind, record: Record) -> Record | None:
        """Return the record with its references as the journal has them; None where one would lead nowhere."""
        changed: dict[str, Any] = {}
        for name, declared in fields_for(kind).items():
            target = getattr(record, name)
            if declared.refers_to is None or not target:
                continue
            place = (Kind(declared.refers_to), target)
            if place in self._same_as:
                changed[name] = self._same_as[place]
            elif place not in self._taken_ids:
                if declared.is_required:
                    return None
                changed[name] = None
        return record.replaced(**changed) if changed else record

    def _leave(self, finding: Finding, code: str, **data: str) -> None:
        self._not_taken.append(NotTaken(finding.where, Reason(code, data)))

    def finished(self, as_of: int) -> ImportPlan:
        """Return the plan."""
        own = [each for each in self.known.get(Kind.PEOPLE, {}).values() if isinstance(each, Person)]
        return ImportPlan(
            file=self.imported,
            planned=tuple(self._planned),
            along=(),
            not_taken=(*self.imported.not_taken, *self._not_taken),
            differences=differences(self.imported.people, own),
            people=None,
            as_of=as_of,
            superseded=tuple(self._superseded),
        )


def _differing(record: Record, known: Record) -> tuple[str, ...]:
    names = (each.name for each in dataclasses.fields(record) if each.name != "id")
    return tuple(name for name in names if getattr(record, name) != getattr(known, name))

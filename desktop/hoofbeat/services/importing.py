"""Bringing a file in: read, compared with the journal, shown, and then saved as one change that can be taken back."""

from __future__ import annotations

from collections import Counter
from collections.abc import Generator, Mapping
from pathlib import Path
from typing import Any, Final, TypeVar

from hoofbeat.domain import import_choices
from hoofbeat.domain.catalogue import Catalogue
from hoofbeat.domain.changes import Act, Change, Description
from hoofbeat.domain.errors import ImportRefusedError, PathError
from hoofbeat.domain.imports import COUNTED_KINDS, ImportedFile, ImportPlan, ImportSummary, Verdict
from hoofbeat.domain.progress import Progress
from hoofbeat.domain.records import Attachment, Kind, kind_of
from hoofbeat.domain.tables import NO_CHOICES, TableChoices
from hoofbeat.exchange.complete.contents import read_contents
from hoofbeat.services import backups, complete_planning, import_planning
from hoofbeat.services.import_reading import reading
from hoofbeat.store import aside, history
from hoofbeat.store.attachments import keep_content
from hoofbeat.store.journal import Journal
from hoofbeat.store.repositories import Repository
from hoofbeat.store.unit_of_work import UnitOfWork

SAVE: Final = "save"
BACK_UP: Final = "back up"
_PACE: Final = 500
T = TypeVar("T")


def read(path: Path, *, catalogue: Catalogue, choices: TableChoices = NO_CHOICES) -> ImportedFile:
    """Return what a file, a folder or an archive holds. FileMissingError, FileUnreadableError, ImportRefusedError."""
    return finish(reading(path, catalogue=catalogue, choices=choices))


def planning(
    journal: Journal, *, imported: ImportedFile, catalogue: Catalogue, people: frozenset[int] | None = None
) -> Generator[Progress, None, ImportPlan]:
    """Compare what a file holds with the journal; `people` are indices of those of the file whose records are taken."""
    with journal.reading_connection() as connection:
        comparing = _comparing(
            Repository(connection), imported, catalogue, people=people, as_of=history.newest_id(connection)
        )
    return (yield from comparing)


def _comparing(
    stored: Repository,
    imported: ImportedFile,
    catalogue: Catalogue,
    *,
    people: frozenset[int] | None,
    as_of: int,
) -> Generator[Progress, None, ImportPlan]:
    """Read from the journal what is needed, and return the comparison that then needs it no more."""
    if imported.is_complete:
        return complete_planning.planning(complete_planning.known_of(stored, imported), imported, as_of=as_of)
    known = import_planning.known_of(stored, imported)
    return import_planning.planning(known, imported, catalogue, people=people, as_of=as_of)


def plan(
    journal: Journal, *, imported: ImportedFile, catalogue: Catalogue, people: frozenset[int] | None = None
) -> ImportPlan:
    """Return what bringing in a file would do."""
    return finish(planning(journal, imported=imported, catalogue=catalogue, people=people))


def committing(
    journal: Journal, *, plan: ImportPlan, catalogue: Catalogue, author: str = "", is_backed_up: bool = False
) -> Generator[Progress, None, Change | None]:
    """Save what a plan says is new or changed, as one change; None when nothing is. Closing the generator saves nothing.

    A verified backup is made first, unless the caller has one; its failure is raised, and nothing is brought in. A journal that
    changed since the plan was made is compared anew, so that nothing comes twice.
    """
    if plan.has_changes and not is_backed_up and backups.needs_backup_before_import(journal):
        yield Progress(0, 0, BACK_UP)
        backups.back_up_now(journal)
    with journal.change(author=author) as work:
        if history.newest_id(work.connection) != plan.as_of:
            plan = yield from _planned_anew(work, plan, catalogue)
        for record in plan.superseded:
            work.remove(kind_of(type(record)), record.id)
        records = plan.new_records
        yield from _keeping_contents(work, plan)
        for start in range(0, len(records), _PACE):
            work.add(*records[start : start + _PACE])
            yield Progress(min(start + _PACE, len(records)), len(records), SAVE)
        for record in plan.changed_records:
            work.correct(record)
        _keep_preferences(work, plan)
        if not work.has_changes:
            return None
        count = sum(kind_of(type(record)) in COUNTED_KINDS for record in (*records, *plan.changed_records))
        return work.commit(Description(Act.IMPORT, subject=plan.file.name, count=count))


def commit(
    journal: Journal, *, plan: ImportPlan, catalogue: Catalogue, author: str = "", is_backed_up: bool = False
) -> Change | None:
    """Save what a plan says is new, as one change, after a backup; None when nothing is."""
    return finish(committing(journal, plan=plan, catalogue=catalogue, author=author, is_backed_up=is_backed_up))


def summary_of(plan: ImportPlan) -> ImportSummary:
    """Return the counts of a plan by kind; records of people who were not chosen count as found only."""
    is_of_several = len(plan.file.people) > 1
    return ImportSummary(
        file=plan.file.name,
        format=plan.file.format,
        found=_counted(plan, *Verdict),
        added=_counted(plan, Verdict.NEW),
        already_there=_counted(plan, Verdict.ALREADY_THERE),
        changed=_counted(plan, Verdict.CHANGED, Verdict.CORRECTS),
        not_taken=plan.not_taken,
        people=plan.file.people if is_of_several else (),
        differences=plan.differences,
        parts=plan.file.parts,
        conflicts=tuple(plan.conflicts),
        remarks=_remarked(plan),
    )


def _remarked(plan: ImportPlan) -> dict[str, list[str]]:
    """Return the places of what is brought in with a remark, each once: of a series all dates stand in one place."""
    found: dict[str, dict[str, None]] = {}
    for planned in plan.planned:
        for remark in planned.finding.remarks if planned.verdict in (Verdict.NEW, Verdict.CHANGED) else ():
            found.setdefault(remark, {})[planned.finding.where] = None
    return {remark: list(places) for remark, places in found.items()}


def finish(steps: Generator[Any, None, T]) -> T:
    """Run a long task to its end and return its outcome."""
    while True:
        try:
            next(steps)
        except StopIteration as ended:
            outcome: T = ended.value
            return outcome


def _planned_anew(work: UnitOfWork, plan: ImportPlan, catalogue: Catalogue) -> Generator[Progress, None, ImportPlan]:
    as_of = history.newest_id(work.connection)
    anew = yield from _comparing(work.records, plan.file, catalogue, people=plan.people, as_of=as_of)
    return import_choices.settled(anew, plan.choices)


def _keeping_contents(work: UnitOfWork, plan: ImportPlan) -> Generator[Progress, None, None]:
    """Keep the contents of the new papers; ImportRefusedError where the file does not hold them any more."""
    wanted = {each.sha256 for each in plan.new_records if isinstance(each, Attachment)}
    total = len(wanted)
    if plan.file.contents_in is None or not wanted:
        return
    try:
        for sha256, content in read_contents(plan.file.contents_in):
            if sha256 in wanted:
                wanted.remove(keep_content(work.connection, content))
                yield Progress(total - len(wanted), total, SAVE)
    except PathError as error:
        raise ImportRefusedError(plan.file.contents_in, "content gone") from error
    if wanted:
        raise ImportRefusedError(plan.file.contents_in, "content gone")


def _keep_preferences(work: UnitOfWork, plan: ImportPlan) -> None:
    """Keep the choices that come with a complete record, where the journal has made none of its own."""
    for name, value in plan.file.preferences.items():
        if name not in aside.OF_THE_FILE and aside.find_preference(work.connection, name) is None:
            aside.set_preference(work.connection, name, value)


def _counted(plan: ImportPlan, *verdicts: Verdict) -> Mapping[Kind, int]:
    found = Counter(each.kind for each in plan.planned if each.verdict in verdicts)
    return {kind: found[kind] for kind in COUNTED_KINDS if found[kind]}

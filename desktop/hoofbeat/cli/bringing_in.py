"""Bringing files in from the command line, each one whole or not at all, and what is said of it."""

from __future__ import annotations

import argparse
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from hoofbeat.cli.command import print_json
from hoofbeat.cli.opening import opened
from hoofbeat.cli.outcome import DONE, REFUSED, say
from hoofbeat.domain import import_choices
from hoofbeat.domain.errors import HoofbeatError, ImportRefusedError
from hoofbeat.domain.imports import ImportPlan, ImportSummary, PartOutcome, PlannedRecord, SeenPerson
from hoofbeat.domain.records import Kind, Result
from hoofbeat.domain.resolution import Resolution
from hoofbeat.domain.tables import DateOrder, DecimalMark, TableChoices
from hoofbeat.services import importing, table_choices
from hoofbeat.services.journals import Journal
from hoofbeat.services.reading_process import ReadingProcess
from hoofbeat.wording.errors import sentence
from hoofbeat.wording.imports import (
    conflict_sentence,
    difference_sentence,
    part_sentence,
    reason_sentence,
    remark_sentence,
)
from hoofbeat.wording.kinds import kind_name
from hoofbeat.wording.translation import ntr, tr

_NOT_MEANT = frozenset(
    {
        *(
            "format not known",
            "not fhir",
            "not ccda",
            "no sections",
            "not text",
            "empty",
            "link",
            "too large",
            "web page",
        ),
        *("text document", "pdf in folder", "pdf without text", "no table", "no results in table", "has entities"),
    }
)
"""Why a file of a folder is left that nobody meant to be read, such as a photo. Any other refusal shows in the exit code too."""


def import_all(options: argparse.Namespace, process: ReadingProcess | None) -> int:
    """Bring in the files and return the exit code; `process` is the one that reads the first, where it is started already."""
    documents, outcome = [], DONE
    # One copy for all files: one for each would push the older copies out.
    is_backed_up = False
    with opened(options, is_read_only=options.dry_run) as journal:
        for number, file in enumerate(options.files):
            try:
                summary = _bring_in(journal, file, options, None if number else process, is_backed_up=is_backed_up)
            except HoofbeatError as error:
                say(sentence(error))
                documents.append(_refused(file, sentence(error)))
                outcome = REFUSED
                continue
            is_backed_up |= bool(summary.added or summary.changed)
            reasons = [part.why.code for part in summary.parts if part.why is not None]
            if not _NOT_MEANT.issuperset(reasons) or (reasons and len(reasons) == len(summary.parts)):
                outcome = REFUSED
            documents += [_document(summary)] if options.json else []
            _tell(summary, options)
    if options.json:
        print_json(documents)
    return outcome


def _bring_in(
    journal: Journal,
    file: Path,
    options: argparse.Namespace,
    process: ReadingProcess | None,
    *,
    is_backed_up: bool,
) -> ImportSummary:
    catalogue = options.installation.catalogue
    if process is None:
        plan = _planned(journal, file, options)
    else:
        steps = importing.reading_and_planning(journal, process=process, path=file, catalogue=catalogue)
        plan = importing.finish(steps)
    plan = import_choices.resolved(plan, Resolution(options.conflicts))
    if not options.dry_run:
        importing.commit(journal, plan=plan, catalogue=catalogue, is_backed_up=is_backed_up)
    return importing.summary_of(plan)


def _planned(journal: Journal, file: Path, options: argparse.Namespace) -> ImportPlan:
    catalogue = options.installation.catalogue
    imported = table_choices.read_with(
        journal, path=file, catalogue=catalogue, said=_said(options), roles=options.columns
    )
    if imported.pages:
        raise ImportRefusedError(file, "pdf only in the window")
    return importing.plan(journal, imported=imported, catalogue=catalogue)


def _said(options: argparse.Namespace) -> TableChoices:
    order, mark = options.date_order, options.decimal
    return TableChoices(
        date_order=DateOrder(order) if order else None, decimal_mark=DecimalMark(mark) if mark else None
    )


def _tell(summary: ImportSummary, options: argparse.Namespace) -> None:
    """Say whose record the file is, where that is in doubt; and, without --json, what came of it."""
    for difference in summary.differences:
        say(f"{summary.file}: {difference_sentence(difference)}")
    for planned in summary.conflicts:
        say(f"{summary.file}: {planned.finding.where}: {conflict_sentence(planned)}")
    for remark, places in summary.remarks.items():
        more = ntr("and {count} more", "and {count} more", len(places) - 1).format(count=len(places) - 1)
        where = f"{places[0]} ({more})" if len(places) > 1 else places[0]
        say(f"{summary.file}: {where}: {remark_sentence(remark)}")
    if summary.people:
        names = ", ".join(
            person.name or person.identifier or tr("somebody without a name") for person in summary.people
        )
        say(tr("{file}: it holds records of several people: {names}.").format(file=summary.file, names=names))
    if options.json:
        return
    rows = (
        (tr("new"), summary.added),
        (tr("changed"), summary.changed),
        (tr("already there"), summary.already_there),
    )
    parts = [f"{label}: {_counted(counts)}" for label, counts in rows if counts]
    parts.append(tr("not taken: {count}").format(count=len(summary.not_taken)))
    print(f"{summary.file}: {'; '.join(parts)}")
    for part in summary.parts:
        print(f"  {part.name}: {part_sentence(part)}")
    for each in summary.not_taken:
        print(f"  {each.where}: {reason_sentence(each.why)}")


def _counted(counts: Mapping[Kind, int]) -> str:
    return ", ".join(f"{count} {kind_name(kind, count)}" for kind, count in counts.items())


def _document(summary: ImportSummary) -> dict[str, Any]:
    document: dict[str, Any] = {
        "file": summary.file,
        "format": summary.format,
        "found": dict(summary.found),
        "added": dict(summary.added),
        "already_there": dict(summary.already_there),
        "not_taken": [{"where": each.where, "why": reason_sentence(each.why)} for each in summary.not_taken],
    }
    if summary.conflicts:
        document["conflicts"] = [_conflict(each) for each in summary.conflicts]
    if summary.parts:
        document["files"] = [_part(each) for each in summary.parts]
    if summary.changed:
        document["changed"] = dict(summary.changed)
    if summary.people:
        document["people"] = [_person(each) for each in summary.people]
    return document


def _conflict(planned: PlannedRecord) -> dict[str, Any]:
    values = [each.value_text if isinstance(each, Result) else "" for each in (planned.stored, planned.record)]
    return {"where": planned.finding.where, "record": planned.same_as, "yours": values[0], "file": values[1]}


def _part(part: PartOutcome) -> dict[str, Any]:
    refused = {} if part.why is None else {"refused": part_sentence(part)}
    return {"file": part.name, "format": part.format or None, "found": part.found, **refused}


def _person(person: SeenPerson) -> dict[str, Any]:
    return {
        "name": person.name,
        "born_on": None if person.born_on is None else str(person.born_on),
        "identifier": person.identifier,
    }


def _refused(file: Path, why: str) -> dict[str, Any]:
    nothing: dict[str, Any] = {"format": None, "found": {}, "added": {}, "already_there": {}, "not_taken": []}
    return {"file": file.name, **nothing, "refused": why}

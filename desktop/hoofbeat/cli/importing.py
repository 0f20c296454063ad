"""The command that brings files in: each one whole or not at all."""

from __future__ import annotations

import argparse
import gc
from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any

from hoofbeat.cli.command import Command, journal_argument, json_argument, print_json
from hoofbeat.cli.outcome import DONE, REFUSED, say
from hoofbeat.domain import import_choices
from hoofbeat.domain.errors import HoofbeatError, ImportRefusedError
from hoofbeat.domain.imports import ImportSummary, PartOutcome, PlannedRecord, Resolution, SeenPerson
from hoofbeat.domain.records import Kind, Result
from hoofbeat.domain.tables import DateOrder, DecimalMark, Role, TableChoices
from hoofbeat.services import import_reading
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

if TYPE_CHECKING:
    from hoofbeat.services.journals import Journal

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


def _declare(parser: argparse.ArgumentParser) -> None:
    journal_argument(parser)
    parser.add_argument("files", nargs="+", type=Path, metavar="FILE")
    parser.add_argument("--dry-run", action="store_true", help=tr("say what would be brought in, and change nothing"))
    parser.add_argument(
        "--conflicts",
        choices=[each.value for each in Resolution],
        default=Resolution.KEEP.value,
        help=tr("where a file says otherwise than the record: keep the record, take the file, or both"),
    )
    tables = parser.add_argument_group(tr("tables (CSV and spreadsheets), where the file alone leaves it in doubt"))
    tables.add_argument("--date-order", choices=[*DateOrder], help=tr("the order of day, month and year"))
    tables.add_argument("--decimal", choices=[*DecimalMark], help=tr("the sign before decimals"))
    tables.add_argument(
        "--columns",
        metavar="WORDS",
        type=_roles,
        help=tr("what each column says: {words}").format(words=", ".join(Role)),
    )
    json_argument(parser)


def _roles(words: str) -> tuple[Role, ...]:
    return tuple(Role(word.strip()) for word in words.split(","))


def _import(options: argparse.Namespace) -> int:
    # What an import makes stays to its end, and holds no rings: looking through it for some again and again takes a third longer.
    gc.freeze()
    gc.disable()
    begun = import_reading.begun(options.files[0], catalogue=options.installation.catalogue)
    try:
        return _import_all(options, begun)
    finally:
        if begun is not None:
            begun.close()


def _import_all(options: argparse.Namespace, begun: import_reading.Reading | None) -> int:
    """Bring in the files; `begun` is the reading of the first, where that is under way."""
    # The store is loaded while a large first file is read.
    from hoofbeat.cli.opening import opened

    documents, outcome = [], DONE
    # One copy for all files: one for each would push the older copies out.
    is_backed_up = False
    with opened(options, is_read_only=options.dry_run) as journal:
        for number, file in enumerate(options.files):
            try:
                summary = _bring_in(journal, file, options, None if number else begun, is_backed_up=is_backed_up)
            except HoofbeatError as error:
                say(sentence(error))
                documents.append(_refused(file, sentence(error)))
                outcome = REFUSED
                continue
            is_backed_up |= bool(summary.added or summary.changed)
            reasons = [part.why.code for part in summary.parts if part.why is not None]
            if not _NOT_MEANT.issuperset(reasons) or (reasons and len(reasons) == len(summary.parts)):
                outcome = REFUSED
            documents.append(_document(summary))
            _tell(summary, options)
    if options.json:
        print_json(documents)
    return outcome


def _bring_in(
    journal: Journal,
    file: Path,
    options: argparse.Namespace,
    begun: import_reading.Reading | None,
    *,
    is_backed_up: bool,
) -> ImportSummary:
    from hoofbeat.services import importing, table_choices

    catalogue = options.installation.catalogue
    imported = table_choices.read_with(
        journal, path=file, catalogue=catalogue, said=_said(options), roles=options.columns, begun=begun
    )
    if imported.pages:
        raise ImportRefusedError(file, "pdf only in the window")
    plan = importing.plan(journal, imported=imported, catalogue=catalogue)
    plan = import_choices.resolved(plan, Resolution(options.conflicts))
    if not options.dry_run:
        importing.commit(journal, plan=plan, catalogue=catalogue, is_backed_up=is_backed_up)
    return importing.summary_of(plan)


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


COMMANDS = (Command("import", "bring in files from a hospital", _declare, _import),)

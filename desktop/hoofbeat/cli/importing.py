"""The command that brings files in: each one whole or not at all."""

from __future__ import annotations

import argparse
import gc
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from hoofbeat.cli.command import Command, journal_argument, json_argument, print_json
from hoofbeat.cli.opening import opened
from hoofbeat.cli.outcome import DONE, REFUSED, say
from hoofbeat.domain.errors import HoofbeatError
from hoofbeat.domain.imports import ImportSummary, SeenPerson
from hoofbeat.domain.records import Kind
from hoofbeat.services import importing
from hoofbeat.services.journals import Journal
from hoofbeat.wording.errors import sentence
from hoofbeat.wording.imports import difference_sentence, reason_sentence
from hoofbeat.wording.kinds import kind_name
from hoofbeat.wording.translation import tr


def _declare(parser: argparse.ArgumentParser) -> None:
    journal_argument(parser)
    parser.add_argument("files", nargs="+", type=Path, metavar="FILE")
    parser.add_argument("--dry-run", action="store_true", help=tr("say what would be brought in, and change nothing"))
    json_argument(parser)


def _import(options: argparse.Namespace) -> int:
    # What an import makes stays to its end, and holds no rings: looking through it for some again and again takes a third longer.
    gc.freeze()
    gc.disable()
    documents, outcome = [], DONE
    # One copy for all files: one for each would push the older copies out.
    is_backed_up = False
    with opened(options, is_read_only=options.dry_run) as journal:
        for file in options.files:
            try:
                summary = _bring_in(journal, file, options, is_backed_up=is_backed_up)
            except HoofbeatError as error:
                say(sentence(error))
                documents.append(_refused(file, sentence(error)))
                outcome = REFUSED
                continue
            is_backed_up |= bool(summary.added)
            documents.append(_document(summary))
            _tell(summary, options)
    if options.json:
        print_json(documents)
    return outcome


def _bring_in(journal: Journal, file: Path, options: argparse.Namespace, *, is_backed_up: bool) -> ImportSummary:
    catalogue = options.installation.catalogue
    plan = importing.plan(journal, imported=importing.read(file, catalogue=catalogue), catalogue=catalogue)
    if not options.dry_run:
        importing.commit(journal, plan=plan, catalogue=catalogue, is_backed_up=is_backed_up)
    return importing.summary_of(plan)


def _tell(summary: ImportSummary, options: argparse.Namespace) -> None:
    """Say whose record the file is, where that is in doubt; and, without --json, what came of it."""
    for difference in summary.differences:
        say(f"{summary.file}: {difference_sentence(difference)}")
    if summary.people:
        names = ", ".join(person.name or tr("somebody without a name") for person in summary.people)
        say(tr("{file}: it holds records of several people: {names}.").format(file=summary.file, names=names))
    if options.json:
        return
    rows = ((tr("new"), summary.added), (tr("already there"), summary.already_there))
    parts = [f"{label}: {_counted(counts)}" for label, counts in rows if counts]
    parts.append(tr("not taken: {count}").format(count=len(summary.not_taken)))
    print(f"{summary.file}: {'; '.join(parts)}")
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
    if summary.people:
        document["people"] = [_person(each) for each in summary.people]
    return document


def _person(person: SeenPerson) -> dict[str, Any]:
    return {"name": person.name, "born_on": None if person.born_on is None else str(person.born_on)}


def _refused(file: Path, why: str) -> dict[str, Any]:
    nothing: dict[str, Any] = {"format": None, "found": {}, "added": {}, "already_there": {}, "not_taken": []}
    return {"file": file.name, **nothing, "refused": why}


COMMANDS = (Command("import", "bring in files from a hospital", _declare, _import),)

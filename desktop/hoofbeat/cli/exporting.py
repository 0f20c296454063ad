"""The command that gives everything back in open forms, chosen by how the name ends."""

from __future__ import annotations

import argparse
from collections.abc import Callable
from pathlib import Path

from hoofbeat.cli.command import Command, journal_argument
from hoofbeat.cli.opening import opened
from hoofbeat.cli.outcome import DONE, WrongUsageError
from hoofbeat.services import calendars, exporting, files
from hoofbeat.services.clock import moment, today, zone_name
from hoofbeat.services.journals import Journal
from hoofbeat.wording.calendars import calendar_entry, written_sentence
from hoofbeat.wording.medicines import dose_in_words
from hoofbeat.wording.translation import tr

Write = Callable[[Journal, argparse.Namespace], str]


def _declare(parser: argparse.ArgumentParser) -> None:
    journal_argument(parser)
    text = tr(
        "the file or folder to write: .json for everything, .fhir.json for other programs, .ics for calendars, a folder for tables"
    )
    parser.add_argument("out", type=Path, metavar="OUT", help=text)
    parser.add_argument(
        "--appointment", metavar="ID", help=tr("only this one into the calendar; else all that are planned")
    )
    parser.add_argument("--replace", action="store_true", help=tr("replace what is there"))


def _export(options: argparse.Namespace) -> int:
    write = _way(options.out)
    with opened(options, is_read_only=True) as journal:
        print(write(journal, options))
    return DONE


def _way(out: Path) -> Write:
    name = out.name.lower()
    for ending, write in _BY_ENDING.items():
        if name.endswith(ending):
            return write
    if out.suffix and not out.is_dir():
        text = tr("the name ends in none of {endings}, and is no folder")
        raise WrongUsageError(text.format(endings=", ".join(_BY_ENDING)))
    return _write_tables


def _write_summary(journal: Journal, options: argparse.Namespace) -> str:
    content = exporting.summary(
        journal,
        catalogue=options.installation.catalogue,
        dose_words=dose_in_words,
        zone=zone_name(),
        made_at=moment(),
    )
    return _written(content, options)


def _write_complete(journal: Journal, options: argparse.Namespace) -> str:
    return _written(exporting.complete_record(journal, made_at=moment()), options)


def _write_calendar(journal: Journal, options: argparse.Namespace) -> str:
    if options.appointment:
        found = [calendars.one(journal, appointment_id=options.appointment)]
    else:
        found = list(calendars.planned(journal, today=today()))
    content = calendars.calendar_file(map(calendar_entry, found), made_at=moment())
    files.write_file(path=options.out, content=content, may_replace=options.replace)
    return written_sentence(len(found), str(options.out))


def _written(content: bytes, options: argparse.Namespace) -> str:
    files.write_file(path=options.out, content=content, may_replace=options.replace)
    return tr("Saved: {file} ({size} bytes).").format(file=options.out, size=len(content))


def _write_tables(journal: Journal, options: argparse.Namespace) -> str:
    count = exporting.write_tables(
        journal, folder=options.out, catalogue=options.installation.catalogue, may_replace=options.replace
    )
    return tr("Saved: {count} tables in the folder {folder}.").format(count=count, folder=options.out)


_BY_ENDING: dict[str, Write] = {".fhir.json": _write_summary, ".json": _write_complete, ".ics": _write_calendar}

COMMANDS = (Command("export", "write everything in open forms", _declare, _export),)

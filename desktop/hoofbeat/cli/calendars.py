"""The command that writes appointments into a calendar file."""

from __future__ import annotations

import argparse
from pathlib import Path

from hoofbeat.cli.command import Command, journal_argument
from hoofbeat.cli.opening import opened
from hoofbeat.cli.outcome import DONE, WrongUsageError
from hoofbeat.services import calendars, files
from hoofbeat.services.clock import moment, today
from hoofbeat.wording.calendars import calendar_entry, written_sentence
from hoofbeat.wording.translation import tr

_ENDING = ".ics"


def _declare(parser: argparse.ArgumentParser) -> None:
    journal_argument(parser)
    parser.add_argument("out", type=Path, metavar="OUT.ics")
    parser.add_argument("--appointment", metavar="ID", help=tr("only this one; else all that are planned"))


def _export(options: argparse.Namespace) -> int:
    if options.out.suffix.lower() != _ENDING:
        raise WrongUsageError(tr("the name of a calendar file ends in .ics"))
    with opened(options, is_read_only=True) as journal:
        if options.appointment:
            found = [calendars.one(journal, appointment_id=options.appointment)]
        else:
            found = list(calendars.planned(journal, today=today()))
    content = calendars.calendar_file(map(calendar_entry, found), made_at=moment())
    files.write_file(path=options.out, content=content)
    print(written_sentence(len(found), str(options.out)))
    return DONE


COMMANDS = (Command("export", "write appointments into a calendar file", _declare, _export),)

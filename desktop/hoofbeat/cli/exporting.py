"""Commands that give the record away: everything in open forms, chosen by how the name ends, and an encrypted copy."""

from __future__ import annotations

import argparse
from collections.abc import Mapping
from pathlib import Path
from types import MappingProxyType

from hoofbeat.cli.command import Command, journal_argument
from hoofbeat.cli.opening import opened
from hoofbeat.cli.outcome import DONE, WrongUsageError
from hoofbeat.services import exporting, importing
from hoofbeat.services.clock import moment, zone_name
from hoofbeat.services.exporting import ExportForm
from hoofbeat.services.hand_over import hand_over
from hoofbeat.services.passphrase_file import read_passphrase
from hoofbeat.wording.calendars import calendar_entry
from hoofbeat.wording.exporting import saved_words
from hoofbeat.wording.medicines import dose_in_words
from hoofbeat.wording.translation import tr


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
    form = _form_of(options.out)
    if options.appointment and form is not ExportForm.CALENDAR:
        raise WrongUsageError(tr("--appointment goes with a name that ends in .ics"))
    with opened(options, is_read_only=True) as journal:
        done = importing.finish(
            exporting.exporting(
                journal,
                form=form,
                path=options.out,
                setting=_setting(options),
                may_replace=options.replace,
            )
        )
    print(saved_words(form.value, str(done.path), done.count))
    return DONE


def _setting(options: argparse.Namespace) -> exporting.Setting:
    return exporting.Setting(
        catalogue=options.installation.catalogue,
        dose_words=dose_in_words,
        entry_of=calendar_entry,
        zone=zone_name(),
        made_at=moment(),
        appointment_id=options.appointment or "",
    )


def _form_of(out: Path) -> ExportForm:
    name = out.name.lower()
    for ending, form in _BY_ENDING.items():
        if name.endswith(ending):
            return form
    if out.suffix and not out.is_dir():
        text = tr("the name ends in none of {endings}, and is no folder")
        raise WrongUsageError(text.format(endings=", ".join(_BY_ENDING)))
    return ExportForm.TABLES


def _declare_hand_over(parser: argparse.ArgumentParser) -> None:
    journal_argument(parser)
    parser.add_argument("out", type=Path, metavar="OUT.hoofbeat")
    text = tr("a file whose first line is the passphrase that the copy gets")
    parser.add_argument("--copy-passphrase-file", type=Path, metavar="FILE", required=True, help=text)
    parser.add_argument("--replace", action="store_true", help=tr("replace what is there"))


def _hand_over(options: argparse.Namespace) -> int:
    passphrase = read_passphrase(options.copy_passphrase_file)
    with opened(options, is_read_only=True) as journal:
        made = hand_over(journal, to=options.out, passphrase=passphrase, may_replace=options.replace)
    print(tr("Made and opened once: {file} ({size} bytes).").format(file=made.path, size=made.size))
    return DONE


_BY_ENDING: Mapping[str, ExportForm] = MappingProxyType(
    {".fhir.json": ExportForm.SUMMARY, ".json": ExportForm.COMPLETE, ".ics": ExportForm.CALENDAR}
)

COMMANDS = (
    Command("export", "write everything in open forms", _declare, _export),
    Command("hand-over", "write an encrypted copy for another person or computer", _declare_hand_over, _hand_over),
)

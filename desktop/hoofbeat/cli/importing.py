"""The command that brings files in: what it is told, and the start of the process that reads a large file.

What takes long to load stands in `bringing_in`, which is loaded while that process gets ready.
"""

from __future__ import annotations

import argparse
import gc
from pathlib import Path

from hoofbeat.cli.command import Command, journal_argument, json_argument
from hoofbeat.domain.resolution import Resolution
from hoofbeat.domain.tables import NO_CHOICES, DateOrder, DecimalMark, Role
from hoofbeat.services.reading_process import started_for
from hoofbeat.wording.translation import tr


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
    process = started_for(options.files[0])
    try:
        if process is not None:
            process.begin(frozenset(options.installation.catalogue.loinc_codes), NO_CHOICES)
        from hoofbeat.cli.bringing_in import import_all

        return import_all(options, process)
    finally:
        if process is not None:
            process.end()


COMMANDS = (Command("import", "bring in files from a hospital", _declare, _import),)

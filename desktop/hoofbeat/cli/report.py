"""The command that prints a sheet into a PDF."""

from __future__ import annotations

import argparse
from pathlib import Path

from hoofbeat.cli.command import Command, journal_argument
from hoofbeat.cli.opening import opened
from hoofbeat.cli.outcome import DONE
from hoofbeat.services import files, sheets
from hoofbeat.services.clock import moment, today
from hoofbeat.wording.translation import tr

_SHEETS = ("visit",)
_NO_VISIT = "none"
_PAPERS = {paper.name.lower(): paper for paper in sheets.Paper}


def _declare(parser: argparse.ArgumentParser) -> None:
    journal_argument(parser)
    parser.add_argument("sheet", choices=_SHEETS, metavar="SHEET", help=", ".join(_SHEETS))
    parser.add_argument("--output", type=Path, required=True, metavar="FILE.pdf")
    text = tr("the appointment that the sheet is for: next, none, or an id")
    parser.add_argument("--visit", default=sheets.NEXT, metavar="next|ID", help=text)
    parser.add_argument("--paper", choices=tuple(_PAPERS), default="a4", help=tr("the size of the paper"))


def _report(options: argparse.Namespace) -> int:
    visit = None if options.visit == _NO_VISIT else options.visit
    installation = options.installation
    with opened(options, is_read_only=True) as journal:
        sheet = sheets.visit_sheet(journal, catalogue=installation.catalogue, today=today(), visit=visit)
    paper = _PAPERS[options.paper]
    content = sheets.visit_sheet_pdf(sheet, paper=paper, made_at=moment(), resources=installation.resources)
    files.write_file(path=options.output, content=content)
    print(tr("Saved {file}.").format(file=options.output))
    return DONE


COMMANDS = (Command("report", "print a sheet into a PDF", _declare, _report),)

"""The command that prints a sheet into a PDF, or writes it as text."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import TYPE_CHECKING

from hoofbeat.cli.command import Command, journal_argument
from hoofbeat.cli.opening import opened
from hoofbeat.cli.outcome import DONE, WrongUsageError
from hoofbeat.domain.errors import RecordNotFoundError
from hoofbeat.domain.records import Handing, Kind
from hoofbeat.domain.sheets.kinds import Section, SheetKind
from hoofbeat.domain.sheets.request import NEXT, SheetRequest, request_for
from hoofbeat.domain.values import PartialDate, Period
from hoofbeat.services import files
from hoofbeat.services.clock import moment, today
from hoofbeat.services.entry import find_test
from hoofbeat.services.passphrase_file import read_passphrase
from hoofbeat.services.sheets.handing_out import save_for
from hoofbeat.services.sheets.making import MadeSheet, Paper, lock, make_sheet
from hoofbeat.wording.translation import tr

if TYPE_CHECKING:
    from hoofbeat.domain.catalogue import Catalogue
    from hoofbeat.services.installation import Installation
    from hoofbeat.services.journals import Journal

_NO_VISIT = "none"
_PAPERS = {paper.name.lower(): paper for paper in Paper}
_TEXT = ".txt"


def _declare(parser: argparse.ArgumentParser) -> None:
    journal_argument(parser)
    sheets = tuple(kind.value for kind in SheetKind)
    parser.add_argument("sheet", choices=sheets, metavar="SHEET", help=", ".join(sheets))
    parser.add_argument("--output", type=Path, required=True, metavar="FILE.pdf", help=tr("FILE.txt writes it as text"))
    text = tr("the appointment that the sheet is for: next, none, or an id")
    parser.add_argument("--visit", default=NEXT, metavar="next|ID", help=text)
    parser.add_argument("--paper", choices=tuple(_PAPERS), default="a4", help=tr("the size of the paper"))
    parser.add_argument("--large-print", action="store_true", help=tr("letters of 18 points"))
    text = tr("a test by its id or name, for the sheet of results; may be given several times")
    parser.add_argument("--test", action="append", metavar="TEST", help=text)
    parser.add_argument(
        "--from", dest="start", metavar="DATE", help=tr("the first day, for example 2026-03-14 or 2025")
    )
    parser.add_argument("--until", dest="end", metavar="DATE", help=tr("the last day"))
    text = tr("a word that must stand in an entry of the timeline; may be given several times")
    parser.add_argument("--word", action="append", default=[], metavar="WORD", help=text)
    parser.add_argument("--topic", default="", metavar="ID", help=tr("a topic of the reference, for the sheet “topic”"))
    text = tr("for whom it is; the record then keeps that it was handed out")
    parser.add_argument("--for", dest="for_whom", default="", metavar="NAME", help=text)
    text = tr("a file whose first line is the password that the PDF will ask for")
    parser.add_argument("--password-file", type=Path, metavar="FILE", help=text)
    sections = ", ".join(section.value for section in Section)
    text = tr("leave out a section: {sections}").format(sections=sections)
    parser.add_argument("--without", action="append", default=[], metavar="SECTION", help=text)
    parser.add_argument(
        "--with", dest="also", action="append", default=[], metavar="SECTION", help=tr("put a section on")
    )


def _report(options: argparse.Namespace) -> int:
    request, installation = _request(options), options.installation
    is_logged = bool(options.for_whom.strip())
    with opened(options, is_read_only=not is_logged) as journal:
        made = _made(journal, request, installation)
        content = _content(made, options)
        if is_logged:
            handing = Handing.TEXT if _is_text(options) else Handing.SAVED
            save_for(journal, made=made, content=content, path=options.output, handing=handing, at=moment())
        else:
            files.write_file(path=options.output, content=content)
    print(tr("Saved {file}.").format(file=options.output))
    return DONE


def _made(journal: Journal, request: SheetRequest, installation: Installation) -> MadeSheet:
    if request.kind is SheetKind.TOPIC:
        from hoofbeat.services.topic_sheets import make_topic_sheet

        return make_topic_sheet(request, library=installation.reference, made_at=moment())
    catalogue = installation.catalogue
    known = request.replaced(tests=_tests(journal, request.tests, catalogue))
    return make_sheet(journal, known, catalogue=catalogue, today=today(), made_at=moment())


def _tests(journal: Journal, named: frozenset[str] | None, catalogue: Catalogue) -> frozenset[str] | None:
    """Return the ids of the tests that are named by id or name; RecordNotFoundError, since a sheet without them would mislead."""
    if named is None:
        return None
    with journal.reading() as stored:
        found = {name: find_test(stored, name, catalogue) for name in named}
    for name, test in found.items():
        if not test:
            raise RecordNotFoundError(Kind.OWN_TESTS.value, name)
    return frozenset(found.values())


def _content(made: MadeSheet, options: argparse.Namespace) -> bytes:
    if _is_text(options):
        if options.password_file is not None:
            raise WrongUsageError(tr("a text takes no password; write a PDF"))
        return made.text().encode()
    resources = options.installation.resources
    pdf = made.pdf(paper=_PAPERS[options.paper], resources=resources, is_large=options.large_print)
    return pdf if options.password_file is None else lock(pdf, read_passphrase(options.password_file))


def _is_text(options: argparse.Namespace) -> bool:
    return bool(options.output.suffix.lower() == _TEXT)


def _request(options: argparse.Namespace) -> SheetRequest:
    standard = request_for(SheetKind(options.sheet))
    if standard.kind is SheetKind.TOPIC and not options.topic:
        raise WrongUsageError(tr("which topic? “hoofbeat search” finds their ids; give one with --topic ID"))
    return standard.replaced(
        for_whom=options.for_whom,
        visit=None if options.visit == _NO_VISIT else options.visit,
        tests=None if options.test is None else frozenset(options.test),
        period=Period(_day(options.start), _day(options.end)),
        words=tuple(options.word),
        topic=options.topic,
        left_out=standard.left_out.union(map(_section, options.without)).difference(map(_section, options.also)),
    )


def _day(text: str | None) -> PartialDate | None:
    try:
        return None if text is None else PartialDate.parse(text)
    except ValueError as error:
        raise WrongUsageError(
            tr("{text} is not a date such as 2026-03-14, 2026-03 or 2026").format(text=text)
        ) from error


def _section(word: str) -> Section:
    try:
        return Section(word)
    except ValueError as error:
        raise WrongUsageError(tr("there is no section {section}").format(section=word)) from error


COMMANDS = (Command("report", "print a sheet into a PDF", _declare, _report),)

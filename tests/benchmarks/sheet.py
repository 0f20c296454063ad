"""The visit sheet of a heavy user's journal from the command line, beside scripts that print as many rows, or one page."""

from __future__ import annotations

import shutil

from tests.benchmarks.comparison import BUILD, PROGRAMS, PROJECT, Comparison, Program, times
from tests.benchmarks.heavy_journal import HEAVY

SHEET = Program(("-m", "hoofbeat", "report", str(HEAVY), "visit", "--output", str(BUILD / "sheet.pdf")))
BARE_SHEET = Program((str(PROGRAMS / "bare_sheet.py"), str(HEAVY), str(BUILD / "bare sheet.pdf")))
OFFICE_SHEET = Program((str(PROGRAMS / "office_sheet.py"), str(HEAVY), str(BUILD / "office sheet.pdf")))
BARE_PAGE = Program((str(PROGRAMS / "bare_page.py"), str(BUILD / "bare page.pdf")))
_ROUNDS = 7
_DOTS_PER_INCH = 96


def preview_sheet() -> float:
    """Make the sheet in a program that runs, as the window does when the page is opened, and draw its first page."""
    return _preview(keeps=False)


def preview_after_a_tick() -> float:
    """Make the sheet as the window does when something else is ticked: the record is as it was."""
    return _preview(keeps=True)


def _preview(*, keeps: bool) -> float:
    from datetime import datetime

    from hoofbeat.domain.sheets.request import SheetRequest
    from hoofbeat.reference.catalogue import load_catalogue
    from hoofbeat.services.sheets.kept_reading import KeptReading
    from hoofbeat.services.sheets.making import Paper, make_sheet
    from hoofbeat.store.journal import open_journal

    resources = PROJECT / "resources"
    catalogue = load_catalogue(resources / "catalogue" / "lab_tests.json")
    now = datetime.now().astimezone()

    kept = KeptReading()

    def preview(_: int) -> None:
        reading = kept if keeps else None
        made = make_sheet(journal, SheetRequest(), catalogue=catalogue, today=now.date(), made_at=now, kept=reading)
        _draw(made.pdf(paper=Paper.A4, resources=resources))

    with open_journal(HEAVY, is_read_only=True) as journal:
        return times(preview, _ROUNDS)


def preview_bare_sheet() -> float:
    """Print the bare sheet in a program that runs, and draw its first page."""
    from tests.benchmarks.programs import bare_sheet

    bare_sheet.load_fonts()
    engine = bare_sheet.connect(str(HEAVY))
    return times(lambda _: _draw(bare_sheet.print_rows(engine)[0]), _ROUNDS)


def _draw(pdf: bytes) -> None:
    from pypdfium2 import PdfDocument

    document = PdfDocument(pdf)
    page = document[0]
    page.render(scale=_DOTS_PER_INCH / 72, prefer_bgrx=True).close()
    page.close()
    document.close()


# An office suite is no part of what the tests need: where there is none, the line is left out.
_WITH_OFFICE = (
    Comparison("the same", SHEET, OFFICE_SHEET, "an office suite, from HTML, no window", wanted=0.2, rounds=3),
)

COMPARISONS = (
    Comparison(
        "print the visit sheet of 40,000 records",
        SHEET,
        BARE_SHEET,
        "SQLAlchemy, ReportLab, pikepdf: the same rows and a line chart",
        wanted=1.5,
    ),
    Comparison("the same", SHEET, BARE_PAGE, "one page of ReportLab"),
    *(_WITH_OFFICE if shutil.which("soffice") else ()),
    Comparison(
        "preview its first page in a running window",
        preview_sheet,
        preview_bare_sheet,
        "the bare sheet, printed and drawn",
        wanted=2,
    ),
    Comparison(
        "preview it again after a tick",
        preview_after_a_tick,
        preview_bare_sheet,
        "the bare sheet, read, printed and drawn again",
        wanted=2,
    ),
)

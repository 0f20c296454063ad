"""The visit sheet of a heavy user's journal from the command line, beside scripts that print as many rows, or one page."""

from __future__ import annotations

from tests.benchmarks.comparison import BUILD, PROGRAMS, Comparison, Program
from tests.benchmarks.heavy_journal import HEAVY

SHEET = Program(("-m", "hoofbeat", "report", str(HEAVY), "visit", "--output", str(BUILD / "sheet.pdf")))
BARE_SHEET = Program((str(PROGRAMS / "bare_sheet.py"), str(HEAVY), str(BUILD / "bare sheet.pdf")))
BARE_PAGE = Program((str(PROGRAMS / "bare_page.py"), str(BUILD / "bare page.pdf")))

COMPARISONS = (
    Comparison(
        "print the visit sheet of 40,000 records",
        SHEET,
        BARE_SHEET,
        "SQLAlchemy, ReportLab, pikepdf: the same rows and a line chart",
        wanted=1.5,
    ),
    Comparison("the same", SHEET, BARE_PAGE, "one page of ReportLab"),
)

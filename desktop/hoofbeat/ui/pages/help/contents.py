"""What Help says, as data: help lines with their source and date, the keys, the notices."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

DISCLAIMER = "Hoofbeat keeps your records in order. It does not give medical advice."
EMERGENCY = "In an emergency, call your local emergency number."
EMERGENCY_DETAIL = "Say what happened, where you are, and that you have a neuroendocrine tumor."


@dataclass(frozen=True, slots=True)
class HelpLine:
    """A help line: whose it is, for where, its number, and which source printed that number when."""

    name: str
    country: str
    number: str
    hours: str
    source: str
    printed_on: date


HELP_LINES = (
    HelpLine(
        "American Cancer Society",
        "United States",
        "1-800-227-2345",
        "24 hours a day, 7 days a week",
        "American Cancer Society, Pancreatic Neuroendocrine Tumor (NET)",
        date(2024, 8, 22),
    ),
    HelpLine(
        "Cancer Information Service of the National Cancer Institute",
        "United States",
        "1-800-4-CANCER (1-800-422-6237)",
        "The source gives no hours",
        "National Cancer Institute, PDQ Pancreatic Neuroendocrine Tumors",
        date(2022, 10, 7),
    ),
)

OTHER_KEYS = (
    ("Ctrl+1 to Ctrl+7", "Go to a page"),
    ("Tab, Shift+Tab", "Go to the next or the last field"),
    ("Enter", "Open the line that is marked"),
    ("Delete", "Delete the line that is marked; Undo brings it back"),
    ("Ctrl+S", "Save a form"),
    ("Esc", "Close a form; what you typed is kept"),
)
"""Keys that are not in the menus."""


@dataclass(frozen=True, slots=True)
class Notice:
    """Something that the program stands on, and the terms that it comes under."""

    name: str
    terms: str


NOTICES = (
    Notice("Hoofbeat", "MIT licence. The file LICENSE has its text."),
    Notice(
        "LOINC",
        "This content includes LOINC codes and names, copyright Regenstrief Institute, Inc. and the LOINC Committee,"
        " available at no cost under the licence at http://loinc.org/license.",
    ),
    Notice(
        "National Cancer Institute",
        "Facts from the PDQ summary Pancreatic Neuroendocrine Tumors (Islet Cell Tumors) Treatment, patient version,"
        " updated 7 October 2022, in our own words.",
    ),
    Notice(
        "American Cancer Society",
        "Facts from the page Pancreatic Neuroendocrine Tumor (NET), last revised 22 August 2024, in our own words.",
    ),
    Notice("IBM Plex Sans", "SIL Open Font License 1.1."),
    Notice("DejaVu Sans", "Bitstream Vera and Arev licences."),
    Notice("Qt and PySide6", "GNU Lesser General Public License, version 3."),
    Notice(
        "SQLCipher",
        "Copyright Zetetic LLC, under a licence of the BSD kind. It holds SQLite, which is in the public domain.",
    ),
    Notice("SQLAlchemy, Alembic", "MIT licence."),
    Notice("ReportLab", "BSD licence."),
    Notice("pikepdf", "Mozilla Public License 2.0."),
    Notice("PDFium, pypdfium2", "BSD and Apache 2.0 licences."),
    Notice(
        "Other libraries",
        "platformdirs, tomli-w, filelock, markdown-it-py, rapidfuzz: MIT, BSD or public-domain terms.",
    ),
)

"""What sheets are called, and what they say about themselves, on the paper and beside it on the screen."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, datetime
from types import MappingProxyType

from hoofbeat.domain.records import Person
from hoofbeat.domain.sheets.kinds import Section, SheetKind
from hoofbeat.domain.visit_sheet import VisitSheet
from hoofbeat.wording.dates import date_words, list_words, timestamp_words
from hoofbeat.wording.translation import tr

_TITLES: Mapping[SheetKind, str] = MappingProxyType(
    {
        SheetKind.VISIT: "Visit sheet",
        SheetKind.FAMILY: "Family copy",
        SheetKind.MEDICINES: "Medicines list",
        SheetKind.RESULTS: "Results",
        SheetKind.INJECTIONS: "Injection ledger",
        SheetKind.WEEK: "Week chart",
        SheetKind.EMERGENCY: "Emergency sheet",
        SheetKind.WALLET: "Wallet card",
        SheetKind.EIGHT_LINES: "Eight lines",
        SheetKind.TEAM: "Care team and phones",
        SheetKind.TIMELINE: "Timeline",
        SheetKind.LAB_LOG: "Lab log to fill in",
        SheetKind.SYMPTOM_LOG: "Symptom log to fill in",
        SheetKind.TOPIC: "A topic to read",
    }
)
_PURPOSES: Mapping[SheetKind, str] = MappingProxyType(
    {
        SheetKind.VISIT: "One page to take along to a visit, and one to write on.",
        SheetKind.FAMILY: "In plain words, for people close to you.",
        SheetKind.MEDICINES: "What you take, how much and when.",
        SheetKind.RESULTS: "The tests you choose, with a chart for each.",
        SheetKind.INJECTIONS: "Every injection and infusion: when, how much, which side.",
        SheetKind.WEEK: "What to take on each day, with boxes to tick, for the fridge.",
        SheetKind.EMERGENCY: "What your team wrote, allergies, medicines, whom to call, and a card to fold.",
        SheetKind.WALLET: "Cut it out and fold it: allergies, medicines, whom to call.",
        SheetKind.EIGHT_LINES: "Your tumor in eight lines, and what you could ask about it.",
        SheetKind.TEAM: "Who looks after you, and how to reach them.",
        SheetKind.TIMELINE: "What happened, by date, in the time you choose.",
        SheetKind.LAB_LOG: "An empty table for results, to fill in by hand.",
        SheetKind.SYMPTOM_LOG: "An empty table for how you feel, to fill in by hand.",
        SheetKind.TOPIC: "A topic of Learn with its sources. It holds nothing of your record.",
    }
)
_SECTIONS: Mapping[Section, str] = MappingProxyType(
    {
        Section.QUESTIONS: "questions",
        Section.ALERTS: "allergies and alerts",
        Section.TUMOR: "my tumor",
        Section.SINCE: "since last visit",
        Section.MEDICINES: "medicines",
        Section.RESULTS: "results",
        Section.TEAM: "whom to call",
        Section.APPOINTMENTS: "next appointments",
        Section.STOPPED: "medicines that were stopped",
        Section.CHARTS: "charts",
        Section.ALL_RESULTS: "all results",
        Section.EMERGENCY: "words of my care team",
        Section.CARD: "card to fold",
        Section.GIVEN: "doses given",
        Section.PLANNED: "planned next",
        Section.AS_NEEDED: "as needed, other days",
        Section.CONTACTS: "my address and contacts",
        Section.NOTES: "notes",
        Section.SHEETS: "sheets handed out",
        Section.PAPERS: "papers, by title",
    }
)


def sheet_title(kind: SheetKind) -> str:
    """Return what a sheet is called."""
    return tr(_TITLES[kind])


def sheet_purpose(kind: SheetKind) -> str:
    """Say in a sentence what a sheet is for."""
    return tr(_PURPOSES[kind])


def section_name(section: Section) -> str:
    """Return what a section is called within a sentence."""
    return tr(_SECTIONS[section])


def part_of(section: Section) -> str:
    """Say that a section lacks some of its records."""
    return tr("part of {section}").format(section=section_name(section))


def left_out_sentence(parts: Sequence[str]) -> str:
    """Say what is left out of a sheet by choice; nothing where it is whole."""
    return tr("Left out by choice: {parts}.").format(parts=list_words(list(parts))) if parts else ""


def visit_left_out(sheet: VisitSheet) -> tuple[str, ...]:
    """Return what is left out of a visit sheet, in words."""
    return (*map(section_name, sheet.left_out), *map(part_of, sheet.partly_left_out))


def name_words(person: Person | None) -> str:
    """Return the person's name as it stands on each page."""
    return (person.name.strip() if person else "") or tr("Name not recorded")


def born_words(person: Person | None) -> str:
    """Say when the person was born."""
    born = person.born_on if person else None
    return tr("born {date}").format(date=date_words(born)) if born else tr("birth date not recorded")


def prepared_words(kind: SheetKind, on: date, who: str = "", for_whom: str = "") -> str:
    """Say when a sheet was prepared, by whom and for whom."""
    title = sheet_title(kind)
    if for_whom.strip():
        title = tr("{sheet} for {whom}").format(sheet=title, whom=for_whom.strip())
    told = {"sheet": title, "date": date_words(on), "who": who.strip()}
    if who.strip():
        return tr("{sheet}, prepared on {date} by {who}.").format(**told)
    return tr("{sheet}, prepared on {date}.").format(**told)


def disclaimer() -> str:
    """Return the sentence that tells every reader who wrote the sheet."""
    return tr("Written by the patient or family. Not a medical record.")


def advice_sentence() -> str:
    """Return the sentence at the foot of every page."""
    return tr("Hoofbeat keeps your records in order. It does not give medical advice.")


def printed_words(made_at: datetime) -> str:
    """Say on which day a sheet was printed."""
    return tr("Printed {date}").format(date=date_words(made_at.date()))


def data_as_of_words(moment: datetime | None, *, uses_24_hours: bool = False) -> str:
    """Say when the record last changed."""
    if moment is None:
        return ""
    return tr("Data as of {moment}").format(moment=timestamp_words(moment, uses_24_hours=uses_24_hours))


def page_words(number: int, count: int) -> str:
    """Say which page of how many."""
    return tr("Page {number} of {count}").format(number=number, count=count)

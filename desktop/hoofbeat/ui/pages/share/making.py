"""Makes the sheet that was asked for, on the reader thread: what it says, the PDF, and the same words as text."""

from __future__ import annotations

from collections.abc import Generator
from dataclasses import dataclass, field
from datetime import date
from typing import TYPE_CHECKING

from hoofbeat.domain.errors import RecordNotFoundError
from hoofbeat.domain.progress import Progress
from hoofbeat.settings import PaperChoice
from hoofbeat.ui.surroundings import Surroundings

if TYPE_CHECKING:
    from hoofbeat.domain.visit_sheet import Section, VisitSheet
    from hoofbeat.services.journals import Journal
    from hoofbeat.services.sheet_choices import SheetChoices

_STEPS = 3


@dataclass(frozen=True, slots=True, kw_only=True)
class Wanted:
    """A sheet that was asked for. `visit` is the id of an appointment, or None for a sheet without one."""

    visit: str | None
    since: date | None = None
    left_out: frozenset[Section] = field(default_factory=frozenset)
    included: frozenset[str] = field(default_factory=frozenset)
    prepared_by: str = ""
    paper: PaperChoice = PaperChoice.A4


@dataclass(frozen=True, slots=True)
class Made:
    """A sheet that was made; the PDF is what is shown, saved and printed. `name` is that of the file, without its ending."""

    wanted: Wanted
    sheet: VisitSheet
    pdf: bytes
    text: str
    name: str


def read_choices(surroundings: Surroundings, journal: Journal) -> SheetChoices:
    """Read what there is to choose from."""
    from hoofbeat.services.sheet_choices import sheet_choices

    return sheet_choices(journal, today=surroundings.today(), catalogue=surroundings.installation().catalogue)


def make(wanted: Wanted, surroundings: Surroundings, journal: Journal, _author: str) -> Generator[Progress, None, Made]:
    """Make a sheet; between the steps it can be given up for a newer one."""
    from hoofbeat.services import sheets

    installation, moment = surroundings.installation(), surroundings.now()
    yield Progress(0, _STEPS)
    sheet = _read(wanted, surroundings, journal)
    yield Progress(1, _STEPS)
    pdf = sheets.visit_sheet_pdf(
        sheet,
        paper=sheets.Paper[wanted.paper.name],
        made_at=moment,
        resources=installation.resources,
        uses_24_hours=surroundings.uses_24_hours,
    )
    yield Progress(2, _STEPS)
    text = sheets.visit_sheet_text(sheet, made_at=moment, uses_24_hours=surroundings.uses_24_hours)
    return Made(wanted, sheet, pdf, text, sheets.file_name(sheet).removesuffix(".pdf"))


def _read(wanted: Wanted, surroundings: Surroundings, journal: Journal) -> VisitSheet:
    from hoofbeat.services import sheets

    def read(visit: str | None) -> VisitSheet:
        return sheets.visit_sheet(
            journal,
            catalogue=surroundings.installation().catalogue,
            today=surroundings.today(),
            visit=visit,
            prepared_by=wanted.prepared_by,
            since=wanted.since,
            left_out=wanted.left_out,
            included=wanted.included,
        )

    try:
        return read(wanted.visit)
    except RecordNotFoundError:  # deleted a moment ago; the choices are being read anew
        return read(None)

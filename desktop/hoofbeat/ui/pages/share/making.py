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
    from hoofbeat.domain.sheets.kinds import Section
    from hoofbeat.services.journals import Journal
    from hoofbeat.services.sheet_choices import SheetChoices
    from hoofbeat.services.sheets.making import MadeSheet, Paper

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
    sheet: MadeSheet
    pdf: bytes
    text: str
    name: str


def read_choices(surroundings: Surroundings, journal: Journal) -> SheetChoices:
    """Read what there is to choose from."""
    from hoofbeat.services.sheet_choices import sheet_choices

    return sheet_choices(journal, today=surroundings.today(), catalogue=surroundings.installation().catalogue)


def make(wanted: Wanted, surroundings: Surroundings, journal: Journal, _author: str) -> Generator[Progress, None, Made]:
    """Make a sheet; between the steps it can be given up for a newer one."""
    installation = surroundings.installation()
    yield Progress(0, _STEPS)
    made = _read(wanted, surroundings, journal)
    yield Progress(1, _STEPS)
    pdf = made.pdf(paper=_paper(wanted.paper), resources=installation.resources)
    yield Progress(2, _STEPS)
    return Made(wanted, made, pdf, made.text(), made.name)


def _paper(choice: PaperChoice) -> Paper:
    from hoofbeat.services.sheets.making import Paper

    return Paper[choice.name]


def _read(wanted: Wanted, surroundings: Surroundings, journal: Journal) -> MadeSheet:
    from hoofbeat.domain.sheets.request import SheetRequest
    from hoofbeat.services.sheets.making import make_sheet

    def read(visit: str | None) -> MadeSheet:
        return make_sheet(
            journal,
            SheetRequest(
                visit=visit,
                prepared_by=wanted.prepared_by,
                since=wanted.since,
                left_out=wanted.left_out,
                included=wanted.included,
            ),
            catalogue=surroundings.installation().catalogue,
            today=surroundings.today(),
            made_at=surroundings.now(),
            uses_24_hours=surroundings.uses_24_hours,
        )

    try:
        return read(wanted.visit)
    except RecordNotFoundError:  # deleted a moment ago; the choices are being read anew
        return read(None)

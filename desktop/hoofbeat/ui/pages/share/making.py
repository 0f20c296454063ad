"""Makes the sheet that was asked for, on the reader thread: what it says, the PDF, and the same words as text."""

from __future__ import annotations

from collections.abc import Generator
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from hoofbeat.domain.errors import RecordNotFoundError
from hoofbeat.domain.progress import Progress
from hoofbeat.domain.sheets.kinds import SheetKind
from hoofbeat.domain.sheets.request import SheetRequest
from hoofbeat.settings import PaperChoice
from hoofbeat.ui.surroundings import Surroundings

if TYPE_CHECKING:
    from hoofbeat.services.journals import Journal
    from hoofbeat.services.sheets.choices import SheetChoices
    from hoofbeat.services.sheets.kept_reading import KeptReading
    from hoofbeat.services.sheets.making import MadeSheet

_STEPS = 3


@dataclass(frozen=True, slots=True)
class Wanted:
    """A sheet that was asked for, on which paper and in which letters."""

    request: SheetRequest
    paper: PaperChoice = PaperChoice.A4
    is_large: bool = False


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
    from hoofbeat.services.sheets.choices import sheet_choices

    installed = surroundings.installation()
    found = sheet_choices(journal, today=surroundings.today(), catalogue=installed.catalogue)
    return replace(found, topics={head.id: head.title for head in installed.reference.heads})


def make(
    wanted: Wanted, surroundings: Surroundings, kept: KeptReading, journal: Journal, _author: str
) -> Generator[Progress, None, Made]:
    """Make a sheet; between the steps it can be given up for a newer one. What is `kept` of the one before is not read again."""
    from hoofbeat.services.sheets.making import Paper

    yield Progress(0, _STEPS)
    try:
        sheet = _read(wanted.request, surroundings, kept, journal)
    except RecordNotFoundError:  # deleted a moment ago; the choices are being read anew
        sheet = _read(wanted.request.replaced(visit=None), surroundings, kept, journal)
    yield Progress(1, _STEPS)
    resources = surroundings.installation().resources
    pdf = sheet.pdf(paper=Paper[wanted.paper.name], resources=resources, is_large=wanted.is_large)
    yield Progress(2, _STEPS)
    return Made(wanted, sheet, pdf, sheet.text(), sheet.name)


def _read(request: SheetRequest, surroundings: Surroundings, kept: KeptReading, journal: Journal) -> MadeSheet:
    from hoofbeat.services.sheets.making import make_sheet

    if request.kind is SheetKind.TOPIC:
        from hoofbeat.services.topic_sheets import make_topic_sheet

        return make_topic_sheet(request, library=surroundings.installation().reference, made_at=surroundings.now())
    return make_sheet(
        journal,
        request,
        catalogue=surroundings.installation().catalogue,
        today=surroundings.today(),
        made_at=surroundings.now(),
        uses_24_hours=surroundings.uses_24_hours,
        kept=kept,
    )

"""Makes any sheet: the registry of their modules, and a made sheet that can be printed, saved and read as text."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from hoofbeat.domain.errors import PassphraseEmptyError
from hoofbeat.domain.sheets.kinds import Section, SheetKind
from hoofbeat.domain.sheets.request import SheetRequest
from hoofbeat.reports.theme import Paper
from hoofbeat.services.sheets.kept_reading import KeptReading
from hoofbeat.services.sheets.setting import SheetSetting
from hoofbeat.store.repositories import Repository

if TYPE_CHECKING:
    from hoofbeat.domain.catalogue import Catalogue
    from hoofbeat.domain.visit_sheet import VisitSheet
    from hoofbeat.reports.parts import SheetBody
    from hoofbeat.reports.printing import Content
    from hoofbeat.store.journal import Journal

__all__ = ["MadeSheet", "Paper", "lock", "make_sheet"]


@dataclass(frozen=True, slots=True)
class MadeSheet:
    """A sheet in words, ready for paper: how much each section holds, and the name of its file without an ending.

    `data` is what the visit sheet was made from.
    """

    request: SheetRequest
    content: Content
    made_at: datetime
    counts: Mapping[Section, int]
    name: str
    data: VisitSheet | None = None

    @property
    def holds(self) -> tuple[str, ...]:
        """Return what is on the sheet, in words."""
        from hoofbeat.reports.framing import held_words

        return held_words(self.request, self.counts)

    @property
    def left_out(self) -> tuple[str, ...]:
        """Return what was left out by choice, in words."""
        return self.content.frame.left_out

    def pdf(self, *, paper: Paper, resources: Path, is_large: bool = False) -> bytes:
        """Return the sheet as a PDF; `lock` puts a password on it."""
        from hoofbeat.reports.printing import render

        return render(self.content, paper=paper, made_at=self.made_at, fonts=resources / "fonts", is_large=is_large)

    def text(self) -> str:
        """Return the same words as plain text, for e-mail and for screen readers."""
        from hoofbeat.reports.printing import as_text

        return as_text(self.content)


def lock(pdf: bytes, password: str) -> bytes:
    """Return a PDF that opens only with this password. PassphraseEmptyError."""
    if not password:
        raise PassphraseEmptyError
    from hoofbeat.reports.locking import locked

    return locked(pdf, password)


def make_sheet(
    journal: Journal,
    request: SheetRequest,
    *,
    catalogue: Catalogue,
    today: date,
    made_at: datetime,
    uses_24_hours: bool = False,
    kept: KeptReading | None = None,
) -> MadeSheet:
    """Make the sheet that is asked for; what is `kept` of the one before is not read again. RecordNotFoundError for a visit that is not there."""
    with journal.reading_connection() as connection:
        setting = SheetSetting(Repository(connection), catalogue, today, request, uses_24_hours, kept or KeptReading())
        if request.kind is SheetKind.VISIT:
            return _visit(setting, made_at)
        from hoofbeat.services.sheets.makers import MAKERS

        return _framed(setting, MAKERS[request.kind](setting), made_at)


def _visit(setting: SheetSetting, made_at: datetime) -> MadeSheet:
    from hoofbeat.services.sheets import visit

    sheet = setting.visit_sheet()
    content = visit.content(setting, sheet, made_at)
    on = str(sheet.visit.starts_at.on) if sheet.visit is not None else setting.today.isoformat()
    return MadeSheet(setting.request, content, made_at, visit.counts(sheet), _name(setting, on), sheet)


def _framed(setting: SheetSetting, body: SheetBody, made_at: datetime) -> MadeSheet:
    from hoofbeat.domain.records import Person
    from hoofbeat.reports.framing import framed_sheet
    from hoofbeat.store import additions

    changed_at = additions.last_changed_at(setting.stored.connection)
    content = framed_sheet(
        setting.request,
        body,
        person=next(setting.stored.list(Person), None),
        today=setting.today,
        made_at=made_at,
        data_as_of=None if changed_at is None else changed_at.astimezone(),
        uses_24_hours=setting.uses_24_hours,
    )
    return MadeSheet(setting.request, content, made_at, body.counts, _name(setting, setting.today.isoformat()))


def _name(setting: SheetSetting, on: str) -> str:
    """Name the file: no name of a person, no test and no diagnosis."""
    return f"{setting.request.kind.value}-{on}"

"""What somebody chose for a sheet: which one, for whom, for which visit, what is on it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date
from typing import Final, TypeVar

from hoofbeat.domain.records import Record
from hoofbeat.domain.sheets.kinds import SHEET_FORMS, Section, SheetForm, SheetKind
from hoofbeat.domain.values import Period

NEXT: Final = "next"
"""Stands for the next appointment in place of an id."""

WHOLE_TIME: Final = Period()
"""No start and no end."""

R = TypeVar("R", bound=Record)


@dataclass(frozen=True, slots=True, kw_only=True)
class SheetRequest:
    """A sheet that is asked for.

    `visit` is the id of an appointment, NEXT, or None for a sheet without one; `since` stands in for the last visit. `tests` are the
    tests chosen, None for all of them; `words` must stand in an entry; `topic` is one of the reference. `included` are ids of records marked as sensitive that may be on the sheet all the same.
    """

    kind: SheetKind = SheetKind.VISIT
    visit: str | None = NEXT
    since: date | None = None
    left_out: frozenset[Section] = SHEET_FORMS[SheetKind.VISIT].unticked
    tests: frozenset[str] | None = None
    period: Period = WHOLE_TIME
    words: tuple[str, ...] = ()
    topic: str = ""
    included: frozenset[str] = frozenset()
    prepared_by: str = ""
    for_whom: str = ""

    @property
    def form(self) -> SheetForm:
        """Return what may be chosen for this sheet."""
        return SHEET_FORMS[self.kind]

    def has(self, section: Section) -> bool:
        """Tell whether a section is on the sheet."""
        return section in self.form.sections and section not in self.left_out

    def keep(self, records: Iterable[R]) -> tuple[R, ...]:
        """Return the records that may be on the sheet."""
        return tuple(filter(self.may_hold, records))

    def may_hold(self, record: Record) -> bool:
        """Tell whether a record may be on the sheet."""
        return not record.is_sensitive or record.id in self.included

    def replaced(self, **changes: object) -> SheetRequest:
        """Return a copy with other choices."""
        return replace(self, **changes)  # type: ignore[arg-type]  # the names are those of the fields


def request_for(kind: SheetKind) -> SheetRequest:
    """Return the sheet as it is until something else is chosen for it."""
    return SheetRequest(kind=kind, left_out=SHEET_FORMS[kind].unticked)

"""What a sheet is made from: the journal's records, the catalogue, the day, and what somebody chose."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from typing import TYPE_CHECKING

from hoofbeat.domain import visits
from hoofbeat.domain.errors import RecordNotFoundError
from hoofbeat.domain.labs.known_tests import CatalogueTests
from hoofbeat.domain.records import Appointment, Kind
from hoofbeat.domain.sheet_making import SheetChoice, make_visit_sheet
from hoofbeat.domain.sheets.request import NEXT, SheetRequest
from hoofbeat.services.sheets.kept_reading import KeptReading
from hoofbeat.store.repositories import Repository
from hoofbeat.store.sheet_material import read_material

if TYPE_CHECKING:
    from hoofbeat.domain.catalogue import Catalogue
    from hoofbeat.domain.visit_sheet import VisitSheet


@dataclass(frozen=True, slots=True)
class SheetSetting:
    """What the module of a sheet is given. Records go through `request.keep`, which holds back what is marked as sensitive."""

    stored: Repository
    catalogue: Catalogue
    today: date
    request: SheetRequest
    uses_24_hours: bool = False
    kept: KeptReading = field(default_factory=KeptReading)

    def visit_sheet(self) -> VisitSheet:
        """Return the data of the visit sheet, with no more than was chosen: other sheets say parts of it. RecordNotFoundError."""
        request = self.request
        appointments = self.kept.get(self.stored, Kind.APPOINTMENTS, lambda: tuple(self.stored.list(Appointment)))
        choice = SheetChoice(
            visit=self._visit(appointments),
            today=self.today,
            prepared_by=request.prepared_by,
            since=request.since,
            left_out=request.left_out,
            included=request.included,
        )
        last = visits.last_visit(choice.keep(appointments), today=self.today, visit=choice.visit)
        start = request.since or (last.starts_at.on.first if last is not None else None)
        material = self.kept.get(
            self.stored,
            (start, choice.visit),
            lambda: read_material(self.stored.connection, appointments, start, choice.visit),
        )
        return make_visit_sheet(material, choice, CatalogueTests(self.catalogue))

    def _visit(self, appointments: tuple[Appointment, ...]) -> Appointment | None:
        wanted = self.request.visit
        if wanted is None:
            return None
        if wanted == NEXT:
            return visits.next_appointment(appointments, today=self.today)
        found = next((each for each in appointments if each.id == wanted), None)
        if found is None:
            raise RecordNotFoundError(Kind.APPOINTMENTS.value, wanted)
        return found

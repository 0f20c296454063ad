"""Files that are kept in the journal: a letter, the laboratory's own report, a photo of a paper."""

from __future__ import annotations

from typing import NewType

from hoofbeat.domain import fields
from hoofbeat.domain.fields import OnRemove, record
from hoofbeat.domain.records.kinds import Record
from hoofbeat.domain.records.labs import SampleId
from hoofbeat.domain.records.medicines import MedicationId
from hoofbeat.domain.records.visits import AppointmentId
from hoofbeat.domain.values import PartialDate

AttachmentId = NewType("AttachmentId", str)


@record
class Attachment(Record):
    """What is known of a kept file; its content lies apart, under its SHA-256, and never changes.

    A paper outlives what it lies beside: without any of the three it belongs to the person as a whole.
    """

    id: AttachmentId
    title: str = fields.text("What it is", help="For example letter from Dr. Lee, or blood test of March.")
    on: PartialDate | None = fields.partial_date("Date on the paper", default=None)
    added_on: PartialDate | None = fields.partial_date("Added on", default=None, is_typed=False)
    file_name: str = fields.text("Name of the file", default="", is_typed=False)
    media_type: str = fields.text("Type of the file", default="", is_typed=False)
    size: int = fields.integer("Size in bytes", minimum=1, is_typed=False)
    sha256: str = fields.text("SHA-256 of the content", is_typed=False, is_in_reports=False)
    appointment: AppointmentId | None = fields.reference(
        "appointments", "Lies beside the appointment", default=None, on_remove=OnRemove.CLEAR, is_typed=False
    )
    sample: SampleId | None = fields.reference(
        "samples", "Lies beside the sample", default=None, on_remove=OnRemove.CLEAR, is_typed=False
    )
    medication: MedicationId | None = fields.reference(
        "medicines", "Lies beside the medicine", default=None, on_remove=OnRemove.CLEAR, is_typed=False
    )

    @property
    def day(self) -> PartialDate | None:
        """Return the date that the paper stands under: its own, else that of its coming here."""
        return self.on or self.added_on

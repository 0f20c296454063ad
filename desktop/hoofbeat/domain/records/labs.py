"""Laboratory results: the laboratories, samples and how they were taken, values as printed, and notes about a test."""

from __future__ import annotations

from datetime import time
from decimal import Decimal
from typing import NewType

from hoofbeat.domain import fields
from hoofbeat.domain.fields import Choice, OnRemove, record
from hoofbeat.domain.records.kinds import Record
from hoofbeat.domain.values import PartialDate, Quantity, ReferenceRange

LaboratoryId = NewType("LaboratoryId", str)
OwnTestId = NewType("OwnTestId", str)
SampleId = NewType("SampleId", str)
ResultId = NewType("ResultId", str)
TestNoteId = NewType("TestNoteId", str)


@record
class Laboratory(Record):
    """A laboratory, by the name on its reports."""

    id: LaboratoryId
    name: str = fields.text("Name")
    phone: str = fields.text("Phone", default="")
    other_names: str = fields.long_text(
        "Other names of it", default="", help="One a line. A file that uses one of them means this laboratory."
    )


@record
class OwnTest(Record):
    """A test that the catalogue does not have, under the name that the sender or the person gave it."""

    id: OwnTestId
    name: str = fields.text("Name")
    code: str = fields.text("Code", default="", is_typed=False, is_in_reports=False)
    code_system: str = fields.text("Code system", default="", is_typed=False, is_in_reports=False)
    other_names: str = fields.long_text(
        "Other names of it", default="", help="One a line. A file that uses one of them means this test."
    )
    same_as: str = fields.text("Test of the catalogue that it is", default="", is_typed=False)


class AcidMedicine(Choice):
    """Whether a medicine against stomach acid was being taken when the sample was taken."""

    TAKING = "taking", "taking"
    NOT_TAKING = "not taking", "not taking"
    STOPPED = "stopped", "stopped before the test"


class Progress(Choice):
    """Whether what was asked of the laboratory has come back."""

    AWAITED = "awaited", "Awaited"
    RECEIVED = "received", "Received"


@record
class Sample(Record):
    """Blood, urine or other material taken at one moment, and how it was taken."""

    id: SampleId
    taken_on: PartialDate | None = fields.partial_date("Taken on", default=None)
    taken_at: time | None = fields.time_of_day("Time", default=None)
    taken_text: str = fields.text("Moment as received", default="", is_typed=False, is_in_reports=False)
    laboratory: LaboratoryId | None = fields.reference(
        "laboratories", "Laboratory", default=None, on_remove=OnRemove.CLEAR, suggests="laboratories.name"
    )
    specimen: str = fields.text(
        "Specimen", default="", suggests="samples.specimen", help="For example blood, serum, urine."
    )
    fasting_hours: Decimal | None = fields.decimal("Hours without food", default=None, minimum=0, maximum=200)
    acid_medicine: AcidMedicine | None = fields.choice(
        AcidMedicine,
        "Stomach-acid medicine",
        default=None,
        help="Ask your care team before you change or stop any medicine.",
    )
    acid_medicine_advice: str = fields.text("On whose advice", default="")
    state: Progress = fields.choice(Progress, "State", default=Progress.RECEIVED)
    expected_on: PartialDate | None = fields.partial_date("Result expected by", default=None)
    procedure: str = fields.text(
        "Dynamic test",
        default="",
        suggests="samples.procedure",
        help="For several values over minutes or hours, for example a 72-hour fast or a secretin test.",
    )


@record
class Result(Record):
    """One value of a sample as its laboratory printed it, with that laboratory's own range."""

    id: ResultId
    sample: SampleId = fields.reference("samples", "Sample")
    catalogue_test: str = fields.text("Test of the catalogue", default="")
    own_test: OwnTestId | None = fields.reference("own-tests", "Own test", default=None)
    state: Progress = fields.choice(Progress, "State", default=Progress.RECEIVED)
    minute: int | None = fields.integer("Minute of the test", default=None, minimum=-1440, maximum=10_080)
    value_text: str = fields.text("Value as printed", default="")
    comparator: str = fields.text("Sign before the number", default="", is_typed=False)
    value: Decimal | None = fields.decimal("Number", default=None, is_typed=False)
    unit: str = fields.text("Unit", default="")
    method: str = fields.text("Method", default="")
    range_low: Decimal | None = fields.decimal("Range from", default=None)
    range_high: Decimal | None = fields.decimal("Range to", default=None)
    range_text: str = fields.text("Range as printed", default="")
    flag: str = fields.text("Flag printed by the lab", default="", help='For example "H", exactly as printed.')
    report_state: str = fields.text("State in the report", default="", is_typed=False)
    code: str = fields.text("Code as received", default="", is_typed=False, is_in_reports=False)
    code_system: str = fields.text("Code system as received", default="", is_typed=False, is_in_reports=False)
    code_display: str = fields.text("Name as received", default="", is_typed=False, is_in_reports=False)

    @property
    def range(self) -> ReferenceRange:
        """Return the range that the laboratory printed."""
        return ReferenceRange(self.range_low, self.range_high, self.range_text)

    @property
    def quantity(self) -> Quantity | None:
        """Return the number with its unit and comparator, where one was understood."""
        if self.value is None:
            return None
        return Quantity(self.value, self.unit, self.comparator or None)


class TestNoteKind(Choice):
    """What somebody typed in about a test."""

    PREPARATION = "preparation", "How to prepare, from the lab's own sheet"
    CARE_TEAM = "care team", "A range or a note from your care team"


@record
class TestNote(Record):
    """What the laboratory's own sheet or the care team says about a test, typed in by the person."""

    id: TestNoteId
    catalogue_test: str = fields.text("Test of the catalogue", default="")
    own_test: OwnTestId | None = fields.reference("own-tests", "Own test", default=None)
    laboratory: LaboratoryId | None = fields.reference(
        "laboratories", "Laboratory", default=None, on_remove=OnRemove.CLEAR, suggests="laboratories.name"
    )
    kind: TestNoteKind = fields.choice(TestNoteKind, "What it is", default=TestNoteKind.PREPARATION)
    text: str = fields.long_text("What it says", help="In the words of the sheet or of your team.")
    on: PartialDate | None = fields.partial_date("Date", default=None)

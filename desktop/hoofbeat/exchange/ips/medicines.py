"""Medicines as MedicationStatements, with the doses that they have or had."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from types import MappingProxyType
from typing import Final

from hoofbeat.domain.records import DosePhase, Medication, MedicineState, Schedule
from hoofbeat.domain.values import PartialDate
from hoofbeat.exchange.fhir.doses import DOSE_FIELDS
from hoofbeat.exchange.ips.content import SummaryContent
from hoofbeat.exchange.ips.elements import Json, coding, concept, filled, own_fields, reference

_STATES: Final[Mapping[MedicineState, str]] = MappingProxyType(
    {
        MedicineState.TAKING: "active",
        MedicineState.PLANNED: "intended",
        MedicineState.STOPPED: "stopped",
        MedicineState.NOT_KNOWN: "unknown",
    }
)
_STEPS: Final[Mapping[Schedule, str]] = MappingProxyType(
    {Schedule.EVERY_HOURS: "h", Schedule.EVERY_DAYS: "d", Schedule.EVERY_WEEKS: "wk"}
)


def statements(content: SummaryContent) -> Iterator[Json]:
    """Yield the medicines, those that were stopped among them."""
    for medicine in content.medicines:
        yield _statement(content, medicine, content.doses.get(medicine.id, ()))


def row_of(medicine: Medication, content: SummaryContent) -> str:
    """Return a medicine as one line."""
    doses = "; ".join(content.dose_words(each) for each in content.doses.get(medicine.id, ()))
    state = medicine.state.label
    return f"{medicine.name}{f': {doses}' if doses else ''} ({state})"


def _statement(content: SummaryContent, medicine: Medication, doses: Sequence[DosePhase]) -> Json:
    codes = [coding(medicine.code_system, medicine.code)] if medicine.code else []
    return filled(
        resourceType="MedicationStatement",
        id=medicine.id,
        status=_STATES[medicine.state],
        statusReason=[concept(medicine.why_stopped)] if medicine.why_stopped else [],
        medicationCodeableConcept=concept(medicine.name, *codes),
        subject=reference("Patient", content.person.id) if content.person else {"display": "not named"},
        effectivePeriod=_period(medicine.started_on, medicine.stopped_on),
        reasonCode=[concept(medicine.why)] if medicine.why else [],
        note=[{"text": medicine.note}] if medicine.note else [],
        dosage=[_dosage(each, medicine, content) for each in doses],
    )


def _period(start: PartialDate | None, end: PartialDate | None) -> Json:
    return filled(start="" if start is None else str(start), end="" if end is None else str(end))


def _dosage(dose: DosePhase, medicine: Medication, content: SummaryContent) -> Json:
    repeat = _repeat(dose)
    bounds = _period(dose.from_on, dose.until_on)
    if bounds:
        repeat = {"boundsPeriod": bounds, **repeat}
    quantity = filled(value=dose.amount, unit=dose.unit) if dose.amount else {}
    return filled(
        extension=own_fields(dose, *DOSE_FIELDS),
        text=dose.instructions or content.dose_words(dose),
        timing={"repeat": repeat} if repeat else {},
        asNeededBoolean=True if dose.schedule is Schedule.AS_NEEDED else None,
        route=concept(medicine.route) if medicine.route else {},
        doseAndRate=[{"doseQuantity": quantity}] if quantity else [],
    )


def _repeat(dose: DosePhase) -> Json:
    """Return the rhythm where FHIR can say the very same; all else stands in the text."""
    if any((dose.morning, dose.midday, dose.evening, dose.bedtime, dose.at_times)):
        return {}
    if dose.schedule is Schedule.DAILY and dose.times_per_day:
        return {"frequency": dose.times_per_day, "period": 1, "periodUnit": "d"}
    if dose.schedule in _STEPS and dose.every and dose.times_per_day in (None, 1):
        return {"frequency": 1, "period": dose.every, "periodUnit": _STEPS[dose.schedule]}
    return {}

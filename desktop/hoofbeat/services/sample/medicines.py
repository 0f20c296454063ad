"""The medicines of the made-up record, with their doses and the injections given."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from decimal import Decimal

from hoofbeat.domain.records import (
    Administration,
    AdministrationId,
    DosePhase,
    DosePhaseId,
    Medication,
    MedicationId,
    MedicineState,
    MedicineUse,
    Record,
    Schedule,
    Side,
)
from hoofbeat.domain.values import PartialDate
from hoofbeat.services.records import new_id
from hoofbeat.services.sample.setting import SOURCE, at, month_ago

_INJECTIONS = 26
"""Lanreotide every 28 days for two years."""


def medicines(today: date) -> Iterator[Record]:
    """Yield the medicines with their doses."""
    yield from _lanreotide(today)
    yield from _omeprazole(today)
    yield from _medicine("Creon", "pancrelipase", "to digest food", month_ago(today, 20), _CREON)
    yield from _medicine("Vitamin B12", "cyanocobalamin", "low store, as the letter says", month_ago(today, 9), _B12)
    yield from _medicine(
        "Loperamide", "loperamide", "loose stools", month_ago(today, 14), _LOPERAMIDE, use=MedicineUse.AS_NEEDED
    )
    yield from _medicine(
        "Octreotide",
        "octreotide",
        "before the monthly injections",
        month_ago(today, 25),
        _OCTREOTIDE,
        stopped=month_ago(today, 24),
    )


_CREON = {
    "unit": "capsules",
    "schedule": Schedule.DAILY,
    "morning": Decimal(2),
    "midday": Decimal(2),
    "evening": Decimal(2),
}

_B12 = {"unit": "tablet", "schedule": Schedule.DAILY, "morning": Decimal(1)}

_LOPERAMIDE = {
    "amount": Decimal(2),
    "unit": "mg",
    "schedule": Schedule.AS_NEEDED,
    "instructions": "up to 4 times a day",
}

_OCTREOTIDE = {"amount": Decimal(100), "unit": "micrograms", "schedule": Schedule.DAILY, "times_per_day": 3}


def _lanreotide(today: date) -> Iterator[Record]:
    last = today - timedelta(days=16)
    first = last - timedelta(days=28 * (_INJECTIONS - 1))
    medicine = Medication(
        id=MedicationId(new_id()),
        name="Somatuline Autogel",
        generic_name="lanreotide",
        why="to hold back hormones and the tumor",
        use=MedicineUse.INJECTION,
        form="prefilled syringe",
        route="under the skin",
        strength="120 mg",
        prescriber="Dr Lee",
        started_on=PartialDate.of(first),
        source=SOURCE,
    )
    yield medicine
    raised = first + timedelta(days=28 * 3)
    for start, amount, reason in ((first, 90, ""), (raised, 120, "after the second scan")):
        yield DosePhase(
            id=DosePhaseId(new_id()),
            medication=medicine.id,
            from_on=PartialDate.of(start),
            amount=Decimal(amount),
            unit="mg",
            schedule=Schedule.EVERY_DAYS,
            every=28,
            reason=reason,
            order_days_before=14,
            source=SOURCE,
        )
    for number in range(_INJECTIONS):
        given = first + timedelta(days=28 * number)
        yield Administration(
            id=AdministrationId(new_id()),
            medication=medicine.id,
            given_at=at(given, 9, 30),
            planned_on=PartialDate.of(given),
            amount=Decimal(90 if given < raised else 120),
            unit="mg",
            side=Side.LEFT if number % 2 else Side.RIGHT,
            site="buttock",
            given_by="Nurse Priya",
            place="City Hospital, day clinic",
            source=SOURCE,
        )


def _omeprazole(today: date) -> Iterator[Record]:
    started, halved = month_ago(today, 26), PartialDate.of(today - timedelta(days=33))
    medicine = Medication(
        id=MedicationId(new_id()),
        name="Omeprazole",
        generic_name="omeprazole",
        why="against stomach acid",
        form="capsule",
        route="by mouth",
        prescriber="Dr Novak",
        started_on=started,
        source=SOURCE,
    )
    yield medicine
    for start, amount, reason in ((started, 40, ""), (halved, 20, "as Dr Novak said at the visit")):
        yield DosePhase(
            id=DosePhaseId(new_id()),
            medication=medicine.id,
            from_on=start,
            unit="mg",
            schedule=Schedule.DAILY,
            bedtime=Decimal(amount),
            reason=reason,
            source=SOURCE,
        )


def _medicine(
    name: str,
    generic: str,
    why: str,
    started: PartialDate,
    dose: dict[str, object],
    *,
    use: MedicineUse = MedicineUse.REGULAR,
    stopped: PartialDate | None = None,
) -> Iterator[Record]:
    medicine = Medication(
        id=MedicationId(new_id()),
        name=name,
        generic_name=generic,
        why=why,
        use=use,
        route="by mouth",
        state=MedicineState.TAKING if stopped is None else MedicineState.STOPPED,
        started_on=started,
        stopped_on=stopped,
        why_stopped="" if stopped is None else "replaced by the injections every 28 days",
        source=SOURCE,
    )
    yield medicine
    yield DosePhase(id=DosePhaseId(new_id()), medication=medicine.id, from_on=started, source=SOURCE).replaced(**dose)

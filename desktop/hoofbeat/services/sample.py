"""Two years in the record of a made-up person, to look around with: nobody's data, and nothing to copy for oneself.

A functioning gastrinoma: injections every 28 days, chromogranin A from two laboratories, gastrin, an awaited result,
changed doses, visits past and next.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, time, timedelta
from decimal import Decimal

from hoofbeat.domain.changes import Act, Change, Description, Mode
from hoofbeat.domain.records import (
    AcidMedicine,
    Administration,
    AdministrationId,
    Allergy,
    AllergyId,
    AllergyStatement,
    Appointment,
    AppointmentId,
    AppointmentKind,
    AppointmentState,
    CareTeamMember,
    CareTeamMemberId,
    DosePhase,
    DosePhaseId,
    Kind,
    Knowledge,
    Laboratory,
    LaboratoryId,
    Medication,
    MedicationId,
    MedicineState,
    MedicineUse,
    Person,
    Progress,
    Question,
    QuestionId,
    Record,
    Result,
    ResultId,
    Sample,
    SampleId,
    Schedule,
    Side,
    TeamRole,
    TumorFact,
    TumorFactId,
    TumorTopic,
)
from hoofbeat.domain.values import PartialDate, WallTime, read_value
from hoofbeat.services.choices import IS_SAMPLE, choose
from hoofbeat.services.journals import person_of
from hoofbeat.services.records import new_id
from hoofbeat.store.journal import Journal

NAME = "Maria Gomez"
_SOURCE = "made up"
_ZONE = "Europe/Vienna"
_INJECTIONS = 26
"""Lanreotide every 28 days for two years."""


def fill(journal: Journal, *, today: date, name: str = "") -> Change:
    """Fill a new journal with the made-up record, dated so that the next visit is tomorrow, as one change."""
    person = person_of(journal)
    choose(journal, name=IS_SAMPLE, value="yes")
    with journal.change() as work:
        if person is not None:
            work.correct(_person(person, name or person.name or NAME))
        made = [record for part in (_team, _tumor, _allergies, _visits, _labs, _medicines) for record in part(today)]
        work.add(*made)
        return work.commit(Description(Act.START, Kind.PEOPLE, name or NAME, len(made)), mode=Mode.BEGIN)


def _person(person: Person, name: str) -> Person:
    return person.replaced(
        name=name,
        born_on=PartialDate(1958, 5, 2),
        identifiers="City Hospital 555-0142",
        contacts="Ana Gomez (daughter), 555 0177",
        alerts="Takes a blood thinner\nCarries a syringe with octreotide for emergencies",
        source=_SOURCE,
    )


def _team(_today: date) -> Iterator[Record]:
    people = [
        ("Dr Lee", TeamRole.ONCOLOGIST, "City Hospital", "555 0100", "results, changes of treatment"),
        ("Dr Novak", TeamRole.ENDOCRINOLOGIST, "City Hospital", "555 0104", "hormones, stomach medicine"),
        ("Nurse Priya", TeamRole.NURSE, "City Hospital", "555 0111", "injections, side effects"),
        ("Dr Okafor", TeamRole.FAMILY_DOCTOR, "Mill Street Practice", "555 0120", "prescriptions"),
    ]
    for name, role, organisation, phones, call_for in people:
        yield CareTeamMember(
            id=CareTeamMemberId(new_id()),
            name=name,
            role=role,
            organisation=organisation,
            phones=phones,
            call_for=call_for,
            source=_SOURCE,
        )
    yield CareTeamMember(
        id=CareTeamMemberId(new_id()),
        name="Ana Gomez",
        role=TeamRole.FAMILY,
        phones="555 0177",
        call_for="anything at all",
        is_emergency_contact=True,
        source=_SOURCE,
    )


def _tumor(today: date) -> Iterator[Record]:
    found = _month(today, 25)
    facts = [
        (TumorTopic.SITE, Knowledge.KNOWN, "Head of the pancreas, 18 mm", found),
        (TumorTopic.HORMONE, Knowledge.KNOWN, "Gastrin", found),
        (TumorTopic.GRADE, Knowledge.KNOWN, "Grade 2", _month(today, 24)),
        (TumorTopic.KI67, Knowledge.KNOWN, "4 %", _month(today, 24)),
        (TumorTopic.SPREAD, Knowledge.KNOWN, "Two small spots in the liver", _month(today, 24)),
        (TumorTopic.SSTR_SCAN, Knowledge.KNOWN, "Takes up the tracer, as the report says", _month(today, 23)),
        (TumorTopic.GENETICS, Knowledge.NOT_TESTED, "", None),
        (TumorTopic.OPERATIONS, Knowledge.NOT_KNOWN, "", None),
    ]
    for topic, state, value, on in facts:
        yield TumorFact(id=TumorFactId(new_id()), topic=topic, state=state, value=value, on=on, source=_SOURCE)


def _allergies(_today: date) -> Iterator[Record]:
    yield Allergy(id=AllergyId(new_id()), substance="Penicillin", reaction="rash", source=_SOURCE)
    yield Allergy(
        id=AllergyId(new_id()),
        statement=AllergyStatement.DO_NOT_GIVE,
        substance="Contrast with iodine, without asking Dr Lee first",
        source=_SOURCE,
    )


def _visits(today: date) -> Iterator[Record]:
    following = Appointment(
        id=AppointmentId(new_id()),
        starts_at=_at(today + timedelta(days=1), 10, 30),
        zone=_ZONE,
        minutes=30,
        with_whom="Dr Lee",
        place="City Hospital, room 12",
        phone="555 0100",
        preparation="Come 15 minutes early for a blood draw.",
        to_bring="scan disc\nmedicine list\ninsurance card",
        companion="Ana (daughter)",
        since_last_visit="Fewer days with stomach pain. More tired in the second week after the injection.",
        source=_SOURCE,
    )
    yield following
    for rank, text in enumerate(_QUESTIONS, start=1):
        yield Question(id=QuestionId(new_id()), text=text, rank=rank, appointment=following.id, source=_SOURCE)
    yield Question(id=QuestionId(new_id()), text="Is there a support group near us?", source=_SOURCE)
    yield from _past_visits(today)
    for days, kind, whom, place in _TO_COME:
        yield Appointment(
            id=AppointmentId(new_id()),
            kind=kind,
            starts_at=_at(today + timedelta(days=days), 9, 0),
            zone=_ZONE,
            with_whom=whom,
            place=place,
            source=_SOURCE,
        )


_QUESTIONS = (
    "How long between my scans?",
    "Can I have the injection at home?",
    "Who do I call at the weekend?",
    "What did the last receptor scan show?",
)
_TO_COME = (
    (12, AppointmentKind.INJECTION, "Nurse Priya", "City Hospital, day clinic"),
    (34, AppointmentKind.SCAN, "", "City Hospital, radiology"),
    (58, AppointmentKind.CALL, "Dr Novak", ""),
)
_SAID = (
    "Go on as before. Scan in spring.",
    "The dose of omeprazole can be halved.",
    "Next receptor scan in a year.",
)


def _past_visits(today: date) -> Iterator[Record]:
    for number in range(8):
        yield Appointment(
            id=AppointmentId(new_id()),
            starts_at=_at(today - timedelta(days=51 + number * 91), 10, 30),
            zone=_ZONE,
            with_whom="Dr Lee" if number % 3 else "Dr Novak",
            place="City Hospital, room 12",
            state=AppointmentState.DONE,
            what_was_said=_SAID[number % len(_SAID)],
            source=_SOURCE,
        )
    yield Appointment(
        id=AppointmentId(new_id()),
        kind=AppointmentKind.SCAN,
        starts_at=_at(today - timedelta(days=30), 8, 15),
        zone=_ZONE,
        place="City Hospital, radiology",
        about="CT of the abdomen",
        state=AppointmentState.DONE,
        source=_SOURCE,
    )
    yield Appointment(
        id=AppointmentId(new_id()),
        kind=AppointmentKind.VISIT,
        starts_at=_at(today - timedelta(days=20), 15, 0),
        zone=_ZONE,
        with_whom="Dietitian",
        state=AppointmentState.CANCELLED,
        source=_SOURCE,
    )


_CITY_CGA = ("412", "388", "305", "241", "198", "162", "148", "120")
_OTHER_CGA = ("9.1", "7.4", "<5.0")
_GASTRIN = ("1180", "940", "> 1000", "610", "455", "390", "372", "318")


def _labs(today: date) -> Iterator[Record]:
    city = Laboratory(id=LaboratoryId(new_id()), name="City Lab", phone="555 0150", source=_SOURCE)
    other = Laboratory(id=LaboratoryId(new_id()), name="Riverside Lab", phone="555 0163", source=_SOURCE)
    yield from (city, other)
    for number, (chromogranin, gastrin) in enumerate(zip(reversed(_CITY_CGA), reversed(_GASTRIN), strict=True)):
        taken = today - timedelta(days=44 + number * 91)
        sample = _sample(city, taken, fasting="10", acid=AcidMedicine.TAKING if number < 4 else AcidMedicine.STOPPED)
        yield sample
        yield _result(sample, "chromogranin_a", chromogranin, "ng/mL", ("0", "93"), flag="H")
        yield _result(sample, "gastrin", gastrin, "pg/mL", ("13", "115"), flag="H")
        yield _result(sample, "glucose", str(92 + number % 4), "mg/dL", ("70", "99"))
        yield _result(sample, "hemoglobin", f"13.{number % 6}", "g/dL", ("12.0", "15.5"))
        yield _result(sample, "vitamin_b12", str(260 + 9 * number), "pg/mL", ("200", "900"))
    for number, chromogranin in enumerate(reversed(_OTHER_CGA)):
        sample = _sample(other, today - timedelta(days=80 + number * 210), fasting=None, acid=AcidMedicine.TAKING)
        yield sample
        yield _result(
            sample, "chromogranin_a", chromogranin, "nmol/L", ("0", "3.0"), flag="" if "<" in chromogranin else "*"
        )
    awaited = _sample(city, today - timedelta(days=16), fasting="12", acid=AcidMedicine.TAKING, is_awaited=True)
    yield awaited
    yield Result(
        id=ResultId(new_id()),
        sample=awaited.id,
        catalogue_test="chromogranin_a",
        state=Progress.AWAITED,
        source=_SOURCE,
    )


def _sample(
    laboratory: Laboratory, taken: date, *, fasting: str | None, acid: AcidMedicine, is_awaited: bool = False
) -> Sample:
    return Sample(
        id=SampleId(new_id()),
        taken_on=PartialDate.of(taken),
        taken_at=time(8, 10),
        laboratory=laboratory.id,
        specimen="blood",
        fasting_hours=None if fasting is None else Decimal(fasting),
        acid_medicine=acid,
        acid_medicine_advice="Dr Novak" if acid is AcidMedicine.STOPPED else "",
        state=Progress.AWAITED if is_awaited else Progress.RECEIVED,
        expected_on=PartialDate.of(taken + timedelta(days=21)) if is_awaited else None,
        source=_SOURCE,
    )


def _result(sample: Sample, test: str, text: str, unit: str, limits: tuple[str, str], *, flag: str = "") -> Result:
    reading = read_value(text)
    low, high = limits
    return Result(
        id=ResultId(new_id()),
        sample=sample.id,
        catalogue_test=test,
        value_text=text,
        comparator=reading.comparator or "",
        value=reading.number,
        unit=unit,
        range_low=Decimal(low),
        range_high=Decimal(high),
        range_text=f"{low} to {high}",
        flag=flag,
        source="lab report",
    )


def _medicines(today: date) -> Iterator[Record]:
    yield from _lanreotide(today)
    yield from _omeprazole(today)
    yield from _medicine("Creon", "pancrelipase", "to digest food", _month(today, 20), _CREON)
    yield from _medicine("Vitamin B12", "cyanocobalamin", "low store, as the letter says", _month(today, 9), _B12)
    yield from _medicine(
        "Loperamide", "loperamide", "loose stools", _month(today, 14), _LOPERAMIDE, use=MedicineUse.AS_NEEDED
    )
    yield from _medicine(
        "Octreotide",
        "octreotide",
        "before the monthly injections",
        _month(today, 25),
        _OCTREOTIDE,
        stopped=_month(today, 24),
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
        source=_SOURCE,
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
            source=_SOURCE,
        )
    for number in range(_INJECTIONS):
        given = first + timedelta(days=28 * number)
        yield Administration(
            id=AdministrationId(new_id()),
            medication=medicine.id,
            given_at=_at(given, 9, 30),
            planned_on=PartialDate.of(given),
            amount=Decimal(90 if given < raised else 120),
            unit="mg",
            side=Side.LEFT if number % 2 else Side.RIGHT,
            site="buttock",
            given_by="Nurse Priya",
            place="City Hospital, day clinic",
            source=_SOURCE,
        )


def _omeprazole(today: date) -> Iterator[Record]:
    started, halved = _month(today, 26), PartialDate.of(today - timedelta(days=33))
    medicine = Medication(
        id=MedicationId(new_id()),
        name="Omeprazole",
        generic_name="omeprazole",
        why="against stomach acid",
        form="capsule",
        route="by mouth",
        prescriber="Dr Novak",
        started_on=started,
        source=_SOURCE,
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
            source=_SOURCE,
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
        source=_SOURCE,
    )
    yield medicine
    yield DosePhase(id=DosePhaseId(new_id()), medication=medicine.id, from_on=started, source=_SOURCE).replaced(**dose)


def _at(day: date, hour: int, minute: int) -> WallTime:
    return WallTime(PartialDate.of(day), time(hour, minute))


def _month(today: date, ago: int) -> PartialDate:
    """Return the month so many months ago, as a partly known date."""
    months = today.year * 12 + today.month - 1 - ago
    return PartialDate(months // 12, months % 12 + 1)

"""The visits of the made-up record, past and to come, with their questions."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta

from hoofbeat.domain.records import (
    Appointment,
    AppointmentId,
    AppointmentKind,
    AppointmentState,
    Question,
    QuestionId,
    Record,
)
from hoofbeat.services.records import new_id
from hoofbeat.services.sample.setting import SOURCE, ZONE, at


def visits(today: date) -> Iterator[Record]:
    """Yield the visits with their questions; the next one is tomorrow."""
    following = Appointment(
        id=AppointmentId(new_id()),
        starts_at=at(today + timedelta(days=1), 10, 30),
        zone=ZONE,
        minutes=30,
        with_whom="Dr Lee",
        place="City Hospital, room 12",
        phone="555 0100",
        preparation="Come 15 minutes early for a blood draw.",
        to_bring="scan disc\nmedicine list\ninsurance card",
        companion="Ana (daughter)",
        since_last_visit="Fewer days with stomach pain. More tired in the second week after the injection.",
        source=SOURCE,
    )
    yield following
    for rank, text in enumerate(_QUESTIONS, start=1):
        yield Question(id=QuestionId(new_id()), text=text, rank=rank, appointment=following.id, source=SOURCE)
    yield Question(id=QuestionId(new_id()), text="Is there a support group near us?", source=SOURCE)
    yield from _past_visits(today)
    for days, kind, whom, place in _TO_COME:
        yield Appointment(
            id=AppointmentId(new_id()),
            kind=kind,
            starts_at=at(today + timedelta(days=days), 9, 0),
            zone=ZONE,
            with_whom=whom,
            place=place,
            source=SOURCE,
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
            starts_at=at(today - timedelta(days=51 + number * 91), 10, 30),
            zone=ZONE,
            with_whom="Dr Lee" if number % 3 else "Dr Novak",
            place="City Hospital, room 12",
            state=AppointmentState.DONE,
            what_was_said=_SAID[number % len(_SAID)],
            source=SOURCE,
        )
    yield Appointment(
        id=AppointmentId(new_id()),
        kind=AppointmentKind.SCAN,
        starts_at=at(today - timedelta(days=30), 8, 15),
        zone=ZONE,
        place="City Hospital, radiology",
        about="CT of the abdomen",
        state=AppointmentState.DONE,
        source=SOURCE,
    )
    yield Appointment(
        id=AppointmentId(new_id()),
        kind=AppointmentKind.VISIT,
        starts_at=at(today - timedelta(days=20), 15, 0),
        zone=ZONE,
        with_whom="Dietitian",
        state=AppointmentState.CANCELLED,
        source=SOURCE,
    )

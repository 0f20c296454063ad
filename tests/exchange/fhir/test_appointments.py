"""Appointments and encounters: wall time as written, the zone its offset names, who and where."""

from __future__ import annotations

from typing import Any
from zoneinfo import ZoneInfo

import pytest

from hoofbeat.domain.records import Appointment, AppointmentKind, AppointmentState
from hoofbeat.exchange.fhir.elements import moment
from hoofbeat.exchange.moments import zone_of
from tests.exchange.fhir.bundles import findings, only, read_all, reasons, without_nothing

LEE = {"resourceType": "Practitioner", "id": "lee", "name": [{"given": ["Ann"], "family": "Lee"}]}
CLINIC = {"resourceType": "Organization", "id": "clinic", "name": "City Clinic"}


def planned(**members: Any) -> dict[str, Any]:
    made = {
        "resourceType": "Appointment",
        "id": "a",
        "status": "booked",
        "start": "2026-03-04T10:30:00+01:00",
        "end": "2026-03-04T11:15:00+01:00",
        "participant": [{"actor": {"reference": "Patient/maria"}}, {"actor": {"reference": "Practitioner/lee"}}],
    }
    return without_nothing({**made, **members})


def encounter(**members: Any) -> dict[str, Any]:
    made = {
        "resourceType": "Encounter",
        "id": "e",
        "status": "finished",
        "class": {"code": "AMB"},
        "type": [{"text": "Check-up"}],
        "subject": {"reference": "Patient/maria"},
        "period": {"start": "2025-11-03T09:00:00Z", "end": "2025-11-03T09:20:00Z"},
        "participant": [{"individual": {"reference": "Practitioner/lee"}}],
        "serviceProvider": {"reference": "Organization/clinic"},
    }
    return without_nothing({**made, **members})


def taken(resource: dict[str, Any]) -> Appointment:
    return only(read_all(resource, LEE, CLINIC), Appointment)


def test_an_appointment_is_kept_with_its_wall_time_zone_length_and_people() -> None:
    found = taken(planned(description="Results", comment="Bring the CD", patientInstruction="Nothing to eat"))
    assert (str(found.starts_at), found.zone, found.minutes) == ("2026-03-04T10:30", "Etc/GMT-1", 45)
    assert (found.with_whom, found.about, found.note, found.preparation) == (
        "Ann Lee",
        "Results",
        "Bring the CD",
        "Nothing to eat",
    )
    assert found.state is AppointmentState.PLANNED


def test_an_encounter_is_kept_as_done() -> None:
    found = taken(encounter(reasonCode=[{"text": "Flushing"}]))
    assert (str(found.starts_at), found.zone, found.minutes) == ("2025-11-03T09:00", "UTC", 20)
    assert (found.with_whom, found.place, found.about) == ("Ann Lee", "City Clinic", "Check-up; Flushing")
    assert (found.state, found.kind) == (AppointmentState.DONE, AppointmentKind.VISIT)


@pytest.mark.parametrize(
    ("status", "state"),
    [
        ("proposed", AppointmentState.PLANNED),
        ("booked", AppointmentState.PLANNED),
        ("fulfilled", AppointmentState.DONE),
        ("cancelled", AppointmentState.CANCELLED),
        ("noshow", AppointmentState.CANCELLED),
    ],
)
def test_the_state_of_an_appointment(status: str, state: AppointmentState) -> None:
    assert taken(planned(status=status)).state is state


@pytest.mark.parametrize(
    ("status", "state"),
    [
        ("planned", AppointmentState.PLANNED),
        ("in-progress", AppointmentState.DONE),
        ("unknown", AppointmentState.DONE),
        ("cancelled", AppointmentState.CANCELLED),
    ],
)
def test_the_state_of_an_encounter(status: str, state: AppointmentState) -> None:
    assert taken(encounter(status=status)).state is state


def test_a_virtual_encounter_is_a_call() -> None:
    assert taken(encounter(**{"class": {"code": "VR"}})).kind is AppointmentKind.CALL


def test_without_a_start_or_entered_in_error_it_is_not_taken() -> None:
    imported = read_all(planned(start=None), encounter(period=None), encounter(id="f", status="entered-in-error"))
    assert [code for _, code in reasons(imported)] == ["no date", "no date", "state"]


def test_a_start_of_which_only_the_month_is_known_is_kept() -> None:
    found = taken(encounter(period={"start": "2025-11"}))
    assert (str(found.starts_at), found.zone, found.minutes) == ("2025-11", "", None)


def test_a_length_that_does_not_fit_is_kept_as_the_period_was_sent() -> None:
    period = {"start": "2025-01-03", "end": "2025-03-05"}
    found = taken(encounter(period=period))
    assert (found.minutes, found.note) == (None, "2025-01-03/2025-03-05")


def test_a_length_that_is_said_counts() -> None:
    assert taken(planned(minutesDuration=30)).minutes == 30
    assert taken(encounter(period={"start": "2025-01-03"}, length={"value": 140, "code": "min"})).minutes == 140


def test_a_record_belongs_to_the_patient_who_takes_part() -> None:
    (finding,) = findings(read_all(planned(), LEE), Appointment)
    assert finding.person == 0


@pytest.mark.parametrize(
    ("sent", "zone"),
    [
        ("2026-03-04T10:30:00Z", "UTC"),
        ("2026-03-04T10:30:00+00:00", "UTC"),
        ("2026-03-04T10:30:00-05:00", "Etc/GMT+5"),
        ("2026-03-04T10:30:00+0200", "Etc/GMT-2"),
        ("2026-03-04T10:30:00+05:30", "Asia/Kolkata"),
        ("2026-03-04T10:30:00+13:00", "Etc/GMT-13"),
        ("2026-03-04T10:30:00+10:30", ""),
        ("2026-03-04T10:30", ""),
        ("2026-03-04", ""),
    ],
)
def test_an_offset_names_a_zone_that_exists(sent: str, zone: str) -> None:
    found = zone_of(moment(sent))
    assert found == zone
    if zone:
        ZoneInfo(zone)

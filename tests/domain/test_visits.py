from __future__ import annotations

from datetime import date

from hoofbeat.domain.records import AppointmentKind, AppointmentState
from hoofbeat.domain.visits import last_visit, next_appointment
from tests.made_up import appointment

TODAY = date(2026, 3, 3)


def test_the_next_appointment_is_the_next_visit_or_call_and_else_anything_planned() -> None:
    past = appointment("2026-02-01")
    cancelled = appointment("2026-03-04", state=AppointmentState.CANCELLED)
    injection = appointment("2026-03-05", kind=AppointmentKind.INJECTION)
    visit = appointment("2026-03-09T10:30")
    assert next_appointment([visit, injection, cancelled, past], today=TODAY) == visit
    assert next_appointment([injection, cancelled, past], today=TODAY) == injection
    assert next_appointment([past, cancelled], today=TODAY) is None


def test_a_visit_of_today_is_still_the_next_one() -> None:
    visit = appointment("2026-03-03T08:00")
    assert next_appointment([visit], today=TODAY) == visit
    assert last_visit([visit], today=TODAY) is None
    done = visit.replaced(state=AppointmentState.DONE)
    assert last_visit([done], today=TODAY) == done


def test_the_last_visit_is_the_latest_past_one_that_was_not_cancelled() -> None:
    older, newer = appointment("2025-10-01"), appointment("2026-01-12")
    others = [
        appointment("2026-02-20", state=AppointmentState.CANCELLED),
        appointment("2026-02-21", kind=AppointmentKind.BLOOD_DRAW),
        appointment("2026-03-20"),
    ]
    assert last_visit([newer, older, *others], today=TODAY) == newer


def test_the_last_visit_is_with_the_same_person_if_there_was_one() -> None:
    lee, kim = appointment("2025-10-01", with_whom="Dr Lee"), appointment("2026-01-12", with_whom="Dr Kim")
    to_lee, to_new = appointment("2026-03-09", with_whom="dr  LEE"), appointment("2026-03-10", with_whom="Dr New")
    every = [lee, kim, to_lee, to_new]
    assert last_visit(every, today=TODAY, visit=to_lee) == lee
    assert last_visit(every, today=TODAY, visit=to_new) == kim


def test_a_sheet_for_a_past_visit_looks_back_from_that_visit() -> None:
    first, second, third = appointment("2025-06-01"), appointment("2025-10-01"), appointment("2026-01-12")
    assert last_visit([first, second, third], today=TODAY, visit=second) == first

"""Appointments by month, repeated, at the same time as others, and what is left after a visit, as a person meets them."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QCheckBox, QFileDialog

from hoofbeat.domain.records import Appointment, AppointmentKind, AppointmentState, CareTeamMember, NextStep, Question
from hoofbeat.domain.records.person import CareTeamMemberId
from hoofbeat.ui.pages.appointments.page import AppointmentsPage
from tests.made_up import appointment, question
from tests.ui.driver import Driver
from tests.ui.pages.care import add, fill, nameless, plain, press, seen, stored


@pytest.fixture
def page(empty: Driver) -> AppointmentsPage:
    found: AppointmentsPage = empty.go("appointments")
    return found


def starts(driver: Driver) -> list[str]:
    return sorted(str(each.starts_at) for each in stored(driver, Appointment))


def show_month(driver: Driver, page: AppointmentsPage) -> None:
    driver.click("Month", page)
    driver.settle()


def plan_weekly(driver: Driver, page: AppointmentsPage, times: str = "3") -> None:
    page.add()
    fill(page.inner, "record", starts_at="4|3|2026@10:30", with_whom="Day ward")
    fill(page.inner, "repeat", repeats="weeks", every="2", times=times)
    driver.click("Save")


def test_an_appointment_that_repeats_is_planned_at_once_and_one_undo_takes_all_back(
    empty: Driver, page: AppointmentsPage
) -> None:
    plan_weekly(empty, page)
    assert starts(empty) == ["2026-03-04T10:30", "2026-03-18T10:30", "2026-04-01T10:30"]
    assert "Saved 3 appointments." in empty.words()
    empty.controller.run_command("undo")
    empty.settle()
    assert starts(empty) == []


def test_this_one_and_those_that_follow_are_moved_where_that_is_wanted(empty: Driver, page: AppointmentsPage) -> None:
    plan_weekly(empty, page)
    second = sorted(stored(empty, Appointment), key=lambda each: str(each.starts_at))[1]
    page.show_record(second.id)
    empty.settle()
    press(empty, page, "Move")
    move = page.inner._form_in_place()  # type: ignore[union-attr]  # a visit is open
    fill(move, "visit", starts_at="19|3|2026@9:00")
    fill(move, "following", and_following="yes")
    move.save()
    empty.settle()
    assert starts(empty) == ["2026-03-04T10:30", "2026-03-19T09:00", "2026-04-02T09:00"]


def test_this_and_following_are_cancelled_from_the_visit(empty: Driver, page: AppointmentsPage) -> None:
    plan_weekly(empty, page)
    second = sorted(stored(empty, Appointment), key=lambda each: str(each.starts_at))[1]
    page.show_record(second.id)
    empty.settle()
    press(empty, page, "Cancel this and following")
    assert [each.state for each in stored(empty, Appointment)].count(AppointmentState.CANCELLED) == 2


def test_the_month_is_walked_by_keys_and_says_each_day(empty: Driver, page: AppointmentsPage) -> None:
    add(empty, appointment("2026-03-04T10:30", with_whom="Dr Lee"), appointment("2026-04-07T09:00", with_whom="Scan"))
    show_month(empty, page)
    grid = page.front.month.grid
    assert grid.accessibleName() == "Appointments of March 2026"
    assert grid.day == date(2026, 3, 3)
    empty.press(Qt.Key.Key_Right)
    empty.settle()
    assert grid.day == date(2026, 3, 4)
    said = grid.currentItem().data(Qt.ItemDataRole.AccessibleTextRole)
    assert plain(said).startswith("Wednesday 4 March 2026: 10:30")
    assert "Dr Lee" in said
    assert "Dr Lee" in seen(empty, page.front.month)
    empty.press(Qt.Key.Key_PageDown)
    empty.settle()
    assert grid.accessibleName() == "Appointments of April 2026"
    assert grid.day == date(2026, 4, 4)
    assert not nameless(page)


def test_two_at_the_same_time_say_so_in_the_list_the_month_and_the_visit(empty: Driver, page: AppointmentsPage) -> None:
    one = appointment("2026-03-04T10:30", with_whom="Dr Lee")
    add(empty, one, appointment("2026-03-04T10:45", with_whom="Day ward"))
    assert "At the same time: 10:45" in seen(empty, page)
    show_month(empty, page)
    page.front.month.grid.go_to(date(2026, 3, 4))
    empty.settle()
    assert "At the same time: 10:45" in seen(empty, page.front.month)
    page.show_record(one.id)
    empty.settle()
    assert "At the same time: 10:45" in seen(empty, page)


def test_a_zone_is_said_only_where_the_clock_there_shows_something_else(empty: Driver, page: AppointmentsPage) -> None:
    add(
        empty,
        appointment("2026-03-04T10:30", zone="Europe/Berlin"),
        appointment("2026-03-05T10:30", zone="America/New_York"),
    )
    assert "Time in America/New York" in seen(empty, page)
    assert "Time in Europe/Berlin" not in seen(empty, page)


def test_whoever_is_chosen_from_the_care_team_brings_their_phone_and_place(
    empty: Driver, page: AppointmentsPage
) -> None:
    add(
        empty,
        CareTeamMember(id=CareTeamMemberId("lee"), name="Dr Lee", organisation="City Hospital", phones="555 0100"),
    )
    page.add()
    empty.settle()
    fill(page.inner, "record", starts_at="4|3|2026", with_whom="Dr Lee")
    empty.click("Save")
    (made,) = stored(empty, Appointment)
    assert (made.place, made.phone) == ("City Hospital", "555 0100")


def test_several_starter_questions_are_added_at_once_with_the_way_to_their_topic(
    empty: Driver, page: AppointmentsPage
) -> None:
    visit = appointment("2026-03-04T10:30", with_whom="Dr Lee")
    add(empty, visit)
    page.show_record(visit.id)
    empty.settle()
    press(empty, page, "Choose from questions many ask")
    empty.settle()
    boxes = [each for each in page.inner.findChildren(QCheckBox) if each.isVisible()]  # type: ignore[union-attr]  # it is open
    texts = [box.accessibleName() for box in boxes[:2]]
    for box in boxes[:2]:
        box.click()
    empty.click("Add 2 questions")
    found = stored(empty, Question)
    assert [each.text for each in found] == texts
    assert {each.appointment for each in found} == {visit.id}
    assert all(each.about.startswith("topic:") for each in found)
    assert "Read the passage it came from" in empty.buttons(page)


def test_after_a_visit_unanswered_questions_move_on_in_one_act(empty: Driver, page: AppointmentsPage) -> None:
    before = appointment("2026-03-01T10:30", with_whom="Dr Lee")
    after = appointment("2026-03-20T10:30", with_whom="Dr Novak")
    add(empty, before, after, question("Which scan?", before))
    page.show_record(before.id)
    empty.settle()
    press(empty, page, "Move 1 unanswered question to Dr Novak")
    (moved,) = stored(empty, Question)
    assert moved.appointment == after.id
    page.show_record(after.id)
    empty.settle()
    assert "From the appointment on Sunday 1 March 2026" in seen(empty, page)


def test_a_next_step_stands_on_home_until_it_is_done(empty: Driver, page: AppointmentsPage) -> None:
    visit = appointment("2026-03-01T10:30", with_whom="Dr Lee")
    add(empty, visit)
    page.show_record(visit.id)
    empty.settle()
    steps = page.inner._steps  # type: ignore[union-attr]  # a visit is open
    steps.line.setText("Ask for the report")
    steps.line.returnPressed.emit()
    empty.settle()
    home = empty.go("home")
    box = next(each for each in home.findChildren(QCheckBox) if each.accessibleName() == "Done: Ask for the report")
    assert "Next steps" in seen(empty, home)
    box.click()
    empty.settle()
    (step,) = stored(empty, NextStep)
    assert (step.is_done, str(step.done_on)) == (True, "2026-03-03")
    assert "Next steps" not in seen(empty, home)


def test_planned_appointments_are_saved_as_a_calendar(
    empty: Driver, page: AppointmentsPage, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    add(empty, appointment("2026-03-04T10:30", with_whom="Dr Lee"), appointment("2026-03-01T10:30"))
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_args: (str(tmp_path / "visits"), ""))
    empty.controller.run_command("export_calendar")
    empty.settle()
    content = (tmp_path / "visits.ics").read_text(encoding="utf-8")
    assert content.count("BEGIN:VEVENT") == 1
    assert "SUMMARY:Visit with Dr Lee" in content


def test_only_appointments_of_one_kind_are_shown_in_the_list_and_the_month(
    empty: Driver, page: AppointmentsPage
) -> None:
    add(
        empty,
        appointment("2026-03-05T10:30", with_whom="Dr Lee"),
        appointment("2026-03-06T08:00", with_whom="Imaging", kind=AppointmentKind.SCAN),
        appointment("2026-01-06T08:00", with_whom="Old scan", kind=AppointmentKind.SCAN),
    )
    kinds = page.front.kinds
    kinds.setCurrentIndex(kinds.findText("Scan"))
    empty.settle()
    words = seen(empty, page)
    assert "Imaging" in words
    assert "Old scan" in words, words
    assert "Dr Lee" not in words
    empty.click("Month", page)
    items = [page.front.month.grid.item(week, day) for week in range(6) for day in range(7)]
    said = [each.text() for each in items if each is not None]
    assert not [each for each in said if "Dr Lee" in each]
    assert [each for each in said if "Imaging" in each]
    kinds.setCurrentIndex(kinds.findText("Operation"))
    empty.click("List", page)
    assert "No appointment of this kind is written down." in seen(empty, page)
    kinds.setCurrentIndex(0)
    empty.settle()
    assert "Dr Lee" in seen(empty, page)


def test_those_to_come_are_turned_round(empty: Driver, page: AppointmentsPage) -> None:
    add(empty, *(appointment(f"2026-03-{day:02}T10:30", with_whom=f"Dr {day}") for day in range(5, 25)))
    empty.click("Soonest first", page)
    words = seen(empty, page)
    assert words.find("Dr 24") < words.find("Dr 23")
    assert "Dr 5" not in words


def test_a_cancelled_appointment_is_not_taken_for_one_to_go_to_in_the_month(
    empty: Driver, page: AppointmentsPage
) -> None:
    add(empty, appointment("2026-03-05T10:30", with_whom="Dr Lee", state=AppointmentState.CANCELLED))
    empty.click("Month", page)
    grid = page.front.month.grid
    items = [grid.item(week, day) for week in range(6) for day in range(7)]
    (found,) = [each for each in items if each is not None and "Dr Lee" in each.text()]
    assert "Cancelled: 10:30 Dr Lee" in plain(found.text())
    assert "Cancelled: 10:30 Dr Lee" in plain(found.toolTip())


def test_a_zone_is_offered_while_typing_and_one_that_nobody_knows_is_refused_at_its_field(
    empty: Driver, page: AppointmentsPage
) -> None:
    page.add()
    fill(page.inner, "record", starts_at="29|3|2026@2:30", zone="Mars/Olympus")
    offered = page.inner._parts["record"].editor("zone").target  # type: ignore[union-attr]  # a form is open
    assert offered.findText("Europe/Vienna") >= 0
    empty.click("Save", page)
    assert "“Mars/Olympus” is not a time zone that Hoofbeat knows" in empty.words(page)
    assert starts(empty) == []
    fill(page.inner, "record", zone="Asia/Tokyo")
    empty.click("Save", page)
    assert starts(empty) == ["2026-03-29T02:30"]


def test_a_time_that_the_clocks_leave_out_is_told_in_the_form_and_on_the_visit(
    empty: Driver, page: AppointmentsPage
) -> None:
    page.add()
    fill(page.inner, "record", starts_at="29|3|2026@2:30")
    assert "The clocks here go forward that night" in seen(empty, page)
    fill(page.inner, "record", zone="Asia/Tokyo")
    assert "The clocks" not in seen(empty, page)
    fill(page.inner, "record", zone="Europe/Berlin")
    assert "The clocks in Europe/Berlin go forward" in seen(empty, page)
    empty.click("Save", page)
    (made,) = stored(empty, Appointment)
    page.show_record(made.id)
    empty.settle()
    assert "The clocks in Europe/Berlin go forward" in seen(empty, page)


def test_a_time_elsewhere_says_what_the_clock_here_shows_then_on_home_too(
    empty: Driver, page: AppointmentsPage
) -> None:
    add(
        empty,
        appointment("2026-03-04T09:30", zone="UTC", with_whom="Dr Lee", minutes=90),
        appointment("2026-03-06T21:30", zone="America/New_York", minutes=2880),
    )
    words = plain(seen(empty, page))
    assert "Time in UTC; here it is 10:30" in words
    assert "Time in America/New York; here it is Saturday 7 March 2026, 03:30" in words
    assert "Time in UTC; here it is 10:30" in plain(seen(empty, empty.go("home")))
    empty.go("appointments")
    for each, length in zip(stored(empty, Appointment), ("1 hour 30 minutes", "2 days"), strict=True):
        page.show_record(each.id)
        empty.settle()
        assert length in seen(empty, page)


def test_questions_that_still_wait_are_brought_to_the_next_visit_from_home_and_from_the_visit(
    empty: Driver, page: AppointmentsPage
) -> None:
    held, coming = appointment("2026-01-12T10:30"), appointment("2026-03-04T10:30", with_whom="Dr Lee")
    add(empty, held, coming, question("How long between my scans?", held), question("Tied to none"))
    home = empty.go("home")
    press(empty, home, "Bring 2 questions here that still wait")
    assert {each.appointment for each in stored(empty, Question)} == {coming.id}
    assert "Bring" not in " ".join(empty.buttons(empty.go("home")))
    empty.controller.run_command("undo")
    empty.settle()
    empty.go("appointments")
    page.show_record(coming.id)
    empty.settle()
    press(empty, page, "Bring 2 questions here that still wait")
    assert "How long between my scans?" in seen(empty, page)
    assert "From the appointment on Monday 12 January 2026" in seen(empty, page)

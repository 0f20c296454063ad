"""The Appointments page as a person uses it, on a real journal."""

from __future__ import annotations

from datetime import timedelta

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QCheckBox, QLineEdit, QPushButton

from hoofbeat.domain.records import Appointment, AppointmentState, Kind, Question
from hoofbeat.domain.values import WallTime
from hoofbeat.services import drafts
from hoofbeat.ui.pages.appointments.page import AppointmentsPage
from hoofbeat.ui.pages.appointments.questions import QuestionList
from hoofbeat.ui.pages.appointments.visit import VisitDetail
from hoofbeat.ui.window.page_list import PAGES
from tests.made_up import appointment, question
from tests.ui.driver import MOMENT, Driver
from tests.ui.pages.care import add, fill, nameless, press, seen, spoken, stored, tab_stops

TODAY = MOMENT.date()


@pytest.fixture
def page(empty: Driver) -> AppointmentsPage:
    found: AppointmentsPage = empty.go("appointments")
    return found


@pytest.fixture
def dr_lee(empty: Driver, page: AppointmentsPage) -> Appointment:
    """A visit tomorrow, open on the page."""
    made = appointment(
        "2026-03-04T10:30", with_whom="Dr Lee", place="City Hospital", to_bring="scan disc\nmedicine list"
    )
    add(empty, made)
    page.show_record(made.id)
    empty.settle()
    return made


def detail(page: AppointmentsPage) -> VisitDetail:
    assert isinstance(page.inner, VisitDetail)
    return page.inner


def questions_of(page: AppointmentsPage) -> QuestionList:
    found = detail(page).questions
    assert found is not None
    return found


def ask(empty: Driver, page: AppointmentsPage, *texts: str) -> None:
    for text in texts:
        page.add()
        empty.type(text)
        empty.press(Qt.Key.Key_Return)
        empty.settle()


def asked(empty: Driver) -> list[str]:
    return [each.text for each in sorted(stored(empty, Question), key=lambda each: each.rank or 0)]


def test_an_empty_page_says_what_it_is_for(empty: Driver, page: AppointmentsPage) -> None:
    assert "Keep your visits, scans and blood draws here" in seen(empty, page)
    assert "For example: Dr Lee, Wednesday 4 March" in seen(empty, page)


def test_an_appointment_is_added_in_six_steps(empty: Driver, page: AppointmentsPage) -> None:
    empty.press(Qt.Key.Key_N, Qt.KeyboardModifier.ControlModifier)
    page.add()
    fill(page.inner, "record", starts_at="14|3|2026@10:30", with_whom="Dr Lee", place="City Hospital")
    empty.click("Save")
    (made,) = stored(empty, Appointment)
    assert made.starts_at == WallTime.parse("2026-03-14T10:30")
    assert "Saturday 14 March 2026" in seen(empty, page)
    assert "Visit, Dr Lee, City Hospital" in seen(empty, page)


def test_those_to_come_stand_before_those_past_and_the_cancelled(empty: Driver, page: AppointmentsPage) -> None:
    add(
        empty,
        appointment("2026-03-20T09:00", with_whom="Dr Novak"),
        appointment("2026-03-04T10:30", with_whom="Dr Lee"),
        appointment("2026-01-12T10:00", with_whom="Dr Okafor", state=AppointmentState.DONE),
        appointment("2026-04-01T10:00", with_whom="Dietitian", state=AppointmentState.CANCELLED),
    )
    words = seen(empty, page)
    to_come, past = words.split("Past")
    assert to_come.find("Dr Lee") < to_come.find("Dr Novak")
    assert "Dietitian" in past
    assert "Cancelled" in past
    assert "Dr Okafor" in past
    assert "Dr Okafor" not in to_come


def test_past_appointments_are_found_by_a_word_and_turned_round(empty: Driver, page: AppointmentsPage) -> None:
    add(
        empty,
        appointment("2026-01-12T10:00", with_whom="Dr Lee", what_was_said="Go on as before"),
        appointment("2025-06-01T10:00", with_whom="Dr Novak"),
    )
    empty.click("Newest first", page)
    past = seen(empty, page).split("Past")[1]
    assert past.find("Dr Novak") < past.find("Dr Lee")
    page.find_here()
    empty.type("as before")
    page.front.listing.timer.timeout.emit()
    empty.settle()
    past = seen(empty, page).split("Past")[1]
    assert "1 found" in past
    assert "Dr Novak" not in past
    assert empty.window.focusWidget() is page.front.listing.filter


def test_many_past_appointments_come_part_by_part(empty: Driver, page: AppointmentsPage) -> None:
    add(empty, *(appointment(f"{TODAY - timedelta(days=number)}T08:00") for number in range(1, 61)))
    assert len([each for each in spoken(page) if each.startswith("Open")]) == 50
    empty.click("Show more", page)
    assert len([each for each in spoken(page) if each.startswith("Open")]) == 60


def test_three_questions_are_added_in_place_one_after_the_other(
    empty: Driver, page: AppointmentsPage, dr_lee: Appointment
) -> None:
    ask(empty, page, "How long between my scans?", "Injection at home?", "Whom to call at the weekend?")
    assert asked(empty) == ["How long between my scans?", "Injection at home?", "Whom to call at the weekend?"]
    assert all(each.appointment == dr_lee.id for each in stored(empty, Question))
    assert empty.window.focusWidget() is questions_of(page).line


def test_the_first_three_stand_apart_from_the_rest(empty: Driver, page: AppointmentsPage, dr_lee: Appointment) -> None:
    ask(empty, page, "one", "two", "three")
    assert "If there is time" not in seen(empty, page)
    ask(empty, page, "four")
    words = seen(empty, page)
    assert words.find("three") < words.find("If there is time") < words.find("four")


def test_a_question_moves_up_and_the_keyboard_stays_with_it(
    empty: Driver, page: AppointmentsPage, dr_lee: Appointment
) -> None:
    ask(empty, page, "one", "two", "three")
    empty.button("Move up: three").setFocus()
    empty.click("Move up: three")
    assert asked(empty) == ["one", "three", "two"]
    focused = empty.window.focusWidget()
    assert focused is not None
    assert focused.accessibleName() == "Move up: three"
    assert not empty.button("Move up: one").isEnabled()
    assert not empty.button("Move down: two").isEnabled()


def test_a_question_is_deleted_and_brought_back(empty: Driver, page: AppointmentsPage, dr_lee: Appointment) -> None:
    ask(empty, page, "one", "two")
    empty.click("Delete: one")
    assert asked(empty) == ["two"]
    empty.click("Undo")
    assert asked(empty) == ["one", "two"]


def test_an_answer_is_written_as_it_was_heard(empty: Driver, page: AppointmentsPage, dr_lee: Appointment) -> None:
    ask(empty, page, "How long between my scans?")
    empty.click("Answer: How long between my scans?")
    form = questions_of(page).form
    assert form is not None
    fill(form, "record", answer="Every six months, says Dr Lee", is_asked="yes")
    empty.click("Save", form)
    (found,) = stored(empty, Question)
    assert (found.answer, found.is_asked) == ("Every six months, says Dr Lee", True)
    assert "Answer: Every six months, says Dr Lee" in seen(empty, page)


def test_a_form_that_opens_in_place_is_seen_in_a_small_window(
    empty: Driver, page: AppointmentsPage, dr_lee: Appointment
) -> None:
    ask(empty, page, "one", "two", "three", "four", "five")
    empty.window.resize(820, 480)
    empty.settle()
    detail(page).verticalScrollBar().setValue(0)
    empty.click("Answer: five")
    form = questions_of(page).form
    assert form is not None
    area = detail(page).viewport()
    top = form.mapTo(area, QPoint(0, 0)).y()
    assert 0 <= top < area.height() - form.fontMetrics().height()


def test_a_form_open_under_a_question_outlives_a_change_elsewhere(
    empty: Driver, page: AppointmentsPage, dr_lee: Appointment
) -> None:
    ask(empty, page, "one")
    empty.click("Answer: one")
    questions = questions_of(page)
    fill(questions.form, "record", answer="heard")
    add(empty, question("two", dr_lee))
    assert detail(page).questions is questions
    empty.click("Save", questions.form)
    assert "Answer: heard" in seen(empty, page)
    assert "two" in seen(empty, page)


def test_what_to_bring_is_ticked_added_to_and_taken_from(
    empty: Driver, page: AppointmentsPage, dr_lee: Appointment
) -> None:
    empty.button("scan disc").click()
    empty.settle()
    page.on_back()
    page.show_record(dr_lee.id)
    empty.settle()
    ticks = {
        each.accessibleName(): each.isChecked() for each in detail(page).findChildren(QCheckBox) if each.isVisible()
    }
    assert ticks == {"scan disc": True, "medicine list": False}
    (line,) = [each for each in detail(page).findChildren(QLineEdit) if each.objectName() == "new thing"]
    line.setFocus()
    empty.type("insurance card")
    empty.press(Qt.Key.Key_Return)
    empty.settle()
    assert stored(empty, Appointment)[0].to_bring == "scan disc\nmedicine list\ninsurance card"
    empty.click("Take off the list: medicine list")
    assert stored(empty, Appointment)[0].to_bring == "scan disc\ninsurance card"
    empty.click("Undo")
    assert stored(empty, Appointment)[0].to_bring == "scan disc\nmedicine list\ninsurance card"


def test_what_was_said_is_typed_beside_changes_and_saved_alone(
    empty: Driver, page: AppointmentsPage, dr_lee: Appointment
) -> None:
    after = detail(page).after
    fill(after, "visit", what_was_said="Go on as before", plan="Scan in May")
    ask(empty, page, "one")
    assert after._parts["visit"].editor("what_was_said").typed() == "Go on as before"
    empty.click("Save", after)
    (found,) = stored(empty, Appointment)
    assert (found.what_was_said, found.plan, found.to_bring) == ("Go on as before", "Scan in May", dr_lee.to_bring)
    assert "Saved 10:42" in seen(empty, after)
    empty.controller.undoing.undo()
    empty.settle()
    assert after._parts["visit"].editor("what_was_said").typed() == ""


def test_the_own_words_are_counted(empty: Driver, page: AppointmentsPage, dr_lee: Appointment) -> None:
    fill(detail(page).before, "visit", since_last_visit="Fewer days with pain")
    assert "The visit sheet prints up to 60 words. You have 4 words." in seen(empty, page)


def test_the_visit_before_is_named(empty: Driver, page: AppointmentsPage) -> None:
    visit = appointment("2026-03-04T10:30", with_whom="Dr Lee")
    add(empty, appointment("2026-01-12T10:00", with_whom="Dr Lee"), visit)
    page.show_record(visit.id)
    empty.settle()
    assert "The last visit was 12 January 2026." in seen(empty, page)


def test_a_moved_visit_says_where_it_was_moved_from(empty: Driver, page: AppointmentsPage, dr_lee: Appointment) -> None:
    empty.click("Move", page)
    form = detail(page)._form_in_place()
    assert form is not None
    fill(form, "visit", starts_at="11|3|2026@14:00")
    empty.click("Move", form)
    (moved,) = stored(empty, Appointment)
    assert (moved.state, moved.moved_from) == (AppointmentState.MOVED, dr_lee.starts_at)
    assert moved.starts_at == WallTime.parse("2026-03-11T14:00")
    assert "Moved from Wednesday 4 March 2026" in seen(empty, page)
    assert "Wednesday 11 March 2026" in page.words


def test_a_visit_is_cancelled_planned_again_and_done(
    empty: Driver, page: AppointmentsPage, dr_lee: Appointment
) -> None:
    def state() -> AppointmentState:
        return stored(empty, Appointment)[0].state

    empty.click("Mark as cancelled", page)
    assert state() is AppointmentState.CANCELLED
    empty.click("Back to planned", page)
    assert state() is AppointmentState.PLANNED
    empty.click("Mark as done", page)
    assert state() is AppointmentState.DONE
    empty.click("Undo")
    assert state() is AppointmentState.PLANNED


def test_all_of_a_visit_is_corrected_and_shown_again(
    empty: Driver, page: AppointmentsPage, dr_lee: Appointment
) -> None:
    empty.click("Edit", page)
    fill(page.inner, "record", place="City Hospital, room 12")
    empty.click("Save")
    assert "City Hospital, room 12" in seen(empty, detail(page))


def test_a_deleted_visit_comes_back_with_its_questions(
    empty: Driver, page: AppointmentsPage, dr_lee: Appointment
) -> None:
    ask(empty, page, "one")
    empty.click("Delete", page)
    assert stored(empty, Appointment) == []
    assert page.inner is None
    empty.click("Undo")
    assert [each.appointment for each in stored(empty, Question)] == [dr_lee.id]


def test_loose_questions_stand_on_the_page_and_are_given_to_a_visit(
    empty: Driver, page: AppointmentsPage, dr_lee: Appointment
) -> None:
    page.on_back()
    empty.settle()
    assert page.front.loose is not None
    assert page.front.loose.line is not None
    page.front.loose.line.setFocus()
    empty.type("Is there a group near us?")
    empty.press(Qt.Key.Key_Return)
    empty.settle()
    press(empty, page, "Answer: Is there a group")
    fill(page.front.loose.form, "record", appointment=f"id:{dr_lee.id}")
    empty.click("Save", page.front.loose.form)
    assert [each.appointment for each in stored(empty, Question)] == [dr_lee.id]
    assert "Is there a group near us?" not in seen(empty, page)


def test_a_question_being_typed_is_kept_when_the_window_closes(
    empty: Driver, page: AppointmentsPage, dr_lee: Appointment
) -> None:
    page.add()
    empty.type("Can I fly")
    page.prepare_to_close()
    empty.settle()
    kept = empty.read(lambda journal: drafts.find_draft(journal, form=Kind.QUESTIONS.value))
    assert kept == {"record.text": "Can I fly", "record.appointment": f"id:{dr_lee.id}"}
    page.on_back()
    page.continue_draft(Kind.QUESTIONS, "")
    empty.settle()
    empty.click("Keep")
    empty.click("Save", page)
    assert [(each.text, each.appointment) for each in stored(empty, Question)] == [("Can I fly", dr_lee.id)]


def test_the_visit_sheet_is_offered_once_there_is_a_page_for_it(
    empty: Driver, page: AppointmentsPage, dr_lee: Appointment
) -> None:
    has_share = any(entry.key == "share" for entry in PAGES)
    offered = [each for each in page.findChildren(QPushButton) if each.text() == "Print visit sheet"]
    assert bool(offered) is has_share


def test_tab_follows_the_page_from_top_to_bottom(empty: Driver, page: AppointmentsPage) -> None:
    add(
        empty,
        appointment("2026-01-12T10:00", with_whom="Dr Okafor"),
        appointment("2026-03-04T10:30", with_whom="Dr Lee"),
        question("Is there a group near us?"),
    )
    stops = tab_stops(page.scroll_area)
    begins = [
        "Open: Wednesday 4 March",
        "Answer: Is there",
        "Add a question",
        "Find in past",
        "Open: Monday 12 January",
    ]
    places = [next(place for place, stop in enumerate(stops) if stop.startswith(each)) for each in begins]
    assert places == sorted(places)


def test_everything_that_takes_the_keyboard_has_a_name(filled: Driver) -> None:
    page = filled.go("appointments")
    assert nameless(page) == []
    visit = next(each for each in stored(filled, Appointment) if each.state is AppointmentState.PLANNED)
    page.show_record(visit.id)
    filled.settle()
    assert nameless(page) == []
    filled.click("Move", page)
    assert nameless(page) == []
    filled.click("Edit", page)
    filled.settle()
    assert nameless(page) == []

"""The Medicines page as a person uses it, on a real journal."""

from __future__ import annotations

from datetime import timedelta
from decimal import Decimal
from functools import partial
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLineEdit

from hoofbeat.domain.records import (
    Administration,
    Allergy,
    AllergyId,
    AllergyStatement,
    DosePhase,
    GivenState,
    Kind,
    Medication,
    MedicineState,
    MedicineUse,
    Question,
    Schedule,
    Side,
)
from hoofbeat.domain.sheets.kinds import SheetKind
from hoofbeat.domain.values import PartialDate, WallTime
from hoofbeat.reference.library import load_library
from hoofbeat.services import clock, medicines
from hoofbeat.ui.pages.learn.places import topic_place
from hoofbeat.ui.pages.medicines.add_form import AddMedicineForm
from hoofbeat.ui.pages.medicines.as_of import AsOfChooser
from hoofbeat.ui.pages.medicines.page import MedicinesPage
from tests.made_up import appointment, given, medication, phase
from tests.ui.driver import MOMENT, Driver
from tests.ui.pages.care import add, fill, in_order, injection, nameless, seen, spoken, stored

TODAY = MOMENT.date()
RESOURCES = Path(__file__).resolve().parents[3] / "resources"


@pytest.fixture
def page(empty: Driver) -> MedicinesPage:
    found: MedicinesPage = empty.go("medicines")
    return found


def test_an_empty_page_says_what_it_is_for(empty: Driver, page: MedicinesPage) -> None:
    assert "Keep your medicines and injections here" in seen(empty, page)
    assert "For example: Lanreotide 120 mg" in seen(empty, page)
    assert "Not recorded." in seen(empty, page)


def test_none_known_is_recorded_in_one_press_and_is_not_the_same_as_not_recorded(
    empty: Driver, page: MedicinesPage
) -> None:
    empty.click("None known: allergies")
    assert [each.statement for each in stored(empty, Allergy)] == [AllergyStatement.NONE_KNOWN]
    assert "None known" in seen(empty, page)
    assert "Not recorded." not in seen(empty, page)
    empty.click("Undo")
    assert "Not recorded." in seen(empty, page)


def test_what_was_brought_in_of_an_allergy_keeps_the_words_of_its_sender(empty: Driver, page: MedicinesPage) -> None:
    food = "No known food allergy (situation)"
    add(
        empty,
        Allergy(id=AllergyId("a"), statement=AllergyStatement.NONE_KNOWN, substance=food, state="active"),
        Allergy(id=AllergyId("b"), substance="Penicillin", state="resolved, criticality high"),
    )
    assert f"As recorded: {food}" in seen(empty, page)
    assert "None known" not in seen(empty, page)
    assert "Over, as recorded, sender’s mark for risk: “high”" in seen(empty, page)


def test_an_allergy_is_added_and_corrected_on_the_page(empty: Driver, page: MedicinesPage) -> None:
    empty.click("Add allergy or note")
    fill(page.inner, "record", substance="Penicillin", reaction="rash")
    empty.click("Save")
    assert "Penicillin (rash)" in seen(empty, page)
    empty.click("Edit: Penicillin (rash)")
    fill(page.inner, "record", reaction="hives")
    empty.click("Save")
    assert "Penicillin (hives)" in seen(empty, page)


def test_the_day_is_grouped_and_allergies_stand_above_it(filled: Driver) -> None:
    page = filled.go("medicines")
    words = seen(filled, page)
    assert in_order(
        words, "Do not give", "Penicillin", "Taking now", "Morning", "Midday", "Evening", "Bedtime", "Injections"
    )
    bedtime = words.split("Bedtime")[1].split("Injections")[0]
    assert "Omeprazole" in bedtime
    assert "20 mg" in bedtime
    assert "Creon" not in bedtime
    assert words.split("Injections")[0].count("Creon (pancrelipase)") == 3


def test_an_injection_says_what_was_given_and_what_is_next_and_why(empty: Driver, page: MedicinesPage) -> None:
    medicine = injection(empty)
    add(empty, given("2026-02-20T09:30", medicine, amount=120, unit="mg", side=Side.LEFT, given_by="Nurse Priya"))
    words = seen(empty, page)
    assert "120 mg every 28 days, under the skin" in words
    assert "Last given 20 February 2026 (11 days ago), 120 mg, left side, by Nurse Priya." in words
    assert "Next: 20 March, 17 April and 15 May 2026. Counted from the last one given." in words
    assert "Order by 6 March 2026 (14 days before 20 March)." in words


def test_a_planned_day_that_has_come_is_told_without_blame(empty: Driver, page: MedicinesPage) -> None:
    medicine = injection(empty)
    add(empty, given("2026-01-30", medicine))
    assert "Planned for 27 February. Not marked as given." in seen(empty, page)


def test_a_medicine_and_its_first_dose_are_one_change(empty: Driver, page: MedicinesPage) -> None:
    empty.click("Add medicine")
    empty.type("Omeprazole")
    fill(page.inner, "medicine", route="by mouth")
    fill(page.inner, "dose", amount="20", unit="mg", schedule="daily")
    empty.button("Bedtime").click()
    assert "20 mg at bedtime" in seen(empty, page)
    empty.click("Save")
    (medicine,), (dose,) = stored(empty, Medication), stored(empty, DosePhase)
    assert (medicine.name, medicine.state) == ("Omeprazole", MedicineState.TAKING)
    assert (dose.medication, dose.bedtime, dose.morning, dose.unit) == (medicine.id, Decimal(20), None, "mg")
    assert in_order(seen(empty, page), "Taking now", "Bedtime", "Omeprazole", "20 mg, by mouth")
    empty.click("Undo")
    assert (stored(empty, Medication), stored(empty, DosePhase)) == ([], [])


def test_a_medicine_of_which_only_the_name_is_known_gets_no_dose(empty: Driver, page: MedicinesPage) -> None:
    empty.click("Add medicine")
    empty.type("Creon")
    empty.click("Save")
    assert [each.name for each in stored(empty, Medication)] == ["Creon"]
    assert stored(empty, DosePhase) == []
    assert "Dose not recorded" in seen(empty, page)


def test_the_same_name_offers_a_change_instead(empty: Driver, page: MedicinesPage) -> None:
    add(empty, medication("Somatuline", generic_name="lanreotide"))
    empty.click("Add medicine")
    empty.type("Lanreotide")
    assert isinstance(page.inner, AddMedicineForm)
    page.inner._look_for_same()
    empty.settle()
    assert "You already have Somatuline (lanreotide). Add a change to it?" in seen(empty, page)
    empty.click("Change its dose")
    assert page.words == "Change the dose of Somatuline (lanreotide)"


def test_a_name_much_like_that_of_another_medicine_is_pointed_out_once(empty: Driver, page: MedicinesPage) -> None:
    empty.click("Add medicine")
    empty.type("Sandimmune 100 mg")
    assert isinstance(page.inner, AddMedicineForm)
    for _ in range(2):
        page.inner._look_for_same()
        empty.settle()
    assert seen(empty, page).count("Sandostatin is another medicine with a name much like this one.") == 1
    fill(page.inner, "medicine", name="Somatuline")
    page.inner._look_for_same()
    empty.settle()
    assert "much like this one" not in seen(empty, page)


def test_with_large_text_the_field_that_has_the_keyboard_is_seen(empty: Driver, page: MedicinesPage) -> None:
    injection(empty)
    page.surroundings.appearance.choose_text_size(200)
    empty.window.resize(820, 640)
    empty.click("Change: Somatuline")
    QTest.qWait(0)
    field = empty.window.focusWidget()
    assert field is not None
    assert field.visibleRegion().boundingRect().height() == field.height()


def test_the_list_is_one_press_from_paper(empty: Driver, page: MedicinesPage) -> None:
    add(empty, medication("Creon"))
    empty.click("Print list", page)
    share: Any = empty.window.page
    assert (empty.window.page_key, share.options.kind) == ("share", SheetKind.MEDICINES)
    empty.go("medicines")
    share.show_sheet(SheetKind.VISIT)
    empty.window.print_page()
    empty.settle()
    assert share.options.kind is SheetKind.MEDICINES


def test_a_medicine_that_the_reference_names_opens_what_it_says(empty: Driver, page: MedicinesPage) -> None:
    add(empty, medication("Somatuline"), medication("My own tea"))
    empty.click("History: My own tea")
    assert "About this medicine" not in empty.buttons(page)
    empty.click("Medicines", page)
    empty.click("History: Somatuline")
    empty.click("About this medicine", page)
    library = load_library(RESOURCES / "reference")
    learn: Any = empty.window.page
    assert learn.trail.current == topic_place(library.links.medicines["somatuline"])


def test_a_dose_is_marked_as_given_where_it_stands(empty: Driver, page: MedicinesPage) -> None:
    medicine = injection(empty)
    last = {"side": Side.LEFT, "site": "thigh", "given_by": "Nurse Priya", "place": "City Hospital"}
    add(empty, given("2026-02-06", medicine, amount=120, unit="mg", **last))
    empty.click("Mark as given: Somatuline")
    words = seen(empty, page)
    for said in ("left side", "thigh", "Nurse Priya", "City Hospital"):
        assert f"Last time: {said}." in words
    form = page.in_place
    fill(form, "dose", side="right", given_by="Ana")
    empty.click("Save")
    dose = stored(empty, Administration)[-1]
    assert dose.given_at == WallTime(PartialDate.of(TODAY))
    assert (dose.amount, dose.unit, dose.side, dose.given_by) == (Decimal(120), "mg", Side.RIGHT, "Ana")
    assert dose.planned_on == PartialDate(2026, 3, 6)
    assert "Last given 3 March 2026 (today), 120 mg, right side, by Ana." in seen(empty, page)
    empty.click("Undo")
    assert len(stored(empty, Administration)) == 1
    assert "Last given 6 February 2026" in seen(empty, page)


def test_a_day_that_is_still_to_come_is_pointed_out_while_a_dose_is_marked(empty: Driver, page: MedicinesPage) -> None:
    injection(empty)
    empty.click("Mark as given: Somatuline")
    assert "still to come" not in seen(empty, page)
    fill(page.in_place, "dose", given_at="20|February|2036|")
    assert "Please check the date: 20 February 2036 is still to come." in seen(empty, page)


def test_marking_takes_two_presses(empty: Driver, page: MedicinesPage) -> None:
    injection(empty)
    empty.click("Mark as given: Somatuline")
    empty.click("Save")
    assert [each.state for each in stored(empty, Administration)] == [GivenState.GIVEN]


def test_a_dose_that_was_not_given_keeps_its_reason_and_nothing_of_a_given_one(
    empty: Driver, page: MedicinesPage
) -> None:
    medicine = injection(empty)
    add(empty, given("2026-01-30", medicine, amount=120, unit="mg"))
    empty.click("Mark as given: Somatuline")
    fill(page.in_place, "dose", state="not given", why_not="had a cold")
    empty.click("Save")
    dose = stored(empty, Administration)[-1]
    assert (dose.state, dose.why_not, dose.amount, dose.unit) == (GivenState.NOT_GIVEN, "had a cold", None, "")
    assert "Not marked as given" not in seen(empty, page)


def test_a_change_elsewhere_does_not_take_away_a_form_that_is_open(empty: Driver, page: MedicinesPage) -> None:
    injection(empty)
    empty.click("Mark as given: Somatuline")
    form = page.in_place
    fill(form, "dose", site="thigh")
    add(empty, medication("Creon"))
    assert page.in_place is form
    empty.click("Save")
    assert stored(empty, Administration)[0].site == "thigh"
    assert "Creon" in seen(empty, page)


def test_home_can_open_the_form_that_marks_a_dose(filled: Driver) -> None:
    somatuline = next(each for each in stored(filled, Medication) if each.name == "Somatuline Autogel")
    filled.window.show_page("medicines", lambda page: page.mark_as_given(somatuline.id))
    filled.settle()
    assert "Last time:" in seen(filled)


def test_a_medicine_is_stopped_with_its_reason_on_a_day_that_is_not_known(empty: Driver, page: MedicinesPage) -> None:
    add(empty, medication("Octreotide"))
    empty.click("History: Octreotide")
    empty.click("Mark as stopped")
    assert "Ask your care team before you change or stop any medicine." in seen(empty, page)
    fill(page.in_place, "medicine", why_stopped="replaced by injections")
    empty.click("Mark as stopped", page.in_place)
    (medicine,) = stored(empty, Medication)
    assert (medicine.state, medicine.stopped_on) == (MedicineState.STOPPED, None)
    assert "Stopped, date not known. Reason: replaced by injections" in seen(empty, page)
    empty.click("Medicines", page)
    assert "Stopped (1)" in seen(empty, page)
    assert "replaced by injections" not in seen(empty, page)
    empty.click("Show: Stopped (1)")
    assert "replaced by injections" in seen(empty, page)


def test_older_doses_are_shown_when_asked_for(empty: Driver, page: MedicinesPage) -> None:
    medicine = injection(empty)
    add(empty, *(given(str(TODAY - timedelta(days=28 * number)), medicine) for number in range(25)))
    oldest = "Edit: 30 April 2024"
    empty.click("History: Somatuline")
    assert "25 doses marked" in seen(empty, page)
    assert oldest not in spoken(page)
    empty.click("Show older ones")
    assert oldest in spoken(page)


def test_what_was_typed_is_offered_again_after_the_form_was_closed(empty: Driver, page: MedicinesPage) -> None:
    empty.click("Add medicine")
    empty.type("Lanreo")
    fill(page.inner, "dose", amount="120", schedule="daily")
    empty.button("Evening").click()
    page.on_back()
    empty.settle()
    page.continue_draft(Kind.MEDICINES, "")
    empty.settle()
    empty.click("Keep")
    assert isinstance(page.inner, AddMedicineForm)
    assert page.inner._parts["medicine"].editor("name").typed() == "Lanreo"
    assert empty.button("Evening").isChecked()


def test_undoing_that_a_medicine_was_added_leaves_its_page(empty: Driver, page: MedicinesPage) -> None:
    add(empty, medication("Creon"))
    empty.click("History: Creon")
    empty.controller.undoing.undo()
    empty.settle()
    assert page.inner is None
    assert empty.errors == []


def test_the_keyboard_stays_where_it_was_when_the_page_loads_anew(empty: Driver, page: MedicinesPage) -> None:
    add(empty, medication("Creon"))
    empty.button("History: Creon").setFocus()
    add(empty, medication("Omeprazole"))
    focused = empty.window.focusWidget()
    assert focused is not None
    assert focused.accessibleName() == "History: Creon"


def test_everything_that_takes_the_keyboard_has_a_name(filled: Driver) -> None:
    page = filled.go("medicines")
    assert nameless(page) == []
    somatuline = next(each for each in stored(filled, Medication) if each.name == "Somatuline Autogel")
    page.mark_as_given(somatuline.id)
    filled.settle()
    assert nameless(page) == []
    page.show_record(somatuline.id)
    filled.settle()
    assert nameless(page) == []
    page.change_dose(somatuline.id)
    filled.settle()
    assert nameless(page) == []
    page.add()
    filled.settle()
    assert nameless(page) == []


def test_the_list_is_shown_as_of_a_past_day_and_nothing_can_be_changed_there(
    empty: Driver, page: MedicinesPage
) -> None:
    medicine = medication("Omeprazole")
    first = phase(medicine, bedtime=40, unit="mg", schedule=Schedule.DAILY, from_on="2025-01-01")
    second = phase(medicine, bedtime=20, unit="mg", schedule=Schedule.DAILY, from_on="2026-02-01")
    add(empty, medicine, first, second, medication("Creon", started_on="2026-01-01"))
    empty.click("Show the list as of …")
    chooser = page.findChild(AsOfChooser)
    assert chooser is not None
    assert chooser.isAncestorOf(empty.window.focusWidget())
    for typed, said in (
        ("31|February|2025", "February 2025 has 28 days, so there is no 31 February."),
        ("||2025", "Please give a whole date: day, month and year."),
        ("1|June|2027", "Please choose today or a day before it."),
    ):
        chooser.editor.set_typed(typed)
        empty.click("Show the list", chooser)
        assert said in seen(empty, page)
        assert chooser.editor.typed() == typed
    chooser.editor.set_typed("12|January|2026")
    empty.click("Show the list", chooser)
    words = seen(empty, page)
    assert "The list as of 12 January 2026, by what is written down." in words
    assert in_order(words, "Taken on 12 January 2026", "Bedtime", "Omeprazole", "40 mg")
    assert [each for each in spoken(page) if each.startswith(("Change", "Add", "Edit"))] == []
    assert nameless(page) == []
    empty.click("Back to today")
    assert in_order(seen(empty, page), "Taking now", "Omeprazole", "20 mg")


def test_what_looks_like_an_injection_is_moved_there_in_one_press(empty: Driver, page: MedicinesPage) -> None:
    add(empty, medication("Lanreotide", form="prefilled syringe"))
    assert "Lanreotide: This looks like an injection." in seen(empty, page)
    empty.click("Set the use to injection: Lanreotide")
    assert [each.use for each in stored(empty, Medication)] == [MedicineUse.INJECTION]
    words = seen(empty, page)
    assert "This looks like an injection." not in words
    assert in_order(words, "Injections and infusions", "Lanreotide")


def test_a_known_name_offers_what_is_known_and_fills_nothing_in_by_itself(empty: Driver, page: MedicinesPage) -> None:
    empty.click("Add medicine")
    empty.type("Somatuline Depot")
    assert isinstance(page.inner, AddMedicineForm)
    page.inner._look_for_same()
    empty.settle()
    assert "This may be: lanreotide, under the skin, injection." in seen(empty, page)
    assert page.inner._medicine.editor("generic_name").typed() == ""
    empty.click("Fill it in")
    empty.click("Save")
    (medicine,) = stored(empty, Medication)
    assert (medicine.name, medicine.generic_name, medicine.route, medicine.use) == (
        "Somatuline Depot",
        "lanreotide",
        "under the skin",
        MedicineUse.INJECTION,
    )


def test_a_name_keeps_the_letters_that_were_typed(empty: Driver, page: MedicinesPage) -> None:
    empty.click("Add medicine")
    empty.type("SOMATULINE depot")
    QTest.keyClick(empty.window.focusWidget(), Qt.Key.Key_Tab)
    empty.click("Save")
    assert [each.name for each in stored(empty, Medication)] == ["SOMATULINE depot"]


def test_a_brand_of_a_medicine_that_is_there_offers_a_change(empty: Driver, page: MedicinesPage) -> None:
    add(empty, medication("Lanreotide"))
    empty.click("Add medicine")
    empty.type("Somatuline")
    assert isinstance(page.inner, AddMedicineForm)
    page.inner._look_for_same()
    empty.settle()
    assert "You already have Lanreotide. Add a change to it?" in seen(empty, page)


def test_a_whole_list_from_paper_is_one_change_with_its_words_understood_or_kept(
    empty: Driver, page: MedicinesPage
) -> None:
    add(empty, medication("Creon"))
    empty.click("Add medicine")
    empty.click("A whole list from paper")
    fill(page.inner, "list", name_1="Omeprazole", amount_1="20", unit_1="mg", often_1="at bedtime")
    fill(page.inner, "list", name_2="Lanreotide", amount_2="120", unit_2="mg", often_2="every 4 weeks")
    fill(page.inner, "list", name_3="Creon", often_3="as on the box")
    fill(page.inner, "list", name_4="Dexamethasone", amount_4="½", unit_4="tablet", often_4="1x a day")
    empty.settle()
    words = seen(empty, page)
    assert in_order(words, "20 mg at bedtime", "Injection  ·  120 mg every 4 weeks", "Kept as written: as on the box")
    assert "You already have Creon. Add a change to it?" in words
    fill(page.inner, "list", name_3="")
    empty.click("Save the list")
    assert "Please fill in “Name as on the label, line 3”." in empty.buttons()
    fill(page.inner, "list", name_3="Pancrelipase", amount_4="0")
    empty.click("Save the list")
    assert "“Amount, line 4” needs to be more than 0." in empty.buttons()
    fill(page.inner, "list", amount_4="½")
    empty.click("Save the list")
    assert [each.name for each in stored(empty, Medication)] == [
        "Creon",
        "Omeprazole",
        "Lanreotide",
        "Pancrelipase",
        "Dexamethasone",
    ]
    doses = stored(empty, DosePhase)
    assert [(each.amount, each.schedule, each.instructions) for each in doses] == [
        (Decimal(20), Schedule.DAILY, ""),
        (Decimal(120), Schedule.EVERY_WEEKS, ""),
        (None, Schedule.AS_WRITTEN, "as on the box"),
        (Decimal("0.5"), Schedule.DAILY, ""),
    ]
    empty.click("Undo")
    assert [each.name for each in stored(empty, Medication)] == ["Creon"]


def test_a_medicine_is_not_stopped_before_it_began(empty: Driver, page: MedicinesPage) -> None:
    add(empty, medication("Octreotide", started_on="2026-02-01"))
    empty.click("History: Octreotide")
    empty.click("Mark as stopped")
    fill(page.in_place, "medicine", stopped_on="1|January|2026")
    empty.click("Mark as stopped", page.in_place)
    assert "“Stopped on” lies before the start. Please check both dates." in seen(empty, page)
    assert [each.state for each in stored(empty, Medication)] == [MedicineState.TAKING]


def test_a_time_that_the_clocks_leave_out_is_told_and_kept(
    empty: Driver, page: MedicinesPage, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(clock, "zone", lambda: ZoneInfo("Europe/Berlin"))
    injection(empty)
    empty.click("Mark as given: Somatuline")
    fill(page.in_place, "dose", given_at="29|March|2026@02:30")
    assert "The clocks here go forward that night and leave out Sunday 29 March 2026, 02:30." in seen(empty, page)
    empty.click("Save")
    assert [str(each.given_at) for each in stored(empty, Administration)] == ["2026-03-29T02:30"]


def test_what_is_taken_as_needed_is_counted_by_week_and_month(empty: Driver, page: MedicinesPage) -> None:
    medicine = medication("Loperamide", use=MedicineUse.AS_NEEDED)
    add(empty, medicine, given("2026-03-02", medicine), given("2026-02-24", medicine))
    empty.click("History: Loperamide")
    words = seen(empty, page)
    assert "23 Feb: 1, 2 Mar: 1." in words
    assert "February: 1, March: 1." in words


def test_taking_it_again_asks_for_the_dose_from_now_on(empty: Driver, page: MedicinesPage) -> None:
    medicine = medication("Omeprazole")
    add(empty, medicine, phase(medicine, amount=40, unit="mg", schedule=Schedule.DAILY, from_on="2025-03-03"))
    empty.tasks.change(partial(acts_stop, medicine.id))
    empty.settle()
    page.show_record(medicine.id)
    empty.settle()
    empty.click("It is taken now")
    assert page.words == "Change the dose of Omeprazole"
    empty.click("Save")
    assert [(str(each.from_on), str(each.until_on)) for each in stored(empty, DosePhase)] == [
        ("2025-03-03", "2026-01-31"),
        (str(TODAY), "None"),
    ]


def acts_stop(medication_id: str, journal: Any, author: str) -> Any:
    return medicines.stop(journal, medication_id=medication_id, stopped_on=PartialDate(2026, 2, 1), author=author)


def test_a_question_that_comes_to_mind_at_a_medicine_waits_for_the_next_visit_and_leads_back(empty: Driver) -> None:
    medicine = medication("Creon")
    visit = appointment("2026-03-10T10:30", with_whom="Dr Lee")
    add(empty, medicine, visit)
    page = empty.go("medicines")
    page.show_record(medicine.id)
    empty.settle()
    empty.button("Add a question for my visit").setFocus()
    empty.press(Qt.Key.Key_Space)
    empty.type("May I take it cold?")
    empty.press(Qt.Key.Key_Return)
    empty.settle()
    (asked,) = stored(empty, Question)
    assert (asked.text, asked.appointment, asked.about) == (
        "May I take it cold?",
        visit.id,
        f"medicine:{medicine.id}",
    )
    visits = empty.go("appointments")
    visits.show_record(visit.id)
    empty.settle()
    empty.click("See the medicine it came from")
    assert empty.window.page is page
    assert "Creon" in page.words


def test_a_question_being_typed_stays_when_the_medicine_is_read_anew(empty: Driver) -> None:
    medicine = medication("Creon")
    add(empty, medicine)
    page = empty.go("medicines")
    page.show_record(medicine.id)
    empty.settle()
    empty.click("Add a question for my visit")
    empty.type("Half a ques")
    add(empty, given("2026-03-02", medicine))
    (line,) = [each for each in page.findChildren(QLineEdit) if each.isVisible()]
    assert line.text() == "Half a ques"

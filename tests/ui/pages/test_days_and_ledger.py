"""Today, the week and the ledger of injections, one step into the Medicines page, on a real journal."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QCheckBox

from hoofbeat.domain.records import (
    Administration,
    AppointmentKind,
    DayPart,
    GivenState,
    Medication,
    MedicineUse,
    Schedule,
    Side,
)
from hoofbeat.ui.pages.medicines.ledger import LedgerColumn
from hoofbeat.ui.pages.medicines.page import MedicinesPage
from hoofbeat.ui.pages.medicines.today import DayColumn
from hoofbeat.ui.pages.medicines.week import WeekColumn
from tests.made_up import appointment, every_days, given, medication, phase
from tests.ui.driver import Driver
from tests.ui.pages.care import add, fill, nameless, plain, press, seen, stored, tab_stops


@pytest.fixture
def page(empty: Driver) -> MedicinesPage:
    found: MedicinesPage = empty.go("medicines")
    return found


def creon(empty: Driver) -> Medication:
    medicine = medication("Creon")
    add(empty, medicine, phase(medicine, schedule=Schedule.DAILY, unit="capsules", morning=2, evening=3))
    return medicine


def injection(empty: Driver) -> Medication:
    medicine = medication("Somatuline", use=MedicineUse.INJECTION)
    dose = every_days(28, medicine, amount=120, unit="mg", from_on="2025-01-10", order_days_before=14)
    add(empty, medicine, dose, given("2026-02-03T09:30", medicine, amount=120, unit="mg", side=Side.LEFT, lot="A7"))
    return medicine


def open_view(empty: Driver, page: MedicinesPage, name: str) -> object:
    empty.click(name, page)
    return page.inner


def boxes(page: MedicinesPage) -> list[tuple[str, bool]]:
    found = [each for each in page.findChildren(QCheckBox) if each.isVisible()]
    return [(plain(each.accessibleName()), each.isChecked()) for each in found]


def box(page: MedicinesPage, name: str) -> QCheckBox:
    found = [each for each in page.findChildren(QCheckBox) if each.isVisible() and plain(each.accessibleName()) == name]
    assert found, boxes(page)
    return found[0]


def test_today_stands_in_the_order_of_the_day_with_injections_on_top(empty: Driver, page: MedicinesPage) -> None:
    creon(empty)
    injection(empty)
    open_view(empty, page, "Today")
    assert isinstance(page.inner, DayColumn)
    assert boxes(page) == [
        ("Somatuline, 120 mg", False),
        ("Creon, 2 capsules", False),
        ("Creon, 3 capsules", False),
    ]
    words = seen(empty, page.inner)
    places = [words.find(each) for each in ("Injections and infusions", "Morning", "Evening")]
    assert -1 not in places
    assert places == sorted(places)
    assert nameless(page.inner) == []


def test_a_tick_is_one_change_and_a_second_click_takes_it_away(empty: Driver, page: MedicinesPage) -> None:
    creon(empty)
    open_view(empty, page, "Today")
    box(page, "Creon, 3 capsules").click()
    empty.settle()
    (mark,) = stored(empty, Administration)
    assert (str(mark.amount), mark.part_of_day) == ("3", DayPart.EVENING)
    assert box(page, "Creon, 3 capsules").isChecked()
    box(page, "Creon, 3 capsules").click()
    empty.settle()
    assert stored(empty, Administration) == []
    empty.click("Undo")
    assert box(page, "Creon, 3 capsules").isChecked()


def test_two_quick_clicks_make_one_mark(empty: Driver, page: MedicinesPage) -> None:
    creon(empty)
    open_view(empty, page, "Today")
    tick = box(page, "Creon, 2 capsules")
    tick.click()
    tick.click()
    empty.settle()
    assert len(stored(empty, Administration)) == 1


def test_the_space_bar_ticks_and_the_keyboard_stays_on_the_box(empty: Driver, page: MedicinesPage) -> None:
    creon(empty)
    open_view(empty, page, "Today")
    box(page, "Creon, 2 capsules").setFocus()
    empty.press(Qt.Key.Key_Space)
    empty.settle()
    assert len(stored(empty, Administration)) == 1
    assert box(page, "Creon, 2 capsules").hasFocus()
    assert page.inner is not None
    assert tab_stops(page.inner)[-3:] == ["Creon, 2 capsules", "Edit: Creon, 2 capsules", "Creon, 3 capsules"]


def test_a_mark_is_corrected_in_its_form_and_the_day_comes_back(empty: Driver, page: MedicinesPage) -> None:
    creon(empty)
    open_view(empty, page, "Today")
    empty.click("Day before", page)
    box(page, "Creon, 2 capsules").click()
    empty.settle()
    press(empty, page, "Edit: Creon, 2 capsules")
    fill(page.inner, "dose", amount="1")
    empty.click("Save")
    assert isinstance(page.inner, DayColumn)
    words = seen(empty, page.inner)
    assert "Monday 2 March 2026" in words
    assert "Given: 1 capsule" in words


def test_a_day_to_come_is_shown_and_not_marked_ahead(empty: Driver, page: MedicinesPage) -> None:
    creon(empty)
    open_view(empty, page, "Today")
    empty.click("Day after", page)
    assert "Creon, 2 capsules" in seen(empty, page.inner)
    assert boxes(page) == []


def test_nothing_is_said_of_what_has_no_mark(empty: Driver, page: MedicinesPage) -> None:
    creon(empty)
    for name in ("Today", "Week"):
        open_view(empty, page, name)
        words = seen(empty, page.inner).casefold()
        assert not any(each in words for each in ("missed", "forgot", "%", "of 2", "overdue", "not ticked"))
        page.on_back()
        empty.settle()


def test_what_is_taken_as_needed_is_marked_with_the_time_it_is_now(empty: Driver, page: MedicinesPage) -> None:
    needed = medication("Loperamide", use=MedicineUse.AS_NEEDED)
    add(empty, needed, phase(needed, schedule=Schedule.AS_NEEDED, amount=2, unit="mg"))
    open_view(empty, page, "Today")
    empty.click("Taken now: Loperamide")
    (mark,) = stored(empty, Administration)
    assert (str(mark.given_at), str(mark.amount)) == ("2026-03-03T10:42", "2")
    assert "Also marked" in seen(empty, page.inner)


def test_the_week_is_ticked_with_arrows_and_the_space_bar(empty: Driver, page: MedicinesPage) -> None:
    creon(empty)
    open_view(empty, page, "Week")
    assert isinstance(page.inner, WeekColumn)
    grid = page.inner.grid
    grid.setFocus()
    spoken = Qt.ItemDataRole.AccessibleTextRole
    assert plain(grid.currentItem().data(spoken)) == "Tuesday 3 March 2026, Creon, 2 capsules: planned"
    empty.press(Qt.Key.Key_Left)
    empty.press(Qt.Key.Key_Space)
    empty.settle()
    (mark,) = stored(empty, Administration)
    assert (str(mark.given_at), mark.part_of_day) == ("2026-03-02", DayPart.MORNING)
    assert plain(grid.currentItem().data(spoken)) == "Monday 2 March 2026, Creon, 2 capsules: marked as given"
    for _ in range(2):
        empty.press(Qt.Key.Key_Right)
    empty.press(Qt.Key.Key_Space)
    empty.settle()
    assert len(stored(empty, Administration)) == 1
    empty.press(Qt.Key.Key_PageDown)
    empty.settle()
    assert "9 to 15 March 2026" in seen(empty, page.inner)


def test_a_dose_that_changes_within_the_week_has_a_line_for_each_amount(empty: Driver, page: MedicinesPage) -> None:
    medicine = medication("Omeprazole")
    doses = [
        phase(medicine, schedule=Schedule.DAILY, unit="mg", bedtime=amount, from_on=on)
        for amount, on in ((40, "2026-01-01"), (20, "2026-03-04"))
    ]
    add(empty, medicine, *doses)
    open_view(empty, page, "Week")
    assert isinstance(page.inner, WeekColumn)
    grid = page.inner.grid
    texts = [[str(grid.model().index(row, place).data() or "") for place in range(8)] for row in range(grid.rowCount())]
    lines = {plain(name): "".join("x" if each else "." for each in days) for name, *days in texts if any(days)}
    assert lines == {"Omeprazole, 40 mg": "xx.....", "Omeprazole, 20 mg": "..xxxxx"}


def test_the_ledger_shows_doses_with_the_days_between_and_plain_dates_ahead(empty: Driver, page: MedicinesPage) -> None:
    medicine = injection(empty)
    add(empty, given("2026-01-05", medicine, amount=90, unit="mg", given_by="Nurse Priya"))
    add(empty, appointment("2026-04-02", kind=AppointmentKind.SCAN))
    open_view(empty, page, "Injections given")
    assert isinstance(page.inner, LedgerColumn)
    model = page.inner.model
    texts = [
        [plain(str(model.index(row, place).data())) for place in range(model.columnCount())]
        for row in range(model.rowCount())
    ]
    assert [each[:4] for each in texts] == [
        ["3 Feb 2026, 9:30am" if "am" in texts[0][0] else "3 Feb 2026, 09:30", "120 mg", "29", "left side"],
        ["5 Jan 2026", "90 mg", "", ""],
    ]
    assert texts[0][-1] == "lot A7"
    words = seen(empty, page.inner)
    assert "Next planned: 3 March 2026." in words
    assert "Order by: 17 February 2026." in words
    assert "Next scan: 2 April 2026." in words
    assert nameless(page.inner) == []


def test_the_ledger_is_filtered_sorted_and_mended(empty: Driver, page: MedicinesPage) -> None:
    injection(empty)
    other = medication("Octreotide", use=MedicineUse.INJECTION)
    add(empty, other, given("2026-02-20", other, amount=20, unit="mg"))
    open_view(empty, page, "Injections given")
    assert isinstance(page.inner, LedgerColumn)
    ledger = page.inner
    assert ledger.model.total == 2
    ledger.model.sort(1, Qt.SortOrder.DescendingOrder)
    empty.settle()
    assert [ledger.model.row_at(row).medication.name for row in (0, 1)] == ["Somatuline", "Octreotide"]
    ledger.choice.setCurrentIndex(ledger.choice.findData(other.id))
    ledger.choice.activated.emit(ledger.choice.currentIndex())
    empty.settle()
    assert ledger.model.total == 1
    assert ledger.table is not None
    ledger.table.table.row_opened.emit(0)
    empty.settle()
    fill(page.inner, "dose", amount="30")
    empty.click("Save")
    assert isinstance(page.inner, LedgerColumn)
    assert "30" in [str(each.amount) for each in stored(empty, Administration)]


def test_a_dose_not_given_says_why_and_has_no_box(empty: Driver, page: MedicinesPage) -> None:
    medicine = injection(empty)
    mark = given("2026-03-03", medicine, state=GivenState.NOT_GIVEN, why_not="Clinic closed", planned_on="2026-03-03")
    add(empty, mark)
    open_view(empty, page, "Today")
    assert "Not given: Clinic closed" in seen(empty, page.inner)
    assert boxes(page) == []


@pytest.mark.parametrize("name", ["Today", "Week", "Injections given"])
def test_each_view_can_be_left_for_the_list_again(empty: Driver, page: MedicinesPage, name: str) -> None:
    creon(empty)
    open_view(empty, page, name)
    empty.click("Medicines", page)
    assert page.inner is None
    assert "Taking now" in seen(empty, page)

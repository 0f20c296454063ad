"""A whole report by keyboard: cell by cell, the last panel, a pasted table, what waits, a second look, a draft, one undo."""

from __future__ import annotations

from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit

from hoofbeat.domain.labs.pasted_tables import Column
from hoofbeat.domain.records import Progress, Result, Sample
from hoofbeat.domain.values import PartialDate
from hoofbeat.ui.pages.lab_results.report.cell_editor import CellLine
from hoofbeat.ui.pages.lab_results.report.paste_panel import PastePanel
from hoofbeat.ui.pages.lab_results.report.report_form import ReportForm
from tests.ui.driver import Driver
from tests.ui.pages.results import all_of, results_page

CONTROL = Qt.KeyboardModifier.ControlModifier
PORTAL = "Component\tYour value\tUnits\tFlag\nCgA\t<5\tng/mL\tL\nGastrin\t1,234\tpg/mL\tH\tmore\nIron tea\tsee note\t\t"


def new_report(driver: Driver) -> ReportForm:
    page = results_page(driver)
    driver.click("Add a whole report", page)
    assert isinstance(page.inner, ReportForm)
    return page.inner


def let_check(driver: Driver, form: ReportForm) -> None:
    """Let what was typed be checked now, and not when the pause after typing is over."""
    form.checks.timer.timeout.emit()
    driver.settle()


def save(driver: Driver, form: ReportForm) -> None:
    driver.click("Save", form)
    driver.settle()


def head(driver: Driver, form: ReportForm, laboratory: str = "City Lab") -> None:
    form.taken.editor("taken_on").set_value(PartialDate(2026, 2, 24))
    form.taken.editor("laboratory").set_typed(laboratory)
    driver.settle()


def readings(form: ReportForm) -> list[str]:
    rows = form.results.rows
    return [str(rows.reading(place).data()) for place in range(len(rows.rows))]


def values(driver: Driver) -> list[tuple[str, str]]:
    return [(each.value_text, each.unit) for each in driver.read(all_of(Result))]


def test_a_report_is_typed_without_the_mouse_and_a_new_row_is_there_by_itself(empty: Driver) -> None:
    form = new_report(empty)
    head(empty, form)
    form.results.grid.setFocus(Qt.FocusReason.TabFocusReason)
    for row in (("cga", "<5", "ng/mL", "0 to 93"), ("Gastrin", "31,8", "pg/mL"), ("Iron tea", "trace")):
        for place, text in enumerate(row):
            if place:
                empty.press(Qt.Key.Key_Tab)
            empty.type(text)
        empty.press(Qt.Key.Key_Return)
    let_check(empty, form)
    assert readings(form) == [
        "Chromogranin A, less than 5\N{NO-BREAK SPACE}ng/mL, range 0 to 93",
        "Gastrin, 31.8\N{NO-BREAK SPACE}pg/mL",
        "Iron tea (not in our list, kept under this name), “trace”, kept as words",
    ]
    empty.window.activateWindow()  # without a screen, a list that closes leaves no window active
    empty.settle()
    QTest.keyClick(empty.window, Qt.Key.Key_S, CONTROL)
    empty.settle()
    empty.settle()
    assert values(empty) == [("<5", "ng/mL"), ("31,8", "pg/mL"), ("trace", "")]
    assert len(empty.read(all_of(Sample))) == 1
    empty.controller.undoing.undo()
    empty.settle()
    assert values(empty) == []


def test_one_result_of_a_report_takes_at_most_25_keys(filled: Driver) -> None:
    form = new_report(filled)
    form.focus_first()
    form.taken.editor("laboratory").set_typed("City Lab")
    keys = [*"24/2/2026", Qt.Key.Key_Return, *"cga", Qt.Key.Key_Tab, *"99", Qt.Key.Key_Tab]
    for key in keys:
        if isinstance(key, str):
            filled.type(key)
        else:
            filled.press(key)
        if key is Qt.Key.Key_Return:
            filled.settle()
    let_check(filled, form)
    form.results.grid.setFocus()
    filled.press(Qt.Key.Key_Space, CONTROL)
    save(filled, form)  # Ctrl+S, as the test before shows: the last of the keys
    filled.settle()
    assert len(keys) + 2 <= 25
    made = [each for each in filled.read(all_of(Result)) if each.value_text == "99" and each.unit == "ng/mL"]
    assert [(each.unit, each.range_text or str(each.range_high)) for each in made] == [("ng/mL", "0 to 93")]


def test_enter_stays_at_a_date_that_is_not_understood(empty: Driver) -> None:
    form = new_report(empty)
    form.focus_first()
    empty.type("31/31/26")
    empty.press(Qt.Key.Key_Return)
    empty.settle()
    assert not isinstance(QApplication.focusWidget(), CellLine)


def test_tab_leaves_the_grid_from_its_blank_row_and_shift_tab_from_its_first_cell(empty: Driver) -> None:
    form = new_report(empty)
    form.results.grid.go_to(0, Column.TEST)
    assert isinstance(QApplication.focusWidget(), CellLine)
    empty.press(Qt.Key.Key_Tab)
    assert QApplication.focusWidget() is empty.button("Not back yet (Ctrl+E)", form)
    form.results.grid.go_to(0, Column.TEST)
    empty.press(Qt.Key.Key_Backtab, Qt.KeyboardModifier.ShiftModifier)
    assert QApplication.focusWidget() is form.results.method


def test_a_row_goes_with_ctrl_delete_and_arrows_lead_up_and_down(empty: Driver) -> None:
    form = new_report(empty)
    form.results.grid.go_to(0, Column.TEST)
    for name in ("CgA", "Gastrin", "Insulin"):
        empty.type(name)
        empty.press(Qt.Key.Key_Down)
    empty.press(Qt.Key.Key_Up)
    empty.press(Qt.Key.Key_Up)
    empty.press(Qt.Key.Key_Delete, CONTROL)
    assert [row.test for row in form.results.rows.rows] == ["CgA", "Insulin"]


def test_a_synonym_offers_the_test_and_choosing_it_fills_the_cell(empty: Driver) -> None:
    form = new_report(empty)
    form.results.grid.go_to(0, Column.TEST)
    line = QApplication.focusWidget()
    assert isinstance(line, QLineEdit)
    empty.type("serum fasting gastrin")
    completer = line.completer()
    assert completer.completionCount() == 1
    popup = completer.popup()
    assert popup is not None
    QTest.keyClick(popup, Qt.Key.Key_Down)
    QTest.keyClick(popup, Qt.Key.Key_Return)
    assert form.results.rows.row(0).test == "Gastrin"
    assert form.results.grid.place == 0  # choosing is one thing, going on another
    empty.press(Qt.Key.Key_Tab)
    empty.type("318")
    assert dict(form.results.rows.row(0).texts) == {"test": "Gastrin", "value_text": "318"}


def test_the_last_panel_comes_without_values_and_grey_text_is_taken_by_one_key_only(filled: Driver) -> None:
    form = new_report(filled)
    head(filled, form)
    filled.click("Repeat the last panel", form)
    let_check(filled, form)
    rows = form.results.rows
    assert "as last time (City Lab, 18 January 2026)" in filled.words(form)
    assert {row.test for row in rows.rows} >= {"Chromogranin A", "Gastrin"}
    assert all(not row.has_value for row in rows.rows)
    assert rows.offered(0, Column.UNIT) == "ng/mL"
    filled.type("95")
    let_check(filled, form)
    assert "No unit yet. Last time it was ng/mL: Ctrl+Space takes it over." in readings(form)[0]
    assert rows.row(0).text(Column.UNIT) == ""
    filled.press(Qt.Key.Key_Space, CONTROL)
    assert (rows.row(0).text(Column.UNIT), rows.row(0).text(Column.RANGE)) == ("ng/mL", "0 to 93")
    assert form.results.grid.place == 0
    filled.press(Qt.Key.Key_Return)
    assert (form.results.grid.place, form.results.grid.currentIndex().column()) == (1, 2)  # the next value


def test_a_pasted_table_is_shown_first_and_every_row_of_it_arrives(filled: Driver) -> None:
    form = new_report(filled)
    head(filled, form)
    form.results.grid.go_to(0, Column.TEST)
    QGuiApplication.clipboard().setText(PORTAL)
    filled.press(Qt.Key.Key_V, CONTROL)
    filled.settle()
    (panel,) = form.findChildren(PastePanel)
    assert [box.currentText() for box in panel.boxes] == ["Test", "Value", "Unit", "Flag"]
    assert form.results.rows.rows == []
    filled.click("Add 3 rows", panel)
    let_check(filled, form)
    said = readings(form)
    assert "less than 5" in said[0]
    assert "This line had 5 parts" in said[1]
    assert "We found no place for “more”" in said[1]
    assert "“1,234” may mean two numbers. Which one is it?" in filled.words(form)
    save(filled, form)
    assert "Please check 1 row:" in filled.words(form)
    before = len(values(filled))
    filled.click("1.234", form)
    save(filled, form)
    assert "Please look at this again. Nothing is saved yet." in filled.words(form)
    filled.click("Keep and save", form)
    filled.settle()
    assert values(filled)[before:] == [("<5", "ng/mL"), ("1,234", "pg/mL"), ("see note", "")]


def test_another_column_can_hold_the_values_and_its_date_is_offered_above(empty: Driver) -> None:
    form = new_report(empty)
    form.paste("Test\t24 Feb 2026\t18 Jan 2026\nCgA\t120\t110\nGastrin\t318\t290")
    empty.settle()
    (panel,) = form.findChildren(PastePanel)
    assert [box.currentText() for box in panel.boxes] == ["Test", "Value", "Leave out"]
    panel.boxes[2].setCurrentText("Value")
    panel.boxes[2].activated.emit(panel.boxes[2].currentIndex())
    empty.click("Add 2 rows", panel)
    assert [row.text(Column.VALUE) for row in form.results.rows.rows] == ["110", "290"]
    assert form.taken.editor("taken_on").value() == PartialDate(2026, 1, 18)


def test_what_is_not_back_yet_waits_and_its_laboratory_can_be_called(filled: Driver) -> None:
    form = new_report(filled)
    head(filled, form)
    form.results.grid.go_to(0, Column.TEST)
    filled.type("Insulin")
    assert not form.awaited.isVisible()
    filled.press(Qt.Key.Key_E, CONTROL)
    let_check(filled, form)
    assert form.awaited.isVisible()
    assert form.awaited.editor("laboratory_phone").typed() == "555 0150"
    form.awaited.editor("expected_on").set_value(PartialDate(2026, 3, 9))
    save(filled, form)
    page = results_page(filled)
    assert "Waiting for result since 24 February 2026" in filled.words(page)
    assert "City Lab, 555 0150. Expected by 9 March 2026." in filled.words(page)
    assert filled.read(all_of(Result))[-1].state is Progress.AWAITED
    assert "Waiting for result since 24 February 2026" in filled.words(filled.go("home"))


def test_empty_values_can_be_said_to_be_awaited_or_taken_away_in_one_click(filled: Driver) -> None:
    choices = (("The empty ones are not back yet", "12", 2), ("Remove the empty rows", "13", 1))
    for choice, value, left in choices:
        form = new_report(filled)
        head(filled, form, "New Lab")
        form.results.grid.go_to(0, Column.TEST)
        for row in (("CgA", value), ("Insulin", "")):
            filled.type(row[0])
            filled.press(Qt.Key.Key_Tab)
            filled.type(row[1])
            filled.press(Qt.Key.Key_Return)
        save(filled, form)
        assert "Row 2 (Insulin): No value yet." in filled.words(form)
        filled.click(choice, form)
        assert len(form.results.rows.rows) == left
        before = len(values(filled))
        save(filled, form)
        assert len(values(filled)) == before + left


def test_five_hundred_pasted_rows_are_all_there_to_be_edited(empty: Driver) -> None:
    form = new_report(empty)
    form.paste("\n".join(f"Gastrin\t{number}\tpg/mL" for number in range(500)))
    empty.settle()
    empty.click("Add 500 rows", form)
    let_check(empty, form)
    assert readings(form)[499] == "Gastrin, 499\N{NO-BREAK SPACE}pg/mL"
    form.results.grid.go_to(499, Column.VALUE)
    empty.type("1.2.3")
    let_check(empty, form)
    assert "has two decimal signs" in readings(form)[499]


def test_a_check_while_typing_does_not_swallow_the_one_before_saving(empty: Driver) -> None:
    form = new_report(empty)
    form.results.grid.go_to(0, Column.TEST)
    for text in ("CgA", "7"):
        empty.type(text)
        empty.press(Qt.Key.Key_Tab)
    form.save()
    form.checks.timer.timeout.emit()
    empty.settle()
    empty.settle()
    assert values(empty) == [("7", "")]


@pytest.mark.parametrize("year", [2027, 1900])
def test_a_day_that_cannot_be_is_asked_about_and_kept_by_one_click(filled: Driver, year: int) -> None:
    form = new_report(filled)
    form.taken.editor("taken_on").set_value(PartialDate(year))
    form.results.grid.go_to(0, Column.TEST)
    filled.type("Selenium")
    filled.press(Qt.Key.Key_Tab)
    filled.type("7")
    save(filled, form)
    assert "Please check the date" in filled.words(form)
    filled.click("Keep and save", form)
    filled.settle()
    assert filled.read(all_of(Sample))[-1].taken_on == PartialDate(year)


def test_the_injection_before_the_sample_is_told_from_the_doses_given(filled: Driver) -> None:
    form = new_report(filled)
    head(filled, form)
    let_check(filled, form)
    assert "days before (" in form.how.since.text()


def test_a_dynamic_test_has_a_column_for_its_minutes(empty: Driver) -> None:
    form = new_report(empty)
    head(empty, form)
    assert form.results.grid.isColumnHidden(1)
    form.taken.editor("procedure").set_typed("Secretin test")
    form.taken.edited.emit()
    assert not form.results.grid.isColumnHidden(1)
    form.results.grid.go_to(0, Column.TEST)
    for row in (("Gastrin", "0", "110"), ("Gastrin", "5", "340")):
        for place, text in enumerate(row):
            if place:
                empty.press(Qt.Key.Key_Tab)
            empty.type(text)
        empty.press(Qt.Key.Key_Return)
    save(empty, form)
    assert [(each.minute, each.value_text) for each in empty.read(all_of(Result))] == [(0, "110"), (5, "340")]
    assert empty.read(all_of(Sample))[0].procedure == "Secretin test"


def test_a_report_that_was_left_is_gone_on_with_from_home(filled: Driver) -> None:
    form = new_report(filled)
    form.results.grid.go_to(0, Column.TEST)
    filled.type("CgA")
    filled.press(Qt.Key.Key_Tab)
    filled.type("<5")
    form.close_keeping_draft()
    filled.settle()
    home = filled.go("home")
    assert "You began to type: lab report. We kept it." in filled.words(home)
    filled.click("Go on", home)
    again: Any = filled.window.page.inner
    assert isinstance(again, ReportForm)
    filled.click("Keep", again)
    assert [dict(row.texts) for row in again.results.rows.rows] == [{"test": "CgA", "value_text": "<5"}]

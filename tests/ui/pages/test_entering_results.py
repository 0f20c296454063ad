"""A result is entered by keyboard: what is offered, how it is understood, what is asked about before it is saved."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from hoofbeat.domain.records import Laboratory, OwnTest, Result, Sample
from hoofbeat.domain.values import PartialDate
from hoofbeat.ui.pages.lab_results.one_test import OneTest
from hoofbeat.ui.pages.lab_results.result_form import ResultForm
from tests.ui.driver import Driver
from tests.ui.pages.results import all_of, fill, new_form, newest_of, one_test, save

TAKE = object()
"""The keys that take what stands in grey."""


MOST_KEYS = 25


def test_a_result_is_entered_by_keyboard_in_few_keys(filled: Driver) -> None:
    form = new_form(filled)
    assert form.fields.editor("test").target.hasFocus()
    keys = [*"gastrin", Qt.Key.Key_Tab, *"290", Qt.Key.Key_Tab, TAKE, Qt.Key.Key_Tab, *"24/2/2026", Qt.Key.Key_Tab]
    for key in keys:
        if key is TAKE:
            QTest.keyClick(filled.window, Qt.Key.Key_Space, Qt.KeyboardModifier.ControlModifier)
        elif isinstance(key, str):
            filled.type(key)
        else:
            _tab(filled)
            filled.settle()
    QTest.keyClick(filled.window, Qt.Key.Key_S, Qt.KeyboardModifier.ControlModifier)
    filled.settle()
    filled.settle()
    assert len(keys) + 1 <= MOST_KEYS
    line = newest_of(filled, "gastrin").newest
    assert line is not None
    assert (line.result.value_text, line.result.unit, str(line.sample.taken_on)) == ("290", "pg/mL", "2026-02-24")
    assert line.laboratory is not None
    assert line.laboratory.name == "City Lab"


def _tab(driver: Driver) -> None:
    """Go on with Tab, which closes a list that is open; without a screen that leaves no window active."""
    popup = QApplication.activePopupWidget()
    if popup is not None:
        popup.hide()
    driver.window.activateWindow()
    driver.settle()
    focused = QApplication.focusWidget()
    assert focused is not None
    QTest.keyClick(focused, Qt.Key.Key_Tab)


def test_a_synonym_finds_the_test_and_a_name_of_ones_own_makes_one(filled: Driver) -> None:
    form = new_form(filled)
    completer = form.fields.editor("test").target.completer()  # type: ignore[attr-defined]  # the line that one types into
    completer.setCompletionPrefix("cga")
    assert completer.pathFromIndex(completer.completionModel().index(0, 0)) == "Chromogranin A"
    fill(filled, form, test="Selenium in hair", value_text="0,7", unit="ug/g", laboratory="Hair Lab")
    assert "“Selenium in hair” is not in our list of tests. It is kept under this name." in filled.words(form)
    save(filled, form)
    assert [each.name for each in filled.read(all_of(OwnTest))] == ["Selenium in hair"]
    assert "Hair Lab" in [each.name for each in filled.read(all_of(Laboratory))]


def test_what_the_laboratory_printed_last_time_is_shown_and_entered_by_one_act_only(filled: Driver) -> None:
    form = new_form(filled)
    fill(filled, form, test="Gastrin", value_text="290")
    assert "Last time: City Lab, pg/mL, 13 to 115, blood. It is saved only if you take it." in filled.words(form)
    assert not any(name in form.fields.texts() for name in ("unit", "laboratory", "range_text", "specimen"))
    filled.click("Take the grey text (Ctrl+Space)", form)
    texts = form.fields.texts()
    assert [texts[name] for name in ("unit", "range_text", "specimen")] == ["pg/mL", "13 to 115", "blood"]
    assert form.fields.editor("laboratory").target.hasFocus()


def test_a_unit_taken_for_one_test_does_not_stay_for_another(filled: Driver) -> None:
    form = new_form(filled)
    fill(filled, form, test="Gastrin", value_text="290")
    form.fields.as_last_time.take()
    fill(filled, form, test="Glucose")
    assert "unit" not in form.fields.texts()


def test_a_unit_of_ones_own_is_never_replaced_and_brings_no_range_of_another(filled: Driver) -> None:
    form = new_form(filled)
    fill(filled, form, test="Gastrin", value_text="290")
    form.fields.editor("unit").target.setFocus()
    filled.type("pmol/L")
    form.fields.as_last_time.take()
    texts = form.fields.texts()
    assert texts["unit"] == "pmol/L"
    assert "range_text" not in texts


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("<5", "Understood as less than 5\N{NO-BREAK SPACE}pg/mL"),
        (">= 40", "Understood as 40\N{NO-BREAK SPACE}pg/mL or more"),
        ("5.0", "Understood as 5.0\N{NO-BREAK SPACE}pg/mL"),
        ("trace", "Kept as words: trace"),
    ],
)
def test_the_form_says_how_a_value_is_understood_before_it_is_saved(filled: Driver, typed: str, said: str) -> None:
    form = new_form(filled)
    fill(filled, form, test="Gastrin", value_text=typed, unit="pg/mL")
    assert said in filled.words(form)


def test_a_value_that_may_mean_two_numbers_is_asked_about_and_kept_as_typed(filled: Driver) -> None:
    form = new_form(filled)
    fill(filled, form, test="Gastrin", value_text="1,234", unit="pg/mL")
    save(filled, form)
    assert "may mean two numbers. Which one is it?" in filled.words(form)
    filled.click("1234", form)
    save(filled, form)
    saved = [each for each in filled.read(all_of(Result)) if each.value_text == "1,234"]
    assert [str(each.value) for each in saved] == ["1234"]


def test_ten_times_the_last_value_is_asked_about_and_kept_by_one_click(filled: Driver) -> None:
    form = new_form(filled)
    fill(filled, form, test="Gastrin", value_text="3180", unit="pg/mL")
    form.fields.editor("taken_on").set_value(PartialDate(2026, 2, 24))
    before = len(filled.read(all_of(Result)))
    save(filled, form)
    assert (
        "Please check: last time 318\N{NO-BREAK SPACE}pg/mL (18 January 2026), now 3180\N{NO-BREAK SPACE}pg/mL."
        in filled.words(form)
    )
    assert len(filled.read(all_of(Result))) == before
    filled.click("Keep and save", form)
    assert len(filled.read(all_of(Result))) == before + 1


def test_another_unit_than_last_time_is_asked_about(filled: Driver) -> None:
    form = new_form(filled)
    fill(filled, form, test="Gastrin", value_text="318", unit="pmol/L")
    save(filled, form)
    assert "Please check the unit: last time pg/mL, now pmol/L." in filled.words(form)
    filled.click("Change it", form)
    assert form.fields.editor("unit").target.hasFocus()


def test_a_result_without_a_test_is_not_saved_and_says_so_at_the_field(filled: Driver) -> None:
    form = new_form(filled)
    fill(filled, form, value_text="5")
    save(filled, form)
    assert "Please fill in “Test”." in filled.words(form)
    assert form.fields.editor("test").target.hasFocus()


def test_the_next_result_of_the_same_sample_keeps_date_and_laboratory(filled: Driver) -> None:
    form = new_form(filled)
    fill(filled, form, test="Gastrin", value_text="300", unit="pg/mL")
    form.fields.editor("taken_on").set_value(PartialDate(2026, 2, 24))
    samples = len(filled.read(all_of(Sample)))
    filled.click("Save and add another", form)
    following = filled.window.page.inner
    assert isinstance(following, ResultForm)
    assert following is not form
    fill(filled, following, test="Glucose", value_text="95", unit="mg/dL")
    save(filled, following)
    assert len(filled.read(all_of(Sample))) == samples + 1
    newest = newest_of(filled, "glucose").newest
    assert newest is not None
    assert str(newest.sample.taken_on) == "2026-02-24"


def test_a_result_added_from_a_test_is_of_that_test(filled: Driver) -> None:
    one_test(filled)
    page = filled.window.page
    filled.click("Add result", page)
    assert isinstance(page.inner, ResultForm)
    assert page.inner.fields.editor("test").typed() == "Chromogranin A"
    page.on_back()
    filled.settle()
    assert isinstance(page.inner, OneTest)


def test_a_form_that_is_left_keeps_what_was_typed(filled: Driver) -> None:
    form = new_form(filled)
    form.fields.editor("value_text").target.setFocus()
    filled.type("77")
    filled.press(Qt.Key.Key_Escape)
    filled.window.page.on_back()
    filled.settle()
    again = new_form(filled)
    filled.click("Keep", again)
    assert again.fields.editor("value_text").typed() == "77"

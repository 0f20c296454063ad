"""Where the keyboard is: after the start, after a form is left, and with Undo only where there is something to undo."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QApplication, QMenu

from hoofbeat.services import drafts
from tests.made_up import appointment, medication
from tests.ui.driver import Driver
from tests.ui.pages.care import add, fill, press


def undo_action(driver: Driver) -> QAction:
    return driver.window.commands.by_name["undo"]


def edit_menu(driver: Driver) -> QMenu:
    return next(each for each in undo_action(driver).associatedObjects() if isinstance(each, QMenu))


def test_the_first_start_has_the_keyboard_on_its_first_way_and_home_on_its_name(driver: Driver) -> None:
    focused: Any = QApplication.focusWidget()
    assert focused.text() == "Add your next appointment"
    driver.click("Just open Hoofbeat")
    driver.settle()
    focused = QApplication.focusWidget()
    assert (driver.window.page_key, focused.text()) == ("home", "Home")


def test_after_a_form_is_saved_the_keyboard_stays_on_the_page(empty: Driver) -> None:
    for key in ("timeline", "medicines", "about_me", "appointments"):
        page = empty.go(key)
        page.add()
        empty.settle()
        assert page.inner is not None
        page.on_back()
        empty.settle()
        focused = QApplication.focusWidget()
        assert focused is not None, key
        assert page.isAncestorOf(focused), (key, focused)


def test_a_line_that_was_opened_has_the_keyboard_again(filled: Driver) -> None:
    page = filled.go("timeline")
    line = next(each for each in page.list.lines if each.entry.record.__class__.__name__ == "Note")
    line.open.setFocus()
    name = line.open.objectName()
    press(filled, page, line.open.accessibleName())
    page.on_back()
    filled.settle()
    focused: Any = QApplication.focusWidget()
    assert focused.objectName() == name


def test_undo_can_be_chosen_only_where_there_is_something_to_undo(empty: Driver) -> None:
    assert not undo_action(empty).isEnabled()
    add(empty, medication("Creon"))
    assert undo_action(empty).isEnabled()
    empty.controller.run_command("undo")
    empty.settle()
    assert not undo_action(empty).isEnabled()
    empty.controller.session.lock()
    empty.click("Show again")
    empty.settle()
    assert not undo_action(empty).isEnabled()


def test_the_menu_undoes_typing_too(empty: Driver) -> None:
    page = empty.go("timeline")
    page.add_note()
    empty.type("x")
    edit_menu(empty).aboutToShow.emit()
    assert undo_action(empty).isEnabled()
    empty.controller.run_command("undo")
    edit_menu(empty).aboutToShow.emit()
    assert not undo_action(empty).isEnabled()


def test_what_was_typed_and_taken_back_leaves_no_draft(empty: Driver) -> None:
    visit = appointment("2026-03-04T10:30")
    add(empty, visit)
    page = empty.go("appointments")
    page.show_record(visit.id)
    empty.settle()
    form = page.inner.before
    fill(form, "visit", since_last_visit="Tired")
    form.keep_draft()
    empty.settle()
    assert list(empty.read(drafts.list_drafts)) == [form.name]
    fill(form, "visit", since_last_visit="")
    form.keep_draft()
    empty.settle()
    assert empty.read(drafts.list_drafts) == {}
    empty.press(Qt.Key.Key_Escape)

"""Tests and laboratories: adding, renaming and merging as a person does it, with what changes said first and Undo after."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import Qt

from hoofbeat.domain.records import Laboratory, OwnTest, Sample
from hoofbeat.ui.pages.lab_results.merge_box import MergeBox
from hoofbeat.ui.pages.lab_results.name_form import NameForm
from hoofbeat.ui.pages.lab_results.names_view import NamesView
from tests.ui.driver import Driver


def all_of(driver: Driver, record_type: type[Any]) -> list[Any]:
    def query(journal: Any) -> list[Any]:
        with journal.reading() as stored:
            return list(stored.list(record_type))

    found: list[Any] = driver.read(query)
    return found


def names_view(driver: Driver) -> NamesView:
    page = driver.go("results")
    page.open_names()
    driver.settle()
    assert isinstance(page.inner, NamesView)
    return page.inner


def merge_box(driver: Driver, name: str) -> MergeBox:
    view = names_view(driver)
    driver.click(f"Merge: {name}", view)
    (box,) = [each for each in view.findChildren(MergeBox) if each.isVisible()]
    return box


def laboratory(driver: Driver, name: str) -> Laboratory:
    (found,) = [each for each in all_of(driver, Laboratory) if each.name == name]
    assert isinstance(found, Laboratory)
    return found


def test_each_laboratory_stands_with_how_much_there_is_of_it(filled: Driver) -> None:
    said = filled.words(names_view(filled))
    assert "City Lab" in said
    assert "9 samples, 41 results" in said
    assert "3 samples, 3 results" in said
    assert "Tests that are not in our list stand here" in said


def test_a_merge_says_first_what_it_changes(filled: Driver) -> None:
    box = merge_box(filled, "Riverside Lab")
    assert not box._merge.isEnabled()
    box.choose(laboratory(filled, "City Lab").id)
    filled.settle()
    said = filled.words(box)
    assert "3 samples, 3 results of “Riverside Lab” are then shown as “City Lab”." in said
    assert "The name “Riverside Lab” is kept: a file that uses it is understood as “City Lab”." in said
    assert "Merge only two names of one and the same laboratory." in said
    assert len(all_of(filled, Laboratory)) == 2


def test_a_merge_is_one_change_and_undo_takes_it_back(filled: Driver) -> None:
    before = all_of(filled, Sample), all_of(filled, Laboratory)
    box = merge_box(filled, "Riverside Lab")
    box.line.setText("city lab")
    box.line.editingFinished.emit()
    filled.settle()
    filled.click("Merge", box)
    filled.settle()
    (kept,) = all_of(filled, Laboratory)
    assert (kept.name, kept.other_names) == ("City Lab", "Riverside Lab")
    assert "Also: Riverside Lab" in filled.words(filled.window.page.inner)
    filled.controller.undoing.undo()
    filled.settle()
    assert (all_of(filled, Sample), all_of(filled, Laboratory)) == before


def test_a_test_is_added_and_merged_into_one_of_the_list(filled: Driver) -> None:
    view = names_view(filled)
    filled.click("Add a test", view)
    (form,) = [each for each in view.findChildren(NameForm) if each.isVisible()]
    filled.type("Serum CgA")
    filled.click("Save", form)
    filled.settle()
    assert [each.name for each in all_of(filled, OwnTest)] == ["Serum CgA"]
    box = merge_box(filled, "Serum CgA")
    box.choose("chromogranin_a")
    filled.settle()
    filled.click("Merge", box)
    (merged,) = all_of(filled, OwnTest)
    assert (merged.name, merged.same_as) == ("Serum CgA", "chromogranin_a")


def test_a_laboratory_that_is_used_can_be_renamed_and_not_deleted(filled: Driver) -> None:
    view = names_view(filled)
    filled.click("Edit: City Lab", view)
    (form,) = [each for each in view.findChildren(NameForm) if each.isVisible()]
    assert "Delete" not in filled.buttons(form)
    form._parts["name"].editor("name").set_typed("City Laboratory")
    filled.click("Save", form)
    filled.settle()
    assert laboratory(filled, "City Laboratory").other_names == "City Lab"


def test_escape_closes_the_merge_and_changes_nothing(filled: Driver) -> None:
    box = merge_box(filled, "Riverside Lab")
    filled.press(Qt.Key.Key_Escape)
    box.closed.emit()
    filled.settle()
    assert len(all_of(filled, Laboratory)) == 2

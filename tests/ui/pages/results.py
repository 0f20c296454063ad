"""What tests of lab results do as a person does: open the page, a test, a form, and read what stands in a table."""

from __future__ import annotations

from typing import Any

from PySide6.QtWidgets import QTableView

from hoofbeat.services.labs import overview
from hoofbeat.ui.pages.lab_results.one_test import OneTest
from hoofbeat.ui.pages.lab_results.page import LabResultsPage
from hoofbeat.ui.pages.lab_results.result_form import ResultForm
from tests.ui.driver import Driver

CGA = "chromogranin_a"


def all_of(record_type: type[Any]) -> Any:
    def query(journal: Any) -> list[Any]:
        with journal.reading() as stored:
            return list(stored.list(record_type))

    return query


def newest_of(driver: Driver, test: str) -> overview.TestLine:
    catalogue = driver.controller.surroundings.installation().catalogue
    lines = driver.read(lambda journal: overview.list_tests(journal, catalogue=catalogue))
    found: overview.TestLine = next(line for line in lines if line.test == test)
    return found


def results_page(driver: Driver) -> LabResultsPage:
    page = driver.go("results")
    assert isinstance(page, LabResultsPage)
    return page


def one_test(driver: Driver, test: str = CGA) -> OneTest:
    page = results_page(driver)
    page.open_test(test)
    driver.settle()
    assert isinstance(page.inner, OneTest)
    return page.inner


def new_form(driver: Driver) -> ResultForm:
    page = results_page(driver)
    driver.click("Add result", page)
    assert isinstance(page.inner, ResultForm)
    return page.inner


def fill(driver: Driver, form: ResultForm, **texts: str) -> None:
    for name, text in texts.items():
        form.fields.editor(name).set_typed(text)
        driver.settle()


def save(driver: Driver, form: ResultForm) -> None:
    """Save, and wait for what follows one after the other: the second look, the change, the page read anew."""
    driver.click("Save", form)
    driver.settle()


def cells(table: QTableView, column: int) -> list[str]:
    model = table.model()
    return [str(model.index(row, column).data()) for row in range(model.rowCount())]

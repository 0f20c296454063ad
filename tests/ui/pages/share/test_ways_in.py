"""For which visit the sheet is, and from where one comes to it."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from pytestqt.qtbot import QtBot

from hoofbeat.domain.records import Appointment, Kind
from hoofbeat.domain.sheets.kinds import Section, SheetKind
from hoofbeat.domain.timeline import Group
from hoofbeat.services import records
from tests.ui.driver import MOMENT, Driver
from tests.ui.pages.share.sharing import Sharing


def test_printing_from_home_leads_to_the_sheet(filled: Driver, qtbot: QtBot) -> None:
    filled.go("home")
    filled.window.print_page()
    assert filled.window.page_key == "share"


def test_a_visit_leads_to_its_own_sheet(filled: Driver, qtbot: QtBot) -> None:
    visits = filled.read(lambda journal: _all(journal, Appointment))
    past = max(
        (each for each in visits if each.starts_at.on.last < MOMENT.date() - timedelta(days=60) and each.with_whom),
        key=lambda each: str(each.starts_at),
    )
    filled.window.show_page("share", lambda page: page.show_visit(past.id))
    filled.settle()
    page: Any = filled.window.page
    qtbot.waitUntil(lambda: page.is_shown, timeout=20_000)
    assert page.options.visit == past.id
    assert f"{past.with_whom}" in page.preview.words.toPlainText().splitlines()[3]


def test_a_visit_that_was_deleted_gives_way_to_the_next_one(sharing: Sharing) -> None:
    deleted = sharing.page.options.visit
    assert deleted is not None
    sharing.driver.tasks.change(
        lambda journal, author: records.remove(journal, kind=Kind.APPOINTMENTS, record_id=deleted, author=author)
    )
    sharing.wait()
    assert sharing.page.options.visit not in (None, deleted)


def test_a_sheet_for_no_visit_can_be_made(sharing: Sharing) -> None:
    sharing.choose("For which visit", "No visit")
    assert "No visit chosen" in sharing.text


def test_an_empty_record_says_what_a_sheet_is_for(empty: Driver) -> None:
    page = empty.go("share")
    assert page.is_empty
    assert "A visit sheet is a page to take along" in empty.words(page)
    assert "Print…" not in empty.buttons(page)
    empty.click("Add your next appointment", page)
    assert empty.window.page_key == "appointments"


def _all(journal: Any, record_type: type[Any]) -> list[Any]:
    with journal.reading() as stored:
        return list(stored.list(record_type))


def test_the_chart_of_a_test_leads_to_the_sheet_of_its_results(filled: Driver, qtbot: QtBot) -> None:
    results: Any = filled.go("results")
    results.open_test("chromogranin_a")
    filled.settle()
    (chart,) = results.inner.charts
    filled.click("Put on a sheet", chart)
    page: Any = filled.window.page
    qtbot.waitUntil(lambda: page.is_shown, timeout=20_000)
    wanted = page.options.wanted().request
    assert (wanted.kind, wanted.tests, wanted.left_out) == (
        SheetKind.RESULTS,
        frozenset({"chromogranin_a"}),
        frozenset(),
    )
    text = page._made.text
    assert "Chromogranin A" in text
    assert "Gastrin" not in text


def test_the_timeline_is_printed_with_the_kinds_and_years_that_are_shown(filled: Driver, qtbot: QtBot) -> None:
    timeline = filled.go("timeline")
    timeline.filters.open_more()
    timeline.filters.tick_of(Group.NOTES).setChecked(False)
    timeline.filters.start.setCurrentIndex(timeline.filters.start.findData(2025))
    timeline.filters.words.setText("Dr Lee")
    filled.settle()
    filled.click("Print as a sheet", timeline)
    page: Any = filled.window.page
    qtbot.waitUntil(lambda: page.is_shown, timeout=20_000)
    request = page.options.wanted().request
    assert request.words == ("Dr", "Lee")
    assert "with the words “Dr Lee”" in page._made.text
    assert (request.kind, str(request.period.start), request.period.end) == (SheetKind.TIMELINE, "2025", None)
    assert request.left_out == {Section.NOTES}


def test_the_injection_record_is_printed_from_the_card_of_the_visit(filled: Driver, qtbot: QtBot) -> None:
    filled.click("Print the injection record", filled.go("home"))
    page: Any = filled.window.page
    qtbot.waitUntil(lambda: page.is_shown, timeout=20_000)
    assert page.options.kind is SheetKind.INJECTIONS
    assert "Somatuline" in page.preview.words.toPlainText() or "Lanreotide" in page.preview.words.toPlainText()

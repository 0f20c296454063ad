"""Scenes of the form for a whole report: empty, filled with what to look at again, pasted, and saved with problems."""

from __future__ import annotations

from typing import Any

PORTAL = """Component\tYour value\tUnits\tStandard range\tFlag
Chromogranin A\t1,234\tng/mL\t0 - 93\tH
Gastrin\t<10\tpg/mL\t<100
Glucose\t92\tmg/dL\t70 - 99\t\textra
Selenium\tsee note"""


def _wait(page: Any) -> None:
    from tests.screenshots.__main__ import let_work, settle

    settle(page.surroundings.tasks)
    let_work(400)
    settle(page.surroundings.tasks)


def _forget_draft(journal: Any, _author: str) -> None:
    from hoofbeat.services import drafts

    drafts.discard_draft(journal, form="samples")


def _empty(page: Any) -> None:
    page.surroundings.tasks.change(_forget_draft)
    _wait(page)
    page.add_report()
    _wait(page)


def _filled(page: Any) -> None:
    from hoofbeat.domain.labs.pasted_tables import Column
    from hoofbeat.domain.labs.report_rows import ReportRow
    from hoofbeat.domain.values import PartialDate

    _empty(page)
    form = page.inner
    form.taken.editor("taken_on").set_value(PartialDate(2026, 2, 24))
    form.repeat_panel()
    _wait(page)
    values = ["1200", "31.8.1", "<5"]
    for place, value in enumerate(values[: len(form.results.rows.rows)]):
        form.results.rows.replace_row(place, form.results.rows.row(place).with_text(Column.VALUE, value))
    rows = (
        ReportRow({"test": "Gastrin", "value_text": "31", "unit": "spoons", "range_text": "93 - 0"}),
        ReportRow({"test": "Selenium", "value_text": "0,7", "unit": "µg/g"}),
        ReportRow({"test": "Chromogranin A"}, is_awaited=True),
        ReportRow({"test": "Insulin"}),
    )
    form.results.rows.add_rows(rows)
    form.results.grid.go_to(1, Column.UNIT)
    _wait(page)


def _doubted(page: Any) -> None:
    from hoofbeat.domain.labs.report_rows import ReportRow

    _filled(page)
    rows = page.inner.results.rows
    rows.set_rows(row for row in rows.rows if row.has_value or row.is_awaited)
    rows.add_rows([ReportRow({"test": "Glucose", "value_text": "5.1"}, left_over=("extra",), cell_count=6)])
    page.inner.save()
    _wait(page)


def _wrong(page: Any) -> None:
    _filled(page)
    page.inner.save()
    _wait(page)


def _pasted(page: Any) -> None:
    _empty(page)
    page.inner.paste(PORTAL)
    _wait(page)


def _asked(page: Any) -> None:
    _pasted(page)
    panel = page.inner.results.findChild(_panel_type())
    panel._on_taken()
    _wait(page)


def _panel_type() -> Any:
    from hoofbeat.ui.pages.lab_results.report.paste_panel import PastePanel

    return PastePanel


_SIZES = (100, 200)
SCENES = tuple(
    (f"report-{name}", "results", prepare, on, _SIZES)
    for name, prepare, on in (
        ("empty", _empty, ("empty", "filled")),
        ("filled", _filled, ("filled",)),
        ("doubted", _doubted, ("filled",)),
        ("wrong", _wrong, ("filled",)),
        ("pasted", _pasted, ("filled",)),
        ("asked", _asked, ("filled",)),
    )
)

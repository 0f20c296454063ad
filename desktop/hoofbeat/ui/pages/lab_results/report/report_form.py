"""The form of a whole report: checks each row while it is typed, asks for a second look, and saves all of it as one change."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, QRect, QTimer
from PySide6.QtWidgets import QLineEdit, QVBoxLayout, QWidget
from typing_extensions import override

from hoofbeat.domain.changes import Change
from hoofbeat.domain.labs.pasted_tables import Column
from hoofbeat.domain.labs.report_rows import ReportRow, from_kept, to_kept
from hoofbeat.domain.records import Kind
from hoofbeat.ui.forms import Form
from hoofbeat.ui.pages.lab_results.report.results_part import ResultsPart
from hoofbeat.ui.pages.lab_results.report.row_checks import RowChecks
from hoofbeat.ui.pages.lab_results.report.sample_fields import HowTaken, awaited_fields, taken_fields
from hoofbeat.ui.pages.lab_results.report.second_look import doubts_notice, problems_frame
from hoofbeat.ui.surroundings import Surroundings
from hoofbeat.ui.theme import SPACE
from hoofbeat.ui.typed_dates import understand_date
from hoofbeat.ui.widgets.announce import announce
from hoofbeat.ui.widgets.parts import clear, label, rule
from hoofbeat.wording.report_entry import injection_sentence, panel_words
from hoofbeat.wording.translation import tr

if TYPE_CHECKING:
    from hoofbeat.domain.injections import SinceInjection
    from hoofbeat.services.installation import Installation
    from hoofbeat.services.journals import Journal
    from hoofbeat.services.labs.report_check import ReportCheck
    from hoofbeat.services.labs.reports import Panel, PastedTable
    from hoofbeat.services.labs.typed_report import Report

DRAFT_NAME = Kind.SAMPLES.value
_WIDEST = 1180
_ROWS = "rows"


class ReportForm(Form):
    """A new report. Signals: those of a form."""

    def __init__(self, surroundings: Surroundings) -> None:
        self.taken = taken_fields(surroundings)
        self.how = HowTaken(surroundings)
        self.awaited = awaited_fields(surroundings)
        self.results = ResultsPart(surroundings)
        self.checks = RowChecks(self.results.rows)
        super().__init__(
            surroundings,
            name=DRAFT_NAME,
            parts={"taken": self.taken, "how": self.how, "awaited": self.awaited},
            act=lambda _values: partial(_add, self._typed_report()),
        )
        self.setMaximumWidth(surroundings.appearance.scaled(_WIDEST))
        self._connect_results()
        self._follow_rows()
        self.results.follow_offers()

    @override
    def save(self) -> None:
        self.results.grid.finish()
        _, problems = self._collect()
        if problems:
            self._show_problems(problems)
            return
        self._save.setEnabled(False)
        self._read_check(None, view="save", then=self._on_checked_to_save)

    def paste(self, text: str) -> None:
        """Show what a pasted table holds, before anything of it goes into the grid."""
        self.results.grid.finish()
        query = partial(_pasted, text, self._surroundings.installation)
        self._surroundings.tasks.read(query, view=(self, "paste"), then=self._on_table_read)

    def repeat_panel(self) -> None:
        """Put the tests of the laboratory's last sample into the grid, without their values."""
        laboratory = self.taken.texts().get("laboratory", "")
        query = partial(_last_panel, laboratory, self._surroundings.installation)
        self._surroundings.tasks.read(query, view=(self, "panel"), then=self._on_panel_read)

    @override
    def _fill(self, inside: QVBoxLayout) -> None:
        self._how_heading = label(tr("How the sample was taken"), "heading")
        for part in (self.taken, rule(), self.results, self.awaited, rule(), self._how_heading, self.how):
            inside.addWidget(part)

    @override
    def _typed(self) -> dict[str, str]:
        rows = to_kept(self.results.rows.rows)
        return super()._typed() | ({_ROWS: json.dumps(rows, ensure_ascii=False)} if rows else {})

    @override
    def _on_draft_kept(self, draft: Mapping[str, str]) -> None:
        super()._on_draft_kept(draft)
        self.results.rows.set_rows(from_kept(json.loads(draft.get(_ROWS, "[]"))))
        self._on_sample_edited()

    def _connect_results(self) -> None:
        rows = self.results.rows
        rows.row_edited.connect(self._on_row_edited)
        rows.rows_changed.connect(self._on_rows_changed)
        self.results.grid.moved.connect(self._bring_into_view)
        self.results.grid.table_pasted.connect(self.paste)
        self.results.paste_requested.connect(self.paste)
        self.results.panel_requested.connect(self.repeat_panel)
        self.results.rows_pasted.connect(self._on_rows_pasted)
        self.results.opened.connect(self._show_from_its_top)
        self.checks.due.connect(self._check)
        self.checks.told.connect(self.results.follow_offers)
        self.taken.edited.connect(self._on_sample_edited)
        for line in self.taken.findChildren(QLineEdit):
            line.returnPressed.connect(partial(QTimer.singleShot, 0, self, self._go_to_results))

    def _go_to_results(self) -> None:
        """Go from the sample to the first result that is to be typed, unless its date raises a question."""
        _, problems = self.taken.collect()
        if not problems:
            self.results.grid.go_to(len(self.results.rows.rows), Column.TEST)

    def _on_row_edited(self, place: int) -> None:
        self._on_edited()
        self._follow_rows()
        self.checks.want(place)

    def _on_rows_changed(self) -> None:
        self._on_edited()
        self._check_all()

    def _on_sample_edited(self) -> None:
        is_dynamic = bool(self.taken.editor("procedure").typed().strip())
        self.results.grid.show_column(Column.MINUTE, is_dynamic or self._has(Column.MINUTE))
        self._check_all()

    def _check_all(self) -> None:
        self._follow_rows()
        self.checks.want_all()

    def _has(self, column: Column) -> bool:
        return any(row.text(column) for row in self.results.rows.rows)

    def _follow_rows(self) -> None:
        """Ask by when the missing results are expected, where there are any."""
        self.awaited.setVisible(any(row.is_awaited for row in self.results.rows.rows))

    def _check(self, places: Sequence[int]) -> None:
        if not self._surroundings.tasks.is_open:
            return
        self._read_check(places, view="check", then=self.checks.taker())
        entered = self._report().sample
        self._surroundings.tasks.read(partial(_since, entered), view=(self, "since"), then=self._on_since_read)
        query = partial(_phone, entered.get("laboratory", ""))
        self._surroundings.tasks.read(query, view=(self, "phone"), then=self._on_phone_read)

    def _read_check(self, only: Sequence[int] | None, *, view: str, then: Callable[[ReportCheck], object]) -> None:
        """Check the rows; the check before saving is a view of its own, which no later one while typing discards."""
        query = partial(_check, self._typed_report(), only)
        self._surroundings.tasks.read(query, view=(self, view), then=then, failed=self._on_save_failed)

    def _on_checked_to_save(self, check: ReportCheck) -> None:
        self._save.setEnabled(self._surroundings.can_change)
        self.results.rows.show_known(check.rows)
        self.results.rows.say_what_is_missing()
        clear(self._notices)
        rows = self.results.rows.rows
        if not rows or any(each.problems for each in check.rows.values()):
            said = problems_frame(self.results, check, go_to=self.results.grid.go_to)
        elif check.sample_looks or any(each.looks for each in check.rows.values()) or _is_any_broken(rows):
            said = doubts_notice(self.results, check, keep=super().save)
        else:
            super().save()
            return
        self._notices.addWidget(said)
        self._scroll.verticalScrollBar().setValue(0)
        said.setFocus()
        announce(self, said.accessibleName())

    def _on_table_read(self, table: PastedTable) -> None:
        self.results.show_table(table)

    def _on_rows_pasted(self, title: str) -> None:
        """Take the date above the column of values for the sample's, where none is there and there is no doubt."""
        found = understand_date(title, today=self._surroundings.today()).date if title else None
        if found is not None and not self.taken.editor("taken_on").typed():
            self.taken.editor("taken_on").set_value(found)
            words = self._surroundings.date_text(found)
            self.results.say(
                tr("The date above these values is {date}. It stands above as the date.").format(date=words)
            )
        self._on_sample_edited()

    def _on_panel_read(self, panel: Panel | None) -> None:
        if panel is None:
            self.results.say(tr("There is no earlier report of this laboratory to repeat."))
            return
        there = {row.test.casefold() for row in self.results.rows.rows}
        first = len(self.results.rows.rows)
        if panel.laboratory is not None and not self.taken.editor("laboratory").typed():
            self.taken.editor("laboratory").set_value(panel.laboratory.id)
        if panel.procedure and not self.taken.editor("procedure").typed():
            self.taken.editor("procedure").set_value(panel.procedure)
        self.results.rows.add_rows(row for row in panel.rows if row.test.casefold() not in there)
        self._on_sample_edited()
        name = panel.laboratory.name if panel.laboratory else ""
        self.results.say(panel_words(len(panel.rows), name, panel.taken_on))
        self.results.grid.go_to(min(first, len(self.results.rows.rows)), Column.VALUE)

    def _on_since_read(self, since: Sequence[SinceInjection]) -> None:
        self.how.show_since([injection_sentence(each) for each in since])

    def _on_phone_read(self, phone: str) -> None:
        editor = self.awaited.editor("laboratory_phone")
        if phone and not editor.typed():
            editor.set_typed(phone)

    def _bring_into_view(self, cell: QRect) -> None:
        inside = self._scroll.widget()
        if inside is None:
            return
        place = self.results.grid.viewport().mapTo(inside, cell.center())
        self._scroll.ensureVisible(place.x(), place.y(), 0, cell.height() * 2)

    def _show_from_its_top(self, part: QWidget) -> None:
        """Scroll to a part once it is laid out: its own layout takes one turn, that around it another."""
        QTimer.singleShot(0, part, lambda: QTimer.singleShot(0, part, partial(self._scroll_to, part)))

    def _scroll_to(self, part: QWidget) -> None:
        inside = self._scroll.widget()
        if inside is not None:
            top = part.mapTo(inside, QPoint(0, 0)).y()
            self._scroll.verticalScrollBar().setValue(max(top - SPACE["xl"], 0))

    def _report(self) -> Report:
        from hoofbeat.services.labs.typed_report import Report

        awaited = self.awaited.texts() if not self.awaited.isHidden() else {}
        phone = awaited.pop("laboratory_phone", "")
        sample = {**self.taken.texts(), **self.how.texts(), **awaited}
        return Report(sample, tuple(self.results.rows.rows), phone)

    def _typed_report(self) -> _Typed:
        return _Typed(self._report(), self._surroundings.today(), self._surroundings.installation)


def _is_any_broken(rows: Sequence[ReportRow]) -> bool:
    return any(row.left_over or row.cell_count is not None for row in rows)


@dataclass(frozen=True, slots=True)
class _Typed:
    """What the form holds, for the worker threads."""

    report: Report
    today: date
    installation: Callable[[], Installation]


def _check(typed: _Typed, only: Sequence[int] | None, journal: Journal) -> ReportCheck:
    from hoofbeat.services.labs import report_check

    catalogue = typed.installation().catalogue
    return report_check.check(journal, report=typed.report, catalogue=catalogue, today=typed.today, only=only)


def _add(typed: _Typed, journal: Journal, author: str) -> Change:
    from hoofbeat.services.labs import reports

    catalogue = typed.installation().catalogue
    return reports.add(journal, report=typed.report, catalogue=catalogue, today=typed.today, author=author)


def _pasted(text: str, installation: Callable[[], Installation], journal: Journal) -> PastedTable:
    from hoofbeat.services.labs import reports

    return reports.read_pasted(journal, text=text, catalogue=installation().catalogue)


def _last_panel(laboratory: str, installation: Callable[[], Installation], journal: Journal) -> Panel | None:
    from hoofbeat.services.labs import reports

    return reports.last_panel(journal, laboratory=laboratory, catalogue=installation().catalogue)


def _since(sample: Mapping[str, str], journal: Journal) -> Sequence[SinceInjection]:
    from hoofbeat.services.labs import reports

    return reports.since_last_injections(journal, sample=sample)


def _phone(laboratory: str, journal: Journal) -> str:
    from hoofbeat.services.labs import reports

    return reports.laboratory_phone(journal, laboratory=laboratory)

"""The page of lab results: awaited ones, the list of tests, and one step in a test or the form of a result."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import partial
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QCheckBox, QLineEdit, QWidget
from typing_extensions import override

from hoofbeat.domain.changes import Change
from hoofbeat.domain.records import Kind
from hoofbeat.ui.forms import Form
from hoofbeat.ui.models import PagedTableModel
from hoofbeat.ui.pages.lab_results.awaited import AwaitedCard
from hoofbeat.ui.pages.lab_results.entry_forms import EntryForms
from hoofbeat.ui.pages.lab_results.names_view import NamesView
from hoofbeat.ui.pages.lab_results.notes_card import DraftOfNote
from hoofbeat.ui.pages.lab_results.one_test import OneTest
from hoofbeat.ui.pages.lab_results.tests_list import NEWEST_FIRST, TestsSource, columns
from hoofbeat.ui.pages.page import ScrollingPage
from hoofbeat.ui.surroundings import Surroundings
from hoofbeat.ui.widgets.empty import EmptyState
from hoofbeat.ui.widgets.flow import FlowLayout
from hoofbeat.ui.widgets.parts import button, clear, column, label, row
from hoofbeat.ui.widgets.table import FittedTable
from hoofbeat.wording.translation import ntr, tr

if TYPE_CHECKING:
    from hoofbeat.services.installation import Installation
    from hoofbeat.services.journals import Journal
    from hoofbeat.services.labs.one_test import ResultsOfTest
    from hoofbeat.services.lines import ResultLine

_FILTER_MILLISECONDS = 150


@dataclass(frozen=True, slots=True)
class _Overview:
    awaited: Sequence[ResultLine]
    hides_numbers: bool


class LabResultsPage(ScrollingPage):
    """Everything about lab results. Other pages open it at a test, at an awaited result or at a new one."""

    title = "Lab results"
    shows = frozenset({Kind.RESULTS, Kind.SAMPLES, Kind.LABORATORIES, Kind.OWN_TESTS, Kind.TEST_NOTES})

    def __init__(self, surroundings: Surroundings) -> None:
        super().__init__(surroundings)
        self._hides_numbers = False
        self._is_revealed = False
        self._test = ""
        self._draft: DraftOfNote | None = None
        self.model: PagedTableModel[Any] = PagedTableModel(
            surroundings.tasks,
            TestsSource(surroundings.installation),
            columns(surroundings, lambda: self._hides_numbers),
            ordering=NEWEST_FIRST,
            parent=self,
        )
        self._forms = EntryForms(self, self._way_back)
        self._build()
        self._connect()

    @override
    def load(self) -> None:
        self.surroundings.tasks.read(
            partial(_overview, self.surroundings.installation), view=(self, "overview"), then=self._on_overview
        )

    @override
    def add(self, preset: Mapping[str, str] | None = None) -> bool:
        """Open the form for a new result; `preset` are typed texts by field name."""
        self._forms.add(preset)
        return True

    @override
    def find_here(self) -> bool:
        if self.inner is None:
            self.filter.setFocus()
            self.filter.selectAll()
        return True

    @override
    def prepare_to_close(self) -> None:
        if isinstance(self.inner, Form):
            self.inner.keep_draft()
        elif isinstance(self.inner, OneTest | NamesView):
            self.inner.keep_drafts()

    @override
    def on_back(self) -> None:
        if isinstance(self.inner, Form):
            self.inner.close_keeping_draft()
        else:
            self._leave_test()

    def add_awaited(self) -> None:
        """Open the form for a sample that was taken and whose result is not back."""
        self._forms.add_awaited()

    def add_report(self) -> None:
        """Open the form for a whole report."""
        self._forms.add_report()

    @override
    def continue_draft(self, kind: Kind, record_id: str) -> None:
        if kind is Kind.SAMPLES:
            self.add_report()
        elif kind is Kind.TEST_NOTES:
            self._draft = DraftOfNote.parse(record_id)
            self.open_test(self._draft.test)
        elif record_id:
            self.open_result(record_id)
        else:
            self.add()

    def open_names(self) -> None:
        """Show the laboratories and the tests of one's own, to rename and to merge."""
        self._test = ""
        self.show_inner(NamesView(self.surroundings), tr("Tests and laboratories"), back=tr("All tests"))

    def open_test(self, test: str) -> None:
        """Show one test."""
        self._test, self._is_revealed = test, False
        self._read_test()

    def open_result(self, result_id: str) -> None:
        """Open the form to correct a result."""
        self._forms.open_result(result_id)

    def enter_result(self, result_id: str) -> None:
        """Open the form that turns an awaited result into one that came."""
        self._forms.enter_result(result_id)

    def remove_result(self, result_id: str) -> None:
        """Delete a result at once; Undo brings it back."""
        self._forms.remove_result(result_id)

    def _build(self) -> None:
        icons = self.surroundings.appearance.icons
        self._awaited = column(spacing="s")
        self.filter = QLineEdit()
        self.filter.setPlaceholderText(tr("Find a test"))
        self.filter.setAccessibleName(tr("Find a test"))
        self.filter.setClearButtonEnabled(True)
        self.hide_box = QCheckBox(tr("Hide numbers"))
        self.hide_box.setToolTip(tr("Show dates only, until you ask for the numbers."))
        self._count = label("", "small", wraps=False)
        self.table = FittedTable(tr("Tests"))
        self.table.show_model(self.model)
        self._whole = button(tr("Add a whole report"), self.add_report, icon="paper", icons=icons)
        self._await = button(
            tr("Sample taken, result not back yet"), self.add_awaited, look="quiet", icon="sample-tube", icons=icons
        )
        self._name = button(tr("Tests and laboratories"), self.open_names, look="quiet", icon="edit", icons=icons)
        self._ways = QWidget()
        ways = FlowLayout(self._ways)
        ways.addWidget(self._whole)
        ways.addWidget(self._await)
        ways.addWidget(self._name)
        listed = column(spacing="m")
        line = row(spacing="m")
        line.addWidget(self.filter, 1)
        line.addWidget(self._count)
        line.addStretch(1)
        line.addWidget(self.hide_box)
        listed.addLayout(line)
        listed.addWidget(self.table)
        self._listed = QWidget()
        self._listed.setLayout(listed)
        listed.setContentsMargins(0, 0, 0, 0)
        self._empty = EmptyState(
            icons,
            icon="results",
            text=tr("Keep your lab results here, exactly as your lab printed them."),
            example=tr("For example: Chromogranin A, 120 ng/mL, City Lab, 24 February 2026."),
            act_text=tr("Add result"),
            act=self.add,
        )
        self._empty.hide()
        self._listed.hide()
        self.content.addLayout(self._awaited)
        self.content.addWidget(self._ways)
        self.content.addWidget(self._listed)
        self.content.addWidget(self._empty)
        self.content.addStretch(1)
        self._timer = QTimer(self, singleShot=True, interval=_FILTER_MILLISECONDS)

    def _connect(self) -> None:
        self.model.loaded.connect(self._on_loaded)
        self.filter.textChanged.connect(lambda _text: self._timer.start())
        self._timer.timeout.connect(lambda: self.model.set_filter(self.filter.text().strip()))
        self.table.row_opened.connect(lambda place: self.open_test(self.model.id_at(place)))
        self.hide_box.toggled.connect(self._on_hide_toggled)
        self._forms.closed.connect(self._on_form_closed)

    def _on_overview(self, overview: _Overview) -> None:
        self._hides_numbers = overview.hides_numbers
        self.hide_box.blockSignals(True)
        self.hide_box.setChecked(overview.hides_numbers)
        self.hide_box.blockSignals(False)
        self._show_awaited(overview.awaited)
        self._ways.setVisible(self.surroundings.can_change)
        self.set_main_action(tr("Add result"), self._on_add_clicked if self.surroundings.can_change else None)
        self.model.reload()
        if isinstance(self.inner, OneTest):
            self._read_test()
        elif isinstance(self.inner, NamesView):
            self.inner.load()

    def _show_awaited(self, lines: Sequence[ResultLine]) -> None:
        clear(self._awaited)
        if lines:
            shown = AwaitedCard(self.surroundings, lines)
            shown.came.connect(self.enter_result)
            shown.edit_requested.connect(self.open_result)
            self._awaited.addWidget(shown)

    def _on_loaded(self) -> None:
        has_tests = bool(self.model.total or self.model.filter_text)
        self._listed.setVisible(has_tests)
        self._empty.setVisible(not has_tests and self._awaited.count() == 0)
        words = ntr("{count} test", "{count} tests", self.model.total)
        if self.model.filter_text:
            words = ntr("{count} found", "{count} found", self.model.total)
        self._count.setText(words.format(count=self.model.total))

    def _on_hide_toggled(self, is_hiding: bool) -> None:
        self._hides_numbers = is_hiding
        self.model.reload()
        if self.surroundings.can_change:
            self.surroundings.tasks.change(partial(_choose_hiding, is_hiding))

    def _on_add_clicked(self) -> bool:
        name = self.inner.results.name if isinstance(self.inner, OneTest) else ""
        return self.add({"test": name} if name else None)

    def _read_test(self) -> None:
        self.surroundings.tasks.read(
            partial(_one_test, self.surroundings.installation, self._test), view=(self, "test"), then=self._on_test_read
        )

    def _on_test_read(self, results: ResultsOfTest) -> None:
        if isinstance(self.inner, Form):
            return
        if not results.lines:
            self._leave_test()
            return
        before = self.inner if isinstance(self.inner, OneTest) and self.inner.test == results.test else None
        place = None if before is None else before.place
        shown = OneTest(
            self.surroundings,
            results,
            is_hiding=self._hides_numbers and not self._is_revealed,
            hides_elsewhere=self._hides_numbers,
        )
        shown.result_opened.connect(self.open_result)
        shown.result_removed.connect(self.remove_result)
        shown.result_came.connect(self.enter_result)
        shown.question_written.connect(self._on_question_written)
        shown.numbers_wanted.connect(self._on_numbers_wanted)
        icons = self.surroundings.appearance.icons
        add = button(tr("Add result"), self._on_add_clicked, look="primary", icon="add", icons=icons)
        action = add if self.surroundings.can_change else None
        self.show_inner(shown, results.name, back=tr("All tests"), action=action)
        shown.focus_results()
        draft, self._draft = self._draft, None
        if draft is not None and draft.test == results.test:
            shown.go_on_with(draft)
        if place is not None:
            shown.go_on_at(place)

    def _on_numbers_wanted(self, is_wanted: bool) -> None:
        self._is_revealed = is_wanted
        self._read_test()

    def _leave_test(self) -> None:
        if isinstance(self.inner, OneTest | NamesView):
            self.inner.keep_drafts()
        self._test = ""
        self.show_outer()
        self.table.setFocus(Qt.FocusReason.OtherFocusReason)

    def _way_back(self) -> str:
        """Return what the way back from a form is called: the test that one looked at, or all tests."""
        if isinstance(self.inner, OneTest):
            return self.inner.results.name
        return self._back.text() if self._test else tr("All tests")

    def _on_form_closed(self) -> None:
        self.show_outer()
        if self._test:
            self._read_test()
        else:
            self.table.setFocus(Qt.FocusReason.OtherFocusReason)

    def _on_question_written(self, text: str) -> None:
        about = f"test:{self.inner.test}" if isinstance(self.inner, OneTest) else ""
        act = partial(_add_question, text, about, self.surroundings.today())
        self.surroundings.tasks.change(act, then=self._on_question_added)

    def _on_question_added(self, _change: Change) -> None:
        self.surroundings.host.say_undoable(tr("Added to your questions."))


def _overview(installation: Callable[[], Installation], journal: Journal) -> _Overview:
    from hoofbeat.services import choices
    from hoofbeat.services.labs import overview

    awaited = overview.list_awaited(journal, catalogue=installation().catalogue)
    return _Overview(awaited, bool(choices.choice(journal, name=choices.HIDES_NUMBERS)))


def _one_test(installation: Callable[[], Installation], test: str, journal: Journal) -> ResultsOfTest:
    from hoofbeat.services.labs import one_test

    return one_test.one_test(journal, test=test, catalogue=installation().catalogue)


def _choose_hiding(is_hiding: bool, journal: Journal, _author: str) -> None:
    from hoofbeat.services import choices

    choices.choose(journal, name=choices.HIDES_NUMBERS, value="yes" if is_hiding else "")


def _add_question(text: str, about: str, today: date, journal: Journal, author: str) -> Change:
    from hoofbeat.services import questions, visits

    with journal.reading() as stored:
        appointment = visits.next_appointment_id(stored, today=today)
    return questions.add(journal, text=text, appointment=appointment, about=about, author=author)

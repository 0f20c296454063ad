"""One test: what is awaited, the newest result, and all results in their series."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QWidget

from hoofbeat.domain.labs import has_several_laboratories
from hoofbeat.domain.labs.conversions import has_units_apart
from hoofbeat.domain.records import Kind, TestNoteKind
from hoofbeat.domain.values import Period
from hoofbeat.ui.pages.lab_results.awaited import AwaitedCard
from hoofbeat.ui.pages.lab_results.chart_card import ChartCard
from hoofbeat.ui.pages.lab_results.charts import charts
from hoofbeat.ui.pages.lab_results.latest_card import LatestCard
from hoofbeat.ui.pages.lab_results.notes_card import DraftOfNote, NotesCard
from hoofbeat.ui.pages.lab_results.question_box import QuestionBox
from hoofbeat.ui.pages.lab_results.series_list import SeriesList
from hoofbeat.ui.pages.papers.acts import Holder
from hoofbeat.ui.pages.papers.section import PapersSection
from hoofbeat.ui.surroundings import Surroundings
from hoofbeat.ui.widgets.banner import Notice
from hoofbeat.ui.widgets.parts import column, label
from hoofbeat.ui.widgets.scrolling import ScrollingColumn
from hoofbeat.wording.attachments import sample_name
from hoofbeat.wording.result_pages import suggested_question
from hoofbeat.wording.results import laboratories_sentence, units_not_converted_sentence
from hoofbeat.wording.translation import tr

if TYPE_CHECKING:
    from hoofbeat.services.labs.one_test import ResultsOfTest


@dataclass(frozen=True, slots=True)
class Place:
    """How far a page is scrolled, and which time its chart shows."""

    scrolled: int
    period: Period | None = None


class OneTest(QWidget):
    """Everything about one test.

    Signals: `result_opened`, `result_removed` and `result_came` with the id of a result; `question_written`; `numbers_wanted`
    with whether the numbers are to be seen.
    """

    result_opened = Signal(str)
    result_removed = Signal(str)
    result_came = Signal(str)
    question_written = Signal(str)
    numbers_wanted = Signal(bool)

    def __init__(
        self, surroundings: Surroundings, results: ResultsOfTest, *, is_hiding: bool, hides_elsewhere: bool = False
    ) -> None:
        super().__init__()
        self.test = results.test
        self.results = results
        self._surroundings = surroundings
        self._is_hiding = is_hiding
        self.series: list[SeriesList] = []
        self.charts: list[ChartCard] = []
        self.notes: list[NotesCard] = []
        self.scroll_area = ScrollingColumn(surroundings.appearance)
        outside = column(spacing="")
        outside.addWidget(self.scroll_area)
        self.setLayout(outside)
        self._add_awaited()
        self._add_hiding(hides_elsewhere=hides_elsewhere)
        if results.series:
            self._add_latest()
        self._add_notes(TestNoteKind.CARE_TEAM)
        self._add_series()
        if not is_hiding:
            self._add_charts()
        self._add_notes(TestNoteKind.PREPARATION)
        self.papers = self._add_papers()
        self.scroll_area.content.addStretch(1)

    @property
    def place(self) -> Place:
        """Where one is on the page."""
        period = self.charts[0].chart.view.period if self.charts else None
        return Place(self.scroll_area.verticalScrollBar().value(), period)

    def go_on_at(self, place: Place) -> None:
        """Show what was seen before the page was read anew."""
        if self.charts and place.period is not None:
            self.charts[0].chart.view.show_period(place.period)
        QTimer.singleShot(0, self, lambda: self.scroll_area.verticalScrollBar().setValue(place.scrolled))

    def go_on_with(self, draft: DraftOfNote) -> None:
        """Open the form of a note that something was typed into."""
        for each in self.notes:
            each.go_on(draft)

    def keep_drafts(self) -> None:
        """Keep what was typed into a form on the page."""
        for each in self.notes:
            if each.form is not None:
                each.form.keep_draft(closed_on_purpose=True)
        if self.papers is not None:
            self.papers.keep_draft()

    def focus_results(self) -> None:
        """Put the keyboard into the newest results."""
        if self.series:
            self.series[0].table.setFocus()

    def _add_awaited(self) -> None:
        if self.results.awaited:
            awaited = AwaitedCard(self._surroundings, self.results.awaited, names_test=False)
            awaited.came.connect(self.result_came)
            awaited.edit_requested.connect(self.result_opened)
            self.scroll_area.content.addWidget(awaited)

    def _add_hiding(self, *, hides_elsewhere: bool) -> None:
        """Say that numbers are hidden, or offer to hide again those that were asked for."""
        if not hides_elsewhere and not self._is_hiding:
            return
        words = tr("Numbers are hidden.") if self._is_hiding else tr("Numbers are hidden elsewhere.")
        notice = Notice(words, self._surroundings.appearance)
        wanted = tr("Show the numbers") if self._is_hiding else tr("Hide the numbers")
        notice.add_button(wanted, lambda: self.numbers_wanted.emit(self._is_hiding))
        self.scroll_area.content.addWidget(notice)

    def _add_latest(self) -> None:
        self._latest = LatestCard(self._surroundings, self.results, is_hiding=self._is_hiding)
        self._latest.question_wanted.connect(self._on_question_wanted)
        self.scroll_area.content.addWidget(self._latest)
        self._question = QuestionBox(suggested_question(self.results.name, self._latest.line.sample))
        self._question.hide()
        self._question.written.connect(self._on_question_written)
        self._question.closed.connect(self._on_question_closed)
        self.scroll_area.content.addWidget(self._question)

    def _add_series(self) -> None:
        points = [point for series in self.results.series for point in series.points]
        if has_several_laboratories(points):
            self._add_notice(laboratories_sentence())
        if has_units_apart(self.results.series, self.results.in_catalogue):
            self._add_notice(units_not_converted_sentence())
        for series in (*self.results.series, *self.results.curves):
            made = SeriesList(self._surroundings, self.results, series, is_hiding=self._is_hiding)
            made.result_opened.connect(self.result_opened)
            made.result_removed.connect(self.result_removed)
            self.series.append(made)
            self.scroll_area.content.addWidget(made)
        if self.series and self._surroundings.can_change:
            words = tr("Choose a result to correct it. The Delete key deletes it; Undo brings it back.")
            self.scroll_area.content.addWidget(label(words, "small"))

    def _add_charts(self) -> None:
        for made in charts(self._surroundings, self.results):
            made.point_opened.connect(lambda row: self.result_opened.emit(str(row.result.id)))
            made.sheet_wanted.connect(self._on_sheet_wanted)
            self.charts.append(made)
            self.scroll_area.content.addWidget(made)

    def _add_notice(self, sentence: str) -> None:
        self.scroll_area.content.addWidget(Notice(sentence, self._surroundings.appearance))

    def _add_notes(self, kind: TestNoteKind) -> None:
        made = NotesCard(self._surroundings, self.results, kind, is_hiding=self._is_hiding)
        self.notes.append(made)
        self.scroll_area.content.addWidget(made)

    def _add_papers(self) -> PapersSection | None:
        """Show the papers beside the samples of this test; a new one lies beside the newest unless another is chosen."""
        holders = [Holder(Kind.SAMPLES, each.id, sample_name(each)) for each in self.results.samples]
        if not holders:
            return None
        made = PapersSection(self._surroundings, holders, filled=self.scroll_area.order_tabs, is_card=True)
        self.scroll_area.content.addWidget(made)
        return made

    def _on_sheet_wanted(self) -> None:
        self._surroundings.host.show_page("share", lambda page: page.show_test(self.test))

    def _on_question_wanted(self) -> None:
        self._latest.question.setEnabled(False)
        self._question.show()
        self._question.focus()

    def _on_question_written(self, text: str) -> None:
        self._on_question_closed()
        self.question_written.emit(text)

    def _on_question_closed(self) -> None:
        self._question.hide()
        self._latest.question.setEnabled(True)
        self._latest.question.setFocus()

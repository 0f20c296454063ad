"""The newest result of a test: the one sentence there is about it, the value, how the sample was taken, the lab's own flag."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame

from hoofbeat.ui.surroundings import Surroundings
from hoofbeat.ui.theme import SPACE
from hoofbeat.ui.widgets.about_button import AboutButton
from hoofbeat.ui.widgets.number_line import NumberLineView
from hoofbeat.ui.widgets.parts import button, card, column, label, row
from hoofbeat.wording.result_pages import series_words
from hoofbeat.wording.results import (
    ask_before_change_sentence,
    care_team_sentence,
    flag_sentence,
    minute_words,
    range_sentence,
    report_state_words,
    sample_words,
    taken_words,
    units_sentence,
    value_words,
)
from hoofbeat.wording.translation import tr

if TYPE_CHECKING:
    from hoofbeat.domain.labs import Series
    from hoofbeat.reference.library import Library
    from hoofbeat.services.labs.one_test import ResultsOfTest
    from hoofbeat.services.lines import ResultLine


class LatestCard(QFrame):
    """Where numbers are hidden it says when and how the sample was taken alone. Signal: `question_wanted`."""

    question_wanted = Signal()

    def __init__(self, surroundings: Surroundings, results: ResultsOfTest, *, is_hiding: bool) -> None:
        super().__init__()
        self._surroundings = surroundings
        self._results = results
        series = results.series[0]
        self.line: ResultLine = results.lines[series.latest.result.id]
        frame, self._inside = card(spacing="s")
        outside = column(spacing="")
        outside.addWidget(frame)
        self.setLayout(outside)
        self._add_heading(series)
        if not is_hiding:
            self._add_result()
        self._add_sample()
        self._add_question()

    def _add_heading(self, series: Series) -> None:
        laboratory = self.line.laboratory.name if self.line.laboratory else ""
        self._inside.addWidget(label(series_words(series, laboratory), "small"))
        minute = minute_words(self.line.result.minute)
        day = taken_words(self.line.sample)
        self._inside.addWidget(label(", ".join(part for part in (day, minute) if part), "heading"))

    def _add_result(self) -> None:
        result = self.line.result
        for sentence in range_sentence(result, self._results.units), care_team_sentence():
            self._inside.addWidget(label(sentence))
        self._inside.addSpacing(SPACE["s"])
        self._inside.addWidget(label(value_words(result), "title"))
        number_line = NumberLineView(self._surroundings.appearance)
        self._inside.addWidget(number_line)
        number_line.show_result(result, units=self._results.units)
        self._inside.addSpacing(SPACE["s"])
        for sentence in (flag_sentence(result.flag), self._state(), self._unit_change()):
            if sentence:
                self._inside.addWidget(label(sentence))

    def _state(self) -> str:
        state = report_state_words(self.line.result.report_state)
        return tr("State in the report: {state}.").format(state=state) if state else ""

    def _unit_change(self) -> str:
        before = self._results.units_before.get(self.line.result.id)
        return "" if before is None else units_sentence(self.line.result.unit, before)

    def _add_sample(self) -> None:
        said = sample_words(self.line.sample)
        if not said:
            return
        self._inside.addWidget(label(tr("How the sample was taken: {how}.").format(how=said)))
        if self.line.sample.acid_medicine is not None or self.line.sample.fasting_hours is not None:
            self._inside.addWidget(label(ask_before_change_sentence(), "small"))

    def _add_question(self) -> None:
        icons = self._surroundings.appearance.icons
        self.question = button(
            tr("Add a question for my visit"), self.question_wanted.emit, icon="question", icons=icons
        )
        self.question.setEnabled(self._surroundings.can_change)
        self._inside.addSpacing(SPACE["s"])
        about = AboutButton(self._surroundings, tr("About this test"), partial(_topic, self._results.test))
        self._inside.addLayout(row(self.question, about, None))


def _topic(test: str, library: Library) -> str | None:
    from hoofbeat.services import topics

    return topics.topic_of_test(library, test=test)

"""What stands above a report that is being saved: what keeps it from being saved, or what to look at again, kept by one click."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QFrame, QWidget

from hoofbeat.domain.errors import Problem
from hoofbeat.domain.labs.pasted_tables import Column
from hoofbeat.ui.pages.lab_results.report.results_part import ResultsPart
from hoofbeat.ui.widgets.flow import FlowLayout
from hoofbeat.ui.widgets.parts import Clicked, button, column, label, row
from hoofbeat.wording.report_entry import column_of, in_row_words, looks_words, problems_words
from hoofbeat.wording.result_entry import second_look_sentence
from hoofbeat.wording.translation import ntr, tr

if TYPE_CHECKING:
    from hoofbeat.services.labs.report_check import ReportCheck

_MOST = 6
"""Sentences that are listed; the rows themselves say all of them."""
GoTo = Callable[[int, Column], object]


def problems_frame(results: ResultsPart, check: ReportCheck, *, go_to: GoTo) -> QFrame:
    """Return the list of what keeps a report from being saved, each with the way to its cell."""
    wrong = {place: each for place, each in check.rows.items() if each.problems}
    heading = ntr(
        "We could not save this yet. Please check {count} row:",
        "We could not save this yet. Please check {count} rows:",
        len(wrong),
    ).format(count=len(wrong))
    if not check.rows:
        heading = tr("There is no result to save yet. Type at least one test and its value.")
    ways: list[tuple[str, Clicked]] = []
    for place, each in wrong.items():
        sentence = " ".join(problems_words(results.rows.row(place), each))
        way = partial(go_to, place, column_of(each.problems[0]))
        ways.append((in_row_words(place, results.rows.row(place), sentence), way))
    buttons: list[QWidget] = []
    if any(_lacks_a_value(each.problems) for each in wrong.values()):
        buttons = [
            button(tr("The empty ones are not back yet"), results.set_awaited),
            button(tr("Remove the empty rows"), results.remove_valueless),
        ]
    return _frame("problem", heading, ways, buttons)


def doubts_notice(results: ResultsPart, check: ReportCheck, *, keep: Callable[[], object]) -> QFrame:
    """Return the list of what to look at again, with one button that keeps it all and saves."""
    ways: list[tuple[str, Clicked]] = [
        (second_look_sentence(look), partial(results.grid.go_to, 0, Column.TEST)) for look in check.sample_looks
    ]
    for place, each in enumerate(results.rows.rows):
        sentence = " ".join(looks_words(each, check.rows.get(place)))
        if sentence:
            ways.append((in_row_words(place, each, sentence), partial(results.grid.go_to, place, Column.VALUE)))
    buttons = [button(tr("Keep and save"), keep, look="primary")]
    heading = tr("Please look at this again. Nothing is saved yet.")
    return _frame("notice", heading, ways, [*buttons])


def _frame(look: str, heading: str, ways: Sequence[tuple[str, Clicked]], buttons: Sequence[QWidget]) -> QFrame:
    frame = QFrame()
    frame.setProperty("look", look)
    inside = column(spacing="xs", margin="m")
    inside.addWidget(label(heading, "label"))
    for sentence, way in ways[:_MOST]:
        inside.addWidget(_way(sentence, way))
    if len(ways) > _MOST:
        left = len(ways) - _MOST
        inside.addWidget(label(ntr("And {count} more row.", "And {count} more rows.", left).format(count=left)))
    if buttons:
        line = FlowLayout()
        for each in buttons:
            line.addWidget(each)
        inside.addLayout(line)
        frame.setFocusProxy(buttons[0])
    frame.setLayout(inside)
    frame.setAccessibleName(" ".join([heading, *(sentence for sentence, _ in ways[:_MOST])]))
    return frame


def _way(sentence: str, way: Clicked) -> QWidget:
    """Return a sentence with the button that goes to its cell."""
    holder = QWidget()
    go = button(tr("Go there"), way)
    go.setAccessibleName(tr("Go there: {sentence}").format(sentence=sentence))
    line = row(label(sentence), go)
    line.setStretch(0, 1)
    holder.setLayout(line)
    return holder


def _lacks_a_value(problems: Sequence[Problem]) -> bool:
    return any(problem.code == "missing" and column_of(problem) is Column.VALUE for problem in problems)

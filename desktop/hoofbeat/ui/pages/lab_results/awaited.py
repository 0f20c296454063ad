"""Results that are awaited: since when, from whom, and the one step that turns each into a result."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from itertools import groupby
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QWidget

from hoofbeat.ui.surroundings import Surroundings
from hoofbeat.ui.widgets.parts import button, card, column, label, row, rule
from hoofbeat.wording.result_pages import expected_words
from hoofbeat.wording.results import awaited_words
from hoofbeat.wording.translation import ntr, tr

if TYPE_CHECKING:
    from hoofbeat.services.lines import ResultLine

_FIRST = 4
"""Samples that are shown until the person asks for all."""


class AwaitedCard(QFrame):
    """One block for each sample. Signals: `came` and `edit_requested` with the id of a result."""

    came = Signal(str)
    edit_requested = Signal(str)

    def __init__(self, surroundings: Surroundings, lines: Sequence[ResultLine], *, names_test: bool = True) -> None:
        super().__init__()
        self._surroundings = surroundings
        self._names_test = names_test
        self._frame, self._inside = card(spacing="m")
        outside = column(spacing="")
        outside.addWidget(self._frame)
        self.setLayout(outside)
        blocks = [list(block) for _, block in groupby(lines, key=lambda line: line.sample.id)]
        for number, block in enumerate(blocks[:_FIRST]):
            self._add(number, block)
        rest = blocks[_FIRST:]
        if rest:
            words = ntr("Show {count} more sample", "Show {count} more samples", len(rest)).format(count=len(rest))
            self._more = button(
                words, partial(self._show_rest, rest), look="edge", icon="down", icons=surroundings.appearance.icons
            )
            self._inside.addWidget(self._more, 0, Qt.AlignmentFlag.AlignLeft)

    def _show_rest(self, rest: Sequence[Sequence[ResultLine]]) -> None:
        self._more.hide()
        for number, block in enumerate(rest, start=_FIRST):
            self._add(number, block)

    def _add(self, number: int, block: Sequence[ResultLine]) -> None:
        if number:
            self._inside.addWidget(rule())
        first = block[0]
        sign = label("", wraps=False)
        self._surroundings.appearance.icons.put(sign, "waiting", "icon")
        words = column(spacing="xs")
        words.addWidget(label(awaited_words(first.sample.taken_on), "label"))
        expected = expected_words(first.sample, first.laboratory)
        if expected:
            words.addWidget(label(expected, "small"))
        if self._names_test or len(block) > 1:
            for line in block:
                words.addLayout(row(label(line.test_name), self._buttons(line) if len(block) > 1 else None))
        whole = row(spacing="m")
        whole.addWidget(sign, 0, Qt.AlignmentFlag.AlignTop)
        whole.addLayout(words, 1)
        if len(block) == 1:
            whole.addWidget(self._buttons(first))
        self._inside.addLayout(whole)

    def _buttons(self, line: ResultLine) -> QWidget:
        result_id = str(line.result.id)
        enter = button(tr("Enter the result"), partial(self.came.emit, result_id))
        edit = button(tr("Edit"), partial(self.edit_requested.emit, result_id), look="quiet")
        enter.setAccessibleName(tr("Enter the result: {test}").format(test=line.test_name))
        edit.setAccessibleName(tr("Edit: {test}").format(test=line.test_name))
        enter.setEnabled(self._surroundings.can_change)
        edit.setEnabled(self._surroundings.can_change)
        holder = QWidget()
        holder.setLayout(row(enter, edit, spacing="s"))
        return holder

"""What of the record is on a sheet: which tests, which time, which words, or which topic; of these, what the sheet has."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QLineEdit, QWidget

from hoofbeat.domain.sheets.kinds import SHEET_FORMS, Section, SheetKind
from hoofbeat.domain.sheets.request import WHOLE_TIME, SheetRequest
from hoofbeat.ui.editors import ChoiceBox
from hoofbeat.ui.pages.share.fields import field
from hoofbeat.ui.pages.share.period_choice import PeriodChoice
from hoofbeat.ui.pages.share.tests_choice import TestsChoice
from hoofbeat.ui.surroundings import Surroundings
from hoofbeat.ui.theme import SPACE
from hoofbeat.ui.widgets.parts import column, label
from hoofbeat.wording.translation import tr

if TYPE_CHECKING:
    from hoofbeat.services.sheets.choices import SheetChoices


class Narrowing(QWidget):
    """Signals: `changed` when something else is chosen; `typed` while somebody types."""

    changed = Signal()
    typed = Signal()

    def __init__(self, surroundings: Surroundings) -> None:
        super().__init__()
        self._tests = TestsChoice()
        self._period = PeriodChoice(surroundings)
        self._words = QLineEdit()
        self._words.setPlaceholderText(tr("For example: scan"))
        self._topic = ChoiceBox()
        hint = label(tr("An entry is on the sheet when every word stands in it."), "small")
        self._words_field = field(tr("Only entries with these words"), self._words, hint)
        self._topic_field = field(tr("Which topic"), self._topic)
        inside = column(spacing="l")
        for part in (self._tests, self._period, self._words_field, self._topic_field):
            inside.addWidget(part)
        inside.setSpacing(SPACE["l"])
        self.setLayout(inside)
        for part in (self._tests, self._period):
            part.changed.connect(self.changed)
        self._words.textEdited.connect(lambda _text: self.typed.emit())
        self._topic.activated.connect(lambda _index: self.changed.emit())

    def show_choices(self, choices: SheetChoices) -> None:
        """Show what there is to choose from; what was chosen stays so."""
        self._tests.show_tests(choices.tests)
        if self._topic.count() == 0:
            for topic, title in choices.topics.items():
                self._topic.addItem(title, topic)

    def show_form(self, kind: SheetKind, left_out: frozenset[Section]) -> None:
        """Show what this sheet can be narrowed by, without these sections."""
        form, has_tests = SHEET_FORMS[kind], has_tests_to_choose(kind, left_out)
        is_topic = kind is SheetKind.TOPIC
        self._tests.setVisible(has_tests)
        self._period.setVisible(form.has_period)
        self._words_field.setVisible(form.has_words)
        self._topic_field.setVisible(is_topic)
        self.setVisible(has_tests or form.has_period or form.has_words or is_topic)

    def choose(self, request: SheetRequest) -> None:
        """Choose what a sheet was narrowed by."""
        self._tests.choose(request.tests)
        self._period.choose(request.period)
        self._words.setText(" ".join(request.words))
        self._topic.setCurrentIndex(max(0, self._topic.findData(request.topic)))

    def narrow(self, request: SheetRequest) -> SheetRequest:
        """Return the request with what is chosen here, as far as its sheet has it."""
        form = request.form
        return request.replaced(
            tests=self._tests.chosen() if has_tests_to_choose(request.kind, request.left_out) else None,
            period=self._period.period() if form.has_period else WHOLE_TIME,
            words=tuple(self._words.text().split()) if form.has_words else (),
            topic=str(self._topic.currentData() or "") if request.kind is SheetKind.TOPIC else "",
        )


def has_tests_to_choose(kind: SheetKind, left_out: frozenset[Section]) -> bool:
    """Tell whether a sheet without these sections shows results of tests that one may choose."""
    form = SHEET_FORMS[kind]
    shown = {Section.CHARTS, Section.ALL_RESULTS} if form.extra else {Section.CHARTS, Section.RESULTS}
    return form.has_tests and bool(shown - left_out)

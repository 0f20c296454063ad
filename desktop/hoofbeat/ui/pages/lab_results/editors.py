"""The editors that only a result has: its test, its value as printed, its unit, its range, and whether it is back."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from decimal import Decimal
from functools import partial
from typing import TYPE_CHECKING, Any

import shiboken6
from PySide6.QtCore import QModelIndex, QObject, QPersistentModelIndex, QSortFilterProxyModel, Qt, Signal
from PySide6.QtGui import QStandardItem, QStandardItemModel
from PySide6.QtWidgets import QCompleter, QWidget
from typing_extensions import override

from hoofbeat.domain.fields import Field
from hoofbeat.domain.labs.report_rows import meanings
from hoofbeat.domain.records import Progress
from hoofbeat.domain.values import read_value
from hoofbeat.ui.editors import FlagEditor, LineEditor, SuggestingEditor, TypedWrongError
from hoofbeat.ui.surroundings import Surroundings
from hoofbeat.ui.widgets.announce import announce
from hoofbeat.ui.widgets.parts import button, clear, label, row
from hoofbeat.wording.result_entry import (
    doubtful_question,
    new_test_words,
    plain_number,
    range_reading_words,
    reading_words,
)

if TYPE_CHECKING:
    from hoofbeat.services.installation import Installation
    from hoofbeat.services.journals import Journal
    from hoofbeat.services.labs.before_entry import OfferedTest

_NAME = Qt.ItemDataRole.UserRole + 1
_ALL_NAMES = Qt.ItemDataRole.UserRole + 2
_SHORT = 14


class AnalyteEditor(LineEditor):
    """The test, found while typing by any of its names; a name that is not in the list may be typed as well.

    Signal: `decided` with the name, when the person goes on from it.
    """

    decided = Signal(str)

    def __init__(self, field: Field, surroundings: Surroundings) -> None:
        super().__init__(field)
        self._surroundings = surroundings
        self._decided = ""
        self._offered = offered_tests(surroundings, self)
        completer = NameCompleter(self._offered, self)
        self._line.setCompleter(completer)
        self._note = label("", "small")
        self._note.hide()
        self._line.editingFinished.connect(self._on_finished)
        completer.activated.connect(self._on_chosen)
        self._column.addWidget(self._note)

    @override
    def set_typed(self, text: str) -> None:
        super().set_typed(text)
        self._decide()

    def say_whether_new(self, known_name: str) -> None:
        """Say that the test is new, when it has no name yet in the list."""
        is_new = bool(self.value()) and not known_name
        self._note.setText(new_test_words(self.value()) if is_new else "")
        self._note.setVisible(is_new)

    def _on_chosen(self, _text: str) -> None:
        self.edited.emit()
        self._decide()

    def _on_finished(self) -> None:
        self._decide()

    def _decide(self) -> None:
        if self.value() != self._decided:
            self._decided = self.value()
            self.decided.emit(self._decided)


def offered_tests(surroundings: Surroundings, parent: QObject) -> QStandardItemModel:
    """Return the tests to choose from, each found by any of its names; they come as soon as they are read."""
    offered = QStandardItemModel(parent)

    def offer(tests: Sequence[OfferedTest]) -> None:
        if not shiboken6.isValid(offered):
            return
        for test in tests:
            short = next((each for each in test.synonyms if len(each) < _SHORT), "")
            item = QStandardItem(f"{test.name}  ·  {short}" if short else test.name)
            item.setData(test.name, _NAME)
            item.setData(" | ".join((test.name, *test.synonyms)), _ALL_NAMES)
            offered.appendRow(item)

    surroundings.tasks.read(partial(_offered_tests, surroundings.installation), then=offer)
    return offered


class _TestsOfWords(QSortFilterProxyModel):
    """The tests of which one name, or all of them together, hold every word that was typed."""

    def __init__(self, offered: QStandardItemModel, parent: QObject) -> None:
        super().__init__(parent)
        self._words: list[str] = []
        self.setSourceModel(offered)

    def show_words(self, text: str) -> None:
        """Leave what holds these words."""
        words = text.casefold().split()
        if words != self._words:
            self._words = words
            self.invalidate()

    @override
    def filterAcceptsRow(self, source_row: int, source_parent: QModelIndex | QPersistentModelIndex) -> bool:
        names = str(self.sourceModel().index(source_row, 0, source_parent).data(_ALL_NAMES) or "").casefold()
        return all(word in names for word in self._words)


class NameCompleter(QCompleter):
    """Finds a test by the words of any of its names, in any order, and fills in the one that it is called by."""

    def __init__(self, offered: QStandardItemModel, parent: QWidget) -> None:
        self._tests = _TestsOfWords(offered, parent)
        super().__init__(self._tests, parent)
        self.setCompletionRole(_ALL_NAMES)
        self.setFilterMode(Qt.MatchFlag.MatchContains)
        self.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
        self.setCompletionMode(QCompleter.CompletionMode.PopupCompletion)
        self.setMaxVisibleItems(8)
        popup = self.popup()
        if popup is not None:
            popup.setProperty("look", "popup")

    @override
    def splitPath(self, path: str) -> list[str]:
        self._tests.show_words(path)
        return [""]  # the words were looked for already

    @override
    def pathFromIndex(self, index: QModelIndex | QPersistentModelIndex) -> str:
        return str(index.data(_NAME) or "")


class UnderstoodEditor(LineEditor):
    """One line, and below it how it is understood."""

    def __init__(self, field: Field, say: Callable[[str], str]) -> None:
        super().__init__(field)
        self._say = say
        self._said = label("", "small")
        self._said.hide()
        self._line.textChanged.connect(lambda _text: self.show_understood())
        self._column.addWidget(self._said)

    @property
    def understood(self) -> str:
        """What is said below the line."""
        return self._said.text()

    def show_understood(self) -> None:
        """Say anew how the text is understood."""
        self._said.setText(self._say(self.typed()))
        self._said.setVisible(bool(self._said.text()))
        self._line.setAccessibleDescription(self._said.text())


class ValueEditor(UnderstoodEditor):
    """A value as printed, with the number understood from it; a text that may mean two numbers is asked about."""

    def __init__(self, field: Field) -> None:
        super().__init__(field, self._understand)
        self._unit = ""
        self._number: Decimal | None = None
        self._line.setMaximumWidth(260)
        self._question = row(spacing="s")
        self._column.addLayout(self._question)
        self._line.textEdited.connect(self._on_text_edited)
        self._line.editingFinished.connect(self._ask)

    @property
    def number(self) -> Decimal | None:
        """Which number the person said that a doubtful text means."""
        return self._number

    @override
    def value(self) -> str:
        text = self.typed().strip()
        if read_value(text).is_doubtful and self._number is None:
            self._ask()
            raise TypedWrongError("doubtful number", text=text)
        return text

    def set_unit(self, unit: str) -> None:
        """Say the value with this unit."""
        self._unit = unit
        self.show_understood()

    def _understand(self, text: str) -> str:
        reading = read_value(text.strip())
        if reading.is_doubtful and self._number is not None:
            reading = next(each for each in meanings(text.strip()) if each.number == self._number)
        return reading_words(reading, self._unit)

    def _on_text_edited(self, _text: str) -> None:
        self._number = None
        clear(self._question)

    def _ask(self) -> None:
        text = self.typed().strip()
        clear(self._question)
        if not read_value(text).is_doubtful or self._number is not None:
            return
        self._question.addWidget(label(doubtful_question(text), "quiet"), 1)
        for meaning in meanings(text):
            number = meaning.number or Decimal(0)
            self._question.addWidget(button(plain_number(number), partial(self._take, number)))
        announce(self, doubtful_question(text))

    def _take(self, number: Decimal) -> None:
        self._number = number
        clear(self._question)
        self.show_understood()
        self.edited.emit()
        self._line.setFocus()


class RangeEditor(UnderstoodEditor):
    """A range as printed."""

    def __init__(self, field: Field) -> None:
        super().__init__(field, range_reading_words)
        self._line.setMaximumWidth(360)


class UnitEditor(SuggestingEditor):
    """A unit. Signal: `changed` whoever changed it."""

    changed = Signal()

    def __init__(self, field: Field) -> None:
        super().__init__(field, lambda _offer: None)
        self._box.setMaximumWidth(260)
        self._line.textChanged.connect(lambda _text: self.changed.emit())

    def offer(self, units: Sequence[str]) -> None:
        """Offer these units to choose from."""
        self._offer(list(units))


class AwaitedEditor(FlagEditor):
    """Whether the result is still to come."""

    @property
    def is_awaited(self) -> bool:
        """Tell whether the result is still to come."""
        return self._box.isChecked()

    @override
    def value(self) -> Progress:
        return Progress.AWAITED if self._box.isChecked() else Progress.RECEIVED

    @override
    def set_value(self, value: Any) -> None:
        self._box.setChecked(value is Progress.AWAITED)


def _offered_tests(installation: Callable[[], Installation], journal: Journal) -> Sequence[OfferedTest]:
    from hoofbeat.services.labs import before_entry

    return before_entry.list_offered_tests(journal, catalogue=installation().catalogue)

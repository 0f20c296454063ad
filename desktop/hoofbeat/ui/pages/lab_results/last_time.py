"""What a laboratory printed the last time beside a test, shown in grey in the fields of its next result and entered on request."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping, Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QWidget

from hoofbeat.ui.field_set import FieldSet
from hoofbeat.ui.widgets.announce import announce
from hoofbeat.ui.widgets.parts import button, column, label
from hoofbeat.wording.result_entry import last_time_words, taken_as_last_time_words
from hoofbeat.wording.results import range_words
from hoofbeat.wording.translation import tr

if TYPE_CHECKING:
    from hoofbeat.services.labs.before_entry import BeforeEntry
    from hoofbeat.services.lines import ResultLine

_FIELDS = ("laboratory", "unit", "range_text", "specimen", "method")


class LastTimeOffer(QWidget):
    """A sentence, and the button that takes what it names. Signal: `taken` when the person wants it."""

    taken = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._said = label("", "small")
        self._take = button(tr("Take the grey text (Ctrl+Space)"), self.taken.emit, look="edge")
        inside = column(spacing="xs")
        inside.setContentsMargins(0, 0, 0, 0)
        inside.addWidget(self._said)
        inside.addWidget(self._take, 0, Qt.AlignmentFlag.AlignLeft)
        self.setLayout(inside)
        self.hide()

    @property
    def said(self) -> str:
        """What is said now."""
        return self._said.text()

    def show_parts(self, parts: Sequence[str]) -> None:
        """Offer these texts, or nothing."""
        words = last_time_words(parts)
        self._say(words)
        self._take.setVisible(bool(words))
        self.setVisible(bool(words))

    def show_taken(self, parts: Sequence[str]) -> None:
        """Say that these texts were taken over."""
        self._say(taken_as_last_time_words(parts))
        self._take.hide()

    def _say(self, words: str) -> None:
        if words != self._said.text():
            self._said.setText(words)
            self._take.setAccessibleDescription(words)
            announce(self, words)


class AsLastTime(QObject):
    """Offers the last result's texts in the fields that are empty and shown; nothing is entered by itself."""

    def __init__(self, fields: FieldSet, shown: Callable[[], Collection[str]]) -> None:
        super().__init__(fields)
        self.sentence = LastTimeOffer()
        self._fields = fields
        self._shown = shown
        self._before: BeforeEntry | None = None
        self._last: ResultLine | None = None
        self._offered: Mapping[str, str] = {}
        self._taken: dict[str, str] = {}
        self.sentence.taken.connect(self._on_taken)
        keys = QShortcut(QKeySequence("Ctrl+Space"), fields)
        keys.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        keys.activated.connect(self.take)
        for name in _FIELDS:
            fields.editor(name).edited.connect(self.offer)

    def know(self, before: BeforeEntry) -> None:
        """Know what is stored of the test that is entered now; what was taken over for another one goes."""
        if self._before is not None and before.name != self._before.name:
            self._take_back()
        self._before = before

    def offer(self) -> None:
        """Show in grey what may hold this time too; it is not entered."""
        self._last = self._last_of_laboratory()
        shown = self._shown()
        said = {} if self._last is None else self._said_in(self._last)
        self._offered = {name: text for name, text in said.items() if text and name in shown and not self._typed(name)}
        for name in _FIELDS:
            self._fields.editor(name).show_offered(self._offered.get(name, ""))
        self.sentence.show_parts(list(self._offered.values()))

    def take(self) -> None:
        """Enter what is offered."""
        if not self._offered or self._last is None:
            return
        for name, text in self._offered.items():
            self._fields.editor(name).set_typed(text)
        if "laboratory" in self._offered:
            self._fields.editor("laboratory").set_value(self._last.sample.laboratory)
        self._taken |= self._offered
        self.sentence.show_taken(list(self._offered.values()))
        self._offered = {}
        self._fields.edited.emit()

    def _said_in(self, last: ResultLine) -> Mapping[str, str]:
        """Return the texts of the last result that may hold for this one; its range only with its unit."""
        limits = last.result.range_text or range_words(last.result.range)
        return {
            "laboratory": last.laboratory.name if last.laboratory else "",
            "unit": last.result.unit,
            "range_text": limits if self._typed("unit").strip() in ("", last.result.unit) else "",
            "specimen": last.sample.specimen,
            "method": last.result.method,
        }

    def _take_back(self) -> None:
        """Empty what was taken over and stands as it was; a unit of another test would be a wrong one here."""
        for name, text in self._taken.items():
            if name != "laboratory" and self._typed(name) == text:
                self._fields.editor(name).set_typed("")
        self._taken = {}

    def _last_of_laboratory(self) -> ResultLine | None:
        """Return the last result of the laboratory that is entered, or, while none is, of the only one there is."""
        wanted = self._fields.editor("laboratory").value()
        newest = self._before.newest if self._before else ()
        if wanted is None:
            return newest[0] if len(newest) == 1 else None
        return next((line for line in newest if line.sample.laboratory == wanted), None)

    def _typed(self, name: str) -> str:
        return self._fields.editor(name).typed()

    def _on_taken(self) -> None:
        self.take()
        self._fields.editor("laboratory").target.setFocus()

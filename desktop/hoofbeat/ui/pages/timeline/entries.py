"""The entries below the headings of their months: the day, what it is, what is known of it, and the way to its record."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QLabel, QPushButton, QVBoxLayout, QWidget

from hoofbeat.domain.records import Sample
from hoofbeat.domain.timeline import Entry, TestValue, by_month
from hoofbeat.domain.values import PartialDate
from hoofbeat.ui.surroundings import Surroundings
from hoofbeat.ui.theme import SPACE
from hoofbeat.ui.widgets.line_lists import act_button
from hoofbeat.ui.widgets.parts import clear, column, label, row, rule
from hoofbeat.wording.dates import day_not_known
from hoofbeat.wording.timeline import day_words, entry_words, event_name, month_title, value_line
from hoofbeat.wording.translation import tr

_DAY_CHARACTERS = 8

Opened = Callable[[Entry], object]


class EntryLine(QWidget):
    """One entry. The values of a sample show only when `show_values` is called."""

    def __init__(self, entry: Entry, surroundings: Surroundings, *, opened: Opened, numbers_asked: Opened) -> None:
        super().__init__()
        self.entry = entry
        text = entry_words(entry, uses_24_hours=surroundings.uses_24_hours)
        about = f"{event_name(entry)}, {day_not_known(entry.on)}, {text}"
        icons = surroundings.appearance.icons
        name = f"{entry.record.id}/{int(entry.event)}"
        day = label(day_words(entry.on), "label", wraps=False)
        day.setFixedWidth(self.fontMetrics().averageCharWidth() * _DAY_CHARACTERS)
        words = column(spacing="")
        words.addWidget(label(event_name(entry), "small"))
        words.addWidget(label(text))
        self._values = column(spacing="")
        words.addLayout(self._values)
        self._show: QPushButton | None = None
        acts = row(spacing="xs")
        if isinstance(entry.record, Sample) and entry.received:
            self._values.addWidget(label(tr("Numbers hidden"), "small"))
            self._show = act_button(
                tr("Show"),
                tr("numbers, {what}").format(what=about),
                lambda: numbers_asked(entry),
                name=f"show:{name}",
                icons=icons,
            )
            acts.addWidget(self._show)
        self.open = act_button(tr("Open"), about, lambda: opened(entry), name=f"open:{name}", icons=icons)
        acts.addWidget(self.open)
        inside = row(day, words, acts, spacing="m")
        inside.setStretch(1, 1)
        inside.setAlignment(day, Qt.AlignmentFlag.AlignTop)
        inside.setAlignment(acts, Qt.AlignmentFlag.AlignTop)
        self.setLayout(inside)

    def show_values(self, values: Sequence[TestValue]) -> None:
        """Show the values of the sample."""
        clear(self._values)
        for value in values:
            self._values.addWidget(label(value_line(value)))
        if self._show is not None:
            if self._show.hasFocus():
                self.open.setFocus()
            self._show.hide()


class EntryList(QWidget):
    """Entries, newest first; older ones are added at its end. `opened` and `numbers_asked` are called with an entry."""

    def __init__(self, surroundings: Surroundings, *, opened: Opened, numbers_asked: Opened) -> None:
        super().__init__()
        self._surroundings = surroundings
        self._opened, self._numbers_asked = opened, numbers_asked
        self._layout = column(spacing="s")
        self.setLayout(self._layout)
        self.lines: list[EntryLine] = []
        self._last: tuple[PartialDate | None, QVBoxLayout] | None = None

    def show_entries(self, entries: Sequence[Entry]) -> None:
        """Show these entries in place of all others."""
        clear(self._layout)
        self.lines, self._last = [], None
        self.add_entries(entries)

    def add_entries(self, entries: Sequence[Entry]) -> None:
        """Show these entries after the others."""
        for month, listed in by_month(entries):
            if self._last is None or self._last[0] != month:
                self._last = (month, self._add_month(month))
            surface = self._last[1]
            for entry in listed:
                if surface.count():
                    surface.addWidget(rule())
                line = EntryLine(entry, self._surroundings, opened=self._opened, numbers_asked=self._numbers_asked)
                self.lines.append(line)
                surface.addWidget(line)

    def show_values(self, entry: Entry, values: Sequence[TestValue]) -> None:
        """Show the values of a sample in its line."""
        for line in self.lines:
            if line.entry.place == entry.place:
                line.show_values(values)

    def _add_month(self, month: PartialDate | None) -> QVBoxLayout:
        heading: QLabel = label(month_title(month), "heading")
        if self._layout.count():
            heading.setContentsMargins(0, SPACE["m"], 0, 0)
        self._layout.addWidget(heading)
        frame = QFrame()
        frame.setProperty("look", "card")
        inside = column(spacing="s")
        inside.setContentsMargins(SPACE["l"], SPACE["m"], SPACE["m"], SPACE["m"])
        frame.setLayout(inside)
        self._layout.addWidget(frame)
        return inside

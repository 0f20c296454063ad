"""What of the history is shown: ticks for kinds, words, years, and the line that jumps to a date."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from PySide6.QtCore import QEvent, QTimer, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QCheckBox, QFrame, QLabel, QLineEdit, QPushButton, QWidget
from typing_extensions import override

from hoofbeat.domain.sheets.kinds import Section
from hoofbeat.domain.timeline import Group, TimelineFilter
from hoofbeat.domain.values import PartialDate
from hoofbeat.ui.editors import ChoiceBox
from hoofbeat.ui.surroundings import Surroundings
from hoofbeat.ui.theme import SPACE
from hoofbeat.ui.typed_dates import understand_date
from hoofbeat.ui.widgets.flow import FlowLayout
from hoofbeat.ui.widgets.parts import button, column, label, restyle, row
from hoofbeat.wording.dates import date_words
from hoofbeat.wording.timeline import group_name
from hoofbeat.wording.translation import tr

_FILTER_MILLISECONDS = 200
_LINE_CHARACTERS = 20


class Filters(QWidget):
    """A card of filters; where its first line would not fit on one, as with large text, it is folded away under a button.

    Signals: `changed` when other entries are wanted; `date_chosen` with the date to go to.
    """

    changed = Signal()
    date_chosen = Signal(object)

    def __init__(self, surroundings: Surroundings) -> None:
        super().__init__()
        self._surroundings = surroundings
        self._is_cramped, self._is_unfolded = False, False
        self._ticks = {group: self._tick(group) for group in Group}
        self.words = self._line(tr("Find in the timeline"))
        self.words.setClearButtonEnabled(True)
        self.start, self.end = self._years(tr("From")), self._years(tr("To"))
        self.go_to = self._line(tr("Year or date, such as 2019 or 3 March 2026"))
        self._problem = label("", "problem")
        icons = surroundings.appearance.icons
        self._more = button("", self.open_more, look="quiet", icon="filter", icons=icons)
        self._fold = button("", self._on_fold_clicked, look="edge", icon="filter", icons=icons)
        self._timer = QTimer(self, singleShot=True, interval=_FILTER_MILLISECONDS)
        self._timer_of_looks = QTimer(self, singleShot=True, interval=0)
        self._timer_of_looks.timeout.connect(self._measure)
        self._build()
        self._connect()

    @property
    def is_plain(self) -> bool:
        """Tell whether everything is let through."""
        return self.wanted() == TimelineFilter()

    def wanted(self) -> TimelineFilter:
        """Return what is wanted."""
        start, end = self.start.currentData(), self.end.currentData()
        return TimelineFilter(
            groups=frozenset(group for group, tick in self._ticks.items() if tick.isChecked()),
            start=None if start is None else PartialDate(start),
            end=None if end is None else PartialDate(end),
            words=tuple(self.words.text().split()),
        )

    def tick_of(self, group: Group) -> QCheckBox:
        """Return the tick of a group."""
        return self._ticks[group]

    def show_years(self, years: tuple[int, int] | None) -> None:
        """Offer these years and all between them, the newest first; what is chosen stays."""
        span = range(years[1], years[0] - 1, -1) if years is not None else range(0)
        for box in (self.start, self.end):
            chosen = box.currentData()
            listed = sorted({*span, *([chosen] if chosen is not None else [])}, reverse=True)
            if [box.itemData(place) for place in range(1, box.count())] == listed:
                continue
            box.blockSignals(True)
            while box.count() > 1:
                box.removeItem(1)
            for year in listed:
                box.addItem(str(year), year)
            box.setCurrentIndex(box.findData(chosen) if chosen is not None else 0)
            box.blockSignals(False)

    def let_all_through(self) -> None:
        """Take every filter away."""
        for widget in (*self._ticks.values(), self.words, self.start, self.end):
            widget.blockSignals(True)
        for tick in self._ticks.values():
            tick.setChecked(True)
        self.words.clear()
        self.start.setCurrentIndex(0)
        self.end.setCurrentIndex(0)
        for widget in (*self._ticks.values(), self.words, self.start, self.end):
            widget.blockSignals(False)
        self.changed.emit()

    def _tick(self, group: Group) -> QCheckBox:
        made = QCheckBox(group_name(group))
        made.setAccessibleName(tr("Show: {what}").format(what=group_name(group)))
        made.setChecked(True)
        made.toggled.connect(lambda _is_on: self.changed.emit())
        return made

    def _line(self, name: str) -> QLineEdit:
        made = QLineEdit()
        made.setAccessibleName(name)
        return made

    def _years(self, name: str) -> ChoiceBox:
        made = ChoiceBox()
        made.setAccessibleName(name)
        made.addItem(tr("Any year"), None)
        made.currentIndexChanged.connect(lambda _place: self.changed.emit())
        return made

    def _build(self) -> None:
        self.words.setPlaceholderText(tr("Words"))
        self.go_to.setPlaceholderText(tr("2019, March 2019…"))
        go = button(tr("Go"), self._on_go)
        go.setAccessibleName(tr("Go to this date"))
        self._first = (
            _captioned(tr("Find"), self.words),
            _captioned(tr("Go to a date"), _beside(self.go_to, go)),
            _captioned("", self._more),
        )
        years = _flow(_captioned(tr("From"), self.start), _captioned(tr("To"), self.end))
        self._rest = QWidget()
        rest = column(spacing="s")
        rest.addWidget(_flow(*self._ticks.values()))
        rest.addWidget(years)
        self._rest.setLayout(rest)
        self._card = QFrame()
        self._card.setProperty("look", "card")
        inside = column(spacing="s")
        inside.setContentsMargins(SPACE["l"], SPACE["m"], SPACE["l"], SPACE["m"])
        for part in (_flow(*self._first), self._problem, self._rest):
            inside.addWidget(part)
        self._card.setLayout(inside)
        outside = column(spacing="s")
        outside.addLayout(row(self._fold, None))
        outside.addWidget(self._card)
        self.setLayout(outside)
        for hidden in (self._problem, self._rest, self._fold):
            hidden.hide()
        self._say_what_is_chosen()

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._measure()

    @override
    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() in (QEvent.Type.FontChange, QEvent.Type.StyleChange):
            self._timer_of_looks.start()

    def _measure(self) -> None:
        """See whether the first line fits on one, in letters as large as they are now."""
        wide = self.fontMetrics().averageCharWidth() * _LINE_CHARACTERS
        for line in (self.words, self.go_to):
            line.setMinimumWidth(wide)
        gaps = SPACE["m"] * (len(self._first) - 1) + 2 * SPACE["l"]
        self._is_cramped = sum(part.sizeHint().width() for part in self._first) + gaps > self.width()
        self._refold()

    def go_to_words(self) -> None:
        """Put the cursor where words are looked for."""
        self._is_unfolded = True
        self._refold()
        self.words.setFocus()
        self.words.selectAll()

    def _on_fold_clicked(self) -> None:
        self._is_unfolded = not self._is_unfolded
        self._refold()

    def _refold(self) -> None:
        self._fold.setHidden(not self._is_cramped)
        for words in self._first[-1].findChildren(
            QLabel
        ):  # beside captions it stands under one; below them it needs none
            words.setHidden(self._is_cramped)
        self._card.setHidden(self._is_cramped and not self._is_unfolded)
        self._say_what_is_chosen()

    def open_more(self) -> None:
        """Show or put away the ticks and the years."""
        self._rest.setHidden(not self._rest.isHidden())
        self._say_what_is_chosen()

    def _say_what_is_chosen(self) -> None:
        """Say on the button what is left out, so that closed filters are no riddle."""
        wanted = self.wanted()
        is_plain = wanted.groups == frozenset(Group) and wanted.start is None and wanted.end is None
        text = tr("Kinds and years: all") if is_plain else tr("Kinds and years: some")
        _say_state(self._more, text, is_open=not self._rest.isHidden())
        words = tr("Find and filter") if self.is_plain else tr("Find and filter: in use")
        _say_state(self._fold, words, is_open=not self._card.isHidden())

    def _connect(self) -> None:
        self.changed.connect(self._say_what_is_chosen)
        self.words.textChanged.connect(lambda _text: self._timer.start())
        self._timer.timeout.connect(self.changed)
        self.go_to.returnPressed.connect(self._on_go)
        self.go_to.textEdited.connect(lambda _text: self._say_problem(""))

    def _on_go(self) -> None:
        typed = self.go_to.text().strip()
        if not typed:
            self.go_to.setFocus()
            return
        understood = understand_date(typed, today=self._surroundings.today())
        if understood.date is not None:
            self._say_problem("")
            self.date_chosen.emit(understood.date)
            return
        meant = tr(" or ").join(date_words(each) for each in understood.candidates)
        text = tr("Did you mean {dates}? Please write the month as a word.").format(dates=meant) if meant else ""
        self._say_problem(text or tr("We could not read this date. Write a year, or for example March 2019."))
        self.go_to.setFocus()

    def _say_problem(self, text: str) -> None:
        self._problem.setText(text)
        self._problem.setVisible(bool(text))
        if bool(self.go_to.property("is_wrong")) is not bool(text):
            restyle(self.go_to, is_wrong=bool(text))


def _say_state(made: QPushButton, text: str, *, is_open: bool) -> None:
    made.setText(text)
    state = tr("open") if is_open else tr("closed")
    made.setAccessibleName(tr("{text}, {state}").format(text=text, state=state))


_SECTIONS: Mapping[Group, frozenset[Section]] = MappingProxyType(
    {
        Group.APPOINTMENTS: frozenset({Section.APPOINTMENTS}),
        Group.RESULTS: frozenset({Section.RESULTS}),
        Group.MEDICINES: frozenset({Section.MEDICINES}),
        Group.DOSES: frozenset({Section.GIVEN}),
        Group.NOTES: frozenset({Section.NOTES}),
        Group.ABOUT_ME: frozenset({Section.TUMOR, Section.ALERTS}),
        Group.PAPERS: frozenset({Section.PAPERS}),
        Group.SHEETS: frozenset({Section.SHEETS}),
    }
)
"""Under which sections of the sheet the kinds of the page stand."""


def left_out_of_sheet(wanted: TimelineFilter) -> frozenset[Section] | None:
    """Return the sections that these filters take off the sheet; None where they take nothing away."""
    if wanted.groups == frozenset(Group):
        return None
    return frozenset().union(*(_SECTIONS[group] for group in Group if group not in wanted.groups))


def _captioned(caption: str, widget: QWidget) -> QWidget:
    made = QWidget()
    inside = column(spacing="xs")
    words = label(caption, "small", wraps=False)
    words.setBuddy(widget)
    inside.addWidget(words)
    inside.addWidget(widget)
    inside.addStretch(1)
    made.setLayout(inside)
    return made


def _flow(*parts: QWidget) -> QWidget:
    made = QWidget()
    flow = FlowLayout(made, spacing="m")
    for part in parts:
        flow.addWidget(part)
    return made


def _beside(*widgets: QWidget) -> QWidget:
    made = QWidget()
    made.setLayout(row(*widgets))
    return made

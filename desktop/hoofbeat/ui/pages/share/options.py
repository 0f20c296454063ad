"""What one chooses for a sheet: for which visit, since when, what is on it, who prepared it, on which paper."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from types import MappingProxyType
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QButtonGroup, QCheckBox, QGridLayout, QLineEdit, QRadioButton, QWidget

from hoofbeat.domain.sheets.kinds import Section
from hoofbeat.domain.visits import last_visit
from hoofbeat.settings import PaperChoice
from hoofbeat.ui.editors import ChoiceBox
from hoofbeat.ui.pages.share.kept_off import KeptOffList
from hoofbeat.ui.pages.share.making import Wanted
from hoofbeat.ui.pages.share.since import SinceChoice
from hoofbeat.ui.paper import paper
from hoofbeat.ui.record_names import record_name
from hoofbeat.ui.surroundings import Surroundings
from hoofbeat.ui.theme import SPACE
from hoofbeat.ui.widgets.parts import column, label, row
from hoofbeat.wording.translation import tr

if TYPE_CHECKING:
    from hoofbeat.domain.records import Appointment
    from hoofbeat.services.sheet_choices import SheetChoices

MOST_APPOINTMENTS = 200
_SECTIONS: Mapping[Section, str] = MappingProxyType(
    {
        Section.QUESTIONS: "My questions",
        Section.ALERTS: "Allergies and alerts",
        Section.TUMOR: "My tumor",
        Section.SINCE: "Since the last visit",
        Section.MEDICINES: "Medicines",
        Section.RESULTS: "Results, and those awaited",
        Section.TEAM: "Whom to call",
    }
)
_PAPERS = ((PaperChoice.A4, "A4"), (PaperChoice.LETTER, "Letter"))


class Options(QWidget):
    """Signals: `changed` when another sheet is wanted; `typed` while somebody types; `sections_chosen`; `paper_chosen` with it."""

    changed = Signal()
    typed = Signal()
    sections_chosen = Signal()
    paper_chosen = Signal(object)

    def __init__(self, surroundings: Surroundings) -> None:
        super().__init__()
        self._surroundings = surroundings
        self._appointments: dict[str, Appointment] = {}
        self._chosen: str | None = None
        self._author = ""
        self._is_filled = False
        self._visit = ChoiceBox()
        self._since = SinceChoice(surroundings)
        self._sections = {section: _tick(tr(text)) for section, text in _SECTIONS.items()}
        self._kept_off = KeptOffList(surroundings)
        self._prepared_by = QLineEdit()
        self._papers = {choice: QRadioButton(tr(text)) for choice, text in _PAPERS}
        self._lay_out()
        self._connect()
        self._papers[paper(surroundings.settings())].setChecked(True)

    @property
    def visit(self) -> str | None:
        """The id of the appointment that the sheet is for, if it is for one."""
        return self._visit.currentData() or None

    def tick_of(self, section: Section) -> QCheckBox:
        """Return the tick of a section."""
        return self._sections[section]

    def choose_visit(self, visit_id: str) -> None:
        """Choose an appointment; it is shown with the next choices."""
        self._chosen = visit_id

    def show_choices(self, choices: SheetChoices) -> None:
        """Show what there is to choose from; until one chooses, the sheet is for the next visit, or for none."""
        self._appointments = {each.id: each for each in choices.appointments}
        self._visit.clear()
        for each in _listed(choices.appointments, self._chosen):
            name = record_name(each, self._surroundings)
            self._visit.addItem(tr("Next: {visit}").format(visit=name) if each.id == choices.next_id else name, each.id)
        self._visit.addItem(tr("No visit"), "")
        if self._chosen is not None and self._visit.findData(self._chosen) < 0:
            self._chosen = None
        chosen = (choices.next_id or "") if self._chosen is None else self._chosen
        self._visit.setCurrentIndex(self._visit.findData(chosen))
        self._kept_off.show_records(choices.kept_off)
        self._show_last_visit()
        self._follow_author(self._surroundings.journal.writing_as)
        if not self._is_filled:
            self._is_filled = True
            for section, box in self._sections.items():
                box.setChecked(section not in choices.left_out)

    def forget(self) -> None:
        """Begin anew with the next choices."""
        self._chosen, self._is_filled = None, False
        self._follow_author("")
        self._appointments = {}
        self._visit.clear()
        self._kept_off.show_records(())

    def show_counts(self, counts: Mapping[Section, int]) -> None:
        """Say beside each section how much of it is on the sheet."""
        for section, box in self._sections.items():
            count = counts.get(section, 0)
            text = tr(_SECTIONS[section])
            box.setText(tr("{section} ({count})").format(section=text, count=count) if count else text)

    def wanted(self) -> Wanted:
        """Return the sheet that is chosen."""
        return Wanted(
            visit=self.visit,
            since=self._since.since(),
            left_out=self.left_out(),
            included=self._kept_off.chosen(),
            prepared_by=self._prepared_by.text().strip(),
            paper=next(choice for choice, made in self._papers.items() if made.isChecked()),
        )

    def left_out(self) -> frozenset[Section]:
        """Return the sections that are taken off."""
        return frozenset(section for section, box in self._sections.items() if not box.isChecked())

    def arrange(self, *, columns: int) -> None:
        """Stand in one column, or in two where the choices have the whole width."""
        for grid in (self._grid, self._ticks):
            grid.setColumnStretch(1, columns - 1)
        for number, field in enumerate(self._above):
            self._grid.addWidget(field, number // columns, number % columns)
        for number, tick in enumerate(self._sections.values()):
            self._ticks.addWidget(tick, number // columns, number % columns)
        for number, field in enumerate(self._below):
            self._foot.addWidget(field, number // columns, number % columns)

    def _lay_out(self) -> None:
        self._above = (
            _field(tr("For which visit"), self._visit),
            _field(tr("What changed since"), self._since.box, self._since),
        )
        self._below = (_field(tr("Prepared by"), self._prepared_by), _papers(self._papers.values(), self))
        self._grid, self._ticks, self._foot = _grid("l"), _grid(""), _grid("l")
        inside = column(spacing="l")
        inside.setContentsMargins(SPACE["l"], SPACE["l"], SPACE["l"], SPACE["l"])
        inside.addLayout(self._grid)
        sections = column(spacing="xs")
        sections.addWidget(label(tr("On the sheet"), "label"))
        sections.addLayout(self._ticks)
        inside.addLayout(sections)
        inside.addWidget(self._kept_off)
        inside.addLayout(self._foot)
        inside.addWidget(label(tr("The sheet goes only where you print, save or copy it."), "small"))
        inside.addStretch(1)
        self.setLayout(inside)
        self.arrange(columns=1)

    def _connect(self) -> None:
        self._visit.activated.connect(self._on_visit_activated)
        self._since.changed.connect(self.changed)
        self._kept_off.changed.connect(self.changed)
        self._prepared_by.textEdited.connect(lambda _text: self.typed.emit())
        for box in self._sections.values():
            box.clicked.connect(self._on_section_clicked)
        for choice, made in self._papers.items():
            made.clicked.connect(lambda _checked, choice=choice: self._on_paper_clicked(choice))

    def _follow_author(self, name: str) -> None:
        """Fill in who is writing, unless somebody else was typed."""
        if self._prepared_by.text() == self._author:
            self._prepared_by.setText(name)
        self._author = name

    def _show_last_visit(self) -> None:
        """Say when the last visit was, seen from the visit that is chosen."""
        chosen = self._appointments.get(self.visit or "")
        known = [each for each in self._appointments.values() if not each.is_sensitive]
        last = last_visit(known, today=self._surroundings.today(), visit=chosen)
        self._since.show_last_visit(last)

    def _on_visit_activated(self, _index: int) -> None:
        self._chosen = self.visit or ""
        self._show_last_visit()
        self.changed.emit()

    def _on_section_clicked(self, _checked: bool) -> None:
        self.sections_chosen.emit()
        self.changed.emit()

    def _on_paper_clicked(self, choice: PaperChoice) -> None:
        self.paper_chosen.emit(choice)
        self.changed.emit()


def _listed(appointments: Sequence[Appointment], visit: str | None) -> Sequence[Appointment]:
    """Return what the list offers: so many, and the one asked for wherever it stands."""
    rest = appointments[MOST_APPOINTMENTS:]
    return [*appointments[:MOST_APPOINTMENTS], *(each for each in rest if each.id == visit)]


def _tick(text: str) -> QCheckBox:
    made = QCheckBox(text)
    made.setChecked(True)
    return made


def _grid(spacing: str) -> QGridLayout:
    made = QGridLayout()
    made.setHorizontalSpacing(SPACE["l"])
    made.setVerticalSpacing(SPACE[spacing] if spacing else 0)
    made.setColumnStretch(0, 1)
    made.setAlignment(Qt.AlignmentFlag.AlignTop)
    return made


def _field(title: str, target: QWidget, below: QWidget | None = None) -> QWidget:
    words = label(title, "label")
    words.setBuddy(target)
    target.setAccessibleName(title)
    return _stacked(words, target, below)


def _stacked(*parts: QWidget | None) -> QWidget:
    made = QWidget()
    inside = column(spacing="xs")
    for part in parts:
        if part is not None:
            inside.addWidget(part)
    inside.addStretch(1)
    made.setLayout(inside)
    return made


def _papers(buttons: Collection[QRadioButton], owner: QWidget) -> QWidget:
    group = QButtonGroup(owner)
    for made in buttons:
        made.setAccessibleName(tr("Paper: {paper}").format(paper=made.text()))
        group.addButton(made)
    line = QWidget()
    line.setLayout(row(*buttons, None, spacing="l"))
    return _stacked(label(tr("Paper"), "label"), line)

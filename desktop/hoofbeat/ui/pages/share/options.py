"""What one chooses for a sheet: which one, for whom, for which visit, what is on it, who prepared it, on which paper."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QCheckBox, QLineEdit, QRadioButton, QWidget

from hoofbeat.domain.sheets.kinds import RECORD_SHEETS, SHEET_FORMS, Section, SheetKind
from hoofbeat.domain.sheets.request import SheetRequest
from hoofbeat.domain.values import Period
from hoofbeat.domain.visits import last_visit
from hoofbeat.settings import PaperChoice
from hoofbeat.ui.editors import ChoiceBox, offer_while_typing
from hoofbeat.ui.pages.share.fields import field, grid, one_of
from hoofbeat.ui.pages.share.kept_off import KeptOffList
from hoofbeat.ui.pages.share.making import Wanted
from hoofbeat.ui.pages.share.narrowing import Narrowing
from hoofbeat.ui.pages.share.saved import SavedChoices
from hoofbeat.ui.pages.share.sections import SectionTicks
from hoofbeat.ui.pages.share.since import SinceChoice
from hoofbeat.ui.paper import paper
from hoofbeat.ui.record_names import record_name
from hoofbeat.ui.surroundings import Surroundings
from hoofbeat.ui.theme import SPACE
from hoofbeat.ui.widgets.parts import column, label
from hoofbeat.wording.sheets import sheet_purpose, sheet_title
from hoofbeat.wording.translation import tr

if TYPE_CHECKING:
    from hoofbeat.domain.records import Appointment
    from hoofbeat.services.sheets.choices import SheetChoices
    from hoofbeat.services.sheets.saved_choices import SavedChoice

MOST_APPOINTMENTS = 200
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
        self._choices: SheetChoices | None = None
        self._appointments: dict[str, Appointment] = {}
        self._chosen: str | None = None
        self._author = ""
        self._is_filled = False
        self.saved = SavedChoices(surroundings)
        self._sheet = ChoiceBox()
        self._purpose = label("", "small")
        self._for_whom = ChoiceBox()
        self._visit = ChoiceBox()
        self._since = SinceChoice(surroundings)
        self._narrowing = Narrowing(surroundings)
        self._sections = SectionTicks()
        self._kept_off = KeptOffList(surroundings)
        self._prepared_by = QLineEdit()
        self._papers = {choice: QRadioButton(tr(text)) for choice, text in _PAPERS}
        self._letters = {
            is_large: QRadioButton(tr("Large print") if is_large else tr("Ordinary")) for is_large in (False, True)
        }
        self._password = QLineEdit()
        self._lay_out()
        self._connect()
        self._papers[paper(surroundings.settings())].setChecked(True)
        self._letters[False].setChecked(True)
        self._show_form()

    @property
    def kind(self) -> SheetKind:
        """The sheet that is chosen."""
        return SheetKind(self._sheet.currentData())

    @property
    def visit(self) -> str | None:
        """The id of the appointment that the sheet is for, if it is for one."""
        return self._visit.currentData() or None

    @property
    def password(self) -> str:
        """The password that a saved PDF gets, if one was typed."""
        return self._password.text()

    def tick_of(self, section: Section) -> QCheckBox:
        """Return the tick of a section."""
        return self._sections.tick_of(section)

    def choose_visit(self, visit_id: str) -> None:
        """Choose an appointment for the visit sheet; it is shown with the next choices."""
        self._chosen = visit_id
        self._sheet.setCurrentIndex(self._sheet.findData(SheetKind.VISIT.value))

    def choose_test(self, test: str) -> None:
        """Choose the sheet of results for one test with everything that belongs to it; shown with the next choices."""
        self._is_filled = True
        self._sheet.setCurrentIndex(self._sheet.findData(SheetKind.RESULTS.value))
        self._narrowing.choose(SheetRequest(tests=frozenset({test})))
        self._show_form(frozenset())

    def choose_sheet(
        self, kind: SheetKind, period: Period, left_out: frozenset[Section] | None, words: tuple[str, ...] = ()
    ) -> None:
        """Choose a sheet of a period, with these words, without some sections or (None) as it was left; shown with the next choices."""
        self._sheet.setCurrentIndex(self._sheet.findData(kind.value))
        self._narrowing.choose(SheetRequest(period=period, words=words))
        self._is_filled = left_out is not None
        self._show_form(left_out)

    def show_choices(self, choices: SheetChoices) -> None:
        """Show what there is to choose from; until one chooses, the sheet is for the next visit, or for none."""
        self._choices = choices
        self._show_visits(choices)
        self._kept_off.show_records(choices.kept_off)
        self._narrowing.show_choices(choices)
        self.saved.show_names(choices.saved)
        for_whom = self._for_whom.currentText()
        self._for_whom.clear()
        self._for_whom.addItems(list(choices.people))
        self._for_whom.setEditText(for_whom)
        self._show_last_visit()
        self._follow_author(self._surroundings.journal.writing_as)
        if not self._is_filled:
            self._is_filled = True
            self._show_form()

    def forget(self) -> None:
        """Begin anew with the next choices."""
        self._chosen, self._is_filled, self._choices = None, False, None
        self._follow_author("")
        self._appointments = {}
        self._visit.clear()
        self._for_whom.clear()
        self._password.clear()
        self._narrowing.choose(SheetRequest())
        self._kept_off.show_records(())
        self.saved.show_names((), "")

    def show_counts(self, counts: Mapping[Section, int]) -> None:
        """Say beside each section how much of it is on the sheet."""
        self._sections.show_counts(counts)

    def use(self, chosen: SavedChoice) -> None:
        """Choose everything as it was saved."""
        request = chosen.request
        self._sheet.setCurrentIndex(self._sheet.findData(request.kind.value))
        self._for_whom.setEditText(request.for_whom)
        self._chosen = None if request.visit else ""
        if self._choices is not None:
            self._show_visits(self._choices)
        self._narrowing.choose(request)
        self._kept_off.choose(request.included)
        self._letters[chosen.is_large].setChecked(True)
        self._show_form(request.left_out)
        self.changed.emit()

    def wanted(self) -> Wanted:
        """Return the sheet that is chosen."""
        form = SHEET_FORMS[self.kind]
        request = SheetRequest(
            kind=self.kind,
            visit=self.visit if form.has_visit else None,
            since=self._since.since() if form.has_visit else None,
            left_out=self._sections.left_out(),
            included=self._kept_off.chosen(),
            prepared_by=self._prepared_by.text().strip(),
            for_whom=self._for_whom.currentText().strip(),
        )
        paper_choice = next(choice for choice, made in self._papers.items() if made.isChecked())
        return Wanted(self._narrowing.narrow(request), paper_choice, is_large=self._letters[True].isChecked())

    def left_out(self) -> frozenset[Section]:
        """Return the sections that are taken off."""
        return self._sections.left_out()

    def arrange(self, *, columns: int) -> None:
        """Stand in one column, or in two where the choices have the whole width."""
        self._sections.arrange(columns=columns)
        for placed, fields in ((self._head, self._above), (self._grid, self._for_visit), (self._foot, self._below)):
            placed.setColumnStretch(1, columns - 1)
            for number, each in enumerate(fields):
                placed.addWidget(each, number // columns, number % columns)

    def _lay_out(self) -> None:
        for kind in SheetKind:
            self._sheet.addItem(sheet_title(kind), kind.value)
        self._whom_line = offer_while_typing(self._for_whom)
        self._whom_line.setPlaceholderText(tr("For example: Dr Lee"))
        self._whom_line.setAccessibleName(tr("For whom"))
        self._password.setEchoMode(QLineEdit.EchoMode.PasswordEchoOnEdit)
        self._above = (
            field(tr("Which sheet"), self._sheet, self._purpose),
            field(tr("For whom"), self._for_whom),
        )
        self._for_visit = (
            field(tr("For which visit"), self._visit),
            field(tr("What changed since"), self._since.box, self._since),
        )
        locked = label(tr("Whoever opens the saved PDF is asked for it. Hoofbeat does not keep it."), "small")
        self._below = (
            field(tr("Prepared by"), self._prepared_by),
            one_of(tr("Paper"), list(self._papers.values()), self),
            one_of(tr("Letters"), list(self._letters.values()), self),
            field(tr("Password for the PDF, if you want one"), self._password, locked),
        )
        for each in (*self._above, *self._for_visit, *self._below):
            each.setParent(self)
        self._head, self._grid, self._foot = grid("l"), grid("l"), grid("l")
        inside = column(spacing="l")
        inside.setContentsMargins(SPACE["l"], SPACE["l"], SPACE["l"], SPACE["l"])
        inside.addWidget(self.saved.picker)
        inside.addLayout(self._head)
        inside.addLayout(self._grid)
        for part in (self._narrowing, self._sections, self._kept_off):
            inside.addWidget(part)
        inside.addLayout(self._foot)
        inside.addWidget(self.saved)
        inside.addWidget(label(tr("The sheet goes only where you print, save or copy it."), "small"))
        inside.addStretch(1)
        self.setLayout(inside)
        self.arrange(columns=1)

    def _connect(self) -> None:
        self._sheet.activated.connect(self._on_sheet_activated)
        self._visit.activated.connect(self._on_visit_activated)
        self._for_whom.activated.connect(lambda _index: self.changed.emit())
        for line in (self._whom_line, self._prepared_by):
            line.textEdited.connect(lambda _text: self.typed.emit())
        for part in (self._since, self._kept_off, self._narrowing):
            part.changed.connect(self.changed)
        self._narrowing.typed.connect(self.typed)
        self._sections.changed.connect(self._on_section_clicked)
        for made in self._letters.values():
            made.clicked.connect(lambda _checked: self.changed.emit())
        for choice, made in self._papers.items():
            made.clicked.connect(lambda _checked, choice=choice: self._on_paper_clicked(choice))

    def _show_form(self, left_out: frozenset[Section] | None = None) -> None:
        """Show what may be chosen for the sheet; its sections as they were left the last time."""
        form = SHEET_FORMS[self.kind]
        self._purpose.setText(sheet_purpose(self.kind))
        for each in self._for_visit:
            each.setVisible(form.has_visit)
        is_of_record = self.kind in RECORD_SHEETS
        self._below[0].setVisible(is_of_record)  # nobody prepared what the reference says
        self._kept_off.set_for_record(bool(form.sections))  # a log to fill in holds nothing of the record either
        last = self._choices.left_out[self.kind] if self._choices is not None else form.unticked
        self._sections.show_sheet(self.kind, last if left_out is None else left_out)
        self._narrowing.show_form(self.kind, self._sections.left_out())

    def _show_visits(self, choices: SheetChoices) -> None:
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

    def _on_sheet_activated(self, _index: int) -> None:
        self._show_form()
        self.changed.emit()

    def _on_visit_activated(self, _index: int) -> None:
        self._chosen = self.visit or ""
        self._show_last_visit()
        self.changed.emit()

    def _on_section_clicked(self) -> None:
        self._narrowing.show_form(self.kind, self._sections.left_out())
        self.sections_chosen.emit()
        self.changed.emit()

    def _on_paper_clicked(self, choice: PaperChoice) -> None:
        self.paper_chosen.emit(choice)
        self.changed.emit()


def _listed(appointments: Sequence[Appointment], visit: str | None) -> Sequence[Appointment]:
    """Return what the list offers: so many, and the one asked for wherever it stands."""
    rest = appointments[MOST_APPOINTMENTS:]
    return [*appointments[:MOST_APPOINTMENTS], *(each for each in rest if each.id == visit)]

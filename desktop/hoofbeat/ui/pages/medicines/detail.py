"""One medicine: what is known of it, its doses in the order of time, the doses given, and what can be done."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from typing import TYPE_CHECKING, Protocol

from PySide6.QtWidgets import QPushButton, QVBoxLayout, QWidget

from hoofbeat.domain.known_medicines import use_suggested
from hoofbeat.domain.medicines import HeldPhase, count_by_month, count_by_week, line_of_phases
from hoofbeat.domain.records import (
    Administration,
    DosePhase,
    GivenState,
    Kind,
    Medication,
    MedicineState,
    MedicineUse,
    fields_for,
)
from hoofbeat.ui.pages.lab_results.question_box import QuestionBox
from hoofbeat.ui.pages.medicines.day import GIVEN_USES
from hoofbeat.ui.pages.medicines.phase_line import PhaseLine
from hoofbeat.ui.pages.medicines.sections import injection_words, stopped_words
from hoofbeat.ui.pages.papers.acts import Holder
from hoofbeat.ui.pages.papers.section import PapersSection
from hoofbeat.ui.surroundings import Surroundings
from hoofbeat.ui.widgets.about_button import AboutButton
from hoofbeat.ui.widgets.banner import Notice
from hoofbeat.ui.widgets.flow import FlowLayout
from hoofbeat.ui.widgets.line_lists import act_button, facts, line, section, surface
from hoofbeat.ui.widgets.parts import button, clear, column
from hoofbeat.ui.widgets.scrolling import ScrollingColumn
from hoofbeat.wording.dates import date_words, day_not_known, period_words
from hoofbeat.wording.medicines import (
    administration_words,
    dose_in_words,
    question_about_medicine,
    suggested_use_words,
    taken_words,
    use_button_words,
)
from hoofbeat.wording.translation import ntr, tr

if TYPE_CHECKING:
    from hoofbeat.reference.library import Library
    from hoofbeat.services.medicines import MedicineHistory

_WEEKS_COUNTED = 4
_MONTHS_COUNTED = 6
_FACTS = ("generic_name", "why", "use", "form", "route", "strength", "prescriber", "pharmacy", "started_on", "note")


class DetailActs(Protocol):
    """What may be asked for from one medicine."""

    def change_dose(self, medication_id: str) -> None:
        """Open the form for another dose from a day on."""

    def mark_as_given(self, medication_id: str) -> None:
        """Open the form that marks a dose."""

    def edit_medicine(self, medication: Medication) -> None:
        """Open the form that corrects the medicine."""

    def taper(self, medication_id: str) -> None:
        """Open the form for several doses that follow each other."""

    def move_next(self, medication_id: str) -> None:
        """Open the form that moves the next dose."""

    def set_use(self, medication: Medication, use: MedicineUse) -> None:
        """Say how it is used."""

    def stop_medicine(self, medicine: MedicineHistory) -> None:
        """Open the form that marks it as stopped."""

    def take_now(self, medicine: MedicineHistory) -> None:
        """Mark it as being taken."""

    def ask(self, medication: Medication, text: str) -> None:
        """Add a question about it."""

    def edit_phase(self, medicine: MedicineHistory, phase: DosePhase) -> None:
        """Open the form that corrects a dose."""

    def edit_given(self, medication: Medication, dose: Administration) -> None:
        """Open the form that corrects a dose given."""

    def remove(self, kind: Kind, record_id: str, name: str) -> None:
        """Delete a record at once."""

    def show_more_given(self) -> None:
        """Show older doses too."""


class MedicineDetail(ScrollingColumn):
    """The column of one medicine; `room` is for a form that opens in it."""

    def __init__(self, surroundings: Surroundings, acts: DetailActs) -> None:
        super().__init__(surroundings.appearance)
        self._surroundings = surroundings
        self._acts = acts
        self.medication_id = ""
        self._filled, self._papers_room = column(spacing="l"), column(spacing="")
        self.papers: PapersSection | None = None
        for each in (self._filled, self._papers_room):
            self.content.addLayout(each)
        self.content.addStretch(1)
        self.room = column(spacing="")
        self._asking: QuestionBox | None = None
        self._ask: QPushButton | None = None

    def show_medicine(self, medicine: MedicineHistory) -> None:
        """Show a medicine anew."""
        asked = "" if self._asking is None or self._asking.isHidden() else self._asking.typed
        if self.medication_id != medicine.line.medication.id:
            self.medication_id = medicine.line.medication.id
            self._put_papers()
        with self.refilling(self._filled) as content:
            self.room = column(spacing="")
            content.addWidget(self._buttons(medicine))
            content.addWidget(self._question(medicine.line.medication, asked))
            content.addLayout(self.room)
            self._suggest_use(medicine.line.medication, content)
            content.addWidget(self._about(medicine))
            content.addWidget(self._phases(medicine))
            content.addWidget(self._given(medicine))

    def _put_papers(self) -> None:
        """Show the papers of this medicine; what is read anew of the rest leaves them as they are."""
        if self.papers is not None:
            self.papers.keep_draft()
        clear(self._papers_room)
        holder = Holder(Kind.MEDICINES, self.medication_id)
        self.papers = PapersSection(self._surroundings, [holder], filled=self.order_tabs)
        self._papers_room.addWidget(self.papers)

    def _buttons(self, medicine: MedicineHistory) -> QWidget:
        holder = QWidget()
        flow = FlowLayout(holder)
        icons = self._surroundings.appearance.icons
        for text, icon, act in self._ways(medicine) if self._surroundings.can_change else ():
            made = button(text, act, icon=icon, icons=icons)
            made.setObjectName(f"way:{icon}")
            flow.addWidget(made)
        self._ask = None
        if self._surroundings.can_change:
            self._ask = button(tr("Add a question for my visit"), self._open_question, icon="question", icons=icons)
            self._ask.setObjectName("way:question")
            flow.addWidget(self._ask)
        topic = partial(_topic, medicine.line.medication)
        flow.addWidget(AboutButton(self._surroundings, tr("About this medicine"), topic))
        return holder

    def _ways(self, medicine: MedicineHistory) -> list[tuple[str, str, Callable[[], object]]]:
        acts, medication = self._acts, medicine.line.medication
        ways: list[tuple[str, str, Callable[[], object]]] = []
        if medication.state is MedicineState.TAKING:
            ways.append((tr("Mark as given"), "check", partial(acts.mark_as_given, medication.id)))
        else:
            ways.append((tr("It is taken now"), "check", partial(acts.take_now, medicine)))
        ways.append((tr("Change the dose"), "pill", partial(acts.change_dose, medication.id)))
        if medicine.line.plan is not None and medication.use in GIVEN_USES:
            ways.append((tr("Move the next dose"), "calendar-day", partial(acts.move_next, medication.id)))
        ways.append((tr("Edit"), "edit", partial(acts.edit_medicine, medication)))
        if medication.state is not MedicineState.STOPPED:
            ways.append((tr("Mark as stopped"), "close", partial(acts.stop_medicine, medicine)))
        ways.append((tr("Delete"), "remove", partial(acts.remove, Kind.MEDICINES, medication.id, medication.name)))
        return ways

    def _question(self, medication: Medication, typed: str) -> QWidget:
        """Make the line for a question, closed unless one was being typed."""
        made = QuestionBox(typed or question_about_medicine(medication))
        made.setHidden(not typed)
        made.written.connect(partial(self._on_question_written, medication))
        made.closed.connect(self._close_question)
        self._asking = made
        return made

    def _open_question(self) -> None:
        if self._asking is not None:
            self._asking.show()
            self._asking.focus()
            self.bring_into_view(self._asking)

    def _close_question(self) -> None:
        if self._asking is not None and self._ask is not None:
            self._asking.hide()
            self._ask.setFocus()

    def _on_question_written(self, medication: Medication, text: str) -> None:
        self._close_question()
        self._acts.ask(medication, text)

    def _suggest_use(self, medication: Medication, content: QVBoxLayout) -> None:
        """Offer to show what goes by a syringe under Injections; where nothing says so, nothing is offered."""
        use = use_suggested(name=medication.name, form=medication.form, route=medication.route)
        is_plain = medication.use is MedicineUse.REGULAR and medication.state is not MedicineState.STOPPED
        if use is None or not is_plain or not self._surroundings.can_change:
            return
        notice = Notice(suggested_use_words(use), self._surroundings.appearance, icon="syringe")
        notice.add_button(use_button_words(use), partial(self._acts.set_use, medication, use)).setObjectName("use")
        content.addWidget(notice)

    def _about(self, medicine: MedicineHistory) -> QWidget:
        medication = medicine.line.medication
        names = ((name, self._fact(medication, name)) for name in _FACTS)
        known = [(tr(fields_for(Kind.MEDICINES)[name].label), text) for name, text in names if text]
        return surface([line("", self._state_words(medicine)), *([facts(known)] if known else [])])

    def _state_words(self, medicine: MedicineHistory) -> list[str]:
        medication = medicine.line.medication
        if medication.state is MedicineState.STOPPED:
            return stopped_words(medicine.line)
        if medication.state is MedicineState.TAKING and medication.use in GIVEN_USES:
            return [tr(medication.state.label), *injection_words(self._surroundings, medicine.line)]
        return [tr(medication.state.label), *self._count_words(medicine)]

    def _count_words(self, medicine: MedicineHistory) -> list[str]:
        """Say how often what is taken as needed was marked, where it ever was."""
        if medicine.line.medication.use is not MedicineUse.AS_NEEDED or not medicine.recent:
            return []
        today = self._surroundings.today()
        weeks = count_by_week(medicine.recent, today=today, weeks=_WEEKS_COUNTED)
        return taken_words(weeks, count_by_month(medicine.recent, today=today, months=_MONTHS_COUNTED))

    def _fact(self, medication: Medication, name: str) -> str:
        value = getattr(medication, name)
        if name == "started_on":
            return "" if value is None else date_words(value)
        if name == "use":
            return tr(medication.use.label)
        return str(value).strip()

    def _phases(self, medicine: MedicineHistory) -> QWidget:
        phases = medicine.line.phases
        lines: list[QWidget] = [self._phase(medicine, each) for each in reversed(line_of_phases(phases))]
        drawn = PhaseLine(self._surroundings.appearance, phases, self._surroundings.today())
        if len(drawn.stretches) > 1:
            lines.insert(0, drawn)
        return section(tr("Doses, the latest first"), surface(lines or [line("", [tr("No dose recorded.")])]))

    def _phase(self, medicine: MedicineHistory, held: HeldPhase) -> QWidget:
        phase = held.phase
        dose = dose_in_words(phase) or tr("Dose not recorded")
        when = period_words(held.span.start, held.span.end, today=self._surroundings.today()) or tr("start not known")
        reason = " ".join(phase.reason.split())
        details = [when[:1].upper() + when[1:]]
        details += [tr("Reason: {why}").format(why=reason)] if reason else []
        details += [phase.note.strip()] if phase.note.strip() else []
        edit = partial(self._acts.edit_phase, medicine, phase)
        return line(dose, details, buttons=self._edit_buttons(dose, edit, f"dose:{phase.id}"))

    def _given(self, medicine: MedicineHistory) -> QWidget:
        medication = medicine.line.medication
        lines = [self._dose(medication, each) for each in medicine.given] or [line("", [tr("None marked yet.")])]
        count = medicine.given_count
        title = ntr("{count} dose marked", "{count} doses marked", count).format(count=count)
        parts: list[QWidget] = [surface(lines)]
        if count > len(medicine.given):
            more = button(tr("Show older ones"), self._acts.show_more_given, look="edge")
            more.setObjectName("older")
            parts.append(more)
        return section(title if count else tr("Doses given"), *parts)

    def _dose(self, medication: Medication, dose: Administration) -> QWidget:
        words = administration_words(dose)
        edit = partial(self._acts.edit_given, medication, dose)
        return line(words, self._dose_details(dose), buttons=self._edit_buttons(words, edit, f"given:{dose.id}"))

    def _dose_details(self, dose: Administration) -> list[str]:
        at = self._surroundings.time_text(dose.given_at.at)
        by = tr("by {who}").format(who=dose.given_by.strip()) if dose.given_by.strip() else ""
        lot = tr("lot {number}").format(number=dose.lot.strip()) if dose.lot.strip() else ""
        first = ", ".join(text for text in (at, by, dose.place.strip(), lot) if text)
        details = [first] if first else []
        if dose.state is GivenState.GIVEN and dose.planned_on is not None and dose.planned_on != dose.given_at.on:
            details.append(tr("Planned for {date}").format(date=day_not_known(dose.planned_on)))
        if dose.reaction.strip():
            details.append(tr("Reaction: {reaction}").format(reaction=dose.reaction.strip()))
        return details + ([dose.note.strip()] if dose.note.strip() else [])

    def _edit_buttons(self, about: str, edit: Callable[[], object], name: str) -> Sequence[QPushButton]:
        if not self._surroundings.can_change:
            return ()
        return (act_button(tr("Edit"), about, edit, name=name, icons=self._surroundings.appearance.icons),)


def _topic(medication: Medication, library: Library) -> str | None:
    from hoofbeat.services import topics

    return topics.topic_of_medicine(library, medication=medication)

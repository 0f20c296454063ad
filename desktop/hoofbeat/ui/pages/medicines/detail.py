"""One medicine: what is known of it, its doses in the order of time, the doses given, and what can be done."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import timedelta
from functools import partial
from typing import TYPE_CHECKING, Protocol

from PySide6.QtWidgets import QPushButton, QWidget

from hoofbeat.domain.records import Administration, DosePhase, GivenState, Kind, Medication, MedicineState, fields_for
from hoofbeat.domain.values import PartialDate
from hoofbeat.ui.pages.medicines.day import GIVEN_USES
from hoofbeat.ui.pages.medicines.sections import injection_words, stopped_words
from hoofbeat.ui.surroundings import Surroundings
from hoofbeat.ui.widgets.about_button import AboutButton
from hoofbeat.ui.widgets.flow import FlowLayout
from hoofbeat.ui.widgets.line_lists import act_button, facts, line, section, surface
from hoofbeat.ui.widgets.parts import button, column
from hoofbeat.ui.widgets.scrolling import ScrollingColumn
from hoofbeat.wording.dates import date_words, day_not_known, period_words
from hoofbeat.wording.medicines import administration_words, dose_in_words
from hoofbeat.wording.translation import ntr, tr

if TYPE_CHECKING:
    from hoofbeat.reference.library import Library
    from hoofbeat.services.medicines import MedicineHistory

_FACTS = ("generic_name", "why", "use", "form", "route", "strength", "prescriber", "pharmacy", "started_on", "note")


class DetailActs(Protocol):
    """What may be asked for from one medicine."""

    def change_dose(self, medication_id: str) -> None:
        """Open the form for another dose from a day on."""

    def mark_as_given(self, medication_id: str) -> None:
        """Open the form that marks a dose."""

    def edit_medicine(self, medication: Medication) -> None:
        """Open the form that corrects the medicine."""

    def stop_medicine(self, medication: Medication) -> None:
        """Open the form that marks it as stopped."""

    def take_now(self, medication: Medication) -> None:
        """Mark it as being taken."""

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
        self.room = column(spacing="")

    def show_medicine(self, medicine: MedicineHistory) -> None:
        """Show a medicine anew."""
        self.medication_id = medicine.line.medication.id
        with self.refilling() as content:
            self.room = column(spacing="")
            content.addWidget(self._buttons(medicine.line.medication))
            content.addLayout(self.room)
            content.addWidget(self._about(medicine))
            content.addWidget(self._phases(medicine))
            content.addWidget(self._given(medicine))

    def _buttons(self, medication: Medication) -> QWidget:
        holder = QWidget()
        flow = FlowLayout(holder)
        icons = self._surroundings.appearance.icons
        for text, icon, act in self._ways(medication) if self._surroundings.can_change else ():
            made = button(text, act, icon=icon, icons=icons)
            made.setObjectName(f"way:{icon}")
            flow.addWidget(made)
        flow.addWidget(AboutButton(self._surroundings, tr("About this medicine"), partial(_topic, medication)))
        return holder

    def _ways(self, medication: Medication) -> list[tuple[str, str, Callable[[], object]]]:
        acts = self._acts
        ways: list[tuple[str, str, Callable[[], object]]] = []
        if medication.state is MedicineState.TAKING:
            ways.append((tr("Mark as given"), "check", partial(acts.mark_as_given, medication.id)))
        else:
            ways.append((tr("It is taken now"), "check", partial(acts.take_now, medication)))
        ways.append((tr("Change the dose"), "pill", partial(acts.change_dose, medication.id)))
        ways.append((tr("Edit"), "edit", partial(acts.edit_medicine, medication)))
        if medication.state is not MedicineState.STOPPED:
            ways.append((tr("Mark as stopped"), "close", partial(acts.stop_medicine, medication)))
        ways.append((tr("Delete"), "remove", partial(acts.remove, Kind.MEDICINES, medication.id, medication.name)))
        return ways

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
        return [tr(medication.state.label)]

    def _fact(self, medication: Medication, name: str) -> str:
        value = getattr(medication, name)
        if name == "started_on":
            return "" if value is None else date_words(value)
        if name == "use":
            return tr(medication.use.label)
        return str(value).strip()

    def _phases(self, medicine: MedicineHistory) -> QWidget:
        ordered = sorted(medicine.line.phases, key=lambda each: str(each.from_on or ""), reverse=True)
        following = [None, *(each.from_on for each in ordered)]
        lines = [self._phase(medicine, *each) for each in zip(ordered, following, strict=False)]
        return section(tr("Doses, the latest first"), surface(lines or [line("", [tr("No dose recorded.")])]))

    def _phase(self, medicine: MedicineHistory, phase: DosePhase, following: PartialDate | None) -> QWidget:
        dose = dose_in_words(phase) or tr("Dose not recorded")
        when = period_words(phase.from_on, phase.until_on or _day_before(following)) or tr("start not known")
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
            more = button(tr("Show older ones"), self._acts.show_more_given, look="quiet")
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


def _day_before(start: PartialDate | None) -> PartialDate | None:
    """Return the last day before the next dose began, as far as its start is known."""
    if start is None or not start.is_exact:
        return start
    return PartialDate.of(start.first - timedelta(days=1))


def _topic(medication: Medication, library: Library) -> str | None:
    from hoofbeat.services import topics

    return topics.topic_of_medicine(library, medication=medication)

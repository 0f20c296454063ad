"""The parts of the Medicines page, each made of lines: what it is, what is said of it, what can be done."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from functools import partial
from typing import TYPE_CHECKING, Protocol

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QPushButton, QVBoxLayout, QWidget
from typing_extensions import override

from hoofbeat.domain.medicines import DosePlan, PlanRule
from hoofbeat.domain.records import Allergy, AllergyStatement, Medication, MedicineState, MedicineUse
from hoofbeat.ui.icons import Icons
from hoofbeat.ui.pages.medicines.day import Taken
from hoofbeat.ui.surroundings import Surroundings
from hoofbeat.ui.theme import SPACE
from hoofbeat.ui.widgets.banner import Notice
from hoofbeat.ui.widgets.line_lists import act_button, line, section, surface
from hoofbeat.ui.widgets.parts import column, label, row
from hoofbeat.wording.allergies import state_words
from hoofbeat.wording.dates import date_words
from hoofbeat.wording.medicines import (
    current_dose_words,
    dose_in_words,
    given_words,
    medicine_name,
    next_dates_words,
    order_by_words,
    rule_words,
    suggested_use_words,
    unmarked_words,
    use_button_words,
)
from hoofbeat.wording.translation import tr

if TYPE_CHECKING:
    from hoofbeat.services.medicines import MedicineLine

_TIME_CHARACTERS = 14
_NARROW_CHARACTERS = 68


Words = Callable[["MedicineLine"], list[str]]
"""What is said of a medicine below its name."""


class Acts(Protocol):
    """What the parts of the page may ask for."""

    def change_dose(self, medication_id: str) -> None:
        """Open the form for another dose from a day on."""

    def show_record(self, record_id: str) -> None:
        """Open one medicine with its past."""

    def mark_as_given(self, medication_id: str) -> None:
        """Open the form that marks a dose."""

    def move_next(self, medication_id: str) -> None:
        """Open the form that moves the next dose."""

    def follow_rhythm(self, medication_id: str) -> None:
        """Give the next dose back to its rhythm."""

    def set_use(self, medication: Medication, use: MedicineUse) -> None:
        """Say how a medicine is used."""

    def add_allergy(self) -> None:
        """Open the form for an allergy or a note."""

    def open_allergy(self, allergy: Allergy) -> None:
        """Open the form that corrects one."""

    def say_none_known(self) -> None:
        """Record that no allergy is known."""


@dataclass(frozen=True, slots=True)
class Making:
    """What every part is made with."""

    surroundings: Surroundings
    acts: Acts
    is_as_of: bool = False

    @property
    def icons(self) -> Icons:
        """The icons of the window."""
        return self.surroundings.appearance.icons

    @property
    def can_change(self) -> bool:
        """Tell whether the journal takes changes here: a list as of a past day does not."""
        return self.surroundings.can_change and not self.is_as_of


def allergies(making: Making, found: Sequence[Allergy]) -> QWidget:
    """Show allergies and do-not-give notes; none known and not recorded are told apart."""
    acts, icons = making.acts, making.icons
    listed = sorted(found, key=lambda each: each.statement is not AllergyStatement.DO_NOT_GIVE)
    lines = [_allergy(making, each) for each in listed]
    if not lines:
        known = act_button(
            tr("None known"), tr("allergies"), acts.say_none_known, name="none known", icons=icons, look=""
        )
        lines = [line("", [tr("Not recorded.")], buttons=[known] if making.can_change else [])]
    buttons = []
    if making.can_change:
        add = act_button(tr("Add allergy or note"), "", acts.add_allergy, name="add allergy", icons=icons, icon="add")
        buttons = [add]
    return section(tr("Allergies and do-not-give notes"), surface(lines), buttons=buttons)


def taking_now(
    making: Making, groups: Sequence[tuple[str, Sequence[Taken]]], on: date, *, buttons: Iterable[QWidget] = ()
) -> QWidget:
    """Show what is taken, one group of lines for each time of the day."""
    title = tr("Taken on {date}").format(date=date_words(on)) if making.is_as_of else tr("Taking now")
    lines = [_time_of_day(making, name, taken) for name, taken in groups]
    return section(title, surface(lines or [line("", [tr("Nothing regular is written down.")])]), buttons=buttons)


def use_suggestion(making: Making, medication: Medication, use: MedicineUse) -> QWidget:
    """Offer to show a medicine where injections or infusions stand."""
    text = tr("{medicine}: {suggestion}").format(medicine=medication.name, suggestion=suggested_use_words(use))
    notice = Notice(text, making.surroundings.appearance, icon="syringe")
    act = notice.add_button(use_button_words(use), partial(making.acts.set_use, medication, use))
    act.setAccessibleName(tr("{act}: {medicine}").format(act=use_button_words(use), medicine=medication.name))
    act.setObjectName(f"use:{medication.id}")
    return notice


def injection(making: Making, found: MedicineLine) -> tuple[QWidget, QVBoxLayout]:
    """Show one injection with its past and its next dates; return it with the room for the form that marks it."""
    medication = found.medication
    dose = current_dose_words(found.doses, found.near)
    how = ", ".join(text for text in (dose or tr("Dose not recorded"), medication.route.strip()) if text)
    buttons = [*_change(making, found, medication.id), _history(making, found, medication.id)]
    holder = QWidget()
    inside = column(spacing="s")
    inside.addWidget(line(medicine_name(medication), [how], buttons=buttons))
    for text in injection_words(making.surroundings, found, is_as_of=making.is_as_of):
        inside.addWidget(label(text))
    if making.can_change:
        mark = act_button(
            tr("Mark as given"),
            medication.name,
            partial(making.acts.mark_as_given, medication.id),
            name=f"give:{medication.id}",
            icons=making.icons,
            icon="check",
            look="",
        )
        inside.addLayout(row(mark, *_moving(making, found), None))
    room = column(spacing="")
    inside.addLayout(room)
    holder.setLayout(inside)
    return surface([holder]), room


def _moving(making: Making, found: MedicineLine) -> list[QPushButton]:
    """Return the acts on the next date, where there is one."""
    medication, plan = found.medication, found.plan
    if plan is None:
        return []
    move = act_button(
        tr("Move the next dose"),
        medication.name,
        partial(making.acts.move_next, medication.id),
        name=f"move:{medication.id}",
        icons=making.icons,
    )
    if plan.rule is not PlanRule.MOVED:
        return [move]
    follow = act_button(
        tr("Back to the rhythm"),
        medication.name,
        partial(making.acts.follow_rhythm, medication.id),
        name=f"follow:{medication.id}",
        icons=making.icons,
    )
    return [move, follow]


def injection_words(surroundings: Surroundings, found: MedicineLine, *, is_as_of: bool = False) -> list[str]:
    """Say what was given last, what is planned and by which rule, and by when to order."""
    today = None if is_as_of else surroundings.today()
    last, plan = found.last_given, found.plan
    said = [tr("No dose marked as given yet.")]
    if last is not None:
        by = tr("by {who}").format(who=last.given_by.strip()) if last.given_by.strip() else ""
        words = ", ".join(text for text in (given_words(last, today=today), by) if text)
        said = [tr("Last given {dose}.").format(dose=words)]
    if plan is not None:
        said += _planned_words(plan, surroundings)
    return said


def _planned_words(plan: DosePlan, surroundings: Surroundings) -> list[str]:
    today = surroundings.today()
    said = []
    if plan.unmarked is not None:
        said.append(unmarked_words(plan.unmarked, today=today))
    if plan.dates:
        dates = tr("Next: {dates}.").format(dates=next_dates_words(plan))
        said.append(f"{dates} {rule_words(plan.rule)}")
        if plan.phase is not None and plan.order_by is not None:
            said.append(tr("{words}.").format(words=order_by_words(plan.phase, plan.dates[0], plan.order_by)))
    return said


def others(
    making: Making,
    title: str,
    found: Sequence[MedicineLine],
    words: Sequence[Sequence[str]],
    *,
    buttons: Iterable[QWidget] = (),
) -> QWidget:
    """Show medicines that are not taken every day, with what is said of each."""
    lines = [_other(making, each, said) for each, said in zip(found, words, strict=True)]
    return section(title, *([surface(lines)] if lines else []), buttons=buttons)


def _other(making: Making, found: MedicineLine, words: Sequence[str]) -> QWidget:
    is_current = found.medication.state in (MedicineState.TAKING, MedicineState.PLANNED)
    buttons = _change(making, found, found.medication.id) if is_current else []
    buttons.append(_history(making, found, found.medication.id))
    return line(medicine_name(found.medication), words, buttons=buttons)


def needed_words(found: MedicineLine) -> list[str]:
    """Say what is taken as needed, and for what."""
    said = [current_dose_words(found.doses, found.near) or tr("Dose not recorded")]
    why = found.medication.why.strip()
    return [*said, tr("For: {why}").format(why=why)] if why else said


def planned_words(found: MedicineLine) -> list[str]:
    """Say what is planned, and from when."""
    first = next(iter(found.phases), None)
    dose = dose_in_words(first) if first is not None else ""
    starts = found.medication.started_on or (first.from_on if first is not None else None)
    when = tr("starts {date}").format(date=date_words(starts)) if starts is not None else ""
    return [", ".join(text for text in (dose, when) if text)] if dose or when else []


def stopped_words(found: MedicineLine) -> list[str]:
    """Say when a medicine was stopped, and why."""
    on, why = found.medication.stopped_on, found.medication.why_stopped.strip()
    when = tr("Stopped {date}").format(date=date_words(on)) if on is not None else tr("Stopped, date not known")
    return [tr("{when}. Reason: {why}").format(when=when, why=why) if why else when]


def not_known_words(_found: MedicineLine) -> list[str]:
    """Say that nobody knows whether it is taken."""
    return [tr("Not known whether it is taken.")]


def _allergy(making: Making, each: Allergy) -> QWidget:
    words = allergy_words(each)
    edit = act_button(
        tr("Edit"), words, partial(making.acts.open_allergy, each), name=f"allergy:{each.id}", icons=making.icons
    )
    return line(words, _allergy_details(each), buttons=[] if making.is_as_of else [edit])


def allergy_words(each: Allergy) -> str:
    """Say an allergy or a note in a few words; "none known" in the sender's, since "no known food allergy" says nothing of medicines."""
    substance = " ".join(each.substance.split())
    if each.statement is AllergyStatement.NONE_KNOWN:
        return tr("As recorded: {words}").format(words=substance) if substance else tr("None known")
    if each.statement is AllergyStatement.DO_NOT_GIVE:
        return tr("Do not give: {what}").format(what=substance)
    reaction = " ".join(each.reaction.split())
    return tr("{what} ({reaction})").format(what=substance, reaction=reaction) if reaction else substance


def _allergy_details(each: Allergy) -> list[str]:
    is_said = each.statement is AllergyStatement.DO_NOT_GIVE and each.reaction.strip()
    said = [tr("Reaction: {reaction}").format(reaction=each.reaction.strip())] if is_said else []
    if each.noticed_on is not None:
        said.append(tr("Since {date}").format(date=date_words(each.noticed_on)))
    if as_sent := state_words(each.state):
        said.append(as_sent[:1].upper() + as_sent[1:])
    return said + ([each.note.strip()] if each.note.strip() else [])


def _time_of_day(making: Making, name: str, taken: Sequence[Taken]) -> QWidget:
    lines = column(spacing="m")
    for each in taken:
        buttons = [*_change(making, each.line, each.key), _history(making, each.line, each.key)]
        lines.addWidget(line(medicine_name(each.line.medication), [_how(each)], buttons=buttons))
    return TimeOfDay(name, lines)


class TimeOfDay(QWidget):
    """A time of the day beside what is taken then; above it, where there is little room."""

    def __init__(self, name: str, lines: QVBoxLayout) -> None:
        super().__init__()
        self._name = label(name, "label", wraps=False)
        self._layout = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._layout.setContentsMargins(0, 0, 0, 0)
        self._layout.setSpacing(SPACE["s"])
        self._layout.addWidget(self._name, 0, Qt.AlignmentFlag.AlignTop)
        self._layout.addLayout(lines, 1)
        self.setLayout(self._layout)

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        character = self.fontMetrics().averageCharWidth()
        is_narrow = self.width() < _NARROW_CHARACTERS * character
        direction = QBoxLayout.Direction.TopToBottom if is_narrow else QBoxLayout.Direction.LeftToRight
        self._layout.setDirection(direction)
        self._name.setMinimumWidth(0 if is_narrow else _TIME_CHARACTERS * character)


def _how(taken: Taken) -> str:
    route = taken.line.medication.route.strip()
    return ", ".join(text for text in (taken.dose, route) if text)


def _change(making: Making, found: MedicineLine, key: str) -> list[QPushButton]:
    if making.is_as_of:
        return []
    act = partial(making.acts.change_dose, found.medication.id)
    made = act_button(tr("Change"), found.medication.name, act, name=f"change:{key}", icons=making.icons)
    made.setEnabled(making.can_change)
    return [made]


def _history(making: Making, found: MedicineLine, key: str) -> QPushButton:
    act = partial(making.acts.show_record, found.medication.id)
    return act_button(tr("History"), found.medication.name, act, name=f"open:{key}", icons=making.icons)

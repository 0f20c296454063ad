"""What was agreed at a visit: each step with who does it and by when, to tick, to correct and to add to."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QCheckBox, QLineEdit, QWidget

from hoofbeat.domain.changes import Change
from hoofbeat.domain.records import AppointmentId, Kind, NextStep
from hoofbeat.ui.form_layouts import FormLayout, Group
from hoofbeat.ui.forms import RecordForm
from hoofbeat.ui.pages.appointments.form_in_place import FormInPlace
from hoofbeat.ui.surroundings import Surroundings
from hoofbeat.ui.widgets.adding_line import AddingLine
from hoofbeat.ui.widgets.line_lists import act_button, section, surface
from hoofbeat.ui.widgets.parts import icon_button, label, row
from hoofbeat.ui.widgets.tick_line import tick_line
from hoofbeat.wording.next_steps import step_details
from hoofbeat.wording.translation import tr

if TYPE_CHECKING:
    from datetime import date

    from hoofbeat.services.journals import Journal

_STEP = FormLayout((Group(("text", "who", "due_on")),), ("note", "source", "is_sensitive"))


class StepList:
    """The next steps of one visit, as a part of a page. `on_busy` hears that a form was opened in place or closed."""

    def __init__(
        self,
        surroundings: Surroundings,
        steps: Sequence[NextStep],
        *,
        appointment: AppointmentId,
        on_busy: Callable[[bool], object],
        typed: str = "",
    ) -> None:
        self._surroundings = surroundings
        self._appointment = appointment
        self._place = FormInPlace(on_busy)
        self._adding: AddingLine | None = None
        self.widget = section(tr("Next steps"), surface(self._lines(steps, typed)))

    @property
    def typed(self) -> str:
        """What stands in the line for a new step."""
        return "" if self._adding is None else self._adding.typed

    @property
    def line(self) -> QLineEdit | None:
        """The line for a new step, where one can be added."""
        return None if self._adding is None else self._adding.line

    @property
    def form(self) -> RecordForm | None:
        """The form that is open in place."""
        return self._place.form

    def keep_draft(self) -> None:
        """Keep what was typed into an open form; a step that was typed and not added yet is added."""
        self._place.keep_draft()
        if self._adding is not None:
            self._adding.add_typed()

    def _lines(self, steps: Sequence[NextStep], typed: str) -> list[QWidget]:
        lines = [self._step(each) for each in steps]
        if not lines:
            lines.append(
                label(tr("What was agreed, who does it, and by when. It stands on Home until it is done."), "quiet")
            )
        if self._surroundings.can_change:
            lines.append(self._make_adding(typed))
        return lines

    def _step(self, step: NextStep) -> QWidget:
        box = QCheckBox()
        box.setAccessibleName(tr("Done: {step}").format(step=step.text))
        box.setObjectName(f"step:{step.id}")
        box.setChecked(step.is_done)
        box.setEnabled(self._surroundings.can_change)
        box.toggled.connect(partial(self._on_ticked, step))
        inside = row(tick_line(box, step.text, step_details(step)))
        inside.setStretch(0, 1)
        if self._surroundings.can_change:
            icons = self._surroundings.appearance.icons
            edit = partial(self._open, step)
            inside.addWidget(act_button(tr("Who and when"), step.text, edit, name=f"edit:{step.id}", icons=icons))
            name = tr("Delete: {text}").format(text=step.text)
            inside.addWidget(icon_button(name, "remove", icons, partial(self._remove, step)))
        holder = QWidget()
        holder.setLayout(inside)
        return self._place.line(step.id, holder)

    def _make_adding(self, typed: str) -> QWidget:
        self._adding = AddingLine(
            self._surroundings,
            prompt=tr("Add a next step"),
            names=(tr("Add this step"), "new step"),
            act=lambda text: partial(_add, text, self._appointment),
            typed=typed,
        )
        return self._adding

    def _open(self, step: NextStep) -> None:
        form = RecordForm(self._surroundings, Kind.NEXT_STEPS, record=step, layout=_STEP, is_inline=True)
        self._place.open(step.id, form, remove=partial(self._remove, step))

    def _on_ticked(self, step: NextStep, is_done: bool) -> None:
        act = partial(mark_step, step.id, is_done, self._surroundings.today())
        self._surroundings.tasks.change(act)

    def _remove(self, step: NextStep) -> None:
        self._place.close()
        self._surroundings.tasks.change(partial(_remove, step.id), then=self._on_removed)

    def _on_removed(self, _change: Change) -> None:
        self._surroundings.host.say_undoable(tr("Deleted."))


def mark_step(step_id: str, is_done: bool, today: date, journal: Journal, author: str) -> Change | None:
    """Mark a step as done, or as not done after all."""
    from hoofbeat.services import next_steps

    return next_steps.mark(journal, step_id=step_id, is_done=is_done, today=today, author=author)


def _add(text: str, appointment: AppointmentId, journal: Journal, author: str) -> Change:
    from hoofbeat.services import next_steps

    return next_steps.add(journal, text=text, appointment=appointment, author=author)


def _remove(step_id: str, journal: Journal, author: str) -> Change:
    from hoofbeat.services import records

    return records.remove(journal, kind=Kind.NEXT_STEPS, record_id=step_id, author=author)

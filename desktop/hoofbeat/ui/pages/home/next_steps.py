"""The card of what is still to be done after visits: ticked when done, with the way to the visit it was agreed at."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from typing import Final

from PySide6.QtWidgets import QCheckBox, QWidget

from hoofbeat.domain.changes import Change
from hoofbeat.domain.records import NextStep
from hoofbeat.ui.pages.appointments.steps import mark_step
from hoofbeat.ui.surroundings import Surroundings
from hoofbeat.ui.widgets.line_lists import act_button
from hoofbeat.ui.widgets.parts import card, label, row
from hoofbeat.ui.widgets.tick_line import tick_line
from hoofbeat.wording.next_steps import step_details
from hoofbeat.wording.translation import ntr, tr

MOST_STEPS: Final = 5


def steps_card(steps: Sequence[NextStep], surroundings: Surroundings) -> QWidget:
    """Make the card; the soonest steps are on it, and how many more there are."""
    frame, inside = card(spacing="s")
    inside.addLayout(row(label(tr("Next steps"), "chip", wraps=False), None))
    for step in steps[:MOST_STEPS]:
        inside.addWidget(_line(step, surroundings))
    if len(steps) > MOST_STEPS:
        more = len(steps) - MOST_STEPS
        inside.addWidget(label(ntr("and {count} more", "and {count} more", more).format(count=more), "quiet"))
    return frame


def _line(step: NextStep, surroundings: Surroundings) -> QWidget:
    box = QCheckBox()
    box.setAccessibleName(tr("Done: {step}").format(step=step.text))
    box.setObjectName(f"step:{step.id}")
    box.setEnabled(surroundings.can_change)
    box.toggled.connect(partial(_on_ticked, step, surroundings))
    inside = row(tick_line(box, step.text, step_details(step)))
    inside.setStretch(0, 1)
    if step.appointment is not None:
        show = partial(surroundings.host.show_page, "appointments", lambda page: page.show_record(step.appointment))
        icons = surroundings.appearance.icons
        inside.addWidget(act_button(tr("See the visit"), step.text, show, name=f"visit of:{step.id}", icons=icons))
    made = QWidget()
    made.setLayout(inside)
    return made


def _on_ticked(step: NextStep, surroundings: Surroundings, is_done: bool) -> None:
    act = partial(mark_step, step.id, is_done, surroundings.today())
    surroundings.tasks.change(act, then=partial(_say_done, surroundings))


def _say_done(surroundings: Surroundings, _change: Change | None) -> None:
    surroundings.host.say_undoable(tr("Marked as done."))

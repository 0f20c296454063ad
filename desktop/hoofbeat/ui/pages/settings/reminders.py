"""The card of the settings page for reminders: whether, how long before, and whether a notification may say what it is about."""

from __future__ import annotations

from typing import Final

from PySide6.QtWidgets import QCheckBox, QComboBox, QFrame, QWidget

from hoofbeat.ui.pages.settings.cards import labelled
from hoofbeat.ui.pages.settings.day_times import DayTimes
from hoofbeat.ui.surroundings import Surroundings
from hoofbeat.ui.widgets.flow import FlowLayout
from hoofbeat.ui.widgets.parts import card, column, label
from hoofbeat.ui.widgets.tick_line import tick_line
from hoofbeat.wording.reminders import neutral_words
from hoofbeat.wording.translation import tr

_BEFORE: Final = (
    (0, "At the time"),
    (10, "10 minutes before"),
    (30, "30 minutes before"),
    (60, "1 hour before"),
    (120, "2 hours before"),
    (24 * 60, "1 day before"),
)


def reminders_card(surroundings: Surroundings) -> QFrame:
    """Make the card; the choices below the first tick stand where reminders are on."""
    frame, inside = card(spacing="m")
    settings = surroundings.settings()
    inside.addWidget(label(tr("Reminders"), "heading"))
    note = tr(
        "Hoofbeat can remind you while its window is open. Closing it stops the reminders; a calendar on a phone goes on. "
        "Of a medicine it reminds where you tick “Remind me of its doses” in its form."
    )
    inside.addWidget(label(note, "quiet"))
    choices = QWidget()
    choices.setVisible(settings.is_reminding)
    on = _tick(surroundings, "is_reminding", choices)
    inside.addWidget(tick_line(on, tr("Remind me of appointments and doses"), ""))
    below = column(spacing="m")
    line = FlowLayout()
    for name, title in (
        ("minutes_before_dose", tr("Doses")),
        ("minutes_before_appointment", tr("Appointments")),
    ):
        line.addWidget(labelled(title, _minutes(surroundings, name, title)))
    times = QWidget()
    times.setLayout(line)
    below.addWidget(times)
    details = _tick(surroundings, "reminds_in_detail", None)
    said = tr("Without it a notification says only “{words}”, so that others who see the screen learn nothing.")
    text = tr("A notification may say what it is about")
    below.addWidget(tick_line(details, text, said.format(words=neutral_words())))
    choices.setLayout(below)
    inside.addWidget(choices)
    inside.addWidget(label(tr("Parts of the day"), "section"))
    inside.addWidget(DayTimes(surroundings))
    return frame


def _tick(surroundings: Surroundings, name: str, shows: QWidget | None) -> QCheckBox:
    words = {
        "is_reminding": tr("Remind me of appointments and doses"),
        "reminds_in_detail": tr("A notification may say what it is about"),
    }
    box = QCheckBox()
    box.setChecked(bool(getattr(surroundings.settings(), name)))
    box.setAccessibleName(words[name])
    box.setObjectName(name)
    box.clicked.connect(lambda _checked=False: _on_ticked(surroundings, box, shows))
    return box


def _on_ticked(surroundings: Surroundings, box: QCheckBox, shows: QWidget | None) -> None:
    surroundings.change_settings(surroundings.settings().replaced(**{box.objectName(): box.isChecked()}))
    if shows is not None:
        shows.setVisible(box.isChecked())


def _minutes(surroundings: Surroundings, name: str, title: str) -> QComboBox:
    made = QComboBox()
    made.setAccessibleName(tr("How long before: {what}").format(what=title))
    made.setObjectName(name)
    for minutes, text in _BEFORE:
        made.addItem(tr(text), minutes)
    made.setCurrentIndex(max(made.findData(getattr(surroundings.settings(), name)), 0))
    made.activated.connect(lambda _place: _on_chosen(surroundings, made))
    return made


def _on_chosen(surroundings: Surroundings, choice: QComboBox) -> None:
    minutes = int(choice.currentData())
    surroundings.change_settings(surroundings.settings().replaced(**{choice.objectName(): minutes}))

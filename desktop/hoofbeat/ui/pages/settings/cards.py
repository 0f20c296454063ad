"""The cards of the settings page."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from enum import StrEnum
from functools import partial
from typing import TYPE_CHECKING, Protocol, TypeVar

from PySide6.QtWidgets import QButtonGroup, QFrame, QLineEdit, QRadioButton, QVBoxLayout, QWidget

from hoofbeat.domain.safekeeping import BackupInfo
from hoofbeat.settings import ClockChoice, ThemeChoice
from hoofbeat.ui.pages.settings.text_size import TextSizeChoice
from hoofbeat.ui.surroundings import Surroundings
from hoofbeat.ui.widgets.flow import FlowLayout
from hoofbeat.ui.widgets.lines import Line
from hoofbeat.ui.widgets.parts import button, card, label, row
from hoofbeat.wording.translation import tr

if TYPE_CHECKING:
    from hoofbeat.services.journals import Journal

C = TypeVar("C", bound=StrEnum)

_THEMES = ((ThemeChoice.SYSTEM, "As the system"), (ThemeChoice.LIGHT, "Light"), (ThemeChoice.DARK, "Dark"))
_CLOCKS = ((ClockChoice.SYSTEM, "As the system"), (ClockChoice.TWELVE, "2:30pm"), (ClockChoice.TWENTY_FOUR, "14:30"))


class Acts(Protocol):
    """What the cards ask of their page."""

    surroundings: Surroundings

    def copy_now(self) -> None:
        """Make a checked copy."""

    def copy_elsewhere(self) -> None:
        """Make a checked copy in another place."""

    def bring_back(self) -> None:
        """Choose a copy to bring back."""

    def take_along(self) -> None:
        """Show the forms in which the record can leave the program."""

    def set_passphrase(self) -> None:
        """Add, change or remove the passphrase."""

    def show_folder(self) -> None:
        """Show the folder of the record."""


def looks_card(surroundings: Surroundings) -> QFrame:
    """Text size, colors and clock."""
    frame, inside = card(spacing="m")
    inside.addWidget(label(tr("Text and colors"), "heading"))
    inside.addWidget(labelled(tr("Text size"), TextSizeChoice(surroundings.appearance)))
    appearance = surroundings.appearance
    inside.addWidget(_choices(tr("Colors"), _THEMES, appearance.theme_choice, appearance.choose_theme))
    inside.addWidget(
        _choices(tr("Time of day"), _CLOCKS, surroundings.settings().clock, partial(_choose_clock, surroundings))
    )
    return frame


def writing_card(surroundings: Surroundings) -> QFrame:
    """Who is writing."""
    frame, inside = card()
    inside.addWidget(label(tr("Who is writing"), "heading"))
    note = tr(
        "If you write for somebody else, type your name here. It stands beside what you enter, and on the visit sheet."
    )
    inside.addWidget(label(note, "quiet"))
    line = QLineEdit(surroundings.journal.writing_as)
    line.setAccessibleName(tr("You are writing as"))
    line.setPlaceholderText(tr("For example: Ana (daughter)"))
    line.setMinimumWidth(surroundings.appearance.scaled(280))
    line.setEnabled(surroundings.can_change)
    save = button(tr("Save"), lambda: _save_author(surroundings, line.text().strip()))
    save.setAccessibleName(tr("Save who is writing"))
    save.setEnabled(surroundings.can_change)
    line.returnPressed.connect(save.click)
    inside.addLayout(row(line, save, None))
    return frame


def record_card(acts: Acts, copies: Sequence[BackupInfo]) -> QFrame:
    """Where the record is, and its copies."""
    surroundings = acts.surroundings
    frame, inside = card()
    inside.addWidget(label(tr("Your record and its copies"), "heading"))
    inside.addWidget(labelled(tr("Where it is"), _path(surroundings), button(tr("Show the folder"), acts.show_folder)))
    inside.addWidget(Line(tr("Last checked copy"), _last_copy(copies, surroundings)))
    note = tr("Hoofbeat makes a checked copy by itself: when you close it, and every hour while you change something.")
    inside.addWidget(label(note, "small"))
    buttons = QWidget()
    line = FlowLayout(buttons)
    icons = surroundings.appearance.icons
    made = button(tr("Make a copy now"), acts.copy_now, icon="backup", icons=icons)
    made.setEnabled(surroundings.can_change)
    line.addWidget(made)
    elsewhere = button(tr("Save a copy elsewhere…"), acts.copy_elsewhere, icon="save", icons=icons)
    elsewhere.setEnabled(surroundings.tasks.is_open)
    line.addWidget(elsewhere)
    line.addWidget(button(tr("Bring back a copy…"), acts.bring_back, icon="restore", icons=icons))
    along = button(tr("Take your record along…"), acts.take_along, icon="export", icons=icons)
    along.setEnabled(surroundings.tasks.is_open)
    line.addWidget(along)
    inside.addWidget(buttons)
    return frame


def protection_card(acts: Acts) -> QFrame:
    """Whether there is a passphrase."""
    surroundings = acts.surroundings
    frame, inside = card()
    inside.addWidget(label(tr("Passphrase"), "heading"))
    is_protected = surroundings.journal.is_encrypted
    text = (
        tr("The record is locked with a passphrase. Nobody can read the file without it.")
        if is_protected
        else tr("The record has no passphrase. Anybody who can use this computer as you can read the file.")
    )
    inside.addWidget(label(text))
    act = button(
        tr("Change or remove the passphrase") if is_protected else tr("Add a passphrase"),
        acts.set_passphrase,
        icon="lock",
        icons=surroundings.appearance.icons,
    )
    act.setEnabled(surroundings.can_change)
    inside.addLayout(row(act, None))
    return frame


def _choices(title: str, choices: Sequence[tuple[C, str]], chosen: C, choose: Callable[[C], object]) -> QWidget:
    buttons = []
    group = QButtonGroup()
    for value, text in choices:
        made = QRadioButton(tr(text))
        made.setAccessibleName(f"{title}: {tr(text)}")
        made.setChecked(value is chosen)
        made.clicked.connect(partial(_chosen, choose, value))
        group.addButton(made)
        buttons.append(made)
    holder = labelled(title, *buttons)
    group.setParent(holder)
    return holder


def _chosen(choose: Callable[[C], object], value: C, _checked: bool = False) -> None:
    choose(value)


def labelled(title: str, *parts: QWidget) -> QWidget:
    """Put a label above parts that stand beside each other."""
    holder = QWidget()
    inside = QVBoxLayout(holder)
    inside.setContentsMargins(0, 0, 0, 0)
    inside.setSpacing(4)
    inside.addWidget(label(title, "label"))
    line = row(*parts, spacing="m")
    if not any(isinstance(part, QLineEdit) for part in parts):
        line.addStretch(1)
    inside.addLayout(line)
    return holder


def _path(surroundings: Surroundings) -> QLineEdit:
    """A path may be longer than the line; here it can be read to its end, and copied."""
    made = QLineEdit(surroundings.journal.path)
    made.setReadOnly(True)
    made.setCursorPosition(0)
    made.setAccessibleName(tr("Where the record is"))
    made.setMinimumWidth(surroundings.appearance.scaled(200))
    return made


def _last_copy(copies: Sequence[BackupInfo], surroundings: Surroundings) -> str:
    verified = [info for info in copies if info.is_verified]
    return surroundings.timestamp_text(verified[0].made_at) if verified else tr("None yet")


def _choose_clock(surroundings: Surroundings, choice: ClockChoice) -> None:
    surroundings.change_settings(surroundings.settings().replaced(clock=choice))
    surroundings.host.follow_clock()


def _save_author(surroundings: Surroundings, name: str) -> None:
    surroundings.tasks.change(partial(_choose_author, name), then=lambda _nothing: surroundings.host.write_as(name))


def _choose_author(name: str, journal: Journal, _author: str) -> None:
    from hoofbeat.services import choices

    choices.choose(journal, name=choices.WRITING_AS, value=name)

"""The start of a record: the welcome while there is nothing, and then a short list of first things that can be put away."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QWidget

from hoofbeat.domain.records import Kind
from hoofbeat.ui.pages.home.parts import add_on, section_card
from hoofbeat.ui.surroundings import Surroundings
from hoofbeat.ui.theme import SPACE
from hoofbeat.ui.widgets.parts import button, card, label, row
from hoofbeat.wording.translation import tr

if TYPE_CHECKING:
    from hoofbeat.services.home import Beginning
    from hoofbeat.services.journals import Journal

_WORDS = {
    "appointment": "Your next appointment",
    "medicine": "A medicine",
    "allergy": "Your allergies, or that none are known",
    "team": "Whom to call",
}
"""By the value of a beginning."""


def welcome(surroundings: Surroundings) -> QWidget:
    """Make the card of a new record."""
    icons = surroundings.appearance.icons
    frame, inside = card(spacing="s")
    inside.addWidget(label(tr("Welcome. Your records stay on this computer."), "heading"))
    inside.addWidget(label(tr("Where would you like to start?"), "quiet"))
    inside.addSpacing(SPACE["xs"])
    ways: list[tuple[str, str, Callable[[], object]]] = [
        (tr("Add your next appointment"), "appointments", partial(add_on, surroundings, "appointments")),
        (tr("Add a medicine"), "medicines", partial(add_on, surroundings, "medicines")),
    ]
    if surroundings.host.can_run("import_files"):
        ways.append(
            (tr("Bring in a file from the hospital"), "import", partial(surroundings.host.run_command, "import_files"))
        )
    ways.append((tr("Write down whom to call"), "phone", partial(_add_to_team, surroundings)))
    for text, icon, act in ways:
        made = button(text, act, look="choice", icon=icon, icons=icons)
        made.setObjectName(f"begin:{icon}")
        made.setEnabled(surroundings.can_change)
        inside.addWidget(made)
    frame.setMaximumWidth(surroundings.appearance.scaled(560))
    return frame


def first_things(done: Mapping[Beginning, bool], surroundings: Surroundings) -> QWidget:
    """Make the short list: what is written down already, and a button for what is not."""
    icons = surroundings.appearance.icons
    frame, inside = section_card(tr("To begin with"))
    ways = {
        "appointment": partial(add_on, surroundings, "appointments"),
        "medicine": partial(add_on, surroundings, "medicines"),
        "allergy": partial(surroundings.host.show_page, "medicines", lambda page: page.add_allergy()),
        "team": partial(_add_to_team, surroundings),
    }
    for beginning, is_done in done.items():
        text = tr(_WORDS[beginning.value])
        if is_done:
            tick = label("", wraps=False)
            icons.put(tick, "check", "accent")
            line = row(tick, label(tr("{what}: written down").format(what=text), "quiet"))
            line.setStretch(1, 1)
        else:
            add = button(tr("Add"), ways[beginning.value], look="quiet", icon="add", icons=icons)
            add.setAccessibleName(tr("Add: {what}").format(what=text))
            add.setObjectName(f"first:{beginning.value}")
            line = row(label(text), add)
            line.setStretch(0, 1)
        inside.addLayout(line)
    away = button(tr("Put this list away"), partial(_put_away, surroundings, True), look="link")
    away.setObjectName("put away")
    inside.addLayout(row(away, None))
    return frame


def _add_to_team(surroundings: Surroundings) -> None:
    surroundings.host.show_page("about_me", lambda page: page.add_to(Kind.TEAM))


def _put_away(surroundings: Surroundings, is_away: bool) -> None:
    surroundings.tasks.change(partial(_keep_away, is_away), then=partial(_on_put_away, surroundings, is_away))


def _on_put_away(surroundings: Surroundings, is_away: bool, _nothing: None) -> None:
    surroundings.host.reload_page()
    if is_away:
        undo = partial(_put_away, surroundings, False)
        surroundings.host.say(tr("Put away."), act=undo, act_text=tr("Undo"))


def _keep_away(is_away: bool, journal: Journal, _author: str) -> None:
    from hoofbeat.services import home

    home.put_away_beginnings(journal, is_away=is_away)

"""The page: one's own team first, then the emergency sentence, then help lines, keys and notices."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QFrame, QLabel, QWidget

from hoofbeat import __version__
from hoofbeat.domain.records import CareTeamMember, Kind
from hoofbeat.ui.pages.help.contents import DISCLAIMER, EMERGENCY, EMERGENCY_DETAIL, HELP_LINES, NOTICES, OTHER_KEYS
from hoofbeat.ui.pages.page import ScrollingPage
from hoofbeat.ui.widgets.banner import Notice
from hoofbeat.ui.widgets.lines import Line
from hoofbeat.ui.widgets.parts import button, card, clear, label, row, rule
from hoofbeat.ui.window.actions import COMMANDS
from hoofbeat.wording.dates import date_words
from hoofbeat.wording.translation import tr

if TYPE_CHECKING:
    from hoofbeat.services.journals import Journal


class HelpPage(ScrollingPage):
    """Whom to call, and how the program is used."""

    title = "Help and phone numbers"
    shows = frozenset({Kind.TEAM})

    def load(self) -> None:
        """Read the care team."""
        self.surroundings.tasks.read(_read, view=self, then=self._on_read)

    def show_keys(self) -> None:
        """Show the list of keys."""
        self._go_to("keys")

    def show_about(self) -> None:
        """Show what the program is made of."""
        self._go_to("about")

    def _go_to(self, name: str) -> None:
        QTimer.singleShot(0, lambda: self._scroll_to(name))

    def _scroll_to(self, name: str) -> None:
        part = self.findChild(QWidget, name)
        if part is not None:
            self.scroll_area.verticalScrollBar().setValue(part.y())

    def _on_read(self, team: Sequence[CareTeamMember]) -> None:
        clear(self.content)
        for part in (self._team(team), self._emergency(), self._help_lines(), self._keys(), self._about()):
            self.content.addWidget(part)
        self.content.addStretch(1)

    def _team(self, team: Sequence[CareTeamMember]) -> QFrame:
        frame, inside = card()
        inside.addWidget(label(tr("Your care team"), "heading"))
        reachable = sorted((each for each in team if each.phones), key=lambda each: not each.is_emergency_contact)
        for member in reachable:
            in_emergency = tr("in an emergency") if member.is_emergency_contact else ""
            about = ", ".join(part for part in (member.organisation, member.call_for, in_emergency) if part)
            line = Line(member.name, member.phones, about)
            for words in line.findChildren(QLabel):
                words.setTextInteractionFlags(
                    words.textInteractionFlags() | words.textInteractionFlags().TextSelectableByMouse
                )
            inside.addWidget(line)
        if not reachable:
            inside.addWidget(label(tr("Write down whom to call, and the numbers stand here and on the visit sheet.")))
        text = tr("Change the list") if reachable else tr("Write down whom to call")
        host = self.surroundings.host
        act = button(
            text,
            lambda: host.show_page("about_me") if reachable else host.show_page("about_me", lambda page: page.add()),
            icon="phone",
            icons=self.surroundings.appearance.icons,
        )
        inside.addLayout(row(act, None))
        return frame

    def _emergency(self) -> Notice:
        return Notice(f"{tr(EMERGENCY)} {tr(EMERGENCY_DETAIL)}", self.surroundings.appearance, icon="phone")

    def _help_lines(self) -> QFrame:
        frame, inside = card()
        inside.addWidget(label(tr("Help lines"), "heading"))
        for each in HELP_LINES:
            printed = tr("{country}. {hours}. As printed by {source}, {date}.").format(
                country=tr(each.country), hours=tr(each.hours), source=each.source, date=date_words(each.printed_on)
            )
            inside.addWidget(Line(each.name, each.number, printed))
        return frame

    def _keys(self) -> QFrame:
        frame, inside = card(spacing="xs")
        frame.setObjectName("keys")
        inside.addWidget(label(tr("Keys"), "heading"))
        in_menus = [
            (" or ".join(each.keys), each.text.rstrip("…"))
            for each in COMMANDS.values()
            if each.keys and self.surroundings.host.can_run(each.name)
        ]
        for keys, text in (*OTHER_KEYS[:1], *in_menus, *OTHER_KEYS[1:]):
            inside.addWidget(Line(keys, tr(text)))
        return frame

    def _about(self) -> QFrame:
        frame, inside = card()
        frame.setObjectName("about")
        inside.addWidget(label(tr("About Hoofbeat"), "heading"))
        inside.addWidget(label(tr("Version {version}").format(version=__version__), "quiet"))
        inside.addWidget(label(tr(DISCLAIMER)))
        why = tr(
            "“When you hear hoofbeats, think of horses, not zebras.” People with a neuroendocrine tumor call themselves zebras."
        )
        inside.addWidget(label(why, "quiet"))
        for notice in NOTICES:
            inside.addWidget(rule())
            inside.addWidget(Line(notice.name, tr(notice.terms)))
        return frame


def _read(journal: Journal) -> Sequence[CareTeamMember]:
    with journal.reading() as records:
        return list(records.list(CareTeamMember))

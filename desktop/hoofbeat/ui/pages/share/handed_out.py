"""What was handed out: who has which sheet, since when, with what on it; each line can be corrected and deleted."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QWidget

from hoofbeat.domain.records import Kind, Sharing
from hoofbeat.ui.pages.record_forms import PageWithForms
from hoofbeat.ui.widgets.empty import EmptyState
from hoofbeat.ui.widgets.line_lists import act_button, line, section, surface
from hoofbeat.ui.widgets.parts import clear
from hoofbeat.wording.dates import moment_words
from hoofbeat.wording.translation import tr

if TYPE_CHECKING:
    from hoofbeat.services.journals import Journal


class HandedOutPage(PageWithForms):
    """The sheets that left the program, by the person they were for."""

    title = "What was handed out"
    shows = frozenset({Kind.SHARED})

    def load(self) -> None:
        """Read the log."""
        self.set_main_action(tr("Make a sheet"), lambda: self.surroundings.host.show_page("share"), icon="share")
        self.surroundings.tasks.read(_read, view=self, then=self._on_read)

    def _on_read(self, shared: Sequence[Sharing]) -> None:
        clear(self.content)
        for whom in dict.fromkeys(each.for_whom for each in shared):
            heading = tr("What {who} has").format(who=whom) if whom else tr("Nobody was named")
            lines = [self._line(each) for each in shared if each.for_whom == whom]
            self.content.addWidget(section(heading, surface(lines)))
        if not shared:
            self.content.addWidget(self._empty())
        self.content.addStretch(1)

    def _empty(self) -> EmptyState:
        return EmptyState(
            self.surroundings.appearance.icons,
            icon="share",
            text=tr("When you print, save or copy a sheet, a line here says who has it and what was on it."),
            example=tr("For example: the visit sheet of 4 March, for Dr Lee, without the tumor."),
            act_text=tr("Make a sheet"),
            act=lambda: self.surroundings.host.show_page("share"),
        )

    def _line(self, shared: Sharing) -> QWidget:
        when = moment_words(shared.shared_at, uses_24_hours=self.surroundings.uses_24_hours)
        what = ", ".join(shared.sections.splitlines())
        details = [
            f"{when}. {tr(shared.handing.label)}.",
            tr("On it: {sections}.").format(sections=what) if what else "",
            tr("Left out: {sections}.").format(sections=", ".join(shared.left_out.splitlines()))
            if shared.left_out
            else "",
            shared.note.strip(),
        ]
        edit = act_button(
            tr("Edit"),
            f"{shared.sheet}, {when}",
            partial(self.open_form, Kind.SHARED, tr("Sheet handed out"), record=shared),
            name=f"edit {shared.id}",
            icons=self.surroundings.appearance.icons,
        )
        return line(shared.sheet, [each for each in details if each], buttons=(edit,))


def _read(journal: Journal) -> Sequence[Sharing]:
    from hoofbeat.services.sheets.sharing import list_shared

    return list_shared(journal)

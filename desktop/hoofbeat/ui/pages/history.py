"""Edit, History: every change made, newest first; any one of them can be taken back."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QFrame

from hoofbeat.domain.changes import Act, Change, Undone
from hoofbeat.domain.records import Kind
from hoofbeat.ui.pages.page import ScrollingPage
from hoofbeat.ui.widgets.lines import Line
from hoofbeat.ui.widgets.parts import button, card, clear, label, row, rule
from hoofbeat.wording.changes import change_sentence
from hoofbeat.wording.translation import ntr, tr

if TYPE_CHECKING:
    from hoofbeat.services.journals import Journal

_AT_A_TIME = 50


class HistoryPage(ScrollingPage):
    """The list of changes."""

    title = "History"
    shows = frozenset(Kind)

    def load(self) -> None:
        """Read the newest changes, as many as are shown."""
        self._read(max(self._shown, _AT_A_TIME))

    _shown = 0

    def _read(self, count: int) -> None:
        self.surroundings.tasks.read(partial(_list, count + 1), view=self, then=partial(self._on_read, count))

    def _on_read(self, count: int, changes: Sequence[Change]) -> None:
        self._shown = min(count, len(changes))
        clear(self.content)
        note = tr("Every change you made is kept here. Undo takes one back; what you changed since stays as it is.")
        self.content.addWidget(label(note, "quiet"))
        self.content.addWidget(self._card(changes[:count]))
        if len(changes) > count:
            self.content.addLayout(row(button(tr("Show more"), partial(self._read, count + _AT_A_TIME)), None))
        self.content.addStretch(1)

    def _card(self, changes: Sequence[Change]) -> QFrame:
        frame, inside = card(spacing="")
        for place, change in enumerate(changes):
            if place:
                inside.addWidget(rule())
            inside.addWidget(self._line(change))
        if not changes:
            inside.addWidget(label(tr("Nothing was changed yet."), "quiet"))
        return frame

    def _line(self, change: Change) -> Line:
        when = self.surroundings.timestamp_text(change.made_at)
        by = tr("by {author}").format(author=change.author) if change.author else ""
        words = change_sentence(change.description)
        state = tr("Undone") if change.is_undone else ""
        line = Line(when, words, ", ".join(part for part in (by, state) if part), is_quiet=change.is_undone)
        can_undo = change.description.act is not Act.START and not change.is_undone
        if can_undo and self.surroundings.can_change:
            icons = self.surroundings.appearance.icons
            line.add_act(tr("Undo"), partial(self._undo, change), icon="undo", icons=icons)
        return line

    def _undo(self, change: Change) -> None:
        self.surroundings.tasks.change(partial(_undo, change.id), then=self._on_undone)

    def _on_undone(self, undone: Undone) -> None:
        text = tr("Undone: {change}").format(change=change_sentence(undone.change.description))
        if undone.kept:
            kept = len(undone.kept)
            more = ntr(
                "{count} record was kept: it was changed or used since.",
                "{count} records were kept: they were changed or used since.",
                kept,
            )
            text = f"{text}. {more.format(count=kept)}"
        self.surroundings.host.say(text, act=partial(self.surroundings.host.run_command, "redo"), act_text=tr("Redo"))


def _list(limit: int, journal: Journal) -> Sequence[Change]:
    from hoofbeat.services import history

    return history.list_changes(journal, limit=limit)


def _undo(change_id: int, journal: Journal, author: str) -> Undone:
    from hoofbeat.services import history

    return history.undo_change(journal, change_id=change_id, author=author)

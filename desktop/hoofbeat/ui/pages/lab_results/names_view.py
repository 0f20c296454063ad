"""Tests and laboratories: the laboratories and the tests of one's own, to add, rename and merge."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QVBoxLayout, QWidget

from hoofbeat.domain.changes import Change
from hoofbeat.domain.records import Kind, Laboratory, OwnTest
from hoofbeat.ui.forms import Form
from hoofbeat.ui.pages.lab_results.merge_box import MergeBox
from hoofbeat.ui.pages.lab_results.name_form import NameForm
from hoofbeat.ui.surroundings import Surroundings
from hoofbeat.ui.widgets.lines import Line
from hoofbeat.ui.widgets.parts import button, card, column, label, rule
from hoofbeat.ui.widgets.scrolling import ScrollingColumn
from hoofbeat.wording.names import also_words, uses_words
from hoofbeat.wording.translation import tr

if TYPE_CHECKING:
    from hoofbeat.services.installation import Installation
    from hoofbeat.services.journals import Journal
    from hoofbeat.services.labs.names import NameLine, Names


class NamesView(QWidget):
    """Two cards: the laboratories, and the tests that the list of Hoofbeat does not have."""

    def __init__(self, surroundings: Surroundings) -> None:
        super().__init__()
        self._surroundings = surroundings
        self._open: QWidget | None = None
        self.scroll_area = ScrollingColumn(surroundings.appearance)
        outside = column(spacing="")
        outside.addWidget(self.scroll_area)
        self.setLayout(outside)
        self.load()

    def load(self) -> None:
        """Read the names anew."""
        self._surroundings.tasks.read(
            partial(_names, self._surroundings.installation), view=(self, "names"), then=self._on_read
        )

    def keep_drafts(self) -> None:
        """Keep what was typed into a form."""
        if isinstance(self._open, Form):
            self._open.keep_draft(closed_on_purpose=True)

    def _on_read(self, names: Names) -> None:
        self._open = None
        with self.scroll_area.refilling() as content:
            content.addWidget(
                self._section(
                    Kind.LABORATORIES,
                    names.laboratories,
                    heading=tr("Laboratories"),
                    nothing=tr("The laboratories of your results stand here, by the names on their reports."),
                    add=tr("Add a laboratory"),
                )
            )
            content.addWidget(
                self._section(
                    Kind.OWN_TESTS,
                    names.own_tests,
                    heading=tr("Tests of your own"),
                    nothing=tr(
                        "Tests that are not in our list stand here, under the name that you or your hospital gave them."
                    ),
                    add=tr("Add a test"),
                )
            )

    def _section(self, kind: Kind, lines: Sequence[NameLine], *, heading: str, nothing: str, add: str) -> QWidget:
        frame, inside = card(spacing="s")
        inside.addWidget(label(heading, "heading"))
        if not lines:
            inside.addWidget(label(nothing, "quiet"))
        for number, line in enumerate(lines):
            if number:
                inside.addWidget(rule())
            self._add_line(inside, line)
        place = column(spacing="s")
        inside.addLayout(place)
        icons = self._surroundings.appearance.icons
        made = button(add, partial(self._edit, place, kind, None), look="edge", icon="add", icons=icons)
        made.setObjectName(f"add {kind.value}")
        inside.addWidget(made, 0, Qt.AlignmentFlag.AlignLeft)
        made.setVisible(self._surroundings.can_change)
        return frame

    def _add_line(self, inside: QVBoxLayout, line: NameLine) -> None:
        record = line.record
        phone = record.phone if isinstance(record, Laboratory) else ""
        detail = ". ".join(part for part in (also_words(line.others), phone) if part)
        shown = Line(record.name, uses_words(line.uses.samples, line.uses.results), detail)
        place = column(spacing="s")
        if self._surroundings.can_change:
            shown.add_act(tr("Edit"), partial(self._edit, place, _kind(record), line))
            shown.add_act(tr("Merge"), partial(self._merge, place, line))
        inside.addWidget(shown)
        inside.addLayout(place)

    def _edit(self, place: QVBoxLayout, kind: Kind, line: NameLine | None) -> None:
        form = NameForm(self._surroundings, kind, line)
        form.saved.connect(lambda _change: self._close())
        form.closed.connect(self._close)
        form.removed.connect(partial(self._say, tr("Deleted.")))
        self._show(place, form, form.focus_first)

    def _merge(self, place: QVBoxLayout, line: NameLine) -> None:
        box = MergeBox(self._surroundings, line.record)
        box.merged.connect(self._on_merged)
        box.closed.connect(self._close)
        self._show(place, box, box.focus)

    def _show(self, place: QVBoxLayout, part: QWidget, focus: Callable[[], object]) -> None:
        """Open one thing at a time, below the line that it is about."""
        self._close()
        self._open = part
        place.addWidget(part)
        self.scroll_area.bring_into_view(part)
        focus()

    def _close(self) -> None:
        if self._open is not None:
            self.keep_drafts()
            parent = self._open.parentWidget()
            self._open.hide()
            self._open.deleteLater()
            self._open = None
            if parent is not None:
                parent.setFocus()

    def _on_merged(self, change: Change) -> None:
        self._open = None
        self._say(tr("Merged."), change)

    def _say(self, text: str, _change: Change) -> None:
        self._surroundings.host.say_undoable(text)


def _kind(record: Laboratory | OwnTest) -> Kind:
    return Kind.LABORATORIES if isinstance(record, Laboratory) else Kind.OWN_TESTS


def _names(installation: Callable[[], Installation], journal: Journal) -> Names:
    from hoofbeat.services.labs import names

    return names.list_names(journal, catalogue=installation().catalogue)

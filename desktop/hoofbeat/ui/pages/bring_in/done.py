"""What was brought in, with ways to look at it and to take it back."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QPushButton, QWidget

from hoofbeat.domain.imports import ImportSummary
from hoofbeat.domain.records import Kind
from hoofbeat.ui.surroundings import Surroundings
from hoofbeat.ui.widgets.parts import breakable, button, card, column, label, row
from hoofbeat.wording.import_preview import added_words
from hoofbeat.wording.kinds import kind_name
from hoofbeat.wording.translation import ntr, tr

_PAGES = {
    Kind.RESULTS: ("results", "See the lab results"),
    Kind.MEDICINES: ("medicines", "See the medicines"),
    Kind.DOSES: ("medicines", "See the medicines"),
    Kind.ALLERGIES: ("medicines", "See the medicines and allergies"),
    Kind.APPOINTMENTS: ("appointments", "See the appointments"),
}


@dataclass(frozen=True, slots=True)
class Taken:
    """One import that was saved: its change, its file, the number of records, and the counts by kind."""

    change: int
    file: str
    count: int
    summary: ImportSummary


class DoneView(QWidget):
    """Lists what was saved; `take_back` undoes the last of it, `bring_more` asks for another file, `close` ends."""

    def __init__(
        self,
        surroundings: Surroundings,
        taken: Sequence[Taken],
        *,
        take_back: Callable[[], object],
        bring_more: Callable[[], object],
        close: Callable[[], object],
    ) -> None:
        super().__init__()
        self._surroundings = surroundings
        inside = column(spacing="l")
        self.links: list[QPushButton] = []
        for each in taken:
            inside.addWidget(self._card(each))
        icons = surroundings.appearance.icons
        last = tr("Take this import back") if len(taken) == 1 else tr("Take the last import back")
        undo = button(last, take_back, icon="undo", icons=icons)
        self.links.append(undo)
        inside.addLayout(row(undo, button(tr("Bring in another file…"), bring_more), button(tr("Close"), close), None))
        inside.addWidget(
            label(
                tr("What was brought in keeps the sender's own words, codes and ranges. Every record can be changed."),
                "quiet",
            )
        )
        self.setLayout(inside)

    def _card(self, taken: Taken) -> QFrame:
        frame, inside = card(spacing="s")
        inside.addWidget(label(added_words(taken.count, breakable(taken.file)), "section"))
        counts = [f"{count} {kind_name(kind, count)}" for kind, count in taken.summary.added.items()]
        number = sum(taken.summary.changed.values())
        if number:
            counts.append(ntr("{count} changed", "{count} changed", number).format(count=number))
        inside.addWidget(label(", ".join(counts)))
        left = len(taken.summary.not_taken)
        if left:
            inside.addWidget(
                label(
                    ntr("{count} entry was not taken.", "{count} entries were not taken.", left).format(count=left),
                    "small",
                )
            )
        for page, words in dict(_PAGES[kind] for kind in taken.summary.added if kind in _PAGES).items():
            link = button(
                tr(words),
                partial(self._surroundings.host.show_page, page),
                look="link",
                icon="right",
                icons=self._surroundings.appearance.icons,
            )
            self.links.append(link)
            inside.addWidget(link, 0, Qt.AlignmentFlag.AlignLeft)
        return frame

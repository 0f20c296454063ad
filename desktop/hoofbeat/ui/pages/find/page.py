"""The page: one line to type into, and below it what was found, own records first."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QKeyEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import QLineEdit
from typing_extensions import override

from hoofbeat.domain.records import Record
from hoofbeat.ui.pages.find.found_list import FoundList
from hoofbeat.ui.pages.page import Page
from hoofbeat.ui.record_doors import open_record, open_test
from hoofbeat.ui.surroundings import Surroundings
from hoofbeat.ui.theme import SPACE
from hoofbeat.ui.widgets.announce import announce
from hoofbeat.ui.widgets.parts import column, label
from hoofbeat.wording.found import found_words, group_title
from hoofbeat.wording.translation import ntr, tr

if TYPE_CHECKING:
    from hoofbeat.domain.catalogue import Catalogue
    from hoofbeat.reference.content import Passage
    from hoofbeat.services.find import FoundGroup, RecordFinder
    from hoofbeat.services.journals import Journal

_MILLISECONDS = 150
_MOST_PASSAGES = 6


@dataclass(frozen=True, slots=True)
class _Found:
    typed: str
    groups: Sequence[FoundGroup]
    passages: Sequence[Passage]


class _Line(QLineEdit):
    """The line; the arrow down leads into the list."""

    def __init__(self, found: FoundList) -> None:
        super().__init__()
        self._found = found

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Down:
            self._found.go_to_first()
        else:
            super().keyPressEvent(event)


class FindPage(Page):
    """Own records and the reference at once."""

    title = "Find"

    def __init__(self, surroundings: Surroundings) -> None:
        super().__init__(surroundings)
        self._came_from = "home"
        self._finder: RecordFinder | None = None
        self._shown_for: str | None = None
        self.list = FoundList(surroundings.appearance)
        self.line = _Line(self.list)
        self._hint = label("", "quiet")
        self._timer = QTimer(self, singleShot=True, interval=_MILLISECONDS)
        self._build()
        self._connect()

    @override
    def load(self) -> None:
        self._search()

    @override
    def find_here(self) -> bool:
        self.line.setFocus()
        self.line.selectAll()
        return True

    @override
    def on_back(self) -> None:
        self.surroundings.host.show_page(self._came_from)

    def begin(self, came_from: str) -> None:
        """Take the keyboard; remember where the way back leads."""
        if came_from != "find":
            self._came_from = came_from
        self.find_here()

    def _build(self) -> None:
        self.line.setAccessibleName(tr("Find in my records and in Learn"))
        self.line.setPlaceholderText(tr("A word, a name, a test, a medicine"))
        self.line.setClearButtonEnabled(True)
        inside = column(spacing="s")
        inside.setContentsMargins(2, 2, SPACE["m"], SPACE["l"])
        inside.addWidget(self.line)
        inside.addWidget(self._hint)
        inside.addWidget(self.list, 1)
        inside.addStretch(0)
        self.outer.setLayout(inside)
        self._back.setText(tr("Back"))
        self._back.setAccessibleName(tr("Back to where you were"))
        self._back.show()
        self._show_hint()

    def _connect(self) -> None:
        tasks = self.surroundings.tasks
        self.line.textChanged.connect(lambda _text: self._timer.start())
        self.line.returnPressed.connect(self._on_return)
        self.list.left_upwards.connect(self.line.setFocus)
        self._timer.timeout.connect(self._search)
        tasks.records_changed.connect(self._note_changes)
        tasks.journal_closed.connect(self._forget)
        tasks.journal_opened.connect(self._forget)
        QShortcut(
            QKeySequence(Qt.Key.Key_Escape), self, self.on_back, context=Qt.ShortcutContext.WidgetWithChildrenShortcut
        )

    def _search(self) -> None:
        typed = self.line.text().strip()
        if not typed:
            self._show_hint()
            return
        query = partial(_find, self.surroundings, self, typed)
        self.surroundings.tasks.read(query, view=self, then=self._on_found)

    def finder(self) -> RecordFinder:
        """Return what finds in the records; made on the reader's thread when it is first asked for."""
        if self._finder is None:
            from hoofbeat.services.find import RecordFinder

            self._finder = RecordFinder()
        return self._finder

    def _on_return(self) -> None:
        """Open the best; what was typed a moment ago is looked for first."""
        if self._shown_for == self.line.text().strip():
            self.list.open_first()
        else:
            self._timer.stop()
            self._search()

    def _show_hint(self) -> None:
        self.list.clear()
        self.list.hide()
        self._shown_for = None
        self._hint.setText(
            tr("Finds what you wrote down and what Learn says. For example: gastrin, Dr Lee, or diarrhea.")
        )
        self._hint.show()

    def _on_found(self, found: _Found) -> None:
        self.list.clear()
        self._shown_for = found.typed
        for group in found.groups:
            self._show_group(group)
        if found.passages:
            self.list.add_heading(tr("In Learn"))
        host = self.surroundings.host
        for passage in found.passages:
            act = partial(host.show_page, "learn", partial(_open_passage, passage.key))
            self.list.add_line(passage.title, passage.heading, tr("In Learn"), act)
        count = len(self.list.lines())
        words = ntr("{count} found", "{count} found", count).format(count=count)
        nothing = tr("Nothing found for “{text}”. Try one word, or only its beginning.").format(text=found.typed)
        self._hint.setText(words if count else nothing)
        self.list.setVisible(bool(count))
        announce(self, self._hint.text())

    def _show_group(self, group: FoundGroup) -> None:
        title = group_title(group.kind)
        self.list.add_heading(title)
        for item in group.items:
            if isinstance(item, Record):
                name, detail = found_words(item, uses_24_hours=self.surroundings.uses_24_hours)
                self.list.add_line(name or title, detail, title, partial(open_record, self.surroundings, item))
            else:
                self.list.add_line(item.name, "", title, partial(open_test, self.surroundings, item.id))
        if group.more:
            more = ntr("and {count} more", "and {count} more", group.more).format(count=group.more)
            self.list.add_remark(more)

    def _note_changes(self, kinds: frozenset[object]) -> None:
        if self._finder is not None:
            self._finder.note_changes(kinds)  # type: ignore[arg-type]  # a signal carries any object
            self.mark_stale()

    def _forget(self) -> None:
        """Drop every word of the record that was open."""
        if self._finder is not None:
            self._finder.forget()
        self.line.clear()
        self._show_hint()


def _open_passage(key: str, page: Any) -> None:
    page.open_topic(key)


def _find(surroundings: Surroundings, page: FindPage, typed: str, journal: Journal) -> _Found:
    groups = page.finder().search(journal, text=typed, catalogue=partial(_catalogue, surroundings))
    answer = surroundings.installation().reference_index.search(typed, limit=_MOST_PASSAGES)
    return _Found(typed, groups, [hit.passage for hit in answer.hits])


def _catalogue(surroundings: Surroundings) -> Catalogue:
    return surroundings.installation().catalogue

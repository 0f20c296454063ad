"""The panel under a passage: what is kept of it is read, changed, copied, and turned into a question for a visit."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QRect, Signal
from PySide6.QtGui import QGuiApplication

from hoofbeat.domain.changes import Change
from hoofbeat.ui.pages.learn.popover import Popover
from hoofbeat.ui.pages.learn.statement_acts import StatementActs
from hoofbeat.ui.surroundings import Surroundings
from hoofbeat.wording.translation import tr

if TYPE_CHECKING:
    from hoofbeat.services.installation import Installation
    from hoofbeat.services.journals import Journal
    from hoofbeat.services.reading import Kept


@dataclass(frozen=True, slots=True)
class Passage:
    """A passage to act on: where it stands, its text with its source, and what is kept of it."""

    title: str
    heading: str
    text: str
    source: str
    kept: Kept

    @property
    def copied(self) -> str:
        """The passage as it goes to the clipboard."""
        where = f"{self.title}: {self.heading}" if self.heading else self.title
        return f"{where}\n\n{self.text}\n\n{self.source}\n"


class Keeping(QObject):
    """Signal: `changed` when something else is kept now."""

    changed = Signal()

    def __init__(self, surroundings: Surroundings, popover: Popover) -> None:
        super().__init__(popover)
        self._surroundings = surroundings
        self._popover = popover
        self._acts: StatementActs | None = None
        popover.closed.connect(self.finish)

    def open(self, key: str, beside: QRect) -> None:
        """Show what can be done with the passage of this key."""
        self.finish()
        query = partial(_read, self._surroundings.installation, key)
        self._surroundings.tasks.read(query, view=self, then=partial(self._show, beside))

    def finish(self) -> None:
        """Keep what was typed; the panel goes away."""
        acts, self._acts = self._acts, None
        if acts is not None:
            acts.keep_note()

    def _show(self, beside: QRect, passage: Passage) -> None:
        about = f"{passage.title}: {passage.heading}" if passage.heading else passage.title
        question = tr("What does this mean for me: {topic}?").format(topic=about)
        kept = passage.kept
        acts = StatementActs(self._surroundings, is_bookmarked=kept.is_bookmarked, note=kept.note, question=question)
        acts.bookmark_chosen.connect(partial(self._on_bookmark_chosen, passage))
        acts.note_written.connect(partial(self._on_note_written, passage))
        acts.question_written.connect(partial(self._on_question_written, passage))
        acts.copy_chosen.connect(partial(self._on_copy_chosen, passage))
        acts.grown.connect(self._popover.fit)
        self._acts = acts
        self._popover.show_beside(beside, tr("This passage"), acts, said=about)

    def _on_bookmark_chosen(self, passage: Passage, is_bookmarked: bool) -> None:
        said = tr("Bookmarked. It stands under My bookmarks and notes.") if is_bookmarked else tr("Bookmark removed.")
        note = self._acts.note_typed() if self._acts is not None else passage.kept.note
        self._keep(passage.kept, replace(passage.kept, is_bookmarked=is_bookmarked, note=note, kept_at=None), said)
        self._end()

    def _on_note_written(self, passage: Passage, note: str) -> None:
        said = tr("Note saved. It stands under the passage.") if note else tr("Note removed.")
        self._keep(passage.kept, replace(passage.kept, note=note, kept_at=None), said)
        self._end()

    def _on_question_written(self, passage: Passage, text: str) -> None:
        about = f"topic:{passage.kept.key}"
        act = partial(_add_question, text, about, self._surroundings.today())
        self._surroundings.tasks.change(act, then=self._on_question_added)
        self._popover.close_panel()

    def _on_question_added(self, _change: Change) -> None:
        self._surroundings.host.say_undoable(tr("Added to your questions."))

    def _on_copy_chosen(self, passage: Passage) -> None:
        QGuiApplication.clipboard().setText(passage.copied)
        self._popover.close_panel()
        self._surroundings.host.say(tr("Copied with its source."))

    def _keep(self, before: Kept, after: Kept, said: str) -> None:
        def told(_answer: None) -> None:
            self.changed.emit()
            self._surroundings.host.say(said, act=partial(self._take_back, before), act_text=tr("Undo"))

        self._surroundings.tasks.change(partial(_keep, after), then=told)

    def _take_back(self, before: Kept) -> None:
        self._surroundings.tasks.change(partial(_keep, before), then=lambda _answer: self.changed.emit())

    def _end(self) -> None:
        """Close the panel without keeping the note once more."""
        self._acts = None
        self._popover.close_panel()


def _read(installation: Callable[[], Installation], key: str, journal: Journal) -> Passage:
    from hoofbeat.reference.render import source_words
    from hoofbeat.reference.statements import find_statement
    from hoofbeat.services import reading

    kept = reading.list_kept(journal).get(key, reading.Kept(key))
    topic_id, _, anchor = key.partition("#")
    library = installation().reference
    if all(head.id != topic_id for head in library.heads):
        return Passage(topic_id, "", "", "", kept)
    topic = library.get_topic(topic_id)
    statement = find_statement(topic, library.facts, anchor)
    if statement is None:
        return Passage(topic.title, "", "", "", kept)
    source = source_words(statement.sources)
    return Passage(topic.title, statement.section.heading, statement.text, source, kept)


def _keep(kept: Kept, journal: Journal, _author: str) -> None:
    from hoofbeat.services import reading

    reading.keep(journal, kept=kept)


def _add_question(text: str, about: str, today: date, journal: Journal, author: str) -> Change:
    from hoofbeat.services import questions, visits

    with journal.reading() as stored:
        appointment = visits.next_appointment_id(stored, today=today)
    return questions.add(journal, text=text, appointment=appointment, about=about, author=author)

"""What is known about a test beside its results: how to get ready for it, or what the care team said, with a form in its place."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import partial
from types import MappingProxyType
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QVBoxLayout

from hoofbeat.domain.changes import Change
from hoofbeat.domain.records import Kind, TestNote, TestNoteKind
from hoofbeat.ui.field_set import FieldSet
from hoofbeat.ui.form_layouts import FormLayout, Group
from hoofbeat.ui.forms import Form, Values, with_new_records
from hoofbeat.ui.surroundings import Surroundings
from hoofbeat.ui.widgets.parts import button, card, column, label, row, rule
from hoofbeat.wording.about_tests import caution_words, entered_words, source_says_words, source_words
from hoofbeat.wording.results import ask_before_change_sentence
from hoofbeat.wording.translation import tr

if TYPE_CHECKING:
    from hoofbeat.services.installation import Installation
    from hoofbeat.services.journals import Journal
    from hoofbeat.services.labs.notes import NoteLine
    from hoofbeat.services.labs.one_test import ResultsOfTest
    from hoofbeat.ui.tasks import Act

_MORE = ("note", "source", "is_sensitive")


@dataclass(frozen=True, slots=True)
class _Words:
    heading: str
    add: str
    layout: FormLayout


_WORDS: Mapping[TestNoteKind, _Words] = MappingProxyType(
    {
        TestNoteKind.PREPARATION: _Words(
            "Getting ready for this test",
            "Add what your lab's sheet says",
            FormLayout((Group(("text", "laboratory", "on")),), _MORE),
        ),
        TestNoteKind.CARE_TEAM: _Words(
            "From your care team",
            "Add a range or a note from your care team",
            FormLayout((Group(("text", "on")),), _MORE),
        ),
    }
)


@dataclass(frozen=True, slots=True)
class DraftOfNote:
    """Which form of a note something was typed into; `note_id` is "" for a new note. As a text it is part of the draft's name."""

    test: str
    kind: TestNoteKind
    note_id: str = ""

    @classmethod
    def parse(cls, text: str) -> DraftOfNote:
        """Read what `str` wrote; the test stands last, for it may be a code of any kind."""
        kind, note_id, test = text.split("/", 2)
        return cls(test, next(each for each in TestNoteKind if each.value == kind), note_id)

    def __str__(self) -> str:
        return f"{self.kind.value}/{self.note_id}/{self.test}"


class NotesCard(QFrame):
    """The notes of one kind about a test; each can be changed where it stands."""

    def __init__(
        self, surroundings: Surroundings, results: ResultsOfTest, kind: TestNoteKind, *, is_hiding: bool
    ) -> None:
        super().__init__()
        self._surroundings = surroundings
        self._results = results
        self._kind = kind
        self._is_hiding = is_hiding
        self._form: NoteForm | None = None
        self._lines = results.about.of_kind(kind)
        outside = column(spacing="")
        self.setLayout(outside)
        if not self._has_words and not surroundings.can_change:
            self.hide()
            return
        self._inside = self._surface(outside)
        self._add_heading()
        for line in self._lines:
            self._add_line(line)
        if kind is TestNoteKind.PREPARATION:
            self._inside.addWidget(label(ask_before_change_sentence(), "label"))
        self._place = column(spacing="s")
        self._inside.addLayout(self._place)
        self._add = button(
            tr(_WORDS[kind].add), partial(self.open_form, None), look="edge", icon="add", icons=self._icons
        )
        self._inside.addWidget(self._add, 0, Qt.AlignmentFlag.AlignLeft)
        self._add.setVisible(surroundings.can_change)

    @property
    def form(self) -> NoteForm | None:
        """The form that is open, if one is."""
        return self._form

    def go_on(self, draft: DraftOfNote) -> None:
        """Open the form that a draft is of, where it is one of this card and its note is still there."""
        if draft.kind is not self._kind:
            return
        note = next((line.note for line in self._lines if line.note.id == draft.note_id), None)
        if note is not None or not draft.note_id:
            self.open_form(note)

    @property
    def _icons(self) -> Any:
        return self._surroundings.appearance.icons

    @property
    def _has_words(self) -> bool:
        return bool(self._lines) or self._kind is TestNoteKind.PREPARATION

    def open_form(self, note: TestNote | None) -> None:
        """Open the form of a note, or of a new one, in its place."""
        if self._form is not None:
            self._form.focus_first()
            return
        self._form = NoteForm(self._surroundings, self._results, self._kind, note)
        self._form.closed.connect(self._on_form_closed)
        self._form.saved.connect(lambda _change: self._on_form_closed())
        self._form.remove_requested.connect(self._on_remove_requested)
        self._place.addWidget(self._form)
        self._add.hide()
        self._form.focus_first()

    def _surface(self, outside: QVBoxLayout) -> QVBoxLayout:
        """Return the column to fill: on a card where there is something to read, else only the one way to add it."""
        if not self._has_words:
            inside = column(spacing="s")
            outside.addLayout(inside)
            return inside
        frame, inside = card(spacing="s")
        outside.addWidget(frame)
        return inside

    def _add_heading(self) -> None:
        if self._has_words:
            self._inside.addWidget(label(tr(_WORDS[self._kind].heading), "heading"))
        if self._kind is TestNoteKind.PREPARATION:
            about = self._results.about
            for text, look in (
                (source_says_words(about.preparation), ""),
                (caution_words(about.preparation), ""),
                (source_words(about.source), "small"),
            ):
                if text:
                    self._inside.addWidget(label(text, look))

    def _add_line(self, line: NoteLine) -> None:
        if self._kind is TestNoteKind.PREPARATION or line is not self._lines[0]:
            self._inside.addWidget(rule())
        words = column(spacing="xs")
        words.addWidget(label(tr("Hidden") if self._is_hiding else line.note.text))
        words.addWidget(label(entered_words(line.note, line.laboratory), "small"))
        edit = button(tr("Edit"), partial(self.open_form, line.note), look="quiet")
        edit.setAccessibleName(tr("Edit: {what}").format(what=entered_words(line.note, line.laboratory)))
        whole = row(words, spacing="m")
        whole.setStretch(0, 1)
        whole.addWidget(edit, 0, Qt.AlignmentFlag.AlignTop)
        self._inside.addLayout(whole)
        edit.setVisible(self._surroundings.can_change)

    def _on_form_closed(self) -> None:
        if self._form is not None:
            self._form.hide()
            self._form.deleteLater()
            self._form = None
        self._add.show()
        self._add.setFocus()

    def _on_remove_requested(self) -> None:
        if self._form is not None and self._form.note_id:
            act = partial(_remove, self._form.note_id, self._results.name)
            self._surroundings.tasks.change(act, then=self._on_removed)

    def _on_removed(self, _change: Change) -> None:
        self._surroundings.host.say_undoable(tr("Deleted."))


class NoteForm(Form):
    """A note about a test, new or to be changed."""

    def __init__(
        self, surroundings: Surroundings, results: ResultsOfTest, kind: TestNoteKind, note: TestNote | None
    ) -> None:
        self.note_id = "" if note is None else str(note.id)
        fields = FieldSet(surroundings, Kind.TEST_NOTES, _WORDS[kind].layout)
        if note is not None:
            fields.set_values({name: getattr(note, name) for name in fields.names})
        super().__init__(
            surroundings,
            name=f"{Kind.TEST_NOTES.value}/{DraftOfNote(results.test, kind, self.note_id)}",
            parts={"note": fields},
            act=partial(_saving, _Wanted(results.test, results.name, kind, surroundings.installation), note),
            can_remove=note is not None,
            is_inline=True,
        )


@dataclass(frozen=True, slots=True)
class _Wanted:
    """Which note is to be saved."""

    test: str
    test_name: str
    kind: TestNoteKind
    installation: Callable[[], Installation]


def _saving(wanted: _Wanted, note: TestNote | None, values: Values) -> Act[Change | None]:
    return partial(_save, wanted, note, values["note"])


def _save(
    wanted: _Wanted, note: TestNote | None, entered: Mapping[str, Any], journal: Journal, author: str
) -> Change | None:
    from hoofbeat.services import records
    from hoofbeat.services.labs import notes

    fields, along_with = with_new_records(entered, records.new_id)
    catalogue = wanted.installation().catalogue
    made = note or notes.new_note(test=wanted.test, kind=wanted.kind, catalogue=catalogue)
    return notes.save_note(
        journal, note=made.replaced(**fields), test_name=wanted.test_name, along_with=along_with, author=author
    )


def _remove(note_id: str, test_name: str, journal: Journal, author: str) -> Change:
    from hoofbeat.services.labs import notes

    return notes.remove_note(journal, note_id=note_id, test_name=test_name, author=author)

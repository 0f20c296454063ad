"""The fields of one record on the screen: label above editor, help between, the error at its field."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from functools import partial
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from hoofbeat.domain.errors import Problem
from hoofbeat.domain.fields import Field, FieldType
from hoofbeat.domain.records import Kind, fields_for
from hoofbeat.ui.date_editors import DateEditor, MomentEditor, TimeEditor
from hoofbeat.ui.editors import PLAIN_EDITORS, Editor, SuggestingEditor, TypedWrongError
from hoofbeat.ui.form_layouts import FormLayout, Group, layout_for
from hoofbeat.ui.reference_editor import ReferenceEditor
from hoofbeat.ui.surroundings import Surroundings
from hoofbeat.ui.widgets.parts import button, column, label, row
from hoofbeat.wording.problems import problem_sentence
from hoofbeat.wording.translation import tr

if TYPE_CHECKING:
    from hoofbeat.services.journals import Journal

_SENTENCES_HERE = {
    "not a date": "“{text}” is not a date we can read. Type day, month and year. The month and year, or the year alone, will do.",
    "no such day": "{month} {year} has {days} days, so there is no {day} {month}. Please check the day.",
    "not a time": "“{text}” is not a time we can read. Type it like 10:30 or 3pm.",
    "time without day": "A time needs its day. Please fill in the day, or leave the time empty.",
}
"""How the window says what the command line says in its own way."""


def sentence_at_field(problem: Problem, name: str) -> str:
    """Say what is wrong with what stands in the field of this label."""
    if problem.code in _SENTENCES_HERE:
        return tr(_SENTENCES_HERE[problem.code]).format(**problem.data)
    return problem_sentence(problem, name)


class FieldSet(QWidget):
    """Editors for the fields of one kind, or for `fields` gathered from several. Signal: `edited` when the person changed any of them."""

    edited = Signal()

    def __init__(
        self,
        surroundings: Surroundings,
        kind: Kind,
        layout: FormLayout | None = None,
        *,
        fields: Mapping[str, Field] | None = None,
    ) -> None:
        super().__init__()
        self.kind = kind
        self._surroundings = surroundings
        self._layout = layout or layout_for(kind)
        self._fields = fields or fields_for(kind)
        self._editors: dict[str, Editor] = {}
        self._problems: dict[str, QLabel] = {}
        self._helps: dict[str, QLabel] = {}
        self._holders: dict[str, QWidget] = {}
        self._column = column(spacing="l")
        self.setLayout(self._column)
        for group in self._layout.groups:
            self._add_group(group, self._column)
        self._add_more()

    @property
    def names(self) -> Sequence[str]:
        """The names of the fields in reading order."""
        return self._layout.names

    def editor(self, name: str) -> Editor:
        """Return the editor of a field."""
        return self._editors[name]

    def set_values(self, values: Mapping[str, Any]) -> None:
        """Show values by field name; other fields stay as they are."""
        for name, value in values.items():
            if name in self._editors:
                self._editors[name].set_value(value)

    def typed(self) -> dict[str, str]:
        """Return what stands in each field, as a draft keeps it."""
        return {name: editor.typed() for name, editor in self._editors.items()}

    def set_typed(self, typed: Mapping[str, str]) -> None:
        """Put back what a draft kept."""
        for name, text in typed.items():
            if name in self._editors:
                self._editors[name].set_typed(text)
        if any(typed.get(name) for name in self._layout.more):
            self.open_more()

    def collect(self) -> tuple[dict[str, Any], list[Problem]]:
        """Return the values by field name, and a problem for each field whose text is no such value."""
        values, problems = {}, []
        for name, editor in self._editors.items():
            try:
                values[name] = editor.value()
            except TypedWrongError as wrong:
                problems.append(Problem(name, wrong.code, wrong.data))
        return values, problems

    def show_problems(self, problems: Sequence[Problem]) -> list[tuple[str, Callable[[], None]]]:
        """Show each problem at its field; return the sentences with the way to the field, for the list at the top."""
        self.clear_problems()
        found: list[tuple[str, Callable[[], None]]] = []
        for problem in problems:
            sentence = self._sentence(problem)
            if problem.field in self._editors:
                self._show_problem(problem.field, sentence)
            found.append((sentence, partial(self.go_to, problem.field)))
        return found

    def clear_problems(self) -> None:
        """Take every error away."""
        for name, words in self._problems.items():
            words.hide()
            self._editors[name].mark_wrong(False)

    def go_to(self, name: str) -> None:
        """Put the cursor into a field."""
        if name in self._layout.more:
            self.open_more()
        if name in self._editors:
            self._editors[name].target.setFocus()

    def set_help(self, name: str, text: str) -> None:
        """Say something else between a field's label and its editor, such as what it held last time."""
        self._helps[name].setText(text)
        self._helps[name].setHidden(not text)
        self._editors[name].set_name(tr(self._fields[name].label), text)

    def show_field(self, name: str, is_shown: bool) -> None:
        """Show a field, or hide one that does not apply as things are."""
        self._holders[name].setHidden(not is_shown)

    def _put_below(self, name: str, widget: QWidget) -> None:
        """Put something under the editor of a field, such as a sentence about what was typed."""
        inside = self._holders[name].layout()
        if inside is not None:
            inside.addWidget(widget)

    def open_more(self) -> None:
        """Show the fields under "More"."""
        self._more.show()
        self._more_button.hide()

    def _add_group(self, group: Group, into: QVBoxLayout) -> None:
        if group.title:
            into.addWidget(label(tr(group.title), "heading"))
        for names in group.lines:
            declared = [self._fields[name] for name in names]
            fields = [self._field(each) for each in declared]
            if len(fields) == 1:
                into.addWidget(fields[0])
            else:
                into.addLayout(_side_by_side(fields, declared))

    def _add_more(self) -> None:
        self._more = QWidget()
        inside = column(spacing="l")
        self._more.setLayout(inside)
        self._more_button: QPushButton = button(
            tr("More"), self._on_more_clicked, look="edge", icon="down", icons=self._surroundings.appearance.icons
        )
        self._add_group(Group(self._layout.more), inside)
        self._more.hide()
        self._column.addWidget(self._more_button)
        self._more_button.setHidden(not self._layout.more)
        self._column.addWidget(self._more)

    def _field(self, field: Field) -> QWidget:
        holder = QWidget()
        inside = column(spacing="")
        inside.setSpacing(5)
        holder.setLayout(inside)
        editor = self._make_editor(field)
        name, help_text = tr(field.label), tr(field.help)
        if field.holds is not FieldType.FLAG:
            words = label(name, "label")
            words.setBuddy(editor.target)
            inside.addWidget(words)
        words_of_help = label(help_text, "small")
        inside.addWidget(words_of_help)
        words_of_help.setHidden(not help_text)
        problem = label("", "problem")
        problem.hide()
        inside.addWidget(problem)
        inside.addWidget(editor)
        editor.set_name(name, help_text)
        editor.edited.connect(self.edited)
        self._editors[field.name], self._problems[field.name] = editor, problem
        self._helps[field.name], self._holders[field.name] = words_of_help, holder
        return holder

    def _make_editor(self, field: Field) -> Editor:
        if field.holds is FieldType.PARTIAL_DATE:
            return DateEditor(field, self._surroundings)
        if field.holds is FieldType.WALL_TIME:
            return MomentEditor(field, self._surroundings)
        if field.holds is FieldType.TIME:
            return TimeEditor(field, self._surroundings)
        if field.holds is FieldType.REFERENCE:
            return ReferenceEditor(field, self._surroundings)
        if field.suggests:
            return SuggestingEditor(field, partial(self._look_up, field.suggests))
        return PLAIN_EDITORS[field.holds](field)

    def _look_up(self, suggests: str, offer: Callable[[list[str]], object]) -> None:
        kind, _, name = suggests.partition(".")

        def query(journal: Journal) -> list[str]:
            with journal.reading() as records:
                return list(records.texts(Kind(kind), name))

        self._surroundings.tasks.read(query, then=offer)

    def _show_problem(self, name: str, sentence: str) -> None:
        self._problems[name].setText(sentence)
        self._problems[name].show()
        editor = self._editors[name]
        editor.mark_wrong(True)
        editor.target.setAccessibleDescription(sentence)
        if name in self._layout.more:
            self.open_more()

    def _sentence(self, problem: Problem) -> str:
        field = self._fields.get(problem.field)
        return sentence_at_field(problem, problem.field if field is None else field.label)

    def _on_more_clicked(self) -> None:
        self.open_more()
        self.go_to(self._layout.more[0])


def _side_by_side(fields: Sequence[QWidget], names: Sequence[Field]) -> QHBoxLayout:
    """Put fields beside each other, their editors level; a number beside a text takes only what it needs."""
    made = row(*fields, spacing="m")
    numbers = [each.holds in (FieldType.DECIMAL, FieldType.INTEGER) for each in names]
    for each, is_number in zip(fields, numbers, strict=True):
        made.setAlignment(each, Qt.AlignmentFlag.AlignBottom)
        made.setStretchFactor(each, 0 if is_number and not all(numbers) else 1)
    return made

"""The form of one result: asks for a second look at what is unlikely, and saves the result with its sample as one change."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date
from functools import partial
from types import MappingProxyType
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Signal
from typing_extensions import override

from hoofbeat.domain.changes import Change
from hoofbeat.domain.errors import Problem
from hoofbeat.domain.records import Kind
from hoofbeat.ui.catalogue import lab_catalogue
from hoofbeat.ui.forms import Form, draft_name
from hoofbeat.ui.pages.lab_results.result_fields import ResultFields
from hoofbeat.ui.surroundings import Surroundings
from hoofbeat.ui.widgets.announce import announce
from hoofbeat.ui.widgets.banner import Notice
from hoofbeat.ui.widgets.parts import button, clear
from hoofbeat.wording.result_entry import second_look_sentence
from hoofbeat.wording.translation import tr

if TYPE_CHECKING:
    from hoofbeat.domain.plausibility import SecondLook
    from hoofbeat.services.journals import Journal
    from hoofbeat.services.results import EnteredResult
    from hoofbeat.ui.tasks import Act

_SHOWN_AT: Mapping[str, str] = MappingProxyType(
    {
        "catalogue_test": "test",
        "own_test": "test",
        "value": "value_text",
        "comparator": "value_text",
        "range_low": "range_text",
        "range_high": "range_text",
    }
)
"""Fields that the form does not show, and the field that stands for each."""


class ResultForm(Form):
    """A new result, or one to correct. Signal: `another_wanted` with what was typed about the sample, after saving."""

    another_wanted = Signal(object)

    def __init__(self, surroundings: Surroundings, entered: EnteredResult | None = None) -> None:
        line = None if entered is None else entered.line
        self.fields = ResultFields(surroundings, line, others=0 if entered is None else entered.others)
        self._result_id = "" if line is None else str(line.result.id)
        self._wants_another = False
        super().__init__(
            surroundings,
            name=draft_name(Kind.RESULTS, None if line is None else line.result),
            parts={"result": self.fields},
            act=lambda _values: self._save_act(),
            can_remove=line is not None,
        )
        self.saved.connect(self._on_result_saved)

    def enter_awaited(self) -> None:
        """Turn an awaited result into one that came: only its value is missing."""
        self.fields.set_awaited(False)
        self.fields.go_to("value_text")

    @override
    def save(self) -> None:
        values, problems = self._collect()
        if problems:
            self._show_problems(problems)
            return
        texts = self.fields.texts()
        self._save.setEnabled(False)
        query = partial(_second_looks, texts, self._result_id, self._surroundings.today())
        self._surroundings.tasks.read(
            query, view=(self, "second look"), then=partial(self._on_looked, texts), failed=self._on_save_failed
        )

    @override
    def _buttons(self, *, can_remove: bool) -> Any:
        line = super()._buttons(can_remove=can_remove)
        if not can_remove:
            self._another = button(tr("Save and add another"), self._on_another_clicked)
            self._another.setEnabled(self._surroundings.can_change)
            line.insertWidget(1, self._another)
        return line

    @override
    def _show_problems(self, problems: Sequence[Problem]) -> None:
        shown = (replace(problem, field=_SHOWN_AT.get(problem.field, problem.field)) for problem in problems)
        super()._show_problems(list({(each.field, each.code): each for each in shown}.values()))

    def _on_looked(self, texts: dict[str, str], looks: Sequence[SecondLook]) -> None:
        self._save.setEnabled(self._surroundings.can_change)
        if not looks:
            super().save()
            return
        sentence = " ".join(second_look_sentence(look) for look in looks)
        notice = Notice(sentence, self._surroundings.appearance, icon="question")
        keep = notice.add_button(tr("Keep and save"), super().save)
        notice.add_button(tr("Change it"), self._on_change_clicked)
        clear(self._notices)
        self._notices.addWidget(notice)
        self._scroll.verticalScrollBar().setValue(0)
        keep.setFocus()
        announce(self, sentence)

    def _on_change_clicked(self) -> None:
        self._wants_another = False
        clear(self._notices)
        self.fields.go_to("value_text")

    def _on_another_clicked(self) -> None:
        self._wants_another = True
        self.save()

    def _on_result_saved(self, _change: Change | None) -> None:
        if self._wants_another:
            self.another_wanted.emit(self.fields.of_sample())

    def _save_act(self) -> Act[Change | None]:
        today = self._surroundings.today()
        if not self._result_id:
            return partial(_add, self.fields.texts(), today)
        return partial(_correct, self._result_id, self.fields.changed_texts(), self.fields.is_for_whole_sample, today)


def _second_looks(texts: Mapping[str, str], without: str, today: date, journal: Journal) -> Sequence[SecondLook]:
    from hoofbeat.services import results

    return results.second_looks(journal, texts=texts, catalogue=lab_catalogue(), today=today, without=without)


def _add(texts: Mapping[str, str], today: date, journal: Journal, author: str) -> Change:
    from hoofbeat.services import results

    _, change = results.add(journal, texts=texts, catalogue=lab_catalogue(), today=today, author=author)
    return change


def _correct(
    result_id: str, texts: Mapping[str, str], is_for_whole_sample: bool, today: date, journal: Journal, author: str
) -> Change | None:
    from hoofbeat.services import results

    correction = results.Correction(texts, is_for_whole_sample=is_for_whole_sample)
    return results.correct(
        journal, result_id=result_id, correction=correction, catalogue=lab_catalogue(), today=today, author=author
    )

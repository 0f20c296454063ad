"""The form of one result: asks for a second look at what is unlikely, and saves the result with its sample as one change."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import partial
from types import MappingProxyType
from typing import TYPE_CHECKING, Any

from typing_extensions import override

from hoofbeat.domain.changes import Change
from hoofbeat.domain.errors import Problem
from hoofbeat.domain.labs.plausibility import Doubt
from hoofbeat.domain.records import Kind
from hoofbeat.ui.forms import Form, draft_name
from hoofbeat.ui.pages.lab_results.result_fields import ResultFields
from hoofbeat.ui.surroundings import Surroundings
from hoofbeat.ui.widgets.announce import announce
from hoofbeat.ui.widgets.banner import Notice
from hoofbeat.ui.widgets.parts import button, clear
from hoofbeat.wording.result_entry import second_look_sentence
from hoofbeat.wording.translation import tr

if TYPE_CHECKING:
    from hoofbeat.domain.labs.plausibility import SecondLook
    from hoofbeat.services.installation import Installation
    from hoofbeat.services.journals import Journal
    from hoofbeat.services.labs.results import EnteredResult
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
_FIELDS_OF: Mapping[Doubt, str] = MappingProxyType(
    {
        Doubt.OTHER_UNIT: "unit",
        Doubt.UNKNOWN_UNIT: "unit",
        Doubt.STILL_TO_COME: "taken_on",
        Doubt.BEFORE_BIRTH: "taken_on",
        Doubt.RANGE_UPSIDE_DOWN: "range_text",
    }
)
"""The field to change where a doubt is not about the value."""


class ResultForm(Form):
    """A new result, or one to correct."""

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

    @property
    def next_of_sample(self) -> dict[str, str] | None:
        """What was typed about the sample, where the person wants to add another result of it."""
        return self.fields.of_sample() if self._wants_another else None

    def enter_awaited(self) -> None:
        """Turn an awaited result into one that came: only its value is missing."""
        self.fields.set_awaited(False)
        self.fields.go_to("value_text")

    @override
    def save(self) -> None:
        self._look_and_save(wants_another=False)

    def _look_and_save(self, *, wants_another: bool) -> None:
        self._wants_another = wants_another
        _, problems = self._collect()
        if problems:
            self._show_problems(problems)
            return
        self._save.setEnabled(False)
        query = partial(_second_looks, self._entry())
        self._surroundings.tasks.read(
            query, view=(self, "second look"), then=self._on_looked, failed=self._on_save_failed
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

    def _on_looked(self, looks: Sequence[SecondLook]) -> None:
        self._save.setEnabled(self._surroundings.can_change)
        if not looks:
            super().save()
            return
        sentence = " ".join(second_look_sentence(look) for look in looks)
        notice = Notice(sentence, self._surroundings.appearance, icon="question")
        keep = notice.add_button(tr("Keep and save"), super().save)
        notice.add_button(
            tr("Change it"), partial(self._on_change_clicked, _FIELDS_OF.get(looks[0].doubt, "value_text"))
        )
        clear(self._notices)
        self._notices.addWidget(notice)
        self._scroll.verticalScrollBar().setValue(0)
        keep.setFocus()
        announce(self, sentence)

    def _on_change_clicked(self, name: str) -> None:
        clear(self._notices)
        self.fields.go_to(name)

    def _on_another_clicked(self) -> None:
        self._look_and_save(wants_another=True)

    def _save_act(self) -> Act[Change | None]:
        entry = self._entry()
        if not self._result_id:
            return partial(_add, entry)
        correction = (self.fields.changed_texts(), self.fields.is_for_whole_sample)
        return partial(_correct, entry, correction)

    def _entry(self) -> _Entry:
        surroundings = self._surroundings
        return _Entry(self._result_id, self.fields.texts(), surroundings.today(), surroundings.installation)


@dataclass(frozen=True, slots=True)
class _Entry:
    """What the form holds at the moment of saving, for the worker threads."""

    result_id: str
    texts: Mapping[str, str]
    today: date
    installation: Callable[[], Installation]


def _second_looks(entry: _Entry, journal: Journal) -> Sequence[SecondLook]:
    from hoofbeat.services.labs import results

    catalogue = entry.installation().catalogue
    return results.second_looks(
        journal, texts=entry.texts, catalogue=catalogue, today=entry.today, without=entry.result_id
    )


def _add(entry: _Entry, journal: Journal, author: str) -> Change:
    from hoofbeat.services.labs import results

    catalogue = entry.installation().catalogue
    _, change = results.add(journal, texts=entry.texts, catalogue=catalogue, today=entry.today, author=author)
    return change


def _correct(entry: _Entry, correction: tuple[Mapping[str, str], bool], journal: Journal, author: str) -> Change | None:
    from hoofbeat.services.labs import results

    texts, is_for_whole_sample = correction
    return results.correct(
        journal,
        result_id=entry.result_id,
        correction=results.Correction(texts, is_for_whole_sample=is_for_whole_sample),
        catalogue=entry.installation().catalogue,
        today=entry.today,
        author=author,
    )

"""The fields of a result and of its sample in one column: five to fill in, the others under "More"."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from functools import partial
from types import MappingProxyType
from typing import TYPE_CHECKING, Any, TypeVar

from PySide6.QtWidgets import QCheckBox
from typing_extensions import override

from hoofbeat.domain.errors import Problem
from hoofbeat.domain.fields import Field, FieldType
from hoofbeat.domain.records import Kind, Progress, fields_for
from hoofbeat.ui.editors import Editor
from hoofbeat.ui.field_set import FieldSet
from hoofbeat.ui.form_layouts import FormLayout, Group
from hoofbeat.ui.pages.lab_results.editors import AnalyteEditor, AwaitedEditor, RangeEditor, UnitEditor, ValueEditor
from hoofbeat.ui.pages.lab_results.last_time import AsLastTime
from hoofbeat.ui.reference_editor import NewByName
from hoofbeat.ui.surroundings import Surroundings
from hoofbeat.ui.widgets.tick_line import tick_line
from hoofbeat.wording.results import range_words
from hoofbeat.wording.translation import ntr

if TYPE_CHECKING:
    from hoofbeat.services.installation import Installation
    from hoofbeat.services.journals import Journal
    from hoofbeat.services.labs.before_entry import BeforeEntry
    from hoofbeat.services.lines import ResultLine

E = TypeVar("E", bound=Editor)
_OF_A_VALUE = ("value_text", "unit", "range_text", "flag")
_OF_AN_AWAITED = ("expected_on",)
_OF_THE_SAMPLE = (
    "taken_on",
    "taken_at",
    "laboratory",
    "specimen",
    "fasting_hours",
    "acid_medicine",
    "acid_medicine_advice",
)
_LAYOUT = FormLayout(
    (Group(("test", "value_text", "unit", "taken_on", "laboratory", "state", "expected_on")),),
    (
        *("range_text", "flag", "taken_at", "specimen", "fasting_hours", "acid_medicine", "acid_medicine_advice"),
        *("method", "minute", "note", "source", "is_sensitive"),
    ),
)


def _declared() -> Mapping[str, Field]:
    of_result, of_sample = fields_for(Kind.RESULTS), fields_for(Kind.SAMPLES)
    own = {
        "test": Field(
            holds=FieldType.TEXT,
            label="Test",
            name="test",
            help="Type any name of it, such as CgA. A test that is not in the list may be typed as well.",
        ),
        "value_text": replace(of_result["value_text"], help="Exactly as your lab printed it, for example 120 or <5."),
        "range_text": replace(of_result["range_text"], help="For example 0 to 93, or <5."),
        "state": replace(
            of_result["state"], holds=FieldType.FLAG, label="Sample taken, result not back yet", choices=None
        ),
    }
    sampled = {name: of_sample[name] for name in (*_OF_THE_SAMPLE, *_OF_AN_AWAITED)}
    return MappingProxyType({**of_result, **sampled, **own})


_FIELDS = _declared()


class ResultFields(FieldSet):
    """The editors of one result. What they hold is given as texts by field name, as `services.labs.results` takes them."""

    def __init__(self, surroundings: Surroundings, line: ResultLine | None = None, *, others: int = 0) -> None:
        super().__init__(surroundings, Kind.RESULTS, _LAYOUT, fields=_FIELDS)
        self.as_last_time = AsLastTime(self, lambda: self._shown() if line is None else ())
        self._put_below("laboratory", self.as_last_time.sentence)
        self._connect()
        self._add_whole_sample(others)
        if line is not None:
            self._show_line(line)
        self._initial = self._texts()
        self._follow_state()

    @property
    def is_for_whole_sample(self) -> bool:
        """Tell whether what changed about the sample holds for its other results too."""
        return self._whole_sample.isChecked()

    @property
    def is_awaited(self) -> bool:
        """Tell whether the result is still to come."""
        return self._awaited.is_awaited

    def set_awaited(self, is_awaited: bool) -> None:
        """Say whether the result is still to come."""
        self._awaited.set_value(Progress.AWAITED if is_awaited else Progress.RECEIVED)
        self._follow_state()

    def texts(self) -> dict[str, str]:
        """Return everything that is filled in, by field name."""
        shown = {*self._shown()} | ({"value"} if not self.is_awaited else set())
        return {name: text for name, text in self._texts().items() if text and name in shown}

    def changed_texts(self) -> dict[str, str]:
        """Return what differs from the record that is being corrected; a text taken away is empty."""
        return {name: text for name, text in self._texts().items() if text != self._initial.get(name, "")}

    def of_sample(self) -> dict[str, str]:
        """Return what was typed about the sample, for the next result of it."""
        return {name: text for name, text in self.typed().items() if name in _OF_THE_SAMPLE}

    @override
    def collect(self) -> tuple[dict[str, Any], list[Problem]]:
        values, problems = super().collect()
        shown = self._shown()
        return values, [problem for problem in problems if problem.field in shown]

    @override
    def _make_editor(self, field: Field) -> Editor:
        if field.name == "test":
            return AnalyteEditor(field, self._surroundings)
        own = {"value_text": ValueEditor, "unit": UnitEditor, "range_text": RangeEditor, "state": AwaitedEditor}
        return own[field.name](field) if field.name in own else super()._make_editor(field)

    @property
    def _test(self) -> AnalyteEditor:
        return self._of_type("test", AnalyteEditor)

    @property
    def _unit(self) -> UnitEditor:
        return self._of_type("unit", UnitEditor)

    @property
    def _awaited(self) -> AwaitedEditor:
        return self._of_type("state", AwaitedEditor)

    def _of_type(self, name: str, editor_type: type[E]) -> E:
        editor = self.editor(name)
        if not isinstance(editor, editor_type):
            raise TypeError(name)
        return editor

    def _connect(self) -> None:
        value = self._of_type("value_text", ValueEditor)
        self._unit.changed.connect(lambda: value.set_unit(self._unit.typed().strip()))
        self._test.decided.connect(self._on_test_decided)
        self._awaited.edited.connect(self._follow_state)

    def _add_whole_sample(self, others: int) -> None:
        words = ntr(
            "What I change about the sample (date, laboratory, how it was taken) holds for its {count} other result too",
            "What I change about the sample (date, laboratory, how it was taken) holds for its {count} other results too",
            others,
        ).format(count=others)
        self._whole_sample = QCheckBox()
        self._whole_sample.setAccessibleName(words)
        self._whole_sample.setChecked(True)
        self._whole_sample.toggled.connect(lambda _checked: self.edited.emit())
        line = tick_line(self._whole_sample, words)
        self._column.addWidget(line)
        line.setHidden(not others)

    def _show_line(self, line: ResultLine) -> None:
        result, sample = line.result, line.sample
        values = {name: getattr(result, name) for name in self.names if hasattr(result, name)}
        values |= {name: getattr(sample, name) for name in (*_OF_THE_SAMPLE, *_OF_AN_AWAITED)}
        values["range_text"] = result.range_text or range_words(result.range)
        values["test"] = line.test_name
        self.set_values(values)

    def _shown(self) -> Sequence[str]:
        hidden = _OF_A_VALUE if self._awaited.is_awaited else _OF_AN_AWAITED
        return [name for name in self.names if name not in hidden]

    def _follow_state(self) -> None:
        shown = self._shown()
        for name in (*_OF_A_VALUE, *_OF_AN_AWAITED):
            self.show_field(name, name in shown)
        self.as_last_time.offer()

    def _texts(self) -> dict[str, str]:
        values, _ = super().collect()
        texts = {name: _text(_FIELDS[name], value) for name, value in values.items()}
        number = self._of_type("value_text", ValueEditor).number
        if number is not None:
            texts["value"] = str(number)
        return texts

    def _on_test_decided(self, name: str) -> None:
        if self._surroundings.tasks.is_open:
            self._surroundings.tasks.read(
                partial(_before, self._surroundings.installation, name),
                view=(self, "before"),
                then=self._on_before_known,
            )

    def _on_before_known(self, before: BeforeEntry) -> None:
        self.as_last_time.know(before)
        self._test.say_whether_new(before.name)
        self._unit.offer(before.units)
        self.as_last_time.offer()


def _text(field: Field, value: Any) -> str:
    if isinstance(value, NewByName):
        return value.name
    primitive = field.to_primitive(value)
    return "" if primitive is None else str(primitive)


def _before(installation: Callable[[], Installation], name: str, journal: Journal) -> BeforeEntry:
    from hoofbeat.services.labs import before_entry

    return before_entry.before_entry(journal, name=name, catalogue=installation().catalogue)

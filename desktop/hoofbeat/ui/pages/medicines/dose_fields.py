"""The fields of a dose: only those that its rhythm needs, the parts of the day as ticks, and what it comes to in words."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from decimal import Decimal
from itertools import islice
from types import MappingProxyType
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QCheckBox, QFrame, QLayoutItem, QWidget
from typing_extensions import override

from hoofbeat.domain.checks import problems_of
from hoofbeat.domain.day_parts import parts_of
from hoofbeat.domain.errors import Problem
from hoofbeat.domain.fields import Field, FieldType
from hoofbeat.domain.medicines import DosePlan, cycles_from, plan_doses
from hoofbeat.domain.medicines.amounts import read_amount
from hoofbeat.domain.records import (
    Administration,
    DayPart,
    DosePhase,
    DosePhaseId,
    Kind,
    MedicationId,
    MedicineUse,
    Schedule,
    fields_for,
)
from hoofbeat.ui.editors import Editor, LineEditor
from hoofbeat.ui.field_set import FieldSet
from hoofbeat.ui.form_layouts import FormLayout, Group
from hoofbeat.ui.surroundings import Surroundings
from hoofbeat.ui.widgets.flow import FlowLayout
from hoofbeat.ui.widgets.parts import column, label
from hoofbeat.wording.dates import date_words
from hoofbeat.wording.medicines import cycles_words, dose_in_words, next_dates_words, part_name, rule_words
from hoofbeat.wording.translation import tr

_PARTS = tuple(part.value for part in DayPart)
_TICKED, _BY_NUMBER = "_ticked", "_by_number"

_MORE = ("until_on", "note", "source", "is_sensitive")
_HOW = (("amount", "unit"), "schedule", "every", "days_of_week", "day_of_month", ("days_on", "days_off"))
_WHEN = (_PARTS, "times_per_day", "at_times", "limit", "order_days_before", "instructions")
FIRST_DOSE = FormLayout((Group((*_HOW, *_WHEN), "How much, how often"),), ())
NEW_DOSE = FormLayout((Group(("from_on", *_HOW, *_WHEN, "reason")),), _MORE)

_NEEDS: Mapping[Schedule, tuple[str, ...]] = MappingProxyType(
    {
        Schedule.EVERY_HOURS: ("every", "at_times"),
        Schedule.EVERY_DAYS: ("every", "order_days_before", "at_times"),
        Schedule.EVERY_WEEKS: ("every", "order_days_before", "at_times"),
        Schedule.DAYS_OF_WEEK: ("days_of_week", "order_days_before", "at_times"),
        Schedule.DAY_OF_MONTH: ("day_of_month", "order_days_before", "at_times"),
        Schedule.CYCLE: ("days_on", "days_off", "at_times"),
        Schedule.DAILY: ("times_per_day", "at_times"),
        Schedule.AS_NEEDED: ("limit",),
    }
)
_DEPENDENT = (
    *("every", "days_of_week", "day_of_month", "days_on", "days_off"),
    *("times_per_day", "order_days_before", "at_times", "limit"),
)
_AMOUNTS = frozenset({"amount", *_PARTS})
_HAS_PARTS = frozenset(
    {Schedule.DAILY, Schedule.DAYS_OF_WEEK, Schedule.CYCLE, Schedule.EVERY_DAYS, Schedule.AS_WRITTEN}
)
_CYCLES_SAID = 3
_TIMES_HELP = "For example 08:00, 20:00. With amounts of their own: 08:00 (2), 20:00 (1)."
_STEP_HELP: Mapping[Schedule, str] = MappingProxyType(
    {
        Schedule.EVERY_HOURS: "In hours. For example 8.",
        Schedule.EVERY_DAYS: "In days. For example 28, which is every 4 weeks.",
        Schedule.EVERY_WEEKS: "In weeks. Every 4 weeks is not the same as monthly.",
    }
)
_DATES_TELL = frozenset(
    {Schedule.EVERY_DAYS, Schedule.EVERY_WEEKS, Schedule.DAYS_OF_WEEK, Schedule.DAY_OF_MONTH, Schedule.ONCE}
)


class AmountEditor(LineEditor):
    """An amount; halves and quarters may be typed as "1/2" or "½"."""

    @override
    def value(self) -> Decimal | None:
        text = self.typed()
        if not text.strip():
            return None
        try:
            return read_amount(text)
        except ValueError:
            value: Decimal | None = super().value()
            return value


class PartTicks(QWidget):
    """Morning, midday, evening, bedtime as ticks; or numbers, where the amounts differ."""

    def __init__(self) -> None:
        super().__init__()
        inside = column(spacing="xs")
        inside.addWidget(label(tr("When in the day"), "label"))
        ticks = QWidget()
        flow = FlowLayout(ticks, spacing="l")
        self.boxes = {part.value: QCheckBox(part_name(part)) for part in DayPart}
        for box in self.boxes.values():
            flow.addWidget(box)
        self.ticks = ticks
        inside.addWidget(ticks)
        self.by_number = QCheckBox(tr("The amounts differ through the day"))
        inside.addWidget(self.by_number)
        self.setLayout(inside)

    @property
    def ticked(self) -> tuple[str, ...]:
        """The parts that are ticked."""
        return tuple(name for name, box in self.boxes.items() if box.isChecked())

    def tick(self, names: Sequence[str]) -> None:
        """Tick just these parts."""
        for name, box in self.boxes.items():
            box.setChecked(name in names)


class DoseFields(FieldSet):
    """The fields of a dose phase.

    A tick in a part of the day means the amount above it. `phases` and `given` are those of the medicine so far: from them
    the next dates are worked out as the person types.
    """

    def __init__(
        self,
        surroundings: Surroundings,
        layout: FormLayout,
        *,
        phases: Sequence[DosePhase] = (),
        given: Sequence[Administration] = (),
        use: MedicineUse = MedicineUse.REGULAR,
    ) -> None:
        super().__init__(surroundings, Kind.DOSES, layout)
        self._phases, self._given, self._use = phases, given, use
        self._today = surroundings.today()
        self._parts = PartTicks()
        self._put_before("morning", self._parts)
        self._words = label("")
        self._words.setAccessibleName(tr("In words"))
        self._column.insertWidget(self._column.count() - 2, self._frame_of_words())
        self._connect_parts()
        self.set_values({"schedule": Schedule.AS_WRITTEN})
        self.set_help("unit", "")
        self._refresh()

    def set_use(self, use: MedicineUse) -> None:
        """Follow how the medicine is used: an injection has no parts of the day."""
        self._use = use
        self._refresh()

    def show_phase(self, phase: DosePhase) -> None:
        """Show a dose phase as it is stored."""
        self.set_values({name: getattr(phase, name) for name in self.names})
        amounts = {getattr(phase, part.value) for part in parts_of(phase)}
        is_same = len(amounts) == 1 and phase.amount in (None, *amounts)
        self._parts.by_number.setChecked(bool(amounts) and not is_same)
        if is_same:
            self.set_values({"amount": amounts.pop(), **dict.fromkeys(_PARTS)})
            self._parts.tick([part.value for part in parts_of(phase)])
        self._refresh()

    @override
    def _make_editor(self, field: Field) -> Editor:
        return AmountEditor(field) if field.name in _AMOUNTS else super()._make_editor(field)

    @property
    def is_blank(self) -> bool:
        """Tell whether nothing is said of how much or how often."""
        typed = {name: text for name, text in self.typed().items() if name not in ("schedule", "source")}
        return not any(typed.values()) and self._schedule in (None, Schedule.AS_WRITTEN)

    @override
    def typed(self) -> dict[str, str]:
        kept = super().typed()
        kept[_TICKED] = ",".join(self._parts.ticked)
        kept[_BY_NUMBER] = "yes" if self._parts.by_number.isChecked() else ""
        return kept

    @override
    def set_typed(self, typed: Mapping[str, str]) -> None:
        super().set_typed(typed)
        self._parts.by_number.setChecked(bool(typed.get(_BY_NUMBER)))
        self._parts.tick(typed.get(_TICKED, "").split(","))
        self._refresh()

    @override
    def collect(self) -> tuple[dict[str, Any], list[Problem]]:
        values, problems = super().collect()
        for name in set(_DEPENDENT) - self._shown():
            if name in values:
                values[name] = "" if fields_for(Kind.DOSES)[name].holds is FieldType.TEXT else None
        problems = [each for each in problems if each.field not in _DEPENDENT or each.field in self._shown()]
        if self._has_parts and not self._parts.by_number.isChecked():
            problems = [each for each in problems if each.field not in _PARTS]
            self._spread(values, problems)
        elif not self._has_parts:
            values.update(dict.fromkeys(_PARTS))
        return values, problems

    def _spread(self, values: dict[str, Any], problems: list[Problem]) -> None:
        """Put the amount into the ticked parts of the day."""
        amount, ticked = values.get("amount"), self._parts.ticked
        values.update({part: amount if part in ticked else None for part in _PARTS})
        if ticked and amount is None and not any(each.field == "amount" for each in problems):
            problems.append(Problem("amount", "missing"))
        if ticked:
            values["times_per_day"] = None

    @property
    def _schedule(self) -> Schedule | None:
        chosen: Schedule | None = self.editor("schedule").value()
        return chosen

    @property
    def _has_parts(self) -> bool:
        is_pill = self._use in (MedicineUse.REGULAR, MedicineUse.AS_NEEDED)
        is_stored = any(self.editor(part).typed() for part in _PARTS) and self._parts.by_number.isChecked()
        return is_stored or (is_pill and self._schedule in _HAS_PARTS)

    def _shown(self) -> set[str]:
        """Return which of the dependent fields apply."""
        shown = set(_NEEDS.get(self._schedule or Schedule.AS_WRITTEN, ()))
        is_once = self._schedule is Schedule.EVERY_DAYS and self._use is MedicineUse.REGULAR
        if is_once:
            shown.discard("order_days_before")
        if self._has_parts and (self._parts.ticked or self._parts.by_number.isChecked()):
            shown -= {"times_per_day", "at_times"}
        shown |= {name for name in ("at_times", "limit") if self.editor(name).typed().strip()}
        return shown

    def _refresh(self) -> None:
        shown = self._shown()
        for name in _DEPENDENT:
            self.show_field(name, name in shown)
        by_number = self._has_parts and self._parts.by_number.isChecked()
        for name in _PARTS:
            self.show_field(name, by_number)
        self._parts.setVisible(self._has_parts)
        self._parts.ticks.setVisible(not by_number)
        self.set_help("every", tr(_STEP_HELP.get(self._schedule or Schedule.AS_WRITTEN, "")))
        amount_help = tr("Leave it empty, or give the strength of one, such as 20 mg.") if by_number else ""
        self.set_help("amount", amount_help)
        is_by_hours = self._schedule is Schedule.EVERY_HOURS
        times_help = tr("The first time of the day, for example 06:00.") if is_by_hours else tr(_TIMES_HELP)
        self.set_help("at_times", times_help)
        self._say()

    def _say(self) -> None:
        sentences = [] if self.is_blank else self.sentences()
        self._words.setText("\n".join(sentences))
        self._frame.setVisible(bool(sentences))

    def sentences(self) -> list[str]:
        """Say what the dose comes to, and its next dates with the rule that makes them; nothing while it cannot be said."""
        values, problems = self.collect()
        if problems:
            return []
        said = {name: value for name, value in known(values).items() if name in self.names}
        phase = DosePhase(id=DosePhaseId("new"), medication=MedicationId("new"), **said)
        words = "" if problems_of(phase) else dose_in_words(phase)
        if not words:
            return []
        return [_from_words(phase, words), *self._dates(phase)]

    def _dates(self, phase: DosePhase) -> list[str]:
        if phase.schedule is Schedule.CYCLE:
            words = cycles_words(tuple(islice(cycles_from(phase, self._today), _CYCLES_SAID)))
            return [words or tr("With its start, the days on can be said.")]
        plan = self._plan(phase)
        if plan is None or not plan.dates or phase.schedule not in _DATES_TELL:
            return []
        return [tr("Next: {dates}.").format(dates=next_dates_words(plan)), rule_words(plan.rule)]

    def _plan(self, phase: DosePhase) -> DosePlan | None:
        try:
            return plan_doses([*self._phases, phase], self._given, today=self._today)
        except (ValueError, OverflowError):  # a rhythm that reaches past the calendar has no next dates
            return None

    def _frame_of_words(self) -> QFrame:
        self._frame = QFrame()
        self._frame.setProperty("look", "soft")
        inside = column(spacing="xs", margin="m")
        inside.addWidget(label(tr("In words"), "section"))
        inside.addWidget(self._words)
        self._frame.setLayout(inside)
        return self._frame

    def _put_before(self, name: str, widget: QWidget) -> None:
        places = range(self._column.count())
        line = next(place for place in places if _holds(self._column.itemAt(place), self._holders[name]))
        self._column.insertWidget(line, widget)

    def _connect_parts(self) -> None:
        for box in (*self._parts.boxes.values(), self._parts.by_number):
            box.clicked.connect(lambda _checked: self.edited.emit())
        self._parts.by_number.clicked.connect(self._on_by_number_clicked)
        self.edited.connect(self._refresh, Qt.ConnectionType.DirectConnection)

    def _on_by_number_clicked(self, is_checked: bool) -> None:
        amount = self.editor("amount").typed()
        if is_checked and self._parts.ticked:
            for name in _PARTS:
                self.editor(name).set_typed(amount if name in self._parts.ticked else "")
            self.editor("amount").set_typed("")
        elif not is_checked:
            typed = {name: self.editor(name).typed().strip() for name in _PARTS}
            self._parts.tick([name for name, text in typed.items() if text])
            if not amount.strip() and len({text for text in typed.values() if text}) == 1:
                self.editor("amount").set_typed(next(text for text in typed.values() if text))
        self._refresh()


def _holds(item: QLayoutItem | None, widget: QWidget) -> bool:
    """Tell whether a place in the column is a widget, or a line with it."""
    if item is None:
        return False
    inner = item.layout()
    return item.widget() is widget or (inner is not None and inner.indexOf(widget) >= 0)


def known(values: Mapping[str, Any]) -> dict[str, Any]:
    """Return the values without those that were not said, for which the record has its own."""
    return {name: value for name, value in values.items() if value is not None}


def _from_words(phase: DosePhase, words: str) -> str:
    said = words[:1].upper() + words[1:]
    if phase.from_on is not None:
        said = tr("From {date}: {dose}").format(date=date_words(phase.from_on), dose=words)
    reason = " ".join(phase.reason.split())
    return tr("{dose}. Reason: {reason}").format(dose=said, reason=reason) if reason else said

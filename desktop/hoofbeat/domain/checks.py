"""What is wrong with a record that somebody entered: a pure function from a record to its problems."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from decimal import Decimal
from functools import cache
from operator import attrgetter
from types import MappingProxyType
from typing import Any

from hoofbeat.domain.errors import Problem
from hoofbeat.domain.fields import LONGEST_LINE, LONGEST_TEXT, Choice, Field, FieldType
from hoofbeat.domain.medicines.clock_times import impossible_time
from hoofbeat.domain.medicines.rhythms import weekdays_of
from hoofbeat.domain.records import (
    Administration,
    Allergy,
    AllergyStatement,
    DosePhase,
    GivenState,
    Kind,
    Knowledge,
    Medication,
    Progress,
    Record,
    Result,
    Schedule,
    TumorFact,
    fields_for,
    kind_of,
)
from hoofbeat.domain.values import PartialDate, is_measurable

_TEXTS = frozenset({FieldType.TEXT, FieldType.LONG_TEXT})


def problems_of(record: Record) -> list[Problem]:
    """Return every problem of a record, those of single fields first; an empty list means that it may be saved."""
    texts_of, others, all_fields = _checked(kind_of(type(record)))
    # Texts that are short together are short each: so an import of ten thousands looks at most fields at once.
    fields, values_of = others if len("".join(filter(None, texts_of(record)))) <= LONGEST_LINE else all_fields
    found = [
        problem
        for field, value in zip(fields, values_of(record), strict=True)
        if not _is_plain(field, value)
        for problem in _field_problems(field, value)
    ]
    if any(problem.code == "not a number" for problem in found):
        return found  # the rules compare numbers, and what is none has no order
    by_rule = list(_RULES.get(type(record), _no_rule)(record))
    above_zero = {problem.field for problem in by_rule if problem.code == "not above zero"}
    return [each for each in found if not (each.code == "too small" and each.field in above_zero)] + by_rule


def _is_plain(field: Field, value: Any) -> bool:
    """Tell at once that a value has no problem; most fields of most records have none."""
    if type(value) is str:
        return len(value) <= LONGEST_LINE and not (field.is_required and not value.strip())
    if value is None or value is False:
        return not field.is_required
    if type(value) is Decimal:
        return field.minimum is None and field.maximum is None and is_measurable(value)
    return isinstance(value, Choice)


_Values = Callable[[Record], tuple[Any, ...]]


@cache
def _checked(kind: Kind) -> tuple[_Values, tuple[Sequence[Field], _Values], tuple[Sequence[Field], _Values]]:
    """Return what gets the texts that may be empty, the other fields with what gets their values, and so all fields."""
    declared = fields_for(kind).values()
    texts = [field for field in declared if field.holds in _TEXTS and not field.is_required]
    others = [field for field in declared if field not in texts]
    return _values_of(texts), (others, _values_of(others)), (tuple(declared), _values_of(declared))


def _values_of(fields: Iterable[Field]) -> _Values:
    names = [field.name for field in fields]
    return attrgetter(*names) if len(names) > 1 else lambda record: tuple(getattr(record, name) for name in names)


def _field_problems(field: Field, value: Any) -> Iterator[Problem]:
    if value is None or value == "":
        if field.is_required:
            yield Problem(field.name, "missing")
        return
    if isinstance(value, str):
        longest = LONGEST_TEXT if field.holds is FieldType.LONG_TEXT else LONGEST_LINE
        if len(value) > longest:
            yield Problem(field.name, "too long", {"longest": str(longest)})
        if field.is_required and not value.strip():
            yield Problem(field.name, "missing")
    if isinstance(value, Decimal) and not is_measurable(value):
        yield Problem(field.name, "not a number", {"text": str(value)})
        return
    if isinstance(value, (int, Decimal)) and not isinstance(value, bool):
        if field.minimum is not None and value < field.minimum:
            yield Problem(field.name, "too small", {"minimum": str(field.minimum)})
        if field.maximum is not None and value > field.maximum:
            yield Problem(field.name, "too large", {"maximum": str(field.maximum)})


def _no_rule(_record: Any) -> Iterator[Problem]:
    return iter(())


def _tumor_fact(record: TumorFact) -> Iterator[Problem]:
    if record.state is Knowledge.KNOWN and not record.value.strip():
        yield Problem("value", "missing")


def _result(record: Result) -> Iterator[Problem]:
    if not record.catalogue_test and record.own_test is None:
        yield Problem("catalogue_test", "missing")
    if record.state is Progress.RECEIVED and not record.value_text.strip():
        yield Problem("value_text", "missing")
    if record.range_low is not None and record.range_high is not None and record.range_low > record.range_high:
        yield Problem("range_high", "range upside down")


def _medication(record: Medication) -> Iterator[Problem]:
    if _is_before(record.stopped_on, record.started_on):
        yield Problem("stopped_on", "ends before it starts")


_NEEDED = MappingProxyType(
    {
        Schedule.EVERY_HOURS: ("every",),
        Schedule.EVERY_DAYS: ("every",),
        Schedule.EVERY_WEEKS: ("every",),
        Schedule.DAYS_OF_WEEK: ("days_of_week",),
        Schedule.DAY_OF_MONTH: ("day_of_month",),
        Schedule.CYCLE: ("days_on", "days_off"),
    }
)


def _dose_phase(record: DosePhase) -> Iterator[Problem]:
    for name in _NEEDED.get(record.schedule, ()):
        if getattr(record, name) in (None, ""):
            yield Problem(name, "missing")
    for name in ("amount", "morning", "midday", "evening", "bedtime"):
        if _is_nothing(getattr(record, name)):
            yield Problem(name, "not above zero")
    if _is_before(record.until_on, record.from_on):
        yield Problem("until_on", "ends before it starts")
    if (
        record.schedule is Schedule.DAYS_OF_WEEK
        and record.days_of_week.strip()
        and not weekdays_of(record.days_of_week)
    ):
        yield Problem("days_of_week", "not days of the week", {"text": record.days_of_week.strip()})
    if wrong := impossible_time(record.at_times):
        yield Problem("at_times", "not a time", {"text": wrong})


def _administration(record: Administration) -> Iterator[Problem]:
    if record.state is GivenState.GIVEN and _is_nothing(record.amount):
        yield Problem("amount", "not above zero")


def _allergy(record: Allergy) -> Iterator[Problem]:
    if record.statement is not AllergyStatement.NONE_KNOWN and not record.substance.strip():
        yield Problem("substance", "missing")


def _is_nothing(amount: Decimal | None) -> bool:
    return amount is not None and amount <= 0


def _is_before(end: PartialDate | None, start: PartialDate | None) -> bool:
    return end is not None and start is not None and end.last < start.first


_RULES: Mapping[type[Record], Callable[[Any], Iterator[Problem]]] = MappingProxyType(
    {
        TumorFact: _tumor_fact,
        Result: _result,
        Medication: _medication,
        DosePhase: _dose_phase,
        Administration: _administration,
        Allergy: _allergy,
    }
)

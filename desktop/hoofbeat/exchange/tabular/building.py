"""Rows of a table become samples and results: whose they are, when and where the sample was taken, and what is not taken."""

from __future__ import annotations

import re
import uuid
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import time
from typing import Final

from hoofbeat.domain.checks import LONGEST_LINE
from hoofbeat.domain.imports import DATE_NOT_READ, Finding, NotTaken, Reason, SeenPerson
from hoofbeat.domain.names import folded
from hoofbeat.domain.records import Kind, Laboratory, LaboratoryId, Progress, Result, ResultId, Sample, SampleId
from hoofbeat.domain.tables import DateOrder, DecimalMark, Role
from hoofbeat.domain.values import PartialDate, Reading, ReferenceRange
from hoofbeat.exchange.measured import is_placeholder
from hoofbeat.exchange.tabular import dates
from hoofbeat.exchange.tabular.cells import Value, is_nothing, limit_of, range_of, unit_in, value_of
from hoofbeat.exchange.tabular.own_table import fields_from

LOINC: Final = "http://loinc.org"
_LOINC_FORM: Final = re.compile(r"\d{1,7}-\d")
_LABORATORY: Final = frozenset(
    {"laboratory", "lab", "labs", "labor", "laboratorio", "laboratoire", "laboratory results"}
)
_OTHERS: Final = re.compile(
    r"vital|survey|social|imaging|radiolog|procedure|exam|therapy|activity|questionnaire|vitalzeichen|signos|signes|immuni|medication"
)
_WITHDRAWN: Final = re.compile(
    r"cancel|entered.?in.?error|storn|annul|anulad|ungültig|invalid|void|rejected|abgebrochen"
)


@dataclass(frozen=True, slots=True)
class Line:
    """What a table says of one result, by role, letter for letter; `where` is its place in the file.

    `reading` is how the value was understood before, and `beyond` what else is known, where the table says so itself.
    """

    cells: dict[Role, str]
    where: str
    reading: Reading | None = None
    beyond: Mapping[str, str] = field(default_factory=dict)

    def __getitem__(self, role: Role) -> str:
        """Return what it says in a role, empty where it says nothing."""
        return self.cells.get(role, "")


@dataclass
class Building:
    """The findings of one file of tables."""

    source: str
    loinc_codes: frozenset[str]
    findings: list[Finding] = field(default_factory=list)
    not_taken: list[NotTaken] = field(default_factory=list)
    people: list[SeenPerson] = field(default_factory=list)
    _people: dict[SeenPerson, int] = field(default_factory=dict)
    _laboratories: dict[str, LaboratoryId] = field(default_factory=dict)
    _samples: dict[tuple[object, ...], SampleId] = field(default_factory=dict)

    def leave(self, where: str, code: str, **data: str) -> None:
        """Say that something is not taken, and why."""
        self.not_taken.append(NotTaken(where, Reason(code, data)))

    def add(
        self, line: Line, order: DateOrder | None, mark: DecimalMark | None, *, has_laboratory: bool = False
    ) -> None:
        """Take the result of a line, or say why not. `has_laboratory` tells that other lines are marked as the laboratory's."""
        name = line[Role.TEST] or line[Role.CODE]
        person = self._person(line, order)
        reason = self._reason_against(line, name, has_laboratory=has_laboratory)
        if reason is not None:
            self.not_taken.append(NotTaken(line.where, reason))
            return
        sample, remarks = self._sample(line, order, person)
        self.findings.append(Finding(self._result(line, mark, sample, name), line.where, person, remarks))

    def _reason_against(self, line: Line, name: str, *, has_laboratory: bool) -> Reason | None:
        if not name:
            return Reason("no name")
        if not self._is_laboratory(line, has_laboratory=has_laboratory):
            return Reason("not laboratory", {"category": line[Role.CATEGORY]})
        if _WITHDRAWN.search(line[Role.STATE].casefold()):
            return Reason("state", {"state": line[Role.STATE]})
        return _reason_for_value(line, name)

    def _is_laboratory(self, line: Line, *, has_laboratory: bool) -> bool:
        if line[Role.CODE] in self.loinc_codes:
            return True
        category = line[Role.CATEGORY].casefold()
        if is_laboratory_word(category) or not (has_laboratory or category):
            return True
        return bool(category) and not _OTHERS.search(category)

    def _result(self, line: Line, mark: DecimalMark | None, sample: SampleId, name: str) -> Result:
        value = _value(line, mark)
        printed = _range(line, mark)
        notes = [line[Role.NOTE], printed.text if len(printed.text) > LONGEST_LINE else ""]
        return Result(
            id=ResultId(str(uuid.uuid4())),
            sample=sample,
            value_text=value.reading.text,
            comparator=value.reading.comparator or "",
            value=value.reading.number,
            unit=_said(line, Role.UNIT) or value.unit or ("" if line.reading else unit_in(printed.text)),
            method=_cut(line[Role.METHOD]),
            range_low=printed.low,
            range_high=printed.high,
            range_text="" if len(printed.text) > LONGEST_LINE else printed.text,
            flag=_said(line, Role.FLAG) or value.flag,
            report_state=_cut(line[Role.STATE]),
            code=_cut(line[Role.CODE]),
            code_system=LOINC if is_loinc(line[Role.CODE]) else "",
            code_display=_cut(name),
            note="\n".join(filter(None, notes)),
            source=self.source,
            **fields_from(Kind.RESULTS, line.beyond),
        )

    def _person(self, line: Line, order: DateOrder | None) -> int | None:
        named = " ".join(filter(None, (line[Role.GIVEN_NAME], line[Role.FAMILY_NAME]))) or line[Role.PERSON]
        born = dates.moment_of(line[Role.BORN_ON], order).on
        if not named and born is None:
            return None
        is_number = any(each.isdigit() for each in named)
        seen = SeenPerson("" if is_number else named, born, named if is_number else "")
        if seen not in self._people:
            self._people[seen] = len(self.people)
            self.people.append(seen)
        return self._people[seen]

    def _sample(self, line: Line, order: DateOrder | None, person: int | None) -> tuple[SampleId, tuple[str, ...]]:
        on, at, sent = _taken(line, order)
        remarks = (DATE_NOT_READ,) if sent and on is None else ()
        key = (
            person,
            on or sent,
            at,
            folded(line[Role.LABORATORY]),
            folded(line[Role.SPECIMEN]),
            line.beyond.get("sample"),
        )
        if key not in self._samples:
            made = Sample(
                id=SampleId(str(uuid.uuid4())),
                taken_on=on,
                taken_at=at,
                taken_text=_cut(sent),
                laboratory=self._laboratory(line, person),
                specimen=_cut(line[Role.SPECIMEN]),
                source=self.source,
                **fields_from(Kind.SAMPLES, line.beyond),
            )
            self._samples[key] = made.id
            self.findings.append(Finding(made, line.where, person, remarks))
        return self._samples[key], remarks

    def _laboratory(self, line: Line, person: int | None) -> LaboratoryId | None:
        name = _cut(line[Role.LABORATORY])
        if not name or is_nothing(name):
            return None
        key = folded(name)
        if key not in self._laboratories:
            made = Laboratory(id=LaboratoryId(str(uuid.uuid4())), name=name, source=self.source)
            self._laboratories[key] = made.id
            self.findings.append(Finding(made, line.where, person))
        return self._laboratories[key]


def _reason_for_value(line: Line, name: str) -> Reason | None:
    """Return why what stands in the place of the value is none; an awaited result has none yet."""
    value = line[Role.VALUE]
    if len(value) > LONGEST_LINE:
        return Reason("value too long", {"name": name})
    if line.reading is not None or (line.beyond.get("state") == Progress.AWAITED and not value):
        return None
    if is_nothing(value):
        return Reason("no value", {"name": name})
    return Reason("no value, reason given", {"name": name, "reason": value}) if is_placeholder(value) else None


def is_laboratory_word(category: str) -> bool:
    """Tell whether a category is that of the laboratory."""
    return folded(category.replace("-", " ").replace("_", " ")) in _LABORATORY


def is_loinc(code: str) -> bool:
    """Tell whether a code has the form and the check digit of a LOINC number."""
    if not _LOINC_FORM.fullmatch(code):
        return False
    digits, _, check = code.partition("-")
    doubled = str(int(digits[::-1][::2]) * 2) if digits else "0"
    total = sum(map(int, doubled)) + sum(map(int, digits[::-1][1::2]))
    return (10 - total % 10) % 10 == int(check)


def _taken(line: Line, order: DateOrder | None) -> tuple[PartialDate | None, time | None, str]:
    """Return the day and the time of a sample, and both as they were sent."""
    found = dates.moment_of(line[Role.DATE], order)
    at = found.at or (dates.time_of(line[Role.TIME]) if found.on is not None and found.on.is_exact else None)
    return found.on, at, " ".join(filter(None, (line[Role.DATE], line[Role.TIME])))


def _said(line: Line, role: Role) -> str:
    """Return what stands in a cell; in a table that says how it was understood, a dash is a text like any other."""
    return "" if line.reading is None and is_nothing(line[role]) else _cut(line[role])


def _value(line: Line, mark: DecimalMark | None) -> Value:
    if line.reading is not None:
        return Value(line.reading)
    sign = line[Role.COMPARATOR] if line[Role.VALUE][:1].isdigit() and line[Role.COMPARATOR] != "=" else ""
    return value_of(
        f"{sign}{line[Role.VALUE]}" if sign else line.cells.get(Role.VALUE, ""), mark, has_unit=bool(line[Role.UNIT])
    )


def _range(line: Line, mark: DecimalMark | None) -> ReferenceRange:
    low, high = line[Role.LOW], line[Role.HIGH]
    if is_nothing(low) and is_nothing(high):
        return range_of(line[Role.RANGE], mark)
    limits = (limit_of(line.cells.get(Role.LOW, ""), mark), limit_of(line.cells.get(Role.HIGH, ""), mark))
    words = line[Role.RANGE] or " - ".join("" if is_nothing(each) else each for each in (low, high)).strip()
    is_read = all(is_nothing(text) or limit is not None for text, limit in zip((low, high), limits, strict=True))
    is_upright = None in limits or limits[0] <= limits[1]  # type: ignore[operator]  # neither is None here
    if not is_read or not is_upright:
        return ReferenceRange(text=words)
    return ReferenceRange(*limits, words if line[Role.RANGE] else "")


def _cut(text: str) -> str:
    return text[:LONGEST_LINE]

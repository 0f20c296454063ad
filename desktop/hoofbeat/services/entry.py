"""Records from texts by field name, as the command line and pasted tables give them: read, resolved, checked.

Names may stand for records: a laboratory or a test of one's own that is new is made along with the record.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from types import MappingProxyType
from typing import Any, cast

from hoofbeat.domain.catalogue import Catalogue
from hoofbeat.domain.changes import Act, Change, Description
from hoofbeat.domain.errors import NameAmbiguousError, Problem, RecordInvalidError, RecordNotFoundError
from hoofbeat.domain.fields import Field, FieldType
from hoofbeat.domain.names import folded, meant_test, names_of
from hoofbeat.domain.records import (
    RECORD_TYPES,
    DosePhase,
    Kind,
    Laboratory,
    LaboratoryId,
    OwnTest,
    OwnTestId,
    Progress,
    Record,
    Result,
    Sample,
    SampleId,
    fields_for,
    kind_of,
    subject_of,
)
from hoofbeat.domain.values import Reading, read_range, read_value
from hoofbeat.services import medicines, records
from hoofbeat.services.labs.samples import settle_sample
from hoofbeat.services.visits import next_appointment_id
from hoofbeat.store.journal import Journal
from hoofbeat.store.repositories import Repository

_PROBLEM_CODES: Mapping[FieldType, str] = MappingProxyType(
    {
        FieldType.DECIMAL: "not a number",
        FieldType.INTEGER: "not a whole number",
        FieldType.PARTIAL_DATE: "not a date",
        FieldType.WALL_TIME: "not a moment",
        FieldType.TIME: "not a time",
        FieldType.FLAG: "not yes or no",
        FieldType.CHOICE: "not a choice",
    }
)
SAMPLE_FIELDS = (
    "taken_on",
    "taken_at",
    "laboratory",
    "specimen",
    "fasting_hours",
    "acid_medicine",
    "acid_medicine_advice",
    "procedure",
    "expected_on",
)
"""Fields of the sample that an entry of a result takes as well."""
_RANGE_LIMITS = ("range_low", "range_high")


@dataclass(slots=True)
class Entry:
    """A record made of texts, and the new records that it refers to."""

    record: Record
    along_with: list[Record] = field(default_factory=list)


def entry_fields(kind: Kind) -> tuple[str, ...]:
    """Return the names of the fields that an entry of this kind takes."""
    names = tuple(fields_for(kind))
    return ("test", *names, *SAMPLE_FIELDS) if kind is Kind.RESULTS else names


def add(
    journal: Journal, *, kind: Kind, texts: Mapping[str, str], catalogue: Catalogue, today: date, author: str = ""
) -> tuple[Record, Change]:
    """Add a record given as texts by field name; RecordInvalidError names every field that is wrong."""
    with journal.change(author=author) as work:
        entry = read_entry(work.records, kind=kind, texts=texts, catalogue=catalogue, today=today)
        records.refuse_invalid(*entry.along_with, entry.record)
        if isinstance(entry.record, DosePhase):
            known = list(work.records.list(DosePhase, medication=entry.record.medication))
            medicines.refuse_collision([entry.record], known)
        subject = subject_of(entry.record)
        if isinstance(entry.record, Result):
            subject = result_subject(work.records, entry, catalogue)
        work.add(*entry.along_with, entry.record)
        if isinstance(entry.record, Result):
            settle_sample(work, entry.record.sample)
        return entry.record, work.commit(Description(Act.ADD, kind, subject))


def read_entry(stored: Repository, *, kind: Kind, texts: Mapping[str, str], catalogue: Catalogue, today: date) -> Entry:
    """Read texts into a record of this kind; RecordInvalidError when a text is no value of its field."""
    reader = EntryReader(stored, catalogue, today)
    record = reader.result(texts) if kind is Kind.RESULTS else reader.record(kind, texts)
    if reader.problems:
        raise RecordInvalidError(reader.problems)
    return Entry(cast("Record", record), reader.new)


def read_correction(
    stored: Repository, *, record: Record, texts: Mapping[str, str], catalogue: Catalogue, today: date
) -> Entry:
    """Read the texts of the fields that somebody changed into the corrected record; all else of it stays as it is.

    A changed value or range is understood anew. RecordInvalidError when a text is no value of its field.
    """
    reader = EntryReader(stored, catalogue, today)
    values = reader.changes(kind_of(type(record)), texts)
    if reader.problems:
        raise RecordInvalidError(reader.problems)
    return Entry(record.replaced(**values), reader.new)


def result_subject(stored: Repository, entry: Entry, catalogue: Catalogue) -> str:
    """Return what names a result in the list of changes: its test, and never its value, for Home shows that list too."""
    result = cast("Result", entry.record)
    made = {each.id: each for each in entry.along_with}
    own = made.get(result.own_test) or stored.find(OwnTest, result.own_test) if result.own_test else None
    in_catalogue = catalogue.find(result.catalogue_test)
    return in_catalogue.name if in_catalogue else str(getattr(own, "name", ""))


class EntryReader:
    """Reads entries, and gathers the problems and the new records on the way."""

    def __init__(self, stored: Repository, catalogue: Catalogue, today: date) -> None:
        self._stored = stored
        self._catalogue = catalogue
        self._today = today
        self.problems: list[Problem] = []
        self.new: list[Record] = []

    def record(self, kind: Kind, texts: Mapping[str, str]) -> Record | None:
        """Return the record of these texts; None where there is a problem."""
        values = self._values(kind, texts)
        missing = [name for name, each in fields_for(kind).items() if each.is_required and name not in values]
        self.problems += [Problem(name, "missing") for name in missing]
        return None if self.problems else RECORD_TYPES[kind](id=records.new_id(), **values)

    def result(self, texts: Mapping[str, str]) -> Record | None:
        """Return the result of these texts, in the sample that they name or describe; None where there is a problem."""
        own = {name: text for name, text in texts.items() if name not in ("test", *SAMPLE_FIELDS)}
        own |= self._range(own)
        own |= self._test(texts.get("test", ""))
        own |= self._value(own)
        if "sample" not in own:
            given = {name: texts[name] for name in SAMPLE_FIELDS if name in texts}
            own["sample"] = self.sample(
                given, Progress.of(own["state"]) if own.get("state") in set(Progress) else Progress.RECEIVED
            )
        return self.record(Kind.RESULTS, own)

    def changes(self, kind: Kind, texts: Mapping[str, str]) -> dict[str, Any]:
        """Return the values that changed texts give; None where a text was taken away."""
        own = dict(texts)
        if "test" in texts:
            del own["test"]
            own |= {"catalogue_test": "", "own_test": ""} | self._test(texts["test"])
        if "value_text" in texts:
            own |= {"comparator": "", "value": ""} | self._value(texts)
        if "range_text" in texts:
            own |= dict.fromkeys(_RANGE_LIMITS, "") | self._range(texts)
        return self._parsed(kind, own)

    def _values(self, kind: Kind, texts: Mapping[str, str]) -> dict[str, Any]:
        return {name: value for name, value in self._parsed(kind, texts).items() if value is not None}

    def _parsed(self, kind: Kind, texts: Mapping[str, str]) -> dict[str, Any]:
        values: dict[str, Any] = {}
        for name, text in texts.items():
            declared = fields_for(kind)[name]
            try:
                values[name] = self._reference(declared, text) if declared.refers_to else declared.parse(text)
            except (ValueError, ArithmeticError):
                self.problems.append(_problem(declared, text))
        return values

    def _reference(self, declared: Field, text: str) -> str | None:
        kind = Kind(cast("str", declared.refers_to))
        if not text.strip() or any(each.id == text for each in self.new):
            return text or None
        if kind is Kind.APPOINTMENTS and text == "next":
            found = next_appointment_id(self._stored, today=self._today)
            if found is None:
                self.problems.append(Problem(declared.name, "no such record", {"text": text}))
            return found
        try:
            return find_by_name(self._stored, kind, text).id
        except RecordNotFoundError:
            if kind is Kind.LABORATORIES:
                return self._made(Laboratory(id=LaboratoryId(records.new_id()), name=text.strip()))
            self.problems.append(Problem(declared.name, "no such record", {"text": text}))
        except NameAmbiguousError:
            self.problems.append(Problem(declared.name, "several such records", {"text": text}))
        return None

    def _test(self, text: str) -> dict[str, str]:
        """Return the test by catalogue id, name or synonym; else one's own test of that name, made where it is new."""
        if not text.strip():
            return {}
        found = find_test(self._stored, text, self._catalogue)
        if self._catalogue.find(found) is not None:
            return {"catalogue_test": found}
        return {"own_test": found or self._made_test(text.strip())}

    def _made_test(self, name: str) -> str:
        """Return the new test of this name, made once however often it is named."""
        made = (each for each in self.new if isinstance(each, OwnTest) and each.name.casefold() == name.casefold())
        found = next(made, None)
        return found.id if found else self._made(OwnTest(id=OwnTestId(records.new_id()), name=name))

    def _value(self, texts: Mapping[str, str]) -> dict[str, str]:
        """Return the value as printed with the comparator and number understood from it."""
        text = texts.get("value_text", "") or texts.get("comparator", "") + texts.get("value", "")
        reading = _settled(read_value(text), texts.get("value", ""))
        if reading.is_doubtful:
            self.problems.append(Problem("value_text", "doubtful number", {"text": text}))
        given = texts.get("value", "")
        if given and not _is_number(given):
            self.problems.append(Problem("value", "not a number", {"text": given}))
        elif given and reading.number != Decimal(given):
            self.problems.append(Problem("value", "value and number differ", {"text": text, "number": given}))
        return {"value_text": text, **_understood(reading)}

    def _range(self, texts: Mapping[str, str]) -> dict[str, str]:
        """Return the limits understood from a range that was given as text only."""
        text = texts.get("range_text", "")
        if not text or any(texts.get(name) for name in _RANGE_LIMITS):
            return {}
        understood = read_range(text)
        limits = zip(_RANGE_LIMITS, (understood.low, understood.high), strict=True)
        return {name: str(limit) for name, limit in limits if limit is not None}

    def sample(self, texts: Mapping[str, str], state: Progress) -> str:
        """Return the stored sample taken just so, or a new one."""
        values = self._values(Kind.SAMPLES, texts)
        sample = Sample(id=SampleId(records.new_id()), state=state, **values)
        same_day = self._stored.list(Sample, taken_on=sample.taken_on)
        for found in same_day if sample.taken_on is not None else ():
            if (
                found.replaced(id=sample.id, source=sample.source, source_id="", note="", taken_text="", state=state)
                == sample
            ):
                return found.id
        return self._made(sample)

    def _made(self, record: Record) -> str:
        self.new.append(record)
        return record.id


def find_test(stored: Repository, text: str, catalogue: Catalogue) -> str:
    """Return the id of a test in the catalogue, by id, name or synonym, else of one's own test; "" when it is new.

    One's own test that was merged into another stands for that one. NameAmbiguousError when several of one's own bear the name.
    """
    in_catalogue = catalogue.find(text) or catalogue.find_by_name(text)
    if in_catalogue is not None:
        return in_catalogue.id
    try:
        found = cast("OwnTest", find_by_name(stored, Kind.OWN_TESTS, text))
    except RecordNotFoundError:
        return ""
    return meant_test(found, {str(each.id): each for each in stored.list(OwnTest)}, catalogue)


def find_by_name(stored: Repository, kind: Kind, text: str) -> Record:
    """Return the record with this id, or the only one of this name, else of this other name; RecordNotFoundError, NameAmbiguousError."""
    record_type = RECORD_TYPES[kind]
    found = stored.find(record_type, text)
    if found is not None:
        return found
    if "name" not in fields_for(kind):
        raise RecordNotFoundError(kind.value, text)
    wanted = text.strip().casefold()
    listed = list(stored.list(record_type))
    named = [each for each in listed if str(getattr(each, "name", "")).casefold() == wanted]
    if not named:
        named = [
            each for each in listed if isinstance(each, Laboratory | OwnTest) and folded(wanted) in _folded_names(each)
        ]
    if not named:
        raise RecordNotFoundError(kind.value, text)
    if len(named) > 1:
        raise NameAmbiguousError(kind.value, text)
    return named[0]


def _folded_names(record: Laboratory | OwnTest) -> set[str]:
    return {folded(name) for name in names_of(record)}


def _problem(declared: Field, text: str) -> Problem:
    data = {"text": text}
    if declared.choices is not None:
        data["choices"] = ", ".join(each.value for each in declared.choices)
    return Problem(declared.name, _PROBLEM_CODES[declared.holds], data)


def _settled(reading: Reading, number: str) -> Reading:
    """Return a doubtful reading as the one that means this number, if one of the two does."""
    if not reading.is_doubtful or not _is_number(number):
        return reading
    meant = (read_value(reading.text, decimal_comma=is_comma) for is_comma in (False, True))
    return next((each for each in meant if each.number == Decimal(number)), reading)


def _understood(reading: Reading) -> dict[str, str]:
    if reading.number is None:
        return {}
    return {"value": str(reading.number), "comparator": reading.comparator or ""}


def _is_number(text: str) -> bool:
    parse: Callable[[str], Any] = fields_for(Kind.RESULTS)["value"].parse
    try:
        return isinstance(parse(text), Decimal)
    except ValueError:
        return False

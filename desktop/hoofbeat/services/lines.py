"""Records as lines to read: names in place of ids, and the fields of a sample beside its results."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from hoofbeat.domain.records import (
    RECORD_TYPES,
    Kind,
    Laboratory,
    Medication,
    OwnTest,
    Record,
    Result,
    Sample,
    fields_for,
)
from hoofbeat.store.journal import Journal
from hoofbeat.store.repositories import Repository

if TYPE_CHECKING:
    from hoofbeat.domain.catalogue import Catalogue

Primitive = str | int | bool | None


@dataclass(frozen=True, slots=True)
class ResultLine:
    """A result with what one needs to read it: its sample, its laboratory and the name of its test."""

    result: Result
    sample: Sample
    laboratory: Laboratory | None
    test_name: str

    @property
    def test(self) -> str:
        """Return the id of the test, in the catalogue or of one's own."""
        return self.result.catalogue_test or self.result.own_test or ""


def result_lines(stored: Repository, results: Iterable[Result], catalogue: Catalogue) -> Iterator[ResultLine]:
    """Yield the lines of results, in their order."""
    listed = list(results)
    samples = stored.get_many(Sample, (each.sample for each in listed))
    laboratories = stored.get_many(Laboratory, (each.laboratory for each in samples.values() if each.laboratory))
    own_tests = stored.get_many(OwnTest, (each.own_test for each in listed if each.own_test))
    for each in listed:
        sample = samples[each.sample]
        laboratory = laboratories.get(sample.laboratory) if sample.laboratory else None
        yield ResultLine(each, sample, laboratory, _test_name(each, own_tests, catalogue))


def _test_name(result: Result, own_tests: Mapping[str, OwnTest], catalogue: Catalogue) -> str:
    in_catalogue = catalogue.find(result.catalogue_test) if result.catalogue_test else None
    if in_catalogue is not None:
        return in_catalogue.name
    own = own_tests.get(result.own_test) if result.own_test else None
    return own.name if own is not None else result.code_display or result.catalogue_test


def listing(journal: Journal, *, kind: Kind, catalogue: Catalogue) -> Iterator[dict[str, Primitive]]:
    """Yield every record of a kind in the form of the command line's JSON, in the order they were added.

    Numbers and ranges are texts, digits as received; a field that holds nothing is null or "".
    """
    with journal.reading() as stored:
        records = stored.list(RECORD_TYPES[kind])
        if kind is Kind.RESULTS:
            results = [each for each in records if isinstance(each, Result)]
            yield from map(_result, result_lines(stored, results, catalogue))
        else:
            names = _names(stored)
            yield from (_record(kind, each, names) for each in list(records))


def _names(stored: Repository) -> Mapping[str, str]:
    laboratories = {str(each.id): each.name for each in stored.list(Laboratory)}
    return laboratories | {str(each.id): each.name for each in stored.list(Medication)}


def _record(kind: Kind, record: Record, names: Mapping[str, str]) -> dict[str, Primitive]:
    line: dict[str, Primitive] = {"id": record.id}
    for name, field in fields_for(kind).items():
        value = getattr(record, name)
        line[name] = value if isinstance(value, bool) else field.to_primitive(value)
        if field.refers_to and value in names:
            line[f"{name}_name"] = names[value]
    if isinstance(record, Sample):
        line["laboratory"] = names.get(record.laboratory or "", "")
    return line


def _result(line: ResultLine) -> dict[str, Primitive]:
    stored = _record(Kind.RESULTS, line.result, {})
    first: dict[str, Primitive] = {"id": line.result.id, "test": line.test, "test_name": line.test_name}
    of_the_sample: dict[str, Primitive] = {
        "taken_on": None if line.sample.taken_on is None else str(line.sample.taken_on),
        "taken_at": None if line.sample.taken_at is None else f"{line.sample.taken_at:%H:%M}",
        "taken_text": line.sample.taken_text,
        "laboratory": line.laboratory.name if line.laboratory else "",
        "specimen": line.sample.specimen,
    }
    return first | stored | of_the_sample

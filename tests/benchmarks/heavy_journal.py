"""The journal of a heavy user: 40,000 records of ten years, made up, built once and kept in build/.

Run as a program, it builds what is not there; the paths are known to those who may not import the store.
"""

from __future__ import annotations

import hashlib
import random
import shutil
from collections.abc import Callable, Iterator
from datetime import date, timedelta
from decimal import Decimal
from pathlib import Path
from typing import Any

from tests.benchmarks.comparison import BUILD

RECORDS = 40_000
_FIRST_DAY = date(2016, 3, 1)
_DAYS = 3650
_SAMPLES = 730
_RESULTS_PER_SAMPLE = 30
_GIVEN = 14_000
_SEED = 11
PASSPHRASE = "ten years"  # noqa: S105  # it protects nothing


HEAVY, EMPTY, ENCRYPTED = (BUILD / f"{name}.hoofbeat" for name in ("heavy", "empty", "encrypted"))


def heavy_journal() -> Path:
    """Return the journal, built if it is not there for this schema."""
    return kept(HEAVY, _build_heavy)


def empty_journal() -> Path:
    """Return a journal without records."""
    return kept(EMPTY, _build_empty)


def encrypted_journal() -> Path:
    """Return the journal of the heavy user under PASSPHRASE."""
    return kept(ENCRYPTED, _build_encrypted)


def copy_of(journal: Path) -> Path:
    """Return a copy to write to, in place of the one before."""
    copy = journal.with_name(f"copy of {journal.name}")
    shutil.copyfile(journal, copy)
    return copy


def kept(path: Path, build: Callable[[Path], None], *, by: Path = Path(__file__)) -> Path:
    """Return a journal that is built once for each schema, and for each state of the module that builds it."""
    from hoofbeat.store.tables import metadata

    schema = repr([(table.name, table.columns.keys()) for table in metadata.sorted_tables])
    digest = hashlib.sha256(schema.encode() + by.read_bytes()).hexdigest()
    note = path.with_suffix(".digest")
    if not path.exists() or not note.exists() or note.read_text() != digest:
        path.parent.mkdir(parents=True, exist_ok=True)
        unfinished = path.with_suffix(".unfinished")
        build(unfinished)
        unfinished.replace(path)
        note.write_text(digest)
    return path


def _build_empty(path: Path) -> None:
    from hoofbeat.store.journal import create_journal

    create_journal(path, may_replace=True).close()


def _build_heavy(path: Path) -> None:
    from hoofbeat.store import connection
    from hoofbeat.store.journal import create_journal

    # Thousands of changes: waiting for the disk at each would take a minute, and a journal that is lost is built again.
    kept = [each for each in connection._PRAGMAS if "synchronous" not in each]
    connection._PRAGMAS = (*kept, "synchronous=OFF")  # type: ignore[assignment]  # as many as before, in another order
    with create_journal(path, may_replace=True) as journal:
        _fill(journal)


def _build_encrypted(path: Path) -> None:
    from hoofbeat.store.passphrase import change_passphrase

    shutil.copyfile(heavy_journal(), path)
    change_passphrase(path, current=None, new=PASSPHRASE)


def _fill(journal: Any) -> None:
    from hoofbeat.domain.changes import Act, Description

    chance = random.Random(_SEED)  # noqa: S311  # made-up values
    total = 0
    for group in _groups(chance):
        total += len(group)
        with journal.change(author="Maria") as work:
            work.add(*group)
            work.commit(Description(Act.IMPORT, subject="report.json", count=len(group)))
    assert total == RECORDS, total


def _groups(chance: random.Random) -> Iterator[list[Any]]:
    """Yield what was added together: the people and medicines, each sample with its results, visits, doses given by the week."""
    from hoofbeat.domain.records import Kind

    yield [
        new(Kind.PEOPLE, "person", name="Maria Gomez"),
        *(new(Kind.LABORATORIES, f"laboratory {number}", name=f"Laboratory {number}") for number in range(4)),
        *(new(Kind.MEDICINES, f"medicine {number}", name=f"Medicine {number}") for number in range(40)),
    ]
    for number in range(_SAMPLES):
        yield list(_sample(number, chance))
    given = [_given(number, chance) for number in range(_GIVEN)]
    for start in range(0, _GIVEN, 20):
        yield given[start : start + 20]
    rest = RECORDS - 45 - _SAMPLES * (1 + _RESULTS_PER_SAMPLE) - _GIVEN
    for number in range(0, rest, 4):
        yield list(_visit(number, min(4, rest - number)))


def new(kind: Any, record_id: str, **values: Any) -> Any:
    """Return a record of a kind."""
    from hoofbeat.domain.records import RECORD_TYPES

    record_type: Any = RECORD_TYPES[kind]
    return record_type(id=record_id, **values)


def _day(number: int, count: int) -> str:
    return str(_FIRST_DAY + timedelta(days=number * _DAYS // count))


def _sample(number: int, chance: random.Random) -> Iterator[Any]:
    from hoofbeat.domain.records import Kind
    from hoofbeat.domain.values import PartialDate

    taken_on = PartialDate.parse(_day(number, _SAMPLES))
    yield new(
        Kind.SAMPLES, f"sample {number}", taken_on=taken_on, laboratory=f"laboratory {number % 4}", specimen="serum"
    )
    for test in range(_RESULTS_PER_SAMPLE):
        value = Decimal(chance.randrange(1, 9999)) / 10
        yield new(
            Kind.RESULTS,
            f"result {number} {test}",
            sample=f"sample {number}",
            catalogue_test=f"test-{test}",
            value_text=str(value),
            value=value,
            unit="ng/mL",
            range_low=Decimal(0),
            range_high=Decimal(93),
            range_text="0 - 93",
            source=f"report-{number}.json",
            source_id=f"observation-{number}-{test}",
        )


def _given(number: int, chance: random.Random) -> Any:
    from hoofbeat.domain.records import Kind
    from hoofbeat.domain.values import WallTime

    moment = WallTime.parse(f"{_day(number, _GIVEN)} {chance.randrange(6, 22):02d}:00")
    medicine = f"medicine {number % 40}"
    return new(Kind.GIVEN, f"given {number}", medication=medicine, given_at=moment, amount=Decimal(120), unit="mg")


def _visit(number: int, size: int) -> Iterator[Any]:
    from hoofbeat.domain.records import Kind
    from hoofbeat.domain.values import WallTime

    starts_at = WallTime.parse(f"{_day(number, 4000)} 10:30")
    yield new(Kind.APPOINTMENTS, f"visit {number}", starts_at=starts_at, with_whom="Dr. O'Neil", place="Clinic")
    for rank in range(1, size):
        asked = f"What about {number} and {rank}?"
        yield new(Kind.QUESTIONS, f"question {number} {rank}", text=asked, rank=rank, appointment=f"visit {number}")


if __name__ == "__main__":
    for ready in (empty_journal(), heavy_journal(), encrypted_journal()):
        print(ready)

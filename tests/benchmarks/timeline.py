"""The history, Home and what is new since the last visit, of 40,000 entries beside 400: neither may feel its length."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import UTC, date, datetime, timedelta
from functools import partial
from pathlib import Path
from typing import Any

from tests.benchmarks.comparison import BUILD, Comparison, times
from tests.benchmarks.heavy_journal import kept

_FIRST_DAY, _LAST_DAY = date(2006, 3, 1), date(2026, 2, 28)
TODAY = _LAST_DAY
_TURNS = 15
_MANY, _FEW_ENTRIES = 40_000, 400
_PERIOD = timedelta(days=60)
"""A stretch in which the long journal and that of its newest entries hold the same."""
_OF = {"given": 20, "visit": 8, "sample": 6, "note": 6}
"""Of 40 entries, so many of each kind."""


def journal_of(entries: int) -> Path:
    """Return a journal with so many entries of twenty years, built if it is not there."""
    return kept(BUILD / f"history-{entries}.hoofbeat", partial(_build, entries), by=Path(__file__))


def newest_of_many() -> Path:
    """Return a journal with only the newest entries of the long one: its last weeks are the same, and nothing lies before."""
    return kept(BUILD / "history-newest.hoofbeat", partial(_build, _MANY, newest=_FEW_ENTRIES), by=Path(__file__))


def _build(entries: int, path: Path, *, newest: int | None = None) -> None:
    from hoofbeat.domain.changes import Act, Description
    from hoofbeat.store.journal import create_journal

    # As if it had grown over the years: what was added lately would count as new.
    with create_journal(path, may_replace=True, clock=lambda: datetime(2006, 3, 1, tzinfo=UTC)) as journal:
        made = list(_records(entries, newest or entries))
        for start in range(0, len(made), 1000):
            with journal.change() as work:
                work.add(*made[start : start + 1000])
                work.commit(Description(Act.IMPORT, subject="made up", count=1000))


def _records(entries: int, newest: int) -> Iterator[Any]:
    from hoofbeat.domain.records import Kind
    from tests.benchmarks.heavy_journal import new

    yield new(Kind.PEOPLE, "person", name="Maria Gomez")
    yield from (new(Kind.MEDICINES, f"medicine {number}", name=f"Medicine {number}") for number in range(10))
    for kind, share in _OF.items():
        count = entries * share // 40
        for number in range(count - newest * share // 40, count):
            yield from _entry(kind, number, _day(number, count))


def _day(number: int, count: int) -> date:
    return _FIRST_DAY + timedelta(days=number * (_LAST_DAY - _FIRST_DAY).days // count)


def _entry(kind: str, number: int, on: date) -> Iterator[Any]:
    from hoofbeat.domain.records import Kind
    from hoofbeat.domain.values import PartialDate, WallTime
    from tests.benchmarks.heavy_journal import new

    known, moment = PartialDate.of(on), WallTime.parse(f"{on} 10:30")
    if kind == "given":
        yield new(Kind.GIVEN, f"given {number}", medication=f"medicine {number % 10}", given_at=moment)
    elif kind == "visit":
        yield new(Kind.APPOINTMENTS, f"visit {number}", starts_at=moment, with_whom="Dr Lee")
    elif kind == "note":
        yield new(Kind.NOTES, f"note {number}", text="Dizzy after lunch", on=known)
    else:
        yield new(Kind.SAMPLES, f"sample {number}", taken_on=known, specimen="serum")
        yield new(Kind.RESULTS, f"result {number}", sample=f"sample {number}", catalogue_test="gastrin", value_text="9")


def _measured(entries: int, act: Callable[[Any, int], object]) -> float:
    return _measured_in(journal_of(entries), act)


def _measured_in(path: Path, act: Callable[[Any, int], object]) -> float:
    from hoofbeat.store.journal import open_journal

    with open_journal(path, is_read_only=True) as journal:
        return times(lambda number: act(journal, number), _TURNS)


def _catalogue() -> Any:
    raise AssertionError("no name of a test is needed here")


def _first_screen(journal: Any, _number: int) -> None:
    from hoofbeat.services import timeline

    assert timeline.page(journal, wanted=timeline.TimelineFilter(), catalogue=_catalogue).entries


def _jump(journal: Any, number: int) -> None:
    from hoofbeat.domain.values import PartialDate
    from hoofbeat.services import timeline

    year = PartialDate(2007 + number % 19)
    assert timeline.page(
        journal, wanted=timeline.TimelineFilter(), until=timeline.end_key(year), catalogue=_catalogue
    ).entries


def _home(journal: Any, _number: int) -> None:
    from hoofbeat.services.home import home

    home(journal, today=TODAY, catalogue=_catalogue)


def _since(journal: Any, _number: int) -> None:
    from hoofbeat.services.since_last_visit import since_last_visit

    news = since_last_visit(journal, today=TODAY)
    assert news is not None
    assert news.last_visit is not None


def _since_a_day(journal: Any, _number: int) -> None:
    from hoofbeat.services.since_last_visit import since_last_visit

    news = since_last_visit(journal, today=TODAY, start=TODAY - _PERIOD)
    assert news is not None
    assert news.new_results > 40


def since_a_day_of_many() -> float:
    return _measured(_MANY, _since_a_day)


def since_a_day_of_newest() -> float:
    return _measured_in(newest_of_many(), _since_a_day)


def since_of_many() -> float:
    return _measured(_MANY, _since)


def since_of_few() -> float:
    return _measured(_FEW_ENTRIES, _since)


def first_screen_of_many() -> float:
    return _measured(_MANY, _first_screen)


def first_screen_of_few() -> float:
    return _measured(_FEW_ENTRIES, _first_screen)


def jump_in_many() -> float:
    return _measured(_MANY, _jump)


def jump_in_few() -> float:
    return _measured(_FEW_ENTRIES, _jump)


def home_of_many() -> float:
    return _measured(_MANY, _home)


def home_of_few() -> float:
    return _measured(_FEW_ENTRIES, _home)


_FEW = "of 400"
COMPARISONS = (
    Comparison(
        "first screen of a history of 40,000 entries", first_screen_of_many, first_screen_of_few, _FEW, wanted=2
    ),
    Comparison("jump to a year in a history of 40,000 entries", jump_in_many, jump_in_few, _FEW, wanted=2),
    Comparison("news since the last visit in a history of 40,000 entries", since_of_many, since_of_few, _FEW, wanted=2),
    Comparison(
        "news of the last 60 days in a history of 40,000 entries",
        since_a_day_of_many,
        since_a_day_of_newest,
        "of the newest 400 alone",
        wanted=2,
    ),
    Comparison("Home of a history of 40,000 entries", home_of_many, home_of_few, _FEW, wanted=2),
)

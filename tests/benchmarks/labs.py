"""Lab results by the tens of thousands: the list of tests, its filter and one test's page with 40,000 results beside 400.

Reading is also held against a raw query of the same rows.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from decimal import Decimal
from functools import partial
from pathlib import Path
from typing import Any

from tests.benchmarks.comparison import BUILD, Comparison, times
from tests.benchmarks.heavy_journal import kept
from tests.benchmarks.store import bare_connection, lab_catalogue

MANY, FEW = 40_000, 400
_TESTS = 40
_FIRST_DAY = date(2006, 3, 1)
_DAYS = 7_300
_LOOKED_AT = "chromogranin_a"
_TESTS_BARE = """
    SELECT results.*, samples.* FROM results JOIN samples ON samples.id = results.sample
    WHERE results.catalogue_test = ? ORDER BY samples.taken_on DESC
"""
_LISTED_BARE = """
    SELECT catalogue_test, count(*), max(taken_on) FROM results JOIN samples ON samples.id = results.sample GROUP BY 1
"""


def results_journal(count: int) -> Path:
    """Return a journal with so many results of 40 tests, built if it is not there."""
    return kept(BUILD / f"results-{count}.hoofbeat", partial(_build, count))


def _build(count: int, path: Path) -> None:
    from hoofbeat.domain.changes import Act, Description
    from hoofbeat.store.journal import create_journal

    with create_journal(path, may_replace=True) as journal, journal.change(author="Maria") as work:
        work.add(*_records(count))
        work.commit(Description(Act.IMPORT, subject="report.json", count=count))


def _records(count: int) -> Iterator[Any]:
    from hoofbeat.domain.records import Laboratory, LaboratoryId, Result, ResultId, Sample, SampleId
    from hoofbeat.domain.values import PartialDate

    tests = [test.id for test in lab_catalogue().tests][:_TESTS]
    yield from (Laboratory(id=LaboratoryId(f"laboratory {n}"), name=f"Laboratory {n}") for n in range(4))
    samples = count // _TESTS
    for n in range(samples):
        day = PartialDate.of(_FIRST_DAY + timedelta(days=n * _DAYS // samples))
        laboratory = LaboratoryId(f"laboratory {n % 4}")
        yield Sample(id=SampleId(f"sample {n}"), taken_on=day, laboratory=laboratory, specimen="serum")
        for place, test in enumerate(tests):
            value = Decimal((n * 37 + place * 11) % 900 + 1)
            yield Result(
                id=ResultId(f"result {n} {place}"),
                sample=SampleId(f"sample {n}"),
                catalogue_test=test,
                value_text=str(value),
                value=value,
                unit="ng/mL",
                range_low=Decimal(0),
                range_high=Decimal(93),
                range_text="0 - 93",
                note="told on the phone" if n % 50 == 0 and place == 0 else "",
            )


def _list(count: int) -> float:
    from hoofbeat.services.labs import overview
    from hoofbeat.store.journal import open_journal

    with open_journal(results_journal(count), is_read_only=True) as journal:
        return times(lambda _: overview.list_tests(journal, catalogue=lab_catalogue()), 15)


def list_many() -> float:
    return _list(MANY)


def list_few() -> float:
    return _list(FEW)


def list_bare() -> float:
    bare = bare_connection(results_journal(MANY))
    return times(lambda _: bare.execute(_LISTED_BARE).fetchall(), 15)


def _filter(count: int) -> float:
    from hoofbeat.services.labs.search import TestSearch
    from hoofbeat.store.journal import open_journal

    words = ("glucose", "laboratory 2", "phone", "cga", "xyzzy")
    with open_journal(results_journal(count), is_read_only=True) as journal:
        search = TestSearch(lab_catalogue())
        return times(lambda number: search.find(journal, words[number % len(words)]), 15)


def filter_many() -> float:
    return _filter(MANY)


def filter_few() -> float:
    return _filter(FEW)


def _one_test(count: int) -> float:
    from hoofbeat.services.labs import one_test
    from hoofbeat.store.journal import open_journal

    with open_journal(results_journal(count), is_read_only=True) as journal:
        return times(lambda _: one_test.one_test(journal, test=_LOOKED_AT, catalogue=lab_catalogue()), 15)


def one_test_many() -> float:
    return _one_test(MANY)


def one_test_few() -> float:
    return _one_test(FEW)


def one_test_bare() -> float:
    bare = bare_connection(results_journal(MANY))
    return times(lambda _: bare.execute(_TESTS_BARE, (_LOOKED_AT,)).fetchall(), 15)


def _page(count: int) -> float:
    """Open one test in a window, until it is painted; the window is open already."""
    import shutil

    from tests.screenshots.__main__ import Look, settle, wait_for, window_on

    with window_on("none", Look("light", 100, (1100, 760))) as controller:
        shutil.copyfile(results_journal(count), controller.session.path)
        opened: list[object] = []
        controller.session.opened.connect(opened.append)
        controller.session.begin()
        wait_for(lambda: bool(opened))
        controller.window.show_page("results")
        settle(controller.tasks)
        page = controller.window.page

        def act(_number: int) -> None:
            page.open_test(_LOOKED_AT)
            wait_for(lambda: page.inner is not None)
            page.inner.grab()

        taken = []
        for _ in range(9):
            page.on_back()
            settle(controller.tasks)
            taken.append(times(act, 1, warm=0))
        return sorted(taken)[len(taken) // 2]


def page_many() -> float:
    return _page(MANY)


def page_few() -> float:
    return _page(FEW)


COMPARISONS = (
    Comparison("list the tests of 40,000 results", list_many, list_few, "of 400", wanted=2, rounds=3),
    Comparison("the same beside a raw query", list_many, list_bare, "one SELECT", rounds=3),
    Comparison("filter the tests of 40,000 results", filter_many, filter_few, "of 400", wanted=2, rounds=3),
    Comparison("read one test of 40,000 results", one_test_many, one_test_few, "of 400", wanted=2, rounds=3),
    Comparison("open one test's page of 40,000 results", page_many, page_few, "of 400", wanted=2, rounds=3),
    Comparison("read one test's 1,000 results", one_test_many, one_test_bare, "one SELECT", rounds=3),
)

"""The store against a bare writer and reader of SQLite, with the same file and the same pragmas."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from tests.benchmarks.comparison import PROJECT, Comparison, times
from tests.benchmarks.heavy_journal import PASSPHRASE, copy_of, empty_journal, encrypted_journal, heavy_journal

_LISTED = """
    SELECT results.*, samples.* FROM samples CROSS JOIN results INDEXED BY ix_results_sample ON samples.id = results.sample
    WHERE results.state = 'received' ORDER BY samples.taken_on DESC, samples.taken_at DESC, samples.id LIMIT 200
"""


def bare_connection(path: Path) -> Any:
    import sqlite3

    from hoofbeat.store import connection

    bare = sqlite3.connect(path, isolation_level=None)
    for pragma in connection._PRAGMAS:
        bare.execute(f"PRAGMA {pragma}")
    return bare


def lab_catalogue() -> Any:
    from hoofbeat.reference.catalogue import load_catalogue

    return load_catalogue(PROJECT / "resources" / "catalogue" / "lab_tests.json")


def add_one() -> float:
    from hoofbeat.services import records
    from hoofbeat.store.journal import open_journal
    from tests.store.filled import question

    with open_journal(copy_of(heavy_journal())) as journal:
        return times(lambda number: records.add(journal, record=question(f"n{number}", "What next?")), 25)


def add_one_bare() -> float:
    from hoofbeat.store.repositories import to_row
    from tests.store.filled import question

    bare = bare_connection(copy_of(heavy_journal()))

    def add(number: int) -> None:
        row = to_row(question(f"n{number}", "What next?"))
        bare.execute("BEGIN IMMEDIATE")
        columns, gaps = ", ".join(row), ", ".join("?" * len(row))
        bare.execute(f"INSERT INTO questions ({columns}) VALUES ({gaps})", list(row.values()))  # noqa: S608  # our own
        bare.execute("COMMIT")

    return times(add, 25)


def list_newest() -> float:
    from hoofbeat.services.labs import overview
    from hoofbeat.store.journal import open_journal

    catalogue = lab_catalogue()
    with open_journal(heavy_journal(), is_read_only=True) as journal:
        return times(lambda _: overview.newest_results(journal, catalogue=catalogue, limit=200), 15)


def list_newest_bare() -> float:
    bare = bare_connection(heavy_journal())
    return times(lambda _: bare.execute(_LISTED).fetchall(), 15)


def _open_and_list(path: Path, passphrase: str | None = None) -> float:
    from hoofbeat.services.labs import overview
    from hoofbeat.store.journal import open_journal

    catalogue = lab_catalogue()

    def act(_number: int) -> None:
        with open_journal(path, passphrase=passphrase) as journal:
            overview.newest_results(journal, catalogue=catalogue, limit=50)

    return times(act, 9, warm=1)


def open_heavy() -> float:
    return _open_and_list(copy_of(heavy_journal()))


def open_empty() -> float:
    return _open_and_list(copy_of(empty_journal()))


def open_encrypted() -> float:
    return _open_and_list(copy_of(encrypted_journal()), PASSPHRASE)


def _home(path: Path) -> float:
    from datetime import date

    from hoofbeat.services.home import home
    from hoofbeat.store.journal import open_journal

    today = date(2026, 2, 1)
    with open_journal(path, is_read_only=True) as journal:
        return times(lambda _: home(journal, today=today, catalogue=lab_catalogue), 15)


def home_heavy() -> float:
    return _home(heavy_journal())


def home_empty() -> float:
    return _home(empty_journal())


def check_through() -> float:
    from hoofbeat.store.journal import open_journal

    with open_journal(copy_of(heavy_journal())) as journal:
        return times(lambda _: journal.check_through(), 5, warm=1)


def hash_seal() -> float:
    from hoofbeat.store.seal import seal_of

    path = heavy_journal()
    return times(lambda _: seal_of(path), 9)


def back_up() -> float:
    from hoofbeat.store.journal import open_journal

    path = copy_of(heavy_journal())
    with open_journal(path) as journal:
        return times(lambda _: journal.copy_to(path.with_name("taken along.hoofbeat"), may_replace=True), 5)


def back_up_bare() -> float:
    import sqlite3

    path = copy_of(heavy_journal())
    bare = bare_connection(path)

    def act(_number: int) -> None:
        target = sqlite3.connect(path.with_name("bare copy.hoofbeat"))
        bare.backup(target)
        target.close()

    return times(act, 5)


COMPARISONS = (
    Comparison("add one record to 40,000", add_one, add_one_bare, "one INSERT with the same pragmas"),
    Comparison("list the 200 newest results of 40,000 records", list_newest, list_newest_bare, "one SELECT"),
    Comparison("open 40,000 records and read the first page", open_heavy, open_empty, "an empty journal", wanted=2),
    Comparison("read Home of 40,000 records", home_heavy, home_empty, "of an empty journal", wanted=2),
    Comparison("the same, under a passphrase", open_encrypted, open_heavy, "without one", rounds=3),
    Comparison("compare a journal of 40,000 records with its seal", hash_seal),
    Comparison("check a journal of 40,000 records through", check_through, rounds=3),
    Comparison("copy 40,000 records and read the copy back", back_up, back_up_bare, "an unverified copy", rounds=3),
)

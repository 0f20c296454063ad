"""The names that a laboratory or a test of one's own goes by, and which test one that was merged into another means."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import lru_cache
from typing import TypeVar, cast

from hoofbeat.domain.catalogue import Catalogue
from hoofbeat.domain.records import Laboratory, OwnTest

Named = TypeVar("Named", bound=Laboratory | OwnTest)


@lru_cache(maxsize=4096)
def folded(words: str) -> str:
    """Return words as they are compared: without regard to case and spacing."""
    return " ".join(words.split()).casefold()


def other_names_of(record: Laboratory | OwnTest) -> tuple[str, ...]:
    """Return the other names, one from each line."""
    return tuple(line.strip() for line in record.other_names.splitlines() if line.strip())


def names_of(record: Laboratory | OwnTest) -> tuple[str, ...]:
    """Return the name and the other names."""
    return (record.name, *other_names_of(record))


def with_names(record: Named, names: Iterable[str]) -> Named:
    """Return the record with more names that it goes by; a name that it has already is not written twice."""
    known = {folded(name) for name in names_of(record)}
    added: dict[str, str] = {}
    for name in names:
        if folded(name) and folded(name) not in known:
            added.setdefault(folded(name), name.strip())
    if not added:
        return record
    return cast("Named", record.replaced(other_names="\n".join([*other_names_of(record), *added.values()])))


def meant_test(test: OwnTest, own_tests: Mapping[str, OwnTest], catalogue: Catalogue) -> str:
    """Return the id of the test that an own test stands for: itself, or what it was merged into, of one's own or the catalogue's.

    What points to a test that is there no more stands for itself.
    """
    passed = {str(test.id)}
    while test.same_as and test.same_as not in passed:
        if catalogue.find(test.same_as) is not None:
            return test.same_as
        following = own_tests.get(test.same_as)
        if following is None:
            break
        passed.add(test.same_as)
        test = following
    return str(test.id)


def names_by_test(own_tests: Mapping[str, OwnTest], catalogue: Catalogue) -> dict[str, list[str]]:
    """Return, for each test that one's own names lead to, the other names that lead there, by its id; each own test is among them."""
    names: dict[str, list[str]] = {}
    for test in own_tests.values():
        meant = meant_test(test, own_tests, catalogue)
        others = other_names_of(test) if meant == test.id else names_of(test)
        known = names.setdefault(meant, [])
        known += [name for name in others if name not in known]
    return names


def name_of_test(test: str, own_tests: Mapping[str, OwnTest], catalogue: Catalogue) -> str:
    """Return the name of a test by its id: the catalogue's, else that of one's own test, else the id itself."""
    known = catalogue.find(test)
    if known is not None:
        return known.name
    return own_tests[test].name if test in own_tests else test

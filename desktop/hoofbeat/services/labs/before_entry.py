"""What helps while a result is typed: the tests to choose from, and what is known of one before its new result is entered."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from hoofbeat.domain.catalogue import Catalogue
from hoofbeat.domain.names import name_of_test, names_by_test
from hoofbeat.domain.records import OwnTest, Progress
from hoofbeat.services.entry import find_test
from hoofbeat.services.lines import ResultLine, result_lines
from hoofbeat.store import results
from hoofbeat.store.journal import Journal
from hoofbeat.store.repositories import Repository


@dataclass(frozen=True, slots=True)
class OfferedTest:
    """A test to choose while typing: its name, and the other names it goes by."""

    name: str
    synonyms: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class BeforeEntry:
    """What is known of a test when a new result of it is entered: the newest result of each laboratory, newest first.

    `name` is that of the catalogue or of one's own test, "" when the test is new; `units` are the ways to write its unit.
    """

    name: str
    newest: Sequence[ResultLine] = ()
    units: Sequence[str] = ()


def list_offered_tests(journal: Journal, *, catalogue: Catalogue) -> Sequence[OfferedTest]:
    """Return the tests to choose from: those with results first, the newest first, then one's own, then the catalogue's."""
    with journal.reading_connection() as connection:
        counts = results.count_by_test(connection)
        counted = [each.test for each in counts]
        newest = results.newest_of_each_test(connection, counts)
        used = [*(each.catalogue_test or str(each.own_test or "") for each in newest), *counted]
        own = {str(each.id): each for each in Repository(connection).list(OwnTest)}
    names = names_by_test(own, catalogue)
    known = {test.id: OfferedTest(test.name, (*test.aka, *names.get(test.id, ()))) for test in catalogue.tests}
    known |= {each: OfferedTest(own[each].name, tuple(names[each])) for each in names if each in own}
    return [known[each] for each in dict.fromkeys([*used, *own, *known]) if each in known]


def before_entry(journal: Journal, *, name: str, catalogue: Catalogue) -> BeforeEntry:
    """Return what is known of the test of this name or synonym before a result of it is entered."""
    with journal.reading_connection() as connection:
        stored = Repository(connection)
        test = find_test(stored, name, catalogue)
        if not test:
            return BeforeEntry("")
        found = results.newest_results(connection, test=test, state=Progress.RECEIVED)
        newest: dict[str | None, ResultLine] = {}
        for line in result_lines(stored, found, catalogue):
            newest.setdefault(line.sample.laboratory, line)
        own = stored.get_many(OwnTest, [test])
    in_catalogue = catalogue.find(test)
    spelled = [line.result.unit for line in newest.values()]
    spelled += [form.display for form in in_catalogue.units] if in_catalogue else []
    return BeforeEntry(
        name_of_test(test, own, catalogue), list(newest.values()), [*dict.fromkeys(filter(None, spelled))]
    )

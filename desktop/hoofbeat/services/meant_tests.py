"""Which test each result of a file is of: one of the catalogue, one of the journal's own, or a new one under the sender's name."""

from __future__ import annotations

import uuid
from collections.abc import Sequence

from hoofbeat.domain import matching
from hoofbeat.domain.catalogue import Catalogue, LabTest
from hoofbeat.domain.names import meant_test
from hoofbeat.domain.received_tests import catalogue_test_of
from hoofbeat.domain.records import OwnTest, OwnTestId, Result, Sample


class MeantTests:
    """The tests that the results of one file are of; `along` are those of one's own that they need and the journal lacks."""

    def __init__(self, catalogue: Catalogue) -> None:
        self.along: list[OwnTest] = []
        self._catalogue = catalogue
        # What the catalogue answered: a file asks the same for every value of a test.
        self._answered: dict[tuple[str, ...], LabTest | None] = {}
        self._own_tests = matching.known_own_tests()
        self._own_tests_by_id: dict[str, OwnTest] = {}
        self._stands_for: dict[str, str] = {}

    def know(self, own_tests: Sequence[OwnTest]) -> None:
        """Take note of tests of the journal's own."""
        self._own_tests_by_id |= {str(each.id): each for each in own_tests}
        self._stands_for |= {
            each: meant_test(test, self._own_tests_by_id, self._catalogue)
            for each, test in self._own_tests_by_id.items()
            if test.same_as
        }
        for test in own_tests:
            self._own_tests.add(test)

    def stands_for(self, own_test: str) -> str:
        """Return the id of the test that a test of one's own was merged into, "" where it was not."""
        return self._stands_for.get(own_test, "")

    def with_its_test(self, result: Result, sample: Sample) -> Result:
        """Return a result with the test that it is of, and with its minute where the code says one."""
        asked = (result.code_system, result.code, result.code_display, sample.specimen)
        if asked not in self._answered:
            self._answered[asked] = catalogue_test_of(result, sample, self._catalogue)
        test = self._answered[asked]
        if test is not None and not self._is_kept_apart(result, test):
            term = test.find_term(result.code)
            minute = result.minute if term is None or term.minute is None else term.minute
            return result.replaced(catalogue_test=test.id, minute=minute)
        meant = self._own_test(result)
        if self._catalogue.find(meant) is not None:
            return result.replaced(catalogue_test=meant)
        return result.replaced(own_test=OwnTestId(meant))

    def _is_kept_apart(self, result: Result, test: LabTest) -> bool:
        """Tell whether the journal has the very name of a result as a test of one's own, while the catalogue's is only like it."""
        is_certain = (
            test.find_term(result.code) is not None or self._catalogue.find_by_name(result.code_display) is test
        )
        return not is_certain and self._own_tests.find(_as_own_test(result)) is not None

    def _own_test(self, result: Result) -> str:
        """Return the id of one's own test that a result is of, or of the test that this one was merged into."""
        wanted = _as_own_test(result)
        known = self._own_tests.find(wanted)
        if known is None:
            self._own_tests.add(wanted)
            self.along.append(wanted)
            return wanted.id
        return meant_test(known, self._own_tests_by_id, self._catalogue)


def _as_own_test(result: Result) -> OwnTest:
    """Return the test of one's own that a result is of where the catalogue has none."""
    return OwnTest(
        id=OwnTestId(str(uuid.uuid4())),
        name=result.code_display or result.code,
        code=result.code,
        code_system=result.code_system,
        source=result.source,
    )

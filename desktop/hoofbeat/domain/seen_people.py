"""Whether the people that a file names are the person of the journal."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from hoofbeat.domain.imports import PersonDifference, SeenPerson
from hoofbeat.domain.names import folded
from hoofbeat.domain.records import Person


def differences(seen: Iterable[SeenPerson], people: Sequence[Person]) -> tuple[PersonDifference, ...]:
    """Return the people of a file who are not, by name or birth date, the person of the journal."""
    if not people:
        return ()
    own = people[0]
    found = [PersonDifference(each, _has_other_name(each, own), _has_other_birth(each, own)) for each in seen]
    return tuple(each for each in found if each.has_other_name or each.has_other_birth_date)


def _has_other_name(seen: SeenPerson, own: Person) -> bool:
    """Tell whether two names differ, a second given name, the order and the case set aside."""
    one, other = (set(folded(name).replace(",", " ").replace(".", " ").split()) for name in (seen.name, own.name))
    return bool(one and other) and not (one <= other or other <= one)


def _has_other_birth(seen: SeenPerson, own: Person) -> bool:
    if seen.born_on is None or own.born_on is None:
        return False
    return seen.born_on.last < own.born_on.first or own.born_on.last < seen.born_on.first

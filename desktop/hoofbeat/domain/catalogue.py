"""The catalogue of laboratory tests as frozen types, with the ways to find a test or a unit in it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from decimal import Decimal

_LOINC_SYSTEMS = frozenset({"loinc.org", "urn:oid:2.16.840.1.113883.6.1", "2.16.840.1.113883.6.1"})
_LOINC_NUMBER = re.compile(r"([0-9]{1,7})-([0-9])")
_AFTER_A_DOSE = re.compile(r"\^(\d+)M post ")


def is_loinc_system(system: str) -> bool:
    """Tell whether a code system, as senders write it, is LOINC."""
    plain = system.strip().casefold().removeprefix("https://").removeprefix("http://").removeprefix("www.")
    return plain.rstrip("/") in _LOINC_SYSTEMS


def is_loinc_number(code: str) -> bool:
    """Tell whether a code can be a LOINC number: digits, a hyphen and the digit that checks them.

    Senders put codes of their own under LOINC's name too. In the check, every other digit from the right counts twice.
    """
    found = _LOINC_NUMBER.fullmatch(code)
    if found is None:
        return False
    digits, check = found.groups()
    doubled = str(2 * int(digits[::-2][::-1]))
    total = sum(map(int, doubled)) + sum(map(int, digits[-2::-2]))
    return (10 - total % 10) % 10 == int(check)


@dataclass(frozen=True, slots=True)
class LoincTerm:
    """A LOINC number that stands for a test; `kind` is what it measures (mass, molar, count and so on)."""

    code: str
    name: str
    kind: str
    unit_example: str = ""
    verified: tuple[str, ...] = ()
    note: str = ""

    @property
    def minute(self) -> int | None:
        """Return the minute of a dynamic test that the term's name gives ("^15M post …"), if it gives one."""
        found = _AFTER_A_DOSE.search(self.name)
        return int(found[1]) if found else None


@dataclass(frozen=True, slots=True)
class UnitForm:
    """A unit: its UCUM code, how it is shown, and how senders write it. `seen` are the spellings met in real files."""

    ucum: str
    display: str
    aliases: tuple[str, ...] = ()
    seen: tuple[str, ...] = ()
    note: str = ""


@dataclass(frozen=True, slots=True)
class Conversion:
    """How a value in one unit becomes one in another: times `factor`, plus `offset`; or the reason why it must not.

    Without `is_allowed` the program shows both units apart and never computes one from the other.
    """

    from_unit: str
    to_unit: str
    is_allowed: bool
    kind: str = ""
    factor: Decimal | None = None
    offset: Decimal = Decimal(0)
    molecular_weight: Decimal | None = None
    reason: str = ""
    note: str = ""


@dataclass(frozen=True, slots=True)
class Preparation:
    """What a source says about getting ready for a test; `source` is a key of the catalogue's preparation sources.

    `caution` stands beside the text wherever it is shown.
    """

    fasting_hours: int | None = None
    text: str = ""
    source: str = ""
    caution: str = ""


@dataclass(frozen=True, slots=True)
class LabTest:
    """One test: the names it goes by, its LOINC terms, units, conversions and notes. It holds no reference range.

    `members` are the tests of a panel; `named_in_sources` says what the sources mean where they name it otherwise.
    """

    id: str
    name: str
    aka: tuple[str, ...] = ()
    group: str = ""
    specimen: str = ""
    loinc: tuple[LoincTerm, ...] = ()
    units: tuple[UnitForm, ...] = ()
    preparation: Preparation = Preparation()
    conversions: tuple[Conversion, ...] = ()
    notes: tuple[str, ...] = ()
    is_in_sources: bool = False
    source_ids: tuple[str, ...] = ()
    members: tuple[str, ...] = ()
    named_in_sources: str = ""

    def find_term(self, code: str) -> LoincTerm | None:
        """Return this test's LOINC term of a number, or None."""
        return next((term for term in self.loinc if term.code == code), None)


@dataclass(frozen=True, slots=True)
class Catalogue:
    """All tests, the units with their spellings, and what the catalogue says about itself."""

    tests: tuple[LabTest, ...] = ()
    units: tuple[UnitForm, ...] = ()
    title: str = ""
    rules: tuple[str, ...] = ()
    loinc_notice: str = ""
    preparation_sources: Mapping[str, str] = field(default_factory=dict)
    verification_sources: Mapping[str, str] = field(default_factory=dict)
    molecular_weight_sources: str = ""
    _by_id: Mapping[str, LabTest] = field(init=False, repr=False, compare=False)
    _by_loinc: Mapping[str, LabTest] = field(init=False, repr=False, compare=False)
    _by_name: Mapping[str, LabTest] = field(init=False, repr=False, compare=False)
    _by_unit: Mapping[str, UnitForm] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        tables: dict[str, Mapping[str, object]] = {
            "_by_id": {test.id: test for test in self.tests},
            "_by_loinc": {term.code: test for test in self.tests for term in test.loinc},
            "_by_name": {_folded(name): test for test in self.tests for name in (test.name, *test.aka)},
            "_by_unit": {
                spelling: unit for unit in self.units for spelling in (*unit.aliases, unit.display, unit.ucum)
            },
        }
        for name, table in tables.items():
            object.__setattr__(self, name, table)

    @property
    def loinc_codes(self) -> Iterable[str]:
        """All LOINC numbers that stand for a test of the catalogue."""
        return self._by_loinc.keys()

    def get(self, test_id: str) -> LabTest:
        """Return the test with this id; KeyError when there is none."""
        return self._by_id[test_id]

    def find(self, test_id: str) -> LabTest | None:
        """Return the test with this id, or None."""
        return self._by_id.get(test_id)

    def find_by_loinc(self, code: str) -> LabTest | None:
        """Return the test that a LOINC number stands for, or None."""
        return self._by_loinc.get(code.strip())

    def find_by_name(self, name: str) -> LabTest | None:
        """Return the test of this name or synonym, whatever its case and spacing, or None."""
        return self._by_name.get(_folded(name))

    def find_unit(self, text: str) -> UnitForm | None:
        """Return the unit that a spelling stands for, or None. Case counts: it tells m from M."""
        return self._by_unit.get(text.strip())


def _folded(name: str) -> str:
    return " ".join(name.split()).casefold()

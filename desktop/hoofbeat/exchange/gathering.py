"""What is gathered while a file is read, whatever its format: people, findings, and what is not taken with its reason."""

from __future__ import annotations

import os
import time
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from typing import Final

from hoofbeat.domain.imports import Finding, ImportedFile, NotTaken, Reason, SeenPerson
from hoofbeat.domain.records import Laboratory, LaboratoryId, Record
from hoofbeat.exchange.refusal import RefusedError

Found = Callable[[Sequence[Finding]], None]
_TOLD_AT_ONCE: Final = 1_000
LONG_TEXT: Final = "long text"
"""The remark on a result whose value is a text of many lines, which stands in its note."""
MOST_FINDINGS: Final = 80_000
"""Records of one file: more than twice those of the longest life, and what a process may hold in its memory."""
_LONGEST_VALUE: Final = 200
_VARIANTS: Final = {digit: "89ab"[number % 4] for number, digit in enumerate("0123456789abcdef")}
"""What the one digit of a UUID may be that names its variant, two bits of it by chance."""


_new_ids: Final[list[str]] = []
_IDS_AT_ONCE: Final = 256


def new_id() -> str:
    """Return the id of a new record: a UUID of version 7 (RFC 9562), the moment and then chance.

    Ten thousands of records whose ids ascend are inserted in three quarters of the time of those in random order.
    """
    try:
        return _new_ids.pop()
    except IndexError:
        first, *others = _ascending_ids()
        _new_ids.extend(reversed(others))
        return first


def _ascending_ids() -> list[str]:
    moment = f"{time.time_ns() // 1_000_000:012x}"
    chance = os.urandom(10 * _IDS_AT_ONCE).hex()
    return sorted(
        f"{moment[:8]}-{moment[8:]}-7{chance[at : at + 3]}"
        f"-{_VARIANTS[chance[at + 3]]}{chance[at + 4 : at + 7]}-{chance[at + 7 : at + 19]}"
        for at in range(0, 20 * _IDS_AT_ONCE, 20)
    )


def joined(parts: Iterable[str], between: str = "; ") -> str:
    """Return the parts that are there, each once."""
    return between.join(dict.fromkeys(part for part in parts if part))


def first_words(text: str) -> str:
    """Return the beginning of a text that is too long for a line, with the sign that it goes on."""
    line = " ".join(text.split())
    return line if len(line) <= _LONGEST_VALUE else f"{line[:_LONGEST_VALUE].rsplit(' ', 1)[0]} …"


@dataclass
class Gathered:
    """The state of one reading. `file` is the name of the file, `loinc_codes` are the numbers that the catalogue knows."""

    file: str
    format: str
    loinc_codes: frozenset[str]
    not_taken: list[NotTaken] = field(default_factory=list)
    findings: list[Finding] = field(default_factory=list)
    tell: Found | None = None
    """Is given the findings while others are still sought, in parts and in their order; the last of them it is not given."""
    _told: int = 0
    _people: dict[str, int] = field(default_factory=dict)
    _seen: list[SeenPerson] = field(default_factory=list)
    _laboratories: dict[str, LaboratoryId] = field(default_factory=dict)

    @property
    def source(self) -> str:
        """Return the words that say where a record of this file comes from."""
        return f"imported from {self.file}"

    def take(self, record: Record, where: str, person: int | None, *remarks: str) -> None:
        """Keep a record. Raises RefusedError where there are more than any health record has."""
        if len(self.findings) >= MOST_FINDINGS:
            raise RefusedError(Reason("too many parts"))
        self.findings.append(Finding(record, where, person, tuple(remark for remark in remarks if remark)))
        if self.tell is not None and len(self.findings) - self._told >= _TOLD_AT_ONCE:
            self.tell(self.findings[self._told :])
            self._told = len(self.findings)

    def leave(self, where: str, code: str, **data: str) -> None:
        """Say that something is not taken, and why."""
        self.not_taken.append(NotTaken(where, Reason(code, data)))

    def known_person(self, seen: SeenPerson, address: str) -> int:
        """Return the number of a person, who is kept once; `address` is what tells people without a full name apart."""
        key = f"{seen.name.casefold()}\n{seen.born_on}" if seen.name and seen.born_on else address
        if key not in self._people:
            self._people[key] = len(self._seen)
            self._seen.append(seen)
        return self._people[key]

    def laboratory(self, name: str, where: str, person: int | None) -> LaboratoryId | None:
        """Return the id of the laboratory of this name, which is kept once; None for no name."""
        if not name:
            return None
        key = " ".join(name.split()).casefold()
        if key not in self._laboratories:
            made = Laboratory(id=LaboratoryId(new_id()), name=name, source=self.source)
            self._laboratories[key] = made.id
            self.take(made, where, person)
        return self._laboratories[key]

    def imported(self) -> ImportedFile:
        """Return all that was gathered."""
        return ImportedFile(self.file, self.format, tuple(self._seen), tuple(self.findings), tuple(self.not_taken))

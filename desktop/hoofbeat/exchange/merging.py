"""Several files that were read become one import: people who are the same are one, and each place names its file."""

from __future__ import annotations

import dataclasses
from collections.abc import Sequence
from functools import partial

from hoofbeat.domain.imports import ImportedFile, SeenPerson
from hoofbeat.domain.names import folded


def merged(name: str, kind: str, read: Sequence[tuple[str, ImportedFile]]) -> ImportedFile:
    """Return what all files hold together; a file without a name has its places named already."""
    people: list[SeenPerson] = []
    parts: list[ImportedFile] = []
    for file, imported in read:
        places = [_place_of(person, people) for person in imported.people]
        named = imported.with_places(partial(_in_file, file)) if file else imported
        findings = tuple(
            each if each.person is None else dataclasses.replace(each, person=places[each.person])
            for each in named.findings
        )
        tables = tuple(dataclasses.replace(each, name=f"{file} {each.name}".strip()) for each in imported.tables)
        parts.append(dataclasses.replace(named, findings=findings, tables=tables))
    return ImportedFile(
        name,
        kind,
        tuple(people),
        tuple(finding for part in parts for finding in part.findings),
        tuple(each for part in parts for each in part.not_taken),
        tuple(table for part in parts for table in part.tables),
        series=tuple(each for part in parts for each in part.series),
    )


def _in_file(file: str, where: str) -> str:
    return f"{file} {where}".strip()


def _place_of(person: SeenPerson, people: list[SeenPerson]) -> int:
    """Return the place of a person among those of all files, who is added if not there; a birth date may be missing in one."""
    for place, known in enumerate(people):
        if _is_same(person, known):
            people[place] = known if known.born_on else dataclasses.replace(known, born_on=person.born_on)
            return place
    people.append(person)
    return len(people) - 1


def _is_same(one: SeenPerson, other: SeenPerson) -> bool:
    if (folded(one.name), one.identifier) != (folded(other.name), other.identifier):
        return False
    return one.born_on == other.born_on or None in (one.born_on, other.born_on)

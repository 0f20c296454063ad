"""What tests of bringing in do: write a file, plan it, save it, and read the journal."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from hoofbeat.bootstrap import installation
from hoofbeat.domain.imports import ImportPlan
from hoofbeat.domain.records import (
    RECORD_TYPES,
    Kind,
    Record,
)
from hoofbeat.services import importing
from hoofbeat.services.journals import Journal
from tests.exchange.fhir.bundles import MARIA, bundle

CATALOGUE = installation().catalogue


def written(folder: Path, *resources: dict[str, Any], name: str = "record.json") -> Path:
    path = folder / name
    path.write_text(json.dumps(bundle(MARIA, *resources)), encoding="utf-8")
    return path


def planned(journal: Journal, path: Path, people: frozenset[int] | None = None) -> ImportPlan:
    imported = importing.read(path, catalogue=CATALOGUE)
    return importing.plan(journal, imported=imported, catalogue=CATALOGUE, people=people)


def bring_in(journal: Journal, path: Path, people: frozenset[int] | None = None) -> dict[str, int]:
    """Import a file and return what was added."""
    plan = planned(journal, path, people)
    importing.commit(journal, plan=plan, catalogue=CATALOGUE)
    return counts(importing.summary_of(plan).added)


def counts(numbers: Any) -> dict[str, int]:
    return {kind.value: number for kind, number in numbers.items()}


def dump(journal: Journal) -> dict[Kind, list[Record]]:
    """Every record of the journal, by kind and id."""
    with journal.reading() as records:
        return {kind: sorted(records.list(each), key=lambda one: one.id) for kind, each in RECORD_TYPES.items()}


def all_of(journal: Journal, kind: Kind) -> list[Any]:
    return dump(journal)[kind]

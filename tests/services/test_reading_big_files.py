"""A big file is read in a process of its own: to the same records, told by name where it fails, and stopped with nothing left."""

from __future__ import annotations

import multiprocessing
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from hoofbeat.domain.errors import ImportRefusedError
from hoofbeat.domain.progress import Progress
from hoofbeat.domain.records import (
    Result,
    Sample,
)
from hoofbeat.services import importing, journals
from hoofbeat.services.import_reading import reading
from hoofbeat.services.journals import Journal
from tests.exchange.fhir.bundles import medication_request, observation
from tests.services.bringing_in import CATALOGUE, written


@pytest.fixture
def journal(tmp_path: Path) -> Iterator[Journal]:
    journal = journals.create(path=tmp_path / "j.hoofbeat", name="Maria Gomez")
    yield journal
    journal.close()


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path


def big(folder: Path, *resources: dict[str, Any], end: str = "}") -> Path:
    """A file past the size that is read at once: one member of a million blanks more."""
    path = written(folder, *resources, name="big.json")
    text = path.read_text(encoding="utf-8").rstrip().removesuffix("}")
    path.write_text(f'{text}, "text": "{" " * 1_100_000}"{end}', encoding="utf-8")
    return path


def test_a_big_file_is_read_in_a_process_of_its_own_to_the_same_records(journal: Journal, folder: Path) -> None:
    steps = reading(big(folder, observation(), medication_request()), catalogue=CATALOGUE)
    assert isinstance(next(steps), Progress)
    imported = importing.finish(steps)
    assert [type(each.record) for each in imported.findings][:2] == [Sample, Result]
    assert imported.findings[1].record.value_text == "93"  # type: ignore[attr-defined]  # it is a result
    assert multiprocessing.active_children() == []


def test_a_failure_in_that_process_is_told_by_its_name(folder: Path) -> None:
    path = big(folder, observation(), end=', "x": NaN}')
    with pytest.raises(ImportRefusedError) as caught:
        importing.read(path, catalogue=CATALOGUE)
    assert (caught.value.code, caught.value.path) == ("not a number", path)


def test_reading_that_is_stopped_ends_its_process(folder: Path) -> None:
    steps = reading(big(folder, observation()), catalogue=CATALOGUE)
    next(steps)
    next(steps)
    assert len(multiprocessing.active_children()) == 1
    steps.close()
    assert multiprocessing.active_children() == []


@pytest.mark.skipif(sys.platform != "linux", reason="only Linux bounds the memory of a process")
def test_a_file_that_would_fill_the_memory_is_refused(folder: Path) -> None:
    path = folder / "lists.json"
    path.write_text('{"resourceType": "Basic", "x": [' + "[]," * 8_000_000 + "[]]}", encoding="ascii")
    with pytest.raises(ImportRefusedError) as caught:
        importing.read(path, catalogue=CATALOGUE)
    assert caught.value.code == "too much memory"
    assert multiprocessing.active_children() == []

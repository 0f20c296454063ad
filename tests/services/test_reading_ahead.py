"""A large file is compared with the journal while its own process still reads it, and nothing comes out otherwise for that."""

from __future__ import annotations

import json
import multiprocessing
from collections.abc import Iterator, Sequence
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from hoofbeat.domain.errors import ImportRefusedError
from hoofbeat.domain.imports import Finding, ImportPlan, Verdict
from hoofbeat.domain.records import Kind
from hoofbeat.domain.tables import NO_CHOICES
from hoofbeat.exchange.gathering import new_id
from hoofbeat.services import exporting, importing, journals
from hoofbeat.services.import_planning import Planner
from hoofbeat.services.journals import Journal
from hoofbeat.services.reading_process import ReadingProcess, started_for
from tests.exchange.fhir.bundles import medication_request, observation
from tests.services.bringing_in import CATALOGUE, bring_in, dump, planned, written


@pytest.fixture
def journal(tmp_path: Path) -> Iterator[Journal]:
    with journals.create(path=tmp_path / "j.hoofbeat", name="Maria Gomez") as journal:
        yield journal


def value(number: int, day: date | None = None, **members: Any) -> dict[str, Any]:
    on = None if day is None else str(day)
    sent = {"value": number, "unit": "ng/mL"}
    return observation(id=new_id(), effectiveDateTime=on, valueQuantity=sent, **members)


def many_values(folder: Path) -> Path:
    """A file of more findings than are judged at once: medicines, values without a date and repeated ones among them."""
    start = date(2019, 1, 1)
    results = [value(number % 9, start + timedelta(days=number % 400)) for number in range(1_500)]
    undated = [value(5), value(6)]
    return written(folder, *results, *undated, medication_request(), *undated, *results[:20], name="many.json")


def asked(path: Path) -> ReadingProcess:
    process = ReadingProcess(path)
    process.begin(frozenset(CATALOGUE.loinc_codes), NO_CHOICES)
    return process


def planned_ahead(journal: Journal, path: Path) -> ImportPlan:
    steps = importing.reading_and_planning(journal, process=asked(path), path=path, catalogue=CATALOGUE)
    return importing.finish(steps)


def verdicts(plan: ImportPlan) -> list[tuple[Any, ...]]:
    """What a plan says of each finding, without the ids, which are new each time."""
    return [
        (each.finding.where, each.kind, each.verdict, each.stored, each.is_repeated, each.differs)
        for each in plan.planned
    ]


def test_the_plan_is_the_same_as_when_the_file_is_read_first(
    journal: Journal, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = many_values(tmp_path)
    entries = [each["resource"] for each in json.loads(path.read_text())["entry"]]
    bring_in(journal, written(tmp_path, *entries[1:1400:7], *entries[-25:-22], name="earlier.json"))
    contradicting = value(77, date(2019, 1, 2))
    del contradicting["id"]
    bring_in(journal, written(tmp_path, contradicting, name="another laboratory.json"))
    sizes: list[int] = []
    judge_ahead = Planner.judge_ahead

    def counted(planner: Planner, findings: Sequence[Finding]) -> int:
        sizes.append(judge_ahead(planner, findings))
        return sizes[-1]

    monkeypatch.setattr(Planner, "judge_ahead", counted)
    ahead, at_once = planned_ahead(journal, path), planned(journal, path)
    assert sum(sizes) >= 1_000
    assert verdicts(ahead) == verdicts(at_once)
    assert {Verdict.NEW, Verdict.ALREADY_THERE, Verdict.CONFLICT} <= {each.verdict for each in ahead.planned}
    assert (ahead.not_taken, ahead.differences, ahead.as_of) == (at_once.not_taken, at_once.differences, at_once.as_of)
    assert multiprocessing.active_children() == []


def test_what_is_planned_ahead_is_saved_as_one_change(journal: Journal, tmp_path: Path) -> None:
    path = many_values(tmp_path)
    importing.commit(journal, plan=planned_ahead(journal, path), catalogue=CATALOGUE)
    assert not planned(journal, path).has_changes
    assert len(dump(journal)[Kind.MEDICINES]) == 1


def test_a_complete_record_keeps_its_ids(journal: Journal, tmp_path: Path) -> None:
    bring_in(journal, written(tmp_path, observation(), medication_request()))
    path = tmp_path / "everything.json"
    path.write_bytes(exporting.complete_record(journal, made_at=datetime(2026, 3, 3, tzinfo=UTC)))
    with journals.create(path=tmp_path / "other.hoofbeat") as other:
        importing.commit(other, plan=planned_ahead(other, path), catalogue=CATALOGUE)
        assert dump(other)[Kind.RESULTS] == dump(journal)[Kind.RESULTS]


def test_a_process_that_is_ended_from_outside_is_a_refusal_that_leaves_nothing(
    journal: Journal, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path, before = many_values(tmp_path), dump(journal)

    def judge(_planner: Planner, _findings: object) -> int:
        for child in multiprocessing.active_children():
            child.kill()
            child.join()
        return 0

    monkeypatch.setattr(Planner, "judge_ahead", judge)
    with pytest.raises(ImportRefusedError):
        planned_ahead(journal, path)
    assert dump(journal) == before
    assert multiprocessing.active_children() == []


@pytest.mark.parametrize("size", [10, 26 * 1024 * 1024])
def test_no_process_is_started_for_a_file_that_is_read_at_once_or_not_at_all(tmp_path: Path, size: int) -> None:
    path = tmp_path / "record.json"
    with path.open("wb") as file:
        file.write(b"{")
        file.truncate(size)
    assert started_for(path) is None
    assert started_for(tmp_path) is None
    assert started_for(tmp_path / "gone.json") is None

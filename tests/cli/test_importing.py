"""The command that brings files in, read as a script would."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from hoofbeat.__main__ import main
from hoofbeat.bootstrap import installation
from hoofbeat.domain.records import Kind
from hoofbeat.services.journals import open_journal

OBSERVATION: dict[str, Any] = {
    "resourceType": "Observation",
    "id": "cga",
    "status": "final",
    "category": [{"coding": [{"code": "laboratory"}]}],
    "code": {"coding": [{"system": "http://loinc.org", "code": "9811-1", "display": "Chromogranin A"}]},
    "effectiveDateTime": "2026-03-03T23:30:00-05:00",
    "valueQuantity": {"value": 5.0, "comparator": "<", "unit": "ng/mL"},
}


@pytest.fixture
def journal(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> str:
    path = str(tmp_path / "maria.hoofbeat")
    assert main(["new", path, "--name", "Maria Gomez"]) == 0
    capsys.readouterr()
    return path


def bundle(folder: Path, *resources: dict[str, Any], name: str = "bundle.json") -> str:
    path = folder / name
    entries = [{"resource": resource} for resource in resources]
    path.write_text(json.dumps({"resourceType": "Bundle", "type": "collection", "entry": entries}), encoding="utf-8")
    return str(path)


def test_a_file_comes_in_once_and_goes_out_with_one_undo(
    journal: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = bundle(tmp_path, OBSERVATION, {"resourceType": "Immunization"})
    assert main(["import", journal, file, "--json"]) == 0
    (first,) = json.loads(capsys.readouterr().out)
    assert first["file"] == "bundle.json"
    assert first["added"] == {"samples": 1, "results": 1} == first["found"]
    assert [each["where"] for each in first["not_taken"]] == ["Bundle.entry[1] Immunization"]
    assert main(["import", journal, file, "--json"]) == 0
    (second,) = json.loads(capsys.readouterr().out)
    assert (second["added"], second["already_there"]) == ({}, {"samples": 1, "results": 1})
    assert main(["list", journal, "results", "--json"]) == 0
    (result,) = json.loads(capsys.readouterr().out)
    assert (result["value_text"], result["value"], result["taken_on"]) == ("<5.0", "5.0", "2026-03-03")
    assert main(["undo", journal]) == 0
    capsys.readouterr()
    main(["list", journal, "results", "--json"])
    assert json.loads(capsys.readouterr().out) == []


def test_a_dry_run_changes_nothing(journal: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    before = Path(journal).read_bytes()
    assert main(["import", journal, bundle(tmp_path, OBSERVATION), "--dry-run", "--json"]) == 0
    assert json.loads(capsys.readouterr().out)[0]["added"] == {"samples": 1, "results": 1}
    assert Path(journal).read_bytes() == before


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"{",
        b"hello",
        b'{"a": 1}',
        b'{"resourceType": "Bundle", "entry": [{"resource": {"value": NaN}}]}',
        b"[" * 100_000,
    ],
)
def test_a_file_that_cannot_be_read_is_refused_and_the_others_are_taken(
    content: bytes, journal: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    bad = tmp_path / "bad.json"
    bad.write_bytes(content)
    assert main(["import", journal, str(bad), bundle(tmp_path, OBSERVATION), "--json"]) == 1
    out, err = capsys.readouterr()
    refused, taken = json.loads(out)
    assert refused["added"] == {}
    assert "Nothing was brought in" in refused["refused"]
    assert taken["added"] == {"samples": 1, "results": 1}
    assert err.count("\n") == 1


def test_records_of_several_people_are_taken_and_said(
    journal: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    people = [
        {"resourceType": "Patient", "id": name, "name": [{"text": name}], "birthDate": "1958-05-02"}
        for name in ("Ana", "Eva")
    ]
    rows = [{**OBSERVATION, "id": name, "subject": {"reference": f"Patient/{name}"}} for name in ("Ana", "Eva")]
    assert main(["import", journal, bundle(tmp_path, *people, *rows), "--json"]) == 0
    out, err = capsys.readouterr()
    assert [each["name"] for each in json.loads(out)[0]["people"]] == ["Ana", "Eva"]
    assert "several people" in err


def test_the_files_of_one_command_share_one_copy_made_before_the_first(
    journal: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    first = bundle(tmp_path, OBSERVATION)
    (tmp_path / "later").mkdir()
    second = bundle(tmp_path / "later", {**OBSERVATION, "effectiveDateTime": "2026-04-03"})
    assert main(["import", journal, first, second]) == 0
    capsys.readouterr()
    with open_journal(Path(journal), folders=installation().folders) as opened:
        (copy,) = opened.backups.list_backups()
    with open_journal(copy.path, is_read_only=True) as copied, copied.reading() as records:
        assert records.count(Kind.RESULTS) == 0

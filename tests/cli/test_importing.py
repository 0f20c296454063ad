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


def table(folder: Path, text: str, name: str = "labs.csv") -> str:
    path = folder / name
    path.write_text(text, encoding="utf-8")
    return str(path)


def document(capsys: pytest.CaptureFixture[str]) -> dict[str, Any]:
    (found,) = json.loads(capsys.readouterr().out)
    return dict(found)


@pytest.mark.parametrize(
    ("text", "says", "option", "value"),
    [
        (
            "Date,Test,Result\n03/04/2026,Gastrin,80\n",
            "--date-order dmy or --date-order mdy",
            ("--date-order", "mdy"),
            "80",
        ),
        (
            'Date,Test,Result\n2026-01-05,Gastrin,"1,234"\n',
            "--decimal comma or --decimal point",
            ("--decimal", "point"),
            "1234",
        ),
        ("x,y,z\n2026-01-05,Gastrin,80\n", "Add --columns", ("--columns", "date,test,value"), "80"),
    ],
)
def test_a_table_in_doubt_is_refused_with_the_option_that_settles_it(  # noqa: PLR0917  # one for each column above
    tmp_path: Path, capsys: pytest.CaptureFixture[str], text: str, says: str, option: tuple[str, str], value: str
) -> None:
    journal, file = str(tmp_path / "own.hoofbeat"), table(tmp_path, text)
    main(["new", journal, "--name", "Maria Gomez"])
    capsys.readouterr()
    assert main(["import", journal, file]) == 1
    (line,) = capsys.readouterr().err.splitlines()
    assert says in line
    assert main(["import", journal, file, *option]) == 0
    capsys.readouterr()
    main(["list", journal, "results", "--json"])
    assert [each["value"] for each in json.loads(capsys.readouterr().out)] == [value]


def test_columns_that_do_not_fit_the_table_are_refused(
    journal: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = table(tmp_path, "x,y,z\n2026-01-05,Gastrin,80\n")
    assert main(["import", journal, file, "--columns", "date,test"]) == 1
    assert "The table has 3 columns, and --columns names 2." in capsys.readouterr().err


def test_a_value_that_differs_is_said_and_taken_only_if_asked(
    journal: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    main(["import", journal, table(tmp_path, "Date,Test,Result\n2026-01-05,Gastrin,80\n")])
    capsys.readouterr()
    newer = table(tmp_path, "Date,Test,Result\n2026-01-05,Gastrin,88\n", "newer.csv")
    assert main(["import", journal, newer, "--json"]) == 0
    said = capsys.readouterr()
    assert "Your record says 80, the file 88 for Gastrin on the same day." in said.err
    (found,) = json.loads(said.out)
    assert (found["added"], found["conflicts"][0]["yours"], found["conflicts"][0]["file"]) == ({}, "80", "88")
    assert main(["import", journal, newer, "--conflicts", "take"]) == 0
    capsys.readouterr()
    main(["list", journal, "results", "--json"])
    assert [each["value"] for each in json.loads(capsys.readouterr().out)] == ["88"]


def test_a_table_in_doubt_among_other_files_is_named(
    journal: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    folder = tmp_path / "export"
    folder.mkdir()
    table(folder, "Date,Test,Result\n2026-01-05,Gastrin,80\n")
    table(folder, "id,amount,unit\n1,90,mg\n", name="doses.csv")
    assert main(["import", journal, str(folder)]) == 1
    said = capsys.readouterr().err
    assert "It is not clear what each column of doses.csv says." in said
    assert "--columns" not in said


def test_a_folder_lists_its_files_and_a_broken_one_makes_the_command_say_so(
    journal: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    folder = tmp_path / "export"
    folder.mkdir()
    table(folder, "Date,Test,Result\n2026-01-05,Gastrin,80\n")
    (folder / "photo.jpg").write_bytes(b"\xff\xd8\xff")
    assert main(["import", journal, str(folder), "--json", "--dry-run"]) == 0
    assert [(each["file"], each["found"]) for each in document(capsys)["files"]] == [("labs.csv", 2), ("photo.jpg", 0)]
    (folder / "broken.json").write_text('{"resourceType": "Bundle", "entry": [')
    assert main(["import", journal, str(folder), "--json"]) == 1
    found = document(capsys)
    assert found["added"] == {"samples": 1, "results": 1}
    assert found["files"][0]["refused"] == "The file ends too early. Please download it again."

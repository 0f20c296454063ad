"""Folders and archives: every file a line, nothing followed, nothing unpacked, and what could hurt is refused."""

from __future__ import annotations

import json
import stat
import zipfile
from pathlib import Path
from typing import Any

import pytest

from hoofbeat.domain.errors import ImportRefusedError
from hoofbeat.domain.imports import ImportedFile
from hoofbeat.domain.records import Result
from hoofbeat.exchange import folders
from hoofbeat.exchange.folders import read_source

CODES = frozenset({"2345-7"})
PATIENT = {"resourceType": "Patient", "id": "p", "name": [{"text": "Maria Gomez"}], "birthDate": "1958-05-02"}
TABLE = "Date,Test,Result\n2026-01-05,Gastrin,80\n"


def observation(key: str, value: float) -> dict[str, Any]:
    return {
        "resourceType": "Observation",
        "id": key,
        "status": "final",
        "code": {"coding": [{"system": "http://loinc.org", "code": "2345-7"}], "text": "Glucose"},
        "subject": {"reference": "Patient/p"},
        "effectiveDateTime": "2026-01-05",
        "valueQuantity": {"value": value, "unit": "mg/dL"},
    }


def read(path: Path) -> ImportedFile:
    return read_source(path, loinc_codes=CODES)


def refusal(path: Path) -> str:
    with pytest.raises(ImportRefusedError) as caught:
        read(path)
    return caught.value.code


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    inside = tmp_path / "export"
    records = inside / "clinical-records"
    records.mkdir(parents=True)
    (records / "Patient-1.json").write_text(json.dumps(PATIENT))
    (records / "Observation-1.json").write_text(json.dumps(observation("a", 95)))
    (records / "Observation-2.json").write_text(json.dumps(observation("b", 96)))
    (inside / "labs.csv").write_text(TABLE)
    (inside / "photo.jpg").write_bytes(b"\xff\xd8\xff\xe0\0\x10JFIF")
    (inside / "broken.json").write_text('{"resourceType": "Bundle", "entry": [')
    (inside / ".DS_Store").write_bytes(b"\0")
    return inside


def zipped(folder: Path) -> Path:
    path = folder.with_suffix(".zip")
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for each in sorted(folder.rglob("*")):
            if each.is_file():
                archive.write(each, each.relative_to(folder).as_posix())
    return path


@pytest.mark.parametrize("is_archive", [False, True])
def test_each_file_is_a_line_and_one_that_is_broken_keeps_no_other_back(folder: Path, is_archive: bool) -> None:
    imported = read(zipped(folder) if is_archive else folder)
    outcomes = {part.name: part.why.code if part.why else part.format for part in imported.parts}
    assert outcomes == {
        "broken.json": "cut off",
        "clinical-records/Observation-1.json": "fhir",
        "clinical-records/Observation-2.json": "fhir",
        "clinical-records/Patient-1.json": "fhir",
        "labs.csv": "csv",
        "photo.jpg": "format not known",
    }
    assert imported.format == ("zip" if is_archive else "folder")


def test_resources_in_files_of_their_own_find_each_other(folder: Path) -> None:
    imported = read(folder)
    assert [(person.name, str(person.born_on)) for person in imported.people] == [("Maria Gomez", "1958-05-02")]
    places = {each.record.value_text: each.where for each in imported.findings if isinstance(each.record, Result)}
    assert places["95"].startswith("clinical-records/Observation-1.json")
    assert places["80"] == "labs.csv C2"


def test_links_are_not_followed(folder: Path, tmp_path: Path) -> None:
    (tmp_path / "secret.csv").write_text(TABLE)
    (folder / "link.csv").symlink_to(tmp_path / "secret.csv")
    (folder / "loop").symlink_to(folder)
    parts = {part.name: part.why.code for part in read(folder).parts if part.why}
    assert (parts["link.csv"], parts["loop"]) == ("link", "link")


@pytest.mark.parametrize("name", ["../out.csv", "/etc/out.csv", "a/../../out.csv", "..\\out.csv", "C:\\out.csv"])
def test_a_name_that_leads_out_is_refused(tmp_path: Path, name: str) -> None:
    path = tmp_path / "slip.zip"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr(name, TABLE)
    assert refusal(path) == "archive unsafe"
    assert sorted(tmp_path.iterdir()) == [path]


def test_a_link_in_an_archive_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "link.zip"
    entry = zipfile.ZipInfo("link.csv")
    entry.external_attr = (stat.S_IFLNK | 0o777) << 16
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr(entry, "/etc/passwd")
    assert refusal(path) == "archive unsafe"


def test_an_archive_that_unfolds_into_far_more_is_refused_unread(tmp_path: Path) -> None:
    path = tmp_path / "bomb.zip"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("zeros.csv", b"0" * 5_000_000)
    assert refusal(path) == "archive bomb"


def test_a_spreadsheet_that_unfolds_into_far_more_is_refused_unread(tmp_path: Path) -> None:
    path = tmp_path / "bomb.xlsx"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("xl/workbook.xml", b"0" * 5_000_000)
    assert refusal(path) == "archive bomb"


def test_too_many_files_are_refused(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(folders, "MOST_FILES", 3)
    assert refusal(folder) == refusal(zipped(folder)) == "too many files"


def test_a_file_of_two_gigabytes_is_a_line_and_is_not_read(folder: Path) -> None:
    with (folder / "export.xml").open("wb") as file:
        file.truncate(2_000_000_000)
    outcome = next(part for part in read(folder).parts if part.name == "export.xml")
    assert outcome.why is not None
    assert outcome.why.code == "too large"


def test_an_empty_folder_says_so(tmp_path: Path) -> None:
    empty = tmp_path / "empty"
    empty.mkdir()
    assert refusal(empty) == "folder empty"


def test_files_of_one_resource_a_line_find_each_other_too(tmp_path: Path) -> None:
    folder = tmp_path / "bulk"
    folder.mkdir()
    (folder / "Patient.ndjson").write_text(json.dumps(PATIENT) + "\n")
    lines = [json.dumps(observation(key, value)) for key, value in (("a", 95), ("b", 96))]
    (folder / "Observation.ndjson").write_text("\n".join(lines))
    imported = read(folder)
    assert [person.name for person in imported.people] == ["Maria Gomez"]
    assert {each.person for each in imported.findings} == {0}
    assert len([each for each in imported.findings if isinstance(each.record, Result)]) == 2


def test_a_part_of_an_archive_whose_packing_is_damaged_says_so(tmp_path: Path) -> None:
    path = tmp_path / "records.zip"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("labs.csv", "Test,Result,Unit,Date\nGastrin,80,pg/mL,2026-01-05\n" * 20)
    whole, start = path.read_bytes(), 30 + len("labs.csv")
    path.write_bytes(whole[:start] + b"\xff" * 8 + whole[start + 8 :])
    found = read_source(path, loinc_codes=frozenset())
    assert [each.why.code for each in found.parts if each.why] == ["part broken"]


def test_an_archive_within_an_archive_and_what_a_portal_packs_along_are_said_plainly(folder: Path) -> None:
    (folder / "older.zip").write_bytes(zipped(folder / "clinical-records").read_bytes())
    (folder / "METADATA.XML").write_text('<SubmitObjectsRequest xmlns="urn:oasis:names:tc:ebxml-regrep:xsd:lcm:3.0"/>')
    parts = {part.name: part.why.code for part in read(zipped(folder)).parts if part.why}
    assert (parts["older.zip"], parts["METADATA.XML"]) == ("archive in archive", "not ccda")


def test_among_other_files_nobody_is_asked_about_a_table_of_something_else(folder: Path) -> None:
    curve = 'Name,Maria Gomez\nDate of Birth,"May 2, 1958"\nRecorded Date,2026-01-03 10:11:12\nSample Rate,511 hertz\n\n\n-12.3\n5.2\n'
    (folder / "ecg.csv").write_text(curve)
    (folder / "README.txt").write_text("This is a copy of your record.\nOpen INDEX.HTM to read it, and keep it.\n")
    imported = read(folder)
    parts = {part.name: part.why.code for part in imported.parts if part.why}
    assert (parts["ecg.csv"], parts["README.txt"]) == ("no results in table", "no results in table")
    assert not imported.doubtful_tables

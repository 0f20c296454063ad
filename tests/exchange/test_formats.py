"""Bad files are refused by name within the limits, and nothing else happens."""

from __future__ import annotations

import os
import zipfile
from pathlib import Path

import pytest

from hoofbeat.domain.errors import FileMissingError, FileUnreadableError, ImportRefusedError, PathError
from hoofbeat.exchange import formats
from hoofbeat.exchange.folders import is_archive
from hoofbeat.exchange.formats import LARGEST, read_file

NO_CODES: frozenset[str] = frozenset()


def refusal(path: Path) -> tuple[str, dict[str, str]]:
    with pytest.raises(ImportRefusedError) as caught:
        read_file(path, loinc_codes=NO_CODES)
    assert caught.value.path == path
    return caught.value.code, caught.value.data


def written(folder: Path, content: bytes, name: str = "record.json") -> Path:
    path = folder / name
    path.write_bytes(content)
    return path


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (b"", "empty"),
        (b" \r\n\t", "empty"),
        (b"\xef\xbb\xbf", "empty"),
        (b"hello", "format not known"),
        (b"<html><body>Please sign in</body></html>", "web page"),
        (b"%PDF-1.7", "pdf broken"),
        (b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR", "format not known"),
        (b'{"resourceType": "Bundle", "entry": [', "cut off"),
        (b'{"resourceType" = "Bundle"}', "not json"),
        (b'{"hello": "world"}', "not fhir"),
        (b'{"resourceType": "Bundle", "type": "searchset", "total": 0}', "no entries"),
        (b'{"resourceType": "Bundle", "entry": []}', "no entries"),
        (b"[" * 1_000_000, "too deep"),
        (b'{"resourceType": "Observation", "valueInteger": NaN}', "not a number"),
        (b'{"resourceType": "Observation", "valueQuantity": {"value": 1e400}}', "number too large"),
        (b'{"name": "caf\xe9"}', "not text"),
        (b"{\\rtf1 Gastrin 80}", "text document"),
        (b"MSH|^~\\&|LAB|HOSP|||20260203||ORU^R01|1|P|2.3\rPID|1||1||Gomez^Maria\rOBX|1|NM|CGA||93|ng/mL\r", "message"),
    ],
)
def test_a_bad_file_is_refused_by_name(tmp_path: Path, content: bytes, code: str) -> None:
    assert refusal(written(tmp_path, content))[0] == code


@pytest.mark.parametrize(
    "parts",
    [
        {"[Content_Types].xml": "<Types/>", "word/document.xml": "<document/>"},
        {"mimetype": "application/vnd.oasis.opendocument.text", "content.xml": "<document/>"},
    ],
)
def test_a_document_of_a_word_processor_is_said_to_be_one(tmp_path: Path, parts: dict[str, str]) -> None:
    path = tmp_path / "report.zip"
    with zipfile.ZipFile(path, "w") as archive:
        for name, words in parts.items():
            archive.writestr(name, words)
    assert not is_archive(path)
    assert refusal(path)[0] == "text document"


@pytest.mark.parametrize(("size", "said"), [(200_000_000, "190"), (2_000_000_000, "1907")])
def test_a_huge_file_is_refused_with_no_more_read_than_how_it_begins(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, size: int, said: str
) -> None:
    path = tmp_path / "huge.json"
    with path.open("wb") as file:
        file.truncate(size)
    monkeypatch.setattr(formats, "_content", lambda _path: pytest.fail("the file was read"))
    if size > formats.LARGEST_COMPLETE:
        monkeypatch.setattr(Path, "open", lambda *_, **__: pytest.fail("the file was opened"))
    assert refusal(path) == ("too large", {"size": said, "largest": "25"})


def test_a_file_that_grows_while_it_is_read_is_refused_too(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "growing.json"
    with path.open("wb") as file:
        file.truncate(LARGEST + 1)
    monkeypatch.setattr("hoofbeat.exchange.formats.check_size", lambda _path: 1)
    assert refusal(path)[0] == "too large"


def named_failure(path: Path) -> type[PathError]:
    with pytest.raises(PathError) as caught:
        read_file(path, loinc_codes=NO_CODES)
    return type(caught.value)


def test_a_missing_file_and_a_folder_are_named_as_such(tmp_path: Path) -> None:
    assert named_failure(tmp_path / "gone.json") is FileMissingError
    assert named_failure(tmp_path) is FileUnreadableError


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="this system has no named pipes")
def test_a_pipe_is_not_waited_for(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe")
    assert named_failure(tmp_path / "pipe") is FileUnreadableError


def test_a_file_that_may_not_be_read_is_named_as_such(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = written(tmp_path, b"{}")

    def refuse(*_: object, **__: object) -> None:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(Path, "open", refuse)
    assert named_failure(path) is FileUnreadableError


@pytest.mark.parametrize("start", [b"", b"\xef\xbb\xbf", b"\r\n  "])
def test_a_file_is_recognised_by_its_beginning_and_not_by_its_name(tmp_path: Path, start: bytes) -> None:
    path = written(tmp_path, start + b'{"resourceType": "Patient", "id": "p"}', "download.txt")
    imported = read_file(path, loinc_codes=NO_CODES)
    assert (imported.format, imported.name) == ("fhir", "download.txt")

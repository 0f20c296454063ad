"""The command line that prints sheets."""

from __future__ import annotations

import json
from pathlib import Path

import pikepdf
import pytest

from hoofbeat.__main__ import main
from hoofbeat.domain.sheets.kinds import RECORD_SHEETS, SheetKind
from tests.reports.paper import texts


@pytest.fixture
def journal(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Path:
    path = tmp_path / "maria.hoofbeat"
    assert main(["new", str(path), "--name", "Maria Gomez", "--sample"]) == 0
    capsys.readouterr()
    return path


@pytest.mark.parametrize("kind", list(RECORD_SHEETS), ids=lambda kind: kind.value)
def test_every_sheet_is_written_as_pdf_and_as_text(journal: Path, tmp_path: Path, kind: SheetKind) -> None:
    for name in ("sheet.pdf", "sheet.txt"):
        assert main(["report", str(journal), kind.value, "--output", str(tmp_path / name)]) == 0
    assert "Maria Gomez" in texts((tmp_path / "sheet.pdf").read_bytes())[0]
    assert "Maria Gomez" in (tmp_path / "sheet.txt").read_text(encoding="utf-8")


def test_only_with_a_name_is_it_noted_as_handed_out(
    journal: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    report = ["report", str(journal), "medicines", "--output", str(tmp_path / "sheet.pdf")]
    for words, count in ((report, 0), ([*report, "--for", "Dr Lee"], 1)):
        assert main(words) == 0
        capsys.readouterr()
        assert main(["list", str(journal), "shared", "--json"]) == 0
        shared = json.loads(capsys.readouterr().out)
        assert [each["for_whom"] for each in shared] == ["Dr Lee"] * count


def test_a_password_from_a_file_locks_the_pdf(journal: Path, tmp_path: Path) -> None:
    secret = tmp_path / "secret"
    secret.write_text("Łódź 12\n", encoding="utf-8")
    path = tmp_path / "sheet.pdf"
    report = ["report", str(journal), "visit", "--output", str(path), "--password-file", str(secret)]
    assert main(report) == 0
    with pytest.raises(pikepdf.PasswordError):
        pikepdf.open(path)
    with pikepdf.open(path, password=secret.read_text(encoding="utf-8").strip()) as opened:
        assert (opened.encryption.R, opened.encryption.bits) == (6, 256)


@pytest.mark.parametrize("words", [("--from", "yesterday"), ("--without", "everything"), ("--paper", "a5")])
def test_words_that_make_no_sense_are_refused_and_nothing_is_written(
    journal: Path, tmp_path: Path, words: tuple[str, str]
) -> None:
    path = tmp_path / "sheet.pdf"
    try:
        code = main(["report", str(journal), "results", "--output", str(path), *words])
    except SystemExit as refused:
        code = int(refused.code or 0)
    assert code == 2
    assert not path.exists()


def test_a_folder_that_is_not_there_is_told_in_one_sentence(
    journal: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "missing" / "sheet.pdf"
    assert main(["report", str(journal), "family", "--output", str(path), "--for", "Ana"]) == 1
    assert "There is no folder missing. Nothing was saved." in capsys.readouterr().err
    main(["list", str(journal), "shared", "--json"])
    assert json.loads(capsys.readouterr().out) == []


def test_a_topic_of_the_reference_is_a_sheet_too(
    journal: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "topic.pdf"
    report = ["report", str(journal), "topic", "--output", str(path)]
    assert main(report) == 2
    assert "--topic ID" in capsys.readouterr().err
    assert main([*report, "--topic", "no-such-topic"]) == 1
    assert not path.exists()
    assert main([*report, "--topic", "gastrinoma", "--large-print", "--for", "Ana"]) == 0
    assert "Gastrinoma" in texts(path.read_bytes())[0]
    capsys.readouterr()
    main(["list", str(journal), "shared", "--json"])
    (shared,) = json.loads(capsys.readouterr().out)
    assert (shared["sheet"], shared["for_whom"]) == ("Gastrinoma", "Ana")


def test_a_test_is_named_by_its_id_or_name_and_one_that_nobody_knows_is_refused(
    journal: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "results.txt"
    report = ["report", str(journal), "results", "--output", str(path)]
    assert main([*report, "--test", "Chromogranin A", "--test", "gastrni"]) == 1
    assert "There is no such record: gastrni." in capsys.readouterr().err
    assert not path.exists()
    assert main([*report, "--test", "Chromogranin A", "--test", "gastrin"]) == 0
    assert "Results of 2 tests" in path.read_text(encoding="utf-8")


@pytest.mark.parametrize("words", [("--test", "insulin"), ("--from", "2990")])
def test_results_of_other_tests_or_times_are_not_said_to_be_unrecorded(
    journal: Path, tmp_path: Path, words: tuple[str, str]
) -> None:
    path = tmp_path / "results.txt"
    assert main(["report", str(journal), "results", "--output", str(path), *words]) == 0
    text = path.read_text(encoding="utf-8")
    assert "No results among those chosen." in text
    assert "No results recorded." not in text

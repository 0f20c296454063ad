"""The command line on papers: attach, list, save one out, take it back."""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import Any

import pytest

from hoofbeat.__main__ import main
from hoofbeat.store.connection import connected

PDF = b"%PDF-1.4 made up"


@pytest.fixture
def journal(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> str:
    path = str(tmp_path / "maria.hoofbeat")
    assert main(["new", path, "--name", "Maria Gomez"]) == 0
    assert main(["add", path, "appointments", "starts_at=2999-03-04 10:30", "with_whom=Dr Łucja"]) == 0
    assert main(["add", path, "medicines", "name=Lanreotide"]) == 0
    capsys.readouterr()
    return path


@pytest.fixture
def letter(tmp_path: Path) -> str:
    (tmp_path / "letter.pdf").write_bytes(PDF)
    return str(tmp_path / "letter.pdf")


def listed(journal: str, kind: str, capsys: pytest.CaptureFixture[str]) -> list[dict[str, Any]]:
    capsys.readouterr()
    assert main(["list", journal, kind, "--json"]) == 0
    found: list[dict[str, Any]] = json.loads(capsys.readouterr().out)
    return found


def test_a_letter_is_attached_listed_saved_out_and_taken_back(
    journal: str, letter: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (visit,) = listed(journal, "appointments", capsys)
    assert main(["attach", journal, letter, "--to", "appointments", visit["id"], "--title", "Letter of March"]) == 0
    assert "Added paper: Letter of March" in capsys.readouterr().out
    (paper,) = listed(journal, "attachments", capsys)
    assert (paper["title"], paper["media_type"], paper["size"], paper["appointment"]) == (
        *("Letter of March", "application/pdf", len(PDF)),
        visit["id"],
    )
    out = tmp_path / "out.pdf"
    assert main(["save-attachment", journal, paper["id"], str(out)]) == 0
    assert out.read_bytes() == PDF
    assert main(["save-attachment", journal, paper["id"], str(out)]) == 1
    assert "(--replace)" in capsys.readouterr().err
    assert main(["save-attachment", journal, paper["id"], str(out), "--replace"]) == 0
    assert main(["undo", journal]) == 0
    assert listed(journal, "attachments", capsys) == []


def test_several_at_once_are_one_change_that_names_each(
    journal: str, letter: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "report.pdf").write_bytes(b"%PDF-1.4 another")
    assert main(["attach", journal, letter, str(tmp_path / "report.pdf")]) == 0
    assert "Added 2 papers: letter, report" in capsys.readouterr().out
    assert main(["undo", journal]) == 0
    assert listed(journal, "attachments", capsys) == []


def test_what_it_belongs_to_is_named_by_id_or_name_or_is_the_person(
    journal: str, letter: str, capsys: pytest.CaptureFixture[str]
) -> None:
    (visit,) = listed(journal, "appointments", capsys)
    assert main(["attach", journal, letter, "--json"]) == 0
    assert [each["title"] for each in json.loads(capsys.readouterr().out)] == ["letter"]
    assert main(["attach", journal, letter, "--to", "medicines", "lanreotide"]) == 0
    assert main(["attach", journal, letter, letter, "--to", "appointments", "next"]) == 0
    found = listed(journal, "attachments", capsys)
    assert [(each["appointment"], each.get("medication_name")) for each in found] == [
        (None, None),
        (None, "Lanreotide"),
        *[(visit["id"], None)] * 2,
    ]


@pytest.mark.parametrize(
    ("words", "said"),
    [("questions x", "--to names one of appointments"), ("appointments", "expected 2 arguments")],
)
def test_words_that_make_no_sense_are_wrong_usage(
    journal: str, letter: str, words: str, said: str, capsys: pytest.CaptureFixture[str]
) -> None:
    with pytest.raises(SystemExit) as left:
        sys.exit(main(["attach", journal, letter, "--to", *words.split()]))
    assert left.value.code == 2
    assert said in capsys.readouterr().err
    assert listed(journal, "attachments", capsys) == []


def test_what_is_not_there_is_said_and_nothing_is_kept(
    journal: str, letter: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["attach", journal, letter, "--to", "appointments", "nobody"]) == 1
    assert "There is no such record: nobody" in capsys.readouterr().err
    assert main(["attach", journal, f"{letter}.gone"]) == 1
    assert "There is no file letter.pdf.gone" in capsys.readouterr().err
    assert listed(journal, "attachments", capsys) == []


def test_a_paper_is_never_made_of_fields_without_its_content(journal: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["add", journal, "attachments", "title=x", "size=1", f"sha256={'0' * 64}"]) == 2
    assert "hoofbeat attach" in capsys.readouterr().err
    assert listed(journal, "attachments", capsys) == []


def test_check_names_a_damaged_paper(journal: str, letter: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["attach", journal, letter, "--title", "Letter of March"]) == 0
    assert main(["check", journal]) == 0
    with connected(Path(journal)) as connection:
        connection.execute("UPDATE attachment_contents SET content = x'00'")
    capsys.readouterr()
    assert main(["check", journal]) == 1
    assert "“Letter of March”" in capsys.readouterr().err

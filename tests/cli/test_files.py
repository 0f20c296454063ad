"""The command line on the file itself: check, backup, restore."""

from __future__ import annotations

from pathlib import Path

import pytest

from hoofbeat.__main__ import main
from hoofbeat.bootstrap import installation
from hoofbeat.services.choices import choose
from hoofbeat.services.journals import open_journal


@pytest.fixture
def journal(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Path:
    path = tmp_path / "maria.hoofbeat"
    assert main(["new", str(path), "--name", "Maria Gomez"]) == 0
    capsys.readouterr()
    return path


def test_a_copy_brings_back_what_was_lost(journal: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    copy, back = tmp_path / "copy.hoofbeat", tmp_path / "back.hoofbeat"
    main(["add", str(journal), "questions", "text=How long between my scans?"])
    assert main(["backup", str(journal), str(copy)]) == 0
    journal.unlink()
    assert main(["restore", str(copy), str(back)]) == 0
    capsys.readouterr()
    assert main(["list", str(back), "questions"]) == 0
    assert "How long between my scans?" in capsys.readouterr().out


def test_neither_backup_nor_restore_replaces_a_file_unasked(
    journal: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    copy = tmp_path / "copy.hoofbeat"
    copy.write_bytes(b"something else")
    assert main(["backup", str(journal), str(copy)]) == 1
    assert copy.read_bytes() == b"something else"
    assert main(["restore", str(copy), str(journal)]) == 1
    assert "There is already a file" in capsys.readouterr().err


def test_check_says_that_nothing_is_wrong_and_finds_damage(journal: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["check", str(journal)]) == 0
    assert "Nothing is wrong" in capsys.readouterr().out
    damaged = bytearray(journal.read_bytes())
    damaged[4096 * 3 : 4096 * 3 + 200] = bytes(200)
    journal.write_bytes(damaged)
    assert main(["check", str(journal)]) == 1
    assert "damaged" in capsys.readouterr().err
    assert journal.read_bytes() == bytes(damaged)


def test_what_a_newer_program_made_is_refused_untouched(journal: Path, capsys: pytest.CaptureFixture[str]) -> None:
    newer = bytearray(journal.read_bytes())
    newer[60:64] = (99).to_bytes(4, "big")
    journal.write_bytes(newer)
    for words in (
        ["list", str(journal), "people"],
        ["add", str(journal), "questions", "text=Why?"],
        ["check", str(journal)],
    ):
        assert main(words) == 1
        assert "newer version of Hoofbeat (99)" in capsys.readouterr().err
    assert journal.read_bytes() == bytes(newer)


def test_check_of_a_journal_that_is_open_elsewhere_says_so(
    journal: Path, capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    with open_journal(journal, folders=installation().folders) as window:
        choose(window, name="writing_as", value="Ana")
        assert main(["check", str(journal)]) == 0
    assert "open in another window" in capsys.readouterr().out


def test_a_refusal_names_the_option_that_answers_it(
    journal: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["new", str(journal), "--name", "Ana"]) == 1
    assert capsys.readouterr().err.endswith("(--replace)\n")


def test_a_copy_goes_only_into_a_folder_that_is_there(
    journal: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["backup", str(journal), str(tmp_path / "sticks" / "copy.hoofbeat")]) == 1
    assert "There is no folder sticks." in capsys.readouterr().err
    assert not (tmp_path / "sticks").exists()

"""The command line on records: new, add, list, undo, redo; run in this process, read as a script would."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from hoofbeat.__main__ import main
from hoofbeat.domain.records import Kind
from hoofbeat.services import clock


@pytest.fixture
def journal(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> str:
    path = str(tmp_path / "maria.hoofbeat")
    assert main(["new", path, "--name", "Maria Gomez"]) == 0
    capsys.readouterr()
    return path


def listed(journal: str, kind: str, capsys: pytest.CaptureFixture[str]) -> list[dict[str, Any]]:
    capsys.readouterr()
    assert main(["list", journal, kind, "--json"]) == 0
    found: list[dict[str, Any]] = json.loads(capsys.readouterr().out)
    return found


def test_a_new_journal_knows_its_person(journal: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert [person["name"] for person in listed(journal, "people", capsys)] == ["Maria Gomez"]


def test_new_refuses_a_file_that_is_there(journal: str, capsys: pytest.CaptureFixture[str]) -> None:
    before = Path(journal).read_bytes()
    assert main(["new", journal, "--name", "Other"]) == 1
    assert "already a file" in capsys.readouterr().err
    assert Path(journal).read_bytes() == before
    assert main(["new", journal, "--name", "Other", "--replace"]) == 0


@pytest.mark.parametrize("kind", Kind)
def test_every_kind_lists_as_json_when_there_is_none(
    kind: Kind, journal: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert len(listed(journal, kind, capsys)) == (1 if kind is Kind.PEOPLE else 0)


def test_a_question_is_added_for_the_next_appointment(journal: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["add", journal, "appointments", "starts_at=2999-03-04 10:30", "with_whom=Dr Łucja"]) == 0
    assert main(["add", journal, "questions", "text=How long between my scans?", "appointment=next"]) == 0
    (visit,) = listed(journal, "appointments", capsys)
    (question,) = listed(journal, "questions", capsys)
    assert (visit["starts_at"], visit["with_whom"]) == ("2999-03-04T10:30", "Dr Łucja")
    assert question["appointment"] == visit["id"]


def test_a_result_keeps_every_letter_of_its_value(journal: str, capsys: pytest.CaptureFixture[str]) -> None:
    words = [
        "test=CgA",
        "value_text=<5.0",
        "unit=ng/mL",
        "range_text=0 to 93",
        "flag=H",
        "taken_on=2026-03",
        "laboratory=City Lab",
    ]
    assert main(["add", journal, "results", *words]) == 0
    (result,) = listed(journal, "results", capsys)
    expected = {
        "test": "chromogranin_a",
        "test_name": "Chromogranin A",
        "value_text": "<5.0",
        "comparator": "<",
        "value": "5.0",
        "unit": "ng/mL",
        "range_low": "0",
        "range_high": "93",
        "range_text": "0 to 93",
        "flag": "H",
        "taken_on": "2026-03",
        "laboratory": "City Lab",
    }
    assert {name: result[name] for name in expected} == expected


def test_results_of_one_report_share_their_sample_and_laboratory(
    journal: str, capsys: pytest.CaptureFixture[str]
) -> None:
    for test in ("chromogranin_a", "gastrin", "My own test"):
        words = [f"test={test}", "value=5.0", "taken_on=2026-03-03", "laboratory=City Lab", "specimen=blood"]
        assert main(["add", journal, "results", *words]) == 0
    assert len(listed(journal, "samples", capsys)) == 1
    assert [each["name"] for each in listed(journal, "laboratories", capsys)] == ["City Lab"]
    assert [each["name"] for each in listed(journal, "own-tests", capsys)] == ["My own test"]
    assert [each["value_text"] for each in listed(journal, "results", capsys)] == ["5.0"] * 3


def test_undo_and_redo_go_back_and_forth(journal: str, capsys: pytest.CaptureFixture[str]) -> None:
    main(["add", journal, "medicines", "name=Omeprazole"])
    main(["add", journal, "doses", "medication=omeprazole", "amount=20", "unit=mg", "schedule=daily"])
    assert main(["undo", journal, "--json"]) == 0
    assert listed(journal, "doses", capsys) == []
    assert main(["redo", journal]) == 0
    (dose,) = listed(journal, "doses", capsys)
    assert dose["medication_name"] == "Omeprazole"
    assert main(["redo", journal]) == 1
    assert "nothing to redo" in capsys.readouterr().err


def test_how_a_journal_began_is_not_undone(journal: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["undo", journal]) == 1
    assert "nothing to undo" in capsys.readouterr().err
    assert len(listed(journal, "people", capsys)) == 1


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["results", "test=gastrin", "value=abc"], "takes a number only"),
        (["results", "test=gastrin", "value_text=1,234"], "may mean two numbers"),
        (["results", "test=gastrin", "value_text=5", "taken_on=2026-02-31"], "not a date that exists"),
        (["appointments", "starts_at=31 February"], "not a date and time that exist"),
        (["doses", "medication=nobody knows", "amount=1"], "there is none called"),
        (["medicines", "name=A", "state=weekly"], "none of the choices"),
        (["medicines", "note=no name"], "Please fill in"),
        (["questions", "text=Why?", "appointment=next"], "there is none called"),
    ],
)
def test_bad_input_is_one_plain_line_and_nothing_is_kept(
    words: list[str], said: str, journal: str, capsys: pytest.CaptureFixture[str]
) -> None:
    before = Path(journal).read_bytes()
    assert main(["add", journal, *words]) == 1
    out, err = capsys.readouterr()
    assert out == ""
    assert said in err
    assert err.count("\n") == 1
    assert Path(journal).read_bytes() == before


@pytest.mark.parametrize(
    "words",
    [
        ["add", "J", "questions", "colour=red"],
        ["add", "J", "questions", "text"],
        ["list", "J", "cats"],
        ["new"],
        ["frobnicate"],
    ],
)
def test_wrong_usage_ends_with_two(words: list[str], journal: str) -> None:
    words = [journal if word == "J" else word for word in words]
    try:
        code: int | str | None = main(words)
    except SystemExit as left:
        code = left.code
    assert code == 2


def test_a_protected_journal_needs_its_passphrase(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path, key, wrong = str(tmp_path / "j.hoofbeat"), tmp_path / "key", tmp_path / "wrong"
    key.write_text("it's \"ñ€\n", encoding="utf-8")
    wrong.write_text("something else", encoding="utf-8")
    assert main(["new", path, "--name", "Maria", "--passphrase-file", str(key)]) == 0
    assert b"Maria" not in Path(path).read_bytes()
    assert main(["list", path, "people", "--passphrase-file", str(key), "--json"]) == 0
    assert main(["list", path, "people"]) == 1
    assert "protected by a passphrase" in capsys.readouterr().err
    assert main(["list", path, "people", "--passphrase-file", str(wrong)]) == 1
    assert "does not open this file" in capsys.readouterr().err


@pytest.mark.parametrize("content", [b"", b"hello", b"SQLite format 3\0" + b"x" * 200])
def test_a_foreign_file_is_refused_untouched(
    content: bytes, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "foreign.hoofbeat"
    path.write_bytes(content)
    assert main(["list", str(path), "people"]) == 1
    assert "not a Hoofbeat journal" in capsys.readouterr().err
    assert path.read_bytes() == content


def test_a_sample_waits_while_one_of_its_results_does(journal: str, capsys: pytest.CaptureFixture[str]) -> None:
    same = ("taken_on=2026-03-03", "laboratory=City Lab")
    assert main(["add", journal, "results", "test=gastrin", "value=5.0", *same]) == 0
    assert main(["add", journal, "results", "test=chromogranin_a", "state=awaited", *same]) == 0
    assert [each["state"] for each in listed(journal, "samples", capsys)] == ["awaited"]


def test_a_dose_on_days_that_have_one_is_refused_as_in_the_window(
    journal: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["add", journal, "medicines", "name=Somatuline"]) == 0
    (medicine,) = listed(journal, "medicines", capsys)
    dose = [f"medication={medicine['id']}", "amount=120", "unit=mg", "schedule=every days", "every=28"]
    assert main(["add", journal, "doses", *dose, "from_on=2026-01-01", "until_on=2026-06-01"]) == 0
    capsys.readouterr()
    assert main(["add", journal, "doses", *dose, "from_on=2026-03-01"]) == 1
    assert "Another dose holds on these days already, from 1 January 2026." in capsys.readouterr().err
    assert main(["add", journal, "doses", *dose, "from_on=2026-06-02"]) == 0
    assert len(listed(journal, "doses", capsys)) == 2


@pytest.mark.parametrize(
    ("given_at", "said"),
    [
        ("2026-03-29T02:30", "leave out Sunday 29 March 2026, 2:30am"),
        ("2026-10-25T02:30", "show Sunday 25 October 2026, 2:30am twice"),
        ("2026-10-25T03:30", ""),
    ],
)
def test_a_time_that_the_clocks_leave_out_or_show_twice_is_told_and_kept(
    given_at: str, said: str, journal: str, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(clock, "zone_name", lambda: "Europe/Berlin")
    assert main(["add", journal, "medicines", "name=Somatuline"]) == 0
    (medicine,) = listed(journal, "medicines", capsys)
    assert main(["add", journal, "given", f"medication={medicine['id']}", f"given_at={given_at}", "--json"]) == 0
    printed = capsys.readouterr()
    assert json.loads(printed.out)["id"]
    assert said in printed.err
    assert bool(printed.err) is bool(said)
    assert [each["given_at"] for each in listed(journal, "given", capsys)] == [given_at]


def test_the_clocks_of_another_place_are_named(
    journal: str, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(clock, "zone_name", lambda: "Europe/Berlin")
    assert main(["add", journal, "appointments", "starts_at=2026-03-08T02:30", "zone=America/New_York"]) == 0
    assert "The clocks in America/New York go forward that night" in capsys.readouterr().err


def test_a_zone_that_nobody_knows_is_refused_in_one_plain_line(
    journal: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["add", journal, "appointments", "starts_at=2030-03-04 10:30", "zone=Mars/Olympus"]) == 1
    said = capsys.readouterr().err
    assert said.count("\n") == 1
    assert "“Mars/Olympus” is not a time zone" in said
    assert listed(journal, "appointments", capsys) == []


def test_a_time_that_the_clocks_leave_out_is_kept_and_told(journal: str, capsys: pytest.CaptureFixture[str]) -> None:
    words = ["starts_at=2026-03-29 02:30", "zone=Europe/Vienna"]
    assert main(["add", journal, "appointments", *words, "--json"]) == 0
    told = capsys.readouterr()
    assert "The clocks in Europe/Vienna go forward that night and leave out" in told.err
    assert set(json.loads(told.out)) == {"id"}
    assert listed(journal, "appointments", capsys)[0]["starts_at"] == "2026-03-29T02:30"

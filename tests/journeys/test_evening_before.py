"""A caregiver's evening before a visit, told with the real program: each command is a process of its own."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pypdfium2
import pytest

SYNTHEA = Path(__file__).resolve().parents[3] / "shared" / "samples" / "fhir"
FILES = (
    "Marcos_Delagarza_4acb6705-25a7-430a-b799-a4ad8d7fbb38.json",
    "Angelic_Mueller_29d755a6-32fa-482e-8fdd-081300209df8.json",
)


class Desk:
    """The desk of somebody who types commands: every one is said, and what came back is kept."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.out = ""
        self.err = ""

    def type(self, *words: str) -> int:
        command = [sys.executable, "-m", "hoofbeat", *words]
        done = subprocess.run(command, cwd=self.folder, capture_output=True, text=True, check=False, timeout=100)
        self.out, self.err = done.stdout, done.stderr
        return done.returncode

    def reads(self, *words: str) -> Any:
        assert self.type(*words, "--json") == 0, self.err
        return json.loads(self.out)

    def counts(self, journal: str = "maria.hoofbeat") -> dict[str, int]:
        return {kind: len(self.reads("list", journal, kind)) for kind in ("results", "medicines", "appointments")}


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    return Desk(tmp_path)


@pytest.mark.skipif(not SYNTHEA.is_dir(), reason="the shared sample files are not beside the project")
def test_what_the_hospital_handed_out_comes_in_goes_out_and_comes_back(desk: Desk) -> None:
    assert desk.type("new", "maria.hoofbeat", "--name", "Marcos Delagarza") == 0
    for file in FILES:
        assert desk.type("import", "maria.hoofbeat", str(SYNTHEA / file)) == 0
    assert "another name than yours" in desk.err
    both = desk.counts()
    assert both == {"results": 116, "medicines": 16, "appointments": 28}

    assert desk.type("undo", "maria.hoofbeat") == 0
    assert desk.counts() == {"results": 58, "medicines": 4, "appointments": 9}
    assert desk.type("redo", "maria.hoofbeat") == 0
    assert desk.counts() == both

    again = desk.reads("import", "maria.hoofbeat", *(str(SYNTHEA / file) for file in FILES))
    assert [each["added"] for each in again] == [{}, {}]
    assert desk.counts() == both


def test_an_appointment_three_questions_and_the_sheet_in_hand(desk: Desk) -> None:
    assert desk.type("new", "maria.hoofbeat", "--name", "Łucja Ñusta") == 0
    visit = ("starts_at=2999-03-04 10:30", "zone=Europe/Vienna", "with_whom=Dr Lee", "place=City Hospital, room 12")
    assert desk.type("add", "maria.hoofbeat", "appointments", *visit) == 0
    for question in (
        "How long between my scans?",
        "Can I have the injection at home?",
        "Who do I call at the weekend?",
    ):
        assert desk.type("add", "maria.hoofbeat", "questions", f"text={question}", "appointment=next") == 0
    result = (
        "test=CgA",
        "value_text=<5.0",
        "unit=ng/mL",
        "range_text=0 to 93",
        "taken_on=2026-03-03",
        "laboratory=City Lab",
    )
    assert desk.type("add", "maria.hoofbeat", "results", *result) == 0

    for paper in ("a4", "letter"):
        assert desk.type("report", "maria.hoofbeat", "visit", "--output", f"{paper}.pdf", "--paper", paper) == 0
        words = read_back(desk.folder / f"{paper}.pdf")
        for expected in (
            "Łucja Ñusta",
            "Dr Lee",
            "How long between my scans?",
            "Can I have the injection at home?",
            "Who do I call at the weekend?",
            "Chromogranin A",
            "<5.0 ng/mL",
            "0 to 93",
            "City Lab",
            "not recorded",
            "Written by the patient or family. Not a medical record.",
        ):
            assert expected in words, expected


def test_a_copy_is_kept_the_file_is_damaged_and_the_copy_brings_everything_back(desk: Desk) -> None:
    assert desk.type("new", "maria.hoofbeat", "--name", "Maria Gomez", "--sample") == 0
    before = {
        kind: desk.reads("list", "maria.hoofbeat", kind) for kind in ("results", "medicines", "given", "questions")
    }
    assert desk.type("backup", "maria.hoofbeat", "stick.hoofbeat") == 0

    journal = desk.folder / "maria.hoofbeat"
    journal.write_bytes(journal.read_bytes()[:8192] + b"\xff" * 40_000)
    assert desk.type("list", "maria.hoofbeat", "results") == 1
    assert desk.err.count("\n") == 1
    assert "Traceback" not in desk.err

    assert desk.type("restore", "stick.hoofbeat", "maria.hoofbeat", "--replace") == 0
    assert desk.type("check", "maria.hoofbeat") == 0
    for kind, records in before.items():
        assert desk.reads("list", "maria.hoofbeat", kind) == records


def test_a_passphrase_guards_the_whole_evening(desk: Desk) -> None:
    (desk.folder / "key").write_text('it\'s "ñ€"\n', encoding="utf-8")
    key = ("--passphrase-file", "key")
    assert desk.type("new", "maria.hoofbeat", "--name", "Canary Gomez", *key) == 0
    assert desk.type("add", "maria.hoofbeat", "questions", "text=Canary question?", *key) == 0
    assert desk.type("backup", "maria.hoofbeat", "copy.hoofbeat", *key) == 0
    assert desk.type("list", "copy.hoofbeat", "questions", *key) == 0
    assert "Canary question?" in desk.out
    for file in desk.folder.rglob("*"):
        if file.is_file() and file.name != "key":
            assert b"Canary" not in file.read_bytes()


def read_back(pdf: Path) -> str:
    document = pypdfium2.PdfDocument(pdf)
    try:
        pages = [document[number].get_textpage().get_text_bounded() for number in range(len(document))]
    finally:
        document.close()
    return "\n".join(pages).replace("\N{NO-BREAK SPACE}", " ")

"""Every reason and refusal that the importers can give has its own sentence, and none is left with a gap."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from hoofbeat.domain.errors import ImportRefusedError
from hoofbeat.domain.imports import PersonDifference, Reason, SeenPerson
from hoofbeat.wording import imports
from hoofbeat.wording.imports import difference_sentence, reason_sentence, refusal_sentence, remark_sentence

EXCHANGE = Path(__file__).resolve().parents[2] / "desktop" / "hoofbeat" / "exchange"
SOURCE = "\n".join(path.read_text(encoding="utf-8") for path in EXCHANGE.rglob("*.py"))
LEAVING = re.compile(r"\.leave\(\s*\S+?, \"([^\"]+)\"")
REASON = re.compile(r"Reason\(\"([^\"]+)\"")
REFUSING = re.compile(r"(?:ImportRefusedError\(\w+, |\"ImportRefusedError\", )\"([^\"]+)\"")
PLACES = {
    "line": "3",
    "column": "7",
    "size": "200",
    "largest": "25",
    "example": "03/04/2026",
    "found": "5",
    "named": "3",
    "table": "doses.csv",
}


def test_every_code_of_the_importers_has_a_sentence() -> None:
    leaving, reasons, refusing = (set(each.findall(SOURCE)) for each in (LEAVING, REASON, REFUSING))
    assert {"heading", "state"} <= leaving
    assert {"not json", "kind not kept"} <= reasons
    assert {"too large", "too much memory"} <= refusing
    assert leaving | refusing | reasons <= set(imports._REASONS) | set(imports._REFUSALS)


@pytest.mark.parametrize("code", imports._REFUSALS)
def test_a_refusal_says_which_file_why_and_that_nothing_was_brought_in(code: str) -> None:
    sentence = refusal_sentence(ImportRefusedError(Path("/home/me/record.json"), code, **PLACES))
    assert sentence.startswith("record.json: ")
    assert sentence.endswith("Nothing was brought in.")
    assert "{" not in sentence


def test_a_reason_is_filled_with_what_the_file_says() -> None:
    assert reason_sentence(Reason("heading", {"name": "Blood count"})) == (
        "This is the heading “Blood count”; its results stand on their own."
    )
    assert reason_sentence(Reason("not laboratory", {"category": ""})) == "This is not marked as a laboratory result."
    assert "Vital Signs" in reason_sentence(Reason("not laboratory", {"category": "Vital Signs"}))
    assert reason_sentence(Reason("from a later version")) == "Hoofbeat cannot keep it."


def test_a_remark_and_a_difference_are_sentences() -> None:
    assert "date is that of the report" in remark_sentence("date of issue")
    maria = SeenPerson("Maria Gomez")
    sentences = {
        difference_sentence(PersonDifference(maria, *which)) for which in ((True, True), (True, False), (False, True))
    }
    assert len(sentences) == 3
    assert all("Maria Gomez" in each for each in sentences)

"""No sentence of ours about a result or a person holds a word that judges; the list of words stands in resources/wording."""

from __future__ import annotations

import ast
import re
from pathlib import Path

import pytest

PROJECT = Path(__file__).resolve().parents[2]
SOURCES = [
    *sorted((PROJECT / "desktop" / "hoofbeat" / "wording").glob("*.py")),
    *sorted((PROJECT / "desktop" / "hoofbeat" / "reports").rglob("*.py")),
    *sorted((PROJECT / "desktop" / "hoofbeat" / "domain" / "records").glob("[a-z]*.py")),
    *sorted((PROJECT / "desktop" / "hoofbeat" / "ui").rglob("*.py")),
]
# Strings that hold a banned word and judge neither a result nor a person.
EXEMPT: dict[str, str] = {}


def banned_words() -> list[str]:
    text = (PROJECT / "resources" / "wording" / "banned.txt").read_text(encoding="utf-8")
    lines = [line.strip() for line in text.splitlines() if line.strip() and not line.startswith("#")]
    return [word for line in lines for word in ([line] if line == "must stop" else line.split())]


def strings_of(source: Path) -> list[str]:
    """Every text of a module that may reach a person: all but docstrings, which stand alone."""
    tree = ast.parse(source.read_text(encoding="utf-8"))
    docstrings = {id(node.value) for node in ast.walk(tree) if isinstance(node, ast.Expr)}
    return [
        node.value
        for node in ast.walk(tree)
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in docstrings
    ]


def judging_words(text: str) -> list[str]:
    return [word for word in banned_words() if re.search(rf"\b{re.escape(word)}\b", text, re.IGNORECASE)]


def is_prose(text: str) -> bool:
    """A sentence or a label has a space or begins with a capital; names of fields do neither."""
    return " " in text.strip() or text[:1].isupper()


@pytest.mark.parametrize("source", SOURCES, ids=lambda path: path.relative_to(PROJECT).as_posix())
def test_our_words_hold_no_verdict(source: Path) -> None:
    found = {text: judging_words(text) for text in strings_of(source) if is_prose(text) and text not in EXEMPT}
    assert {text: words for text, words in found.items() if words} == {}


@pytest.mark.parametrize(
    "text", ["This value is HIGH.", "Your tumor is stable", "You missed a dose", "You must stop it"]
)
def test_a_verdict_is_found(text: str) -> None:
    assert judging_words(text)


@pytest.mark.parametrize("text", ["Highland Lab", "below the range", "Unstoppable", "Trendelenburg"])
def test_a_word_that_only_looks_like_one_is_left_in_peace(text: str) -> None:
    assert not judging_words(text)

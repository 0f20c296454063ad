"""The head of a topic is read strictly."""

from __future__ import annotations

from pathlib import Path

import pytest

from hoofbeat.reference.content import TopicHead
from hoofbeat.reference.errors import ReferenceContentError
from hoofbeat.reference.front_matter import read_front_matter

FILE = Path("gastrinoma.md")
HEAD = """---
id: gastrinoma
title: "Gastrinoma: an example"
group: kinds
order: 40
also: [gastrin tumor, "Zollinger, Ellison"]
related: [signs-gastrinoma]
---
"""


def test_front_matter_becomes_a_head_and_the_rest_the_body() -> None:
    head, body, first_line = read_front_matter(HEAD + "## In short\n\nText.\n", FILE)
    assert head == TopicHead(
        id="gastrinoma",
        title="Gastrinoma: an example",
        group="kinds",
        order=40,
        also=("gastrin tumor", "Zollinger, Ellison"),
        related=("signs-gastrinoma",),
    )
    assert body == "## In short\n\nText.\n"
    assert first_line == 9


@pytest.mark.parametrize(
    ("change", "reason"),
    [
        (("---\nid", "id"), "first line"),
        (("id: gastrinoma", "id: insulinoma"), "not the name of the file"),
        (("group: kinds", "group: sorts"), "unknown group"),
        (("order: 40", "order: forty"), "whole number"),
        (("order: 40\n", ""), "lacks order"),
        (("order: 40", "order: 40\norder: 50"), "given twice"),
        (("order: 40", "colour: red\norder: 40"), "not a known key"),
        (("[signs-gastrinoma]", "signs-gastrinoma"), "square brackets"),
        (("[signs-gastrinoma]", "[a, a]"), "the same twice"),
        (("[signs-gastrinoma]", '[a, "b]'), "not a list"),
        (('"Gastrinoma: an example"', '"Gastrinoma'), "not a plain or quoted text"),
        (("gastrin tumor", "gastrin\x01tumor"), "control character"),
        (("signs-gastrinoma]\n---", "signs-gastrinoma]"), "no closing"),
    ],
)
def test_a_broken_head_is_refused_with_its_reason(change: tuple[str, str], reason: str) -> None:
    assert change[0] in HEAD
    with pytest.raises(ReferenceContentError) as caught:
        read_front_matter(HEAD.replace(*change), FILE)
    assert reason in str(caught.value)
    assert "gastrinoma.md" in str(caught.value)

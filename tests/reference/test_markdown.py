"""Markdown of the topic format becomes sections and blocks; anything else is refused with its place."""

from __future__ import annotations

from pathlib import Path

import pytest

from hoofbeat.reference.content import ItemList, Note, Paragraph, Picture, Run, Section, Table, plain
from hoofbeat.reference.errors import ReferenceContentError
from hoofbeat.reference.markdown import read_sections

FILE = Path("topic.md")


def read(body: str) -> tuple[Section, ...]:
    return read_sections(body, FILE)


def only_block(body: str) -> object:
    (section,) = read("## Heading\n\n" + body)
    (block,) = section.blocks
    return block


def test_ids_are_taken_off_the_end_of_a_paragraph() -> None:
    block = only_block("Slow growth is\nusual. {INS-04 PNET-23}")
    assert block == Paragraph("ins-04", (Run("Slow growth is usual."),), ("INS-04", "PNET-23"))


def test_looks_and_links_become_runs() -> None:
    block = only_block("A **bold** word, an *odd* one and a [topic](topic:insulinoma). {INS-04}")
    assert isinstance(block, Paragraph)
    assert block.runs == (
        Run("A "),
        Run("bold", is_strong=True),
        Run(" word, an "),
        Run("odd", is_emphasis=True),
        Run(" one and a "),
        Run("topic", target="topic:insulinoma"),
        Run("."),
    )


def test_entries_of_a_list_carry_their_own_ids_and_depth() -> None:
    block = only_block("- One. {INS-01}\n  - Inside. {INS-02}\n- Two. {INS-03}")
    assert isinstance(block, ItemList)
    assert [(plain(item.runs), item.fact_ids, item.depth) for item in block.items] == [
        ("One.", ("INS-01",), 0),
        ("Inside.", ("INS-02",), 1),
        ("Two.", ("INS-03",), 0),
    ]
    assert block.fact_ids == ("INS-01", "INS-02", "INS-03")


def test_cells_of_a_table_carry_their_own_ids() -> None:
    block = only_block("| Type | Hormone |\n|---|---|\n| Insulinoma | Insulin {INS-01} |")
    assert isinstance(block, Table)
    assert [plain(head) for head in block.heads] == ["Type", "Hormone"]
    assert [plain(cell.runs) for cell in block.rows[0]] == ["Insulinoma", "Insulin"]
    assert block.fact_ids == ("INS-01",)


def test_a_quotation_is_an_editors_note() -> None:
    block = only_block("> **Editor's note.** Dated.")
    assert isinstance(block, Note)
    assert plain(block.paragraphs[0]) == "Editor's note. Dated."


def test_a_picture_keeps_its_name_and_its_alternative() -> None:
    block = only_block("![The pancreas lies behind the stomach.](illustration:pancreas)")
    assert block == Picture("picture-pancreas", "pancreas", "The pancreas lies behind the stomach.")


def test_sections_know_the_headings_above_them_and_have_anchors_of_their_own() -> None:
    sections = read("## Tests\n\nA. {INS-01}\n\n### Blood\n\nB. {INS-01}\n\n## Tests\n\nC. {INS-02}")
    assert [section.path for section in sections] == [("Tests",), ("Tests", "Blood"), ("Tests",)]
    assert [section.anchor for section in sections] == ["tests", "blood", "tests-2"]
    assert [section.blocks[0].anchor for section in sections] == ["ins-01", "ins-01-2", "ins-02"]


@pytest.mark.parametrize(
    ("body", "reason", "line"),
    [
        ("Text.", "before the first heading", 1),
        ("# Title", "level 1", 1),
        ("## A\n\nTwo {INS-01} places. {INS-02}", "very end", 3),
        ("## A\n\nTwice. {INS-01 INS-01}", "very end", 3),
        ("## A\n\nCommas. {INS-01, INS-02}", "very end", 3),
        ("## A\n\n> A note. {INS-01}", "states no fact", 3),
        ("## A\n\n![](illustration:pancreas)", "text alternative", 3),
        ("## A\n\n![Words](pancreas.svg)", "text alternative", 3),
        ("## A\n\nText.\n\n---\n", "not part of the format", 5),
        ("## A\n\n```\ncode\n```", "not part of the format", 3),
    ],
)
def test_what_the_format_does_not_know_is_refused_with_its_line(body: str, reason: str, line: int) -> None:
    with pytest.raises(ReferenceContentError) as caught:
        read(body)
    assert reason in str(caught.value)
    assert caught.value.line == line


def test_tags_stay_text() -> None:
    block = only_block("A <b>tag</b> & more. {INS-01}")
    assert isinstance(block, Paragraph)
    assert plain(block.runs) == "A <b>tag</b> & more."

"""Topics are cut into passages that can be read alone."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from hoofbeat.reference.content import Topic, TopicHead
from hoofbeat.reference.markdown import read_sections
from hoofbeat.reference.passages import passages_of

if TYPE_CHECKING:
    from hoofbeat.reference.content import Passage
    from hoofbeat.reference.library import Library

HEAD = TopicHead(id="topic", title="A topic", group="kinds", order=10, also=("Other name",))


def cut(body: str, library: Library) -> tuple[Passage, ...]:
    return passages_of(Topic(HEAD, read_sections(body, Path("topic.md"))), library.facts)


def test_a_list_stays_with_the_paragraph_that_leads_into_it(library: Library) -> None:
    (passage,) = cut("## Signs\n\nIt can make you: {SIN-05}\n\n- weak {SIN-06}\n- shaky {SIN-07}", library)
    assert passage.text == "It can make you:\n- weak\n- shaky"
    assert passage.fact_ids == ("SIN-05", "SIN-06", "SIN-07")
    assert (passage.title, passage.heading, passage.names) == ("A topic", "Signs", ("Other name",))


def test_a_long_list_is_cut_into_its_entries(library: Library) -> None:
    entry = "A long entry that says a good deal about one thing only, and then some more of it. " * 6
    passages = cut(f"## Signs\n\n- {entry}{{SIN-05}}\n- {entry}{{SIN-06}}", library)
    assert [passage.fact_ids for passage in passages] == [("SIN-05",), ("SIN-06",)]


def test_each_row_of_a_table_reads_as_a_sentence(library: Library) -> None:
    (passage,) = cut(
        "## Table\n\n| Type | Hormone | Place |\n|---|---|---|\n| Insulinoma | Insulin {INS-01} | Any {INS-06} |",
        library,
    )
    assert passage.text == "Insulinoma. Hormone: Insulin; Place: Any"
    assert passage.kind == "row"


def test_pictures_are_no_passages_and_notes_state_no_facts(library: Library) -> None:
    (passage,) = cut("## Drugs\n\n![Words](illustration:pancreas)\n\n> **Editor's note.** Dated.", library)
    assert (passage.kind, passage.fact_ids, passage.sources) == ("note", (), ())


def test_sources_follow_from_the_facts(library: Library) -> None:
    one, both = cut("## A\n\nGrowth. {PNET-23}\n\nMore. {PNET-01 PNET-22}", library)
    assert [source.id for source in one.sources] == ["acs"]
    assert [source.id for source in both.sources] == ["nci-pdq", "acs"]


def test_every_passage_of_the_library_has_a_name_of_its_own(library: Library) -> None:
    keys = [passage.key for passage in library.passages]
    assert len(set(keys)) == len(keys)
    assert all(passage.text.strip() for passage in library.passages)

"""The texts state every fact of the two sources, and everything that they point at is there."""

from __future__ import annotations

import statistics
from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from hoofbeat.reference.content import ItemList, Note, Paragraph, Picture, Runs, Table, Topic, plain
from tests.reference.conftest import RESOURCES
from tests.reference.reading_grade import reading_grade

if TYPE_CHECKING:
    from collections.abc import Iterator

    from hoofbeat.reference.library import Library

MOST_FOR_RUNNING_TEXT = 8.5
"""The median grade over all paragraphs; 6 to 8 is meant, and the formula is rough."""
MOST_FOR_ONE_TOPIC = 12.0
EXCEPTED_TOPICS = {"about-sources", "reuse-terms", "learn-more"}
"""Their text is names, titles and addresses."""
NEEDS_NO_FACTS = {"overview"}
MEDICAL_NAMES = frozenset(Path(__file__).with_name("medical_names.txt").read_text(encoding="utf-8").split())


def all_topics(library: Library) -> Iterator[Topic]:
    for head in library.heads:
        yield library.get_topic(head.id)


def all_runs(topic: Topic) -> Iterator[Runs]:
    for block in topic.blocks():
        match block:
            case Paragraph():
                yield block.runs
            case ItemList():
                yield from (item.runs for item in block.items)
            case Table():
                yield from block.heads
                yield from (cell.runs for row in block.rows for cell in row)
            case Note():
                yield from block.paragraphs
            case Picture():
                pass


def test_every_fact_stands_at_a_paragraph_of_its_own_topic(library: Library) -> None:
    missing = sorted(
        fact.id
        for fact in library.facts.facts.values()
        if fact.topic_id not in {head.id for head in library.heads}
        or fact.id not in library.get_topic(fact.topic_id).fact_ids
    )
    assert not missing


def test_no_text_names_an_unknown_fact(library: Library) -> None:
    stated = {fact_id for topic in all_topics(library) for fact_id in topic.fact_ids}
    assert stated <= library.facts.facts.keys()


def test_every_topic_of_the_sources_has_its_file_and_title(library: Library) -> None:
    titles = {head.id: head.title for head in library.heads}
    assert library.facts.titles.keys() <= titles.keys()


def test_every_paragraph_states_facts_unless_it_leads_or_explains(library: Library) -> None:
    """A topic in which most passages carry no fact would be our own words in the sources' name."""
    bare = Counter(passage.topic_id for passage in library.passages if not passage.fact_ids)
    whole = Counter(passage.topic_id for passage in library.passages)
    assert not [
        topic_id for topic_id in bare if bare[topic_id] * 2 > whole[topic_id] and topic_id not in NEEDS_NO_FACTS
    ]


def test_every_link_leads_somewhere(library: Library) -> None:
    known = {f"topic:{head.id}" for head in library.heads}
    broken = [
        (topic.id, run.target)
        for topic in all_topics(library)
        for runs in all_runs(topic)
        for run in runs
        if run.target is not None and run.target not in known and not run.target.startswith("https://")
    ]
    assert not broken


def test_related_topics_are_there_and_not_the_topic_itself(library: Library) -> None:
    known = {head.id for head in library.heads}
    assert not [(head.id, set(head.related) - known) for head in library.heads if set(head.related) - known]
    assert not [head.id for head in library.heads if head.id in head.related]


def test_orders_are_told_apart(library: Library) -> None:
    places = Counter((head.group, head.order) for head in library.heads)
    assert max(places.values()) == 1


def test_other_names_belong_to_one_topic(library: Library) -> None:
    for head in library.heads:
        assert head.title not in head.also


def test_every_picture_is_drawn_and_has_words_that_say_the_same(library: Library) -> None:
    shown = [block for topic in all_topics(library) for block in topic.blocks() if isinstance(block, Picture)]
    assert len({picture.name for picture in shown}) >= 12
    for picture in shown:
        assert (RESOURCES / "illustrations" / f"{picture.name}.svg").is_file(), picture.name
        assert len(picture.alternative) > 40, picture.name
    assert {picture.name for picture in shown} <= library.pictures.keys()


def test_every_topic_opens_with_the_main_points(library: Library) -> None:
    assert not [topic.id for topic in all_topics(library) if topic.sections[0].heading != "In short"]


def test_the_glossary_meanings_are_short_and_unlike_each_other(library: Library) -> None:
    assert len(library.glossary.terms) == 205
    assert all(term.plain.strip() and len(term.plain) < 300 for term in library.glossary.terms)
    assert len({term.name for term in library.glossary.terms}) == 205


def test_running_text_reads_easily(library: Library, capsys: pytest.CaptureFixture[str]) -> None:
    grades = {
        topic.id: reading_grade("\n".join(plain(runs) for runs in all_runs(topic)), MEDICAL_NAMES)
        for topic in all_topics(library)
    }
    worst = sorted(grades.items(), key=lambda entry: -entry[1])[:10]
    with capsys.disabled():
        print(f"\nreading grade: median {statistics.median(grades.values()):.1f}; the ten worst topics:")  # noqa: T201
        for topic_id, grade in worst:
            print(f"  {grade:4.1f} {topic_id}")  # noqa: T201
    assert statistics.median(grades.values()) <= MOST_FOR_RUNNING_TEXT
    assert not [entry for entry in worst if entry[1] > MOST_FOR_ONE_TOPIC and entry[0] not in EXCEPTED_TOPICS]


def test_the_grade_tells_plain_from_hard_text() -> None:
    plain_text = "The scan takes pictures. A dye may help. It goes into a vein."
    hard_text = "Multidisciplinary consultation facilitates individualized determination of appropriate interventions."
    assert reading_grade(plain_text) < 5
    assert reading_grade(hard_text) > 15

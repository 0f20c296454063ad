"""From a test, a medicine or a tumor type of the record to what the reference says about it."""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from hoofbeat.reference.catalogue import load_catalogue
from hoofbeat.reference.render import TopicRenderer

if TYPE_CHECKING:
    from hoofbeat.reference.library import Library

RESOURCES = Path(__file__).resolve().parents[2] / "resources"


def test_every_target_is_there(library: Library) -> None:
    renderer = TopicRenderer(library.facts)
    for target in (*library.links.tests.values(), *library.links.medicines.values()):
        topic_id, _, anchor = target.partition("#")
        shown = renderer.html(library.get_topic(topic_id))
        assert not anchor or f'<a name="{anchor}"></a>' in shown, target
    for link in library.links.tumors:
        assert all(library.get_head(topic_id) for topic_id in link.topic_ids)


def test_every_test_is_one_of_the_catalogue(library: Library) -> None:
    known = {test.id for test in load_catalogue(RESOURCES / "catalogue" / "lab_tests.json").tests}
    assert library.links.tests.keys() <= known


def test_a_passage_about_a_medicine_names_it_or_what_it_is_sold_as(library: Library) -> None:
    sold_as = {
        "somatuline": "lanreotide",
        "sandostatin": "octreotide",
        "afinitor": "everolimus",
        "sutent": "sunitinib",
    }
    for name, target in library.links.medicines.items():
        topic = library.get_topic(target.partition("#")[0])
        shown = re.sub("<[^>]*>", "", TopicRenderer(library.facts).html(topic)).lower()
        assert sold_as.get(name, name) in shown, name


@pytest.mark.parametrize(
    ("names", "topic_id"),
    [
        (("Somatuline Depot", ""), "supportive-care"),
        (("My shot", "Lanreotide acetate"), "supportive-care"),
        (("LUTATHERA", ""), "treatment-radiopharmaceutical"),
        (("Creon", "pancrelipase"), None),
        (("", ""), None),
    ],
)
def test_a_medicine_is_known_by_any_of_its_names(
    library: Library, names: tuple[str, str], topic_id: str | None
) -> None:
    target = library.links.of_medicine(names)
    assert (target.partition("#")[0] if target else None) == topic_id


@pytest.mark.parametrize(
    ("said", "first"),
    [
        ("Gastrin", "gastrinoma"),
        ("makes VIP, says the report", "vipoma"),
        ("Non-functioning", "functional-nonfunctional"),
        ("Poorly differentiated", "poorly-differentiated"),
        ("Vipers", None),
        ("", None),
    ],
)
def test_a_tumor_type_is_known_by_its_words(library: Library, said: str, first: str | None) -> None:
    assert next(iter(library.links.of_tumor([said])), None) == first

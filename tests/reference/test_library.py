"""Topics are listed, read when asked for, and named when they are not there."""

from __future__ import annotations

import shutil
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest

from hoofbeat.domain.errors import HoofbeatError, TopicNotFoundError
from hoofbeat.reference.errors import ReferenceContentError
from hoofbeat.reference.front_matter import GROUPS
from hoofbeat.reference.library import Library

if TYPE_CHECKING:
    from pathlib import Path


def test_contents_follow_the_groups_and_then_the_order(library: Library) -> None:
    places = [(GROUPS.index(head.group), head.order) for head in library.heads]
    assert places == sorted(places)


def test_a_topic_is_read_once(library: Library) -> None:
    assert library.get_topic("insulinoma") is library.get_topic("insulinoma")
    assert library.get_topic("insulinoma").title == "Insulinoma"


def test_an_unknown_topic_is_named_with_the_nearest_ids(library: Library) -> None:
    with pytest.raises(TopicNotFoundError) as caught:
        library.get_topic("insulinomma")
    assert isinstance(caught.value, HoofbeatError)
    assert caught.value.topic_id == "insulinomma"
    assert caught.value.nearest[0] == "insulinoma"


@pytest.mark.parametrize("topic_id", ["", "../facts", "insulinoma.md", "a" * 10_000, "\x00", "😀"])
def test_no_id_reaches_outside_the_topics(library: Library, topic_id: str) -> None:
    with pytest.raises(TopicNotFoundError):
        library.get_topic(topic_id)


def test_related_topics_come_in_the_order_of_the_text(library: Library) -> None:
    head = library.get_head("insulinoma")
    assert tuple(other.id for other in library.related("insulinoma")) == head.related


def test_an_unknown_fact_is_refused(library: Library, tmp_path: Path) -> None:
    folder = tmp_path / "reference"
    shutil.copytree(library.folder, folder)
    file = folder / "en" / "insulinoma.md"
    file.write_text(file.read_text(encoding="utf-8").replace("INS-01", "INS-99"), encoding="utf-8")
    with pytest.raises(ReferenceContentError, match="INS-99"):
        Library(folder).get_topic("insulinoma")


@pytest.mark.parametrize("text", ["", "[]", "{", '{"sources": {}}', '{"sources": 1, "facts": 2}'])
def test_a_broken_list_of_facts_is_named(tmp_path: Path, text: str) -> None:
    (tmp_path / "facts.json").write_text(text, encoding="utf-8")
    with pytest.raises(ReferenceContentError, match=r"facts\.json"):
        _ = Library(tmp_path).facts


def test_importing_the_package_loads_nothing_else() -> None:
    code = (
        "import sys; before = set(sys.modules); import hoofbeat.reference, hoofbeat.reference.library;"
        "new = set(sys.modules) - before;"
        "heavy = {'markdown_it', 'rapidfuzz', 'sqlcipher3', 'PySide6', 'yaml'};"
        "print(sorted(heavy & {name.partition('.')[0] for name in new}))"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"

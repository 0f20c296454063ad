"""Words typed into the box find topics and passages, whatever is typed and however fast."""

from __future__ import annotations

import re

import pytest
from PySide6.QtWidgets import QApplication

from hoofbeat.reference.library import Library
from hoofbeat.ui.pages.learn.page import LearnPage
from hoofbeat.ui.pages.learn.places import View
from tests.ui.driver import Driver
from tests.ui.pages.learn.reading import follow, look_for, marked_text, open_topic, shown


def test_what_is_typed_is_looked_for_and_the_best_passage_is_opened(empty: Driver, page: LearnPage) -> None:
    look_for(empty, page, "insulinomma")
    assert "Showing results for insulinoma." in shown(page)
    assert QApplication.focusWidget() is page.reader
    hits = [link for link in page.reader.links() if "#" in link]
    follow(empty, page, hits[0])
    assert page.trail.current is not None
    assert f"topic:{page.trail.current.name}#{page.trail.current.anchor}" == hits[0]
    assert marked_text(page.reader)
    assert page.controls.find_box.text() == ""
    page.back()
    empty.settle()
    assert page.controls.find_box.text() == "insulinomma"


def test_every_hit_marks_its_passage(empty: Driver, page: LearnPage, library: Library) -> None:
    for passage in library.passages[::41]:
        open_topic(empty, page, passage.key)
        marked = re.sub(r"\W", "", marked_text(page.reader))
        assert marked
        assert marked[:12] in re.sub(r"\W", "", passage.text), passage.key


def test_while_typing_only_the_newest_words_are_answered(empty: Driver, page: LearnPage) -> None:
    page.look_for("insulin")
    page.look_for("what happens if it comes back in the liver")
    empty.settle()
    assert shown(page).startswith("Find: what happens if it comes back")


def test_an_answer_never_takes_back_what_was_typed_since(empty: Driver, page: LearnPage) -> None:
    page.find_here()
    empty.type("insu")
    page.look_for("insu")
    empty.type("linoma")
    empty.settle()
    assert page.controls.find_box.text() == "insulinoma"


def test_titles_in_the_list_are_found_while_typing(empty: Driver, page: LearnPage) -> None:
    page.look_for("vipo")
    empty.settle()
    names = {place.name for place in page.topics.places() if place.view is View.TOPIC}
    assert names == {"vipoma", "signs-vipoma", "tests-vipoma", "treating-vipoma"} | {
        name for name in names if "vipo" not in name
    }
    assert len(names) < 10
    page.controls.find_box.clear()
    empty.settle()
    assert len(page.topics.places()) > 50


def test_nothing_found_offers_the_nearest_words_and_all_topics(
    empty: Driver, page: LearnPage, library: Library
) -> None:
    look_for(empty, page, "xyzzy qqq")
    assert "No passage has these words." in shown(page)
    assert {f"topic:{head.id}" for head in library.heads} <= set(page.reader.links())
    nearest = next(link for link in page.reader.links() if link.startswith("find:"))
    follow(empty, page, nearest)
    assert "No passage has these words." not in shown(page)


@pytest.mark.parametrize("typed", ['"', "AND", "a*", "<b>x</b>", "it's", "(", "\N{GRINNING FACE}", "NEAR(", "x" * 300])
def test_no_text_breaks_the_search(empty: Driver, page: LearnPage, typed: str) -> None:
    page.look_for(typed)
    empty.settle()
    assert empty.errors == []
    assert shown(page).startswith("Find: ")

"""Back and forward between the places where a reader was."""

from __future__ import annotations

from hoofbeat.ui.pages.learn.places import Place, Trail, View, topic_place


def topic(name: str) -> Place:
    return Place(View.TOPIC, name)


def search(words: str) -> Place:
    return Place(View.FOUND, words)


def test_back_and_forward_lead_through_what_was_read() -> None:
    trail = Trail()
    for name in ("a", "b", "c"):
        trail.go(topic(name))
    trail.back()
    assert trail.current == topic("b")
    trail.back()
    trail.back()
    assert (trail.current, trail.has_back) == (topic("a"), False)
    trail.forward()
    trail.go(topic("d"))
    assert (trail.current, trail.has_forward) == (topic("d"), False)


def test_a_place_is_found_scrolled_as_it_was_left() -> None:
    trail = Trail()
    trail.go(topic("a"))
    trail.remember(300)
    trail.go(topic("b"))
    assert trail.scroll is None
    trail.back()
    assert trail.scroll == 300


def test_a_search_that_is_typed_on_is_one_place() -> None:
    trail = Trail()
    trail.go(topic("a"))
    for words in ("i", "in", "insulin"):
        trail.go(search(words))
    assert trail.current == search("insulin")
    trail.back()
    assert trail.current == topic("a")


def test_taking_the_words_away_leads_back_to_the_text() -> None:
    trail = Trail()
    trail.go(topic("a"))
    trail.go(search("insulin"))
    trail.leave_search()
    assert (trail.current, trail.has_forward) == (topic("a"), False)


def test_a_link_may_name_a_passage() -> None:
    assert topic_place("vipoma#vip-01") == Place(View.TOPIC, "vipoma", "vip-01")
    assert topic_place("vipoma") == topic("vipoma")

"""My tumor in eight lines on the page about me: all of them there, and what is not known becomes a question in one click."""

from __future__ import annotations

from hoofbeat.domain.records import Knowledge, Question, TumorFact, TumorTopic
from tests.made_up import appointment, day, tumor_fact
from tests.ui.driver import Driver
from tests.ui.pages.care import add, nameless, press, seen, spoken, stored

EIGHT = [topic for topic in TumorTopic if topic is not TumorTopic.OTHER]


def test_all_eight_lines_are_there_from_the_start(empty: Driver) -> None:
    page = empty.go("about_me")
    words = seen(empty, page)
    for topic in EIGHT:
        assert topic.label in words
    assert len(EIGHT) == 8
    assert nameless(page) == []


def test_a_known_line_shows_its_date_and_source_and_asks_nothing(empty: Driver) -> None:
    add(empty, tumor_fact(TumorTopic.GRADE, "Grade 2", on=day("2019-03"), source="letter"))
    page = empty.go("about_me")
    words = seen(empty, page)
    assert "Grade 2" in words
    assert "March 2019, letter" in words
    assert "Add as a question: Grade" not in spoken(page)
    assert "Add as a question: Ki-67" in spoken(page)


def test_not_known_and_not_tested_are_one_click_each_and_can_be_undone(empty: Driver) -> None:
    page = empty.go("about_me")
    press(empty, page, "Not known to me: Grade")
    press(empty, page, "Not tested: Genetic")
    states = {fact.topic: fact.state for fact in stored(empty, TumorFact)}
    assert states == {TumorTopic.GRADE: Knowledge.NOT_KNOWN, TumorTopic.GENETICS: Knowledge.NOT_TESTED}
    assert "Not known to me" in seen(empty, page)
    empty.controller.run_command("undo")
    empty.settle()
    assert [fact.topic for fact in stored(empty, TumorFact)] == [TumorTopic.GRADE]


def test_what_is_not_known_becomes_a_question_for_the_next_visit_once(empty: Driver) -> None:
    visit = appointment("2026-03-04T10:30")
    add(empty, visit)
    page = empty.go("about_me")
    press(empty, page, "Add as a question: Ki-67")
    (question,) = stored(empty, Question)
    assert (question.appointment, question.about) == (visit.id, "my tumor: ki-67")
    assert "Ki-67" in question.text
    assert "Is among your questions." in seen(empty, page)
    assert "Add as a question: Ki-67" not in spoken(page)

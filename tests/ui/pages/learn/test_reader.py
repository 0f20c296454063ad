"""The reader as a person uses it: topics, links, words, search, bookmarks, notes, printing."""

from __future__ import annotations

import re

from PySide6.QtCore import Qt, QUrl
from PySide6.QtGui import QAccessible, QImage, QTextDocument
from PySide6.QtWidgets import QApplication

from hoofbeat import paths
from hoofbeat.domain.records import Knowledge, TumorFact, TumorFactId, TumorTopic
from hoofbeat.reference.library import Library
from hoofbeat.services import records
from hoofbeat.ui.pages.learn.article import ArticleRenderer
from hoofbeat.ui.pages.learn.lists import term_anchor
from hoofbeat.ui.pages.learn.page import LearnPage
from hoofbeat.ui.pages.learn.places import Place, View
from hoofbeat.ui.pages.learn.reader import Reader
from tests.ui.driver import Driver
from tests.ui.pages.care import add
from tests.ui.pages.learn.reading import follow, has_anchor, marked_text, open_topic, shown


def test_it_opens_at_the_overview_with_every_topic_listed(empty: Driver, page: LearnPage, library: Library) -> None:
    assert shown(page).startswith("Overview")
    listed = {place.name for place in page.topics.places() if place.view is View.TOPIC}
    assert listed == {head.id for head in library.heads}


def test_every_link_picture_and_word_of_every_topic_leads_somewhere(
    empty: Driver, page: LearnPage, library: Library
) -> None:
    room = page.reader.room(page.desk.width(), frozenset(library.pictures))
    known = {head.id for head in library.heads}
    for head in library.heads:
        html = ArticleRenderer(library, room, {}, library.get_topic(head.id)).page()
        anchors = set(re.findall(r'<a name="([^"]+)"', html))
        for scheme, target in re.findall(r'href="([a-z]+):([^"]*)"', html):
            match scheme:
                case "topic":
                    assert target in known
                case "term":
                    assert library.glossary.find_term(target) is not None
                case "here" | "keep":
                    assert target in anchors
                case "tell" | "enlarge":
                    assert library.pictures[target]
                case "copy":
                    assert target
                case "widen":
                    assert not target
                case _:
                    assert scheme in ("http", "https")
        for picture in re.findall(r'<img src="illustration:([^"]+)"', html):
            assert paths.resource("illustrations", f"{picture}.svg").exists()
            assert library.pictures[picture]


def test_the_text_has_every_passage_with_its_source(empty: Driver, page: LearnPage, library: Library) -> None:
    open_topic(empty, page, "tests-gastrinoma")
    text = shown(page)
    assert "In short" in text
    assert "Source: National Cancer Institute, PDQ patient summary, updated 7 October 2022" in text
    assert "Where this comes from" in text
    assert text.rstrip().endswith("It does not give medical advice.")
    assert all(has_anchor(page.reader, each.anchor) for each in library.passages if each.topic_id == "tests-gastrinoma")


def test_only_our_own_pictures_load(empty: Driver, page: LearnPage) -> None:
    open_topic(empty, page, "gastrinoma")
    images = QTextDocument.ResourceType.ImageResource.value
    picture = page.reader.loadResource(images, QUrl("illustration:tumor-places"))
    assert isinstance(picture, QImage)
    assert picture.width() > 200
    icon = paths.resource("icons", "home.svg")
    for address in (
        QUrl.fromLocalFile(str(icon)),
        QUrl(str(icon)),
        QUrl("https://example.org/x.png"),
        QUrl("illustration:../icons/home"),
    ):
        loaded = page.reader.loadResource(images, address)
        assert isinstance(loaded, QImage)
        assert loaded.width() == 1


def test_a_word_shows_its_meaning_and_esc_leads_back_to_the_text(empty: Driver, page: LearnPage) -> None:
    open_topic(empty, page, "gastrinoma")
    follow(empty, page, "term:hormone")
    assert page.panels.popover.isVisible()
    assert page.panels.popover.accessibleName().startswith("hormone. A chemical")
    assert QApplication.focusWidget() is page.panels.popover
    empty.press(Qt.Key.Key_Escape)
    assert not page.panels.popover.isVisible()
    assert QApplication.focusWidget() is page.reader


def test_from_a_word_one_goes_to_its_place_in_the_list(empty: Driver, page: LearnPage) -> None:
    open_topic(empty, page, "gastrinoma")
    follow(empty, page, "term:hormone")
    empty.click("All words from A to Z", page.panels.popover)
    assert page.trail.current == Place(View.WORDS, "hormone")
    assert marked_text(page.reader).startswith("hormone")


def test_every_word_has_its_place_in_the_list(empty: Driver, page: LearnPage, library: Library) -> None:
    page.go(Place(View.WORDS))
    empty.settle()
    assert all(has_anchor(page.reader, term_anchor(term.name)) for term in library.glossary.terms)
    assert len({term_anchor(term.name) for term in library.glossary.terms}) == len(library.glossary.terms)


def test_a_picture_is_told_in_words_on_request(empty: Driver, page: LearnPage, library: Library) -> None:
    open_topic(empty, page, "gastrinoma")
    words = library.pictures["tumor-places"]
    assert words not in shown(page)
    follow(empty, page, "tell:tumor-places")
    assert words in shown(page)
    follow(empty, page, "tell:tumor-places")
    assert words not in shown(page)


def test_a_picture_is_shown_larger_and_says_its_words(empty: Driver, page: LearnPage, library: Library) -> None:
    open_topic(empty, page, "gastrinoma")
    follow(empty, page, "enlarge:tumor-places")
    focused = QApplication.focusWidget()
    assert focused is not None
    interface = QAccessible.queryAccessibleInterface(focused)
    assert library.pictures["tumor-places"] in interface.text(QAccessible.Text.Name)
    empty.click("Back to the text")
    assert page.inner is None


def test_topics_about_the_recorded_type_come_first_and_none_is_hidden(
    empty: Driver, page: LearnPage, library: Library
) -> None:
    fact = TumorFact(
        id=TumorFactId(records.new_id()), topic=TumorTopic.HORMONE, state=Knowledge.KNOWN, value="Glucagon"
    )
    add(empty, fact)
    topics = [place.name for place in page.topics.places() if place.view is View.TOPIC]
    assert topics[:4] == ["glucagonoma", "signs-glucagonoma", "tests-glucagonoma", "treating-glucagonoma"]
    assert set(topics[4:]) == {head.id for head in library.heads}


def test_find_on_this_page_puts_the_keyboard_on_the_line_that_finds_here(empty: Driver, page: LearnPage) -> None:
    empty.controller.run_command("find_here")
    empty.settle()
    assert empty.window.page is page
    assert QApplication.focusWidget() is page.controls.find_box


def test_wide_tables_are_shown_row_by_row_until_there_is_room(empty: Driver, page: LearnPage) -> None:
    empty.window.resize(1100, 760)
    open_topic(empty, page, "table-kinds")
    empty._bot.waitUntil(lambda: "Hormone: Gastrin" in shown(page), timeout=5_000)
    follow(empty, page, "widen:")
    empty._bot.waitUntil(lambda: "Hormone: Gastrin" not in shown(page), timeout=5_000)


def test_a_room_that_changes_on_the_way_does_not_lead_elsewhere(empty: Driver, page: LearnPage) -> None:
    wait_for_room(empty, page)
    page.open_topic("tests-general#tst-20")
    page.text._room = None
    page.reader.room_changed.emit()
    wait_for_room(empty, page)
    empty._bot.waitUntil(lambda: marked_text(page.reader).startswith("On the end of the endoscope"), timeout=5_000)
    assert "On the end of the endoscope is a probe" in seen_text(page.reader)


def test_another_text_size_leaves_the_reader_where_they_were(empty: Driver, page: LearnPage) -> None:
    open_topic(empty, page, "tests-general#tst-20")
    wait_for_room(empty, page)
    for percent in (150, 200, 100):
        empty.controller.surroundings.appearance.choose_text_size(percent)
        wait_for_room(empty, page)
        assert marked_text(page.reader)
        assert "On the end of the endoscope is a probe" in seen_text(page.reader)


def wait_for_room(driver: Driver, page: LearnPage) -> None:
    """Wait until the text is set into the room that there is now."""
    driver._bot.waitUntil(lambda: page.text.is_settled and not page.reader._settling.isActive(), timeout=5_000)


def seen_text(reader: Reader) -> str:
    """Return the words that are in view."""
    first = reader.cursorForPosition(reader.viewport().rect().topLeft())
    last = reader.cursorForPosition(reader.viewport().rect().bottomRight())
    first.setPosition(last.position(), first.MoveMode.KeepAnchor)
    return first.selectedText()


def test_lines_of_text_are_neither_long_nor_cut(empty: Driver, page: LearnPage) -> None:
    empty.window.resize(1600, 900)
    open_topic(empty, page, "treatment-surgery")
    empty._bot.waitUntil(lambda: longest_line(page.reader) > 300, timeout=5_000)
    room = page.reader.room(page.desk.width(), frozenset())
    assert 60 <= room.text_width / room.character_width <= 75
    assert longest_line(page.reader) <= room.text_width + 1
    assert page.reader.horizontalScrollBar().maximum() == 0


def longest_line(reader: Reader) -> float:
    widths = [0.0]
    block = reader.document().begin()
    while block.isValid():
        layout = block.layout()
        if block.text() != "\N{OBJECT REPLACEMENT CHARACTER}":
            widths += [layout.lineAt(number).naturalTextWidth() for number in range(layout.lineCount())]
        block = block.next()
    return max(widths)


def test_a_result_leads_to_what_the_test_is(filled: Driver) -> None:
    results = filled.go("results")
    results.open_test("chromogranin_a")
    filled.settle()
    filled.click("About this test", results)
    learn = filled.window.page
    assert isinstance(learn, LearnPage)
    assert learn.trail.current == Place(View.TOPIC, "tests-general", "chromogranin-a-test")
    assert marked_text(learn.reader) == "Chromogranin A test"

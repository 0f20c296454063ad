"""A topic is shown as rich text and as plain text, with its sources, and nothing in a text becomes a tag."""

from __future__ import annotations

import re
from html.parser import HTMLParser
from pathlib import Path
from typing import TYPE_CHECKING, ClassVar

import pytest

from hoofbeat.reference.content import Topic, TopicHead
from hoofbeat.reference.markdown import read_sections
from hoofbeat.reference.render import TopicRenderer, marked_html, plain_text, source_words

if TYPE_CHECKING:
    from hoofbeat.reference.library import Library

NCI = "Source: National Cancer Institute, PDQ patient summary, updated 7 October 2022"


def topic(body: str) -> Topic:
    return Topic(TopicHead("topic", "A <topic>", "kinds", 10), read_sections(f"## Heading\n\n{body}", Path("topic.md")))


def html(body: str, library: Library, *, terms: bool = False) -> str:
    return TopicRenderer(library.facts, library.glossary if terms else None, library.pictures).html(topic(body))


def without_anchors(shown: str) -> str:
    return re.sub(r'<a name="[^"]*"></a>', "", shown)


class Balance(HTMLParser):
    """Sees that every tag that is opened is closed, in order."""

    EMPTY: ClassVar = {"img", "br"}

    def __init__(self) -> None:
        super().__init__()
        self.open: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag not in self.EMPTY:
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag


def test_text_is_escaped(library: Library) -> None:
    shown = html("A <b>tag</b> & more. {INS-01}", library)
    assert "A &lt;topic&gt;" in shown
    assert "A &lt;b&gt;tag&lt;/b&gt; &amp; more." in shown


def test_ids_are_not_shown_but_sources_are(library: Library) -> None:
    shown = html("Slow. {INS-04}", library)
    assert "INS-04" not in shown
    assert f'<p class="sources">{NCI}</p>' in shown


def test_paragraphs_of_the_same_sources_share_their_line(library: Library) -> None:
    assert html("One. {INS-04}\n\nTwo. {INS-05}", library).count(NCI) == 1
    assert html("One. {INS-04}\n\nOther. {PNET-23}\n\nTwo. {INS-05}", library).count(NCI) == 2


def test_a_term_is_marked_where_it_is_first_used(library: Library) -> None:
    shown = html("An insulinoma is benign. Insulinomas grow. {INS-04}", library, terms=True)
    assert shown.count('href="term:insulinoma"') == 1
    assert '<a class="term" href="term:insulinoma">insulinoma</a>' in shown


def test_phone_numbers_and_addresses_can_be_copied(library: Library) -> None:
    shown = html("Call 1-800-4-CANCER (1-800-422-6237) or write to NCIinfo@nih.gov. {CON-11}", library, terms=True)
    assert [match[1] for match in re.finditer(r'href="copy:([^"]+)"', shown)] == [
        "1-800-4-CANCER",
        "1-800-422-6237",
        "NCIinfo@nih.gov",
    ]


def test_lists_nest_and_tables_have_heads(library: Library) -> None:
    shown = without_anchors(html("- One\n  - Inside\n- Two", library))
    assert "<ul><li>One<ul><li>Inside</li></ul></li><li>Two</li></ul>" in shown
    assert "<tr><th>A</th></tr><tr><td>b</td></tr>" in without_anchors(html("| A |\n|---|\n| b |", library))


def test_every_passage_has_its_anchor_in_the_text(library: Library) -> None:
    renderer = TopicRenderer(library.facts)
    shown = {head.id: renderer.html(library.get_topic(head.id)) for head in library.heads}
    assert [each.key for each in library.passages if f'<a name="{each.anchor}"></a>' not in shown[each.topic_id]] == []


def test_a_picture_is_shown_with_the_words_of_the_drawing(library: Library) -> None:
    shown = html("![Short.](illustration:pancreas)", library)
    assert '<img src="illustration:pancreas" alt="' in shown
    assert "Short." not in shown


def test_found_words_are_marked() -> None:
    assert marked_html("a <b> c", ((2, 5),)) == 'a <span class="mark">&lt;b&gt;</span> c'
    assert marked_html("one\ntwo", ()) == "one<br>two"


def test_no_facts_have_no_source_line(library: Library) -> None:
    assert source_words(library.facts.sources_of(())) == ""
    assert source_words(library.facts.sources_of(("PNET-01", "PNET-22"))).startswith(
        "Sources: National Cancer Institute"
    )


def test_plain_text_holds_what_is_said_and_by_whom(library: Library) -> None:
    text = plain_text(topic("One. {INS-04}\n\n- Two {INS-05}"), library.facts)
    assert text == f"A <topic>\n\nHeading\n\nOne.\n\n- Two\n\n({NCI})\n"


@pytest.mark.parametrize("terms", [False, True])
def test_every_topic_becomes_sound_html_with_all_its_anchors(library: Library, terms: bool) -> None:
    renderer = TopicRenderer(library.facts, library.glossary if terms else None, library.pictures)
    for head in library.heads:
        whole = library.get_topic(head.id)
        shown = renderer.html(whole)
        balance = Balance()
        balance.feed(shown)
        assert not balance.open
        for section in whole.sections:
            assert f'<a name="{section.anchor}"></a>' in shown
            assert all(f'<a name="{block.anchor}"></a>' in shown for block in section.blocks)
        assert plain_text(whole, library.facts).startswith(whole.title)

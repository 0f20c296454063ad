"""The pages of Learn as they are drawn: links followed, passages kept, words looked for."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any


def read(*links: str) -> Callable[[Any], object]:
    """Follow links of the reader one after the other, each when the one before is shown."""

    def prepare(page: Any) -> None:
        from tests.screenshots.__main__ import let_work, settle
        from tests.ui.pages.learn.reading import select_link

        page.desk.show_list(True)
        for link in links:
            if link in _DONE_ELSEWHERE:
                _DONE_ELSEWHERE[link](page)
                continue
            select_link(page.reader, link)
            page.follow(link)
            settle(page.surroundings.tasks)
            let_work(150)

    return prepare


def _keep_some(page: Any) -> None:
    from hoofbeat.services import reading
    from tests.screenshots.__main__ import settle

    for kept in (
        reading.Kept("tests-gastrinoma#tga-01", True, "Dr Lee wants this one again in May. Ask about the 8 hours."),
        reading.Kept("treating-gastrinoma#in-short", True),
        reading.Kept("gone-topic#gone-01", False, "A note stays, even where the passage is gone."),
    ):
        page.surroundings.tasks.change(lambda journal, _author, kept=kept: reading.keep(journal, kept=kept))
    settle(page.surroundings.tasks)


_DONE_ELSEWHERE: dict[str, Callable[[Any], object]] = {
    "keep-some:": _keep_some,
    "topics:": lambda page: page.desk.show_list(True),
}
PLACES = {
    "overview": ("topic:overview",),
    "picture": ("topic:gastrinoma#where-it-forms",),
    "table": ("topic:table-kinds#table-of-tumor-types",),
    "table-wide": ("topic:table-kinds#table-of-tumor-types", "widen:"),
    "picture-large": ("topic:gastrinoma", "enlarge:tumor-places"),
    "note": ("topic:supportive-care",),
    "passage": ("topic:tests-gastrinoma#tga-04",),
    "found": ("find:insulinomma surgery",),
    "nothing": ("find:xyzzy qqq",),
    "meaning": ("topic:gastrinoma", "term:hormone"),
    "acts": ("topic:gastrinoma", "keep:gas-02"),
    "leaving": ("topic:about-sources", "https://www.cancer.gov/"),
    "words": ("topic:gastrinoma", "words:"),
    "kept": ("kept:",),
    "kept-some": ("keep-some:", "kept:"),
    "topics": ("topics:",),
    "printing": ("topic:gastrinoma", "print:"),
}

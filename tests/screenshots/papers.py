"""Scenes of papers: beside a visit, a medicine, a test and the person; none yet, several, and one being renamed."""

from __future__ import annotations

import tempfile
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path
from typing import Any

from hoofbeat.domain.records import Attachment, Medication

_FILES = (
    ("Letter from Dr Lee after the scan.pdf", b"%PDF-1.4 made up" * 9_000),
    ("Photo of the injection plan.jpg", b"\xff\xd8\xff\xe0 made up" * 190_000),
    ("Insurance form.docx", b"PK\x03\x04 made up" * 2_000),
)


def _with_papers(settle: Callable[[Any], None], page: Any) -> Any:
    """Add the papers, scroll to them, and return their part of the page."""
    from hoofbeat.ui.pages.papers.section import PapersSection

    settle(page.surroundings.tasks)
    section = page.findChildren(PapersSection)[-1]
    if not section.papers:
        folder = Path(tempfile.mkdtemp())
        for name, content in _FILES:
            (folder / name).write_bytes(content)
        section.take_files([folder / name for name, _ in _FILES])
        settle(page.surroundings.tasks)
        page.surroundings.tasks.change(_describe)
        wait(page, lambda: any(each.note for each in section.papers))
        page.window()._toast.hide()
    _to_the_end(settle, page, section)
    return section


def wait(page: Any, until: Callable[[], bool]) -> None:
    """Wait until both workers came so far."""
    from tests.screenshots.__main__ import wait_for

    wait_for(until)
    page.window().repaint()


def _describe(journal: Any, _author: str) -> Any:
    from hoofbeat.domain.values import PartialDate
    from hoofbeat.services import records

    with journal.reading() as stored:
        first = next(each for each in stored.list(Attachment, media_type="application/pdf") if not each.note)
    changed = first.replaced(on=PartialDate.parse("2026-02-20"), note="Says when the next scan is.")
    return records.correct(journal, record=changed)


def _to_the_end(settle: Callable[[Any], None], page: Any, section: Any) -> None:
    from hoofbeat.ui.widgets.scrolling import ScrollingColumn

    settle(page.surroundings.tasks)
    area = section.parentWidget()
    while not isinstance(area, ScrollingColumn):
        area = area.parentWidget()
    area.verticalScrollBar().setValue(area.verticalScrollBar().maximum())


def _empty(settle: Callable[[Any], None], page: Any) -> None:
    from hoofbeat.ui.pages.papers.section import PapersSection

    settle(page.surroundings.tasks)
    _to_the_end(settle, page, page.findChildren(PapersSection)[-1])


def _rename(settle: Callable[[Any], None], page: Any) -> None:
    section = _with_papers(settle, page)
    section.edit(section.papers[0])
    _to_the_end(settle, page, section)


def _drop(settle: Callable[[Any], None], page: Any) -> None:
    _with_papers(settle, page)._show_target(is_over=True)


def _on_medicine(settle: Callable[[Any], None], page: Any) -> None:
    found: list[str] = []
    page.surroundings.tasks.read(_first_medicine, then=found.append)
    settle(page.surroundings.tasks)
    page.show_record(found[0])
    _with_papers(settle, page)


def _first_medicine(journal: Any) -> str:
    with journal.reading() as stored:
        return str(next(stored.list(Medication)).id)


def _on_test(settle: Callable[[Any], None], page: Any) -> None:
    page.open_test("chromogranin_a")
    _with_papers(settle, page)


def _only_papers(settle: Callable[[Any], None], page: Any) -> None:
    from hoofbeat.domain.timeline import Group

    for group in Group:
        page.filters.tick_of(group).setChecked(group is Group.PAPERS)
    settle(page.surroundings.tasks)


def scenes(settle: Callable[[Any], None]) -> Iterator[tuple[Any, ...]]:
    """Yield each scene: name, page, what is done before its picture, with which journals, at which text sizes."""
    sizes = (100, 150, 200)
    yield "papers-none", "about_me", partial(_empty, settle), ("empty",), sizes
    yield "papers", "about_me", partial(_with_papers, settle), ("filled",), sizes
    yield "papers-rename", "about_me", partial(_rename, settle), ("filled",), sizes
    yield "papers-drop", "about_me", partial(_drop, settle), ("filled",), (100,)
    yield "papers-test", "results", partial(_on_test, settle), ("filled",), sizes
    yield "papers-medicine", "medicines", partial(_on_medicine, settle), ("filled",), (100,)
    yield "papers-timeline", "timeline", partial(_only_papers, settle), ("filled",), (100,)

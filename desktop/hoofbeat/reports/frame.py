"""The frame of every sheet: the head of page 1, the head that later pages bear, and the foot with the page's number."""

from __future__ import annotations

from collections.abc import Sequence

from hoofbeat.reports.bands import Setter
from hoofbeat.reports.frame_words import Frame
from hoofbeat.reports.page import Page, Role
from hoofbeat.reports.rows import Block, Cell, Row, RuleMark, set_row, stacked
from hoofbeat.reports.text import Span
from hoofbeat.reports.theme import INK
from hoofbeat.wording.sheets import left_out_sentence, page_words

_LINES_IN_HEAD = 3
_RULE_OF_HEAD = 1.4


def head_of(frame: Frame, setter: Setter) -> tuple[Block, list[str]]:
    """Return the head of page 1; and all of its texts where one was too long for it, to be said whole further on."""
    top = _large_head(frame, setter) if setter.scale.is_large else _wide_head(frame, setter)
    rule = Block((RuleMark(0, 3, setter.grid.width, _RULE_OF_HEAD, INK),), 8)
    said = Cell((Span(f"{frame.prepared} {frame.disclaimer}", setter.scale.quiet),), 0, setter.grid.width)
    prepared = set_row(Row((said,)), setter.type, setter.scale, _LINES_IN_HEAD)
    is_cut = top.is_cut or prepared.is_cut
    whole = [frame.name, frame.born, frame.headline, frame.subline, frame.prepared]
    return stacked([top, rule, prepared]), [text for text in whole if text] if is_cut else []


def _wide_head(frame: Frame, setter: Setter) -> Block:
    """Set the person on the left and what the sheet is about on the right."""
    grid, scale = setter.grid, setter.scale
    left_width, right = grid.width * 0.5, grid.width * 0.53
    name = Cell((Span(frame.name, scale.title), Span(f"\n{frame.born}", scale.text)), 0, left_width)
    about = Cell(
        (Span(frame.headline, scale.subtitle), Span(f"\n{frame.subline}", scale.text)), right, grid.width - right
    )
    return set_row(Row((name, about)), setter.type, scale, _LINES_IN_HEAD + 1)


def _large_head(frame: Frame, setter: Setter) -> Block:
    """Set the person above what the sheet is about: large print has no room for two columns."""
    scale, width = setter.scale, setter.grid.width
    texts = (
        (Span(frame.name, scale.title), Span(f"\n{frame.born}", scale.text)),
        (Span(frame.headline, scale.subtitle), Span(f"\n{frame.subline}" if frame.subline else "", scale.text)),
    )
    rows = [Row((Cell(spans, 0, width),), space_above=4.0 * at) for at, spans in enumerate(texts)]
    return stacked([set_row(row, setter.type, scale, _LINES_IN_HEAD) for row in rows])


def empty_page(frame: Frame, setter: Setter, *, is_first: bool = True) -> Page:
    """Return a page with the room between the margin above and the foot."""
    grid = setter.grid
    foot = _foot(frame, setter, "", is_first=is_first)
    return Page(grid.margin_top, grid.paper.height - grid.margin_bottom - foot.height)


def next_page(frame: Frame, setter: Setter) -> Page:
    """Return a later page, with its head."""
    page = empty_page(frame, setter, is_first=False)
    head = _running_head(frame, setter)
    page.put(head, setter.grid.margin, Role.FURNITURE)
    page.y += head.height
    return page


def put_feet(pages: Sequence[Page], frame: Frame, setter: Setter) -> None:
    """Put the foot on each page."""
    for number, page in enumerate(pages, start=1):
        page.y = page.bottom
        foot = _foot(frame, setter, page_words(number, len(pages)), is_first=number == 1)
        page.put(foot, setter.grid.margin, Role.FURNITURE)


def _running_head(frame: Frame, setter: Setter) -> Block:
    """Set whose the page is and of which sheet. A long name is cut, the birth date never: it tells two people apart."""
    grid, scale = setter.grid, setter.scale
    width, left = grid.width * 0.56, grid.width * 0.6
    title = ", ".join(text for text in (frame.title, frame.short) if text)
    sheet = Cell((Span(title, scale.quiet),), left, grid.width - left, is_right=True)
    rule = Block((RuleMark(0, 3, grid.width, _RULE_OF_HEAD, INK),), 11)
    person = Cell((Span(f"{frame.name}, {frame.born}", scale.strong),), 0, width)
    whole = set_row(Row((person, sheet)), setter.type, scale, 2)
    if not whole.is_cut:
        return stacked([whole, rule])
    name = set_row(Row((Cell((Span(frame.name, scale.strong),), 0, width), sheet)), setter.type, scale, 1)
    born = set_row(Row((Cell((Span(frame.born, scale.strong),), 0, width),)), setter.type, scale)
    return stacked([name, born, rule])


def _foot(frame: Frame, setter: Setter, numbered: str, *, is_first: bool) -> Block:
    """Set when it was printed beside the page's number, then what every reader must know; what is left out comes last."""
    grid, scale = setter.grid, setter.scale
    left = grid.width * 0.79
    printed = " ".join(f"{text}." for text in (frame.data_as_of, frame.printed) if text)
    dated = Cell((Span(printed, scale.foot),), 0, left - 8)
    number = Cell((Span(numbered, scale.foot_strong),), left, grid.width - left, is_right=True)
    said = ["" if is_first else frame.disclaimer, frame.advice, left_out_sentence(frame.left_out)]
    rows = [Row((dated, number))]
    rows += [Row((Cell((Span(text, scale.foot),), 0, grid.width),)) for text in said if text]
    return stacked([Block((), 12), *(set_row(row, setter.type, scale) for row in rows)])

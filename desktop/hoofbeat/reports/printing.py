"""Any sheet as PDF and as text: the visit sheet with its hard first page, the others as parts that flow, large print all so."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, TypeAlias

from hoofbeat.reports.content import VisitContent
from hoofbeat.reports.theme import Paper
from hoofbeat.reports.topic_content import TopicsContent

if TYPE_CHECKING:
    from hoofbeat.reports.parts import SheetContent

Content: TypeAlias = "VisitContent | SheetContent | TopicsContent"


def render(content: Content, *, paper: Paper, made_at: datetime, fonts: Path, is_large: bool = False) -> bytes:
    """Return a sheet as PDF; `fonts` is the folder of the bundled fonts."""
    if isinstance(content, TopicsContent):
        from hoofbeat.reports.topic import render_topics

        return render_topics(content.topics, paper=paper, made_at=made_at, fonts=fonts, is_large=is_large)
    if isinstance(content, VisitContent) and not is_large:
        from hoofbeat.reports.visit_sheet import render_visit_sheet

        return render_visit_sheet(content, paper=paper, made_at=made_at, fonts=fonts)
    from hoofbeat.reports.sheet import render_sheet

    return render_sheet(_flowing(content), paper=paper, made_at=made_at, fonts=fonts, is_large=is_large)


def as_text(content: Content) -> str:
    """Return a sheet as plain text."""
    if isinstance(content, TopicsContent):
        return content.text
    if isinstance(content, VisitContent):
        from hoofbeat.reports.plain_text import plain_text

        return plain_text(content)
    from hoofbeat.reports.part_text import sheet_text

    return sheet_text(content)


def _flowing(content: VisitContent | SheetContent) -> SheetContent:
    if not isinstance(content, VisitContent):
        return content
    from hoofbeat.reports.band_parts import visit_parts

    return visit_parts(content)

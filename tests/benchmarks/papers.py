"""A journal with 200 MB of papers against the same without: opened, and its lists read, as if there were none."""

from __future__ import annotations

import random
import shutil
from pathlib import Path

from tests.benchmarks.comparison import BUILD, Comparison, times
from tests.benchmarks.heavy_journal import heavy_journal, kept

_PAPERS = 8
_MEGABYTES = 25
_SEED = 11


def papers_journal() -> Path:
    """Return the journal of the heavy user with papers, built if it is not there for this schema."""
    return kept(BUILD / "papers.hoofbeat", _build, by=Path(__file__))


def _build(path: Path) -> None:
    from hoofbeat.domain.changes import Act, Description
    from hoofbeat.domain.records import Attachment, AttachmentId
    from hoofbeat.store.attachments import keep_content
    from hoofbeat.store.journal import open_journal

    chance = random.Random(_SEED)  # noqa: S311  # made-up contents
    shutil.copyfile(heavy_journal(), path)
    with open_journal(path) as journal:
        for number in range(_PAPERS):
            content = chance.randbytes(_MEGABYTES * 1024 * 1024)
            with journal.change() as work:
                sha256 = keep_content(work.connection, content)
                paper = AttachmentId(f"paper {number}")
                work.add(Attachment(id=paper, title=f"Paper {number}", size=len(content), sha256=sha256))
                work.commit(Description(Act.ADD))


def _open_and_list(path: Path) -> float:
    from hoofbeat.domain.records import Kind
    from hoofbeat.services import attachments
    from hoofbeat.store.journal import open_journal

    def act(_number: int) -> None:
        with open_journal(path) as journal:
            attachments.list_beside(journal, kind=Kind.PEOPLE, record_ids=())

    return times(act, 15, warm=1)


def open_with_papers() -> float:
    return _open_and_list(papers_journal())


def open_without_papers() -> float:
    return _open_and_list(heavy_journal())


COMPARISONS = (
    Comparison(
        "opening with 200 MB of papers, and their list",
        open_with_papers,
        open_without_papers,
        "the same journal without papers",
        wanted=1.2,
    ),
)

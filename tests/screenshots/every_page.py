"""Draws every page of every sheet, of a filled, an empty and an overfull record, to be looked at: python -m tests.screenshots.every_page."""

from __future__ import annotations

import argparse
import tempfile
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from hoofbeat.domain.changes import Act, Description
from hoofbeat.domain.records import Kind, Person
from hoofbeat.domain.sheets.kinds import RECORD_SHEETS, SHEET_FORMS, SheetKind
from hoofbeat.domain.sheets.request import request_for
from hoofbeat.reference.catalogue import load_catalogue
from hoofbeat.services import journals, sample
from hoofbeat.services.journals import Journal
from hoofbeat.services.sheets.making import Paper, make_sheet
from tests.screenshots.overfull import overfull
from tests.screenshots.sheets import MOMENT, PROJECT, RESOURCES

RECORDS = ("sample", "empty", "overfull")
_SCALE = 1.25
_PAGES_ON_A_PICTURE = 3
_GAP = 12


def draw(
    folder: Path,
    records: Sequence[str],
    kinds: Sequence[SheetKind],
    papers: Sequence[Paper],
    most: int,
    *,
    is_whole: bool,
) -> Iterator[Path]:
    """Yield the pictures, each of a few pages beside each other; with `is_whole` every section is ticked."""
    folder.mkdir(parents=True, exist_ok=True)
    catalogue = load_catalogue(RESOURCES / "catalogue" / "lab_tests.json")
    for record in records:
        with tempfile.TemporaryDirectory() as place, _journal(Path(place), record) as journal:
            for kind in kinds:
                left_out = frozenset() if is_whole else SHEET_FORMS[kind].unticked
                request = request_for(kind).replaced(left_out=left_out, for_whom="Dr Lee", prepared_by="Ana (daughter)")
                made = make_sheet(journal, request, catalogue=catalogue, today=MOMENT.date(), made_at=MOMENT)
                for paper in papers:
                    for is_large in (False, True):
                        pdf = made.pdf(paper=paper, resources=RESOURCES, is_large=is_large)
                        size = "large" if is_large else "ordinary"
                        yield from _pictures(pdf, folder / f"{record} {kind.value} {paper.name.lower()} {size}", most)


def _journal(place: Path, record: str) -> Journal:
    journal = journals.create(path=place / "journal.hoofbeat", name="Maria Gomez" if record == "sample" else "")
    if record == "sample":
        sample.fill(journal, today=MOMENT.date())
    if record == "overfull":
        with journal.change() as work:
            for person in list(work.records.list(Person)):
                work.remove(Kind.PEOPLE, person.id)
            work.add(*overfull())
            work.commit(Description(Act.ADD))
    return journal


def _pictures(pdf: bytes, path: Path, most: int) -> Iterator[Path]:
    import pypdfium2

    document = pypdfium2.PdfDocument(pdf)
    try:
        count = len(document)
        drawn = [document[number].render(scale=_SCALE).to_pil().convert("L") for number in range(min(count, most))]
    finally:
        document.close()
    for start in range(0, len(drawn), _PAGES_ON_A_PICTURE):
        target = path.with_name(f"{path.name} {start + 1} of {count}.png")
        _beside(drawn[start : start + _PAGES_ON_A_PICTURE]).save(target)
        yield target


def _beside(pages: Sequence[Any]) -> Any:
    from PIL import Image

    width = sum(page.width + _GAP for page in pages)
    picture = Image.new("L", (width, max(page.height for page in pages)), 128)
    left = 0
    for page in pages:
        picture.paste(page, (left, 0))
        left += page.width + _GAP
    return picture


def main() -> None:
    """Draw what is asked for, or all."""
    parser = argparse.ArgumentParser(prog="python -m tests.screenshots.every_page", description=__doc__)
    parser.add_argument("sheets", nargs="*", type=SheetKind, metavar="SHEET")
    parser.add_argument("--record", action="append", choices=RECORDS)
    parser.add_argument("--paper", action="append", type=lambda word: Paper[word.upper()], metavar="a4|letter")
    parser.add_argument("--pages", type=int, default=9, help="draw at most so many pages of a sheet")
    parser.add_argument("--whole", action="store_true", help="with every section")
    parser.add_argument("--output", type=Path, default=PROJECT / "build" / "pages", metavar="FOLDER")
    options = parser.parse_args()
    records, kinds, papers = (
        options.record or RECORDS,
        options.sheets or list(RECORD_SHEETS),
        options.paper or list(Paper),
    )
    for path in draw(options.output, records, kinds, papers, options.pages, is_whole=options.whole):
        print(path.name)


if __name__ == "__main__":
    main()

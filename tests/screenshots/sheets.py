"""Draws page 1 of every sheet, made from the made-up record, as small pictures for the README: python -m tests.screenshots.sheets."""

from __future__ import annotations

import argparse
import tempfile
from dataclasses import replace
from datetime import datetime
from pathlib import Path
from zoneinfo import ZoneInfo

from hoofbeat.domain.sheets.kinds import RECORD_SHEETS, SheetKind
from hoofbeat.domain.sheets.request import request_for
from hoofbeat.reference.catalogue import load_catalogue
from hoofbeat.reference.library import Library
from hoofbeat.services import journals, sample
from hoofbeat.services.sheets.making import Paper, make_sheet
from hoofbeat.services.topic_sheets import make_topic_sheet
from hoofbeat.wording.sheets import data_as_of_words

PROJECT = Path(__file__).resolve().parents[2]
RESOURCES = PROJECT / "resources"
MOMENT = datetime(2026, 3, 3, 10, 42, tzinfo=ZoneInfo("Europe/Vienna"))
_TOPIC = "gastrinoma"
_SCALE = 1.1
"""Dots to a point: small, and still to be read."""
_GREYS = 16
"""Sheets are black, grey and white; so few greys keep a picture small."""


def draw_sheets(folder: Path, kinds: list[SheetKind]) -> list[Path]:
    """Draw page 1 of these sheets into a folder, which is made; return the pictures."""
    folder.mkdir(parents=True, exist_ok=True)
    catalogue = load_catalogue(RESOURCES / "catalogue" / "lab_tests.json")
    with tempfile.TemporaryDirectory() as place:
        journal = journals.create(path=Path(place) / "journal.hoofbeat", name="Maria Gomez")
        sample.fill(journal, today=MOMENT.date())
        drawn = []
        for kind in kinds:
            made = make_sheet(journal, request_for(kind), catalogue=catalogue, today=MOMENT.date(), made_at=MOMENT)
            # The record was made just now; the picture is of a day when it was as old as that.
            frame = replace(made.content.frame, data_as_of=data_as_of_words(MOMENT))
            made = replace(made, content=replace(made.content, frame=frame))
            pdf = made.pdf(paper=Paper.A4, resources=RESOURCES)
            drawn.append(_draw(pdf, folder / f"sheet-{kind.value}.png"))
        journal.close()
    return drawn


def draw_topic(folder: Path) -> Path:
    """Draw page 1 of a topic of the reference."""
    request = request_for(SheetKind.TOPIC).replaced(topic=_TOPIC)
    made = make_topic_sheet(request, library=Library(RESOURCES / "reference"), made_at=MOMENT)
    return _draw(made.pdf(paper=Paper.A4, resources=RESOURCES), folder / f"sheet-{SheetKind.TOPIC.value}.png")


def _draw(pdf: bytes, path: Path) -> Path:
    import pypdfium2

    document = pypdfium2.PdfDocument(pdf)
    try:
        picture = document[0].render(scale=_SCALE).to_pil().convert("L").quantize(_GREYS)
    finally:
        document.close()
    picture.save(path, optimize=True)
    return path


def main() -> None:
    """Draw the sheets that are asked for, or all."""
    parser = argparse.ArgumentParser(prog="python -m tests.screenshots.sheets", description=__doc__)
    parser.add_argument("sheets", nargs="*", type=SheetKind, metavar="SHEET")
    parser.add_argument("--output", type=Path, default=PROJECT / "packaging" / "screenshots", metavar="FOLDER")
    options = parser.parse_args()
    asked = options.sheets or list(SheetKind)
    drawn = draw_sheets(options.output, [kind for kind in asked if kind in RECORD_SHEETS])
    for path in [*drawn, *([draw_topic(options.output)] if SheetKind.TOPIC in asked else [])]:
        print(path.name, path.stat().st_size)


if __name__ == "__main__":
    main()

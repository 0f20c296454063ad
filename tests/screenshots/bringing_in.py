"""Scenes of bringing files in: a table in doubt, what differs, a folder, a PDF beside the form, and what was added."""

from __future__ import annotations

import tempfile
import zipfile
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Any

_HEADING = "Collection Date,Test Name,Result,Units,Reference Range,Flag,Laboratory\n"
_LABS = (
    "03/04/2026,Chromogranin A,112,ng/mL,0 - 93,H,City Lab\n"
    "03/04/2026,Gastrin,80,pg/mL,13 - 115,,City Lab\n"
    "05/06/2026,Chromogranin A,98,ng/mL,0 - 93,H,City Lab\n"
    "05/06/2026,Potassium,4.1,mmol/L,3.5 - 5.1,,City Lab\n"
)
_CERTAIN = (
    "2026-02-13,Chromogranin A,112,ng/mL,0 - 93,H,City Lab\n"
    "2026-02-13,Gastrin,80,pg/mL,13 - 115,,City Lab\n"
    "2026-02-13,Insulin,12.5,uIU/mL,2.6 - 24.9,,City Lab\n"
)
_NEWER = (
    "2026-02-13,Chromogranin A,118,ng/mL,0 - 93,H,City Lab\n"
    "2026-02-13,Gastrin,80,pg/mL,13 - 115,,City Lab\n"
    "2026-02-13,Insulin,12.8,uIU/mL,2.6 - 24.9,,City Lab\n"
    "2026-02-30,Potassium,4.1,mmol/L,3.5 - 5.1,,City Lab\n"
    "2026-03-01,Sodium,140,mmol/L,135 - 145,,City Lab\n"
    "2026-03-01,Calcium,,mmol/L,2.1 - 2.6,,City Lab\n"
)


def _written(name: str, text: str) -> Path:
    path = Path(tempfile.mkdtemp()) / name
    path.write_text(_HEADING + text, encoding="utf-8")
    return path


def _in_doubt(settle: Callable[[Any], None], page: Any) -> None:
    page.preview([_written("results-of-the-portal.csv", _LABS)])
    settle(page.surroundings.tasks)


def _added(settle: Callable[[Any], None], page: Any) -> None:
    """Add, and wait for the copy that is made first."""
    page.add_records()
    while not page._taken:
        settle(page.surroundings.tasks)


def _differing(settle: Callable[[Any], None], page: Any) -> None:
    tasks = page.surroundings.tasks
    page.preview([_written("labs-february.csv", _CERTAIN)])
    settle(tasks)
    _added(settle, page)
    page.preview([_written("labs-march.csv", _NEWER)])
    settle(tasks)


def _row_by_row(settle: Callable[[Any], None], page: Any) -> None:
    page.preview([_written("labs-of-april.csv", _NEWER.replace("2026-0", "2025-0"))])
    settle(page.surroundings.tasks)
    page._view.found_table.table.row_opened.emit(1)
    settle(page.surroundings.tasks)
    bar = page.scroll_area.verticalScrollBar()
    bar.setValue(bar.maximum() // 2)


def _done(settle: Callable[[Any], None], page: Any) -> None:
    page.preview([_written("labs-of-may.csv", _NEWER.replace("2026-0", "2024-0"))])
    settle(page.surroundings.tasks)
    _added(settle, page)


def _folder(settle: Callable[[Any], None], page: Any) -> None:
    path = Path(tempfile.mkdtemp()) / "download-of-the-hospital.zip"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("results/blood-2023.csv", _HEADING + _CERTAIN.replace("2026", "2023"))
        archive.writestr("results/blood-2022.csv", _HEADING + _CERTAIN.replace("2026", "2022"))
        archive.writestr("letters/discharge.docx.txt", "Dear colleague")
        archive.writestr("scan.jpg", b"\xff\xd8\xff\xe0")
    page.preview([path])
    settle(page.surroundings.tasks)
    bar = page.scroll_area.verticalScrollBar()
    bar.setValue(bar.maximum())


def _pdf(settle: Callable[[Any], None], page: Any) -> None:
    from reportlab.pdfgen.canvas import Canvas

    path = Path(tempfile.mkdtemp()) / "lab-report.pdf"
    canvas = Canvas(str(path))
    lines = (
        "City Lab",
        "Patient: Maria Gomez",
        "",
        "Chromogranin A   112 ng/mL   (0 - 93)   H",
        "Gastrin   80 pg/mL   (13 - 115)",
    )
    for number, line in enumerate(lines):
        canvas.drawString(72, 760 - 18 * number, line)
    canvas.save()
    page.preview([path])
    settle(page.surroundings.tasks)


def scenes(settle: Callable[[Any], None]) -> tuple[tuple[str, Callable[[Any], None]], ...]:
    """Each picture by its name, with what is done before it is drawn."""
    acts = {
        "import-doubt": _in_doubt,
        "import-differs": _differing,
        "import-rows": _row_by_row,
        "import-done": _done,
        "import-folder": _folder,
        "import-pdf": _pdf,
    }
    return tuple((name, partial(act, settle)) for name, act in acts.items())

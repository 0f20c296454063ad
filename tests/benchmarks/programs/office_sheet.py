"""The rows of the bare sheet as a page of HTML, which an office suite turns into a PDF without a window."""

from __future__ import annotations

import html
import subprocess
import sys
import tempfile
from pathlib import Path

from tests.benchmarks.programs import bare_sheet

journal, target = sys.argv[1], Path(sys.argv[2])
tables, _ = bare_sheet.read(bare_sheet.connect(journal))
page = "".join(
    f"<h2>{html.escape(heading)}</h2><table>"
    + "".join("<tr>" + "".join(f"<td>{html.escape(cell)}</td>" for cell in row) + "</tr>" for row in rows)
    + "</table>"
    for heading, rows in tables.items()
)
with tempfile.TemporaryDirectory() as place:
    source = Path(place) / f"{target.stem}.html"
    source.write_text(f"<html><meta charset=utf-8><body>{page}</body></html>", encoding="utf-8")
    # A profile of its own, which stays: the suite fills it once, as on anybody's computer.
    profile = f"-env:UserInstallation={(target.parent / 'office profile').absolute().as_uri()}"
    command = ["soffice", profile, "--headless", "--convert-to"]
    subprocess.run([*command, "pdf:writer_web_pdf_Export", "--outdir", place, source], check=True, capture_output=True)
    target.write_bytes(source.with_suffix(".pdf").read_bytes())
print("printed")

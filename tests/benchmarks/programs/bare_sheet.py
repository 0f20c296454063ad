"""The least that prints the rows of the visit sheet with the same libraries and letters: SQLAlchemy reads, ReportLab sets, pikepdf writes.

It asks for what the sheet says (what is new since the last visit, the medicines, the two newest results of each test) and
adds one line chart. It checks, wraps, tags and outlines nothing, and knows no dates cut short and nothing that is kept private.
"""

from __future__ import annotations

import sqlite3
import sys
from datetime import datetime
from io import BytesIO
from pathlib import Path

import pikepdf
from reportlab.graphics.charts.lineplots import LinePlot
from reportlab.graphics.shapes import Drawing
from reportlab.lib.styles import ParagraphStyle
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.platypus import Paragraph, SimpleDocTemplate, Table
from sqlalchemy import Engine, create_engine, text

FONTS = Path(__file__).resolve().parents[3] / "resources" / "fonts"
LAST_VISIT = (
    "SELECT max(starts_at) FROM appointments WHERE kind = 'visit' AND state <> 'cancelled' AND starts_at < :today"
)
TABLES = {
    "Since last visit: doses": """
        SELECT max(given_at), medicines.name, count(*) FROM given JOIN medicines ON medicines.id = given.medication
        WHERE given_at >= :since GROUP BY medicines.id ORDER BY 1 DESC
    """,
    "Since last visit: results": """
        SELECT taken_on, laboratories.name, count(*), group_concat(catalogue_test, ', ')
        FROM samples JOIN laboratories ON laboratories.id = samples.laboratory JOIN results ON results.sample = samples.id
        WHERE taken_on >= :since GROUP BY samples.id ORDER BY taken_on DESC
    """,
    "Medicines now": "SELECT name, strength, route, state FROM medicines WHERE state <> 'stopped'",
    "Results": """
        SELECT catalogue_test, value_text, unit, range_text, taken_on, specimen FROM (
            SELECT results.id, row_number() OVER (PARTITION BY catalogue_test, minute ORDER BY taken_on DESC) AS place
            FROM results JOIN samples ON samples.id = results.sample
        ) AS placed JOIN results ON results.id = placed.id JOIN samples ON samples.id = results.sample WHERE place <= 2
    """,
}
POINTS = """
    SELECT julianday(taken_on), value FROM results JOIN samples ON samples.id = results.sample
    WHERE catalogue_test = 'test-0' ORDER BY taken_on DESC LIMIT 20
"""
LONGEST = 60


def connect(journal: str) -> Engine:
    """Open a journal."""
    return create_engine("sqlite://", creator=lambda: sqlite3.connect(journal))


def print_rows(engine: Engine) -> tuple[bytes, int]:
    """Return the sheet as ReportLab writes it, and how many rows it has."""
    tables, points = read(engine)
    plot = LinePlot()
    plot.data = [points]
    plot.width, plot.height = 400, 150
    plot.xValueAxis.labels.fontName = plot.yValueAxis.labels.fontName = "Sheet"
    drawing = Drawing(420, 170)
    drawing.add(plot)
    drawing.initialFontName = "Sheet"
    heading_style = ParagraphStyle("heading", fontName="Sheet-SemiBold", fontSize=12, leading=15)
    parts = [drawing]
    for heading, rows in tables.items():
        parts += [Paragraph(heading, heading_style), Table(rows, style=[("FONTNAME", (0, 0), (-1, -1), "Sheet")])]
    printed = BytesIO()
    SimpleDocTemplate(printed, initialFontName="Sheet").build(parts)
    return printed.getvalue(), sum(map(len, tables.values()))


def read(engine: Engine) -> tuple[dict[str, list[list[str]]], list[tuple[float, float]]]:
    """Read the rows of each table, and the points of the chart."""
    today = f"{datetime.now().astimezone():%Y-%m-%d}"
    tables = {}
    with engine.connect() as connection:
        since = connection.execute(text(LAST_VISIT), {"today": today}).scalar_one()[:10]
        for heading, query in TABLES.items():
            rows = connection.execute(text(query), {"since": since} if ":since" in query else {})
            tables[heading] = [[str(value)[:LONGEST] for value in row] for row in rows]
        return tables, [(day, float(value)) for day, value in connection.execute(text(POINTS))]


def load_fonts() -> None:
    """Make the two cuts known that the sheet is set in."""
    for face, file in (("Sheet", "IBMPlexSans-Regular.ttf"), ("Sheet-SemiBold", "IBMPlexSans-SemiBold.ttf")):
        pdfmetrics.registerFont(TTFont(face, str(FONTS / file)))


if __name__ == "__main__":
    journal, target = sys.argv[1:]
    load_fonts()
    printed, count = print_rows(connect(journal))
    with pikepdf.open(BytesIO(printed)) as pdf:
        pdf.save(target)
    print(f"printed {count} rows")

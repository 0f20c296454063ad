"""The least that prints rows of a journal with the same libraries: SQLAlchemy reads, ReportLab sets a table and a chart, pikepdf writes."""

from __future__ import annotations

import sqlite3
import sys
from io import BytesIO

import pikepdf
from reportlab.graphics.charts.lineplots import LinePlot
from reportlab.graphics.shapes import Drawing
from reportlab.platypus import SimpleDocTemplate, Table
from sqlalchemy import create_engine, text

ROWS = 270
"""About as many as the visit sheet of this journal has."""
QUERY = """
    SELECT samples.taken_on, results.catalogue_test, results.value_text, results.unit, results.range_text
    FROM results JOIN samples ON samples.id = results.sample ORDER BY samples.taken_on DESC LIMIT :rows
"""

journal, target = sys.argv[1:]
engine = create_engine("sqlite://", creator=lambda: sqlite3.connect(journal))
with engine.connect() as connection:
    rows = [tuple(row) for row in connection.execute(text(QUERY), {"rows": ROWS})]
plot = LinePlot()
plot.data = [[(number, float(row[2])) for number, row in enumerate(rows[:20])]]
plot.width, plot.height = 400, 150
drawing = Drawing(420, 170)
drawing.add(plot)
printed = BytesIO()
SimpleDocTemplate(printed).build([drawing, Table(rows, repeatRows=1)])
with pikepdf.open(printed) as pdf:
    pdf.save(target)
print("printed")

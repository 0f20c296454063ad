"""The least that ReportLab prints: one page with a line of text."""

from __future__ import annotations

import sys

from reportlab.pdfgen.canvas import Canvas

canvas = Canvas(sys.argv[1])
canvas.drawString(72, 720, "Visit sheet")
canvas.save()
print("printed")

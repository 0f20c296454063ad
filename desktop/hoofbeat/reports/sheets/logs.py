"""Tables to fill in by hand, one page each: of results, and of how one feels."""

from __future__ import annotations

from hoofbeat.reports.parts import BlankTable, Column, Heading, Look, Paragraph, SheetBody
from hoofbeat.wording.results import ask_before_change_sentence
from hoofbeat.wording.translation import tr

_BODY = 12.0


def lab_log_body() -> SheetBody:
    """Return the table that asks for what makes a result comparable: unit, range, laboratory, and how the sample was taken."""
    columns = (
        Column(tr("Taken on, time"), 1.0),
        Column(tr("Test"), 1.2),
        Column(tr("Value and unit"), 1.1),
        Column(tr("Lab’s range, flag"), 1.1),
        Column(tr("Lab; hours without food; medicines"), 1.6),
    )
    said = tr("Copy each value as your lab printed it, with its unit and its range.")
    heading = Heading(tr("My results"))
    parts = (heading, Paragraph(said), Paragraph(ask_before_change_sentence(), Look.QUIET), BlankTable(columns))
    return SheetBody(parts, body=_BODY)


def symptom_log_body() -> SheetBody:
    """Return the table that asks when it was, what it was, and what went on around it."""
    columns = (
        Column(tr("Day, time"), 0.9),
        Column(tr("What I noticed"), 2.0),
        Column(tr("How long"), 0.7),
        Column(tr("Before it: food, medicine, effort"), 1.5),
    )
    said = tr("Write down what you want to tell at your next visit. Gaps do not matter.")
    return SheetBody((Heading(tr("How I felt")), Paragraph(said), BlankTable(columns)), body=_BODY)

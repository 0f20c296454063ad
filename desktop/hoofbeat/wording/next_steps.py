"""What is said of a next step beside its words."""

from __future__ import annotations

from hoofbeat.domain.records import NextStep
from hoofbeat.wording.dates import date_words
from hoofbeat.wording.translation import tr


def step_details(step: NextStep) -> str:
    """Say who does it and by when, or when it was done."""
    parts = [step.who.strip()]
    if step.is_done:
        parts.append(tr("done on {date}").format(date=date_words(step.done_on)) if step.done_on else tr("done"))
    elif step.due_on is not None:
        parts.append(tr("by {date}").format(date=date_words(step.due_on)))
    return ", ".join(filter(None, parts))

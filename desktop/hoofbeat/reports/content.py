"""What a sheet is made of before it is set: bands of entries in words, each band with its cap. Paper and plain text share it."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum
from typing import TYPE_CHECKING

from hoofbeat.reports.frame_words import Frame

if TYPE_CHECKING:
    from hoofbeat.reports.parts import Part


class BandName(Enum):
    """The bands of a sheet."""

    HEAD = "head"
    QUESTIONS = "questions"
    ALERTS = "alerts"
    TUMOR = "tumor"
    SINCE = "since"
    MEDICINES = "medicines"
    RESULTS = "results"
    AWAITED = "awaited"
    ANSWERS = "answers"
    PLAN = "plan"
    NEXT_STEPS = "next steps"
    TEAM = "team"


@dataclass(frozen=True, slots=True)
class Entry:
    """One row of a band in words.

    `lead` is what one looks for, `cells` stand in the columns beside it, `aside` in the last column, `detail` below.
    `label`, with its detail, stands above the entry, once where several have the same. `longest` is how many words page 1 takes of `text`.
    """

    lead: str = ""
    text: str = ""
    cells: tuple[str, ...] = ()
    aside: str = ""
    detail: str = ""
    label: str = ""
    label_detail: str = ""
    has_box: bool = False
    is_own_words: bool = False
    lines_to_write: int = 0
    longest: int | None = None

    @property
    def texts(self) -> tuple[str, ...]:
        """Return what the entry says, in reading order."""
        own = (self.lead, self.text, *self.cells, self.aside, self.detail)
        return tuple(text for text in (self.label, self.label_detail, *own) if text)


@dataclass(frozen=True, slots=True)
class Band:
    """One block of the sheet: its heading, its entries, how many of them page 1 takes, and what stands there if none.

    `least` is how many page 1 keeps even when it is full; `notes` are sentences that stand below the entries.
    """

    name: BandName
    heading: str
    entries: tuple[Entry, ...] = ()
    cap: int = 1_000
    least: int = 0
    remark: str = ""
    columns: tuple[str, ...] = ()
    nothing: str = ""
    notes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class VisitContent:
    """The whole visit sheet in words: page 1, what is for writing on, and what was ticked beyond that."""

    frame: Frame
    bands: tuple[Band, ...]
    to_write: tuple[Band, ...]
    more: tuple[Part, ...] = ()


def joined(*texts: str) -> str:
    """Put texts side by side with commas, leaving out those that say nothing."""
    return ", ".join(text.strip() for text in texts if text.strip())

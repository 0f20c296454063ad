"""What the frame of every sheet says, in words."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Frame:
    """What stands around every sheet: whose it is and what it is at the head, when it was printed and what it lacks at the foot.

    `headline` and `subline` stand beside the name, `short` beside the title at the head of later pages; `left_out` is what was left out
    by choice, in words.
    """

    title: str
    name: str
    born: str
    headline: str
    prepared: str
    disclaimer: str
    printed: str
    advice: str
    subline: str = ""
    short: str = ""
    data_as_of: str = ""
    left_out: tuple[str, ...] = ()

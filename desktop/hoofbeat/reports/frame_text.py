"""The frame of every sheet as plain text: whose it is at the head, when it was made and what it lacks at the foot."""

from __future__ import annotations

from collections.abc import Iterable

from hoofbeat.reports.frame_words import Frame
from hoofbeat.wording.sheets import left_out_sentence

_NO_BREAK = "\N{NO-BREAK SPACE}"


def framed(frame: Frame, lines: Iterable[str]) -> str:
    """Put lines between the head and the foot of a sheet."""
    head = [frame.title, f"{frame.name}, {frame.born}", frame.headline if frame.headline != frame.title else ""]
    printed = " ".join(f"{text}." for text in (frame.data_as_of, frame.printed) if text)
    foot = [printed, frame.advice, left_out_sentence(frame.left_out)]
    whole = [*_kept([*head, frame.subline]), "", f"{frame.prepared} {frame.disclaimer}", *lines, "", *_kept(foot), ""]
    return "\n".join(whole).replace(_NO_BREAK, " ")


def _kept(texts: Iterable[str]) -> list[str]:
    return [text for text in texts if text]

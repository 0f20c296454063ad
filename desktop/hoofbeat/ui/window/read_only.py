"""Why a record can be looked at and not changed, in words."""

from __future__ import annotations

from hoofbeat.domain.safekeeping import ReadOnlyReason
from hoofbeat.wording.translation import tr

_WHY = {
    ReadOnlyReason.ASKED: "It was opened that way.",
    ReadOnlyReason.PLACE: "The place where it lies takes no changes.",
    ReadOnlyReason.IN_USE: "Another window or program has it open.",
    ReadOnlyReason.RECOVERED_COPY: "The place where it lies takes no changes, so you see a sound copy of it.",
}


def read_only_sentence(reason: ReadOnlyReason | None) -> str:
    """Say that a record is open for reading only, why, and what that means."""
    why = tr(_WHY[reason]) if reason is not None else ""
    text = tr("This record is open for reading only. {why} You can look and print. What you type is not kept.")
    return text.format(why=why).replace("  ", " ")

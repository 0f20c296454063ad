"""Sentences about the safety of a journal: what a check found, and why a journal is read-only."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from hoofbeat.domain.safekeeping import Soundness
from hoofbeat.wording.translation import tr

_FOUND: Mapping[Soundness, str] = MappingProxyType(
    {
        Soundness.SEALED: "The file is as Hoofbeat closed it. Nothing is wrong.",
        Soundness.UNFINISHED: "Hoofbeat ended without closing this file. It was checked, and nothing is wrong.",
        Soundness.OPEN_ELSEWHERE: "This file is open in another window. It was checked as it is saved by now, and nothing is wrong.",
        Soundness.NEW_HERE: "This file was not closed on this computer before. It was checked, and nothing is wrong.",
        Soundness.CHANGED_OUTSIDE: (
            "This file was changed outside this computer's Hoofbeat. It was checked, and nothing is wrong."
        ),
    }
)


def soundness_sentence(found: Soundness) -> str:
    """Say what the check of a journal's file found."""
    return tr(_FOUND[found])

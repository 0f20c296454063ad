"""Questions to begin with, by situation, each with the topic that it is about."""

from __future__ import annotations

import json
from dataclasses import dataclass
from pathlib import Path

from hoofbeat.reference.errors import ReferenceContentError


@dataclass(frozen=True, slots=True)
class StarterQuestion:
    """A question that many ask, and the id of the topic that tells more about it."""

    text: str
    topic: str


@dataclass(frozen=True, slots=True)
class Situation:
    """A time at which such questions come up."""

    id: str
    title: str
    questions: tuple[StarterQuestion, ...]


def read_starters(path: Path) -> tuple[Situation, ...]:
    """Return the situations of a file in their order; ReferenceContentError where the file is not as it should be."""
    try:
        found = json.loads(path.read_text(encoding="utf-8"))["situations"]
        return tuple(
            Situation(
                each["id"],
                each["title"],
                tuple(StarterQuestion(question["text"], question["topic"]) for question in each["questions"]),
            )
            for each in found
        )
    except (KeyError, TypeError, ValueError) as error:
        raise ReferenceContentError(path, str(error)) from error

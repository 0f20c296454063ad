"""The ten-minute catch-up: which questions are still open before a visit, and which of them were answered."""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import dataclass, replace
from enum import StrEnum


class Step(StrEnum):
    """One question, in the order in which they are asked."""

    APPOINTMENTS = "appointments"
    MEDICINES = "medicines"
    DOSES = "doses"
    RESULTS = "results"
    OWN_WORDS = "own words"
    QUESTIONS = "questions"


@dataclass(frozen=True, slots=True)
class Answered:
    """What was answered in this round; a round lasts from one visit to the next, and is named by the id of the last one."""

    round: str = ""
    steps: frozenset[Step] = frozenset()
    medicines: frozenset[str] = frozenset()

    def in_round(self, name: str) -> Answered:
        """Return what was answered in this round: nothing, where it has only begun."""
        return self if self.round == name else Answered(name)

    def with_step(self, step: Step) -> Answered:
        """Return it with one more step answered."""
        return replace(self, steps=self.steps | {step})

    def with_medicines(self, ids: Iterable[str]) -> Answered:
        """Return it with medicines that are still taken as before."""
        return replace(self, medicines=self.medicines | set(ids))

    def written(self) -> str:
        """Return it as text to be kept."""
        content = {"round": self.round, "steps": sorted(self.steps), "medicines": sorted(self.medicines)}
        return json.dumps(content, ensure_ascii=False)

    @classmethod
    def read(cls, text: str) -> Answered:
        """Read what was kept; nothing where that says nothing."""
        if not text:
            return cls()
        content = json.loads(text)
        known = {each.value for each in Step}
        steps = frozenset(Step(each) for each in content["steps"] if each in known)
        return cls(content["round"], steps, frozenset(content["medicines"]))

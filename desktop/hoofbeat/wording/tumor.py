"""My tumor in eight lines: how far a line is known, and the question that one who does not know may ask."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from hoofbeat.domain.records import Knowledge, TumorTopic
from hoofbeat.wording.translation import tr

_QUESTIONS: Mapping[TumorTopic, str] = MappingProxyType(
    {
        TumorTopic.SITE: "Where exactly is my tumor?",
        TumorTopic.HORMONE: "Does my tumor make a hormone, and which one?",
        TumorTopic.GRADE: "Which grade does my tumor have?",
        TumorTopic.KI67: "What is the Ki-67 of my tumor, and when was it measured?",
        TumorTopic.SPREAD: "Has it spread, and where to?",
        TumorTopic.SSTR_SCAN: "Did I have a somatostatin receptor scan, and what did it show?",
        TumorTopic.GENETICS: "Was I tested for an inherited cause, such as MEN1?",
        TumorTopic.OPERATIONS: "Which operations and other treatments have I had, and when?",
    }
)


def suggested_question(topic: TumorTopic) -> str:
    """Return the question about a line that is not known."""
    return tr(_QUESTIONS[topic])


def state_words(state: Knowledge) -> str:
    """Say how far a line is known: "Not known to me"."""
    words = tr(state.label)
    return f"{words[:1].upper()}{words[1:]}"

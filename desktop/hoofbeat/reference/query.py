"""From what a reader typed to what is looked for: words corrected, question words dropped, everyday phrases understood."""

from collections.abc import Iterable
from dataclasses import dataclass

from hoofbeat.reference.everyday import Everyday, Meaning
from hoofbeat.reference.spelling import Vocabulary
from hoofbeat.reference.words import bases, singular, spaced, words_of

_LONGEST_TEXT = 600
_MOST_WORDS = 24
"""Of a longer text only the beginning is looked for: nobody types more, and a paste must not block."""

LITERAL, EVERYDAY, BEGINNING, PART, WEAK = 1.0, 0.85, 0.7, 0.4, 0.3
"""How much a match counts that came about by the word or phrase itself, by what an everyday phrase means, by a beginning,
by one word out of a phrase, and by a word that tells little."""
TOPIC, GROUP, TITLE, TITLES, SINGLE = 1.0, 0.5, 0.3, 1.0, 0.6
"""How much belonging to a topic counts: one that a phrase points at, one of a group, one whose title has this word, one
that has the phrase for a title; and the part that is left of it where the phrase is a single word."""
LENGTH_POWER = 0.25
"""A meaning of more words than were typed would score more for its length alone; this takes some of it back."""

_NOT = '("not" OR "cannot" OR "no")'
"""`words_of` makes one word of all negations; the index has them as they stand."""


@dataclass(frozen=True, slots=True)
class Alternative:
    """One way in which a concept may stand in a passage, as an FTS5 expression."""

    weight: float
    expression: str


@dataclass(frozen=True, slots=True)
class Target:
    """What a concept stands for: `topic:ID`, `group:NAME`, or `title:ID` for a topic that is called so."""

    weight: float
    name: str


@dataclass(frozen=True, slots=True)
class Concept:
    """One thing that is asked for, with all the ways to say it, and the topics that are about it."""

    alternatives: tuple[Alternative, ...]
    targets: tuple[Target, ...] = ()
    weight: float = 1.0
    is_kind: bool = False
    """Whether it names one kind of tumor: what is said of others is hardly an answer then."""


@dataclass(frozen=True, slots=True)
class Correction:
    """A word as it was typed, and as it was looked for."""

    typed: str
    used: str


@dataclass(frozen=True, slots=True)
class Query:
    """What is looked for, the words that were corrected, and those that no rule could make sense of."""

    concepts: tuple[Concept, ...]
    corrections: tuple[Correction, ...] = ()
    unknown: tuple[str, ...] = ()
    words: tuple[str, ...] = ()
    """All words in their order, corrected."""


def expression(words: Iterable[str], *, is_beginning: bool = False) -> str:
    """An FTS5 expression for passages that hold all these words. The only place where text becomes FTS5 syntax.

    Words come from `words_of`, so they are letters and digits only; they are quoted all the same.
    """
    quoted = [_NOT if word == "not" else '"' + word.replace('"', "") + '"' for word in words]
    return " AND ".join(quoted) + ("*" if is_beginning else "")


class QueryParser:
    """Reads any text; it never raises."""

    def __init__(self, vocabulary: Vocabulary, everyday: Everyday) -> None:
        self._vocabulary = vocabulary
        self._everyday = everyday

    def parse(self, text: str) -> Query:
        """What a text asks for."""
        corrections: list[Correction] = []
        words = self._known_words(words_of(text[:_LONGEST_TEXT])[:_MOST_WORDS], corrections)
        strange = {word for word in words if not self._vocabulary.stands(word)}
        matches = self._everyday.matches(words, strange)
        taken = {place for match in matches for place in match.places}
        dropped = self._everyday.dropped
        rest = [word for place, word in enumerate(words) if place not in taken and word not in dropped]
        concepts = [self._phrase([words[place] for place in match.places], match.meaning) for match in matches]
        concepts.extend(self._word(word) for word in dict.fromkeys(rest) if word != "not")
        unknown = tuple(word for word in rest if word not in self._vocabulary)
        return Query(tuple(concepts), tuple(corrections), unknown, tuple(words))

    def _known_words(self, typed: list[str], corrections: list[Correction]) -> list[str]:
        words: list[str] = []
        for word in typed:
            used = self._known(word)
            if used != [word]:
                corrections.append(Correction(word, " ".join(used)))
            words.extend(used)
        return self._joined(words)

    def _known(self, word: str) -> list[str]:
        if word in self._everyday.spelled:
            return words_of(self._everyday.spelled[word])
        if word in self._vocabulary:
            return [word]
        if self._beginning(word):
            return [word]
        apart = spaced(word)
        return apart if len(apart) > 1 else list(self._vocabulary.correct(word)) or [word]

    def _joined(self, words: list[str]) -> list[str]:
        """Two neighbours that the reference writes as one word ("gall bladder") become it."""
        joined: list[str] = []
        for word in words:
            both = joined[-1] + word if joined else ""
            if len(both) > 6 and self._vocabulary.stands(both) and not self._vocabulary.stands(joined[-1]):
                joined[-1] = both
            else:
                joined.append(word)
        return joined

    def _word(self, word: str) -> Concept:
        beginning = self._beginning(word)
        if word in self._vocabulary or not beginning:
            weight = self._telling([word])
            return Concept((Alternative(weight, expression([word])),), weight=weight)
        return Concept((Alternative(BEGINNING, expression([beginning], is_beginning=True)),))

    def _beginning(self, word: str) -> str:
        """What known words begin with, of a word still being typed or a form that is not known; or nothing."""
        if self._vocabulary.begins(word):
            return word
        return next((base for base in bases(word) if self._vocabulary.begins(base)), "")

    def _phrase(self, words: list[str], meaning: Meaning) -> Concept:
        words = [word for word in words if word not in self._everyday.dropped]
        content = [word for word in words if word not in self._everyday.weak] or words
        parts = [word for word in content if word != "not"] if len(content) > 1 else []
        return Concept(
            alternatives=(
                *([Alternative(self._telling(content), expression(content))] if content else []),
                *(Alternative(PART * self._telling([word]), expression([word])) for word in parts),
                *(
                    Alternative(EVERYDAY * min(1.0, len(content) / len(phrase)) ** LENGTH_POWER, expression(phrase))
                    for phrase in meaning.phrases
                ),
            ),
            targets=tuple(Target(self._target_weight(name, len(content)), name) for name in meaning.targets),
            is_kind=any(singular(word) in self._everyday.kinds for word in content),
        )

    @staticmethod
    def _target_weight(name: str, words: int) -> float:
        """What belonging to a topic counts: less by a single word, which may just be one of many."""
        if name.startswith("title:"):
            return TITLES if words > 1 else TITLE
        return (TOPIC if name.startswith("topic:") else GROUP) * (SINGLE if words == 1 else 1.0)

    def _telling(self, words: list[str]) -> float:
        """How much words count as they stand: little if all of them are weak."""
        return LITERAL if any(word not in self._everyday.weak and word != "not" for word in words) else WEAK

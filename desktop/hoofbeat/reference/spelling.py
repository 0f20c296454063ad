"""Spelling: British to American, and the nearest known words to a word that is not known."""

import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Mapping
from functools import cached_property, lru_cache

from rapidfuzz import process
from rapidfuzz.distance import OSA

from hoofbeat.reference.words import stem

_SHORTEST = 4
"""Shorter words are left alone: one letter off, they are another word."""
_LONGEST = 30

_BRITISH = (
    (re.compile(r"(?<=.)our(?=$|s$|ed$|ing$|less$|ful$|able$|ite$)"), "or"),
    (re.compile(r"ae"), "e"),
    (re.compile(r"oe"), "e"),
    (re.compile(r"is(?=e$|es$|ed$|er$|ers$|ing$|ation$|ations$)"), "iz"),
    (re.compile(r"ys(?=e$|es$|ed$|er$|ing$)"), "yz"),
    (re.compile(r"tre(?=$|s$)"), "ter"),
    (re.compile(r"ogue(?=$|s$)"), "og"),
    (re.compile(r"ph(?=ur)"), "f"),
    (re.compile(r"ll(?=ed$|ing$|er$)"), "l"),
    (re.compile(r"aluminium"), "aluminum"),
    (re.compile(r"(?<=[cn])ence(?=$|s$)"), "ense"),
    (re.compile(r"amme(?=$|s$)"), "am"),
)
"""Each rule alone or after those before it; the result counts only if it is a known word."""

_SOUNDS = (
    (re.compile(r"^(kn|gn|pn|wr|ps)"), lambda match: match[0][1]),
    (re.compile(r"tch|ch|ck|q"), "k"),
    (re.compile(r"ph"), "f"),
    (re.compile(r"gh"), "g"),
    (re.compile(r"sc(?=[eiy])"), "s"),
    (re.compile(r"c(?=[eiy])"), "s"),
    (re.compile(r"c"), "k"),
    (re.compile(r"x"), "ks"),
    (re.compile(r"z"), "s"),
    (re.compile(r"g(?=[eiy])"), "j"),
    (re.compile(r"dj|dg"), "j"),
    (re.compile(r"(?<=.)[aeiouyhw]"), ""),
    (re.compile(r"(.)\1+"), r"\1"),
)
"""A word boiled down to how its consonants sound, in order."""


def american(word: str) -> Iterator[str]:
    """Spellings that an American would use where a Briton wrote `word`; most are no words at all."""
    spelled = word
    for pattern, replacement in _BRITISH:
        changed = pattern.sub(replacement, spelled)
        if changed != spelled:
            yield changed
            yield pattern.sub(replacement, word)
            spelled = changed


@lru_cache(maxsize=8192)
def sound(word: str) -> str:
    """A rough key of how a word sounds: "jondis" and "jaundice" share one."""
    key = word if word[:1] not in "aeiouy" else "a" + word[1:]
    for pattern, replacement in _SOUNDS:
        key = pattern.sub(replacement, key)
    return key


def allowed_distance(length: int) -> int:
    """How many letters may be wrong in a word of this length."""
    if length <= 5:
        return 1
    if length <= 9:
        return 2
    return 3 if length <= 14 else 4


class Vocabulary:
    """The words that the reference knows, with how often each stands there. A known word is never changed."""

    def __init__(self, counts: Mapping[str, int], also_known: Iterable[str] = ()) -> None:
        self._counts = {**dict.fromkeys(also_known, 0), **counts}
        self._corrected = lru_cache(maxsize=1024)(self._find_correction)

    def __contains__(self, word: str) -> bool:
        return word in self._counts or stem(word) in self._stems

    def stands(self, word: str) -> bool:
        """Whether the reference itself uses the word."""
        return self._counts.get(word, 0) > 0

    def begins(self, start: str) -> bool:
        """Whether some known word begins so: the reader may still be typing."""
        at = bisect_left(self._sorted, start)
        return len(start) > 2 and at < len(self._sorted) and self._sorted[at].startswith(start)

    def correct(self, word: str) -> tuple[str, ...]:
        """The known words that `word` most likely stands for: itself, one other, two run together, or none."""
        return (word,) if word in self else self._corrected(word)

    def nearest(self, word: str, limit: int = 3) -> tuple[str, ...]:
        """Known words that look somewhat like `word`, nearest first, however far."""
        if not word:
            return ()
        found = process.extract(
            word[:_LONGEST], self._listed, scorer=OSA.normalized_similarity, limit=limit, score_cutoff=0.4
        )
        return tuple(match for match, _score, _at in found)

    def _find_correction(self, word: str) -> tuple[str, ...]:
        if not _SHORTEST <= len(word) <= _LONGEST or not word.isalpha():
            return ()
        for spelled in american(word):
            if spelled in self:
                return (spelled,)
        return self._near(word) or self._run_together(word) or self._alike(word)

    def _near(self, word: str) -> tuple[str, ...]:
        allowed = allowed_distance(len(word))
        pool = [
            known
            for length in range(len(word) - allowed, len(word) + allowed + 1)
            for known in self._by_length.get(length, ())
        ]
        found = process.extract(word, pool, scorer=OSA.distance, score_cutoff=allowed, limit=12)
        candidates = [
            (self._cost(word, known, distance), known)
            for known, distance, _at in found
            if len(word) > 5 or known[0] == word[0] or sound(known) == sound(word)
        ]
        return (min(candidates)[1],) if candidates else ()

    def _cost(self, word: str, known: str, distance: float) -> float:
        """Letters wrong, less if the word sounds the same, begins the same, or is used often."""
        cost = float(distance)
        cost -= 0.7 if sound(known) == sound(word) else 0.0
        cost -= 0.4 if known[0] == word[0] else 0.0
        return cost - min(self._counts[known], 50) / 200

    def _run_together(self, word: str) -> tuple[str, ...]:
        for at in range(3, len(word) - 2):
            first, second = word[:at], word[at:]
            if self._counts.get(first, 0) and self._counts.get(second, 0):
                return first, second
        return ()

    def _alike(self, word: str) -> tuple[str, ...]:
        key = sound(word)
        if len(key) < 3:
            return ()
        known = max(
            self._by_sound.get(key, ()),
            key=lambda other: OSA.normalized_similarity(word, other),
            default=None,
        )
        return (known,) if known and OSA.normalized_similarity(word, known) >= 0.45 else ()

    @cached_property
    def _stems(self) -> frozenset[str]:
        return frozenset(map(stem, self._counts))

    @cached_property
    def _listed(self) -> list[str]:
        return [word for word in self._counts if len(word) >= _SHORTEST and word.isalpha()]

    @cached_property
    def _by_length(self) -> dict[int, list[str]]:
        lengths: dict[int, list[str]] = {}
        for word in self._listed:
            lengths.setdefault(len(word), []).append(word)
        return lengths

    @cached_property
    def _by_sound(self) -> dict[str, list[str]]:
        sounds: dict[str, list[str]] = {}
        for word in self._listed:
            sounds.setdefault(sound(word), []).append(word)
        return sounds

    @cached_property
    def _sorted(self) -> list[str]:
        return sorted(self._listed)

"""Flesch-Kincaid reading grade of a text. Words that a reader has to meet anyway (medical names) count as two syllables."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Set as AbstractSet

_SENTENCE = re.compile(r"[.!?:;]+(?:\s|$)|\n")
_WORD = re.compile(r"[A-Za-z][A-Za-z'-]*")
_VOWELS = re.compile(r"[aeiouy]+")
_EXCEPTED_SYLLABLES = 2


def syllables(word: str) -> int:
    """How many syllables an English word has, by its groups of vowels."""
    word = word.lower()
    count = len(_VOWELS.findall(word))
    if word.endswith("e") and not word.endswith(("le", "ee")) and count > 1:
        count -= 1
    if word.endswith("ed") and not word.endswith(("ted", "ded")) and count > 1:
        count -= 1
    return max(count, 1)


def reading_grade(text: str, excepted: AbstractSet[str] = frozenset()) -> float:
    """The school grade that a text asks for; `excepted` words, in lower case, are not held against it."""
    words = _WORD.findall(text)
    sentences = max(sum(1 for part in _SENTENCE.split(text) if _WORD.search(part)), 1)
    if not words:
        return 0.0
    total = sum(
        min(syllables(word), _EXCEPTED_SYLLABLES) if word.lower() in excepted else syllables(word) for word in words
    )
    return 0.39 * len(words) / sentences + 11.8 * total / len(words) - 15.59

"""Words as search sees them: cut out of any text, freed of case and accents, and brought to a rough stem."""

import re
import unicodedata
from collections import Counter
from collections.abc import Iterator
from functools import lru_cache

LONGEST_WORD = 40
"""Longer runs of letters are cut: no word of the reference is this long."""

_WORD = re.compile(r"[^\W_]+(?:['\u2019][^\W_]+)*")
_AROUND_WORDS = ".,;:()\"'"
_LETTERS_AND_DIGITS = re.compile(r"([a-z]{2,})(\d+)|(\d+)([a-z]{2,})")
_MAKING_WORDS = (
    "y",
    "ly",
    "ed",
    "er",
    "al",
    "ic",
    "ish",
    "ing",
    "ous",
    "ful",
    "ness",
    "less",
    "ation",
    "ments",
    "ment",
)
_NEGATIONS = frozenset(
    {"no", "cannot", "cant", "dont", "doesnt", "didnt", "isnt", "wont", "wasnt", "arent", "never", "unable"}
)
_VOWELS = frozenset("aeiou")


def words_of(text: str) -> list[str]:
    """The words of a text in order: lower case, no accents, `'s` taken off, every kind of "not" as `not`."""
    return [_bare(word) for word in _split(text)]


def count_words(text: str) -> dict[str, int]:
    """How often each word stands in a long text; the same words as `words_of` gives, found faster."""
    counts: dict[str, int] = {}
    for chunk, count in Counter(text.split()).items():
        word = chunk.strip(_AROUND_WORDS).lower()
        plain = word.isascii() and word.isalpha() and len(word) <= LONGEST_WORD
        for each in (word,) if plain else map(_bare, _split(chunk)):
            counts[each] = counts.get(each, 0) + count
    for negation in _NEGATIONS & counts.keys():
        counts["not"] = counts.get("not", 0) + counts.pop(negation)
    return counts


def spaced(word: str) -> list[str]:
    """A word of letters and digits taken apart where they meet ("lu177", "men1"), else the word alone."""
    match = _LETTERS_AND_DIGITS.fullmatch(word)
    return [part for part in match.groups() if part] if match else [word]


def singular(word: str) -> str:
    """A word without the ending of a plural."""
    if word.endswith("ies") and len(word) > 4:
        return word[:-3] + "y"
    return word[:-1] if len(word) > 3 and word.endswith("s") and word[-2] not in "sui" else word


def bases(word: str) -> Iterator[str]:
    """What a word may be made of: "tingl" of "tingly", "tired" of "tiredness"; longest first."""
    for ending in _MAKING_WORDS:
        if word.endswith(ending) and len(word) - len(ending) > 3:
            yield word[: -len(ending)]


@lru_cache(maxsize=8192)
def stem(word: str) -> str:
    """A rough stem, for comparing phrases; the index has its own (Porter's)."""
    if len(word) < 4 or not word.isalpha():
        return word
    word = singular(word)
    for ending in ("ing", "ed"):
        if word.endswith(ending) and len(word) > len(ending) + 2 and _VOWELS & set(word[: -len(ending)]):
            word = word[: -len(ending)]
            break
    if len(word) > 3 and word.endswith("e"):
        word = word[:-1]
    if len(word) > 3 and word[-1] == word[-2]:
        word = word[:-1]
    return word[:-1] + "i" if word.endswith("y") and len(word) > 3 else word


def _split(text: str) -> list[str]:
    composed = text if text.isascii() else unicodedata.normalize("NFKC", text)
    return _WORD.findall(composed.lower())


def _without_accents(word: str) -> str:
    decomposed = unicodedata.normalize("NFKD", word)
    return "".join(character for character in decomposed if not unicodedata.combining(character))


def _bare(word: str) -> str:
    if not word.isascii():
        word = _without_accents(word)
    if not word.isalnum():
        word = word.replace("\u2019", "'")
        if word.endswith("n't"):
            return "not"
        word = word.partition("'")[0]
    return "not" if word in _NEGATIONS else word[:LONGEST_WORD]

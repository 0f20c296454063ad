"""The glossary: terms with their plain meanings, found by any of their names and in running text."""

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from hoofbeat.reference.errors import ReferenceContentError
from hoofbeat.reference.words import singular, stem, words_of


@dataclass(frozen=True, slots=True)
class Term:
    """One term. `aka` are words that readers may type; many are looser than the term, so they are never printed as its names."""

    name: str
    plain: str
    is_from_source: bool
    aka: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Mention:
    """A place in a text, from `start` to `end`, where a term stands."""

    start: int
    end: int
    term: Term


_WORD = re.compile(r"[^\W_]+")
_LONGEST_NAME = 6
"""Words in the longest name that is looked for in running text."""


class Glossary:
    """All terms of one language, in the order of the alphabet."""

    def __init__(self, terms: tuple[Term, ...]) -> None:
        self.terms = tuple(sorted(terms, key=lambda term: term.name.casefold()))

    def find_term(self, name: str) -> Term | None:
        """The term of this name or other name, in any word form, or none."""
        return self._by_key.get(_key(name))

    @cached_property
    def by_letter(self) -> dict[str, tuple[Term, ...]]:
        """The A to Z list: the letters that have terms, and their terms."""
        letters: dict[str, list[Term]] = {}
        for term in self.terms:
            letters.setdefault(term.name[0].upper(), []).append(term)
        return {letter: tuple(terms) for letter, terms in letters.items()}

    def mentions(self, text: str) -> Iterator[Mention]:
        """The terms that stand in a text, longest name first at each place, none overlapping."""
        found = [(match.start(), match.end(), singular(match[0].lower())) for match in _WORD.finditer(text)]
        at = 0
        while at < len(found):
            for length in range(min(_LONGEST_NAME, len(found) - at), 0, -1):
                term = self._marked.get(tuple(word for _start, _end, word in found[at : at + length]))
                if term is not None:
                    yield Mention(found[at][0], found[at + length - 1][1], term)
                    at += length - 1
                    break
            at += 1

    @cached_property
    def _by_key(self) -> dict[tuple[str, ...], Term]:
        """Names before other names, so that a looser word never hides a term."""
        keys = {_key(term.name): term for term in self.terms}
        for term in self.terms:
            for other in term.aka:
                keys.setdefault(_key(other), term)
        return keys

    @cached_property
    def _marked(self) -> dict[tuple[str, ...], Term]:
        """The names that are marked in running text: of the other names only the exact ones.

        A single plain word such as "spread", "fast" or "mass" means too many things. So no other form than the plural.
        """
        marked = {_wording(term.name): term for term in self.terms}
        for term in self.terms:
            for other in term.aka:
                if " " in other or other != other.lower():
                    marked.setdefault(_wording(other), term)
        return marked


def read_glossary(file: Path) -> Glossary:
    """Read `glossary.json`."""
    try:
        terms = tuple(
            Term(entry["term"], entry["plain"], bool(entry["defined_in_source"]), tuple(entry["aka"]))
            for entry in json.loads(file.read_bytes())
        )
    except (ValueError, KeyError, TypeError) as error:
        raise ReferenceContentError(file, f"cannot be read: {error!r}") from error
    return Glossary(terms)


def _key(name: str) -> tuple[str, ...]:
    return tuple(stem(word) for word in words_of(name.replace("-", " ")))


def _wording(name: str) -> tuple[str, ...]:
    return tuple(singular(word.lower()) for word in _WORD.findall(name))

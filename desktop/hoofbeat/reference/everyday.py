"""Everyday words and phrases, and what the reference calls the same thing."""

import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from itertools import pairwise
from pathlib import Path

from hoofbeat.reference.errors import ReferenceContentError
from hoofbeat.reference.glossary import Glossary
from hoofbeat.reference.words import stem, words_of

PhraseKey = tuple[str, ...]
"""The stems of a phrase's content words, sorted: "pain in the belly" and "belly pain" are one phrase."""


@dataclass(slots=True)
class Meaning:
    """What a phrase may stand for: words of the reference, whole topics, whole groups of topics."""

    phrases: list[tuple[str, ...]] = field(default_factory=list)
    topic_ids: list[str] = field(default_factory=list)
    groups: list[str] = field(default_factory=list)

    def add(self, target: str) -> None:
        """Take in one target of `everyday.json`: `topic:ID`, `group:NAME`, or words."""
        kind, colon, name = target.partition(":")
        if colon and kind == "topic":
            goal, entry = self.topic_ids, name
            goal.extend([] if entry in goal else [entry])
        elif colon and kind == "group":
            self.groups.extend([] if name in self.groups else [name])
        else:
            phrase = tuple(words_of(target))
            self.phrases.extend([] if phrase in self.phrases else [phrase])


@dataclass(frozen=True, slots=True)
class PhraseMatch:
    """A phrase found in a question: at which of its words, and what it means."""

    places: tuple[int, ...]
    meaning: Meaning


class Everyday:
    """Words to drop, words that count only in phrases, words that are right as they are, and phrases with meanings."""

    def __init__(
        self, dropped: Iterable[str], weak: Iterable[str], known: Iterable[str], spelled: Mapping[str, str]
    ) -> None:
        self.dropped = frozenset(dropped)
        self.weak = frozenset(weak)
        self.known = frozenset(known) | self.dropped | self.weak
        self.spelled = dict(spelled)
        self.words: set[str] = set()
        self._meanings: dict[PhraseKey, Meaning] = {}
        self._longest = 1

    def add(self, says: Iterable[str], means: Iterable[str]) -> None:
        """Each of the phrases `says` may mean each of the targets `means`."""
        targets = tuple(means)
        for say in says:
            words = self.content(words_of(say))
            self.words.update(words)
            meaning = self._meanings.setdefault(tuple(sorted(map(stem, words))), Meaning())
            self._longest = max(self._longest, len(words))
            for target in targets:
                meaning.add(target)
        for target in targets:
            if ":" not in target:
                self.words.update(words_of(target))

    def add_glossary(self, glossary: Glossary) -> None:
        """The names of a term mean each other."""
        for term in glossary.terms:
            names = (term.name.replace(", general", "").replace(", local", ""), *term.aka)
            for name in names:
                others = [other for other in names if other != name]
                if others:
                    self.add([name], others)

    def content(self, words: list[str]) -> list[str]:
        """The words that are not dropped; all of them where nothing would be left."""
        return [word for word in words if word not in self.dropped] or words

    def matches(self, words: list[str]) -> list[PhraseMatch]:
        """The phrases that stand in a question's content words, longest first, each word in one phrase at most.

        The words of a phrase may stand in any order, and one other word may stand between two of them.
        """
        stems = [stem(word) for word in words]
        taken: set[int] = set()
        found: list[PhraseMatch] = []
        for places in self._windows(len(words)):
            meaning = self._meanings.get(tuple(sorted(stems[place] for place in places)))
            if meaning is not None and taken.isdisjoint(places):
                taken.update(places)
                found.append(PhraseMatch(places, meaning))
        return found

    def _windows(self, count: int) -> Iterator[tuple[int, ...]]:
        """Places that a phrase could take: neighbours first, then with one word skipped; long before short."""
        for length in range(min(self._longest, count), 0, -1):
            for start in range(count - length + 1):
                yield tuple(range(start, start + length))
            if length > 1:
                for start in range(count - length):
                    window = tuple(range(start, start + length + 1))
                    for skipped, _after in pairwise(window[1:]):
                        yield tuple(place for place in window if place != skipped)


def read_everyday(file: Path, glossary: Glossary) -> Everyday:
    """Read `everyday.json` and join the glossary's names to it."""
    try:
        data = json.loads(file.read_bytes())
        everyday = Everyday(data["drop"], data["weak"], data["known"], data["spelling"])
        everyday.add_glossary(glossary)
        for entries in data["groups"].values():
            for entry in entries:
                everyday.add(entry["say"], entry["means"])
    except (ValueError, KeyError, TypeError, AttributeError) as error:
        raise ReferenceContentError(file, f"cannot be read: {error!r}") from error
    return everyday

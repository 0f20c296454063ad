"""Everyday words and phrases, and what the reference calls the same thing."""

import json
from collections.abc import Container, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path

from hoofbeat.reference.content import TopicHead
from hoofbeat.reference.errors import ReferenceContentError
from hoofbeat.reference.glossary import Glossary
from hoofbeat.reference.words import stem, words_of

_TARGETS = ("topic:", "group:", "title:")

Key = tuple[str, ...]


@dataclass(slots=True)
class Meaning:
    """What a phrase may stand for: words of the reference; or topics, by `topic:ID`, `title:ID` or `group:NAME`."""

    phrases: list[tuple[str, ...]] = field(default_factory=list)
    targets: list[str] = field(default_factory=list)

    def with_all_of(self, other: "Meaning") -> "Meaning":
        """What either may stand for."""
        return Meaning([*self.phrases, *other.phrases], [*self.targets, *other.targets])


@dataclass(frozen=True, slots=True)
class PhraseMatch:
    """A phrase found in a question: at which of its words, and what it means."""

    places: tuple[int, ...]
    meaning: Meaning


class Everyday:
    """The question words of a language, and its everyday phrases with their meanings.

    `dropped` words ask and do not tell; `weak` words tell little outside a phrase; `known` words are right as they are;
    `spelled` maps other spellings; `alike` are sets of words that a question may exchange ("can", "could", "should");
    `general` maps a word to the more general one that phrases are written with ("lump", "tumor"), and `kinds` are the
    words among these that name one kind of tumor.
    """

    def __init__(
        self,
        *,
        dropped: Iterable[str],
        weak: Iterable[str],
        known: Iterable[str],
        spelled: Mapping[str, str],
        alike: Iterable[Sequence[str]],
        general: Mapping[str, str],
        kinds: Iterable[str] = (),
    ) -> None:
        self.dropped = frozenset(dropped)
        self.weak = frozenset(weak)
        self.known = frozenset(known) | self.dropped | self.weak
        self.spelled = dict(spelled)
        self.kinds = frozenset(kinds)
        self._kind_stems = frozenset(map(stem, self.kinds))
        self.words: set[str] = set()
        self._alike = {word: words[0] for words in alike for word in words}
        self._general = {stem(word): stem(other) for word, other in general.items()}
        self._by_content: dict[Key, Meaning] = {}
        self._by_wording: dict[Key, Meaning] = {}
        self._longest_content = self._longest_wording = 1

    def add(self, says: Iterable[str], means: Iterable[str]) -> None:
        """Each of the phrases `says` may mean each of `means`: words, or topics by `topic:ID` or `group:NAME`."""
        means = tuple(means)
        targets = [mean for mean in means if mean.startswith(_TARGETS)]
        phrases = [tuple(self.content(words_of(mean))) for mean in means if not mean.startswith(_TARGETS)]
        self.words.update(word for phrase in phrases for word in phrase)
        for say in says:
            meaning = self._entry(words_of(say))
            meaning.phrases.extend(phrase for phrase in phrases if phrase not in meaning.phrases)
            meaning.targets.extend(target for target in targets if target not in meaning.targets)

    def add_glossary(self, glossary: Glossary) -> None:
        """The names of a term mean each other."""
        for term in glossary.terms:
            names = (term.name.replace(", general", "").replace(", local", ""), *term.aka)
            for name in names:
                others = [other for other in names if other != name]
                if others:
                    self.add([name], others)

    def add_titles(self, heads: Iterable[TopicHead]) -> None:
        """The title and the other names of a topic stand for the topic."""
        for head in heads:
            self.add((head.title, *head.also), [f"title:{head.id}"])

    def content(self, words: Sequence[str]) -> list[str]:
        """The words that tell something; all of them where none does."""
        return [word for word in words if word not in self.dropped] or list(words)

    def american(self, words: Iterable[str]) -> list[str]:
        """The words, other spellings of those that have one replaced."""
        return [each for word in words for each in (words_of(self.spelled[word]) if word in self.spelled else (word,))]

    def roots(self, word: str) -> tuple[str, str]:
        """A word as phrases compare it, and the more general one in whose place it may stand.

        Both are empty for a word that may be exchanged for any other of its set ("the", "my"; "can", "will"), since it
        tells nothing. A kind of tumor stays what it is.
        """
        if word in self._alike:
            return "", ""
        exact = stem(word)
        return exact, exact if exact in self._kind_stems else self._general.get(exact, exact)

    def matches(self, words: Sequence[str], strange: Container[str] = frozenset()) -> list[PhraseMatch]:
        """The phrases that stand in a question, each word in one of them at most.

        A phrase with more content words goes before one with fewer, and an exact wording before single words. Of two that
        share a word, the one with words that are `strange` to the reference goes first: in "blood sugar crash", only
        "sugar crash" says what a crash is.
        """
        telling = {place for place, word in enumerate(words) if word not in self.dropped}
        foreign = {place for place in telling if words[place] in strange}
        candidates = [*self._worded(words), *self._told(words)]
        candidates.sort(
            key=lambda match: (
                -len(telling.intersection(match.places)),
                -len(match.places),
                -len(foreign.intersection(match.places)),
            )
        )
        taken: set[int] = set()
        found: list[PhraseMatch] = []
        for match in candidates:
            if taken.isdisjoint(match.places):
                taken.update(match.places)
                found.append(match)
        return found

    def _entry(self, words: list[str]) -> Meaning:
        """The meaning of a phrase, to be filled.

        A phrase is known by its content words in any order: "pain in the belly" is "belly pain". One with a single
        telling word is known by its exact wording, or "who do I talk to" would stand for every "talk".
        """
        content = [word for word in words if word not in self.dropped]
        self.words.update(content)
        wording = self._wording(words)
        telling = sum(word not in self.weak for word in content)
        if len(wording) > 1 and (len(content) < 2 or telling == 1):
            self._longest_wording = max(self._longest_wording, len(wording))
            return self._by_wording.setdefault(tuple(stem for stem, _place in wording), Meaning())
        self._longest_content = max(self._longest_content, len(content))
        return self._by_content.setdefault(tuple(sorted(map(stem, content))), Meaning())

    def _wording(self, words: Sequence[str]) -> list[tuple[str, int]]:
        """Stems with their places, one word for all those alike; those alike to nothing ("the") left out."""
        worded = ((self._alike.get(word, stem(word)), place) for place, word in enumerate(words))
        return [(word, place) for word, place in worded if word]

    def _worded(self, words: Sequence[str]) -> Iterator[PhraseMatch]:
        wording = self._wording(words)
        for length in range(min(self._longest_wording, len(wording)), 1, -1):
            for start in range(len(wording) - length + 1):
                window = wording[start : start + length]
                meaning = self._by_wording.get(tuple(each for each, _place in window))
                if meaning is not None:
                    yield PhraseMatch(tuple(place for _each, place in window), meaning)
                    continue
                meaning = self._by_wording.get(tuple(self._general.get(each, each) for each, _place in window))
                # The special word keeps its place: it says more than the phrase does.
                places = tuple(place for each, place in window if each not in self._general)
                if meaning is not None and places:
                    yield PhraseMatch(places, meaning)

    def _told(self, words: Sequence[str]) -> Iterator[PhraseMatch]:
        content = [place for place, word in enumerate(words) if word not in self.dropped]
        telling = [place for place in content if words[place] not in self.weak]
        yield from self._told_by(words, content)
        if telling != content:
            yield from self._told_by(words, telling)

    def _told_by(self, words: Sequence[str], free: list[int]) -> Iterator[PhraseMatch]:
        stems = [stem(words[place]) for place in free]
        general = [self._general.get(each, each) for each in stems]
        for window in _windows(len(free), self._longest_content):
            meaning = self._by_content.get(tuple(sorted(stems[at] for at in window)))
            if meaning is not None:
                yield PhraseMatch(tuple(free[at] for at in window), meaning)
            elif general != stems and len(window) > 1:
                meaning = self._by_content.get(tuple(sorted(general[at] for at in window)))
                # The special word keeps its place: it says more than the phrase does.
                kept = [at for at in window if general[at] == stems[at]]
                if meaning is not None and kept:
                    alone = self._by_content.get((stems[kept[0]],)) if len(kept) == 1 else None
                    yield PhraseMatch(
                        tuple(free[at] for at in kept), meaning if alone is None else meaning.with_all_of(alone)
                    )


def read_everyday(file: Path, glossary: Glossary) -> Everyday:
    """Read `everyday.json` and join the glossary's names to it."""
    try:
        data = json.loads(file.read_bytes())
        everyday = Everyday(
            dropped=data["drop"],
            weak=data["weak"],
            known=data["known"],
            spelled=data["spelling"],
            alike=data["alike"],
            general=data["general"],
            kinds=data["kinds"],
        )
        everyday.add_glossary(glossary)
        for entries in data["groups"].values():
            for entry in entries:
                everyday.add(entry["say"], entry["means"])
    except (ValueError, KeyError, TypeError, AttributeError) as error:
        raise ReferenceContentError(file, f"cannot be read: {error!r}") from error
    return everyday


@lru_cache(maxsize=256)
def _windows(count: int, longest: int) -> tuple[tuple[int, ...], ...]:
    """Places that a phrase could take among `count` words: long before short, neighbours before one word skipped."""
    windows: list[tuple[int, ...]] = []
    for length in range(min(longest, count), 0, -1):
        windows.extend(tuple(range(start, start + length)) for start in range(count - length + 1))
        for start in range(count - length if length > 1 else 0):
            window = range(start, start + length + 1)
            windows.extend(tuple(at for at in window if at != skipped) for skipped in window[1:-1])
    return tuple(windows)

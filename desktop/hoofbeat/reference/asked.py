"""How people ask for each fact, in words that the texts do not use, and which facts a question sounds like."""

import json
import math
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from functools import cached_property
from pathlib import Path
from statistics import fmean

from hoofbeat.reference.errors import ReferenceContentError
from hoofbeat.reference.everyday import Everyday
from hoofbeat.reference.facts import FactList
from hoofbeat.reference.words import stem, words_of

TELLING, WEAK, ASKING = 1.0, 0.7, 0.35
"""What a word counts that tells, that tells little, and that only asks: it still parts "how long" from "how big"."""
_EXACT = 0.5
"""What a word counts as it stands, beside the general word that it shares with others ("ache" and "cramp": pain)."""
_TOGETHER = 0.4
"""The part of a likeness that comes of all phrasings of the fact together: a question may take a word from each."""
_LEVELLED = 0.3
"""How much it takes from that part to have more words to be like than most facts have."""
_UNHEARD = 0.6
"""How rare a word is that no phrasing has, beside the rarest that one has: what is not understood makes less alike."""

Terms = dict[str, float]
"""What a question or a phrasing is made of, and how much each part counts."""


class Asked:
    """The phrasings of all facts. Which is most like a question tells what fact is asked for.

    Two texts are as alike as the directions of their terms, the rare ones weighing more (the cosine of TF-IDF). A fact
    is as likely as the best of its phrasings, not as their sum, so that one with many does not win by their number; what
    all of them say together counts beside that. Words that are `alike` count as one, and a little apart.
    """

    def __init__(
        self, phrasings: Mapping[str, Sequence[str]], alike: Iterable[Sequence[str]], everyday: Everyday
    ) -> None:
        self._phrasings = phrasings
        self._everyday = everyday
        self._alike = {stem(word): stem(words[0]) for words in alike for word in reversed(words)}

    @cached_property
    def words(self) -> frozenset[str]:
        """Every word that a phrasing has: spelling correction leaves them alone."""
        return frozenset(words_of("\n".join(phrasing for each in self._phrasings.values() for phrasing in each)))

    def likeness(self, words: Iterable[str]) -> dict[str, float]:
        """For each fact that shares a word with the question, how alike they are, up to about 1."""
        terms = self._terms(words)
        weighted = {term: count * self._rarity.get(term, self._unheard) for term, count in terms.items()}
        length = _length(weighted)
        by_phrasing: defaultdict[int, float] = defaultdict(float)
        together: defaultdict[str, float] = defaultdict(float)
        for term, weight in weighted.items():
            for number, share in self._postings.get(term, ()):
                by_phrasing[number] += weight * share
            for fact_id, share in self._fact_postings.get(term, ()):
                together[fact_id] += weight * share
        best: dict[str, float] = {}
        for number, product in by_phrasing.items():
            fact_id = self._facts[number]
            if product > best.get(fact_id, 0.0):
                best[fact_id] = product
        return {
            fact_id: ((1 - _TOGETHER) * product + _TOGETHER * together[fact_id] / length) / length
            for fact_id, product in best.items()
        }

    def _terms(self, words: Iterable[str]) -> Terms:
        terms: Terms = {}
        for word in words:
            exact, general = self._everyday.roots(word)
            if not exact:
                continue
            general = self._alike.get(general, general)
            weight = ASKING if word in self._everyday.dropped else WEAK if word in self._everyday.weak else TELLING
            terms[general] = max(weight, terms.get(general, 0.0))
            if general != exact:
                terms[f"={exact}"] = max(weight * _EXACT, terms.get(f"={exact}", 0.0))
        return terms

    @cached_property
    def _facts(self) -> tuple[str, ...]:
        """The fact of each phrasing."""
        return tuple(fact_id for fact_id, phrasings in self._phrasings.items() for _each in phrasings)

    @cached_property
    def _phrasing_terms(self) -> tuple[Terms, ...]:
        spelled = self._everyday.american
        return tuple(self._terms(spelled(words_of(phrasing))) for each in self._phrasings.values() for phrasing in each)

    @cached_property
    def _rarity(self) -> dict[str, float]:
        """By how few facts a term is asked for."""
        facts: defaultdict[str, set[str]] = defaultdict(set)
        for fact_id, terms in zip(self._facts, self._phrasing_terms, strict=True):
            for term in terms:
                facts[term].add(fact_id)
        return {term: math.log(1 + len(self._phrasings) / len(having)) for term, having in facts.items()}

    @cached_property
    def _unheard(self) -> float:
        return _UNHEARD * math.log(1 + len(self._phrasings))

    @cached_property
    def _postings(self) -> dict[str, list[tuple[int, float]]]:
        """For each term, the numbers of the phrasings that have it, and its share in their length."""
        postings: defaultdict[str, list[tuple[int, float]]] = defaultdict(list)
        for number, terms in enumerate(self._phrasing_terms):
            weighted = {term: count * self._rarity[term] for term, count in terms.items()}
            length = _length(weighted)
            for term, weight in weighted.items():
                postings[term].append((number, weight / length))
        return dict(postings)

    @cached_property
    def _fact_postings(self) -> dict[str, list[tuple[str, float]]]:
        """For each term, the facts that any phrasing asks for with it, and what it counts there."""
        by_fact: defaultdict[str, Terms] = defaultdict(dict)
        for fact_id, terms in zip(self._facts, self._phrasing_terms, strict=True):
            for term, count in terms.items():
                by_fact[fact_id][term] = max(count * self._rarity[term], by_fact[fact_id].get(term, 0.0))
        lengths = {fact_id: _length(weighted) for fact_id, weighted in by_fact.items()}
        usual = fmean(lengths.values()) if lengths else 1.0
        postings: defaultdict[str, list[tuple[str, float]]] = defaultdict(list)
        for fact_id, weighted in by_fact.items():
            level = 1 - _LEVELLED + _LEVELLED * lengths[fact_id] / usual
            for term, weight in weighted.items():
                postings[term].append((fact_id, weight / level))
        return dict(postings)


def read_asked(file: Path, facts: FactList, everyday: Everyday) -> Asked:
    """Read `asked.json`. A fact that repeats an earlier one is asked for in the same words and has none of its own."""
    try:
        data = json.loads(file.read_bytes())
        phrasings = {fact_id: tuple(map(str, each)) for fact_id, each in data["facts"].items()}
        alike = [tuple(map(str, words)) for words in data["alike"]]
    except (ValueError, KeyError, TypeError, AttributeError) as error:
        raise ReferenceContentError(file, f"cannot be read: {error!r}") from error
    wrong = [fact_id for fact_id in phrasings if fact_id not in facts.facts or facts.facts[fact_id].same_as]
    if wrong:
        raise ReferenceContentError(file, f"unknown or repeating facts: {', '.join(wrong)}")
    repeating = {fact.id: phrasings.get(fact.same_as, ()) for fact in facts.facts.values() if fact.same_as}
    return Asked(phrasings | repeating, alike, everyday)


def _length(weighted: Terms) -> float:
    return math.sqrt(sum(weight * weight for weight in weighted.values())) or 1.0

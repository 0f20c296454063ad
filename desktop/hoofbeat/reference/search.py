"""Search over all passages: what was typed becomes concepts, and the passages that say most about them come first.

Each concept (see `query.py`) scores a passage by its best alternative, by BM25 over four weighted columns. The sum grows
with the share of the concepts that the passage covers, with what the rest of its topic says about them, and with how
much the passage has to say. On top comes how much the question sounds like one that is known to ask for a fact of the
passage (see `asked.py`): so answers are found whose text shares no word with it.
"""

import math
import threading
from collections import Counter, defaultdict
from collections.abc import Hashable, Iterable, Sequence
from dataclasses import dataclass
from functools import cache, cached_property
from heapq import heappop, heappush, nlargest
from itertools import chain

from hoofbeat.reference.asked import Asked, read_asked
from hoofbeat.reference.content import Passage, TopicHead
from hoofbeat.reference.everyday import Everyday, read_everyday
from hoofbeat.reference.index import PassageIndex
from hoofbeat.reference.library import Library
from hoofbeat.reference.query import Concept, Correction, Query, QueryParser
from hoofbeat.reference.spelling import Vocabulary
from hoofbeat.reference.words import count_words

DEFAULT_LIMIT = 10

_TOPIC_SCORE = 3.0
"""What a passage scores for a concept that means its whole topic; a rare word in a text scores about as much."""
_COVERAGE = 0.7
"""The part of a score that depends on how many of the concepts the passage covers."""
_REST_OF_TOPIC = 0.1
_OF_OTHER_KIND = 0.4
"""What a passage is worth that says nothing of the kind of tumor that is asked for."""
_SAME_SECTION = 0.85
"""What a further passage of a section is worth beside the first, so that the first results differ."""
_SAME_FACTS = 0.5
"""What is taken off of a passage that states no fact which the ones before it do not."""
_CANDIDATES = 3
"""How many times as many as are wanted have a chance to be among them."""
_SUBSTANTIAL = 160
"""Characters from which on a passage counts in full."""
_SLIGHT, _ROW, _STATES_NOTHING = 0.8, 0.6, 0.6
_ASKED = 1.5
"""What a passage gains whose fact is asked for in just the words of the question, beside the best by its text."""
_MANY_FACTS = 0.1
"""What is taken off of that by how many facts a passage states, as their logarithm: the one about this fact goes first."""
_FIRST_SECTION = 1.05
"""What the opening section of a topic is worth: it sums the topic up."""


@dataclass(frozen=True, slots=True)
class SearchHit:
    """One passage found, and its score (higher is better)."""

    passage: Passage
    score: float


@dataclass(frozen=True, slots=True)
class SearchAnswer:
    """What a search found. Never a dead end: without hits there are the nearest known words, and the contents always."""

    hits: tuple[SearchHit, ...]
    contents: tuple[TopicHead, ...]
    corrections: tuple[Correction, ...] = ()
    nearest: tuple[str, ...] = ()
    looked_for: str = ""
    """Every word that was looked for, as one expression for `SearchIndex.spans`."""


class SearchIndex:
    """Finds passages. Built once, off the main thread; then any thread may search, one at a time."""

    def __init__(
        self, passages: Sequence[Passage], heads: Sequence[TopicHead], everyday: Everyday, asked: Asked
    ) -> None:
        self._passages = tuple(passages)
        self._contents = tuple(heads)
        self._index = PassageIndex(self._passages)
        self._everyday = everyday
        self._asked = asked
        self._topics = _numbers(passage.topic_id for passage in self._passages)
        self._sections = _numbers((passage.topic_id, passage.heading) for passage in self._passages)
        self._shapes = _shapes(self._passages)
        self._places = _places_of_targets(self._passages, heads)
        self._place_of = {passage.key: place for place, passage in enumerate(self._passages)}
        self._turn = threading.Lock()

    def search(self, text: str, limit: int = DEFAULT_LIMIT) -> SearchAnswer:
        """The best passages for a text, best first. Any text will do: nothing in it can raise."""
        with self._turn:
            query = self._parser.parse(text)
            ranked = self._varied(self._scores(query), max(limit, 0))
        return SearchAnswer(
            hits=tuple(SearchHit(self._passages[place], score) for place, score in ranked),
            contents=self._contents,
            corrections=query.corrections,
            nearest=() if ranked else self._nearest(query),
            looked_for=_either(query),
        )

    def spans(self, answer: SearchAnswer) -> tuple[tuple[tuple[int, int], ...], ...]:
        """For each hit, where in its text the words stand that were looked for. Apart, since only a reader needs it."""
        places = [self._place_of[hit.passage.key] for hit in answer.hits]
        with self._turn:
            spans = self._index.spans(answer.looked_for, places)
        return tuple(spans.get(place, ()) for place in places)

    @cached_property
    def _vocabulary(self) -> Vocabulary:
        """The words of the passages and of everyday speech: counted at the first search, not while building."""
        return Vocabulary(
            _word_counts(self._passages),
            (*self._everyday.words, *self._everyday.known, *self._asked.words),
        )

    @cached_property
    def _places_of_facts(self) -> dict[str, list[int]]:
        places: defaultdict[str, list[int]] = defaultdict(list)
        for place, passage in enumerate(self._passages):
            for fact_id in passage.fact_ids:
                places[fact_id].append(place)
        return dict(places)

    @cached_property
    def _focus(self) -> tuple[float, ...]:
        """What a likely fact counts in each passage: less among many others."""
        return tuple(
            shape * (1.0 - _MANY_FACTS * math.log(max(len(passage.fact_ids), 1)))
            for shape, passage in zip(self._shapes, self._passages, strict=True)
        )

    @cached_property
    def _parser(self) -> QueryParser:
        return QueryParser(self._vocabulary, self._everyday)

    def _scores(self, query: Query) -> dict[int, float]:
        """What each passage scores by its text, and by what the question sounds like, the best text counting 1."""
        if not query.concepts:
            return {}
        by_text = self._scores_by_text(query)
        best = max(by_text.values(), default=1.0)
        scores = {place: score / best for place, score in by_text.items()}
        for place, score in self._scores_by_asking(query).items():
            scores[place] = scores.get(place, 0.0) + score
        return scores

    def _scores_by_asking(self, query: Query) -> dict[int, float]:
        """For each passage that states a fact which may be asked for, how much it gains by the likeliest."""
        likeliest: dict[int, float] = {}
        for fact_id, likeness in self._asked.likeness(query.words).items():
            for place in self._places_of_facts.get(fact_id, ()):
                if likeness > likeliest.get(place, 0.0):
                    likeliest[place] = likeness
        return {place: _ASKED * self._focus[place] * likeness for place, likeness in likeliest.items()}

    def _scores_by_text(self, query: Query) -> dict[int, float]:
        sums: dict[int, float] = {}
        covered: dict[int, float] = {}
        topic_sums: dict[int, float] = {}
        in_all = 0.0
        of_kind: set[int] | None = None
        for concept in query.concepts:
            best = self._best(concept)
            if not best:
                continue
            importance = concept.weight * math.log(1 + len(self._passages) / len(best))
            in_all += importance
            if concept.is_kind:
                of_kind = (of_kind or set()) | best.keys()
            topic_best: dict[int, float] = {}
            for place, score in best.items():
                sums[place] = sums.get(place, 0.0) + score
                covered[place] = covered.get(place, 0.0) + importance
                topic = self._topics[place]
                if score > topic_best.get(topic, 0.0):
                    topic_best[topic] = score
            for topic, score in topic_best.items():
                topic_sums[topic] = topic_sums.get(topic, 0.0) + score
        return {
            place: self._shapes[place]
            * (1.0 if of_kind is None or place in of_kind else _OF_OTHER_KIND)
            * (
                score * (1 - _COVERAGE + _COVERAGE * covered[place] / in_all)
                + _REST_OF_TOPIC * topic_sums[self._topics[place]]
            )
            for place, score in sums.items()
        }

    def _best(self, concept: Concept) -> dict[int, float]:
        """For each passage that says the concept somehow, the score of the best way to say it.

        Belonging to a topic that the concept stands for comes on top: it says nothing about the single passage.
        """
        best: dict[int, float] = {}
        for alternative in concept.alternatives:
            weight = alternative.weight
            for place, score in self._index.postings(alternative.expression):
                weighted = weight * score
                if weighted > best.get(place, 0.0):
                    best[place] = weighted
        belonging: dict[int, float] = {}
        for target in concept.targets:
            for place in self._places[target.name]:
                belonging[place] = max(target.weight * _TOPIC_SCORE, belonging.get(place, 0.0))
        for place, score in belonging.items():
            best[place] = best.get(place, 0.0) + score
        return best

    def _varied(self, scores: dict[int, float], limit: int) -> list[tuple[int, float]]:
        """The best places; one gives way a little to what says something else than those before it.

        So it does if its section stands among them already, and the more of its facts do.
        """
        candidates = nlargest(_CANDIDATES * limit, scores.items(), key=lambda entry: (entry[1], -entry[0]))
        waiting = [(-score, place) for place, score in candidates]
        sections: Counter[int] = Counter()
        said: set[str] = set()
        varied: list[tuple[int, float]] = []
        while waiting and len(varied) < limit:
            place = heappop(waiting)[1]
            fact_ids = self._passages[place].fact_ids
            repeated = sum(fact_id in said for fact_id in fact_ids) / max(len(fact_ids), 1)
            score = scores[place] * _SAME_SECTION ** sections[self._sections[place]] * (1 - _SAME_FACTS * repeated)
            # What a passage is worth only falls: one that still leads the others is the next.
            if waiting and (-score, place) > waiting[0]:
                heappush(waiting, (-score, place))
                continue
            varied.append((place, score))
            sections[self._sections[place]] += 1
            said.update(fact_ids)
        return varied

    def _nearest(self, query: Query) -> tuple[str, ...]:
        words = (word for typed in query.unknown for word in self._vocabulary.nearest(typed))
        return tuple(dict.fromkeys(words))


def build_index(library: Library) -> SearchIndex:
    """The index over a whole library, with its everyday words."""
    everyday = read_everyday(library.folder / library.language / "everyday.json", library.glossary)
    everyday.add_titles(library.heads)
    asked = read_asked(library.folder / library.language / "asked.json", library.facts, everyday)
    return SearchIndex(library.passages, library.heads, everyday, asked)


@cache
def load_index(library: Library) -> SearchIndex:
    """The index over a library, built when first asked for, and then kept."""
    return build_index(library)


def _word_counts(passages: Sequence[Passage]) -> dict[str, int]:
    heads = {(passage.title, passage.heading, *passage.names) for passage in passages}
    return count_words("\n".join(chain((passage.text for passage in passages), chain.from_iterable(heads))))


def _numbers(keys: Iterable[Hashable]) -> tuple[int, ...]:
    """Equal keys become equal numbers."""
    numbers: dict[Hashable, int] = {}
    return tuple(numbers.setdefault(key, len(numbers)) for key in keys)


def _shapes(passages: Sequence[Passage]) -> tuple[float, ...]:
    """What each passage is worth before any question.

    More in the opening section of a topic; less for a short line, a row of a table, or where no fact is stated.
    """
    opening = {passage.topic_id: passage.heading for passage in reversed(passages)}
    return tuple(
        (_FIRST_SECTION if opening[passage.topic_id] == passage.heading else 1.0)
        * (_ROW if passage.kind == "row" else 1.0 if passage.fact_ids else _STATES_NOTHING)
        * (_SLIGHT + (1 - _SLIGHT) * min(len(passage.text) / _SUBSTANTIAL, 1.0))
        for passage in passages
    )


def _places_of_targets(passages: Sequence[Passage], heads: Sequence[TopicHead]) -> defaultdict[str, list[int]]:
    """For each target that a concept may have, where the passages of those topics stand."""
    groups = {head.id: f"group:{head.group}" for head in heads}
    places: defaultdict[str, list[int]] = defaultdict(list)
    for place, passage in enumerate(passages):
        for target in (f"topic:{passage.topic_id}", f"title:{passage.topic_id}", groups[passage.topic_id]):
            places[target].append(place)
    return places


def _either(query: Query) -> str:
    """One expression for every word that any concept may be said with."""
    expressions = dict.fromkeys(
        alternative.expression for concept in query.concepts for alternative in concept.alternatives
    )
    return " OR ".join(f"({expression})" for expression in expressions)

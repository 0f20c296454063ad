"""The topics of the reference: listed from their front matter, read when first asked for, cut into passages once."""

import json
from functools import cache, cached_property
from pathlib import Path

from hoofbeat.domain.errors import TopicNotFoundError
from hoofbeat.reference.content import Passage, Topic, TopicHead
from hoofbeat.reference.errors import ReferenceContentError
from hoofbeat.reference.facts import FactList, read_facts
from hoofbeat.reference.front_matter import GROUPS, read_front_matter
from hoofbeat.reference.glossary import Glossary, read_glossary
from hoofbeat.reference.links import Links, read_links
from hoofbeat.reference.starters import Situation, read_starters


class Library:
    """All topics of one language. Reading is lazy, and what was read is kept.

    `folder` is `resources/reference`; the topics lie in `folder/language/*.md`. Nothing is read before it is asked for.
    """

    def __init__(self, folder: Path, language: str = "en") -> None:
        self.folder = folder
        self.language = language
        self._topics: dict[str, Topic] = {}

    @cached_property
    def facts(self) -> FactList:
        """The facts that the texts state, and their sources."""
        return read_facts(self.folder / "facts.json")

    @cached_property
    def glossary(self) -> Glossary:
        """The terms with their meanings."""
        return read_glossary(self.folder / self.language / "glossary.json")

    @cached_property
    def starters(self) -> tuple[Situation, ...]:
        """Questions to begin with, by situation."""
        return read_starters(self.folder / self.language / "questions.json")

    @cached_property
    def heads(self) -> tuple[TopicHead, ...]:
        """The head of every topic, in the order of the contents."""
        heads = [read_front_matter(text, file)[0] for file, text in self._texts.values()]
        return tuple(sorted(heads, key=lambda head: (GROUPS.index(head.group), head.order)))

    @cached_property
    def passages(self) -> tuple[Passage, ...]:
        """Every passage of every topic, in the order of the contents."""
        from hoofbeat.reference.passages import passages_of

        return tuple(passage for head in self.heads for passage in passages_of(self.get_topic(head.id), self.facts))

    def get_head(self, topic_id: str) -> TopicHead:
        """The head of one topic; raises TopicNotFoundError with the nearest ids."""
        head = self._heads_by_id.get(topic_id)
        if head is None:
            raise TopicNotFoundError(topic_id, self._nearest(topic_id))
        return head

    def get_topic(self, topic_id: str) -> Topic:
        """One topic with its text; raises TopicNotFoundError with the nearest ids."""
        if topic_id not in self._topics:
            if topic_id not in self._texts:
                raise TopicNotFoundError(topic_id, self._nearest(topic_id))
            self._topics[topic_id] = self._read(topic_id)
        return self._topics[topic_id]

    def related(self, topic_id: str) -> tuple[TopicHead, ...]:
        """The topics that a topic names as related, in its order."""
        return tuple(self.get_head(other) for other in self.get_head(topic_id).related)

    @cached_property
    def pictures(self) -> dict[str, str]:
        """The words that say the same as each picture that is drawn, by the picture's name."""
        file = self.folder.parent / "illustrations" / "alternatives.json"
        try:
            return {name: str(entry["alt"]) for name, entry in json.loads(file.read_bytes()).items()}
        except (ValueError, KeyError, TypeError, AttributeError) as error:
            raise ReferenceContentError(file, f"cannot be read: {error!r}") from error

    @cached_property
    def links(self) -> Links:
        """The way from what a record names to the passage about it."""
        return read_links(self.folder / self.language / "links.json")

    @cached_property
    def _heads_by_id(self) -> dict[str, TopicHead]:
        return {head.id: head for head in self.heads}

    @cached_property
    def _texts(self) -> dict[str, tuple[Path, str]]:
        files = sorted((self.folder / self.language).glob("*.md"))
        return {file.stem: (file, file.read_text(encoding="utf-8")) for file in files}

    def _read(self, topic_id: str) -> Topic:
        from hoofbeat.reference.markdown import read_sections

        file, text = self._texts[topic_id]
        head, body, first_line = read_front_matter(text, file)
        topic = Topic(head=head, sections=read_sections(body, file, first_line))
        unknown = sorted(topic.fact_ids - self.facts.facts.keys())
        if unknown:
            raise ReferenceContentError(file, f"unknown facts: {', '.join(unknown)}")
        return topic

    def _nearest(self, topic_id: str) -> tuple[str, ...]:
        from rapidfuzz import process

        found = process.extract(topic_id[:100], list(self._texts), limit=3, score_cutoff=60)
        return tuple(match for match, _score, _at in found)


@cache
def load_library(folder: Path) -> Library:
    """The library of a folder; it is read when first asked for, and then kept."""
    return Library(folder)

"""The list of facts behind the texts: which topic each belongs to, and which source states it."""

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from hoofbeat.reference.content import Source
from hoofbeat.reference.errors import ReferenceContentError


@dataclass(frozen=True, slots=True)
class Fact:
    """One fact: its topic, the ids of the sources that state it, and the earlier fact that it repeats, if any."""

    id: str
    topic_id: str
    source_ids: tuple[str, ...]
    section: str
    part: str | None = None
    same_as: str | None = None


class FactList:
    """All facts and sources, by id."""

    def __init__(self, sources: Mapping[str, Source], facts: Mapping[str, Fact], titles: Mapping[str, str]) -> None:
        self.sources = sources
        self.facts = facts
        self.titles = titles
        self._sources_of = lru_cache(maxsize=1024)(self._find_sources)

    def sources_of(self, fact_ids: Iterable[str]) -> tuple[Source, ...]:
        """The sources behind these facts, each once, in the order of the source list."""
        return self._sources_of(tuple(fact_ids))

    def _find_sources(self, fact_ids: tuple[str, ...]) -> tuple[Source, ...]:
        wanted = {source_id for fact_id in fact_ids for source_id in self.facts[fact_id].source_ids}
        return tuple(source for source in self.sources.values() if source.id in wanted)


def read_facts(file: Path) -> FactList:
    """Read `facts.json`."""
    try:
        data = json.loads(file.read_bytes())
        sources = {key: _source(key, entry) for key, entry in data["sources"].items()}
        facts = {key: _fact(key, entry, data["sections"]) for key, entry in data["facts"].items()}
        titles = dict(data["topics"])
    except (ValueError, KeyError, TypeError, AttributeError) as error:
        raise ReferenceContentError(file, f"cannot be read: {error!r}") from error
    for fact in facts.values():
        if fact.topic_id not in titles or not set(fact.source_ids) <= sources.keys():
            raise ReferenceContentError(file, f"{fact.id} names an unknown topic or source")
    return FactList(sources, facts, titles)


def _source(key: str, entry: Mapping[str, str | None]) -> Source:
    def text(name: str) -> str:
        value = entry[name]
        if not isinstance(value, str):
            raise TypeError(f"{key}.{name} is not a text")
        return value

    return Source(
        id=key,
        name=text("name"),
        label=text("label"),
        title=text("title"),
        publisher=text("publisher"),
        dated=text("dated"),
        dated_as=text("dated_as"),
        url=entry["url"],
        citation=text("citation"),
    )


def _fact(key: str, entry: Mapping[str, str], sections: Mapping[str, str]) -> Fact:
    return Fact(
        id=key,
        topic_id=entry["topic"],
        source_ids=tuple(entry["from"]),
        section=sections[entry["section"]],
        part=entry.get("part"),
        same_as=entry.get("same_as"),
    )

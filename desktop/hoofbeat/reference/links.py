"""The way from what a record names, such as a test or a medicine, to the passage of the reference about it."""

import json
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

from hoofbeat.reference.errors import ReferenceContentError

_WORD = re.compile(r"[^\W_]+(?:-[^\W_]+)*")


@dataclass(frozen=True, slots=True)
class TumorLink:
    """Words that name a type of tumor, and the topics about it, the main one first."""

    words: tuple[str, ...]
    topic_ids: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Links:
    """Where tests (by their id in the catalogue), medicines and types of tumor (by words) are written about.

    A target is the id of a topic or `topic#anchor`.
    """

    tests: Mapping[str, str]
    medicines: Mapping[str, str]
    tumors: tuple[TumorLink, ...]

    def of_medicine(self, names: Iterable[str]) -> str | None:
        """The target for a medicine that goes by these names, or none."""
        words = [word for name in names for word in _words(name)]
        return next((self.medicines[word] for word in words if word in self.medicines), None)

    def of_tumor(self, texts: Iterable[str]) -> tuple[str, ...]:
        """The topics about every type of tumor that these texts name, each topic once."""
        said = [f" {' '.join(_words(text))} " for text in texts]
        found = (link for link in self.tumors if any(f" {word} " in text for word in link.words for text in said))
        return tuple(dict.fromkeys(topic_id for link in found for topic_id in link.topic_ids))


def read_links(file: Path) -> Links:
    """Read `links.json`."""
    try:
        data = json.loads(file.read_bytes())
        tumors = tuple(TumorLink(tuple(each["words"]), tuple(each["topics"])) for each in data["tumors"])
        return Links(dict(data["tests"]), dict(data["medicines"]), tumors)
    except (ValueError, KeyError, TypeError) as error:
        raise ReferenceContentError(file, f"cannot be read: {error!r}") from error


def _words(text: str) -> list[str]:
    return _WORD.findall(text.lower())

"""The groups of topics in plain words, in the order of the contents."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from hoofbeat.reference.content import TopicHead
from hoofbeat.wording.translation import tr

GROUPS: Mapping[str, str] = MappingProxyType(
    {
        "about": "What it is",
        "kinds": "Types of tumor",
        "signs": "Signs and symptoms",
        "tests": "Tests",
        "outlook": "Outlook, spread and staging",
        "treatments": "Treatments",
        "treating": "Treatment by type and situation",
        "living": "Living with it and follow-up",
        "trials": "Clinical trials",
        "contacts": "Phone numbers and web pages",
        "sources": "About the sources",
    }
)


def title_in_group(head: TopicHead) -> str:
    """Return a topic's title as it stands below its group's: what repeats the group's is left out."""
    before, colon, after = head.title.partition(": ")
    if colon and before == tr(GROUPS[head.group]):
        return after[:1].upper() + after[1:]
    return head.title

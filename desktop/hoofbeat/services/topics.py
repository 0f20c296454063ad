"""The ways between the record and the reference: which topics are about what is recorded."""

from __future__ import annotations

from hoofbeat.domain.records import Knowledge, Medication, TumorFact, TumorTopic
from hoofbeat.reference.library import Library
from hoofbeat.store.journal import Journal

_NAME_A_TYPE = frozenset({TumorTopic.HORMONE, TumorTopic.SITE, TumorTopic.GRADE, TumorTopic.OTHER})


def topics_for_me(journal: Journal, *, library: Library) -> tuple[str, ...]:
    """Return the topics about the tumor types that the person recorded, each once."""
    with journal.reading() as stored:
        facts = stored.list(TumorFact)
        said = [each.value for each in facts if each.topic in _NAME_A_TYPE and each.state is Knowledge.KNOWN]
    return library.links.of_tumor(said)


def topic_of_test(library: Library, *, test: str) -> str | None:
    """Return where a test of the catalogue is written about (`topic` or `topic#anchor`), or None."""
    return library.links.tests.get(test)


def topic_of_medicine(library: Library, *, medication: Medication) -> str | None:
    """Return where a medicine is written about (`topic` or `topic#anchor`), or None."""
    return library.links.of_medicine((medication.name, medication.generic_name))

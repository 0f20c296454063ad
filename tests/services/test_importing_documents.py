"""A C-CDA document comes once, knows what FHIR brought before, and goes back without a trace."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import pytest

from hoofbeat.domain.imports import Verdict
from hoofbeat.domain.records import Medication, Result
from hoofbeat.services import history, journals
from hoofbeat.services.journals import Journal
from tests.exchange.ccda.documents import administration, document, observation, organizer, section
from tests.exchange.fhir.bundles import MARIA, bundle, medication_request
from tests.exchange.fhir.bundles import observation as fhir_observation
from tests.services.bringing_in import bring_in, dump, planned

WHOLE = document(
    section(organizer(observation(time='<effectiveTime value="20260203073406+0100"/>'))),
    section(administration(), administration("Creon", mood="INT", code="2"), code="10160-0", title="Medications"),
)


@pytest.fixture
def journal(tmp_path: Path) -> Iterator[Journal]:
    journal = journals.create(path=tmp_path / "j.hoofbeat", name="Maria Gomez")
    yield journal
    journal.close()


def written(folder: Path, content: str, name: str = "record.XML") -> Path:
    path = folder / name
    path.write_text(content, encoding="utf-8")
    return path


@pytest.mark.parametrize("name", ["record.xml", "record.XML", "record.ccd", "record.txt"])
def test_a_document_comes_once_and_goes_back_without_a_trace(journal: Journal, tmp_path: Path, name: str) -> None:
    before = dump(journal)
    path = written(tmp_path, WHOLE, name)
    assert bring_in(journal, path) == {"samples": 1, "results": 1, "medicines": 2}
    assert bring_in(journal, path) == {}
    history.undo(journal)
    assert dump(journal) == before


def test_what_fhir_brought_is_known_in_a_document(journal: Journal, tmp_path: Path) -> None:
    coded = {"coding": [{"system": "http://www.nlm.nih.gov/research/umls/rxnorm", "code": "1"}], "text": "Somatuline"}
    sent = bundle(MARIA, fhir_observation(), medication_request(medicationCodeableConcept=coded, authoredOn=None))
    bring_in(journal, written(tmp_path, json.dumps(sent), "record.json"))
    plan = planned(journal, written(tmp_path, document(*_sections())))
    verdicts = {type(each.record): each.verdict for each in plan.planned}
    assert verdicts[Result] is Verdict.ALREADY_THERE
    assert verdicts[Medication] is Verdict.ALREADY_THERE


def _sections() -> tuple[str, str]:
    moment = '<effectiveTime value="20260203073406+0100"/>'
    value = '<value xsi:type="ST">93 ng/mL</value>'
    return (
        section(organizer(observation(value, time=moment))),
        section(administration(), code="10160-0", title="Medications"),
    )

"""A journal in a private place, for each test that needs no other one."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from hoofbeat.services import journals
from hoofbeat.services.journals import Journal


@pytest.fixture
def journal(tmp_path: Path) -> Iterator[Journal]:
    made = journals.create(path=tmp_path / "journal.hoofbeat", name="Maria Gomez")
    yield made
    made.close()
